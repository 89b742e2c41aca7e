"""Near spellings of one person in an article: `Kristin` and `Kristen Wilkins`.

Two names of people are one where all their words are the same but one, and that one is long and
differs in one letter only. People who both exist stand side by side somewhere, or share no more
than a sound: `Tim` and `Tom`, `Paul` and `Paula` are two.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.spans import Name

LEAST_LETTERS = {True: 6, False: 5}  # of a first name, which may be another one, and of a surname
SIDE_BY_SIDE = 30  # tokens between two who are named together


def respelled(names: Sequence[Name], plain: Sequence[str]) -> list[str]:
    """The plain names, those that are another spelling of one that stands more often as that one."""
    counts = Counter(plain)
    places = defaultdict(list)
    # all words but one, and the first letter of that one
    alike: defaultdict[tuple[int, tuple[str, ...]], set[str]] = defaultdict(set)
    for name, p in zip(names, plain, strict=True):
        words = p.split()
        if name.label == "PERSON" and len(words) > 1:
            places[p].append(name.first)
            for n, word in enumerate(words):
                alike[n, (word[0], *words[:n], *words[n + 1 :])].add(p)
    usual: dict[str, str] = {}
    for (n, _), group in alike.items():
        for pair in combinations(sorted(group, key=lambda p: (-counts[p], p)), 2):
            more, less = pair
            if _is_near(*(p.split()[n] for p in pair), first=n == 0) and not _together(
                places, pair
            ):
                usual.setdefault(less, usual.get(more, more))
    return [usual.get(p, p) for p in plain]


def _is_near(one, other, *, first):
    """Whether a word is another one with a letter more, less, or instead of another."""
    long, short = sorted((one, other), key=len, reverse=True)
    if len(short) < LEAST_LETTERS[first] or len(long) - len(short) > 1 or not short.isalpha():
        return False
    if first and gender_of_first_name(one) != gender_of_first_name(other):
        return False
    same = 0
    while same < len(short) and long[same] == short[same]:
        same += 1
    rest = long[same + 1 :]
    return rest == short[same:] or rest == short[same + 1 :]


def _together(places, pair):
    """Whether two names stand near each other in some place."""
    return any(abs(a - b) < SIDE_BY_SIDE for a in places[pair[0]] for b in places[pair[1]])

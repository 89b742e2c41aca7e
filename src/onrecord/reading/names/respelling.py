"""Near spellings of one person in an article: `Kristin` and `Kristen Wilkins`.

Two names of people are one where all their words are the same but one, that one is long and differs
in one letter only, and no third name is as near. People who both exist stand side by side
somewhere, or share no more than a sound: `Tim` and `Tom`, `Paul` and `Paula` are two.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.spans import Name

LEAST_LETTERS = {True: 6, False: 5}  # of a first name, which may be another one, and of a surname
MOST_ALIKE = 20  # names that share a first name: more are those of a list
MOST_WORDS = 8  # of a person's name: a run of more is a list, and takes time with its square
SIDE_BY_SIDE = 30  # tokens between two who are named together


def respelled(names: Sequence[Name], plain: Sequence[str]) -> list[str]:
    """The plain names, those that are another spelling of one that stands more often as that one."""
    counts = Counter(plain)
    places = defaultdict(list)
    # all words but one, and the first letter of that one
    alike: defaultdict[tuple[int, tuple[str, ...]], set[str]] = defaultdict(set)
    for name, p in zip(names, plain, strict=True):
        words = p.split()
        if name.label == "PERSON" and 1 < len(words) <= MOST_WORDS:
            places[p].append(name.first)
            for n, word in enumerate(words):
                alike[n, (word[0], *words[:n], *words[n + 1 :])].add(p)
    near = defaultdict(set)
    for (n, _), group in alike.items():
        for pair in combinations(group, 2) if len(group) <= MOST_ALIKE else ():
            one, other = (p.split()[n] for p in pair)
            if _is_near(one, other, first=n == 0) and not _together(places, pair):
                near[pair[0]].add(pair[1])
                near[pair[1]].add(pair[0])
    usual = {}
    for p, others in near.items():
        [other, *more] = others
        if not more and len(near[other]) == 1:  # who is near to several is any of them
            usual[p] = min(p, other, key=lambda name: (-counts[name], name))
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
    one, other = (places[p] for p in pair)
    nearest = ((at, bisect_right(other, at - SIDE_BY_SIDE)) for at in one)
    return any(n < len(other) and other[n] < at + SIDE_BY_SIDE for at, n in nearest)

"""What the articles of a corpus tell of one name, and names that differ in their spelling only."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.reading.names.labels import most
from onrecord.reading.names.titles import untitled

OVERWHELMING = 9  # times as many articles mean one thing as mean any other
# For each of some collections of plain names, the number of articles that have any of them.
CountArticles = Callable[[Sequence[Collection[str]]], list[int]]


class NameUse:
    """How the articles of a corpus use one name.

    Attributes:
        spelled: as it is written first, without a title.
        labels, genders: how often it has each.
        articles: the number of those that have it, or a name that it took in.
        forms: the names that it took in.
    """

    __slots__ = ("articles", "forms", "genders", "labels", "spelled")

    def __init__(self) -> None:
        self.spelled = ""
        self.labels: Counter[str] = Counter()
        self.genders: Counter[str] = Counter()
        self.articles = 0
        self.forms: tuple[str, ...] = ()

    def add(self, name: str, label: str, gender: str, times: int) -> None:
        """Take note that somebody or something is named so, and how often."""
        self.spelled = self.spelled or untitled(name)
        self.labels[label] += times
        if gender:
            self.genders[gender] += times

    def take_in(self, name: str, other: "NameUse") -> None:
        """Add what is known of another name, which means the same.

        No article may have both; else `articles` is to be counted again.
        """
        self.labels += other.labels
        self.genders += other.genders
        self.articles += other.articles
        self.forms += (name, *other.forms)

    @property
    def label(self) -> str:
        return most(self.labels)

    @property
    def gender(self) -> str:
        return most(self.genders) if self.genders else ""


def by_loose_spelling(
    uses: Mapping[str, NameUse], count: CountArticles
) -> Iterator[tuple[str, str]]:
    """Each name with the more usual one that has the same letters: `jean luc` and `jean-luc`.

    Accents, apostrophes and full stops do not count, nor whether the family name comes first where
    a hyphen tells the given name (`Park Seul-bom`). No article may have both.
    """
    alike = defaultdict(list)
    for name, use in uses.items():
        if len(name) > 3:
            alike[_loose(name), use.label].append(name)
    groups = [
        sorted(names, key=lambda n: (-uses[n].articles, n))
        for names in alike.values()
        if len(names) > 1
    ]
    together = in_one_article((pair for g in groups for pair in combinations(g, 2)), uses, count)
    for usual, *others in groups:
        same = [usual]
        for other in others:
            if not any((name, other) in together for name in same):
                same.append(other)
                yield other, usual


def in_one_article(
    pairs: Iterable[tuple[str, str]], uses: Mapping[str, NameUse], count: CountArticles
) -> set[tuple[str, str]]:
    """Those of some pairs of names of which one article has both, or forms that they took in."""
    pairs = list(pairs)
    either = count([[n for name in pair for n in (name, *uses[name].forms)] for pair in pairs])
    return {
        pair
        for pair, articles in zip(pairs, either, strict=True)
        if articles < sum(uses[name].articles for name in pair)
    }


def _loose(name):
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.sub(r"[.'’]", "", bare).split()
    if len(words) == 2 and sum("-" in word for word in words) == 1:
        words.sort()
    return re.sub(r"[\W_]+", " ", " ".join(words)).strip()

"""What the articles of a corpus tell of one name, and names that differ in their spelling only."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from onrecord.reading.names.labels import most
from onrecord.reading.names.titles import untitled

OVERWHELMING = 9  # times as many articles mean one thing as mean any other


class NameUse:
    """How articles use one name: their numbers, and by articles the labels and genders it has."""

    def __init__(self):
        self.spelled = ""
        self.labels: Counter[str] = Counter()
        self.genders: Counter[str] = Counter()
        self.articles: set[int] = set()

    def add(self, article: int, name: str, label: str, gender: str) -> None:
        """Take note that one article names somebody or something so."""
        self.spelled = self.spelled or untitled(name)
        self.labels[label] += 1
        self.genders.update([gender] * bool(gender))
        self.articles.add(article)

    def take_in(self, other: "NameUse") -> None:
        """Add what is known of another name, which means the same."""
        self.labels += other.labels
        self.genders += other.genders
        self.articles |= other.articles

    @property
    def label(self) -> str:
        return most(self.labels)

    @property
    def gender(self) -> str:
        return most(self.genders) if self.genders else ""


def by_loose_spelling(uses: Mapping[str, NameUse]) -> Iterator[tuple[str, str]]:
    """Each name with the more usual one that has the same letters: `jean luc` and `jean-luc`.

    Accents, apostrophes and full stops do not count, nor whether the family name comes first where
    a hyphen tells the given name (`Park Seul-bom`).
    """
    alike = defaultdict(list)
    for name, use in uses.items():
        if len(name) > 3:
            alike[_loose(name), use.label].append(name)
    for names in alike.values():
        usual, *others = sorted(names, key=lambda n: (-len(uses[n].articles), n))
        yield from (
            (other, usual) for other in others if not uses[other].articles & uses[usual].articles
        )


def _loose(name):
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.sub(r"[.'’]", "", bare).split()
    if len(words) == 2 and sum("-" in word for word in words) == 1:
        words.sort()
    return re.sub(r"[\W_]+", " ", " ".join(words)).strip()

"""What was printed before: the same text, or one so near to it that one is a reprint of the other.

Wording is compared by runs: `LENGTH` words in a row, in lower case and without marks, so that other
typography is the same wording. Runs are hashed by what they say alone: the same in every process and
on every system.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np

LENGTH = 6  # words in a run: short ones are common phrases, long ones break at every edit
WINDOW = 16  # of this many runs in a row, one at least is looked up
HELD = 0.8  # of the runs of the shorter text, in the longer: one holds the other
VERSIONS = 0.4  # of all runs of two texts, in both: they are versions of one
FEWEST = 35  # distinct runs (40 words) of a text that is compared; of shorter ones, only copies
HINTED = 0.25  # of the shorter text's prints, to compare the two run by run
MOST_HOLDERS = 16  # articles looked up by one print: what more of them share is boilerplate
_PLAIN_WORD = re.compile(r"[^\W_]+")
_SOFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphens and the like part no word


@dataclass(frozen=True)
class Printing:
    """What is to be said of an article beside those before it.

    Attributes:
        status: `ok`, or `duplicate` for a copy in the same outlet.
        duplicate_of: the article_id of the first that printed it, or, of a copy in the same outlet,
            of the one that it is a copy of; None where nobody did.
        message: what they share, in one sentence.
    """

    status: str = "ok"
    duplicate_of: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class _Printed:
    """An article that was read, by its number in the order of reading; `first` printed it first."""

    article_id: str
    outlet: str | None
    first: int
    runs: np.ndarray  # distinct, ascending
    prints: int


class Printings:
    """The articles read so far.

    White space does not make another text. A copy is a `duplicate` where the outlet is the same or
    one is not known; every other copy, and every near-duplicate, is an article of its own. Two
    texts are near-duplicates when four fifths of the runs of six words of the shorter one stand in
    the longer, or two fifths of all runs of both are the same.

    Not found: near-duplicates of fewer than 40 words, translations, a retelling in other words; and
    articles made of nothing but passages that many earlier articles share.
    Candidates come from an index of prints (`choose_prints`) and are then compared run by
    run, so that none that is found depends on the luck of a hash.
    """

    def __init__(self):
        self._copies: dict[bytes, dict[str, tuple[int, str, str | None]]] = {}
        self._known: list[_Printed] = []
        self._holder: dict[int, int] = {}  # print → the first article with it
        self._holders: dict[int, list[int]] = {}  # ... and, where there are more, the first of them

    def add(self, article_id: str, outlet: str | None, text: str) -> Printing:
        """What is to be said of the article that is read now."""
        key = hashlib.blake2b(" ".join(text.split()).encode(), digest_size=16).digest()
        copies = self._copies.setdefault(key, {})
        name = " ".join((outlet or "").casefold().split())
        first = next(iter(copies.values()), None)
        if first is None:
            copies[name] = len(self._known), article_id, outlet
            return self._add_text(article_id, outlet, text)
        number, original, printer = first
        if name in copies or not name or "" in copies:
            _, original, _ = copies.get(name) or copies.get("") or first
            return Printing("duplicate", original, f"It has the same text as {original!r}.")
        copies[name] = number, article_id, outlet
        said = f"{printer} printed the same text, in {original!r}"
        return self._printing(said, number)

    def _add_text(self, article_id, outlet, text):
        in_order = hash_runs(text)
        runs, number = np.unique(in_order), len(self._known)
        prints = choose_prints(in_order).tolist() if len(runs) >= FEWEST else []
        shared = dict(self._near_duplicates(runs, self._look_up(prints, number), len(prints)))
        if not shared:
            self._known.append(_Printed(article_id, outlet, number, runs, len(prints)))
            return Printing()
        first = min(self._known[other].first for other in shared)
        nearest = first if first in shared else max(shared, key=lambda other: shared[other])
        first = self._known[nearest].first  # where a copy of this article is to lead, too
        self._known.append(_Printed(article_id, outlet, first, runs, len(prints)))
        return self._printing(self._describe(runs, nearest, shared[nearest]), nearest)

    def _look_up(self, prints, number) -> Counter:
        """How many of the prints each earlier article has; the article is known by them from now."""
        found: Counter[int] = Counter()
        for print_ in prints:
            holder = self._holder.setdefault(print_, number)
            if holder == number:
                continue
            holders = self._holders.setdefault(print_, [holder])
            found.update(holders)
            if len(holders) < MOST_HOLDERS:
                holders.append(number)
        return found

    def _near_duplicates(self, runs, found, prints) -> Iterator[tuple[int, float]]:
        """The earlier articles that are near-duplicates, and the share of the shorter's runs in both."""
        for number, hints in found.items():
            other = self._known[number]
            if hints < HINTED * min(prints, other.prints):
                continue
            both = len(np.intersect1d(runs, other.runs, assume_unique=True))
            shorter = min(len(runs), len(other.runs))
            if both >= HELD * shorter or both >= VERSIONS * (len(runs) + len(other.runs) - both):
                yield number, both / shorter

    def _describe(self, runs, number, share):
        other, percent = self._known[number], f"{int(100 * share)}%"
        by = f", of {other.outlet}" if other.outlet else ""
        if len(runs) <= len(other.runs):
            return f"{percent} of it stands word for word in {other.article_id!r}{by}"
        return f"It holds {percent} of {other.article_id!r}{by}, word for word"

    def _printing(self, said, number):
        """Of a reprint of one that may be a reprint itself: both lead to the first."""
        first = self._known[self._known[number].first].article_id
        if first != self._known[number].article_id:
            said += f"; that repeats {first!r}"
        return Printing(duplicate_of=first, message=f"{said}.")


def hash_runs(text: str) -> np.ndarray:
    """The runs of a text as uint32, in its order; none where it has fewer than `LENGTH` words."""
    plain = unicodedata.normalize("NFKC", _SOFT.sub("", text)).casefold()
    words = np.fromiter((crc32(word.encode()) for word in _PLAIN_WORD.findall(plain)), np.uint64)
    if len(words) < LENGTH:
        return np.empty(0, np.uint32)
    words = _mix(words + np.uint64(1))
    runs = np.zeros(len(words) - LENGTH + 1, np.uint64)
    for place in range(LENGTH):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(runs)]
    return (_mix(runs) >> np.uint64(32)).astype(np.uint32)


def choose_prints(runs: np.ndarray) -> np.ndarray:
    """The least of each `WINDOW` runs in a row, each once, in ascending order.

    Two texts that share `WINDOW + LENGTH - 1` words in a row share one of these for sure: winnowing
    (Schleimer, Wilkerson and Aiken, SIGMOD 2003).
    """
    if len(runs) <= WINDOW:
        return np.unique(runs.min(keepdims=True)) if len(runs) else runs
    return np.unique(np.lib.stride_tricks.sliding_window_view(runs, WINDOW).min(axis=1))


def _mix(numbers):
    """Spread what differs over all bits (the last step of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))

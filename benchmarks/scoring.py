"""Attributions found beside attributions marked by hand: what is counted, and what it makes.

All is counted in word tokens (`\\w+`), so that punctuation and quotation marks never decide.

- **attribution@.5**: found and marked attributions are paired one to one, those whose contents
  overlap most first; a pair whose contents share half of their words or more (intersection over
  union, IoU) is right.
- **with source**: the pair is right, and so is its source: IoU of half or more, or inside the
  marked source with its first or its last word; where none is marked, none is found.
- **exact content**: contiguous pieces of content that begin and end at the same words, as
  published tables of sequence labelling count them.
- **quoted**: the marked attributions whose content has a double quotation mark.

Precision is the share of what was found, recall of what was marked; F1 is their harmonic mean.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Protocol

WORD = re.compile(r"\w+")
QUOTE = re.compile(r'["“”]')
HALF = 0.5
SEED, RESAMPLES = 0, 2000
Spans = Sequence[tuple[int, int]]


class AttributionLike(Protocol):
    """Found or marked: half-open character spans for each role."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True)
class Counts:
    """What is counted in one article, or in many."""

    found: int = 0
    marked: int = 0
    right: int = 0
    right_source: int = 0
    pieces_found: int = 0
    pieces_marked: int = 0
    pieces_right: int = 0
    quoted: int = 0
    quoted_right: int = 0
    quoted_right_source: int = 0


class Words:
    """The word tokens of a text."""

    def __init__(self, text: str):
        spans = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __len__(self):
        return len(self._starts)

    def under(self, spans: Spans) -> frozenset[int]:
        """Indices of the words that some span touches."""
        return frozenset(i for start, end in spans for i in self._range(start, end))

    def pieces(self, spans: Spans) -> set[tuple[int, int]]:
        """First and last word of each span that has any."""
        ranges = (self._range(start, end) for start, end in spans)
        return {(r[0], r[-1]) for r in ranges if r}

    def _range(self, start, end):
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))


def overlap(a: frozenset, b: frozenset) -> float:
    """Intersection over union; 0 where both are empty."""
    return len(a & b) / len(a | b) if a or b else 0.0


def is_right_source(found: frozenset[int], marked: frozenset[int]) -> bool:
    """Whether a source is right (see above), by the words under it."""
    if not found or not marked:
        return found == marked
    edge = max(found) == max(marked) or min(found) == min(marked)
    return overlap(found, marked) >= HALF or (found <= marked and edge)


def count(text: str, found: Iterable[AttributionLike], marked: Iterable[AttributionLike]) -> Counts:
    """Count one article."""
    words, found, marked = Words(text), list(found), list(marked)
    pieces_found = {p for a in found for p in words.pieces(a.content)}
    pieces_marked = {p for a in marked for p in words.pieces(a.content)}
    found = [a for a in found if words.under(a.content)]
    marked = [a for a in marked if words.under(a.content)]
    pairs = _pairs(words, found, marked)
    quoted = [any(QUOTE.search(text[s:e]) for s, e in a.content) for a in marked]
    return Counts(
        found=len(found),
        marked=len(marked),
        right=len(pairs),
        right_source=sum(ok for _, _, ok in pairs),
        pieces_found=len(pieces_found),
        pieces_marked=len(pieces_marked),
        pieces_right=len(pieces_found & pieces_marked),
        quoted=sum(quoted),
        quoted_right=sum(quoted[j] for _, j, _ in pairs),
        quoted_right_source=sum(quoted[j] for _, j, ok in pairs if ok),
    )


def _pairs(words, found, marked):
    """Index of one found, index of one marked, whether the source is right: the best pairs first.

    Of two pairs that overlap equally, the one with the right source is taken.
    """
    ours, theirs = ([words.under(a.content) for a in side] for side in (found, marked))
    candidates = []
    for i, mine in enumerate(ours):
        for j, right in enumerate(theirs):
            if mine & right and (share := overlap(mine, right)) >= HALF:
                sources = words.under(found[i].source), words.under(marked[j].source)
                candidates.append((share, is_right_source(*sources), i, j))
    pairs, used, taken = [], set(), set()
    for _, ok, i, j in sorted(candidates, reverse=True):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((i, j, ok))
    return pairs


def right_contents(
    text: str, found: Sequence[AttributionLike], marked: Iterable[AttributionLike]
) -> list[bool]:
    """For each one found, whether its content shares half of its words or more with a marked one (IoU)."""
    words = Words(text)
    theirs = [words.under(a.content) for a in marked]
    return [any(overlap(words.under(a.content), c) >= HALF for c in theirs) for a in found]


def total(counts: Iterable[Counts]) -> Counts:
    """The sum over articles."""
    return Counts(*map(sum, zip(*map(astuple, [Counts(), *counts]), strict=True)))


def rates(right: int, found: int, marked: int) -> tuple[float, float, float]:
    """Precision, recall and F1; 0 where nothing is found, or marked."""
    precision = right / found if found else 0.0
    recall = right / marked if marked else 0.0
    return precision, recall, 2 * right / (found + marked) if right else 0.0


def f1_interval(
    articles: Sequence[Counts], right: str, found: str, marked: str
) -> tuple[float, float]:
    """The middle 95 % of F1 over bootstrap resamples of the articles; the seed is fixed.

    Args:
        right, found, marked: the fields of Counts that the F1 is made of.
    """
    import numpy as np

    columns = [field.name for field in fields(Counts)]
    table = np.array([astuple(article) for article in articles])
    weights = np.random.default_rng(SEED).multinomial(
        len(table), np.full(len(table), 1 / len(table)), size=RESAMPLES
    )
    hit, ours, theirs = (weights @ table[:, columns.index(c)] for c in (right, found, marked))
    f1 = 2 * hit / np.maximum(ours + theirs, 1)
    low, high = np.quantile(f1, [0.025, 0.975])
    return float(low), float(high)

"""Attributions found beside attributions marked by hand: what is counted, and what it makes.

All is counted in word tokens (`\\w+`), so that punctuation and quotation marks never decide; a cue
may be punctuation alone (a colon), so that cues are counted in words and runs of punctuation.

- **content tokens**: words that stand in some content.
- **exact source, cue, content**: contiguous pieces that begin and end at the same words, as
  published tables of sequence labelling count them.
- **whole content**: attributions whose content, all pieces, has the same words as a marked one.
- **content soft**: the mean share of a content that lies in the one of the other side that holds
  most of it (Pareti's partial match).
- **attribution@.5**: found and marked attributions are paired one to one, those whose contents
  overlap most first; a pair whose contents share half of their words or more (intersection over
  union, IoU) is right.
- **with source**: the pair is right, and so is its source: IoU of half or more, or inside the
  marked source with its first or its last word; where none is marked, none is found.
- **source | matched**, **cue | matched**: of the right pairs, those whose source is right, and
  those whose cues share a word or a mark.
- **quoted**: the marked attributions whose content has a double quotation mark.

Precision is the share of what was found, recall of what was marked; F1 is their harmonic mean.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from typing import NamedTuple, Protocol

WORD = re.compile(r"\w+")
WORD_OR_MARKS = re.compile(r"\w+|[^\w\s]+")
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
    """What is counted in one article, or in many. `pieces` without a role are those of content."""

    found: int = 0
    marked: int = 0
    right: int = 0
    right_source: int = 0
    right_cue: int = 0
    tokens_found: int = 0
    tokens_marked: int = 0
    tokens_right: int = 0
    source_pieces_found: int = 0
    source_pieces_marked: int = 0
    source_pieces_right: int = 0
    cue_pieces_found: int = 0
    cue_pieces_marked: int = 0
    cue_pieces_right: int = 0
    pieces_found: int = 0
    pieces_marked: int = 0
    pieces_right: int = 0
    whole_right: int = 0
    soft_found: float = 0
    soft_marked: float = 0
    quoted: int = 0
    quoted_right: int = 0
    quoted_right_source: int = 0


class Measure(NamedTuple):
    """The fields of Counts that a precision (right / found) and a recall (recalled / marked) take.

    Attributes:
        recalled: the same as `right`, unless it is named.
    """

    right: str
    found: str
    marked: str
    recalled: str | None = None


MEASURES = {
    "attribution@.5": Measure("right", "found", "marked"),
    "with source": Measure("right_source", "found", "marked"),
    "content tokens": Measure("tokens_right", "tokens_found", "tokens_marked"),
    "exact source": Measure("source_pieces_right", "source_pieces_found", "source_pieces_marked"),
    "exact cue": Measure("cue_pieces_right", "cue_pieces_found", "cue_pieces_marked"),
    "exact content": Measure("pieces_right", "pieces_found", "pieces_marked"),
    "whole content": Measure("whole_right", "found", "marked"),
    "content soft": Measure("soft_found", "found", "marked", recalled="soft_marked"),
}
# Name → part and whole.
SHARES = {
    "source | matched": ("right_source", "right"),
    "cue | matched": ("right_cue", "right"),
    "quoted": ("quoted_right", "quoted"),
    "quoted, with source": ("quoted_right_source", "quoted"),
}


class Words:
    """The word tokens of a text, or what else `pattern` matches."""

    def __init__(self, text: str, pattern: re.Pattern = WORD):
        spans = [match.span() for match in pattern.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __len__(self):
        return len(self._starts)

    def under(self, spans: Spans) -> frozenset[int]:
        """Indices of the words that some span touches."""
        return frozenset(i for start, end in spans for i in self._range(start, end))

    def pieces(self, spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
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
    sides = found, marked = list(found), list(marked)
    words, marks = Words(text), Words(text, WORD_OR_MARKS)
    ours, theirs = ([c for a in side if (c := words.under(a.content))] for side in sides)
    return Counts(
        found=len(ours),
        marked=len(theirs),
        **_count_pairs(text, words, marks, *sides),
        **_named("tokens", frozenset().union(*ours), frozenset().union(*theirs)),
        **_named("source_pieces", *(_pieces(words, side, "source") for side in sides)),
        **_named("cue_pieces", *(_pieces(marks, side, "cue") for side in sides)),
        **_named("pieces", *(_pieces(words, side, "content") for side in sides)),
        whole_right=(Counter(ours) & Counter(theirs)).total(),
        soft_found=sum(_held(content, theirs) for content in ours),
        soft_marked=sum(_held(content, ours) for content in theirs),
    )


def _named(name, found, marked):
    sizes = {"found": len(found), "marked": len(marked), "right": len(found & marked)}
    return {f"{name}_{what}": size for what, size in sizes.items()}


def _pieces(units, attributions, role):
    return units.pieces(span for a in attributions for span in getattr(a, role))


def _held(content, others):
    """The largest share of a content that one of the others holds."""
    return max((len(content & other) for other in others), default=0) / len(content)


def _count_pairs(text, words, marks, found, marked):
    pairs = pair(words, found, marked)
    quoted = [bool(words.under(a.content)) and is_quoted(text, a.content) for a in marked]
    return {
        "right": len(pairs),
        "right_source": sum(ok for _, _, ok in pairs),
        "right_cue": sum(
            not marks.under(found[i].cue).isdisjoint(marks.under(marked[j].cue))
            for i, j, _ in pairs
        ),
        "quoted": sum(quoted),
        "quoted_right": sum(quoted[j] for _, j, _ in pairs),
        "quoted_right_source": sum(quoted[j] for _, j, ok in pairs if ok),
    }


def is_quoted(text: str, content: Spans) -> bool:
    """Whether a content has a double quotation mark."""
    return any(QUOTE.search(text[start:end]) for start, end in content)


def pair(
    words: Words, found: Sequence[AttributionLike], marked: Sequence[AttributionLike]
) -> list[tuple[int, int, bool]]:
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


def rates(
    right: float, found: int, marked: int, recalled: float | None = None
) -> tuple[float, float, float]:
    """Precision, recall and F1; 0 where nothing is found, or marked."""
    precision = right / found if found else 0.0
    recall = (right if recalled is None else recalled) / marked if marked else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def measured(counts: Counts, measure: Measure) -> tuple[float, float, float]:
    """Precision, recall and F1 of one measure."""
    return rates(*(getattr(counts, name) for name in measure if name))


def f1_interval(articles: Sequence[Counts], measure: Measure) -> tuple[float, float]:
    """The middle 95 % of F1 over bootstrap resamples of the articles; the seed is fixed."""
    import numpy as np

    table = np.array([astuple(article) for article in articles], dtype=float)
    weights = np.random.default_rng(SEED).multinomial(
        len(table), np.full(len(table), 1 / len(table)), size=RESAMPLES
    )
    columns = [field.name for field in fields(Counts)]
    sums = [weights @ table[:, columns.index(name)] for name in measure if name]
    right, found, marked, recalled = [*sums, sums[0]][:4]
    precision, recall = right / np.maximum(found, 1), recalled / np.maximum(marked, 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    low, high = np.quantile(f1, [0.025, 0.975])
    return float(low), float(high)


def share_interval(articles: Sequence[Counts], part: str, whole: str) -> tuple[float, float]:
    """The same of a share: an F1 whose precision and recall are both that share."""
    return f1_interval(articles, Measure(part, whole, whole))

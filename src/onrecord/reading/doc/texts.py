"""The words of spans: as they stand, and as the text of a claim, without its quotation marks."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise

from onrecord.reading.doc.quotes import Quotation, Span

GAP = " … "  # between the pieces of a span that has several
DOUBLE_MARKS = re.compile(r"[\"“”„«»]|''|``")
SINGLE_MARKS = "'‘’‚"


def without_marks(text: str, quotations: Iterable[Quotation]) -> Callable[[Iterable[Span]], str]:
    """What gives the claim text of a content, as half-open character spans, in `text`.

    Args:
        quotations: those of `text`, of all levels.
    """
    single = _single_marks(text, quotations)
    return lambda content: GAP.join(_piece(text, single, *span) for span in content)


def said(text: str, spans: Iterable[Span], between: str = " ") -> str:
    """The words in half-open character spans of `text`, as one string."""
    return between.join(text[start:end] for start, end in spans)


def _single_marks(text, quotations):
    """Where single quotation marks stand, in order; the same signs elsewhere are apostrophes."""
    marks = []
    for quotation in quotations:
        start = quotation.start
        if text[start] in SINGLE_MARKS and not text.startswith("''", start):
            marks += [start for start, _ in quotation.spans]
            marks += [quotation.end - 1] if quotation.closed else []
    return sorted(marks)


def _piece(text, single, start, end):
    inside = single[bisect_left(single, start) : bisect_left(single, end)]
    words = "".join(text[a + 1 : b] for a, b in pairwise([start - 1, *inside, end]))
    return " ".join(DOUBLE_MARKS.sub("", words).split())

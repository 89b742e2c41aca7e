"""Where the words of a correction stand in an article, even if the article has changed since.

The words are compared, and never the offsets alone: where the offsets hold other words, the place is
looked for; where it is not found once, there is none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise

from onrecord.corpus.article import WORD
from onrecord.corrections.row import GAP, Spans
from onrecord.reading.doc.quotes import DOUBLE_MARKS

OPEN, CLOSE = "⟦", "⟧"  # around the words in an example
AROUND = 40  # characters beside the words that tell which of several places is meant
MOST_PLACES = 1_000  # that are looked at
OVERLAP = 0.5  # of two contents that may be one but for their edges
EDGE_WORDS = 1  # by which these may differ
LEADING = (
    "that",
    "as",
    "how",
    "if",
    "to",
    "whether",
)  # words before a content that count for nothing
NOT_THERE = "the article does not have these words"


def find_words(text: str, spans: Spans, words: str, example: str = "") -> tuple[Spans, str]:
    """Where words stand in a text now.

    Args:
        spans: where they stood; empty where that is not known.
        words: their text, pieces joined as in the tables; white space may be other than in the text.
        example: the sentence with the words marked; it tells apart places with the same words.

    Returns:
        The spans, and an empty text; or no spans, and why there are none.
    """
    if spans and _line(GAP.join(text[start:end] for start, end in spans)) == _line(words):
        return spans, ""
    if not spans and GAP in words:
        return (), "words in several pieces are found only with their offsets; give them in `spans`"
    pieces = words.split(GAP) if len(spans) > 1 or GAP in words else [words]
    if spans and len(pieces) != len(spans):
        return (), "the spans are not as many as the pieces of the text"
    distances = [after[0] - before[0] for before, after in pairwise(spans)]
    found = list(islice(_places(text, pieces, distances), MOST_PLACES))
    if len(found) > 1 and OPEN in example:
        found = [place for place in found if _fits(text, place, example)] or found
    if len(found) == 1:
        return found[0], ""
    where = ", and not where `spans` says" if spans else ""
    times = (
        f"the article has these words {len(found)} times{where}; say in `spans` where they stand"
    )
    return (), times if found else NOT_THERE


def nearest_words(text: str, words: str, near: Spans) -> Spans:
    """The place of words that is nearest to some spans; none where they do not stand in the text."""
    found = islice(_places(text, [words], []), MOST_PLACES)
    return min(found, key=lambda place: abs(place[0][0] - near[0][0]), default=())


def alike(content: Spans, spans: Spans) -> float:
    """What two lists of spans have in common, as a share of what either has."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in content for c, d in spans)
    either = sum(b - a for each in (content, spans) for a, b in each) - common
    return common / either if either else 0.0


def same_content(
    text: str, spans: Spans, contents: Sequence[Spans], most: int = EDGE_WORDS
) -> int | None:
    """Which of some contents is that of some spans, but for marks, `that`, and `most` words at the edges.

    What is inside another content, or holds one, is another: `rain` in `she said that rain` is.
    """
    if spans in contents:
        return contents.index(spans)
    own, found = _words_of(text, spans), []
    for n, content in enumerate(contents):
        overlap = alike(content, spans)
        if overlap >= OVERLAP:
            other = _words_of(text, content)
            differing = ((own - other) + (other - own)).total()
            found.append((differing, -overlap, n))
    differing, _, n = min(found, default=(most + 1, 0, 0))
    return n if differing <= most else None


def _words_of(text, spans):
    words = [word.casefold() for start, end in spans for word in WORD.findall(text, start, end)]
    return Counter(words[1:] if words and words[0] in LEADING else words)


def stands_in(span, spans: Spans) -> bool:
    """Whether a span, if there is one, lies within one of some others."""
    return span is not None and any(start <= span[0] and span[1] <= end for start, end in spans)


def kind_of(text: str, spans: Spans) -> str:
    """`direct` where quotation marks stand around all pieces, `mixed` where any stands in them."""
    pieces = [text[start:end].strip() for start, end in spans]
    if all(p and DOUBLE_MARKS.match(p[0]) and DOUBLE_MARKS.match(p[-1]) for p in pieces):
        return "direct"
    return "mixed" if any(map(DOUBLE_MARKS.search, pieces)) else "indirect"


def marked(text: str, start: int, end: int, sentence: tuple[int, int]) -> str:
    """A sentence on one line, with the words from `start` to `end` marked."""
    parts = text[sentence[0] : start], OPEN, text[start:end], CLOSE, text[end : sentence[1]]
    return _line("".join(parts))


def _places(text, pieces, distances: Iterable[int]):
    first, *others = [re.compile(r"\s+".join(map(re.escape, p.split()))) for p in pieces]
    if not first.pattern:
        return
    for match in first.finditer(text):
        place, at = [match.span()], match.start()
        for pattern, distance in zip(others, distances, strict=True):
            at += distance
            if not (other := pattern.match(text, at)):
                break
            place.append(other.span())
        if len(place) == len(pieces) and _whole(text, *place[0]):
            yield tuple(place)


def _whole(text, start, end):
    """Whether no word is cut at an edge: `he` is none in `the`."""
    edges = text[start - 1 : start + 1] if start else "", text[end - 1 : end + 1]
    return not any(len(edge) == 2 and edge.isalnum() for edge in edges)


def _fits(text, place, example):
    before, _, rest = _line(example).partition(OPEN)
    _, _, after = rest.rpartition(CLOSE)
    left = _line(text[max(0, place[0][0] - 3 * AROUND) : place[0][0]])
    right = _line(text[place[-1][1] : place[-1][1] + 3 * AROUND])
    before, after = before.strip(" …")[-AROUND:], after.strip(" …")[:AROUND]
    return left.endswith(before) and right.startswith(after)


def _line(text):
    return " ".join(text.split())

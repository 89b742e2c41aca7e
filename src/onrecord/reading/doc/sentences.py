"""Paragraphs and sentences of a text, by its line ends and full stops alone.

What is stored of an article is its text. A spaCy Doc knows sentences better, and is gone by then.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# A line end inside a sentence that was wrapped by hand: the next line goes on in lower case.
WRAPPED_SHARE = 0.5
HYPHENATED = re.compile(r"[^\W\d_][-\xad\u2010]$")
ROOM = 0.8  # of the width of lines: letters are not equally wide
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*(\s+)(?=[“‘\"'(\[]*[A-Z0-9])")
# Words whose full stop ends no sentence.
ABBREVIATION = re.compile(
    r"(?:^|[\s“‘\"'(\[])(?:[A-Z]|[A-Za-z](?:\.[A-Za-z])+|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt"
    r"|Capt|St|Jr|Sr|vs|Inc|Ltd|Co|Corp|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)
LONGEST_ABBREVIATION = 8


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open character spans of the paragraphs of `text`, in order, without their line ends.

    A paragraph ends at a line end, as in web pages and databases. Where most line ends cut a
    sentence in two (text wrapped at some width), it ends at an empty line instead, and after a line
    that had room for the next word.
    """
    cuts = [(0, 0), *(end.span() for end in LINE_END.finditer(text)), (len(text), len(text))]
    lines = [(start, end) for (_, start), (end, _) in itertools.pairwise(cuts)]
    filled = [(s, e) for s, e in lines if text[s:e].strip()]
    if not _is_wrapped(text, filled):
        return filled
    width = _width(filled)
    blocks = [lines[:1]]
    for before, line in itertools.pairwise(lines):
        if _is_last(text, before, line, width):
            blocks.append([])
        blocks[-1].append(line)
    with_words = ([s for s in block if text[slice(*s)].strip()] for block in blocks)
    return [(block[0][0], block[-1][1]) for block in with_words if block]


def _is_last(text, line, following, width):
    """Whether a line is the last of its paragraph: the next word starts a sentence and had room."""
    said, opening = text[slice(*line)].rstrip(), text[slice(*following)].split()[:1]
    if not opening or not said:
        return True
    room = line[1] - line[0] + len(opening[0]) < width
    return room and not opening[0][0].islower() and not HYPHENATED.search(said)


def _is_wrapped(text, lines):
    """Whether lines are those of print: words are broken, or most full lines stop in mid-sentence."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if LINE_END.fullmatch(text, a[1], b[0])]
    cut = [(s, e) for (s, e), (start, end) in pairs if text[start:end].lstrip()[:1].islower()]
    if any(HYPHENATED.search(text[s:e].rstrip()) for s, e in cut):
        return True
    width = _width(lines) if len(pairs) >= 4 else 0
    full = [(s, e) for (s, e), _ in pairs if e - s >= width]
    return width > 0 and len(set(cut) & set(full)) >= WRAPPED_SHARE * len(full) > 0


def _width(lines):
    """Characters from which on a line is full: a few lines are longer than print, headings shorter."""
    lengths = sorted(end - start for start, end in lines)
    return ROOM * lengths[3 * len(lengths) // 4]


@lru_cache(maxsize=64)
def stretches(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, the first one from the first character; a text without any is one."""
    found = paragraphs(text)
    return [(0, found[0][1]), *found[1:]] if found else [(0, len(text))]


@lru_cache(maxsize=64)
def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences as (start, end), by their full stops alone; none runs over a paragraph's end."""
    found = []
    for start, end in stretches(text):
        for match in SENTENCE_END.finditer(text, start, end):
            before = text[max(start, match.start() + 1 - LONGEST_ABBREVIATION) : match.start() + 1]
            if not ABBREVIATION.search(before):
                found.append((start, match.start(1)))
                start = match.end()
        found.append((start, end))
    return found


def excerpt(text: str, start: int, end: int, *, focus: int, longest: int) -> str:
    """The sentences from the one at `start` to the one at `end`, on one line.

    Args:
        start, end: half-open, of what the sentences are to hold.
        focus: a place that is shown, whatever is cut.
        longest: characters that are shown; `…` stands where there are more.
    """
    found = sentences(text)
    places, first_of = (start, max(end - 1, start)), itemgetter(0)
    first, last = (max(bisect_right(found, place, key=first_of) - 1, 0) for place in places)
    begin, stop = found[first][0], found[last][1]
    left = begin if stop - begin <= longest else max(begin, focus - longest // 2)
    right = min(stop, left + longest)
    shown = text[left:right].split()
    if left > begin:
        shown[0] = "…"  # the words at a cut may be parts of words
    if right < stop:
        shown[-1] = "…"
    return " ".join(shown)


def excerpt_of(text: str, held: Iterable[tuple[int, int]], *, focus: int, longest: int) -> str:
    """The sentences that hold all of some half-open spans; see `excerpt`."""
    starts, ends = zip(*held, strict=True)
    return excerpt(text, min(starts), max(ends), focus=focus, longest=longest)

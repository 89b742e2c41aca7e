"""The same marked article in other typography, so that the engine does not hang on curly marks.

Each variation is a list of replacements in the text; the marked spans are moved along.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate

from polnear import MarkedArticle

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
SINGLE = str.maketrans({"“": "‘", "”": "’"})
Change = tuple[int, int, str]


def straight(text: str) -> Iterator[Change]:
    """Straight marks for curly ones."""
    for match in re.finditer("[“”‘’]", text):
        yield *match.span(), match[0].translate(STRAIGHT)


def curly(text: str) -> Iterator[Change]:
    """Curly double marks for straight ones, which open after a space and close elsewhere."""
    for match in re.finditer('"', text):
        before = text[match.start() - 1 : match.start()]
        yield *match.span(), "“" if not before or before.isspace() or before in "([—" else "”"


def single(text: str) -> Iterator[Change]:
    """British style: single marks outside, double inside."""
    for match in re.finditer(r"‘[^‘\n]+?’(?!\w)", text):
        yield match.start(), match.start() + 1, "“"
        yield match.end() - 1, match.end(), "”"
    for match in re.finditer("[“”]", text):
        yield *match.span(), match[0].translate(SINGLE)
    for start, end, mark in curly(text):
        yield start, end, mark.translate(SINGLE)


def straight_single(text: str) -> Iterator[Change]:
    """Straight single marks outside."""
    for match in re.finditer('[“”"]', text):
        yield *match.span(), "'"
    for match in re.finditer("[‘’]", text):
        yield *match.span(), "'"


def unmarked(text: str) -> Iterator[Change]:
    """No double marks at all, as in headlines and speech recognition."""
    for match in re.finditer('[“”"]', text):
        yield *match.span(), ""


def joined(text: str) -> Iterator[Change]:
    """Some paragraphs run into the next."""
    chance = random.Random(len(text))
    for match in re.finditer(r"(?<=\S)\s*\n\s*(?=\S)", text):
        if chance.random() < 0.5:
            yield *match.span(), " "


def guillemets(text: str) -> Iterator[Change]:
    """Angular marks."""
    for match in re.finditer("[“”]", text):
        yield *match.span(), "«" if match[0] == "“" else "»"
    for start, end, mark in curly(text):
        yield start, end, "«" if mark == "“" else "»"


def dashes(text: str) -> Iterator[Change]:
    """A short dash between spaces for a long one, as British papers set it."""
    for match in re.finditer(r"\s?(?:—|--)\s?(?=\S)", text):
        yield *match.span(), " – "


VARIATIONS: dict[str, tuple[Callable[[str], Iterator[Change]], ...]] = {
    "straight": (straight,),
    "curly": (curly, dashes),
    "british": (single, dashes),
    "straight_single": (straight_single,),
    "unmarked": (unmarked, dashes),
    "joined": (joined,),
    "guillemets": (guillemets, dashes),
}


def vary(article: MarkedArticle, name: str) -> MarkedArticle:
    """The article in one of VARIATIONS, its marked spans moved along."""
    changes = sorted(change for make in VARIATIONS[name] for change in make(article.text))
    pieces, last, shift = [], 0, [0] * (len(article.text) + 1)
    for start, end, new in changes:
        pieces += [article.text[last:start], new]
        last = end
        shift[end] += len(new) - (end - start)
    moved = list(accumulate(shift))

    def move(spans):
        pairs = ((s + moved[s], e + moved[e]) for s, e in spans)
        return tuple((s, e) for s, e in pairs if s < e)

    marked = (
        replace(a, source=move(a.source), cue=move(a.cue), content=move(a.content))
        for a in article.attributions
    )
    text = "".join([*pieces, article.text[last:]])
    return replace(article, text=text, attributions=tuple(a for a in marked if a.content))

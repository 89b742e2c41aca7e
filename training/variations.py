"""The training articles in other typography, so that the engine does not hang on curly marks.

Each variation is a list of replacements in the text, as in `benchmarks/attributions/typography.py`, which
brings some of them and moves the marked spans along.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.attributions.typography import Change, british, retype, straight
from benchmarks.common.polnear import MarkedArticle


def curly(text: str) -> Iterator[Change]:
    """Curly double marks for straight ones, which open after a space and close elsewhere."""
    for match in re.finditer('"', text):
        before = text[match.start() - 1 : match.start()]
        yield *match.span(), "“" if not before or before.isspace() or before in "([—" else "”"


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
    "british": (british, dashes),
    "straight_single": (straight_single,),
    "unmarked": (unmarked, dashes),
    "joined": (joined,),
    "guillemets": (guillemets, dashes),
}


def vary(article: MarkedArticle, name: str) -> MarkedArticle:
    """The article in one of VARIATIONS, its marked spans moved along; what is empty then is left out."""
    varied = retype(article, (change for make in VARIATIONS[name] for change in make(article.text)))

    def filled(spans):
        return tuple((start, end) for start, end in spans if start < end)

    marked = (
        replace(a, source=filled(a.source), cue=filled(a.cue), content=filled(a.content))
        for a in varied.attributions
    )
    return replace(varied, attributions=tuple(a for a in marked if a.content))

"""Attributions by hand, marked in their text: `[source] {cue} <content>`, several pieces if need be."""

import re
from typing import NamedTuple

from onrecord.reading.attribution import Attribution
from onrecord.reading.claims.acts import read_speech
from onrecord.reading.claims.manners import manner_of
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.quotes import without_marks
from onrecord.reading.doc.words import Words

ROLES = {"[": "source", "{": "cue", "<": "content"}
PIECE = re.compile(r"\[([^]]*)\]|\{([^}]*)\}|<([^>]*)>")


def unmarked(marked: str, **known) -> tuple[str, Attribution]:
    """The text without its marks, and the attribution that they mark."""
    spans, text, at = {"source": (), "cue": (), "content": ()}, "", 0
    for piece in PIECE.finditer(marked):
        text += marked[at : piece.start()]
        words = piece.group()[1:-1]
        spans[ROLES[piece.group()[0]]] += ((len(text), len(text) + len(words)),)
        text, at = text + words, piece.end()
    known = {"kind": "indirect", "evidence": "by hand", "confidence": 1.0} | known
    return text + marked[at:], Attribution(**spans, **known)


def manner_in(marked: str) -> str:
    """The manner of a marked sentence, parsed as articles are."""
    text, attribution = unmarked(marked)
    return manner_of(Words(parse_text(text)), attribution)


class Act(NamedTuple):
    act: str
    commitment: str
    evidence: str


def act_of(marked: str) -> Act:
    """What `read_speech` makes of a marked sentence, parsed as articles are."""
    text, attribution = unmarked(marked)
    words = Words(parse_text(text))
    made = read_speech(
        words, attribution, without_marks(text, words.quotations)(attribution.content)
    )
    return Act(made.act, made.commitment, made.evidence)

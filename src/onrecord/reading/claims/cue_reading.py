"""What the lexicon says of a cue in its company: the entry that fits what the content is to it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.reading.attribution.cues import (
    CLAUSE,
    INFINITIVE,
    OBJECT,
    PARTS_OF,
    QUOTE,
    SMALL,
    WITHHOLDS,
    Cue,
    look_up,
)
from onrecord.reading.doc.words import Words

FINITE = ("VBD", "VBZ", "VBP", "MD")


def read_cue(words: Words, cue: Sequence[int], content: Sequence[int]) -> Cue | None:
    """What a cue does; None where the lexicon has none of its words.

    A word that withholds decides (`declined to comment`), else the last verb that the lexicon has,
    else the last noun or adjective. A preposition in the cue is its frame (`called on`).

    Args:
        cue, content: token indices, in text order.
    """
    found = list(_known(words, cue, frames_of(words, cue, content)))
    return max(found, key=lambda each: each[:3])[-1] if found else None


def _known(words, cue, frames) -> Iterator[tuple[bool, bool, int, Cue]]:
    for n, i in enumerate(cue):
        later = [words.lower[k] for k in cue[n + 1 :]]
        tag = words.tags[i]
        for part in PARTS_OF.get(tag, PARTS_OF.get(tag[:1], ())):
            looked_up = (look_up(words.texts[i], part, particle) for particle in (*later, ""))
            if known := next(filter(None, looked_up), None):
                fitting = (known[f] for f in (*later, *frames) if f in known)
                entry = next(fitting, next(iter(known.values())))
                yield entry.act == WITHHOLDS, part == "verb", n, entry
                break


def frames_of(words: Words, cue: Sequence[int], content: Sequence[int]) -> tuple[str, ...]:
    """What a content may be to its cue, the likeliest first.

    What follows the cue tells: `the port | is alleged | to be closed`.
    """
    said = [i for i in content if words.texts[i][-1:].isalnum() or words.texts[i][:1].isalnum()]
    if not said:
        return (QUOTE, CLAUSE)
    after = said[bisect_right(said, max(cue, default=-1)) :][:2]
    first, second = (after + said[:1] * 2)[:2]
    tags = [words.tags[i] for i in said]
    if words.tags[first] == "VBG" or (words.lower[first] == "to" and words.tags[second] == "VB"):
        return (INFINITIVE, CLAUSE, QUOTE)
    if words.tags[first] == "IN" and words.lower[first] != "that":
        return (words.lower[first], CLAUSE, QUOTE, OBJECT)
    if any(tag in FINITE for tag in tags):
        return (CLAUSE, QUOTE, OBJECT, SMALL)
    if ("TO", "VB") in pairwise(tags):  # `asked | the council to close`
        return (INFINITIVE, OBJECT, SMALL, CLAUSE, QUOTE)
    quoted = any(words.quotation_at[i] >= 0 for i in said)
    return (*([QUOTE] if quoted else []), OBJECT, SMALL, CLAUSE, QUOTE)

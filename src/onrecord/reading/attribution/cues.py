"""The lexicon of cues: what the words that attribute do, and what it says of a cue in its company.

Which words are cues in a text, the network decides; the lexicon is one of the things that it reads.

`data/cues.tsv` has a row for each lemma, part of speech and act. Its `frames` say what the content
of the cue may be: `clause` (that he left), `inf` (to leave), `obj` (the plan), `small` (the plan
a mistake / as a mistake), `quote` (a quotation beside it), or a preposition (`about` the plan).
"""

import functools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.word_lists import read_table

CLAUSE, INFINITIVE, OBJECT, SMALL, QUOTE = "clause", "inf", "obj", "small", "quote"
LEXICON_FRAMES = (CLAUSE, QUOTE, INFINITIVE, OBJECT)  # that the network reads, in its order
PART_OF_TAG = {"V": "verb", "N": "noun", "J": "adjective"}  # by how the tag of a word begins
# A participle may be an adjective too: convinced.
PARTS_OF = {"VBN": ("verb", "adjective"), "V": ("verb",), "N": ("noun",), "J": ("adjective",)}
WITHHOLDS = "withholds"
FINITE = ("VBD", "VBZ", "VBP", "MD")
PAST = {"thought": "think", "felt": "feel"}
ENDING = re.compile(r"(?:ed|ing)$")


@dataclass(frozen=True)
class Cue:
    """What a cue does in one of its frames: the `act` of its claim and its default `commitment`."""

    lemma: str
    part: str
    act: str
    commitment: str
    frames: frozenset[str]


@functools.cache
def load_cues() -> dict[tuple[str, str], dict[str, Cue]]:
    """The lexicon: (lemma, part of speech) → frame → Cue."""
    lexicon: dict[tuple[str, str], dict[str, Cue]] = defaultdict(dict)
    for row in read_table("cues.tsv"):
        frames = frozenset(row["frames"].split())
        cue = Cue(row["lemma"], row["part"], row["act"], row["commitment"], frames)
        lexicon[cue.lemma, cue.part].update(dict.fromkeys(cue.frames, cue))
    return dict(lexicon)


@functools.cache
def headword_of(word: str, part: str, particle: str = "") -> str | None:
    """The lemma under which the lexicon has `word`, with its particle if any, or None.

    simplemma leaves a stray letter on some participles (`preferr`, `assaile`), and takes verbs that
    look like nouns for nouns (`thought`, `warning`); the verbs that these may be are tried too.
    """
    word, lemma = word.lower(), lemma_of(word)
    candidates = [lemma, lemma[:-1], word]
    if part == "verb":
        stem = ENDING.sub("", word)
        candidates += [PAST.get(word, word), stem, f"{stem}e"]
    lemmas = (f"{candidate} {particle}".rstrip() for candidate in candidates)
    return next((lemma for lemma in lemmas if (lemma, part) in load_cues()), None)


def look_up(word: str, part: str, particle: str = "") -> dict[str, Cue]:
    """The frames of `word` as a `verb`, `noun` or `adjective`; empty where it is no cue."""
    headword = headword_of(word, part, particle)
    return load_cues()[headword, part] if headword else {}


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

"""The lexicon of cues: what the words that attribute do, and in which company.

Which words are cues in a text, the network decides; the lexicon is one of the things that it reads.

`data/cues.tsv` has a row for each lemma, part of speech and act. Its `frames` say what the content
of the cue may be: `clause` (that he left), `inf` (to leave), `obj` (the plan), `small` (the plan
a mistake / as a mistake), `quote` (a quotation beside it), or a preposition (`about` the plan).
"""

import functools
import re
from collections import defaultdict
from dataclasses import dataclass

from onrecord.reading.doc.lemmas import lemma_of
from onrecord.word_lists import read_table

CLAUSE, INFINITIVE, OBJECT, SMALL, QUOTE = "clause", "inf", "obj", "small", "quote"
LEXICON_FRAMES = (CLAUSE, QUOTE, INFINITIVE, OBJECT)  # that the network reads, in its order
PART_OF_TAG = {"V": "verb", "N": "noun", "J": "adjective"}  # by how the tag of a word begins
# A participle may be an adjective too: convinced.
PARTS_OF = {"VBN": ("verb", "adjective"), "V": ("verb",), "N": ("noun",), "J": ("adjective",)}
WITHHOLDS = "withholds"
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

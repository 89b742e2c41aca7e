"""The lexicon of cues: what the words that attribute do, and what it says of a cue in its company.

Which words are cues in a text, the network decides; `cues.tsv` is one of the things that it reads. What
`further_cues.tsv` has, it does not: words that are cues in some company only (`passed the bill`), and what
others do in further frames. A row there tells what a cue does. Of what is found it changes only which
passives and nouns are beyond doubt (`reported`), and what is a speaker's own belief (`inside`).

Both have a row for each lemma, part of speech and act. Its `frames` say what the content
of the cue may be: `clause` (that he left), `inf` (to leave), `obj` (the plan), `small` (the plan
a mistake / as a mistake), `quote` (a quotation beside it), or a preposition (`about` the plan).
"""

import functools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.word_lists import read_table

CLAUSE, INFINITIVE, OBJECT, SMALL, QUOTE = "clause", "inf", "obj", "small", "quote"
AS = "as"
LEXICON_FRAMES = (CLAUSE, QUOTE, INFINITIVE, OBJECT)  # that the network reads, in its order
PART_OF_TAG = {"V": "verb", "N": "noun", "J": "adjective"}  # by how the tag of a word begins
# A participle may be an adjective too: convinced.
PARTS_OF = {"VBN": ("verb", "adjective"), "V": ("verb",), "N": ("noun",), "J": ("adjective",)}
ANY_PART = ("verb", "noun", "adjective")
LIGHT = {"express", "issue", "offer", "raise", "reiterate", "repeat", "share", "show", "voice"}
TABLES = ("cues.tsv", "further_cues.tsv")
WITHHOLDS = "withholds"
AHEAD = {"intends", "predicts", "promises"}
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
LEADING = 4  # words of a content among which the noun is that a light verb takes
FINITE = ("VBD", "VBZ", "VBP", "MD")
PAST = {"thought": "think", "felt": "feel"}
ENDING = re.compile(r"(?:ed|ing)$")


@dataclass(frozen=True)
class Cue:
    """What a cue does in one of its frames: `act` and `manner` of its claim, its default `commitment`."""

    lemma: str
    part: str
    act: str
    commitment: str
    manner: str
    frames: frozenset[str]


@functools.cache
def load_cues(further: bool = False) -> dict[tuple[str, str], dict[str, Cue]]:
    """The lexicon: (lemma, part of speech) → frame → Cue; with `further` words that seldom are cues."""
    lexicon: dict[tuple[str, str], dict[str, Cue]] = defaultdict(dict)
    rows = chain.from_iterable(map(read_table, TABLES[: 1 + further]))
    for row in rows:
        frames = frozenset(row.pop("frames").split())
        cue = Cue(**row, frames=frames)
        lexicon[cue.lemma, cue.part].update(dict.fromkeys(cue.frames, cue))
    return dict(lexicon)


@functools.cache
def headword_of(word: str, part: str, particle: str = "", further: bool = False) -> str | None:
    """The lemma under which the lexicon has `word`, with its particle if any, or None.

    simplemma leaves a stray letter on some participles (`preferr`, `assaile`), and takes verbs that
    look like nouns for nouns (`thought`, `warning`); the verbs that these may be are tried too.
    """
    word, lemma = word.lower(), lemma_of(word)
    stray = not further or lemma[-1:] == "e" or lemma[-2:-1] == lemma[-1:]  # `plant` is no `plan`
    candidates = [lemma, *([lemma[:-1]] if stray else []), word]
    if part == "verb":
        stem = ENDING.sub("", word)
        candidates += [PAST.get(word, word), stem, f"{stem}e"]
    lemmas = (f"{candidate} {particle}".rstrip() for candidate in candidates)
    return next((lemma for lemma in lemmas if (lemma, part) in load_cues(further)), None)


def look_up(word: str, part: str, particle: str = "", further: bool = False) -> dict[str, Cue]:
    """The frames of `word` as a `verb`, `noun` or `adjective`; empty where it is no cue."""
    headword = headword_of(word, part, particle, further)
    return load_cues(further)[headword, part] if headword else {}


def read_cue(words: Words, cue: Sequence[int], content: Sequence[int]) -> Cue | None:
    """What a cue does; None where the lexicon has none of its words.

    A word that withholds decides (`declined to comment`), else one that only looks ahead to the next
    (`has no plans to endorse`), else the last verb that the lexicon has, else the last noun or
    adjective. A verb that says no more than that there is something gives way to the noun that says
    what (`voiced support for`). A preposition in the cue is its frame (`called on`).

    Args:
        cue, content: token indices, in text order.
    """
    found = entries_in(words, cue, content)
    ahead = looks_ahead(words, cue, found)
    ranked = (
        (each.act == WITHHOLDS, i == ahead, each.part == "verb" and each.lemma not in LIGHT, i)
        for i, each in found.items()
    )
    best = found[max(ranked)[-1]] if found else None
    things = not any(words.tags[i] in FINITE for i in content)
    if (
        best and best.lemma in LIGHT and best.part == "verb" and things
    ):  # `voiced | support for the plan`
        nouns = (i for i in content[:LEADING] if words.tags[i][:1] == "N")
        given = (look_up(words.texts[i], "noun", further=True) for i in nouns)
        return next((next(iter(each.values())) for each in given if each), best)
    return best


def looks_ahead(words: Words, cue: Sequence[int], entries: Mapping[int, Cue]) -> int | None:
    """The word of a cue that takes the next one as what is to be done: `plans` of `plans to endorse`."""
    for i, each in entries.items():
        later = [k for k in cue if k > i][:2]
        if each.act in AHEAD and [words.tags[k] for k in later] == ["TO", "VB"]:
            return i
    return None


def entries_in(words: Words, cue: Sequence[int], content: Sequence[int]) -> dict[int, Cue]:
    """What the lexicon says of each word of a cue that it has, by token, in text order.

    Where it has none by their tags, which err in headlines, it may be any part of speech.
    """
    frames = frames_of(words, cue, content)
    tags = ((i, words.tags[i]) for i in cue)
    parts = {i: PARTS_OF.get(tag, PARTS_OF.get(tag[:1], ())) for i, tag in tags}
    by_tag = dict(_entries(words, cue, frames, parts))
    open_class = {i: ANY_PART for i, own in parts.items() if own}
    return by_tag or dict(_entries(words, cue, frames, open_class))


def _entries(words, cue, frames, parts) -> Iterator[tuple[int, Cue]]:
    for n, i in enumerate(cue):
        later = [words.lower[k] for k in cue[n + 1 :]]
        for part in parts.get(i, ()):
            looked_up = (look_up(words.texts[i], part, p, further=True) for p in (*later, ""))
            if known := next(filter(None, looked_up), None):
                fitting = (known[f] for f in (*later, *frames, CLAUSE) if f in known)
                yield i, next(fitting, next(iter(known.values())))
                break


def frames_of(words: Words, cue: Sequence[int], content: Sequence[int]) -> tuple[str, ...]:
    """What a content may be to its cue, the likeliest first.

    What follows the cue tells: `the port | is alleged | to be closed`.
    """
    said = [i for i in content if words.texts[i][-1:].isalnum() or words.texts[i][:1].isalnum()]
    if not said:
        return (QUOTE, CLAUSE)
    after = said[bisect_right(said, max(cue, default=-1)) :][:3]
    after = after[words.lower[after[0]] == "not" :] if after else after  # `asked | not to be named`
    first, second = (after + said[:1] * 2)[:2]
    tags = [words.tags[i] for i in said]
    if words.tags[first] == "VBG" or (words.lower[first] == "to" and words.tags[second] == "VB"):
        return (INFINITIVE, CLAUSE, QUOTE)
    if words.tags[first] == "IN" and words.lower[first] != "that":
        return (words.lower[first], CLAUSE, QUOTE, OBJECT)
    if any(tag in FINITE for tag in tags) and not _is_thing(words, said):
        return (CLAUSE, QUOTE, OBJECT, SMALL)
    if _is_done(words, said):  # `asked | the council to close`
        return (INFINITIVE, OBJECT, SMALL, CLAUSE, QUOTE)
    quoted = any(words.quotation_at[i] >= 0 for i in said)
    taken = [AS] if AS in (words.lower[i] for i in said) else []  # `sees | the plan as a mistake`
    return (*taken, *([QUOTE] if quoted else []), OBJECT, SMALL, CLAUSE, QUOTE)


def _is_done(words, content):
    """Whether a content is something to be done: a verb after `to` that hangs from the cue."""
    verbs = (words.heads[i] for i in content if words.tags[i] == "TO")
    return any(words.tags[v][:2] == "VB" and words.heads[v] not in set(content) for v in verbs)


def _is_thing(words, content):
    """Whether a content is a noun, whatever is told of it: `a method that works`."""
    inside = set(content)
    root = next(i for i in content if words.heads[i] == i or words.heads[i] not in inside)
    subjects = any(words.deps[k] in SUBJECTS for k in words.children[root] if k in inside)
    opens = words.tags[content[0]] not in ("IN", "WRB", "WP", "RB")
    return opens and words.tags[root][:1] in "NP" and not subjects

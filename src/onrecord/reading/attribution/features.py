"""What the attribution network reads of an article: numbers for each token, paragraph by paragraph.

All of it has been computed by the pipeline already (vectors, tags, the parse, entity types), or
comes from the spelling, the quotation marks and the lexicon of cues.
"""

import functools
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from onrecord.reading.attribution.cues import (
    CLAUSE,
    INFINITIVE,
    OBJECT,
    PART_OF_TAG,
    QUOTE,
    look_up,
)
from onrecord.reading.doc.words import Words
from onrecord.tables.schema import ACTS

UNIT = 160  # tokens: longer paragraphs are read in parts, cut between sentences
LEXICON_FRAMES = (CLAUSE, QUOTE, INFINITIVE, OBJECT)
# The shape of a token by what spaCy says of it, the last that holds; 0 where none does.
SHAPE_OF = {
    "IS_ALPHA": 2, "LIKE_NUM": 1, "IS_TITLE": 3, "IS_UPPER": 4, "IS_PUNCT": 5, "IS_SPACE": 6,
}  # fmt: skip
ACCORDING = "according"  # reports, though it is tagged as a verb and is no cue by itself
ALONE = 2  # how `_lexicon` marks what reports without a subject
SUBJECT_DEPS = ("nsubj", "nsubjpass", "csubj", "expl")
SHAPES = 7  # other, number, lower, title, upper, punctuation, space
# Where a token stands: outside; a mark that opens; inside; a mark that closes; the same in single
# marks or deeper; inside what never closes; inside what goes on from the paragraph before.
OUTSIDE, OPENS, WITHIN, CLOSES, NESTED, UNCLOSED, GOES_ON = range(7)
LENGTHS = (3, 8, 20)  # words: names and scare quotes are short
QUOTES = 7 * (len(LENGTHS) + 1)
ACT_PLACES = {act: n for n, act in enumerate(ACTS)}
POSITIONS = 4  # headline, first paragraph, second, any other


@dataclass(frozen=True)
class Vocabulary:
    """The values that the network knows, each by its place; place 0 is for all others.

    Attributes:
        tags, deps, ents, words: strings; words are in lower case.
    """

    tags: tuple[str, ...]
    deps: tuple[str, ...]
    ents: tuple[str, ...]
    words: tuple[str, ...]

    def places(self) -> dict[str, dict[str, int]]:
        """For each list of values, by its name, a value → its place."""
        return {
            f.name: {value: n for n, value in enumerate(getattr(self, f.name), 1)}
            for f in fields(self)
        }


@dataclass(frozen=True)
class Features:
    """An article as the network reads it.

    Attributes:
        units: half-open token ranges, in text order: a paragraph, or part of a long one.
        vectors: tokens x 96, the pipeline's own; all others are one integer a token.
        head: index of the syntactic head, a root's own index; it is in the same unit.
        sentence: number of the sentence.
        reports: whether it is a verb of the lexicon with a subject, whose content may be a clause; or
            `according`.
        inside: number of the outermost quotation, from 1; 0 outside of all.
    """

    units: list[tuple[int, int]]
    vectors: np.ndarray
    head: np.ndarray
    sentence: np.ndarray
    inside: np.ndarray
    tag: np.ndarray
    dep: np.ndarray
    ent: np.ndarray
    word: np.ndarray
    shape: np.ndarray
    quote: np.ndarray
    act: np.ndarray
    frames: np.ndarray
    place: np.ndarray
    reports: np.ndarray


def read_features(words: Words, places: Mapping[str, Mapping[str, int]]) -> Features:
    """The features of an article.

    Args:
        places: as `Vocabulary.places` gives them.
    """
    units = _units(words)
    head = _heads(np.array(words.heads, dtype=np.int64), units)
    act, frames, reports = _lexicon(words)
    quote, inside = _quotes(words)
    ent = _look_up(words.entity_types, places["ents"])
    return Features(
        units=units,
        vectors=words.doc.tensor,
        head=head,
        sentence=np.array(words.sentence, dtype=np.int64),
        inside=inside,
        tag=_look_up(words.tags, places["tags"]),
        dep=_look_up(words.deps, places["deps"]),
        ent=2 * ent + np.array(words.begins_name, dtype=np.int64),
        word=_look_up(words.lower, places["words"]),
        shape=_shape(words),
        quote=quote,
        act=act,
        frames=frames,
        place=np.minimum(np.array(words.paragraph, dtype=np.int64), POSITIONS - 1),
        reports=(reports == ALONE) | ((reports > 0) & _have_subjects(words.deps, head)),
    )


def joined(several: Sequence[Features]) -> Features:
    """Articles end to end, to be read at once. Numbers of sentences and quotations start anew in each."""
    lengths = [len(f.head) for f in several]
    offsets = np.cumsum([0, *lengths[:-1]])
    columns = {
        c.name: np.concatenate([getattr(f, c.name) for f in several])
        for c in fields(Features) if c.name != "units"
    }  # fmt: skip
    columns["head"] = columns["head"] + np.repeat(offsets, lengths)
    units = [
        (s + o, e + o) for f, o in zip(several, offsets.tolist(), strict=True) for s, e in f.units
    ]
    return Features(units=units, **columns)


def opened(features: Features, contents: Iterable[np.ndarray]) -> Features:
    """The features with contents read as texts of their own: the marks around one do not count."""
    quote, inside = features.quote.copy(), features.inside.copy()
    for content in contents:
        around = inside[content[0]]
        if around and around == inside[content[-1]]:
            within = content[inside[content] == around]
            where, size = np.divmod(quote[within], len(LENGTHS) + 1)
            inner = WITHIN * (len(LENGTHS) + 1) + size
            quote[within] = np.where(where == NESTED, inner, OUTSIDE)
            inside[within] = 0
    return replace(features, quote=quote, inside=inside)


def _look_up(values, places):
    return np.fromiter((places.get(value, 0) for value in values), np.int64, len(values))


def _shape(words):
    flags = words.doc.to_array(list(SHAPE_OF)).reshape(-1, len(SHAPE_OF)).T
    shape = np.zeros(len(words), dtype=np.int64)
    for number, flag in zip(SHAPE_OF.values(), flags, strict=True):
        shape[flag == 1] = number
    return shape


def _lexicon(words):
    """Act (0 for none), frames, and whether it reports, of each token by its word and part of speech."""
    known = [_cue(*each) for each in zip(words.lower, words.tags, strict=True)]
    return np.array(known, dtype=np.int64).reshape(-1, 3).T


@functools.cache
def _cue(word, tag):
    part = PART_OF_TAG.get(tag[:1])
    if part is None:
        return 0, 0, 0
    frames = look_up(word, part)
    if not frames:
        return 0, 0, ALONE * (word == ACCORDING)
    best = next((frames[f] for f in LEXICON_FRAMES if f in frames), next(iter(frames.values())))
    bits = sum(1 << n for n, frame in enumerate(LEXICON_FRAMES) if frame in frames)
    return 1 + ACT_PLACES[best.act], 1 + bits, part == "verb" and CLAUSE in frames


def _quotes(words):
    """Where each token stands with regard to quotation marks, and the number of its quotation."""
    sizes = len(LENGTHS) + 1
    state, inside = np.zeros((2, len(words)), np.int64)
    for number, q in enumerate(words.quotations, 1):
        size = bisect_left(LENGTHS, len(words.text[q.start : q.end].split()))
        for piece, span in enumerate(q.spans):
            first, last = (bisect_left(words.starts, edge) for edge in span)
            if first == last:
                continue
            if q.level:
                state[first:last] = NESTED * sizes + size
                continue
            inside[first:last] = number
            where = GOES_ON if piece else WITHIN if q.closed else UNCLOSED
            state[first:last] = where * sizes + size
            state[first] = OPENS * sizes + size
            if q.closed and piece == len(q.spans) - 1:
                state[last - 1] = CLOSES * sizes + size
    return state, inside


def _units(words):
    """Paragraphs as token ranges, cut between sentences where they are longer than UNIT.

    A sentence that is longer itself is cut after UNIT tokens.
    """
    units, sentence = [], words.sentence
    for span in words.paragraphs:
        first, last = (bisect_left(words.starts, edge) for edge in span)
        while last - first > UNIT:
            cut = bisect_left(sentence, sentence[first + UNIT])
            cut = cut if cut > first else first + UNIT
            units.append((first, cut))
            first = cut
        if last > first:
            units.append((first, last))
    return units


def _have_subjects(deps, head):
    """Whether each token has a subject."""
    have = np.zeros(len(deps), dtype=bool)
    have[[head[i] for i, dep in enumerate(deps) if dep in SUBJECT_DEPS]] = True
    return have


def _heads(heads, units):
    """Index of each head; a token whose head is outside of its unit is taken for a root."""
    own = np.arange(len(heads))
    unit = -1 - own
    for number, (first, last) in enumerate(units):
        unit[first:last] = number
    return np.where(unit[heads] == unit, heads, own)

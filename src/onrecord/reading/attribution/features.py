"""What the attribution network reads: numbers for each token, and for each pair of cue and token.

All of it has been computed by the pipeline already (vectors, tags, the parse, entity types), or
comes from the spelling, the quotation marks and the lexicon of cues.
"""

import functools
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from onrecord.reading.attribution.cues import LEXICON_FRAMES, PART_OF_TAG, look_up
from onrecord.reading.doc.words import Words
from onrecord.tables.schema import ACTS

UNIT = 160  # tokens: longer paragraphs are read in parts, cut between sentences
# The shape of a token by what spaCy says of it, the last that holds; 0 where none does.
SHAPE_OF = {
    "IS_ALPHA": 2, "LIKE_NUM": 1, "IS_TITLE": 3, "IS_UPPER": 4, "IS_PUNCT": 5, "IS_SPACE": 6,
}  # fmt: skip
SHAPES = 7  # other, number, lower, title, upper, punctuation, space
# Where a token stands: outside; a mark that opens; inside; a mark that closes; the same in single
# marks or deeper; inside what never closes; inside what goes on from the paragraph before.
OUTSIDE, OPENS, WITHIN, CLOSES, NESTED, UNCLOSED, GOES_ON = range(7)
LENGTHS = (3, 8, 20)  # words: names and scare quotes are short
QUOTES = 7 * (len(LENGTHS) + 1)
ACT_PLACES = {act: n for n, act in enumerate(ACTS)}
POSITIONS = 4  # headline, first paragraph, second, any other
UPS = 4  # steps up from the cue that are told apart
DOWNS = 4  # steps down, the last for all that are longer
BEYOND, BEFORE, AFTER = range(3)  # in the sentence, but farther up; in one before; in one after
STEPS = 64  # a token deeper than that counts as far
EDGES = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31, 47])
DISTANCES = 2 * len(EDGES) + 1
QUOTE_RELATIONS = 4
NOWHERE = -1


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


def read_features(words: Words, places: Mapping[str, Mapping[str, int]]) -> Features:
    """The features of an article; `places` are those of `Vocabulary.places`."""
    units = _units(words)
    head = _heads(np.array(words.heads, dtype=np.int64), units)
    known = [_cue(*each) for each in zip(words.lower, words.tags, strict=True)]
    act, frames = np.array(known, dtype=np.int64).reshape(-1, 2).T
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


@dataclass(frozen=True)
class Paths:
    """Where tokens stand, seen from a cue: one integer for each pair of the two.

    The path through the parse from cue to token is what semantic role labelling has used since
    Gildea and Jurafsky (2002). Here it is the number of steps up from the cue, and the label of the
    branch that leads down from there to the token.

    Attributes:
        branch: steps up and label of the branch down: `ups * labels + label`; then the three of
            BEYOND, BEFORE and AFTER.
        down: steps down, at most DOWNS.
        distance: place of the distance in tokens among EDGES, before and after; the middle is the cue.
        quote: 0 neither in quotation marks, 1 the cue (and the token perhaps in others), 2 only the
            token, 3 both in the same ones.
    """

    branch: np.ndarray
    down: np.ndarray
    distance: np.ndarray
    quote: np.ndarray


def find_paths(columns, cues, row, tokens, labels: int) -> Paths:
    """The paths from cues to tokens.

    Args:
        columns: `head`, `dep`, `sentence` and `inside`, as `Features` has them.
        cues: index of the head of each cue.
        row, tokens: the pairs: place of the cue in `cues`, and index of the token.
        labels: how many values `dep` has.
    """
    head, dep = columns.head, columns.dep
    chain = [cues]
    for _ in range(UPS - 1):
        chain.append(head[chain[-1]])
    ups = np.full(len(tokens), NOWHERE)
    label, down = np.zeros(len(tokens), np.int64), np.zeros(len(tokens), np.int64)
    side = columns.sentence[tokens] - columns.sentence[cues][row]
    pairs = np.flatnonzero(side == 0)
    at, rows = tokens[pairs], row[pairs]
    for step in range(STEPS):
        met = np.full(len(at), NOWHERE)
        for up in reversed(range(UPS)):
            met[at == chain[up][rows]] = up
        ups[pairs] = met
        above = head[at]
        going = (met == NOWHERE) & (above != at)
        pairs, at, above, rows = pairs[going], at[going], above[going], rows[going]
        if not len(at):
            break
        label[pairs] = dep[at]
        down[pairs] = step + 1
        at = above
    off = np.where(side < 0, BEFORE, np.where(side > 0, AFTER, BEYOND))
    branch = np.where(ups == NOWHERE, UPS * labels + off, ups * labels + label)
    apart = tokens - cues[row]
    distance = len(EDGES) + np.sign(apart) * np.searchsorted(EDGES, np.abs(apart), side="right")
    its, mine = columns.inside[tokens], columns.inside[cues][row]
    quote = np.where(its == mine, 3 * (mine > 0), np.where(mine > 0, 1, 2))
    return Paths(branch, np.minimum(down, DOWNS), distance, quote)


def _look_up(values, places):
    return np.fromiter((places.get(value, 0) for value in values), np.int64, len(values))


def _shape(words):
    flags = words.doc.to_array(list(SHAPE_OF)).reshape(-1, len(SHAPE_OF)).T
    shape = np.zeros(len(words), dtype=np.int64)
    for number, flag in zip(SHAPE_OF.values(), flags, strict=True):
        shape[flag == 1] = number
    return shape


@functools.cache
def _cue(word, tag):
    """Act (0 for none) and frames of a word by its part of speech."""
    part = PART_OF_TAG.get(tag[:1])
    if part is None:
        return 0, 0
    frames = look_up(word, part)
    if not frames:
        return 0, 0
    best = next((frames[f] for f in LEXICON_FRAMES if f in frames), next(iter(frames.values())))
    bits = sum(1 << n for n, frame in enumerate(LEXICON_FRAMES) if frame in frames)
    return 1 + ACT_PLACES[best.act], 1 + bits


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


def _heads(heads, units):
    """Index of each head; a token whose head is outside of its unit is taken for a root."""
    own = np.arange(len(heads))
    unit = -1 - own
    for number, (first, last) in enumerate(units):
        unit[first:last] = number
    return np.where(unit[heads] == unit, heads, own)

"""What the attribution network reads of an article: numbers for each token, paragraph by paragraph.

All of it has been computed by the pipeline already (vectors, tags, the parse, entity types), or
comes from the spelling, the quotation marks and the lexicon of cues.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from onrecord.reading.attribution.cues import CLAUSE, INFINITIVE, OBJECT, PARTS, QUOTE, look_up
from onrecord.reading.attribution.layout import Layout
from onrecord.tables.schema import ACTS

UNIT = 160  # tokens: longer paragraphs are read in parts, cut between sentences
LEXICON_FRAMES = (CLAUSE, QUOTE, INFINITIVE, OBJECT)
FLAGS = ("IS_TITLE", "IS_UPPER", "IS_ALPHA", "LIKE_NUM", "IS_PUNCT", "IS_SPACE")
ACCORDING = "according"  # reports, though it is tagged as a verb and is no cue by itself
ALONE = 2  # how `_lexicon` marks what reports without a subject
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
SHAPES = 7  # other, number, lower, title, upper, punctuation, space
# Where a token stands: outside; a mark that opens; inside; a mark that closes; the same in single
# marks or deeper; inside what never closes; inside what goes on from the paragraph before.
OUTSIDE, OPENS, INSIDE, CLOSES, INNER, UNCLOSED, CONTINUED = range(7)
LENGTHS = (3, 8, 20)  # words: names and scare quotes are short
QUOTES = 7 * (len(LENGTHS) + 1)
ACT_PLACES = {act: n for n, act in enumerate(ACTS)}
PLACES = 4  # headline, first paragraph, second, any other
ATTRIBUTES = ["TAG", "DEP", "ENT_IOB", "ENT_TYPE", "HEAD", "LOWER", "SENT_START", *FLAGS]


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

    def places(self) -> dict[str, dict[int, int]]:
        """For each list of values, spaCy's hash of a value → its place."""
        from spacy.strings import get_string_id

        lists = {"TAG": self.tags, "DEP": self.deps, "ENT_TYPE": self.ents, "LOWER": self.words}
        return {
            name: {get_string_id(value): n for n, value in enumerate(values, 1)}
            for name, values in lists.items()
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


def read_features(layout: Layout, places: Mapping[str, dict[int, int]]) -> Features:
    """The features of a Doc of `pipeline.parse_articles`.

    Args:
        places: as `Vocabulary.places` gives them.
    """
    doc, starts = layout.tokens, layout.starts
    columns = dict(
        zip(ATTRIBUTES, doc.to_array(ATTRIBUTES).reshape(-1, len(ATTRIBUTES)).T, strict=True)
    )
    sentence = np.cumsum(columns["SENT_START"].astype(np.int64) == 1)
    tag = _look_up(columns["TAG"], places["TAG"])
    ent = _look_up(columns["ENT_TYPE"], places["ENT_TYPE"])
    act, frames, reports = _lexicon(doc, columns["LOWER"], columns["TAG"])
    edges = np.array(layout.paragraphs, dtype=np.int64).reshape(-1, 2)
    firsts, lasts = np.searchsorted(starts, edges).T
    quote, inside = _quotes(layout)
    units = _units(firsts, lasts, sentence)
    head = _heads(columns["HEAD"].astype(np.int64), units)
    return Features(
        units=units,
        vectors=doc.tensor,
        head=head,
        sentence=sentence,
        inside=inside,
        tag=tag,
        dep=_look_up(columns["DEP"], places["DEP"]),
        ent=2 * ent + (columns["ENT_IOB"] == 3),
        word=_look_up(columns["LOWER"], places["LOWER"]),
        shape=_shape(columns),
        quote=quote,
        act=act,
        frames=frames,
        place=_place(len(doc), firsts),
        reports=(reports == ALONE) | ((reports > 0) & _have_subjects(doc, columns["DEP"], head)),
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
            inner = INSIDE * (len(LENGTHS) + 1) + size
            quote[within] = np.where(where == INNER, inner, OUTSIDE)
            inside[within] = 0
    return replace(features, quote=quote, inside=inside)


def _look_up(column, places):
    values, inverse = np.unique(column, return_inverse=True)
    known = np.fromiter((places.get(v, 0) for v in values.tolist()), np.int64, len(values))
    return known[inverse]


def _shape(columns):
    """One of SHAPES a token; of several that hold, the last."""
    alpha = columns["IS_ALPHA"] == 1
    shape = np.where(alpha, 2, 0)
    shape[columns["LIKE_NUM"] == 1] = 1
    shape[columns["IS_TITLE"] == 1] = 3
    shape[columns["IS_UPPER"] == 1] = 4
    shape[columns["IS_PUNCT"] == 1] = 5
    shape[columns["IS_SPACE"] == 1] = 6
    return shape


def _lexicon(doc, lower, tags):
    """Act (0 for none), frames, and whether it reports, of each token by its word and part of speech."""
    strings = doc.vocab.strings
    parts = {t: PARTS.get(strings[t][:1]) for t in np.unique(tags).tolist()}
    known = {}
    pairs = list(zip(lower.tolist(), tags.tolist(), strict=True))
    for pair in set(pairs):
        part = parts[pair[1]]
        known[pair] = _cue(strings[pair[0]], part) if part else (0, 0, 0)
    return np.array([known[pair] for pair in pairs], dtype=np.int64).reshape(-1, 3).T


def _cue(word, part):
    frames = look_up(word, part)
    if not frames:
        return 0, 0, ALONE * (word == ACCORDING)
    best = next((frames[f] for f in LEXICON_FRAMES if f in frames), next(iter(frames.values())))
    bits = sum(1 << n for n, frame in enumerate(LEXICON_FRAMES) if frame in frames)
    return 1 + ACT_PLACES[best.act], 1 + bits, part == "verb" and CLAUSE in frames


def _quotes(layout):
    """Where each token stands with regard to quotation marks, and the number of its quotation."""
    text, starts, sizes = layout.text, layout.starts, len(LENGTHS) + 1
    state, inside = np.zeros((2, len(starts)), np.int64)
    for number, q in enumerate(layout.quotations, 1):
        length = len(text[q.start : q.end].split())
        size = sum(length > limit for limit in LENGTHS)
        for piece, span in enumerate(q.spans):
            first, last = np.searchsorted(starts, span)
            if first == last:
                continue
            if q.level:
                state[first:last] = INNER * sizes + size
                continue
            inside[first:last] = number
            where = CONTINUED if piece else INSIDE if q.closed else UNCLOSED
            state[first:last] = where * sizes + size
            state[first] = OPENS * sizes + size
            if q.closed and piece == len(q.spans) - 1:
                state[last - 1] = CLOSES * sizes + size
    return state, inside


def _units(firsts: Sequence[int], lasts: Sequence[int], sentence):
    """Paragraphs as token ranges, cut between sentences where they are longer than UNIT.

    A sentence that is longer itself is cut after UNIT tokens.
    """
    units = []
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        while last - first > UNIT:
            cut = int(np.searchsorted(sentence, sentence[first + UNIT]))
            cut = cut if cut > first else first + UNIT
            units.append((first, cut))
            first = cut
        if last > first:
            units.append((first, last))
    return units


def _have_subjects(doc, deps, head):
    """Whether each token has a subject."""
    strings = doc.vocab.strings
    subjects = np.isin(deps, np.array([strings[dep] for dep in SUBJECTS], dtype=deps.dtype))
    have = np.zeros(len(deps), dtype=bool)
    have[head[subjects]] = True
    return have


def _heads(relative, units):
    """Index of each head; a token whose head is outside of its unit is taken for a root."""
    own = np.arange(len(relative))
    heads = own.copy()
    for first, last in units:
        unit = own[first:last] + relative[first:last]
        heads[first:last] = np.where((unit >= first) & (unit < last), unit, own[first:last])
    return heads


def _place(n, edges):
    place = np.full(n, PLACES - 1)
    bounds = [*edges[:PLACES].tolist(), n]
    for k in range(min(PLACES - 1, len(bounds) - 1)):
        place[bounds[k] : bounds[k + 1]] = k
    return place

"""The recogniser of names: which words are a name, a date or an amount, and of what kind.

It reads what the pipeline has computed already (vectors, tags, the parse), vectors of words, and the
lists of first names and nouns. A bidirectional LSTM reads each sentence; a capitalised word also
hears what the article's other sentences with the same word say of it. Each token begins a name,
goes on in one or is outside; a name's kind is the one for which its tokens speak together.

`training/recogniser.py` is the same network in torch. RECOGNISER_CARD.md says how good it is.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.reading.doc.sequences import Lstm, Rows, best_labels, softmax
from onrecord.reading.doc.words import RecognisedName
from onrecord.weights import SHIPPED, matrices, read_weights
from onrecord.word_lists import read_table

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "recogniser"
OUTSIDE, BEGINS, GOES_ON = range(3)
NEVER = np.float32(-1e4)
# No name goes on where none has begun.
MOVES = np.array([[0, 0, NEVER], [0, 0, 0], [0, 0, 0]], np.float32)
FIRST, LAST = np.array([0, 0, NEVER], np.float32), np.zeros(3, np.float32)
EPSILON = 1e-9
ATTRIBUTES: list[int | str] = ["ORTH", "LOWER", "TAG", "DEP", "SHAPE", "SENT_START"]
TABLES = ("tag", "dep", "shape", "listed", "case")
GENDERS = {"m": 1, "f": 2}
CLASSES = {"person": 1, "group": 2, "place": 3}


@dataclass(frozen=True)
class TokenFeatures:
    """Docs end to end as the network reads them; all are one value a token.

    Attributes:
        lengths: tokens of each sentence.
        vectors: tokens x 96, the pipeline's own.
        case: whether the word stands in lower case somewhere in its article (1), and has a capital (2).
        same: for the tokens with a capital, in order, the number of their word in their article.
    """

    lengths: np.ndarray
    vectors: np.ndarray
    word: np.ndarray
    tag: np.ndarray
    dep: np.ndarray
    shape: np.ndarray
    listed: np.ndarray
    case: np.ndarray
    same: np.ndarray


class PlaceOfString:
    """Places of strings by the numbers that spaCy has for them; 0 for any other."""

    def __init__(self, places: Mapping[str, int]):
        from spacy.strings import get_string_id

        keys = np.array([get_string_id(value) for value in places], np.uint64)
        order = np.argsort(keys)
        self._keys, self._places = keys[order], np.array([*places.values()])[order]

    def __call__(self, numbers: np.ndarray) -> np.ndarray:
        at = np.minimum(np.searchsorted(self._keys, numbers), len(self._keys) - 1)
        return np.where(self._keys[at] == numbers, self._places[at], 0)


class FeatureReader:
    """Reads Docs; `vocabulary` has the lists `words`, `tags`, `deps` and `shapes`."""

    def __init__(self, vocabulary: Mapping[str, Sequence[str]]):
        self._look_up = {
            name: PlaceOfString({value: n for n, value in enumerate(vocabulary[f"{name}s"], 1)})
            for name in ("word", "tag", "dep", "shape")
        } | {"listed": PlaceOfString(_listed())}  # fmt: skip

    def __call__(self, docs: Iterable["Doc"]) -> TokenFeatures:
        """Features of Docs, at least one of which has a token."""
        parts, lengths, vectors, case, same, words = [], [], [], [], [], 0
        for doc in docs:
            part = doc.to_array(ATTRIBUTES)
            written, lower, starts = part[:, 0], part[:, 1], part[:, 5] == 1
            starts[:1] = True
            lengths.append(np.diff(np.flatnonzero(np.append(starts, True))))
            capital = written != lower
            case.append(np.isin(lower, lower[~capital]) + 2 * capital)
            known, which = np.unique(lower[capital], return_inverse=True)
            same.append(which + words)
            words += len(known)
            parts.append(part)
            vectors.append(doc.tensor)
        _, lower, tag, dep, shape, _ = np.concatenate(parts).T
        numbers = {"word": lower, "tag": tag, "dep": dep, "shape": shape, "listed": lower}
        return TokenFeatures(
            np.concatenate(lengths),
            np.concatenate(vectors),
            case=np.concatenate(case),
            same=np.concatenate(same),
            **{name: self._look_up[name](column) for name, column in numbers.items()},
        )


def _listed() -> dict[str, int]:
    """Each word of the lists → what they say of it: a first name's gender, a noun's class."""
    names = {r["name"]: GENDERS.get(r["gender"], 3) for r in read_table("first_names.tsv")}
    nouns = {r["noun"]: r["classes"].split()[:1] for r in read_table("nouns.tsv")}
    classes = {noun: CLASSES.get(first[0], 0) if first else 0 for noun, first in nouns.items()}
    return {w: names.get(w, 0) + 4 * classes.get(w, 0) for w in names | classes}


class Recogniser:
    """The weights, by the names that `training/recogniser.py` gives them, and what is done with them.

    Attributes:
        kinds: all that it tells apart.
        sha256: of the file that it is from.
    """

    def __init__(self, weights: Mapping[str, np.ndarray], about: Mapping, sha256: str = ""):
        self._w = matrices(weights)
        self._words = self._w["words"] @ self._w["word.weight"]
        self._lstm = Lstm(weights, "lstm")
        self.sha256 = sha256
        self.kinds = tuple(about["kinds"])
        self._vocabulary = about["vocabulary"]

    @functools.cached_property
    def read(self) -> FeatureReader:
        """Reads Docs as `scores` takes them; made where it is first needed, since it takes spaCy."""
        return FeatureReader(self._vocabulary)

    def __call__(self, docs: Sequence["Doc"]) -> list[list[RecognisedName]]:
        """The names of each Doc in text order."""
        found: list[list[RecognisedName]] = [[] for _ in docs]
        full = [n for n, doc in enumerate(docs) if len(doc)]
        if full:
            ends = np.cumsum([len(docs[n]) for n in full])
            for first, last, kind in self._spans(self.read([docs[n] for n in full])):
                k = int(np.searchsorted(ends, first, side="right"))
                offset = int(ends[k - 1]) if k else 0
                found[full[k]].append((first - offset, last - offset, kind))
        return found

    def scores(self, features: TokenFeatures) -> tuple[np.ndarray, np.ndarray]:
        """Scores of outside, begins and goes on, and of the kinds; tokens x values."""
        states, w = self._states(features, Rows(features.lengths)), self._w
        bio, kind = (states @ w[f"{name}.weight"] + w[f"{name}.bias"] for name in ("bio", "kind"))
        return bio, kind

    def _spans(self, features: TokenFeatures) -> Iterator[RecognisedName]:
        bio, kind = self.scores(features)
        labels = best_labels(bio, Rows(features.lengths), MOVES, FIRST, LAST)
        starts, inside = np.flatnonzero(labels == BEGINS), np.flatnonzero(labels != OUTSIDE)
        if not len(starts):
            return
        likely = np.log(softmax(kind[inside]) + EPSILON)
        places = np.searchsorted(inside, starts)
        kinds = np.add.reduceat(likely, places, axis=0).argmax(axis=1)
        lengths = np.diff(np.append(places, len(inside)))
        for first, length, n in zip(starts.tolist(), lengths.tolist(), kinds, strict=True):
            yield first, first + length, self.kinds[n]

    def _states(self, features, rows):
        """What the last layer before the labels makes of each token."""
        w = self._w
        x = features.vectors @ w["vectors.weight"]
        x += w["vectors.bias"]
        x += self._words[features.word]
        for name in TABLES:
            x += w[name][getattr(features, name)]
        np.maximum(x, 0, out=x)
        seen = self._lstm(x, rows)
        states = seen @ w["hidden.weight"]
        states += w["hidden.bias"]
        states += x @ w["skip.weight"]
        capital = np.flatnonzero(features.case & 2)
        if len(capital):
            order = np.argsort(features.same, kind="stable")
            sizes = np.bincount(features.same)
            sums = np.add.reduceat(seen[capital[order]], np.cumsum(sizes) - sizes, axis=0)
            heard = sums / sizes[:, None].astype(np.float32) @ w["same.weight"]
            states[capital] += heard[features.same]
        return np.maximum(states, 0, out=states)


@functools.cache
def load_recogniser() -> Recogniser:
    """The shipped recogniser, loaded once a process.

    Raises:
        OnrecordError: its file is missing or damaged.
    """
    weights = read_weights(SHIPPED, NAME)
    return Recogniser(weights.arrays, weights.about, weights.sha256)

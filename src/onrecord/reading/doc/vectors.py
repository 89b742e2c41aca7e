"""The vectors that the English model has for each token, computed in fewer steps than spaCy takes.

The numbers are those of its `tok2vec` (hashed features, one layer that brings them together, then
layers that look at a token and its neighbours), up to the last bits. It is faster because a word is
looked up once for all places where it stands, and because a layer works on so few tokens at a time
that they stay in the processor's cache.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model

AT_ONCE = 512  # tokens
EPSILON = np.float32(1e-8)
MIX = np.uint64(
    0x9E3779B97F4A7C15
)  # an odd number with bits all over (Knuth's multiplicative hash)
SHIFT = np.uint64(29)


class TokenVectors:
    """What `tok2vec` computes, from its model: `MultiHashEmbed` and `MaxoutWindowEncoder`, window 1."""

    def __init__(self, model: "Model"):
        nodes = list(model.walk())
        by_name = {name: [n for n in nodes if n.name == name] for name in {n.name for n in nodes}}
        self._hash: Any = model.ops.hash
        self._columns = by_name["extract_features"][0].attrs["columns"]
        self._tables = [(n.get_param("E"), n.attrs["seed"]) for n in by_name["hashembed"]]
        pairs = zip(by_name["maxout"], by_name["layernorm"], strict=True)
        self._bring_together, *self._layers = (_Layer(*pair) for pair in pairs)
        self._between = len(self._layers)  # empty places between two texts, as spaCy has them

    def __call__(self, docs: Sequence["Doc"]) -> list[np.ndarray]:
        """Tokens x values, for each Doc."""
        width, lengths = self._bring_together.width, [len(doc) for doc in docs]
        ends = np.cumsum([length + self._between for length in lengths]).tolist()
        places = [slice(end - length, end) for end, length in zip(ends, lengths, strict=True)]
        x = np.zeros((max([0, *ends]) + self._between, width), np.float32)
        if any(lengths):
            of_words, which = self._look_up(np.concatenate([self._features(d) for d in docs]))
            at = np.concatenate([np.arange(place.start, place.stop) for place in places])
            x[at] = of_words[which]
        around, seen = np.zeros((len(x), 3 * width), np.float32), np.empty_like(x)
        for layer in self._layers:
            around[1:, :width], around[:, width : 2 * width] = x[:-1], x
            around[:-1, 2 * width :] = x[1:]
            x += layer(around, seen)
        return [x[place] for place in places]

    def _features(self, doc):
        return doc.to_array(self._columns).reshape(-1, len(self._columns))

    def _look_up(self, features):
        """A vector for each combination of features that occurs, and which of them each token has."""
        key = np.zeros(len(features), np.uint64)
        for column in features.T:
            key = (key ^ column) * MIX
            key ^= key >> SHIFT
        _, first, which = np.unique(key, return_index=True, return_inverse=True)
        if not np.array_equal(features[first][which], features):  # two had one key
            _, first, which = np.unique(features, axis=0, return_index=True, return_inverse=True)
        tables = []
        for (table, seed), column in zip(self._tables, features[first].T, strict=True):
            rows = self._hash(np.ascontiguousarray(column), seed) % np.uint32(len(table))
            vector = table[rows[:, 0]]
            for n in range(1, rows.shape[1]):
                vector += table[rows[:, n]]
            tables.append(vector)
        seen = np.empty((len(first), self._bring_together.width), np.float32)
        return self._bring_together(np.concatenate(tables, axis=1), seen), which


class _Layer:
    """The largest of several linear layers, normalised (Goodfellow et al. 2013; Ba et al. 2016)."""

    def __init__(self, maxout, norm):
        weight = maxout.get_param("W")  # values x pieces x what goes in
        self.width, self._pieces, _ = weight.shape
        self._weight = np.ascontiguousarray(np.concatenate(weight.transpose(1, 0, 2)).T)
        self._bias = np.concatenate(maxout.get_param("b").T)
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, x, out):
        width, size = self.width, np.float32(self.width)
        for start in range(0, len(x), AT_ONCE):
            y, best = x[start : start + AT_ONCE] @ self._weight, out[start : start + AT_ONCE]
            y += self._bias
            np.maximum(y[:, :width], y[:, width : 2 * width], out=best)
            for piece in range(2, self._pieces):
                np.maximum(best, y[:, piece * width : (piece + 1) * width], out=best)
            best -= best.sum(axis=1, keepdims=True) / size
            variance = np.square(best, out=y[:, :width]).sum(axis=1, keepdims=True) / size
            best *= (variance + EPSILON) ** -0.5
            best *= self._scale
            best += self._shift
        return out

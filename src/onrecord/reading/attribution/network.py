"""The attribution network, in numpy: which words are cues, and what each cue takes as source and content.

One unit (a paragraph) is read by two bidirectional LSTM layers over the features of its tokens.
Cue tokens are labelled first; then, for each cue, every token of its unit is labelled as source,
content or neither: semantic role labelling with the cue as predicate (after He et al. 2017), so
that contents of two cues may overlap, a source may be missing, and pieces may be apart. Labels in
a row depend on one another as in a conditional random field (Lafferty et al. 2001).

`training/network.py` is the same network in torch; training holds that both give the same numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.reading.attribution.features import UPS, Features, find_paths
from onrecord.reading.doc.sequences import Lstm, Rows, best_labels, softmax
from onrecord.weights import matrices

OUT, BEGIN, INSIDE = range(3)  # labels of cue tokens
NEITHER, SOURCE, CONTENT = range(3)  # labels of tokens for a cue
TOKENS = 8192  # tokens read at once
PAIRS = 16384  # pairs of cue and token labelled at once
EMBEDDED = ("tag", "dep", "ent", "shape", "quote", "act", "frames", "place")


@dataclass(frozen=True)
class Labelled:
    """One cue and what belongs to it, as token indices of the article.

    Attributes:
        cue: half-open token range.
        source, content: ascending token indices; each may be empty.
        scores: for the confidence: probability of the cue, mean and least probability of the
            content's tokens, and mean probability of the source's tokens (1 without a source).
        head: the token of the cue that the others hang from.
        reported: how likely a reader says that somebody's words or thoughts are reported there.
    """

    cue: tuple[int, int]
    source: np.ndarray
    content: np.ndarray
    scores: tuple[float, ...]
    head: int
    reported: float

    def shifted(self, by: int) -> "Labelled":
        """The same with other token indices."""
        first, last = self.cue
        return replace(
            self, cue=(first + by, last + by), source=self.source + by, content=self.content + by,
            head=self.head + by,
        )  # fmt: skip


class Network:
    """The weights, by the names that `training/network.py` gives them, and what is done with them."""

    def __init__(self, weights: Mapping[str, np.ndarray]):
        self._w = w = matrices(weights)
        self._labels = (len(w["paths.branch"]) - 3) // UPS
        self._lstms = {layer: Lstm(weights, layer) for layer in ("lstm0", "lstm1", "role.lstm")}
        # What each word adds, by its own place and as a head: one look-up instead of a product.
        self.vectors = w["words"]  # of words, by their places in the vocabulary
        self._words = w["words"] @ w["word.weight"]
        self._head_words = w["words"] @ w["head_word.weight"]

    def label(
        self, features: Features, units: Sequence[np.ndarray], least: float
    ) -> list[Labelled]:
        """The cues of some units in the order of their tokens, with their sources and contents.

        Args:
            units: ascending token indices; each is read as a text of its own.
            least: the least probability of a cue.
        """
        found = []
        for batch in _grouped(map(len, units), TOKENS):
            rows = Rows([len(units[k]) for k in batch])
            index = np.concatenate([units[k] for k in batch])
            states = self.read(features, index, rows)
            cues = self.find_cues(features, states, index, rows, least)
            found += self._find_roles(features, states, index, rows, cues)
        return sorted(found, key=lambda labelled: labelled.cue)

    def read(self, features: Features, index: np.ndarray, rows: Rows) -> np.ndarray:
        """What is read at each of the tokens `index`, which stand in `rows`: tokens x 2 x units."""
        states = self._embed(features, index, rows)
        for layer in ("lstm0", "lstm1"):
            states = self._lstms[layer](states, rows)
        return states

    def _embed(self, features, index, rows):
        """Features of tokens and of their heads, as one vector a token."""
        w = self._w
        vectors, word = features.vectors[index], features.word[index]
        heads = vectors @ w["head_vectors.weight"]
        heads += self._head_words[word]
        heads += w["head_tag"][features.tag[index]]
        heads += w["head_dep"][features.dep[index]]
        x = vectors @ w["vectors.weight"]
        x += w["bias"]
        x += self._words[word]
        x += heads[_head_places(features.head, index, rows)]
        for name in EMBEDDED:
            x += w[name][getattr(features, name)[index]]
        return np.maximum(x, 0, out=x)

    def find_cues(self, features, states, index, rows, least) -> list[tuple]:
        """Cues as (first, last + 1, head, probability, reported), in places of `index`."""
        w = self._w
        likely = softmax(states @ w["cue.weight"] + w["cue.bias"])
        reported = 1 / (1 + np.exp(-(states @ w["reported.weight"] + w["reported.bias"])[:, 0]))
        any_cue = 1 - likely[:, OUT]
        taken = any_cue >= least
        goes_on = taken & (likely[:, INSIDE] > likely[:, BEGIN])
        goes_on[1:] &= taken[:-1]
        goes_on[rows.firsts] = False
        starts = np.flatnonzero(taken & ~goes_on)
        ends = np.flatnonzero(taken & ~np.append(goes_on[1:], False)) + 1
        cues, heads = [], features.head[index]
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            start, end = _core(any_cue, start, end)
            head = _head(heads, index, start, end)
            likely_cue = float(any_cue[start:end].min())
            cues.append((start, end, head, likely_cue, float(reported[head])))
        return cues

    def _find_roles(self, features, states, index, rows, cues):
        """Label the tokens of each cue's unit."""
        w, found = self._w, []
        own, pair = states @ w["role.token.weight"], states @ w["role.pair.weight"]
        own += w["role.bias"]
        units = np.searchsorted(rows.ends, [cue[0] for cue in cues], side="right")
        for group in _grouped(rows.lengths[units].tolist(), PAIRS):
            chosen = [cues[k] for k in group]
            firsts = rows.firsts[units[group]]
            pairs = Rows(rows.lengths[units[group]])
            tokens = pairs.time + firsts[pairs.row]
            logits = self._role_scores(features, states, index, own, pair, chosen, tokens, pairs)
            labels = best_labels(logits, pairs, w["role.moves"], w["role.first"], w["role.last"])
            likely = softmax(logits)
            for cue, start, stop in zip(chosen, pairs.firsts, pairs.ends, strict=True):
                own_unit = slice(start, stop)
                here = index[tokens[own_unit]]
                found.append(_labelled(cue, index, here, labels[own_unit], likely[own_unit]))
        return found

    def _role_scores(self, features, states, index, own, pair, cues, tokens, pairs):
        w, k = self._w, pairs.row
        first, last, heads = (np.array([cue[n] for cue in cues]) for n in range(3))
        inside = Rows(last - first)
        sums = np.add.reduceat(states[inside.time + first[inside.row]], inside.firsts, axis=0)
        cue = np.concatenate([states[heads], sums / inside.lengths[:, None]], axis=1)
        cue = cue.astype(np.float32, copy=False)
        paths = find_paths(features, index[heads], k, index[tokens], self._labels)
        x = pair[tokens]
        x *= (cue @ w["role.cue_pair.weight"])[k]
        x += own[tokens]
        x += (cue @ w["role.cue.weight"])[k]
        for name in ("branch", "down", "distance", "quote"):
            x += w[f"paths.{name}"][getattr(paths, name)]
        x[(tokens >= first[k]) & (tokens < last[k])] += w["paths.cue"]
        x = np.maximum(x, 0, out=x)
        seen = self._lstms["role.lstm"](x, pairs)
        return x @ w["role.out.weight"] + seen @ w["role.out_lstm.weight"] + w["role.out.bias"]


def _head_places(head, index, rows):
    """Place in `index` of each token's head; its own place where the head is in another unit."""
    own = np.arange(len(index))
    order = np.argsort(index, kind="stable")
    place = order[np.minimum(np.searchsorted(index, head[index], sorter=order), len(index) - 1)]
    same = (index[place] == head[index]) & (rows.row[place] == rows.row)
    return np.where(same, place, own)


def _grouped(sizes: Iterable[int], most: int) -> Iterator[list[int]]:
    """Places in groups, in their order: sizes add up to `most` at most, or one alone is larger."""
    group: list[int] = []
    total = 0
    for k, size in enumerate(sizes):
        if group and total + size > most:
            yield group
            group, total = [], 0
        group.append(k)
        total += size
    if group:
        yield group


def _core(likely, start, end):
    """A run of tokens without those at its edges that are no cue, or half as likely as the best."""
    limit = min(0.5, likely[start:end].max() / 2)
    while likely[start] < limit:
        start += 1
    while likely[end - 1] < limit:
        end -= 1
    return start, end


def _head(heads, index, start, end):
    """The first token of a cue whose head is outside of the cue, in places of `index`."""
    others = (range(start, end), heads[start:end], index[start:end])
    inside = range(index[start], index[end - 1] + 1)
    return next((k for k, h, i in zip(*others, strict=True) if h == i or h not in inside), start)


def _labelled(cue, index, here, labels, likely):
    first, end, head, probability, reported = cue
    source, content = labels == SOURCE, labels == CONTENT
    inside = likely[content, CONTENT]
    told = (float(inside.mean()), float(inside.min())) if len(inside) else (0.0, 0.0)
    spoken = float(likely[source, SOURCE].mean()) if source.any() else 1.0
    at = (int(index[first]), int(index[end - 1]) + 1)
    scores = (probability, *told, spoken)
    return Labelled(at, here[source], here[content], scores, int(index[head]), reported)

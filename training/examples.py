"""Marked articles as the network learns from them: features and targets, unit by unit, in batches.

Targets are probabilities. Those of the marks are 0 and 1; a share of a student's are its teachers'.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import torch
from spacy.util import minibatch

from benchmarks.common.polnear import MarkedArticle, Span
from onrecord.reading.attribution.features import Features, Vocabulary, find_paths, read_features
from onrecord.reading.attribution.network import BEGIN, CONTENT, INSIDE, SOURCE
from onrecord.reading.doc.pipeline import BATCH, load_model, make_doc, read_docs
from onrecord.reading.doc.words import Words

COLUMNS = (
    "vectors", "head", "sentence", "inside", "tag", "dep", "ent", "word", "shape", "quote", "act",
    "frames", "place",
)  # fmt: skip


@dataclass
class Asked:
    """A cue and what it takes.

    Attributes:
        first, last, head: token indices, `last` is one past the end.
        roles: a label for each token of the unit; none for a cue that only the teachers see.
        single, double: what the teachers say, as `network.Field.loss` takes it.
    """

    first: int
    last: int
    head: int
    roles: np.ndarray | None
    single: np.ndarray | None = None
    double: np.ndarray | None = None

    def targets(self, share: float):
        """Marginals of which a share is the teachers'."""
        if self.roles is None:
            return self.single.astype(np.float32), self.double.astype(np.float32)
        single = np.eye(3, dtype=np.float32)[self.roles]
        double = np.zeros((len(single), 3, 3), dtype=np.float32)
        double[1:] = single[:-1, :, None] * single[1:, None, :]
        if self.single is None:
            return single, double
        return (1 - share) * single + share * self.single, (
            1 - share
        ) * double + share * self.double


@dataclass
class Examples:
    """Many articles.

    Attributes:
        columns: the columns of `Features` end to end, heads as indices into the same rows.
        units: half-open token ranges.
        article: for each unit, the number of its article.
        cues: the label of each token.
        soft_cues: tokens x 3, what the teachers say; none before they have been asked.
        asked: for each unit, its cues.
        labels: how many dependency labels there are.
        unmarked: units of which nothing is known but what the teachers say.
        pieces: for each unit what an encoder reads; none where there is no encoder.
    """

    columns: SimpleNamespace
    units: list[tuple[int, int]]
    article: list[int]
    cues: np.ndarray
    asked: list[list[Asked]]
    labels: int
    soft_cues: np.ndarray | None = None
    unmarked: frozenset[int] = frozenset()
    pieces: Sequence | None = None

    def length(self, unit: int) -> int:
        first, last = self.units[unit]
        return last - first


def parse(articles: Iterable[MarkedArticle]) -> Iterator:
    """One Doc an article, as the kit parses it."""
    for batch in minibatch(articles, BATCH):
        docs = [make_doc(load_model(), article.text) for article in batch]
        read_docs(docs)
        yield from docs


def make_examples(articles: list[MarkedArticle], docs, vocabulary: Vocabulary) -> Examples:
    """Features and marks of articles."""
    places = vocabulary.places()
    columns = {name: [] for name in COLUMNS}
    units, numbers, cues, asked, offset = [], [], [], [], 0
    for number, (article, doc) in enumerate(zip(articles, docs, strict=True)):
        words = Words(doc)
        features = read_features(words, places)
        for name in COLUMNS:
            columns[name].append(getattr(features, name))
        columns["head"][-1] = features.head + offset
        columns["vectors"][-1] = features.vectors.astype(np.float16)
        labels, wanted = mark(article, words, features)
        cues.append(labels)
        for k, (first, last) in enumerate(features.units):
            units.append((first + offset, last + offset))
            numbers.append(number)
            asked.append(
                [Asked(c + offset, d + offset, h + offset, r) for c, d, h, r in wanted.get(k, ())]
            )
        offset += len(doc)
    columns = SimpleNamespace(**{name: np.concatenate(parts) for name, parts in columns.items()})
    return Examples(columns, units, numbers, np.concatenate(cues), asked, 1 + len(vocabulary.deps))


def mark(article: MarkedArticle, words: Words, features: Features):
    """Cue labels of the tokens, and for each unit its cues: first, last + 1, head, roles.

    A cue that overlaps another, or goes on beyond its unit, is left out.
    """
    labels, wanted = np.zeros(len(words), np.int64), {}
    firsts = np.array([first for first, _ in features.units])
    for attribution in article.attributions:
        cue = under(words, attribution.cue[:1])
        if not len(cue) or labels[cue].any():
            continue
        k = int(np.searchsorted(firsts, cue[0], side="right")) - 1
        first, last = features.units[k]
        if not first <= cue[0] <= cue[-1] < last:
            continue
        labels[cue], labels[cue[0]] = INSIDE, BEGIN
        roles = np.zeros(last - first, np.int64)
        for label, spans in ((CONTENT, attribution.content), (SOURCE, attribution.source)):
            tokens = under(words, spans)
            roles[tokens[(tokens >= first) & (tokens < last)] - first] = label
        head = cue_head(features.head, cue[0], cue[-1])
        wanted.setdefault(k, []).append((int(cue[0]), int(cue[-1]) + 1, head, roles))
    return labels, wanted


def cue_head(heads, first, last) -> int:
    """The first token of a cue whose head is outside of it."""
    for token in range(first, last + 1):
        if not first <= heads[token] <= last or heads[token] == token:
            return int(token)
    return int(first)


def under(words: Words, spans: Iterable[Span]) -> np.ndarray:
    """The tokens that reach into some spans, in the order of the spans."""
    parts = [np.arange(bisect_right(words.ends, s), bisect_left(words.starts, e)) for s, e in spans]
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)


class Padding:
    """Sequences that lie one after the other, as time x sequences and back."""

    def __init__(self, lengths):
        ends = np.cumsum(lengths)
        row = np.repeat(np.arange(len(lengths)), lengths)
        time = np.arange(ends[-1]) - np.repeat(ends - lengths, lengths)
        turned = np.repeat(lengths, lengths) - 1 - time
        self._shape = (int(lengths.max()), len(lengths))
        self.row, self._time, self._turned = map(torch.from_numpy, (row, time, turned))

    def fill(self, x, turned=False):
        filled = x.new_zeros((*self._shape, *x.shape[1:]))
        return filled.index_put((self._turned if turned else self._time, self.row), x)

    def take(self, filled, turned=False):
        return filled[self._turned if turned else self._time, self.row]


class Batch:
    """Some units as tensors, one row a token.

    Attributes:
        index: of the tokens in the examples.
        offsets: where each unit starts in the batch.
        cues: tokens x 3, targets.
        aside: the role of each token for whatever cue it has one for.
        asked: the cues of the units, or None where there are none; those that nobody marked are
            among them only for a student.
    """

    def __init__(self, examples: Examples, units: list[int], share: float = 0.0):
        spans = [examples.units[u] for u in units]
        self.index = np.concatenate([np.arange(*span) for span in spans])
        lengths = np.array([last - first for first, last in spans])
        self.offsets = np.cumsum(lengths) - lengths
        self.padding = Padding(lengths)
        for name in COLUMNS:
            column = getattr(examples.columns, name)[self.index]
            tensor = column.astype(np.float32) if name == "vectors" else column
            setattr(self, name, torch.from_numpy(tensor))
        shifts = np.repeat(self.offsets - [first for first, _ in spans], lengths)
        self.head_place = torch.from_numpy(examples.columns.head[self.index] + shifts)
        cues = np.eye(3, dtype=np.float32)[examples.cues[self.index]]
        if share:
            shares = [1.0 if u in examples.unmarked else share for u in units]
            soft = np.repeat(shares, lengths)[:, None]
            cues = (1 - soft) * cues + soft * examples.soft_cues[self.index]
        self.cues = torch.from_numpy(cues.astype(np.float32))
        self.pieces = [examples.pieces[u] for u in units] if examples.pieces else None
        self.aside = torch.zeros(len(self.index), dtype=torch.int64)
        for u, offset in zip(units, self.offsets, strict=True):
            for each in examples.asked[u]:
                if each.roles is not None:
                    here = torch.from_numpy(each.roles)
                    self.aside[offset : offset + len(here)][here > 0] = here[here > 0]
        self.asked = AskedBatch.of(examples, units, self, bool(share))
        if self.asked:
            self.asked.set_targets(share)


class AskedBatch:
    """The cues of a batch, and for each the tokens of its unit, as tensors with one row a pair."""

    @classmethod
    def of(cls, examples: Examples, units: list[int], batch: Batch, unmarked: bool):
        """The cues of some units, those that nobody marked only if wanted; None where there are none."""
        asked = [
            (examples.units[u], offset, each)
            for u, offset in zip(units, batch.offsets, strict=True)
            for each in examples.asked[u]
            if unmarked or each.roles is not None
        ]
        return cls(examples, asked, len(batch.index)) if asked else None

    def __init__(self, examples, asked, tokens):
        self.each = [each for *_, each in asked]
        firsts, ends = (np.array([span[n] for span, *_ in asked]) for n in (0, 1))
        self.lengths = ends - firsts
        self.padding = Padding(self.lengths)
        self.row = self.padding.row
        row = self.row.numpy()
        starts = np.cumsum(self.lengths) - self.lengths
        absolute = np.arange(len(row)) - starts[row] + firsts[row]
        shift = np.array([offset for _, offset, _ in asked]) - firsts
        first, last, head = (
            np.array([getattr(a, n) for a in self.each]) for n in ("first", "last", "head")
        )
        paths = find_paths(examples.columns, head, row, absolute, examples.labels)
        for name in ("branch", "down", "distance", "quote"):
            setattr(self, name, torch.from_numpy(getattr(paths, name)))
        self.token = torch.from_numpy(absolute + shift[row])
        self.head = torch.from_numpy(head + shift)
        inside = (absolute >= first[row]) & (absolute < last[row])
        self.in_cue = torch.from_numpy(inside.astype(np.float32))
        self.mean = torch.zeros(len(asked), tokens)
        for k, (start, end) in enumerate(zip(first + shift, last + shift, strict=True)):
            self.mean[k, start:end] = 1 / (end - start)

    def set_targets(self, share: float) -> None:
        """Add `single` and `double`, the marginals to learn."""
        single, double = zip(*(each.targets(share) for each in self.each), strict=True)
        self.single = torch.from_numpy(np.concatenate(single))
        self.double = torch.from_numpy(np.concatenate(double))


def batches(examples: Examples, units: list[int], tokens: int, seed: int) -> list[list[int]]:
    """Units of like length in batches of about `tokens`, in an order drawn by `seed`."""
    chance = random.Random(seed)
    ordered = sorted(units, key=lambda u: (examples.length(u) + chance.random() * 6, u))
    groups, group = [], []
    for u in ordered:
        if group and examples.length(u) * (len(group) + 1) > tokens:
            groups.append(group)
            group = []
        group.append(u)
    groups.append(group)
    chance.shuffle(groups)
    return groups

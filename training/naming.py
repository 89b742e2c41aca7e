"""How the recogniser learns: texts as features and soft labels, in batches, and the course."""

import copy
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from spacy.tokens import Doc
from torch.nn import functional

from onrecord.reading.doc.recogniser import FeatureReader, TokenFeatures
from onrecord.reading.doc.recogniser import Recogniser as Runtime
from training.examples import Padding
from training.name_labels import KINDS, Labels
from training.recogniser import Recogniser, Size
from training.words import read_words

WORDS = 20_000
FREQUENT = 20  # times that a word without a vector must occur to be known
SHAPES = 120
WORD = 64  # width of the vectors of words
ROUNDING = 1e-2  # two ways of computing one score differ by less
COLUMNS = ("word", "tag", "dep", "shape", "listed", "case")


@dataclass(frozen=True)
class Course:
    """How a network learns."""

    passes: int = 4
    tokens: int = 1500  # a batch
    rate: float = 2.5e-3
    decay: float = 1e-2
    warm_up: int = 100  # steps
    least_rate: float = 0.03  # share of the rate at the end
    clip: float = 2.0
    kinds: float = 2.0  # weight of telling kinds apart
    kept: float = 0.998  # of the running mean of the weights, at each step
    seed: int = 1


@dataclass(frozen=True)
class Example:
    """One parsed text and its labels."""

    doc: Doc
    labels: Labels


@dataclass(frozen=True)
class Vocabulary:
    """The values that the network knows, as `FeatureReader` takes them."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    shapes: tuple[str, ...]

    @classmethod
    def of(cls, examples: Sequence[Example], vectors: Sequence[str]) -> "Vocabulary":
        """Words that occur and have a vector or are frequent, then others with a vector."""
        words, tags, deps, shapes = Counter(), Counter(), Counter(), Counter()
        for example in examples:
            for token in example.doc:
                words[token.lower_] += 1
                tags[token.tag_] += 1
                deps[token.dep_] += 1
                shapes[token.shape_] += 1
        known = set(vectors)
        kept = [w for w, n in words.most_common() if n >= FREQUENT or w in known]
        kept += [w for w in vectors if w not in words and len(w) > 2 and w.isalpha()]
        most = tuple(shape for shape, _ in shapes.most_common(SHAPES))
        return cls(tuple(kept[:WORDS]), tuple(sorted(tags)), tuple(sorted(deps)), most)


class Batch:
    """Some texts as tensors, one row a token; see `TokenFeatures`."""

    def __init__(self, features: TokenFeatures, labels: Sequence[Labels]):
        self.padding = Padding(features.lengths)
        self.vectors = torch.from_numpy(features.vectors.astype(np.float32))
        for name in COLUMNS:
            column = getattr(features, name).astype(np.int64)
            setattr(self, name, torch.from_numpy(column))
        self.same = torch.from_numpy(features.same)
        self.sizes = torch.bincount(self.same).float()
        for name in ("bio", "kind", "weight"):
            joined = np.concatenate([getattr(each, name) for each in labels])
            setattr(self, name, torch.from_numpy(joined))


def learn(
    examples: Sequence[Example], course: Course, tell: Callable[[str], None]
) -> tuple[Recogniser, Vocabulary]:
    """Train a network; what comes back has the running mean of its weights.

    Args:
        tell: is called after each pass with a line of figures.
    """
    torch.manual_seed(course.seed)
    vectors = dict(zip(*read_words(WORD), strict=True))
    vocabulary = Vocabulary.of(examples, list(vectors))
    reader, net = FeatureReader(vars(vocabulary)), Recogniser(size_of(vocabulary))
    with torch.no_grad():
        nothing = np.zeros(WORD, np.float32)
        table = np.stack([nothing, *(vectors.get(w, nothing) for w in vocabulary.words)])
        net.words.weight.copy_(torch.from_numpy(table))
    mean, draw = copy.deepcopy(net).eval(), random.Random(course.seed)
    passes = [_draw(examples, course, draw) for _ in range(course.passes)]
    optimizer = torch.optim.AdamW(net.parameters(), lr=course.rate, weight_decay=course.decay)
    total, step = sum(map(len, passes)), 0
    for number, batches in enumerate(passes, 1):
        losses = []
        for batch in _read(batches, examples, reader):
            for group in optimizer.param_groups:
                group["lr"] = _rate(course, step, total)
            losses.append(_step(net, batch, optimizer, course))
            step += 1
            _follow(mean, net, min(course.kept, step / (9 + step)))
        tell(f"pass {number}: loss {np.mean(losses):.4f}")
    return mean, vocabulary


def size_of(vocabulary: Vocabulary) -> Size:
    """The size of a network; place 0 is for all values that are not known."""
    counts = {name: 1 + len(values) for name, values in vars(vocabulary).items()}
    return Size(**counts, kinds=len(KINDS), word=WORD)


def _draw(examples, course, draw) -> list[list[int]]:
    """All examples in groups of about `course.tokens` tokens, in an order that is drawn."""
    order = list(range(len(examples)))
    draw.shuffle(order)
    groups, size = [[]], 0
    for n in order:
        if size >= course.tokens:
            groups.append([])
            size = 0
        groups[-1].append(n)
        size += len(examples[n].doc)
    return groups


def _read(batches, examples, reader) -> Iterator[Batch]:
    for batch in batches:
        chosen = [examples[n] for n in batch]
        yield Batch(reader(e.doc for e in chosen), [e.labels for e in chosen])


def _step(net, batch, optimizer, course):
    bio, kind = net(batch)
    losses = -(batch.bio * functional.log_softmax(bio, dim=1)).sum(dim=1)
    losses -= course.kinds * (batch.kind * functional.log_softmax(kind, dim=1)).sum(dim=1)
    loss = (losses * batch.weight).sum() / batch.weight.sum()
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), course.clip)
    optimizer.step()
    return loss.item()


def _rate(course, step, total):
    falling = max(course.least_rate, (1 + math.cos(math.pi * step / total)) / 2)
    return course.rate * min(1, (step + 1) / course.warm_up) * falling


@torch.no_grad()
def _follow(mean, net, kept):
    for own, new in zip(mean.parameters(), net.parameters(), strict=True):
        own.mul_(kept).add_(new, alpha=1 - kept)


def check_same(net: Recogniser, runtime: Runtime, examples: Sequence[Example]) -> None:
    """Raise AssertionError unless the package computes what the trained network does."""
    docs = [example.doc for example in examples]
    features = runtime.read(docs)
    with torch.no_grad():
        own = net(Batch(features, [e.labels for e in examples]))
    for ours, theirs in zip(own, runtime.scores(features), strict=True):
        assert np.abs(ours.numpy() - theirs).max() < ROUNDING

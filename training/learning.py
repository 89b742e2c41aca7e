"""How a network learns from examples, and how teachers label them for a student."""

import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from onrecord.reading.attribution.network import OUT
from onrecord.reading.doc.sequences import Rows
from training.examples import Asked, AskedBatch, Batch, Examples, batches, cue_head
from training.network import Network, Size

TOKENS = 3500  # a batch that is only read
ASIDE = 0.1  # weight of labelling tokens without regard to a cue, which helps the LSTMs along
ORIGINAL = 0.5  # share of the articles that a pass reads as they are; the others are varied
PROPOSED = 0.3  # least probability of a cue that only the teachers see
ROUNDING = 1e-3  # two ways of computing one state differ by less


@dataclass(frozen=True)
class Course:
    """What makes one network.

    Attributes:
        network: the class of what learns.
        passes: over the articles.
        share: of the targets that is soft.
        rate: the highest rate of learning.
        tokens: of a batch.
        floor: cues that a batch counts as having at least.
        kept: of the running mean of the weights, at each step.
    """

    size: Size
    seed: int
    passes: int
    share: float = 0.0
    rate: float = 2e-3
    tokens: int = 3500
    floor: int = 30
    kept: float = 0.998
    network: type[Network] = Network


def learn(
    course: Course,
    begin: Callable[[Network], object],
    sets: Sequence[Examples],
    tell: Callable[[str], None],
) -> Network:
    """Train a network; what comes back has the running mean of its weights.

    Args:
        begin: is called with the new network, to set what it knows before.
        sets: the same articles as they are, and varied.
        tell: is called after each pass with a line of figures.
    """
    torch.set_num_threads(1)
    torch.manual_seed(course.seed)
    net = course.network(course.size)
    begin(net)
    mean = copy.deepcopy(net).eval()
    passes = [_draw(course, n, sets) for n in range(course.passes)]
    groups, steps = net.groups(course.rate), sum(map(len, passes)) + 1
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.99))
    rates = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [group["lr"] for group in groups], total_steps=steps, pct_start=0.15
    )
    step = 0
    for n, drawn in enumerate(passes, 1):
        start, sums = time.monotonic(), np.zeros(4)
        net.train()
        for k, units in drawn:
            losses, cues = _losses(net, Batch(sets[k], units, course.share))
            optimizer.zero_grad()
            (
                sum(w * loss for w, loss in zip((1, 1, ASIDE), losses, strict=True))
                / max(cues, course.floor)
            ).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            rates.step()
            step += 1
            _average(mean, net, min(course.kept, (1 + step) / (10 + step)))
            sums += [*(loss.item() for loss in losses), cues]
        cue, role, aside = sums[:3] / sums[3]
        figures = f"loss a cue: cue {cue:.3f}, roles {role:.3f}, aside {aside:.3f}"
        tell(f"pass {n} of {course.passes}: {figures}; {time.monotonic() - start:.0f} s")
    return mean


def _draw(course, n, sets):
    """The batches of one pass as (number of the set, units): each article once, some of them varied."""
    chance = random.Random(course.seed * 1000 + n)
    weights = [ORIGINAL, *((1 - ORIGINAL) / (len(sets) - 1) for _ in sets[1:])]
    chosen = chance.choices(range(len(sets)), weights, k=1 + max(sets[0].article))
    drawn = []
    for k, examples in enumerate(sets):
        units = [u for u, a in enumerate(examples.article) if chosen[a] == k]
        groups = batches(examples, units, course.tokens, chance.randrange(2**32))
        drawn += [(k, group) for group in groups]
    chance.shuffle(drawn)
    return drawn


def _losses(net, batch):
    """Summed losses of cue labels, roles and labels aside, and the number of cues."""
    scores, states = net(batch)
    cue = cross_entropy(scores, batch.cues, reduction="sum")
    aside = cross_entropy(net.aside(states), batch.aside, reduction="sum")
    asked = batch.asked
    if asked is None:
        return (cue, torch.zeros(()), aside), 0
    fill, lengths = asked.padding.fill, torch.from_numpy(asked.lengths)
    logits = net.roles(states, asked)
    roles = net.roles.field.loss(
        fill(logits), fill(asked.single), fill(asked.double), lengths
    ).sum()
    return (cue, roles, aside), len(asked.lengths)


@torch.no_grad()
def know_words(net: Network, vectors: np.ndarray) -> None:
    """Set the vectors of the first words of the vocabulary."""
    net.words.weight[1 : len(vectors) + 1] = torch.from_numpy(vectors)


@torch.no_grad()
def _average(mean, net, kept):
    for ours, new in zip(mean.parameters(), net.parameters(), strict=True):
        if new.requires_grad:
            ours.lerp_(new, 1 - kept)


@torch.no_grad()
def label_softly(teachers: Sequence[Network], examples: Examples) -> Examples:
    """The examples with what the teachers say, on average: of all tokens as cues, of all cues' roles.

    Cues that the teachers see and nobody marked are added.
    """
    torch.set_num_threads(1)
    if examples.soft_cues is None:
        examples.soft_cues = np.zeros((len(examples.cues), 3), np.float16)
    for units in batches(examples, list(range(len(examples.units))), TOKENS, seed=0):
        batch = Batch(examples, units)
        read = [teacher(batch) for teacher in teachers]
        likely = torch.stack([scores.softmax(dim=1) for scores, _ in read]).mean(dim=0)
        examples.soft_cues[batch.index] = likely.numpy()
        for u in units:
            examples.asked[u] += _proposed(examples, *examples.units[u])
        asked = AskedBatch.of(examples, units, batch, unmarked=True)
        if asked:
            _label_roles(teachers, [states for _, states in read], asked)
    return examples


def _proposed(examples, first, last):
    """Cues of a unit that the teachers see and nobody marked."""
    marked = examples.cues[first:last] != OUT
    likely = 1 - examples.soft_cues[first:last, OUT].astype(np.float32)
    seen = np.flatnonzero((likely >= PROPOSED) & ~marked) + first
    runs = np.split(seen, np.flatnonzero(np.diff(seen) > 1) + 1) if len(seen) else []
    heads = examples.columns.head
    return [Asked(int(r[0]), int(r[-1]) + 1, cue_head(heads, r[0], r[-1]), None) for r in runs]


def _label_roles(teachers, states, asked):
    lengths, take = torch.from_numpy(asked.lengths), asked.padding.take
    single, double = 0, 0
    for teacher, read in zip(teachers, states, strict=True):
        scores = asked.padding.fill(teacher.roles(read, asked))
        one, two = teacher.roles.field.marginals(scores, lengths)
        single, double = single + take(one) / len(teachers), double + take(two) / len(teachers)
    ends = np.cumsum(asked.lengths)
    for each, start, end in zip(asked.each, ends - asked.lengths, ends, strict=True):
        each.single = single[start:end].numpy().astype(np.float16)
        each.double = double[start:end].numpy().astype(np.float16)


@torch.no_grad()
def check_same(net: Network, runtime, examples: Examples) -> None:
    """Hold that the package's network in numpy reads a unit as this one does.

    Args:
        runtime: an `onrecord.reading.attribution.network.Network` with the same weights.

    Raises:
        ValueError: their states differ by more than rounding.
    """
    unit = max(range(len(examples.units)), key=lambda u: len(examples.asked[u]))
    _, states = net(Batch(examples, [unit]))
    index = np.arange(*examples.units[unit])
    apart = np.abs(runtime.read(examples.columns, index, Rows([len(index)])) - states.numpy()).max()
    if apart > ROUNDING:
        raise ValueError(
            f"torch and numpy differ by {apart}: the package would not run what was trained."
        )

"""The ranking network of entities in PyTorch, and how it learns from marked mentions.

The same as `src/onrecord/reading/entities/ranking.py`, which says from where it is. It learns from two kinds
of marks, each so that all that is right gets the probability together (Durrett and Klein 2013):

- where every mention is marked, the candidates that mean the same as a phrase, or none where no
  candidate does;
- where only some phrases are, and by name (`told`), the names that are right, whether a phrase takes
  them up itself or by another phrase that does. What `he` means is that way told by what the `he`
  before it means, and nobody need mark that one. A name that comes later may be what a phrase means
  as well, where that name takes it up.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from onrecord.reading.entities.pairs import Pairs
from onrecord.reading.entities.ranking import Ranking as Runtime
from training.phrase_examples import Chains, Example

WARM_UP = 50  # steps
CLIP = 1.0
EPSILON = 1e-9
ROUNDING = 1e-3  # two ways of computing one score differ by less


@dataclass(frozen=True)
class Course:
    """How networks learn. Several are shipped as one; `weight` is how much one phrase told by name counts."""

    networks: int = 2
    passes: int = 10
    hidden: int = 64
    dropout: float = 0.4
    rate: float = 2e-3
    decay: float = 1e-4
    weight: float = 0.03
    seed: int = 1


class Ranking(nn.Module):
    """See `onrecord.reading.entities.ranking.Ranking`."""

    def __init__(self, mention: int, pair: int, course: Course):
        super().__init__()
        self.anaphor = nn.Linear(mention, course.hidden)
        self.candidate = nn.Linear(mention, course.hidden, bias=False)
        self.pair = nn.Linear(pair, course.hidden, bias=False)
        self.out = nn.Linear(course.hidden, 1, bias=False)
        self.direct = nn.Linear(pair, 1, bias=False)
        self.none = nn.Linear(mention, course.hidden)
        self.none_out = nn.Linear(course.hidden, 1, bias=False)
        self.drop = nn.Dropout(course.dropout)

    def forward(self, mentions, anaphors, candidates, features):
        """Score of each pair, and of none for each phrase."""
        hidden = self.anaphor(mentions)[anaphors] + self.candidate(mentions)[candidates]
        hidden = self.drop(torch.relu(hidden + self.pair(features)))
        none = self.none_out(self.drop(torch.relu(self.none(mentions))))
        return self.out(hidden)[:, 0] + self.direct(features)[:, 0], none[:, 0]


def learn(
    examples: Sequence[Example], course: Course, report: Callable = lambda *_: None
) -> dict[str, np.ndarray]:
    """Train networks; their weights as one. Same examples, course, versions and machine, same weights.

    Args:
        report: called after each pass with its number from 1, and the mean loss of the examples.
    """
    sets = [_tensors(e) for e in examples if len(e.pairs.anaphors)]
    seeds = range(course.seed, course.seed + course.networks)
    nets = [_train(sets, course, seed, report) for seed in seeds]
    weights = as_one(
        [{name: w.detach().numpy() for name, w in n.state_dict().items()} for n in nets]
    )
    check_same(nets, Runtime(weights), examples[0].pairs)
    return weights


def as_one(nets: Sequence[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The weights of one network whose scores are the mean of those of several."""
    size = len(nets)
    weights = {}
    for name in nets[0]:
        arrays = [net[name] for net in nets]
        if name == "direct.weight":
            weights[name] = sum(arrays) / size
        elif name in ("out.weight", "none_out.weight"):
            weights[name] = np.concatenate(arrays, axis=1) / size
        else:
            weights[name] = np.concatenate(arrays)
    return weights


def _train(sets, course, seed, report):
    torch.manual_seed(seed)
    order, sets = random.Random(seed), [*sets]
    net = Ranking(sets[0][0][0].shape[1], sets[0][0][3].shape[1], course)
    steps = course.passes * len(sets)
    optimizer = torch.optim.AdamW(net.parameters(), lr=course.rate, weight_decay=course.decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
    )
    for number in range(1, course.passes + 1):
        order.shuffle(sets)
        losses = []
        for inputs, right, chains in sets:
            scores, none = net(*inputs)
            if chains is None:
                loss = _loss(scores, none, inputs[1], right)
            else:
                loss = _loss_of_told(scores, none, inputs[1], chains).sum() * course.weight
            losses.append(loss.item())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), CLIP)
            optimizer.step()
            schedule.step()
        report(number, sum(losses) / len(losses))
    return net.eval()


@torch.no_grad()
def check_same(nets: Sequence[Ranking], runtime: Runtime, pairs: Pairs) -> None:
    """Hold that the package's network in numpy scores the pairs of an article as these do on average.

    Raises:
        ValueError: their scores differ by more than rounding.
    """
    ours = [
        torch.stack(scores).mean(0)
        for scores in zip(*(n(*_inputs(pairs)) for n in nets), strict=True)
    ]
    both = zip(ours, runtime(pairs), strict=True)
    apart = max(np.abs(one.numpy() - other).max(initial=0) for one, other in both)
    if apart > ROUNDING:
        raise ValueError(
            f"torch and numpy differ by {apart}: the package would not run what was trained."
        )


def _tensors(example):
    """Mentions, anaphors, candidates, features; whether each pair means the same; chains."""
    pairs, meant = example.pairs, example.meant
    right = (
        None
        if meant is None
        else torch.from_numpy(meant[pairs.anaphors] == meant[pairs.candidates])
    )
    chains = example.chains and example.chains.map(torch.from_numpy)
    return _inputs(example.pairs), right, chains


def _inputs(p):
    arrays = (p.mentions, p.anaphors, p.candidates, p.features)
    return tuple(torch.from_numpy(np.ascontiguousarray(a)) for a in arrays)


def _loss(scores, none, anaphors, right):
    """Mean over the phrases with candidates of -log(probability of what is right)."""
    each, of_none, total = _exponents(scores, none, anaphors)
    together = torch.zeros(len(none)).scatter_add(0, anaphors, each * right)
    taken_up = torch.zeros(len(none)).scatter_reduce(0, anaphors, right.float(), "amax") > 0
    wanted = torch.where(taken_up, together, of_none)
    asked = torch.zeros(len(none), dtype=torch.bool).index_fill(0, anaphors, True)
    return (torch.log(total + EPSILON) - torch.log(wanted + EPSILON))[asked].mean()


def _exponents(scores, none, anaphors):
    """Of each pair, of none for each phrase, and the sum of both for each phrase."""
    best = none.detach().scatter_reduce(0, anaphors, scores.detach(), "amax")
    each, of_none = torch.exp(scores - best[anaphors]), torch.exp(none - best)
    return each, of_none, of_none.scatter_add(0, anaphors, each)


def _loss_of_told(scores, none, anaphors, chains: Chains):
    """-log(probability of the right names) of each phrase that is told."""
    each, _, total = _exponents(scores, none, anaphors)
    likely = each / total[anaphors]
    size, names = chains.size
    through = torch.zeros(size * size).index_add(0, chains.through, likely[chains.through_pairs])
    direct = torch.zeros(size * names).index_add(0, chains.direct, likely[chains.direct_pairs])
    through = (through + chains.sure_through).view(size, size)
    direct = (direct + chains.sure_direct).view(size, names)
    meant = torch.linalg.solve_triangular(
        torch.eye(size) - through, direct, upper=False, unitriangular=True
    )[chains.asked]
    later = torch.zeros(meant.numel()).index_add(0, chains.later, likely[chains.later_pairs])
    meant = meant + (1 - meant.sum(1, keepdim=True)).clamp(min=0) * later.view_as(meant)
    meant = torch.cat([meant, (1 - meant.sum(1, keepdim=True)).clamp(min=0)], 1)
    return -torch.log((meant * chains.right).sum(1) + EPSILON)

"""The ranking network of entities in PyTorch, and how it learns from marked mentions.

The same as `src/onrecord/reading/entities/ranking.py`, which says from where it is. It learns so that the
candidates that mean the same as a phrase get the probability together, or none does where no
candidate means the same (Durrett and Klein 2013).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from onrecord.reading.entities.pairs import Pairs
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.ranking import Ranking as Runtime

WARM_UP = 50  # steps
CLIP = 1.0
EPSILON = 1e-9
ROUNDING = 1e-3  # two ways of computing one score differ by less


@dataclass(frozen=True)
class Example:
    """One marked article: `meant` has a number for what each phrase means, the same for the same."""

    name: str
    article: PhrasedArticle
    pairs: Pairs
    meant: np.ndarray


@dataclass(frozen=True)
class Course:
    """How a network learns."""

    passes: int = 40
    hidden: int = 96
    dropout: float = 0.4
    rate: float = 2e-3
    decay: float = 1e-4
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


def learn(examples: Sequence[Example], course: Course) -> dict[str, np.ndarray]:
    """Train a network; its weights by name. Same examples, course, versions and machine, same weights."""
    torch.manual_seed(course.seed)
    order = random.Random(course.seed)
    sets = [_tensors(e) for e in examples if len(e.pairs.anaphors)]
    net = Ranking(sets[0][0].shape[1], sets[0][3].shape[1], course)
    steps = course.passes * len(sets)
    optimizer = torch.optim.AdamW(net.parameters(), lr=course.rate, weight_decay=course.decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
    )
    for _ in range(course.passes):
        order.shuffle(sets)
        for *inputs, right in sets:
            loss = _loss(*net(*inputs), inputs[1], right)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), CLIP)
            optimizer.step()
            schedule.step()
    weights = {name: w.detach().numpy() for name, w in net.state_dict().items()}
    check_same(net, Runtime(weights), examples[0])
    return weights


@torch.no_grad()
def check_same(net: Ranking, runtime: Runtime, example: Example) -> None:
    """Hold that the package's network in numpy scores the pairs of an article as this one does.

    Raises:
        ValueError: their scores differ by more than rounding.
    """
    inputs = _tensors(example)[:4]
    net.eval()
    both = zip(net(*inputs), runtime(example.pairs), strict=True)
    apart = max(np.abs(ours.numpy() - theirs).max(initial=0) for ours, theirs in both)
    if apart > ROUNDING:
        raise ValueError(
            f"torch and numpy differ by {apart}: the package would not run what was trained."
        )


def _tensors(example):
    """Mentions, anaphors, candidates, features; and whether each pair means the same."""
    p = example.pairs
    right = example.meant[p.anaphors] == example.meant[p.candidates]
    arrays = (p.mentions, p.anaphors, p.candidates, p.features, right)
    return tuple(torch.from_numpy(np.ascontiguousarray(a)) for a in arrays)


def _loss(scores, none, anaphors, right):
    """Mean over the phrases with candidates of -log(probability of what is right)."""
    size = len(none)
    best = none.detach().scatter_reduce(0, anaphors, scores.detach(), "amax")
    each, of_none = torch.exp(scores - best[anaphors]), torch.exp(none - best)
    total = of_none.scatter_add(0, anaphors, each)
    together = torch.zeros(size).scatter_add(0, anaphors, each * right)
    taken_up = torch.zeros(size).scatter_reduce(0, anaphors, right.float(), "amax") > 0
    wanted = torch.where(taken_up, together, of_none)
    asked = torch.zeros(size, dtype=torch.bool).index_fill(0, anaphors, True)
    return (torch.log(total + EPSILON) - torch.log(wanted + EPSILON))[asked].mean()

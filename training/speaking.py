"""The speaking network in PyTorch, and how it learns from marked speakers.

The same as `src/onrecord/reading/entities/speaking.py`, which says what it is. It learns so that
the candidates that a source means get the probability together; where it means nobody with a name,
nobody and all without a name do.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import nn

from training.marked_speakers import SpeakingExample

WARM_UP = 50  # steps
CLIP = 1.0
EPSILON = 1e-9
ROUNDING = 1e-3  # two ways of computing one probability differ by less


@dataclass(frozen=True)
class SpeakingCourse:
    """How a network learns."""

    passes: int = 25
    hidden: int = 48
    hidden_of_nobody: int = 24
    dropout: float = 0.4
    dropout_of_features: float = 0.1
    rate: float = 3e-3
    decay: float = 1e-3
    articles: int = 8  # in one step
    networks: int = 3
    seed: int = 1


class SpeakingNetwork(nn.Module):
    """See `onrecord.reading.entities.speaking.Speaking`."""

    def __init__(self, features: int, facts: int, course: SpeakingCourse):
        super().__init__()
        self.pair = nn.Linear(features, course.hidden)
        self.fact = nn.Linear(facts, course.hidden, bias=False)
        self.out = nn.Linear(course.hidden, 1, bias=False)
        self.direct = nn.Linear(features, 1, bias=False)
        self.none = nn.Linear(facts, course.hidden_of_nobody)
        self.none_out = nn.Linear(course.hidden_of_nobody, 1)
        self.drop = nn.Dropout(course.dropout)
        self.drop_features = nn.Dropout(course.dropout_of_features)

    def forward(self, features, facts, question):
        """Score of each pair, and of nobody for each source."""
        hidden = self.pair(self.drop_features(features)) + self.fact(facts)[question]
        none = self.none_out(self.drop(torch.relu(self.none(facts))))
        return (self.out(self.drop(torch.relu(hidden))) + self.direct(features))[:, 0], none[:, 0]


def learn_speaking(
    examples: Sequence[SpeakingExample | None], course: SpeakingCourse
) -> dict[str, np.ndarray]:
    """Train some networks, and put them into one that gives the mean of their scores; its weights by name.

    Same examples, course, versions and machine, same weights.
    """
    learned = [e for e in examples if e is not None and e.marked.any()]
    several = [_learn(learned, course, course.seed + n) for n in range(course.networks)]
    whole = {}
    for name, first in several[0].items():
        each = [weights[name] for weights in several]
        if name in ("direct.weight", "none_out.bias"):
            whole[name] = np.mean(each, axis=0, dtype=first.dtype)
        elif name in ("out.weight", "none_out.weight"):
            whole[name] = np.concatenate(each, axis=1) / len(each)
        else:
            whole[name] = np.concatenate(each)
    return whole


def _learn(examples, course, seed):
    torch.manual_seed(seed)
    order, examples = random.Random(seed), list(examples)
    shape = examples[0].features.shape[1], examples[0].facts.shape[1]
    net = SpeakingNetwork(*shape, course)
    steps = course.passes * -(-len(examples) // course.articles)
    optimizer = torch.optim.AdamW(net.parameters(), lr=course.rate, weight_decay=course.decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
    )
    for _ in range(course.passes):
        order.shuffle(examples)
        for at in range(0, len(examples), course.articles):
            loss = _loss(net, _together(examples[at : at + course.articles]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), CLIP)
            optimizer.step()
            schedule.step()
    return {name: w.detach().numpy() for name, w in net.state_dict().items()}


@torch.no_grad()
def check_same(
    weights: dict[str, np.ndarray], example: SpeakingExample, course: SpeakingCourse, share: float
) -> None:
    """Hold that the package's network in numpy makes of a first source what this one does.

    Args:
        share: the probability of the first source's likeliest candidate with a name, in the package.

    Raises:
        ValueError: it is none of the probabilities here, but for rounding.
    """
    sizes = example.features.shape[1], example.facts.shape[1]
    wide = {"hidden": len(weights["pair.bias"]), "hidden_of_nobody": len(weights["none.bias"])}
    net = SpeakingNetwork(*sizes, replace(course, **wide)).eval()
    net.load_state_dict({name: torch.from_numpy(w) for name, w in weights.items()})
    features, facts, question, *_ = _together([example])
    scores, none = net(features, facts, question)
    shares = torch.softmax(torch.cat([scores[question == 0], none[:1]]), 0)
    apart = float((shares - share).abs().min())
    if apart > ROUNDING:
        raise ValueError(
            f"torch and numpy differ by {apart}: the package would not run what was trained."
        )


def _together(examples):
    """One example of several, as tensors."""
    sizes = np.cumsum([0, *(len(e.facts) for e in examples)])
    question = np.concatenate([e.question + n for e, n in zip(examples, sizes, strict=False)])
    fields = (
        [getattr(e, f) for e in examples]
        for f in ("features", "facts", "right", "nobody", "marked")
    )
    features, facts, *flags = (
        torch.from_numpy(np.concatenate(f).astype(np.float32)) for f in fields
    )
    return features, facts, torch.from_numpy(question), *flags


def _loss(net, batch):
    """Mean over the marked sources of -log(probability of what is right)."""
    features, facts, question, right, nobody, marked = batch
    scores, none = net(features, facts, question)
    best = none.detach().scatter_reduce(0, question, scores.detach(), "amax")
    each, of_none = torch.exp(scores - best[question]), torch.exp(none - best)
    total = of_none.scatter_add(0, question, each)
    wanted = (of_none * nobody).scatter_add(0, question, each * right)
    loss = torch.log(total + EPSILON) - torch.log(wanted + EPSILON)
    return (loss * marked).sum() / marked.sum().clamp(min=1)

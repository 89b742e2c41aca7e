"""The attribution network in torch, for training; `reading.attribution.network` runs the same weights.

Two LSTM layers read a paragraph; cue tokens are labelled; for each cue the tokens are labelled as
source, content or neither, with a linear-chain conditional random field over them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from onrecord.reading.attribution.cues import LEXICON_FRAMES
from onrecord.reading.attribution.features import (
    DISTANCES,
    DOWNS,
    POSITIONS,
    QUOTE_RELATIONS,
    QUOTES,
    SHAPES,
    UPS,
)
from onrecord.tables.schema import ACTS

VECTOR = 96  # width of the pipeline's vectors


@dataclass(frozen=True)
class Size:
    """How wide the network is."""

    words: int
    tags: int
    deps: int
    ents: int
    word: int = 64
    embedded: int = 160
    hidden: int = 128
    role: int = 96
    role_hidden: int = 48
    dropout: float = 0.3


class Network(nn.Module):
    """Weights by the names that the package reads (see `exported`)."""

    def __init__(self, size: Size):
        super().__init__()
        d, self.size = size.embedded, size
        self.words = nn.Embedding(size.words, size.word)
        nn.init.normal_(self.words.weight, std=0.3)
        self.word = nn.Linear(size.word, d, bias=False)
        self.head_word = nn.Linear(size.word, d, bias=False)
        self.vectors = nn.Linear(VECTOR, d)
        self.head_vectors = nn.Linear(VECTOR, d, bias=False)
        counts = {
            "tag": size.tags, "dep": size.deps, "ent": size.ents, "shape": SHAPES,
            "quote": QUOTES, "act": 1 + len(ACTS), "frames": 1 + 2 ** len(LEXICON_FRAMES),
            "place": POSITIONS, "head_tag": size.tags, "head_dep": size.deps,
        }  # fmt: skip
        self.tables = nn.ModuleDict({n: _table(count, d) for n, count in counts.items()})
        self.lstm = nn.ModuleList([Both(d, size.hidden), Both(2 * size.hidden, size.hidden)])
        self.cue = nn.Linear(2 * size.hidden, 3)
        self.aside = nn.Linear(2 * size.hidden, 3)
        # Fitted afterwards, by `train_reported`; until then every cue passes.
        self.reported = nn.ParameterList([torch.zeros(1, 2 * size.hidden), torch.zeros(1)])
        self.roles = Roles(size)

    def groups(self, rate: float) -> list[dict]:
        """What is learned, as torch's optimizers take it, with the highest rate of each."""
        return [{"params": [p for p in self.parameters() if p.requires_grad], "lr": rate}]

    def embed(self, batch):
        """One vector a token, of its features and its head's."""
        x = functional.relu(self.summed(batch))
        return functional.dropout(x, self.size.dropout, self.training)

    def summed(self, batch):
        """What all that is known of each token adds up to."""
        words = functional.dropout(self.words(batch.word), 0.1, self.training)
        x = self.vectors(batch.vectors) + self.word(words)
        heads = self.head_vectors(batch.vectors) + self.head_word(words)
        heads = heads + self.tables["head_tag"](batch.tag) + self.tables["head_dep"](batch.dep)
        x = x + heads[batch.head_place]
        for name in ("tag", "dep", "ent", "shape", "quote", "act", "frames", "place"):
            x = x + self.tables[name](getattr(batch, name))
        return x

    def forward(self, batch):
        """Scores of the cue labels and states, tokens x values."""
        x = self.embed(batch)
        for lstm in self.lstm:
            x = functional.dropout(lstm(x, batch.padding), self.size.dropout, self.training)
        return self.cue(x), x

    @torch.no_grad()
    def forget_reported(self) -> None:
        """Let every cue be one where something is reported: what was fitted read other states."""
        for each in self.reported:
            each.zero_()

    @torch.no_grad()
    def load(self, arrays: Mapping[str, np.ndarray]) -> "Network":
        """Take the weights that `exported` gave, to learn on from them."""
        for name, weight in (self._plain() | self.roles.plain()).items():
            weight.copy_(torch.from_numpy(arrays[name]))
        for name, lstm in (
            ("lstm0", self.lstm[0]),
            ("lstm1", self.lstm[1]),
            ("role.lstm", self.roles.lstm),
        ):
            lstm.load(name, arrays)
        return self

    def exported(self) -> dict:
        """Weights as numpy arrays, by the names that `onrecord.reading.attribution.network` reads."""
        w = self._plain()
        for n, lstm in enumerate(self.lstm):
            w |= lstm.exported(f"lstm{n}")
        w |= self.roles.plain() | self.roles.lstm.exported("role.lstm")
        return {name: t.detach().float().numpy().copy() for name, t in w.items()}

    def _plain(self):
        """All but the LSTMs and the roles, by name."""
        w = {
            "words": self.words.weight, "word.weight": self.word.weight,
            "head_word.weight": self.head_word.weight, "vectors.weight": self.vectors.weight,
            "bias": self.vectors.bias, "head_vectors.weight": self.head_vectors.weight,
            "cue.weight": self.cue.weight, "cue.bias": self.cue.bias,
            "reported.weight": self.reported[0], "reported.bias": self.reported[1],
        }  # fmt: skip
        return w | {name: table.weight for name, table in self.tables.items()}


class Roles(nn.Module):
    """Source and content of a cue."""

    def __init__(self, size: Size):
        super().__init__()
        h, r = 2 * size.hidden, size.role
        self.dropout = size.dropout
        self.token = nn.Linear(h, r)
        self.pair = nn.Linear(h, r, bias=False)
        self.cue = nn.Linear(2 * h, r, bias=False)
        self.cue_pair = nn.Linear(2 * h, r, bias=False)
        counts = {
            "branch": UPS * size.deps + 3, "down": DOWNS + 1, "distance": DISTANCES,
            "quote": QUOTE_RELATIONS, "cue": 1,
        }  # fmt: skip
        self.paths = nn.ModuleDict({n: _table(count, r) for n, count in counts.items()})
        self.lstm = Both(r, size.role_hidden)
        self.out = nn.Linear(r, 3)
        self.out_lstm = nn.Linear(2 * size.role_hidden, 3, bias=False)
        self.field = Field()

    def forward(self, states, asked):
        """Scores of the role labels for all pairs of cue and token, laid one cue after the other."""
        cue = torch.cat([states[asked.head], asked.mean @ states], dim=1)
        own, pair = self.token(states), self.pair(states)
        x = own[asked.token] + self.cue(cue)[asked.row]
        x = x + pair[asked.token] * self.cue_pair(cue)[asked.row]
        for name in ("branch", "down", "distance", "quote"):
            x = x + self.paths[name](getattr(asked, name))
        x = x + asked.in_cue[:, None] * self.paths["cue"].weight[0]
        x = functional.dropout(functional.relu(x), self.dropout / 2, self.training)
        seen = self.lstm(x, asked.padding)
        seen = functional.dropout(seen, self.dropout / 2, self.training)
        return self.out(x) + self.out_lstm(seen)

    def plain(self):
        """All but the LSTM, by name."""
        w = {
            "role.token.weight": self.token.weight, "role.bias": self.token.bias,
            "role.pair.weight": self.pair.weight, "role.cue.weight": self.cue.weight,
            "role.cue_pair.weight": self.cue_pair.weight, "role.out.weight": self.out.weight,
            "role.out.bias": self.out.bias, "role.out_lstm.weight": self.out_lstm.weight,
            "role.moves": self.field.moves, "role.first": self.field.first,
            "role.last": self.field.last,
        }  # fmt: skip
        w |= {f"paths.{name}": table.weight for name, table in self.paths.items()}
        w["paths.cue"] = self.paths["cue"].weight[0]
        return w


class Both(nn.Module):
    """An LSTM forth and one back, over sequences laid one after the other."""

    def __init__(self, width, hidden):
        super().__init__()
        self.forth = nn.LSTM(width, hidden)
        self.back = nn.LSTM(width, hidden)
        for lstm in (self.forth, self.back):
            nn.init.orthogonal_(lstm.weight_hh_l0)
            with torch.no_grad():
                lstm.bias_ih_l0[hidden : 2 * hidden] = 1.0

    def forward(self, x, padding):
        forth, _ = self.forth(padding.fill(x))
        back, _ = self.back(padding.fill(x, turned=True))
        return torch.cat([padding.take(forth), padding.take(back, turned=True)], dim=1)

    def load(self, name, arrays):
        """Take the weights that `exported` gave."""
        for way, lstm in (("forth", self.forth), ("back", self.back)):
            parts = {
                "weight": lstm.weight_ih_l0, "recurrent": lstm.weight_hh_l0, "bias": lstm.bias_ih_l0,
            }  # fmt: skip
            for part, t in parts.items():
                i, f, o, c = torch.from_numpy(arrays[f"{name}.{way}.{part}"]).float().chunk(4)
                t.copy_(torch.cat([2 * i, 2 * f, c, 2 * o]))
            lstm.bias_hh_l0.zero_()

    def exported(self, name):
        """Gates in the order input, forget, output, cell, the first three halved."""
        w = {}
        for way, lstm in (("forth", self.forth), ("back", self.back)):
            parts = {
                "weight": lstm.weight_ih_l0, "recurrent": lstm.weight_hh_l0,
                "bias": lstm.bias_ih_l0 + lstm.bias_hh_l0,
            }  # fmt: skip
            for part, t in parts.items():
                i, f, c, o = t.detach().chunk(4)
                w[f"{name}.{way}.{part}"] = torch.cat([i / 2, f / 2, o / 2, c])
        return w


class Field(nn.Module):
    """A linear-chain conditional random field over three labels (Lafferty et al. 2001).

    Everywhere, `scores` are time x sequences x labels, and `lengths` say how long each is.
    """

    def __init__(self):
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(3, 3))
        self.first = nn.Parameter(torch.zeros(3))
        self.last = nn.Parameter(torch.zeros(3))

    def loss(self, scores, single, double, lengths):
        """Cross entropy to given marginals, one value a sequence.

        Args:
            single: time x sequences x labels, the probability of each label.
            double: time x sequences x labels x labels, of each label (last) after each; zero at the start.
        """
        at = torch.arange(len(lengths))
        total = scores[0] + self.first
        for step in range(1, len(scores)):
            going = step < lengths
            new = torch.logsumexp(total[:, :, None] + self.moves, dim=1) + scores[step]
            total = torch.where(going[:, None], new, total)
        expected = (scores * single).sum(dim=(0, 2)) + (self.moves * double).sum(dim=(0, 2, 3))
        expected = expected + single[0] @ self.first
        expected = expected + single[lengths - 1, at] @ self.last
        return torch.logsumexp(total + self.last, dim=1) - expected

    @torch.no_grad()
    def marginals(self, scores, lengths):
        """The probability of each label, and of each label after each, as `loss` takes them."""
        steps, rows, _ = scores.shape
        at = torch.arange(rows)
        forth = [scores[0] + self.first]
        for step in range(1, steps):
            ways = forth[-1][:, :, None] + self.moves
            forth.append(torch.logsumexp(ways, dim=1) + scores[step])
        back = [torch.zeros(rows, 3)] * steps
        nothing = torch.zeros(rows, 3)
        for step in reversed(range(steps)):
            ends = (step == lengths - 1)[:, None]
            if step + 1 < steps:
                ways = self.moves + (scores[step + 1] + back[step + 1])[:, None, :]
                nothing = torch.logsumexp(ways, dim=2)
            back[step] = torch.where(ends, self.last.expand(rows, 3), nothing)
        forth, back = torch.stack(forth), torch.stack(back)
        whole = torch.logsumexp(forth[lengths - 1, at] + self.last, dim=1)[:, None]
        single = torch.exp(forth + back - whole)
        double = torch.zeros(steps, rows, 3, 3)
        ways = forth[:-1, :, :, None] + self.moves + (scores[1:] + back[1:])[:, :, None, :]
        double[1:] = torch.exp(ways - whole[:, :, None])
        here = torch.arange(steps)[:, None] < lengths
        return single * here[..., None], double * here[..., None, None]


def _table(count, width):
    table = nn.Embedding(count, width)
    nn.init.normal_(table.weight, std=1 / math.sqrt(width))
    return table

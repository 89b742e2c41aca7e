"""The parse of many texts at once, as spaCy's own greedy parser finds it, in fewer steps.

spaCy's parser multiplies matrices by BLIS, which has no fast code for many processors (such as AMD's
since Zen 3), and takes four texts at a time. Here each step of all texts is one product of numpy's.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.pipeline import DependencyParser
    from spacy.tokens import Doc

AT_ONCE = 20_000  # tokens: what is computed of each before parsing takes 4 kB


class GreedyParser:
    """A `parser` of spaCy's with one hidden layer of two pieces; its transitions are its own."""

    def __init__(self, parser: "DependencyParser"):
        self._parser, model = parser, parser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weight, bias, nowhere = (lower.get_param(name) for name in ("W", "b", "pad"))
        self._features, self._hidden, _, width = weight.shape
        self._weight = np.ascontiguousarray(weight.swapaxes(1, 2).reshape(-1, width).T)
        self._bias = np.concatenate(bias.T)
        self._nowhere = nowhere[0].swapaxes(1, 2).reshape(self._features, -1)
        self._upper, self._upper_bias = upper.get_param("W").T, upper.get_param("b")

    def __call__(self, docs: Sequence["Doc"]) -> None:
        """Set heads, labels and sentences; tok2vec and tagger must have read the Docs."""
        todo = sorted((doc for doc in docs if len(doc)), key=len)
        while todo:
            group: list[Doc] = []
            tokens = 0
            while todo and (not group or tokens + len(todo[-1]) <= AT_ONCE):
                tokens += len(todo[-1])
                group.append(todo.pop())
            self._parser.set_annotations(group, self._parse(group))

    def _parse(self, docs):
        """The final state of each Doc."""
        step = self._parser.model.predict(docs[:1])  # it reads states
        tokens = self._parser.model.get_ref("tok2vec").predict(docs)
        size = self._features
        known = np.empty((len(tokens) + 1, size, len(self._bias)), np.float32)
        np.matmul(tokens, self._weight, out=known[1:].reshape(len(tokens), -1))
        known[0] = self._nowhere
        known[:, 0] += self._bias
        known, feature = known.reshape(-1, len(self._bias)), np.arange(size)
        states = self._parser.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            at = step.get_token_ids(going)  # states x features, -1 for none
            at += 1
            at *= size
            at += feature
            hidden = known.take(at, axis=0).sum(axis=1)
            hidden = np.maximum(hidden[:, : self._hidden], hidden[:, self._hidden :])
            scores = hidden @ self._upper
            scores += self._upper_bias
            going = self._parser.transition_states(going, scores)
        return states

"""Sequences of different lengths, read side by side: LSTM, softmax, and the likeliest labels.

`training/network.py` has the same in torch.
"""

import numpy as np


class Rows:
    """Sequences of different lengths that lie one after the other.

    Attributes:
        row, time: for each place, the number of its sequence and its place in that.
        forth, back: for each step of an LSTM that reads all sequences side by side, the places of
            the step, longest sequence first; `back` reads from the ends.
        active: how many sequences each step has.
    """

    def __init__(self, lengths):
        self.lengths = np.asarray(lengths)
        self.ends = np.cumsum(self.lengths)
        self.firsts = self.ends - self.lengths
        self.row = np.repeat(np.arange(len(self.lengths)), self.lengths)
        self.time = np.arange(self.ends[-1]) - self.firsts[self.row]
        longest = np.argsort(-self.lengths, kind="stable")
        steps = np.arange(self.lengths.max())[:, None]
        here = steps < self.lengths[longest]
        self.forth = (self.firsts[longest] + steps)[here]
        self.back = (self.ends[longest] - 1 - steps)[here]
        self.active = here.sum(axis=1).tolist()


class Lstm:
    """Forth and back at once, over sequences of different lengths.

    The gates stand in the order input, forget, output, cell, and those that are squashed between
    0 and 1 have halved weights: sigmoid(z) = (tanh(z / 2) + 1) / 2.
    """

    def __init__(self, weights, name):
        parts = ("weight", "recurrent", "bias")
        weight, recurrent, self._bias = (
            [np.asarray(weights[f"{name}.{way}.{part}"], np.float32) for way in ("forth", "back")]
            for part in parts
        )
        self._weight = [np.ascontiguousarray(w.T) for w in weight]
        self._recurrent = np.stack([np.ascontiguousarray(w.T) for w in recurrent])
        self._size = self._recurrent.shape[1]

    def __call__(self, x, rows):
        """States after each token, both ways beside each other, in the order of `x`."""
        size, n = self._size, len(x)
        gates = np.empty((2, n, 4 * size), np.float32)
        for way, order in enumerate((rows.forth, rows.back)):
            np.matmul(x[order], self._weight[way], out=gates[way])
            gates[way] += self._bias[way]
        seen = np.empty((2, n, size), np.float32)
        cell, product = np.zeros((2, 2, rows.active[0], size), np.float32)
        before = np.empty((2, rows.active[0], 4 * size), np.float32)
        hidden, start = None, 0
        for active in rows.active:
            z = gates[:, start : start + active]
            cell, product = cell[:, :active], product[:, :active]
            if hidden is not None:
                z += np.matmul(hidden[:, :active], self._recurrent, out=before[:, :active])
            np.tanh(z, out=z)
            squashed = z[..., : 3 * size]
            squashed += 1
            squashed *= 0.5
            cell *= z[..., size : 2 * size]
            cell += np.multiply(z[..., :size], z[..., 3 * size :], out=product)
            hidden = np.tanh(cell, out=seen[:, start : start + active])
            hidden *= z[..., 2 * size : 3 * size]
            start += active
        states = np.empty((n, 2 * size), np.float32)
        states[rows.forth, :size] = seen[0]
        states[rows.back, size:] = seen[1]
        return states


def softmax(x):
    x = np.exp(x - x.max(axis=1, keepdims=True))
    x /= x.sum(axis=1, keepdims=True)
    return x


def best_labels(scores, rows, moves, first, last):
    """The likeliest label of each token (Viterbi).

    Args:
        scores: tokens x labels.
        moves: score of each label (row) being followed by each (column).
        first, last: score of each label at the start, at the end.
    """
    scores, start = scores[rows.forth], rows.active[0]
    total, back = scores[:start] + first, [None]
    for active in rows.active[1:]:
        ways = total[:active, :, None] + moves
        back.append(ways.argmax(axis=1))
        total[:active] = ways.max(axis=1) + scores[start : start + active]
        start += active
    label = (total + last).argmax(axis=1)
    labels, at = np.empty(len(scores), dtype=np.int64), np.arange(len(total))
    for active, came in zip(reversed(rows.active), reversed(back), strict=True):
        start -= active
        labels[rows.forth[start : start + active]] = label[:active]
        if came is not None:
            label[:active] = came[at[:active], label[:active]]
    return labels

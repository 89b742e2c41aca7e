"""How the network that judges attributions inside others learns, in numpy.

`src/onrecord/reading/attribution/inside.py` runs what is learned here: one hidden layer over numbers
that are brought to one scale, and over the first principal components of what the attribution
network has read at a cue and of the vector of its word. Several networks give their mean.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

WARM_UP = 50  # steps
FIRST, SECOND, EPSILON = 0.9, 0.999, 1e-8  # of Adam (Kingma and Ba 2015)
LEAST_SCALE = 0.05  # a column that varies less is not stretched further


@dataclass(frozen=True)
class InsideCourse:
    """How a network learns."""

    passes: int = 10
    hidden: int = 48
    dropout: float = 0.5
    dropout_of_inputs: float = 0.3
    rate: float = 2e-3
    decay: float = 0.03
    batch: int = 128
    states: int = 24  # principal components
    words: int = 16
    networks: int = 3


def learn_inside(
    signs: Mapping[str, np.ndarray], right: np.ndarray, course: InsideCourse
) -> dict[str, np.ndarray]:
    """Train some networks on openings; their weights side by side, by name.

    Args:
        signs: as `signs.read_signs` gives them, of many articles.
        right: whether each opening is an attribution with that content.
    """
    scales = {
        kind: _principal(columns, getattr(course, kind))
        if hasattr(course, kind)
        else _standard(columns)
        for kind, columns in sorted(signs.items())
    }
    x = np.hstack([(signs[kind] - mean) @ scale for kind, (mean, scale) in scales.items()])
    several = [_learn(x, right.astype(np.float32), course, 1 + n) for n in range(course.networks)]
    whole = {
        "out.weight": np.concatenate([out for _, _, out, _ in several]),
        "out.bias": np.concatenate([bias for _, _, _, bias in several]),
    }
    weight, bias = (
        np.hstack([w for w, _, _, _ in several]),
        np.concatenate([b for _, b, _, _ in several]),
    )
    at = 0
    for kind, (mean, scale) in scales.items():
        whole[f"{kind}.weight"] = scale @ weight[at : at + scale.shape[1]]
        bias = bias - mean @ whole[f"{kind}.weight"]
        at += scale.shape[1]
    return {**whole, "bias": bias}


def _standard(columns):
    return columns.mean(axis=0), np.diag(1 / np.maximum(columns.std(axis=0), LEAST_SCALE))


def _principal(columns, components):
    mean = columns.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(columns - mean, rowvar=False))
    axes = axes[:, ::-1][:, :components]
    return mean, axes / ((columns - mean) @ axes).std()


def _learn(x, y, course, seed):
    """Hidden weights and bias, and those of the output, by AdamW on the log loss."""
    draw = np.random.default_rng(seed)
    x = x.astype(np.float32)
    weights = [
        draw.uniform(-1, 1, size).astype(np.float32) / np.float32(np.sqrt(size[0]))
        for size in ((x.shape[1], course.hidden), (course.hidden,))
    ]
    weights = [weights[0], np.zeros(course.hidden, np.float32), weights[1], np.zeros(1, np.float32)]
    mean, square = ([np.zeros_like(w) for w in weights] for _ in range(2))
    steps, step = course.passes * -(-len(x) // course.batch), 0
    for _ in range(course.passes):
        order = draw.permutation(len(x))
        for at in range(0, len(x), course.batch):
            some, step = order[at : at + course.batch], step + 1
            rate = course.rate * min(1, step / WARM_UP) * max(0.02, 1 - step / steps)
            for k, slope in enumerate(_slopes(weights, x[some], y[some], course, draw)):
                mean[k] = FIRST * mean[k] + (1 - FIRST) * slope
                square[k] = SECOND * square[k] + (1 - SECOND) * slope**2
                change = mean[k] / (1 - FIRST**step)
                change /= np.sqrt(square[k] / (1 - SECOND**step)) + EPSILON
                weights[k] = weights[k] * (1 - rate * course.decay) - rate * change
    return weights


def _slopes(weights: Sequence[np.ndarray], x, y, course, draw):
    """Gradients of the mean log loss, with dropout."""
    weight, bias, out, out_bias = weights
    x = x * _kept(x.shape, course.dropout_of_inputs, draw)
    hidden = x @ weight + bias
    kept = _kept(hidden.shape, course.dropout, draw)
    seen = np.maximum(hidden, 0) * kept
    off = (1 / (1 + np.exp(-(seen @ out + out_bias))) - y) / len(y)
    back = np.outer(off, out) * kept * (hidden > 0)
    return x.T @ back, back.sum(axis=0), seen.T @ off, off.sum(keepdims=True)


def _kept(shape, dropout, draw):
    return (draw.random(shape, dtype=np.float32) >= dropout) / np.float32(1 - dropout)

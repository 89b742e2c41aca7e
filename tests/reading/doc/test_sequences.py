"""Sequences side by side: rows, LSTM and labels, against slow references."""

import itertools

import numpy as np
import pytest
from weights_examples import lstm_weights

from onrecord.reading.doc.sequences import Lstm, Rows, best_labels


def test_rows_know_their_sequences_and_the_steps_of_an_lstm():
    rows = Rows([2, 3, 1])
    assert (rows.row.tolist(), rows.time.tolist()) == ([0, 0, 1, 1, 1, 2], [0, 1, 0, 1, 2, 0])
    assert rows.active == [3, 2, 1]
    assert rows.forth.tolist() == [2, 0, 5, 3, 1, 4]
    assert rows.back.tolist() == [4, 1, 5, 3, 0, 2]


@pytest.mark.parametrize("seed", range(20))
def test_labels_are_the_best_of_all_sequences_of_labels(seed):
    chance = np.random.default_rng(seed)
    labels = int(chance.integers(2, 4))
    lengths = chance.integers(1, 6, 7)
    scores = chance.normal(size=(lengths.sum(), labels))
    moves, first, last = (2 * chance.normal(size=s) for s in ((labels, labels), labels, labels))

    def total(sequence, own):
        steps = sum(moves[a, b] for a, b in itertools.pairwise(sequence))
        return (
            sum(own[k, label] for k, label in enumerate(sequence))
            + steps
            + (first[sequence[0]] + last[sequence[-1]])
        )

    found = best_labels(scores, Rows(lengths), moves, first, last)
    expected = []
    for own in np.split(scores, np.cumsum(lengths)[:-1]):
        every = itertools.product(range(labels), repeat=len(own))
        expected += max(every, key=lambda sequence, own=own: total(sequence, own))
    assert found.tolist() == expected


def test_impossible_move_is_gone_around():
    moves = np.zeros((3, 3))
    moves[1, 2] = -1e9
    scores = np.array([[0, 5, 0], [0, 0, 4], [0, 0, 4]], dtype=float)
    best = best_labels(scores, Rows([3]), moves, np.zeros(3), np.zeros(3))
    assert best.tolist() == [1, 0, 2]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def slow_lstm(x, weight, recurrent, bias):
    """One sequence, one step at a time, by the textbook; gates in the order i, f, o, cell, unhalved."""
    size = recurrent.shape[1]
    cell, hidden, states = np.zeros(size), np.zeros(size), []
    for row in x:
        i, f, o, c = np.split(weight @ row + recurrent @ hidden + bias, 4)
        cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(c)
        hidden = sigmoid(o) * np.tanh(cell)
        states.append(hidden)
    return np.array(states)


@pytest.mark.parametrize("lengths", [[1], [9], [3, 1, 7, 3], [2, 2, 2], [1, 12, 5]])
def test_lstm_is_that_of_the_textbook_both_ways(lengths):
    chance, width, hidden = np.random.default_rng(len(lengths)), 6, 4
    weights = {n: w.astype(np.float32) for n, w in lstm_weights(chance, "l", width, hidden).items()}
    x = chance.normal(size=(sum(lengths), width)).astype(np.float32)
    found = Lstm(weights, "l")(x.copy(), Rows(lengths))
    unhalved = np.repeat([2.0, 2.0, 2.0, 1.0], hidden)

    def slow(way, own):
        w, r, b = (
            weights[f"l.{way}.{part}"].astype(float) for part in ("weight", "recurrent", "bias")
        )
        return slow_lstm(own, w * unhalved[:, None], r * unhalved[:, None], b * unhalved)

    for own, states in zip(
        *(np.split(y, np.cumsum(lengths)[:-1]) for y in (x, found)), strict=True
    ):
        expected = np.concatenate([slow("forth", own), slow("back", own[::-1])[::-1]], axis=1)
        assert states == pytest.approx(expected, abs=1e-4)

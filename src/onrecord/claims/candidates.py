"""Which claims are worth comparing, from an index: never all pairs.

The index has each two of a statement's heaviest words and entities as a key. Claims under one key
are compared with the next few under it, in order of the corpus, so that the work grows with the
number of claims and not with its square, whatever a corpus repeats.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from onrecord.claims.likeness import STATEMENTS, Stated

HEAVIEST = 8  # words and entities of a statement whose pairs are keys
COMPARED = 16  # of those, what two statements are compared by
NEXT = 5  # claims under one key that one is compared with
SHARED, PLAIN = 3, 2  # words and entities that two claims share at least, and words alone
LEAST = 0.2  # share of the lighter statement, by weight, below which two are no candidates
BLOCK = 1_000_000  # places of the index that are read at once
CHUNK = 50_000  # pairs that are compared at once


def candidate_pairs(claims: Sequence[Stated], weights: Mapping[str, float]) -> np.ndarray:
    """Places of claims that share enough words to be compared: pairs x 2, each once, in order."""
    rows = _rows(claims, weights)
    found = [np.empty(0, np.int64)]
    for first, second in _under_one_key(rows.terms[:, :HEAVIEST]):
        able = _comparable(rows, first, second)
        first, second = first[able], second[able]
        alike = _alike(rows, first, second)
        a, b = rows.owners[first[alike]], rows.owners[second[alike]]
        found.append(np.unique(np.minimum(a, b) * len(claims) + np.maximum(a, b)))
    pairs = np.unique(np.concatenate(found))
    return np.stack(np.divmod(pairs, max(len(claims), 1)), axis=1)


class _Rows(NamedTuple):
    """The statements of all claims that have two terms or more, in order.

    Attributes:
        owners: place of the claim.
        terms: numbers of its words and entities, the heaviest first (rows x COMPARED); a place that
            none fills has a number of its own, below zero, so that it equals no other.
        weights: of these, 0 where there is none.
        words: whether each is a word.
        states, describes: of the statement and its claim.
        wording: equal for the same words in the same order.
    """

    owners: np.ndarray
    terms: np.ndarray
    weights: np.ndarray
    words: np.ndarray
    states: np.ndarray
    describes: np.ndarray
    wording: np.ndarray


def _rows(claims, weights):
    order = sorted(weights, key=lambda term: (-weights[term], term))
    numbers = {term: n for n, term in enumerate(order)}
    entities = {numbers[e] for claim in claims for e in claim.entities}
    kept, heaviest = [], []
    for n, claim in enumerate(claims):
        for statement in claim.statements[:STATEMENTS]:
            terms = {numbers[t] for t in claim.entities.union(statement.terms)}
            if len(terms) > 1:
                wording = hash(statement.terms)  # of two that are equal by chance, nothing comes
                kept.append((n, statement.states, claim.describes, wording))
                heaviest.append(sorted(terms)[:COMPARED])
    owners, states, describes, wording = np.array(kept, np.int64).reshape(-1, 4).T
    terms, filled = _table(heaviest)
    weight = np.array([*(weights[term] for term in order), 0], np.float32)
    word = np.ones(len(weight), bool)
    word[list(entities)] = False
    known = np.where(filled, terms, len(order))
    return _Rows(owners, terms, weight[known], word[known], states > 0, describes > 0, wording)


def _table(heaviest):
    """Lists of numbers as a table, and where one stands in it."""
    size = len(heaviest)
    counts = np.fromiter(map(len, heaviest), np.int64, size)
    filled = np.arange(COMPARED) < counts[:, None]
    table = -1 - np.arange(size * COMPARED, dtype=np.int32).reshape(size, COMPARED)
    table[filled] = np.fromiter(chain.from_iterable(heaviest), np.int32, counts.sum())
    return table, filled


def _under_one_key(terms) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows that share two terms: each with the next few, in order; a pair may come again."""
    index = _index(terms)
    for start in range(0, len(index), BLOCK):
        keys, rows = np.divmod(index[start : start + BLOCK + NEXT], max(len(terms), 1))
        for step in range(1, NEXT + 1):
            same = (keys[:-step] == keys[step:])[:BLOCK]
            ...

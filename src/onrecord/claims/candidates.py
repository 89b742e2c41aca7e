"""Which claims are worth comparing, from an index: never all pairs.

The index has each two of a statement's heaviest words and entities as a key. Claims under one key
are compared with the next few under it, in order of the corpus, so that the work grows with the
number of claims and not with its square, whatever a corpus repeats.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from onrecord.claims.likeness import STATEMENTS, Stated

HEAVIEST = 8  # words and entities of a statement whose pairs are keys
NEXT = 5  # claims under one key that one is compared with
LEAST = (
    0.2  # share of the lighter claim's heaviest words, by weight, below which two are no candidates
)
CHUNK = 200_000


def candidate_pairs(claims: Sequence[Stated], weights: Mapping[str, float]) -> np.ndarray:
    """Places of claims that share two heavy words or more: pairs x 2, each once, in order."""
    owners, terms, weighed = _rows(claims, weights)
    keys, rows = _keys(terms)
    found = np.empty(0, np.int64)
    for step in range(1, NEXT + 1):
        same = keys[:-step] == keys[step:]
        a, b = owners[rows[:-step][same]], owners[rows[step:][same]]
        apart = a != b
        first, second = rows[:-step][same][apart], rows[step:][same][apart]
        alike = _alike(terms, weighed, first, second)
        a, b = a[apart][alike], b[apart][alike]
        pairs = np.minimum(a, b) * len(claims) + np.maximum(a, b)
        found = np.union1d(found, pairs)
    return np.stack(np.divmod(found, max(len(claims), 1)), axis=1)


def _rows(claims, weights):
    """For each statement: its claim, the numbers of its heaviest words, and their weights.

    A place that no word fills has a number of its own, below zero, so that it equals no other.
    """
    numbers = {term: n for n, term in enumerate(weights)}
    owners, heaviest = [], []
    for n, claim in enumerate(claims):
        for statement in claim.statements[:STATEMENTS]:
            terms = claim.entities.union(statement.terms)
            ordered = sorted(terms, key=lambda t: (-weights[t], t))[:HEAVIEST]
            if len(ordered) > 1:
                owners.append(n)
                heaviest.append(sorted(numbers[t] for t in ordered))
    size = len(owners)
    terms = -1 - np.arange(size * HEAVIEST, dtype=np.int64).reshape(size, HEAVIEST)
    counts = np.fromiter(map(len, heaviest), np.int64, size)
    filled = np.arange(HEAVIEST) < counts[:, None]
    terms[filled] = np.fromiter(chain.from_iterable(heaviest), np.int64, counts.sum())
    weight = np.fromiter(weights.values(), np.float32, len(weights))
    weighed = np.where(filled, weight[terms * filled] if len(weight) else 0, 0)
    return np.array(owners, np.int64), terms, weighed


def _keys(terms):
    """Keys in order, and the row of each; rows under one key stand in order."""
    size = int(terms.max(initial=0)) + 1
    firsts, seconds = np.triu_indices(HEAVIEST, 1)
    pairs = terms[:, firsts] * size + terms[:, seconds]
    whole = terms[:, seconds] >= 0
    rows = np.broadcast_to(np.arange(len(terms))[:, None], pairs.shape)[whole]
    keys = pairs[whole]
    order = np.argsort(keys, kind="stable")
    return keys[order], rows[order]


def _alike(terms, weighed, first, second):
    """Whether enough of the lighter row's weight is shared."""
    alike = np.empty(len(first), bool)
    for start in range(0, len(first), CHUNK):
        a, b = first[start : start + CHUNK], second[start : start + CHUNK]
        shared = (terms[a][:, :, None] == terms[b][:, None, :]).any(axis=2)
        weight = (weighed[a] * shared).sum(axis=1)
        least = np.minimum(weighed[a].sum(axis=1), weighed[b].sum(axis=1))
        alike[start : start + CHUNK] = weight >= LEAST * least
    return alike

"""Which claims are worth comparing, from an index: never all pairs.

The index has each two of a statement's heaviest words and entities as a key, of those that stand in
another claim too. Claims under one key are compared with the next few under it, in order of the
corpus, so that the work grows with the number of claims and not with its square, whatever a corpus
repeats.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from onrecord.reading.claims.likeness import SENTENCES, Stated

HEAVIEST = 8  # words and entities of a statement whose pairs are keys
TERMS = 16  # of those, what two statements are compared by
NEIGHBOURS = 5  # claims under one key that one is compared with
SHARED_TERMS, SHARED_WORDS = (
    3,
    2,
)  # words and entities that two claims share at least, and words alone
LEAST_WEIGHT = 0.25  # share of the lighter statement's words, by weight, that two have in common
KEYS_AT_ONCE = 1_000_000  # places of the index that are read at once
PAIRS_AT_ONCE = 50_000  # pairs that are compared at once
INT64 = np.iinfo(np.int64).max


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


class _Compared(NamedTuple):
    """The statements that have two terms or more that other claims have too, in order.

    Attributes:
        owners: place of the claim.
        terms: numbers of those words and entities, the heaviest first (rows x TERMS); a place that
            none fills has a number of its own, below zero, so that it equals no other.
        weights: of these, 0 where one is no word; `weight` of all words but those too light to stand
            there.
        words: whether each is a word; `length` is how many words there are.
        states, describes: of the statement and its claim.
        wording: equal for the same words in the same order.
    """

    owners: np.ndarray
    terms: np.ndarray
    weights: np.ndarray
    weight: np.ndarray
    words: np.ndarray
    length: np.ndarray
    states: np.ndarray
    describes: np.ndarray
    wording: np.ndarray


def _rows(claims, weights):
    order = sorted(weights, key=lambda term: (-weights[term], term))
    numbers, by_number = {t: n for n, t in enumerate(order)}, [weights[t] for t in order]
    alone = by_number.count(1)  # these come first
    facts, sums, heaviest = [], [], []
    for n, stated in enumerate(claims):
        entities = {numbers[e] for e in stated.entities}
        for statement in stated.claim.statements[:SENTENCES]:
            words = {numbers[t] for t in statement.terms}
            terms = sorted(t for t in words | entities if t >= alone)[:TERMS]
            if len(terms) > 1:
                wording = hash(statement.terms)  # of two that are equal by chance, nothing comes
                facts.append((n, len(words), statement.states, stated.claim.describes, wording))
                sums.append(sum(by_number[t] for t in words if t <= terms[-1]))
                heaviest.append(terms)
    owners, length, states, describes, wording = np.array(facts, np.int64).reshape(-1, 5).T
    terms = _table(heaviest)
    is_word = np.ones(len(order) + 1, bool)
    is_word[[numbers[e] for claim in claims for e in claim.entities]] = False
    words = is_word[np.maximum(terms, -1)] & (terms >= 0)
    return _Compared(
        owners=owners,
        terms=terms,
        weights=np.array([*by_number, 0], np.float32)[np.maximum(terms, -1)] * words,
        weight=np.array(sums, np.float32),
        words=words,
        length=length,
        states=states > 0,
        describes=describes > 0,
        wording=wording,
    )


def _table(heaviest):
    """Lists of numbers as the rows of a table."""
    size = len(heaviest)
    counts = np.fromiter(map(len, heaviest), np.int64, size)
    table = -1 - np.arange(size * TERMS, dtype=np.int32).reshape(size, TERMS)
    filled = np.arange(TERMS) < counts[:, None]
    table[filled] = np.fromiter(chain.from_iterable(heaviest), np.int32, counts.sum())
    return table


def _under_one_key(terms) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows that share two terms: each with the next few, in order; a pair may come again."""
    index = _index(terms)
    for start in range(0, len(index), KEYS_AT_ONCE):
        keys, rows = np.divmod(index[start : start + KEYS_AT_ONCE + NEIGHBOURS], len(terms))
        for step in range(1, NEIGHBOURS + 1):
            [same] = np.nonzero((keys[:-step] == keys[step:])[:KEYS_AT_ONCE])
            yield rows[same], rows[same + step]


def _index(terms):
    """Keys and rows in one number each, in order: those under one key stand together."""
    firsts, seconds = np.triu_indices(HEAVIEST, 1)
    filled = terms >= 0
    size, room = int(terms.max(initial=0)) + 1, INT64 // max(len(terms), 1)
    ends = np.cumsum([filled[:, second].sum() for second in seconds])
    index = np.empty(ends[-1], np.int64)
    for first, second, end in zip(firsts, seconds, ends.tolist(), strict=True):
        [rows] = np.nonzero(filled[:, second])
        keys = terms[rows, first].astype(np.int64) * size + terms[rows, second]
        index[end - len(rows) : end] = keys % room * len(terms) + rows
    index.sort()
    return index


def _comparable(rows, first, second):
    """Of two claims, and both state something, use the same words, or one describes a claim."""
    stated = rows.states[first] & rows.states[second]
    described = rows.describes[first] | rows.describes[second]
    same = rows.wording[first] == rows.wording[second]
    return (rows.owners[first] != rows.owners[second]) & (stated | described | same)


def _alike(rows, first, second):
    """Whether they share terms enough, in number and in weight of the lighter one's."""
    alike = np.empty(len(first), bool)
    for start in range(0, len(first), PAIRS_AT_ONCE):
        a, b = first[start : start + PAIRS_AT_ONCE], second[start : start + PAIRS_AT_ONCE]
        ours, shared = rows.terms[a], np.zeros((len(a), TERMS), bool)
        for theirs in rows.terms[b].T:
            shared |= ours == theirs[:, None]
        words = (shared & rows.words[a]).sum(axis=1)
        whole = (words == rows.length[a]) & (words == rows.length[b])
        enough = (words >= SHARED_WORDS) & (whole | (shared.sum(axis=1) >= SHARED_TERMS))
        weight = (rows.weights[a[enough]] * shared[enough]).sum(axis=1)
        enough[enough] = weight >= LEAST_WEIGHT * np.minimum(
            rows.weight[a[enough]], rows.weight[b[enough]]
        )
        alike[start : start + PAIRS_AT_ONCE] = enough
    return alike

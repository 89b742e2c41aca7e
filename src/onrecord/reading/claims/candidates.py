"""Which claims are worth comparing, from an index: never all pairs.

The index has each two of a statement's heaviest words and entities as a key, of those that stand in
another claim too. Claims under one key are compared with the next few under it, in order of the
corpus, so that the work grows with the number of claims and not with its square, whatever a corpus
repeats.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from onrecord.reading.claims.likeness import SENTENCES, Stated

HEAVIEST = 8  # words and entities of a statement whose pairs are keys
TERMS = 16  # of those, what two statements are compared by
NEIGHBOURS = 5  # claims under one key that one is compared with
# Words and entities that two claims share at least, and words alone.
SHARED_TERMS, SHARED_WORDS = 3, 2
LEAST_WEIGHT = 0.25  # share of the lighter statement's words, by weight, that two have in common
KEYS_AT_ONCE = 1_000_000  # places of the index that are read at once
PAIRS_AT_ONCE = 50_000  # pairs that are compared at once
INT64 = np.iinfo(np.int64).max


# A statement that has two terms or more that other claims have too.
STATEMENT = np.dtype(
    [
        ("claim", np.int64),  # its place
        ("length", np.int64),  # how many words it has
        ("weight", np.float32),  # of all of them but those too light to stand among `terms`
        ("states", bool),  # see `Statement` and `Claim`
        ("describes", bool),
        ("wording", np.int64),  # equal for the same words in the same order
        ("terms", np.int32, TERMS),  # numbers of words and entities, the heaviest first; else -1
    ]
)


def candidate_pairs(claims: Sequence[Stated], weights: Mapping[str, float]) -> np.ndarray:
    """Places of claims that share enough words to be compared: pairs x 2, each once, in order."""
    rows, word_weights = _rows(claims, weights)
    found = [np.empty(0, np.int64)]
    for first, second in _under_one_key(rows["terms"][:, :HEAVIEST]):
        # Of two claims; and both state something, use the same words, or one describes a claim.
        stated = rows["states"][first] & rows["states"][second]
        described = rows["describes"][first] | rows["describes"][second]
        same = rows["wording"][first] == rows["wording"][second]
        able = (rows["claim"][first] != rows["claim"][second]) & (stated | described | same)
        first, second = first[able], second[able]
        alike = _alike(rows, word_weights, first, second)
        a, b = rows["claim"][first[alike]], rows["claim"][second[alike]]
        found.append(np.unique(np.minimum(a, b) * len(claims) + np.maximum(a, b)))
    pairs = np.unique(np.concatenate(found))
    return np.stack(np.divmod(pairs, max(len(claims), 1)), axis=1)


def _rows(claims, weights):
    """The statements, in order; and the weight of each term by its number, 0 where it is no word."""
    order = sorted(weights, key=lambda term: (-weights[term], term))
    numbers = {term: n for n, term in enumerate(order)}
    alone = list(weights.values()).count(1)  # these come first
    rows = []
    for place, stated in enumerate(claims):
        entities = {numbers[e] for e in stated.entities}
        for statement in stated.claim.statements[:SENTENCES]:
            words = {numbers[t] for t in statement.terms}
            terms = sorted(t for t in words | entities if t >= alone)[:TERMS]
            if len(terms) > 1:
                weight = sum(weights[order[t]] for t in words if t <= terms[-1])
                wording = hash(statement.terms)  # of two that are equal by chance, nothing comes
                facts = len(words), weight, statement.states, stated.claim.describes, wording
                rows.append((place, *facts, terms + [-1] * (TERMS - len(terms))))
    named = frozenset().union(*(stated.entities for stated in claims))
    of_words = [0 if term in named else weights[term] for term in order]
    made = np.array(rows, STATEMENT)
    columns = {name: np.ascontiguousarray(made[name]) for name, *_ in STATEMENT.descr}
    return columns, np.array([*of_words, 0], np.float32)


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


def _alike(rows, word_weights, first, second):
    """Whether they share terms enough, in number and in weight of the lighter one's."""
    alike = np.empty(len(first), bool)
    for start in range(0, len(first), PAIRS_AT_ONCE):
        a, b = first[start : start + PAIRS_AT_ONCE], second[start : start + PAIRS_AT_ONCE]
        ours, shared = rows["terms"][a], np.zeros((len(a), TERMS), bool)
        for theirs in rows["terms"][b].T:
            shared |= ours == theirs[:, None]
        shared &= ours >= 0
        weights = word_weights[ours] * shared
        words = (weights > 0).sum(axis=1)
        whole = (words == rows["length"][a]) & (words == rows["length"][b])
        enough = (words >= SHARED_WORDS) & (whole | (shared.sum(axis=1) >= SHARED_TERMS))
        least = LEAST_WEIGHT * np.minimum(rows["weight"][a], rows["weight"][b])
        alike[start : start + PAIRS_AT_ONCE] = enough & (weights.sum(axis=1) >= least)
    return alike

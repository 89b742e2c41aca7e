"""Which claims are worth comparing, from an index: never all pairs.

The index has each two of a statement's heaviest words and entities as a key, of those that stand in
another claim too. Claims under one key are compared with the next few under it, in order of the
corpus, so that the work grows with the number of claims and not with its square, whatever a corpus
repeats. It lies on disk, sorted by the first of the two: memory holds some thousand statements.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from onrecord.reading.claims.terms import TERMS
from onrecord.tables.scratch import scratch_file

if TYPE_CHECKING:
    import duckdb

HEAVIEST = 8  # words and entities of a statement whose pairs are keys
NEIGHBOURS = 5  # claims under one key that one is compared with
# Words and entities that two claims share at least, and words alone.
SHARED_TERMS, SHARED_WORDS = 3, 2
LEAST_WEIGHT = 0.25  # share of the lighter statement's words, by weight, that two have in common
STATEMENTS_AT_ONCE = 100_000  # of the index
PAIRS_AT_ONCE = 50_000  # pairs that are compared at once
SORTED_AT_ONCE = 4_000_000  # rows of the index; there is no room to sort 20 million
PAIR = np.dtype([("claim", np.int64), ("other", np.int64)])
KEYED = f"FROM claim_index, range(1, {HEAVIEST}) AS ranks(rank) WHERE terms[rank + 1] >= 0"
COUNTED = f"SELECT terms[rank] AS term, count(*) AS rows {KEYED} GROUP BY term ORDER BY term"
INDEX = f"""
SELECT terms[rank] AS term, row, length, weight, terms, states, describes, wording
{KEYED} AND terms[rank] BETWEEN $1 AND $2 ORDER BY term, row
"""
JOINED = """
CREATE TABLE claim_index AS SELECT * FROM claim_heaviest JOIN claim_statements USING (row);
DROP TABLE claim_heaviest; DROP TABLE claim_statements;
"""


def candidate_pairs(
    database: "duckdb.DuckDBPyConnection", weights: np.ndarray
) -> Iterator[tuple[int, int]]:
    """Claims that share enough words to be compared, each pair once, in order.

    Args:
        database: what `CorpusTerms` made of them.
        weights: of each term by its number, 0 where it is no word.
    """
    import pyarrow as pa

    database.execute("CREATE TABLE claim_pairs (claim BIGINT, other BIGINT)")
    database.execute(JOINED)
    cursor = database.cursor()
    for rows in _pieces(_index(database)):
        first, second = _alike(rows, weights, *_under_one_key(rows))
        pairs = [pa.array(rows["claim"][each]) for each in (first, second)]
        database.from_arrow(pa.table(pairs, ["claim", "other"])).insert_into("claim_pairs")
    database.execute("DROP TABLE claim_index")
    once = cursor.sql("SELECT DISTINCT claim, other FROM claim_pairs ORDER BY claim, other")
    # A query that is still read takes room from what is written meanwhile.
    with scratch_file(database) as ordered:
        for batch in once.to_arrow_reader(PAIRS_AT_ONCE):
            ordered.write(np.column_stack(batch.columns).tobytes())
        database.execute("DROP TABLE claim_pairs")
        ordered.seek(0)
        while some := ordered.read(PAIRS_AT_ONCE * PAIR.itemsize):
            yield from np.frombuffer(some, PAIR).tolist()


def _index(database):
    """The index, in order, in batches; some terms at a time are sorted."""
    counted = database.execute(COUNTED).fetchnumpy()
    part = (np.cumsum(counted["rows"]) - counted["rows"]) // SORTED_AT_ONCE
    for terms in np.split(counted["term"], np.flatnonzero(np.diff(part)) + 1):
        if len(terms):
            ends = [int(terms[0]), int(terms[-1])]
            yield from database.cursor().sql(INDEX, params=ends).to_arrow_reader(STATEMENTS_AT_ONCE)


def _pieces(reader) -> Iterator[dict[str, np.ndarray]]:
    """The index in pieces, each with what of the piece before stands under the same keys.

    A column `new` tells what does not come from the piece before.
    """
    before = None
    for batch in reader:
        piece = {}
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            if name == "terms":
                piece[name] = column.flatten().to_numpy().reshape(-1, TERMS)
            else:
                piece[name] = column.to_numpy(zero_copy_only=False)
        piece["claim"] = piece["row"] // 8
        piece["new"] = np.ones(len(piece["row"]), bool)
        if before is not None:
            piece = {name: np.concatenate([before[name], piece[name]]) for name in piece}
        yield piece
        before = _last(piece)


def _last(piece):
    """Of the last term the statements that others may stand next to."""
    [same] = np.nonzero(piece["term"] == piece["term"][-1])
    piece = {name: column[same] for name, column in piece.items()}
    keys, rows = _keys(piece)
    last = keys[:-NEIGHBOURS] != keys[NEIGHBOURS:]
    near = np.unique(np.concatenate([rows[:-NEIGHBOURS][last], rows[-NEIGHBOURS:]]))
    return {name: column[near] for name, column in piece.items()} | {
        "new": np.zeros(len(near), bool)
    }


def _keys(rows):
    """Keys in order, and the places of the statements that stand under them, in order too."""
    terms = rows["terms"][:, :HEAVIEST]
    place, second = np.nonzero(terms > rows["term"][:, None])
    keys = rows["term"][place].astype(np.int64) << 32 | terms[place, second]
    order = np.argsort(keys, kind="stable")
    return keys[order], place[order]


def _under_one_key(rows) -> tuple[np.ndarray, np.ndarray]:
    """Statements of two claims that share two terms: each with the next few, in order."""
    keys, place = _keys(rows)
    found = [np.empty(0, np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        same = keys[:-step] == keys[step:]
        first, second = place[:-step][same], place[step:][same]
        # Of two claims; and both state something, use the same words, or one describes a claim.
        stated = rows["states"][first] & rows["states"][second]
        described = rows["describes"][first] | rows["describes"][second]
        alike = rows["wording"][first] == rows["wording"][second]
        able = (rows["claim"][first] != rows["claim"][second]) & (stated | described | alike)
        able &= rows["new"][second]
        found.append(first[able] * len(rows["row"]) + second[able])
    pairs = np.sort(np.concatenate(found))
    return np.divmod(pairs[_is_first(pairs)], len(rows["row"]))


def _is_first(ordered):
    """Which of some numbers in order is not the one before."""
    return np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]


def _alike(rows, word_weights, first, second):
    """Those that share terms enough, in number and in weight of the lighter one's."""
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
    return first[alike], second[alike]

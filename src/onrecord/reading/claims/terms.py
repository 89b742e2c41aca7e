"""How many claims of a corpus have each word and entity, and the heaviest ones of each statement.

A word of one claim alone tells nothing of others: it has a weight, and no number.
"""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from zlib import crc32

import numpy as np

from onrecord.reading.claims.likeness import SENTENCES, Stated, weigh
from onrecord.tables.scratch import TableRows

if TYPE_CHECKING:
    import duckdb

TERMS = 16  # of the words and entities of a statement, the heaviest, which two are compared by
ENTITY = 64  # the bit of an entity, beside one for each of the first statements that have a word
AT_ONCE = 200_000  # words that are written and read at once
TABLES = f"""
CREATE TABLE claim_words (place BIGINT, claim BIGINT, bits UTINYINT, term VARCHAR);
CREATE TABLE claim_statements (row BIGINT, states BOOLEAN, describes BOOLEAN, wording BIGINT);
CREATE TABLE claim_heaviest (row BIGINT, length INTEGER, weight FLOAT, terms INTEGER[{TERMS}]);
"""
NUMBERED = """
CREATE TABLE claim_terms AS
SELECT term, claims, named, (row_number() OVER (ORDER BY claims, term) - 1)::INTEGER AS number
FROM (
    SELECT term, count(*)::INTEGER AS claims, bool_or(bits >= 64) AS named
    FROM claim_words GROUP BY term HAVING count(*) > 1
)
"""
COUNTED = """
SELECT claim, bits, coalesce(number, -1) AS number, coalesce(claims, 1) AS claims
FROM claim_words LEFT JOIN claim_terms USING (term) ORDER BY place
"""


class CorpusTerms:
    """The words and entities of all claims, on their way into a database.

    Attributes:
        size: how many there are, those of each claim once.
    """

    def __init__(self, database: "duckdb.DuckDBPyConnection"):
        database.execute(TABLES)
        self._database, self.size = database, 0
        self._statements = TableRows(database, "claim_statements")
        self._terms: list[str] = []
        self._bits: list[int] = []
        self._claims: list[int] = []

    def add(self, stated: Stated, number: int) -> None:
        """Add those of the claim of this number."""
        found = dict.fromkeys(sorted(stated.entities), ENTITY)
        for n, statement in enumerate(stated.claim.statements):
            bit = 1 << n if n < SENTENCES else 0
            for term in statement.terms:
                found[term] = found.get(term, 0) | bit
            if bit:
                facts = statement.states, stated.claim.describes, _wording(statement.terms)
                self._statements.append((8 * number + n, *facts))
        self._terms += found
        self._bits += found.values()
        self._claims += [number] * len(found)
        self.size += len(found)
        if len(self._terms) >= AT_ONCE:
            self._write()

    def _write(self):
        import pyarrow as pa

        columns = {
            "place": np.arange(self.size - len(self._terms), self.size),
            "claim": pa.array(self._claims, pa.int64()),
            "bits": pa.array(self._bits, pa.uint8()),
            "term": pa.array(self._terms, pa.string()),
        }
        self._database.from_arrow(pa.table(columns)).insert_into("claim_words")
        for each in (self._terms, self._bits, self._claims):
            each.clear()

    def count(self, corpus: int, counts: IO[bytes]) -> np.ndarray:
        """Write how many claims have each, in order, to `counts`, and the heaviest of each statement
        to the database. Returns the weight of each term by its number, 0 where it is no word."""
        self._write()
        self._statements.write()
        self._database.execute(NUMBERED)
        known = self._database.execute("SELECT claims, named FROM claim_terms ORDER BY number")
        found = known.fetchnumpy()
        weights = _weights(found["claims"], corpus)
        weights[found["named"]] = 0
        cursor = self._database.cursor()
        for claims, bits, numbers, of in _by_claim(cursor.sql(COUNTED)):
            counts.write(of.astype(np.int32).tobytes())
            self._keep(claims, bits, numbers, _weights(of, corpus))
        counts.flush()
        self._database.execute("DROP TABLE claim_words; DROP TABLE claim_terms")
        return np.append(weights, 0).astype(np.float32)

    def _keep(self, claims, bits, numbers, weights):
        import pyarrow as pa

        for n in range(SENTENCES):
            of = np.isin(claims, claims[bits >> n & 1 > 0])
            if of.any():
                rows, *facts, terms = _heaviest(claims[of], bits[of], numbers[of], weights[of], n)
                listed = pa.FixedSizeListArray.from_arrays(pa.array(terms.ravel()), TERMS)
                made = pa.table(
                    [8 * rows + n, *facts, listed], ["row", "length", "weight", "terms"]
                )
                self._database.from_arrow(made).insert_into("claim_heaviest")


def _by_claim(result) -> Iterator[list[np.ndarray]]:
    """The columns of a query in pieces, each of whole claims; the first is the claim."""
    left = None
    for batch in result.to_arrow_reader(AT_ONCE):
        columns = [column.to_numpy(zero_copy_only=False) for column in batch.columns]
        if left is not None:
            columns = [np.concatenate(pair) for pair in zip(left, columns, strict=True)]
        end = np.searchsorted(columns[0], columns[0][-1])
        yield [column[:end] for column in columns]
        left = [column[end:] for column in columns]
    if left is not None:
        yield left


def _heaviest(claims, bits, numbers, weights, n):
    """Of the statements with one place in their claims: claim, number of words, weight, terms."""
    rows, claim = np.unique(claims, return_inverse=True)
    word = bits >> n & 1 > 0
    [able] = np.nonzero((numbers >= 0) & (word | (bits & ENTITY > 0)))
    able = able[np.lexsort((numbers[able], claim[able]))]
    of = claim[able]
    rank = np.arange(len(of)) - np.searchsorted(of, of)
    first = rank < TERMS
    terms = np.full((len(rows), TERMS), -1, np.int32)
    terms[of[first], rank[first]] = numbers[able[first]]
    length = np.bincount(claim[word], minlength=len(rows))
    heavy = word & (numbers <= terms.max(axis=1)[claim])
    weight = np.bincount(claim[heavy], weights[heavy], len(rows))
    several = terms[:, 1] >= 0
    facts = rows, length.astype(np.int32), weight.astype(np.float32), terms
    return [column[several] for column in facts]


def _weights(counts, corpus):
    """The weight of what so many claims have."""
    different, place = np.unique(counts, return_inverse=True)
    return np.array([weigh(n, corpus) for n in different.tolist()])[place]


def _wording(terms):
    """A number that is equal for the same words in the same order, and by chance for few others."""
    return crc32("\n".join(terms).encode())

"""Links between the claims of a corpus, however large: the claims lie on disk, and so do the links.

What two claims are to each other is decided in `relations`, of two at a time. Who denies by pointing
denies what echoes it too.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

import numpy as np

from onrecord.reading.claims.candidates import candidate_pairs
from onrecord.reading.claims.claim_file import ClaimFile
from onrecord.reading.claims.likeness import Stated
from onrecord.reading.claims.relations import (
    accusations,
    link_between,
    link_to_accusation,
    own,
    pointed,
)
from onrecord.reading.claims.taking_up import names_claim
from onrecord.reading.claims.terms import CorpusTerms
from onrecord.tables.links import LINKS, POINTS_TO, Links
from onrecord.tables.scratch import TableRows, rows_of, scratch_file

if TYPE_CHECKING:
    import duckdb

SYMMETRIC = ", ".join(f"'{name}'" for name, kind in LINKS.items() if kind.symmetric)
TABLES = f"""
CREATE TABLE claim_found (
    claim BIGINT, other BIGINT, claim_id VARCHAR, other_id VARCHAR,
    kind VARCHAR, rank UTINYINT, reason VARCHAR
);
CREATE VIEW claim_links AS
    SELECT claim, other, other_id, kind, rank, reason FROM claim_found
    UNION ALL
    SELECT other, claim, claim_id, kind, rank, reason FROM claim_found WHERE kind IN ({SYMMETRIC});
CREATE TABLE claim_denied (claim BIGINT, other BIGINT);
CREATE TABLE claim_accusations (claim BIGINT, other BIGINT);
"""
FETCHED = 20_000  # links that are read at once
SORTED_AT_ONCE = 2_000_000  # links
IN_ORDER = "FROM claim_links WHERE claim >= $1 AND claim < $2 ORDER BY claim, other, rank"
# What is found of two claims in several ways has the reason that comes first.
POINTED, COMPARED, ACCUSED, ECHOED = range(4)
ECHOES_OF_DENIED = """
SELECT denied.claim, links.other FROM claim_denied AS denied
JOIN claim_links AS links ON links.claim = denied.other AND links.kind = 'echoes'
WHERE links.other <> denied.claim
"""


def link_claims(claims: Iterable[Stated], database: "duckdb.DuckDBPyConnection") -> Iterator[dict]:
    """The links of each claim, in order, as the columns of its row.

    Args:
        claims: of the whole corpus, article by article; they are all read before the first links
            come.
        database: of `open_scratch`; tables whose names begin with `claim_` are made in it.
    """
    with scratch_file(database) as lines, scratch_file(database) as counts:
        database.execute(TABLES)
        file, terms = ClaimFile(lines, counts), CorpusTerms(database)
        links = TableRows(database, "claim_found")
        _store(claims, database, file, terms, links)
        pairs = candidate_pairs(database, terms.count(file.size, counts))
        _compare(pairs, file, links, link_between, COMPARED)
        accused = rows_of(database, "FROM claim_accusations ORDER BY claim, other")
        _compare(accused, file, links, link_to_accusation, ACCUSED)
        links.write()
        _deny_echoes(database, file, links)
        yield from _cells(database, file)


def _store(claims, database, file, terms, links):
    """Write down all claims, and what is told from one article alone."""
    denied, accused = TableRows(database, "claim_denied"), TableRows(database, "claim_accusations")
    for _, of_article in groupby(claims, key=attrgetter("article")):
        article, numbers = list(of_article), []
        for stated in article:
            numbers.append(file.add(stated, terms.size))
            terms.add(stated, numbers[-1])
        for n, other in pointed(article):
            claim, both = article[n].claim, (numbers[n], numbers[other])
            ids = article[n].claim_id, article[other].claim_id
            kind = "disputes" if names_claim(claim.pointing) else "may_dispute"
            links.append((*both, *ids, kind, POINTED, f"{POINTS_TO} {claim.pointing}"))
            if kind == "disputes":
                denied.append(both)
        for n, other in accusations(article):
            accused.append((numbers[n], numbers[other]))
    file.flush()
    denied.write()
    accused.write()


def _compare(pairs, file, links, decide, rank):
    """Write down the links between pairs of claims, which come in order of the first."""
    for i, others in groupby(pairs, key=itemgetter(0)):
        first = file.read(i)
        for _, j in others:
            second = file.read(j)
            like = file.compare(first, second)
            link = like and decide(first.stated, second.stated, like)
            if link:
                kind, backwards, reason = link
                one, two = first.stated.claim_id, second.stated.claim_id
                ends = (j, i, two, one) if backwards else (i, j, one, two)
                links.append((*ends, kind, rank, reason))


def _deny_echoes(database, file, links):
    """Who points to a claim and denies it denies what says the same too, unless it is their own."""
    for i, j in rows_of(database, ECHOES_OF_DENIED):
        a, b = file.read(i).stated, file.read(j).stated
        if not own(a, b):
            ids = a.claim_id, b.claim_id
            links.append((i, j, *ids, "disputes", ECHOED, "denies what it echoes"))
    links.write()


def _cells(database, file):
    by_claim = groupby(_in_order(database), key=itemgetter(0))
    claim, rows = next(by_claim, (None, ()))
    for number in file.numbers():
        if number == claim:
            yield _links(rows)
            claim, rows = next(by_claim, (None, ()))
        else:
            yield Links().cells({})


def _in_order(database):
    """The links by claim; those of some claims at a time are sorted."""
    [[links, last]] = database.execute("SELECT count(*), max(claim) FROM claim_links").fetchall()
    edges = np.linspace(0, (last or 0) + 1, 2 + links // SORTED_AT_ONCE, dtype=np.int64).tolist()
    for some in pairwise(edges):
        for batch in database.cursor().sql(IN_ORDER, params=some).to_arrow_reader(FETCHED):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _links(rows):
    ids: dict[int, str] = {}
    found: dict[str, dict[int, str]] = {kind: {} for kind in LINKS}
    for _, other, other_id, kind, rank, reason in rows:
        ids[other] = other_id
        if rank < ECHOED or other not in found["echoes"]:
            found[kind].setdefault(other, reason)
    for other in found["disputes"]:
        found["may_dispute"].pop(other, None)
    return Links(**found).cells(ids)

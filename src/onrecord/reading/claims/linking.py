"""Links between the claims of a corpus, however large: the claims lie on disk, and so do the links.

What two claims are to each other is decided in `relations`, of two at a time. Who denies by pointing
denies what echoes it too.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from onrecord.reading.claims.candidates import (
    SHARED_TERMS,
    SHARED_WORDS,
    candidate_pairs,
)
from onrecord.reading.claims.claim_file import KEPT, ClaimFile, Held
from onrecord.reading.claims.likeness import Likeness, Stated, likeness
from onrecord.reading.claims.relations import (
    accusations,
    denies_first,
    is_accused,
    own,
    pointed,
    relation,
)
from onrecord.reading.claims.terms import CorpusTerms
from onrecord.tables.links import LINKS, POINTS_TO, Links
from onrecord.tables.scratch import TableRows, rows_of, scratch_file

if TYPE_CHECKING:
    import duckdb

TABLES = """
CREATE TABLE claim_links (
    claim BIGINT, other BIGINT, other_id VARCHAR, kind VARCHAR, rank UTINYINT, reason VARCHAR
);
CREATE TABLE claim_denied (claim BIGINT, other BIGINT);
CREATE TABLE claim_accusations (claim BIGINT, other BIGINT);
"""
# What is found of two claims in several ways has the reason that comes first.
POINTED, COMPARED, ACCUSED, ECHOED = range(4)


def link_claims(claims: Iterable[Stated], database: "duckdb.DuckDBPyConnection") -> Iterator[dict]:
    """The links of each claim, in order, as the columns of its row.

    Args:
        claims: of the whole corpus, article by article; they are all read before the first links
            come.
        database: of `open_scratch`; tables whose names begin with `claim_` are made in it.
    """
    with scratch_file(database) as lines, scratch_file(database) as counts:
        database.execute(TABLES)
        file, words = ClaimFile(lines, counts), CorpusTerms(database)
        links = TableRows(database, "claim_links")
        _store(claims, database, file, words, links)
        weights = words.count(file.size, counts)
        _compare(database, file, weights, links)
        _deny_echoes(database, file, links)
        yield from _cells(database, file)


def _store(claims, database, file, words, links):
    denied, accused = TableRows(database, "claim_denied"), TableRows(database, "claim_accusations")
    for _, article in groupby(claims, key=attrgetter("article")):
        own_claims = list(article)
        numbers = []
        for stated in own_claims:
            numbers.append(file.add(stated, words.size))
            words.add(stated, numbers[-1])
        for n, other in pointed(own_claims):
            claim = own_claims[n].claim
            kind = "disputes" if claim.act == "denies" else "responds"
            reason = f"{POINTS_TO} {claim.pointing}"
            links.append(
                (numbers[n], numbers[other], own_claims[other].claim_id, kind, POINTED, reason)
            )
            if kind == "disputes":
                denied.append((numbers[n], numbers[other]))
        for n, other in accusations(own_claims):
            accused.append((numbers[n], numbers[other]))
    denied.write()
    accused.write()


def _compare(database, file, weights, links):
    like = _Likenesses()
    for i, others in groupby(candidate_pairs(database, weights), key=itemgetter(0)):
        first = file.read(i)
        for _, j in others:
            second = file.read(j)
            if _apart(first.stated, second.stated):
                found = like.of(first, second)
                for claim, held, other, reason, kind in _between(i, first, j, second, found):
                    links.append((claim, other, held.stated.claim_id, kind, COMPARED, reason))
    accused = rows_of(database, "FROM claim_accusations ORDER BY claim, other")
    for i, others in groupby(accused, key=itemgetter(0)):
        first = file.read(i)
        for _, j in others:
            second = file.read(j)
            found = like.of(first, second)
            if found and is_accused(found):
                reason = f"denies, of itself: {', '.join(found.shared)}"
                links.append((i, j, second.stated.claim_id, "disputes", ACCUSED, reason))
    links.write()


def _apart(a, b):
    """Whether neither holds the other, or a part of it."""
    return a.article != b.article or a.span[0] >= b.span[1] or b.span[0] >= a.span[1]


class _Likenesses:
    """How alike claims are; that of contents that come again soon is not found again."""

    def __init__(self):
        self._known: dict[tuple[int, int], Likeness | None] = {}

    def of(self, first: Held, second: Held) -> Likeness | None:
        both = first.content, second.content
        if both not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            weights = {**first.weights, **second.weights}
            self._known[both] = likeness(first.stated, second.stated, weights)
        return self._known[both]


def _between(i, first, j, second, like):
    a, b = first.stated, second.stated
    if like is None or len(like.shared) < SHARED_WORDS:
        return
    if len(like.shared) + like.entities < SHARED_TERMS and like.whole < 1:
        return
    kind = relation(a, b, like)
    if kind == "echoes":
        reason = f"shares: {', '.join(like.shared)}"
        yield i, second, j, reason, kind
        yield j, first, i, reason, kind
    elif kind == "disputes":
        reason = f"denies: {', '.join(like.shared)}"
        if denies_first(a, b, like):
            yield i, second, j, reason, kind
        else:
            yield j, first, i, reason, kind


def _deny_echoes(database, file, links):
    """Who points to a claim and denies it denies what says the same too, unless it is their own."""
    echoes = """
        SELECT d.claim, e.other FROM claim_denied d
        JOIN claim_links e ON e.claim = d.other AND e.kind = 'echoes'
        WHERE e.other <> d.claim
    """
    for claim, other in rows_of(database, echoes):
        a, b = file.read(claim).stated, file.read(other).stated
        if not own(a, b):
            reason = "denies what it echoes"
            links.append((claim, other, b.claim_id, "disputes", ECHOED, reason))
    links.write()


def _cells(database, file):
    found = rows_of(
        database,
        "SELECT claim, other, other_id, kind, rank, reason FROM claim_links "
        "ORDER BY claim, other, rank",
    )
    by_claim = groupby(found, key=itemgetter(0))
    claim, rows = next(by_claim, (None, ()))
    for number in file.numbers():
        if number == claim:
            yield _links(rows)
            claim, rows = next(by_claim, (None, ()))
        else:
            yield Links().cells({})


def _links(rows):
    ids: dict[int, str] = {}
    found: dict[str, dict[int, str]] = {kind: {} for kind in LINKS}
    for _, other, other_id, kind, rank, reason in rows:
        ids[other] = other_id
        if rank < ECHOED or other not in found["echoes"]:
            found[kind].setdefault(other, reason)
    for other in found["disputes"]:
        found["responds"].pop(other, None)
    return Links(**found).cells(ids)

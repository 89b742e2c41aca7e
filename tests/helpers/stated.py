"""Claims by hand as they are compared: one word for each term, nothing from a model; and linked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from tempfile import TemporaryDirectory

from onrecord.reading.claims import Claim, Stated, link_claims
from onrecord.reading.claims.statements import Statement
from onrecord.tables.scratch import open_scratch


def statement(words: str, *, heads: str | None = None, states=True, negated=False) -> Statement:
    """A statement of these words; its main word is the first, if no other is given."""
    terms = tuple(words.split())
    main = terms[:1] if heads is None else heads.split()
    return Statement(terms, frozenset(main), states=states, negated=negated)


def stated(*statements: Statement | str, entities: str = "", **known) -> Stated:
    """A claim that somebody asserts, if nothing else is said; its span overlaps with no other's."""
    made = tuple(statement(s) if isinstance(s, str) else s for s in statements)
    placed = {"claim_id": "", "article": 0, "span": (0, 0), "source": None}
    placed |= {name: known.pop(name) for name in tuple(known) if name in placed}
    commitment = {"denies": "CT-", "withholds": "Uu", "asks": "Uu", "urges": "Uu"}
    known = {"act": "asserts", "act_evidence": "said", "text": "it", "statements": made} | known
    known.setdefault("commitment", commitment.get(known["act"], "CT+"))
    return Stated(Claim(**known), **placed, entities=frozenset(entities.split()))


@contextmanager
def scratch() -> Iterator:
    """An empty database that is gone with the block."""
    with TemporaryDirectory() as folder, open_scratch(folder) as database:
        yield database


def link(claims: Sequence[Stated]) -> list[dict]:
    """The links of each claim as its row has them; its place in `claims` is its id."""
    with scratch() as database:
        named = (replace(claim, claim_id=str(n)) for n, claim in enumerate(claims))
        return list(link_claims(named, database))

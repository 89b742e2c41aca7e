"""Links between claims: the columns of the table `claims` that hold them, written and read here alone.

Each kind of link is a column of claim_ids. `link_evidence` says for each of them why, as
`ID: reason; ID: reason`, in the order of the corpus.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

import pyarrow as pa


class LinkKind(NamedTuple):
    """What a link says of a claim and the other, in words; and whether it holds both ways."""

    words: str
    symmetric: bool = False


LINKS = {  # column → its kind
    "disputes": LinkKind("denies"),
    "echoes": LinkKind("says the same as", symmetric=True),
}
EVIDENCE = "link_evidence"
POINTS_TO = "takes up:"  # how the reason for a link by `the claims` begins


@dataclass(slots=True)
class Links:
    """What one claim is linked to, by column: place of the other claim → why."""

    disputes: dict[int, str] = field(default_factory=dict)
    echoes: dict[int, str] = field(default_factory=dict)

    def cells(self, ids: Mapping[int, str]) -> dict:
        """Column → its value; `ids` are the claim_ids of the others, by place."""
        by_column = {column: getattr(self, column) for column in LINKS}
        reasons = {n: why for others in by_column.values() for n, why in others.items()}
        evidence = "; ".join(f"{ids[n]}: {reasons[n]}" for n in sorted(reasons))
        cells = {column: [ids[n] for n in sorted(others)] for column, others in by_column.items()}
        return cells | {EVIDENCE: evidence or None}


def only_points(evidence: object, claim_id: str) -> bool:
    """Whether a claim with this `link_evidence`, which may be missing, only points to another."""
    return isinstance(evidence, str) and f"; {claim_id}: {POINTS_TO}" in f"; {evidence}"


def without_dangling(claims: pa.Table) -> tuple[pa.Table, int]:
    """Claims linked only to claims that are there; and how many links led elsewhere."""
    there, gone = set(claims["claim_id"].to_pylist()), 0
    cells = {column: claims[column].to_pylist() for column in (*LINKS, EVIDENCE)}
    for place, lists in enumerate(zip(*(cells[column] for column in LINKS), strict=True)):
        linked = set(chain.from_iterable(lists))
        if linked <= there:
            continue
        for column, before in zip(LINKS, lists, strict=True):
            cells[column][place] = kept = [claim for claim in before if claim in there]
            gone += len(before) - len(kept)
        reasons = reasons_in(cells[EVIDENCE][place], linked)
        still = (f"{claim}: {why}" for claim, why in reasons.items() if claim in there)
        cells[EVIDENCE][place] = "; ".join(still) or None
    for column, values in cells.items():
        at = claims.schema.get_field_index(column)
        field_ = claims.schema.field(at)
        claims = claims.set_column(at, field_, pa.array(values, field_.type))
    return claims, gone


def reasons_in(evidence: str | None, linked: Iterable[str]) -> dict[str, str]:
    """Claim → its reason in a `link_evidence`, in order; a reason may hold "; " as well."""
    line = f"; {evidence or ''}"
    found = sorted((line.find(f"; {claim}: "), claim) for claim in linked)
    found = [(start, claim) for start, claim in found if start >= 0]
    parts = pairwise([*(start for start, _ in found), len(line)])
    reasons = zip(found, parts, strict=True)
    return {claim: line[s + len(f"; {claim}: ") : e] for (_, claim), (s, e) in reasons}

"""Links between claims: the columns of the table `claims` that hold them, written and read here alone.

Each kind of link is a column of claim_ids. `link_evidence` says for each of them why, as
`ID: reason; ID: reason`, in the order of the corpus.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class LinkKind(NamedTuple):
    """What a link says of a claim and the other.

    Attributes:
        words: what the first does to the other.
        symmetric: whether it holds both ways.
        settles: the link that it is where a reader says that it holds; empty where it is one by itself.
    """

    words: str
    symmetric: bool = False
    settles: str = ""


LINKS = {  # column → its kind
    "disputes": LinkKind("denies"),
    "may_dispute": LinkKind("may deny", settles="disputes"),
    "echoes": LinkKind("says the same as", symmetric=True),
}
SURE = tuple(column for column, kind in LINKS.items() if not kind.settles)
EVIDENCE = "link_evidence"
POINTS_TO = "takes up:"  # how the reason for a link by `the claims` begins


def asked_of(column: str) -> str:
    """What a reader is asked of a link: does the first do so to the other?"""
    return LINKS[LINKS[column].settles or column].words


@dataclass(slots=True)
class Links:
    """What one claim is linked to, by column: place of the other claim → why."""

    disputes: dict[int, str] = field(default_factory=dict)
    may_dispute: dict[int, str] = field(default_factory=dict)
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
    lists = {column: claims[column].combine_chunks() for column in LINKS}
    there = {c: pc.is_in(each.flatten(), claims["claim_id"]) for c, each in lists.items()}
    rows = {c: pc.list_parent_indices(each) for c, each in lists.items()}
    losing = {n for c in LINKS for n in rows[c].filter(pc.invert(there[c])).to_pylist()}
    if not losing:
        return claims, 0
    known, evidence = set(claims["claim_id"].to_pylist()), claims[EVIDENCE].to_pylist()
    for n in losing:
        linked = {claim for each in lists.values() for claim in each[n].as_py()}
        reasons = reasons_in(evidence[n], linked).items()
        evidence[n] = (
            "; ".join(f"{claim}: {why}" for claim, why in reasons if claim in known) or None
        )
    kept = {c: _filtered(each, rows[c], there[c]) for c, each in lists.items()}
    gone = sum(len(there[c]) - len(kept[c].values) for c in LINKS)
    for column, values in (kept | {EVIDENCE: pa.array(evidence, pa.string())}).items():
        at = claims.schema.get_field_index(column)
        claims = claims.set_column(at, claims.schema.field(at), values)
    return claims, gone


def _filtered(lists, rows, wanted):
    """Lists with only the values that are wanted; `rows` has the list of each value."""
    counts = np.bincount(rows.filter(wanted).to_numpy(), minlength=len(lists))
    ends = pa.array(np.append(0, np.cumsum(counts)), pa.int32())
    return pa.ListArray.from_arrays(ends, lists.flatten().filter(wanted), lists.type)


def reasons_in(evidence: str | None, linked: Iterable[str]) -> dict[str, str]:
    """Claim → its reason in a `link_evidence`, in order; a reason may hold "; " as well."""
    line = f"; {evidence or ''}"
    found = sorted((line.find(f"; {claim}: "), claim) for claim in linked)
    found = [(start, claim) for start, claim in found if start >= 0]
    parts = pairwise([*(start for start, _ in found), len(line)])
    reasons = zip(found, parts, strict=True)
    return {claim: line[s + len(f"; {claim}: ") : e] for (_, claim), (s, e) in reasons}

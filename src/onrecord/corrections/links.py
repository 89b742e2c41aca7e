"""Corrections of links: those that a user accepts or rejects, put into the columns of the claims."""

from collections import defaultdict
from typing import NamedTuple

from onrecord.corrections.row import Row
from onrecord.tables.links import EVIDENCE, LINKS, reasons_in


class Decided(NamedTuple):
    """What one claim is linked to by a row, or is not."""

    kind: str
    other: str
    holds: bool
    why: str


class DecidedLinks:
    """The links that rows decide on, by claim_id; both ends must be known."""

    def __init__(self):
        self._of = defaultdict[str, list[Decided]](list)

    def add(self, row: Row, claim: str, other: str) -> None:
        """Take note of a row, and of the claim_ids that it means."""
        said = {row.believed: False} if row.believed else {}
        if row.right:
            right = LINKS[row.right].settles or row.right
            said |= {kind: False for kind, each in LINKS.items() if each.settles == right}
            said[right] = True
        for kind, holds in said.items():
            self._of[claim].append(Decided(kind, other, holds, row.evidence))
            if LINKS[kind].symmetric:
                self._of[other].append(Decided(kind, claim, holds, row.evidence))

    def apply(self, claim: str, cells: dict) -> dict:
        """The cells of a claim's links, as `link_claims` gives them, with what was decided."""
        if claim not in self._of:
            return cells
        lists = {column: list(cells[column]) for column in LINKS}
        reasons = reasons_in(cells[EVIDENCE], [c for each in lists.values() for c in each])
        for kind, other, holds, why in self._of[claim]:
            if other in lists[kind]:
                lists[kind].remove(other)
            if holds:
                lists[kind].append(other)
                reasons[other] = why
            if not any(other in each for each in lists.values()):
                reasons.pop(other, None)
        evidence = "; ".join(f"{other}: {why}" for other, why in reasons.items())
        return lists | {EVIDENCE: evidence or None}

"""Disputes: which claims put the same forward, and which deny them or answer to them.

One contested claim is what several claims put forward together: those that echo one another, and
those that the same denials take up (`the claims`).
"""

from collections.abc import Iterable

import pandas as pd

STANCES = ("asserts", "denies", "withholds")


def sides(claims: pd.DataFrame) -> pd.DataFrame:
    """Every contested claim with the claims that put it forward, deny it and answer to it.

    A claim is contested where another one of `claims` denies it. A claim that `responds` to it
    withholds: it neither confirms nor denies.

    Returns:
        Columns `contested` (number of the contested claim, from 0), `stance` (one of STANCES) and
        `claim_id`, in the order of `claims`; a claim that denies one and puts forward another has a
        row for each.
    """
    denied, answered = _pointed_at(claims, "disputes"), _pointed_at(claims, "responds")
    rows = []
    for group in _same(claims, denied):
        deniers = _of(denied, group)
        answers = [c for c in _of(answered, group) if c not in deniers]
        if deniers:
            against = {*deniers, *answers}
            own = [c for c in group if c not in against] or group
            rows.append(dict(zip(STANCES, (own, deniers, answers), strict=True)))
    long = [
        (number, stance, claim)
        for number, row in enumerate(rows)
        for stance, found in row.items()
        for claim in found
    ]
    return pd.DataFrame(long, columns=["contested", "stance", "claim_id"])


def _pointed_at(claims, column):
    """claim_id → the claims that point at it; only at claims that are here."""
    known, found = set(claims["claim_id"]), {}
    for claim, targets in zip(claims["claim_id"], claims[column], strict=True):
        for target in targets:
            if target in known and target != claim:
                found.setdefault(target, []).append(claim)
    return found


def _of(pointing, group):
    return list(dict.fromkeys(claim for target in group for claim in pointing.get(target, ())))


def _same(claims, denied) -> Iterable[list]:
    """Groups of claims that count as one, of those that are denied and their echoes."""
    leader = {claim: claim for claim in claims["claim_id"]}
    for claim, echoes in zip(claims["claim_id"], claims["echoes"], strict=True):
        for other in echoes:
            if other in leader and not _opposed(denied, claim, other):
                _join(leader, claim, other)
    first: dict[frozenset, str] = {}
    for claim, deniers in denied.items():
        _join(leader, claim, first.setdefault(frozenset(deniers), claim))
    groups: dict[str, list] = {}
    for claim in leader:
        groups.setdefault(_find(leader, claim), []).append(claim)
    return groups.values()


def _opposed(denied, one, other):
    return one in denied.get(other, ()) or other in denied.get(one, ())


def _find(leader, claim):
    while leader[claim] != claim:
        leader[claim] = leader[leader[claim]]
        claim = leader[claim]
    return claim


def _join(leader, one, other):
    leader[_find(leader, other)] = _find(leader, one)

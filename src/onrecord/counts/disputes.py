"""Disputes: which claims put the same forward, and which deny them or answer to them.

One contested claim is what several claims put forward together: those that echo one another, and
those that the same denials take up by pointing to them (`the claims`). A denial that says itself
what it denies makes no two claims one.

Of many claims that say the same, each is linked to a few only, so who denies is found through echoes
as well: what echoes a denial, directly or through others, and takes the same side denies the same.
"""

from collections.abc import Iterable

import pandas as pd

from onrecord.tables.links import EVIDENCE, only_points

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
    alike, places = _alike(claims, denied), {c: n for n, c in enumerate(claims["claim_id"])}
    rows = []
    for group in _same(claims, denied):
        direct = _of(denied, group)
        echoing = {other for c in direct for other in alike[c]}.difference(group)
        deniers = sorted({*direct, *echoing}, key=places.__getitem__)
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
    for claim, other in _echoes(claims, denied):
        _join(leader, claim, other)
    reasons = dict(zip(claims["claim_id"], claims[EVIDENCE], strict=True))
    first: dict[tuple, str] = {}
    for claim, deniers in denied.items():
        pointing = frozenset(c for c in deniers if only_points(reasons[c], claim))
        if pointing:
            _join(leader, claim, first.setdefault((frozenset(deniers), pointing), claim))
    return _groups(leader)


def _alike(claims, denied) -> dict[str, list]:
    """claim_id → the claims that echo it and take the same side, directly or through others."""
    sides = dict(zip(claims["claim_id"], claims["commitment"].str[-1], strict=True))  # +, - or u
    leader = {claim: claim for claim in sides}
    for claim, other in _echoes(claims, denied):
        if sides[claim] == sides[other]:
            _join(leader, claim, other)
    return {claim: group for group in _groups(leader) for claim in group}


def _echoes(claims, denied):
    """Pairs of claims that are here, one of which echoes the other and neither of which denies it."""
    known = set(claims["claim_id"])
    for claim, echoes in zip(claims["claim_id"], claims["echoes"], strict=True):
        for other in echoes:
            if other in known and not _opposed(denied, claim, other):
                yield claim, other


def _groups(leader) -> Iterable[list]:
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

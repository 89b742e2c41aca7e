"""Groups: claims, or whatever else is linked, directly or through others."""

from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd

from onrecord.reading.union import UnionFind


def linked(claims: pd.DataFrame, column: str) -> list[tuple[str, str]]:
    """Pairs of a claim and one that it points to by a column of links, of those that are here."""
    known, pairs = set(claims["claim_id"]), zip(claims["claim_id"], claims[column], strict=True)
    links = ((claim, other) for claim, others in pairs for other in others)
    return [(claim, other) for claim, other in links if other in known and other != claim]


def firsts(names: Iterable[str], links: Iterable[tuple[Hashable, Hashable]]) -> dict[str, str]:
    """Each name → the first name of its group; one that is linked to no other is its own.

    Args:
        names: in the order that says which is the first.
        links: pairs of names, or of a name and something that several names may share.
    """
    names, links = list(names), list(links)
    same: UnionFind[Any] = UnionFind(dict.fromkeys([*names, *(other for _, other in links)]))
    for one, other in links:
        same.join(one, other)
    return {name: same.find(name) for name in names}

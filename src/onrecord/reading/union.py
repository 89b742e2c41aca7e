"""Things brought together: those under one key, and those that turn out to be the same.

Union-find with the path halving of Tarjan and van Leeuwen (1984).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

import numpy as np

Thing = TypeVar("Thing", bound=Hashable)
Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[Thing, Value]]) -> dict[Thing, list[Value]]:
    """The values of each key, keys and values in the order in which they come."""
    groups: dict[Thing, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def followed(thing: Thing, following: Mapping[Thing, Thing]) -> list[Thing]:
    """A thing, the one that follows it, and so on; one that was there before is the end."""
    found = {thing: None}
    while (thing := following.get(thing, thing)) not in found:
        found[thing] = None
    return list(found)


def firsts(links: np.ndarray, count: int) -> np.ndarray:
    """For each of some things the first that it is joined with, itself if none: all links at once.

    Of a link the first of one side takes the other's along, until nothing changes (as Shiloach and
    Vishkin 1982 have it).

    Args:
        links: pairs of places of the things in their order, links x 2.
    """
    first = np.arange(count)
    while True:
        low, high = np.sort(first[links], axis=1).T
        after = first.copy()
        np.minimum.at(after, high, low)
        while (after[after] != after).any():
            after = after[after]
        if (after == first).all():
            return first
        first = after


class UnionFind(Generic[Thing]):
    """Things in an order; of those that are joined, the first stands for all."""

    def __init__(self, things: Iterable[Thing]):
        self._things = list(dict.fromkeys(things))
        self._place = {thing: n for n, thing in enumerate(self._things)}
        self._before = list(range(len(self._things)))  # one it is joined with, or itself

    def find(self, thing: Thing) -> Thing:
        """The first of all that a thing is joined with."""
        return self._things[self._first(self._place[thing])]

    def join(self, one: Thing, other: Thing) -> None:
        """Let two things be the same, and with them all that either is joined with."""
        first, second = self._first(self._place[one]), self._first(self._place[other])
        if first < second:
            self._before[second] = first
        else:
            self._before[first] = second

    def _first(self, place):
        before = self._before
        while before[place] != place:
            before[place] = place = before[before[place]]
        return place

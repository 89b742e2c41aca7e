"""The entities of a corpus while a register changes them, found by what users call them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.reading.entities import Group, Member, make_group
from onrecord.reading.names.spelling import plain_name


class Groups:
    """Groups by number. After a merge the old number finds the merged group."""

    def __init__(self, groups: Iterable[Group]):
        self._groups: dict[int, Group] = {}
        self._moved: dict[int, int] = {}
        self._took_over: dict[int, set] = defaultdict(set)  # number → names of those merged into it
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_alias: dict[str, list[int]] = defaultdict(list)
        for group in groups:
            self.add(group)

    def __getitem__(self, number: int) -> Group:
        return self._groups[number]

    def all(self) -> list[Group]:
        return list(self._groups.values())

    def add(self, group: Group) -> int:
        """Add a group, and return its number."""
        number = len(self._groups) + len(self._moved)
        self._groups[number] = group
        self._by_name[plain_name(group.name)].append(number)
        for alias in dict.fromkeys(map(plain_name, group.aliases)):
            self._by_alias[alias].append(number)
        return number

    def find(self, name: str, label: str = "", articles: Iterable[str] = ()) -> list[int]:
        """Numbers of the groups with a name; where there are none, of those with it as an alias.

        Args:
            label: only those that have it, where it is given.
            articles: only those that stand in one of them, where any is given.
        """
        for index in (self._by_name, self._by_alias):
            if found := self._fitting(index, name, label, set(articles)):
                # `Holland` is who is called so, if anybody is, and else the Netherlands.
                written = {n: (self._groups[n].name, *self._groups[n].aliases) for n in found}
                exact = [n for n in found if name.casefold() in map(str.casefold, written[n])]
                return exact or found
        return []

    def labels(self, name: str) -> list[str]:
        """The labels of all that are called so."""
        return sorted({self[number].label for number in self.find(name)})

    def merge(self, kept: int, other: int, evidence: str) -> None:
        """Make two groups one, under the name and label of the first."""
        merged = self._groups.pop(other)
        self.put_in(kept, [replace(m, evidence=evidence) for m in merged.members])
        self._moved[other] = kept
        self._took_over[kept] |= {plain_name(merged.name), *self._took_over[other]}

    def set(self, number: int, attributes: Mapping[str, str]) -> None:
        """Give a group attributes beside those that it has."""
        group = self._groups[number]
        self._groups[number] = replace(group, attributes={**group.attributes, **attributes})

    def take_out(self, number: int, articles: Iterable[str], evidence: str) -> list[Member]:
        """Take the members in some articles out of a group, and return them with new evidence.

        Where they are all of its members, or none, nothing is taken.
        """
        group, articles = self._groups[number], set(articles)
        rest = [m for m in group.members if m.article_id not in articles]
        taken = [replace(m, evidence=evidence) for m in group.members if m.article_id in articles]
        if rest and taken:
            left = make_group(rest, label=group.label, attributes=group.attributes)
            if plain_name(group.name) in _names(left):
                left = replace(left, name=group.name)
            self._groups[number] = left
            self._by_name[plain_name(left.name)].append(number)
        return taken if rest else []

    def put_in(self, number: int, members: Iterable[Member]) -> None:
        """Add members to a group, which keeps its name, label and attributes."""
        group = self._groups[number]
        known = {key: getattr(group, key) for key in ("name", "label", "attributes")}
        self._groups[number] = make_group([*group.members, *members], **known)

    def _fitting(self, index, name, label, articles):
        found = []
        for number in index.get(plain_name(name), ()):
            while number in self._moved:
                number = self._moved[number]
            group = self._groups[number]
            # what was split off may have taken the name along
            called = plain_name(name) in _names(group) | self._took_over[number]
            here = not articles or any(m.article_id in articles for m in group.members)
            if called and here and label in ("", group.label):
                found.append(number)
        return list(dict.fromkeys(found))


def _names(group):
    own = (m.referent.name for m in group.members)
    return {plain_name(name) for name in (group.name, *group.aliases, *own)}

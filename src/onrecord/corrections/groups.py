"""The entities that corrections may mean, found in a database by what users call them, and changed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.corrections.joins import Join
from onrecord.reading.entities import name_and_label
from onrecord.reading.names.spelling import plain_name
from onrecord.tables.scratch import TableRows, rows_of

if TYPE_CHECKING:
    import duckdb

TEXTS = "SELECT name FROM entity_joined UNION SELECT alias FROM entity_aliases"
# Who is called by a wanted name, in the order in which they are found: article by article, in each
# those without a name, then the others.
MEANT = """
    CREATE TABLE entity_meant AS
    SELECT entity, any_value(coalesce(entity_names.name, entity_joined.name)) AS name,
        any_value(coalesce(entity_names.label, entity_joined.label)) AS label,
        coalesce(min(row(article, 1, turn)) FILTER (named), min(row(article, 0, place))) AS found
    FROM entity_joined LEFT JOIN entity_names USING (entity)
    WHERE entity IN (
        SELECT entity FROM entity_joined WHERE name IN (SELECT text FROM entity_wanted) UNION
        SELECT entity FROM entity_joined JOIN entity_aliases USING (place)
        WHERE alias IN (SELECT text FROM entity_wanted)
    ) GROUP BY entity"""
LAST_TURN = 1 << 62  # aliases that corrections bring come last
IS_MEANT = "entity IN (SELECT entity FROM entity_meant)"
IN_ARTICLES = (
    "article IN (SELECT article FROM entity_articles WHERE article_id IN (SELECT unnest(?)))"
)
NUMBERS = "SELECT article_id, article FROM entity_articles WHERE article_id IN (SELECT unnest(?))"
MEMBERS = """
    SELECT name, label, named, count(*), sum(mentions) FROM entity_joined
    WHERE entity = ? GROUP BY ALL ORDER BY min(place)"""

# Names that begin or end alike and differ by a few letters, the nearest one each.
SLIPS, LONG_ENOUGH = 2, 6  # letters
NEAR = """
    WITH old AS (SELECT DISTINCT name, lower(name) AS text FROM entity_names),
    pairs AS (
        SELECT n.text, name FROM entity_new AS n JOIN old ON left(n.text, 4) = left(old.text, 4) UNION
        SELECT n.text, name FROM entity_new AS n JOIN old ON right(n.text, 4) = right(old.text, 4)
    )
    SELECT text, min_by(name, row(damerau_levenshtein(text, lower(name)), name)) FROM pairs
    WHERE length(text) >= ? AND text <> lower(name) AND damerau_levenshtein(text, lower(name)) <= ?
        AND lower(name) NOT IN (SELECT text FROM entity_new)
    GROUP BY text ORDER BY text"""


@dataclass
class Group:
    """One entity: what it is called and where it stands, as far as corrections may ask.

    Attributes:
        entity: its number in the database.
        used: the names and descriptions that its mentions give it.
        names: the names of its members.
        articles: the article_ids that the corrections have and that it stands in, in their order.
    """

    entity: int
    name: str
    label: str
    used: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    articles: dict[str, None] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def plain(self) -> set[str]:
        return {plain_name(name) for name in (self.name, *self.used, *self.names)}

    def take_in(self, other: "Group") -> None:
        self.used |= other.used
        self.names |= other.names
        self.articles |= other.articles


class Groups:
    """The groups that have a wanted name, by number. After a merge the old number finds the merged one.

    Args:
        names: that the corrections have.
        articles: the article_ids that it has.
    """

    def __init__(
        self,
        database: "duckdb.DuckDBPyConnection",
        names: Iterable[str],
        articles: Iterable[str],
    ):
        self._database, self._asked = database, sorted(set(articles))
        self._groups: dict[int, Group] = {}
        self._first: int | None = None  # place of the first member that is added
        self._moved: dict[int, int] = {}
        self._took_over: dict[int, set] = defaultdict(set)  # number → names of those merged into it
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_alias: dict[str, list[int]] = defaultdict(list)
        self._members: list[tuple] = []
        self._new: dict[str, Join] = {}  # name in lower case → who brought it
        self._called: list[tuple] = []
        self._numbers = dict(rows_of(database, NUMBERS, self._asked))
        database.execute("CREATE TABLE entity_wanted (text VARCHAR)")
        wanted, plain = TableRows(database, "entity_wanted"), set(map(plain_name, names))
        for [text] in rows_of(database, TEXTS):
            if plain_name(text) in plain:
                wanted.append((text,))
        wanted.write()
        database.execute(MEANT)
        found = rows_of(database, "SELECT entity, name, label FROM entity_meant ORDER BY found")
        groups = {known[0]: Group(*known) for known in found}
        self._fill(groups, IS_MEANT)
        for group in groups.values():
            self.add(group)

    def __getitem__(self, number: int) -> Group:
        return self._groups[number]

    def add(self, group: Group) -> int:
        """Add a group, and return its number."""
        number = len(self._groups) + len(self._moved)
        self._groups[number] = group
        self._by_name[plain_name(group.name)].append(number)
        for alias in {plain_name(used) for used in group.used if used != group.name}:
            self._by_alias[alias].append(number)
        return number

    def known(self, articles: Iterable[str]) -> set[str]:
        """Those of some article_ids that are of an article with a mention."""
        with_mention = "article IN (SELECT article FROM entity_members)"
        ids = f"SELECT article_id FROM entity_articles WHERE {with_mention} AND {IN_ARTICLES}"
        return {article_id for [article_id] in rows_of(self._database, ids, list(articles))}

    def find(self, name: str, label: str = "", articles: Iterable[str] = ()) -> list[int]:
        """Numbers of the groups with a name; where there are none, of those with it as an alias.

        Args:
            label: only those that have it, where it is given.
            articles: only those that stand in one of them, where any is given.
        """
        for index in (self._by_name, self._by_alias):
            if found := self._fitting(index, name, label, set(articles)):
                # `Holland` is who is called so, if anybody is, and else the Netherlands.
                written = {n: {self._groups[n].name, *self._groups[n].used} for n in found}
                exact = [n for n in found if name.casefold() in map(str.casefold, written[n])]
                return exact or found
        return []

    def labels(self, name: str) -> list[str]:
        """The labels of all that are called so."""
        return sorted({self[number].label for number in self.find(name)})

    def merge(self, kept: int, other: int, evidence: str) -> None:
        """Make two groups one, under the name and label of the first."""
        merged = self._groups.pop(other)
        self._move(merged.entity, self[kept].entity, evidence)
        self[kept].take_in(merged)
        self._moved[other] = kept
        self._took_over[kept] |= {plain_name(merged.name), *self._took_over[other]}

    def take_out(
        self, number: int, articles: Iterable[str], label: str, evidence: str
    ) -> Group | None:
        """Take the members in some articles out of a group, and return them as one of some label.

        Where they are all of its members, or none, nothing is taken.
        """
        group, ids = self[number], list(articles)
        rest = f"SELECT count(*) FROM entity_joined WHERE entity = ? AND NOT {IN_ARTICLES}"
        [[left_there]] = rows_of(self._database, rest, group.entity, ids)
        if not left_there or not group.articles.keys() & ids:
            return None
        [[lowest]] = rows_of(self._database, "SELECT min(entity) FROM entity_joined")
        new = min(lowest, 0) - 1
        self._move(group.entity, new, evidence, ids)
        self._groups[number] = left = self._read(group.entity, group.label)
        left.attributes = group.attributes
        if plain_name(group.name) in left.plain:
            left.name = group.name
        self._by_name[plain_name(left.name)].append(number)
        return self._read(new, label)

    def put_in(self, number: int, group: Group) -> None:
        """Add the members of a group to another, which keeps its name, label and attributes."""
        self._move(group.entity, self[number].entity)
        self[number].take_in(group)

    def call(self, number: int, *, name: str = "", label: str = "") -> None:
        """Give a group another name or label; it is found by the old name too."""
        group = self[number]
        self._took_over[number] |= {plain_name(group.name)}
        group.name, group.label = name or group.name, label or group.label
        self._by_name[plain_name(group.name)].append(number)

    def join(self, number: int | None, join: Join, evidence: str) -> None:
        """Make a referent a member of a group, or of a new one."""
        if self._first is None:
            [[last]] = rows_of(self._database, "SELECT max(place) FROM entity_joined")
            self._first = 1 + (-1 if last is None else last)
        place = self._first + len(self._members)
        if number is None:
            group = Group(place, join.name, join.label)
            group.articles[join.article_id] = None
            if join.named:
                self.add(group)
                self._new.setdefault(join.name.lower(), join)
        else:
            group = self[number]
        article, known = self._numbers[join.article_id], (join.name, join.label, evidence)
        member = (place, article, join.number, join.mentions, None, join.named, group.entity)
        self._members.append((*member, *known))
        self._called += [(place, LAST_TURN, alias) for alias in join.aliases]

    def write(self) -> None:
        """Write new members, and the names, labels and attributes of the groups, into the database."""
        for table, rows in (("entity_joined", self._members), ("entity_aliases", self._called)):
            new = TableRows(self._database, table)
            for row in rows:
                new.append(row)
            new.write()
        self._database.execute(f"DELETE FROM entity_names WHERE {IS_MEANT}")
        names = TableRows(self._database, "entity_names")
        for group in self._groups.values():
            attributes = json.dumps(group.attributes) if group.attributes else None
            names.append((group.entity, group.name, group.label, attributes))
        names.write()

    def near_names(self) -> Iterator[tuple[Join, str]]:
        """New names that may be misspelt: each with one that was there and differs by a slip or two."""
        if not self._new:
            return
        self._database.execute("CREATE TABLE entity_new (text VARCHAR)")
        new = TableRows(self._database, "entity_new")
        for name in self._new:
            new.append((name,))
        new.write()
        for name, other in rows_of(self._database, NEAR, LONG_ENOUGH, SLIPS):
            yield self._new[name], other

    def _fitting(self, index, name, label, articles):
        found = []
        for number in index.get(plain_name(name), ()):
            while number in self._moved:
                number = self._moved[number]
            group = self._groups[number]
            # what was split off may have taken the name along
            called = plain_name(name) in group.plain | self._took_over[number]
            here = not articles or group.articles.keys() & articles
            if called and here and label in ("", group.label):
                found.append(number)
        return list(dict.fromkeys(found))

    def _read(self, entity, label):
        """A group as the database has it, named anew."""
        name, label = name_and_label(list(rows_of(self._database, MEMBERS, entity)), label)
        group = Group(entity, name, label)
        self._fill({entity: group}, f"entity = {entity:d}")
        return group

    def _fill(self, groups: Mapping[int, Group], which):
        """Read what groups are called, and in which articles of the corrections they stand."""
        of_them = f"FROM entity_joined WHERE {which}"
        for entity, name in rows_of(self._database, f"SELECT DISTINCT entity, name {of_them}"):
            groups[entity].names.add(name)
        used = (
            "SELECT DISTINCT entity, alias FROM entity_joined JOIN entity_aliases USING (place) "
            f"WHERE {which}"
        )
        for entity, alias in rows_of(self._database, used):
            groups[entity].used.add(alias)
        here = (
            "SELECT DISTINCT entity, article_id, article FROM entity_joined "
            f"JOIN entity_articles USING (article) WHERE {which} AND {IN_ARTICLES} ORDER BY article"
        )
        for entity, article_id, _ in rows_of(self._database, here, self._asked):
            groups[entity].articles[article_id] = None

    def _move(self, entity, to, evidence=None, articles=None):
        """Make members of one entity, all or those in some articles, members of another."""
        here = f" AND {IN_ARTICLES}" if articles is not None else ""
        self._database.execute(
            "UPDATE entity_joined SET entity = ?, evidence = coalesce(?, evidence) "
            f"WHERE entity = ?{here}",
            [to, evidence, entity, *([articles] if articles is not None else [])],
        )

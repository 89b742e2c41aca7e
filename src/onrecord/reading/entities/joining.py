"""Entities over a corpus: the referents of many articles that are the same are one row."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from onrecord.corpus.article import Article
from onrecord.reading.entities.called_so import find_called_so
from onrecord.reading.entities.collecting import collect
from onrecord.reading.entities.keeping_apart import Sense, keep_apart
from onrecord.reading.entities.mentions import Mention
from onrecord.reading.entities.naming import senses_of
from onrecord.reading.names.people_names import usual_name
from onrecord.tables.scratch import TableRows, rows_of

if TYPE_CHECKING:
    import duckdb

# An entity without a name has the number of its only member's place, one with a name a negative one.
KEPT = "CREATE TABLE entity_kept (place BIGINT, entity BIGINT, turn BIGINT, why VARCHAR)"
# Every member and its entity, as far as that is decided; corrections change `entity` and `evidence`.
JOINED = """
    CREATE TABLE entity_joined AS
    SELECT place, article, number, mentions, turn, call IS NOT NULL AS named,
        coalesce(entity_answers.entity, entity_kept.entity, place) AS entity,
        coalesce(entity_calls.name, entity_members.name) AS name,
        coalesce(entity_calls.label, entity_members.label) AS label,
        coalesce(entity_answers.why, entity_kept.why, '') AS evidence
    FROM entity_members LEFT JOIN entity_kept USING (place) LEFT JOIN entity_calls USING (call)
        LEFT JOIN entity_answers USING (place)"""
# The names of entities with several members, and what corrections have decided of any.
NAMES = "CREATE TABLE entity_names (entity BIGINT, name VARCHAR, label VARCHAR, known VARCHAR)"
ENTITIES = """
    CREATE TABLE entity_entities AS
    SELECT entity, first, mentions, articles, named, coalesce(entity_names.name, own.name) AS name,
        coalesce(entity_names.label, own.label) AS label, known,
        'e' || row_number() OVER (ORDER BY first) AS entity_id
    FROM (
        SELECT entity, min(first) AS first, sum(mentions) AS mentions, count(*) AS articles,
            bool_or(named) AS named, any_value(name) AS name, any_value(label) AS label
        FROM (
            SELECT entity, min(place) AS first, sum(mentions) AS mentions, bool_or(named) AS named,
                any_value(name) AS name, any_value(label) AS label
            FROM entity_joined GROUP BY entity, article
        ) GROUP BY entity
    ) AS own LEFT JOIN entity_names USING (entity)"""
MEMBERS = """
    SELECT entity, name, label, named, count(*), sum(mentions) FROM entity_joined
    WHERE entity < 0 GROUP BY ALL ORDER BY entity, min(place)"""
MEANT = """
    SELECT article, number, entity_id, entity_entities.name, entity_entities.label,
        entity_entities.named, evidence
    FROM entity_joined JOIN entity_entities USING (entity) ORDER BY article, place"""
ALIASES = """
    SELECT first, alias FROM (
        SELECT first, alias, min(entity_aliases.turn) AS turn
        FROM entity_aliases JOIN entity_joined USING (place) JOIN entity_entities USING (entity)
        WHERE alias <> entity_entities.name GROUP BY first, alias
    ) ORDER BY first, turn"""


@dataclass(frozen=True)
class Entity:
    """One entity of the corpus, numbered in order of its first mention.

    Attributes:
        named: whether any article has a proper name for it.
        aliases: its other names and its descriptions, in the order of their first use.
        attributes: what the user says of it, such as `party`.
    """

    entity_id: str
    name: str
    label: str
    named: bool
    aliases: tuple[str, ...]
    mentions: int
    articles: int
    attributes: Mapping[str, str] = field(default_factory=dict)


class Meant(NamedTuple):
    """The entity that a referent of one article is a part of, and what joined it."""

    entity_id: str
    name: str
    label: str
    named: bool
    joined_by: str

    def evidence_of(self, mention: Mention) -> str:
        """What joined a mention to its entity.

        Names say what joined their referent over the corpus; a description only if it has no name.
        """
        told = mention.form == "proper" or not mention.referent.named
        return self.joined_by if self.joined_by and told else mention.evidence


class Joined:
    """The entities of a corpus, in a database; both streams may be read again."""

    def __init__(self, database: "duckdb.DuckDBPyConnection", articles: int):
        self._database, self._articles = database, articles

    def referents(self) -> Iterator[dict[int, Meant]]:
        """For each article of the corpus, in order, the number of each referent → who is meant."""
        of_articles = groupby(rows_of(self._database, MEANT), itemgetter(0))
        at, members = next(of_articles, (-1, ()))
        for article in range(self._articles):
            if article != at:
                yield {}
                continue
            yield {number: Meant(*known) for _, number, *known in members}
            at, members = next(of_articles, (-1, ()))

    def entities(self) -> Iterator[Entity]:
        """The entities, in order of first mention."""
        aliases = groupby(rows_of(self._database, ALIASES), itemgetter(0))
        at, own = next(aliases, (-1, ()))
        columns = "first, entity_id, name, label, named, mentions, articles, known"
        for first, entity_id, name, label, named, mentions, articles, known in rows_of(
            self._database, f"SELECT {columns} FROM entity_entities ORDER BY first"
        ):
            other = ()
            if first == at:
                other = tuple(alias for _, alias in own)
                at, own = next(aliases, (-1, ()))
            attributes = json.loads(known) if known else {}
            yield Entity(entity_id, name, label, named, other, mentions, articles, attributes)


def join_entities(
    articles: Iterable[tuple[Article, Sequence[Mention], Collection[int]]],
    database: "duckdb.DuckDBPyConnection",
    revise: Callable[["duckdb.DuckDBPyConnection"], None] | None = None,
) -> Joined:
    """Make one entity of the referents of all articles that are the same.

    The same name is the same entity, whatever its case and its apostrophes; shorter names join the
    one longer name of the corpus that they may stand for (see `corpus_names`). A surname that is
    `she` in one article and `he` in another is two entities. Two referents that one article keeps
    apart stay apart, unless their full names are the same. One without a name is an entity of its
    article alone, but for a source whom the corpus calls so as it calls one person.

    Args:
        articles: each with its mentions, and the numbers of the referents that are a source, in
            corpus order; each is looked at once, one at a time. What has the name of an outlet is
            one.
        database: where the members of all entities are kept, in tables whose names begin with
            `entity_`.
        revise: changes the members' entities in the database before these are numbered, as a
            corrections do.
    """
    size = _join_named(articles, database)
    find_called_so(database)
    database.execute(JOINED)
    database.execute(NAMES)
    _name(database)
    if revise:
        revise(database)
    database.execute(ENTITIES)
    return Joined(database, size)


def name_and_label(members: Sequence[tuple[str, str, bool, int, int]], label: str = "") -> tuple:
    """What most articles call an entity, and the label that most give it.

    Args:
        members: name, label, whether it is a proper name, how many members have these, and their
            mentions; in the order of their first use.
        label: where it is known already.
    """
    articles, mentions, spelled = Counter[str](), Counter[str](), Counter[str]()
    for name, each, named, times, of_mentions in members:
        articles[each] += times
        mentions[each] += of_mentions
        if named:
            spelled[name] += times
    label = label or max(articles, key=lambda each: (articles[each], mentions[each], each))
    return usual_name(spelled, label) if spelled else members[0][0], label


def _join_named(articles, database):
    """Gather the articles and join all that have a name; how many articles there are."""
    collected = collect(articles, database)
    _keep(senses_of(collected, database), database)
    return collected.articles


def _keep(senses: Sequence[Sense], database):
    """Write which entity each member with a name is a part of, as far as the corpus tells."""
    database.execute(KEPT)
    kept, keys, last, turn = TableRows(database, "entity_kept"), dict[tuple, int](), 0, 0
    named = "SELECT article, place, call FROM entity_members WHERE call IS NOT NULL ORDER BY place"
    for _, members in groupby(rows_of(database, named), itemgetter(0)):
        for place, key, why in keep_apart([(at, senses[call]) for _, at, call in members]):
            entity = keys.get(key, last - 1)
            if entity < last:
                last = entity
                if not isinstance(key[1], int):  # of nobody else
                    keys[key] = entity
            kept.append((place, entity, turn, why))
            turn += 1
    kept.write()


def _name(database):
    """Name and label the entities that may have several members."""
    names = TableRows(database, "entity_names")
    for entity, members in groupby(rows_of(database, MEMBERS), itemgetter(0)):
        names.append((entity, *name_and_label([each[1:] for each in members]), None))
    names.write()

"""The mentions of a corpus, gathered into a database, as far as entities are made of them.

A *member* is a referent of one article, which becomes a part of an entity. It has its *place*: the
number of its first mention, counted through the corpus. How an article names somebody (name, label,
gender, with a title or not) is a *call*; only calls and the names in them are held in memory.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from onrecord.corpus.article import Article
from onrecord.reading.entities.descriptions import descriptions_of, read_asked
from onrecord.reading.entities.mentions import Mention, Referent
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.names.titles import gender_of_title
from onrecord.tables.scratch import TableRows

if TYPE_CHECKING:
    import duckdb

TABLES = {
    "entity_articles": "article INTEGER, article_id VARCHAR, published DATE",
    # without a call, a member has no proper name, and `name` is a description
    "entity_members": "place BIGINT, article INTEGER, number INTEGER, mentions INTEGER, "
    "call INTEGER, name VARCHAR, label VARCHAR",
    # each alias of a member once; `turn` counts through the corpus, member by member
    "entity_aliases": "place BIGINT, turn BIGINT, alias VARCHAR",
    "entity_called": "place BIGINT, call INTEGER, alias INTEGER",  # the proper ones
    "entity_described": "place BIGINT, description VARCHAR",  # what a named person is called
    # the descriptions of a source without a name
    "entity_asked": "place BIGINT, turn INTEGER, article INTEGER, gender VARCHAR, "
    "description VARCHAR, at_a_time BOOLEAN",
}


class Call(NamedTuple):
    """How an article names somebody or something."""

    name: str
    label: str
    gender: str
    titled: bool


class Collected:
    """What stays in memory of a corpus.

    Attributes:
        calls: in the order of their first use; what has the name of an outlet is an organisation.
        aliases: in the order of their first use.
        articles: how many there are.
    """

    def __init__(self, database: "duckdb.DuckDBPyConnection"):
        self.articles = 0
        self._mentions = self._aliases = 0
        self._calls: dict[Call, int] = {}
        self._proper: dict[str, int] = {}
        self._titled: list[bool] = []
        self._outlets: set[str] = set()
        self._rows = {}
        for table, columns in TABLES.items():
            database.execute(f"CREATE TABLE {table} ({columns})")
            self._rows[table.removeprefix("entity_")] = TableRows(database, table)

    @property
    def calls(self) -> list[Call]:
        return [
            call._replace(label="ORG", gender="")
            if plain_name(call.name) in self._outlets
            else call
            for call in self._calls
        ]

    @property
    def aliases(self) -> list[str]:
        return list(self._proper)

    def add(self, article: Article, mentions: Sequence[Mention], sources: Collection[int]) -> None:
        """Take note of the next article.

        Args:
            sources: the numbers of the referents that are one.
        """
        if article.outlet:
            self._outlets.add(plain_name(article.outlet))
        self._rows["articles"].append((self.articles, article.article_id, article.published))
        members: dict[int, tuple[int, list[Mention]]] = {}
        for place, mention in enumerate(mentions, self._mentions):
            members.setdefault(mention.referent.number, (place, []))[1].append(mention)
        for place, own in members.values():
            referent = own[0].referent
            known: tuple = (None, referent.name, referent.label)
            if referent.named:
                known = (self._call(place, referent, own), None, None)
                if referent.label == "PERSON":
                    self._describe(place, article.text or "", own)
            elif referent.label == "PERSON" and referent.number in sources and not referent.plural:
                self._ask(place, referent, own)
            self._rows["members"].append((place, self.articles, referent.number, len(own), *known))
            for alias in dict.fromkeys(a for m in own if m.form != "pronoun" for a in m.aliases):
                self._rows["aliases"].append((place, self._aliases, alias))
                self._aliases += 1
        self._mentions += len(mentions)
        self.articles += 1

    def write(self) -> None:
        """Write what is left; to be called at the end."""
        for rows in self._rows.values():
            rows.write()

    def _call(self, place, referent: Referent, mentions) -> int:
        """The number of how a member is named; its proper names are noted."""
        found = {a: self._alias(a) for m in mentions if m.form == "proper" for a in m.aliases}
        titled = any(self._titled[alias] for alias in found.values())
        call = Call(referent.name, referent.label, referent.gender, titled)
        number = self._calls.setdefault(call, len(self._calls))
        for alias in found.values():
            self._rows["called"].append((place, number, alias))
        return number

    def _alias(self, alias) -> int:
        number = self._proper.setdefault(alias, len(self._proper))
        if number == len(self._titled):
            self._titled.append(bool(gender_of_title(alias.split(" ")[0])))
        return number

    def _describe(self, place, text, mentions):
        for mention in mentions:
            for description in descriptions_of(text, mention):
                self._rows["described"].append((place, str(description)))

    def _ask(self, place, referent, mentions):
        said = dict.fromkeys(m.aliases[0] for m in mentions if m.form == "common")
        for turn, description in enumerate(map(read_asked, said)):
            if description:
                asked = (str(description), description.at_a_time)
                self._rows["asked"].append((place, turn, self.articles, referent.gender, *asked))


def collect(
    articles: Iterable[tuple[Article, Sequence[Mention], Collection[int]]],
    database: "duckdb.DuckDBPyConnection",
) -> Collected:
    """Gather the mentions of articles, each looked at once; see `join_entities`."""
    collected = Collected(database)
    for article, mentions, sources in articles:
        collected.add(article, mentions, sources)
    collected.write()
    return collected

"""The proper names of a corpus as a database has counted them, and what each is taken for."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from onrecord.reading.entities.collecting import Collected
from onrecord.reading.entities.keeping_apart import Sense, single_name
from onrecord.reading.names.corpus_names import CorpusNames
from onrecord.reading.names.spelling import core
from onrecord.reading.names.uses import NameUse
from onrecord.tables.scratch import TableRows, rows_of

if TYPE_CHECKING:
    import duckdb

# Looked at together: what is told apart of more of them does not fit into DuckDB's memory.
ARTICLES, PLACES = 20_000, 500_000
TABLES = {
    "entity_uses": "plain INTEGER, article INTEGER",
    "entity_calls": "call INTEGER, plain INTEGER, name VARCHAR, label VARCHAR, gender VARCHAR",
    "entity_shorts": "alias INTEGER, person BOOLEAN, short INTEGER",
    "entity_unions": "number INTEGER, plain INTEGER",
}


def senses_of(collected: Collected, database: "duckdb.DuckDBPyConnection") -> list[Sense]:
    """What the corpus makes of each call, in their order."""
    for table, columns in TABLES.items():
        database.execute(f"CREATE TABLE {table} ({columns})")
    calls, index = collected.calls, dict[str, int]()
    written = TableRows(database, "entity_calls")
    for number, call in enumerate(calls):
        plain = index.setdefault(core(call.name, call.label), len(index))
        written.append((number, plain, call.name, call.label, call.gender))
    written.write()
    names = _corpus_names(collected, calls, index, database)
    return [_sense(call, names) for call in calls]


def _sense(call, names):
    longest, gender, why = names.longest(*call)
    return Sense(
        key=(longest, gender),
        own=core(call.name, call.label),
        short=single_name(call.name, call.label),
        label=call.label,
        gender=call.gender,
        gender_of_key=names.gender(longest),
        why=why,
    )


def _corpus_names(collected, calls, index, database):
    """The names, settled; `index` has the number of each plain one, and is given those of short ones."""
    for some in _ranges(collected.articles, ARTICLES):
        database.execute(
            "INSERT INTO entity_uses SELECT DISTINCT plain, article FROM entity_members"
            " JOIN entity_calls USING (call) WHERE article BETWEEN ? AND ?",
            some,
        )
    uses = {plain: NameUse() for plain in index}
    counted = "SELECT call, count(*) FROM entity_members WHERE call IS NOT NULL GROUP BY call"
    times = dict(rows_of(database, counted))
    for number, call in enumerate(calls):
        use = uses[core(call.name, call.label)]
        use.add(call.name, call.label, call.gender, times[number])
    plains = list(index)
    for plain, articles in rows_of(database, "SELECT plain, count(*) FROM entity_uses GROUP BY 1"):
        uses[plains[plain]].articles = articles
    called = _called(collected.aliases, index, database)
    [[last]] = rows_of(database, "SELECT coalesce(max(article), 0) FROM entity_uses")

    def count(unions: Sequence[Collection[str]]) -> list[int]:
        return _count(unions, index, collected.articles, database) if unions else []

    return CorpusNames(uses, called, last, count)


def _called(aliases, index, database):
    """Short name → plain names that articles shorten to it, and how often."""
    pairs = rows_of(
        database,
        "SELECT DISTINCT alias, label = 'PERSON' FROM entity_called JOIN entity_calls USING (call)",
    )
    written = TableRows(database, "entity_shorts")
    for alias, person in pairs:
        short = core(aliases[alias], "PERSON" if person else "", shorten=True)
        written.append((alias, person, index.setdefault(short, len(index))))
    written.write()
    names = list(index)
    called: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    [[places]] = rows_of(database, "SELECT coalesce(max(place) + 1, 0) FROM entity_called")
    for some in _ranges(places, PLACES):
        for short, plain, times in rows_of(
            database,
            "SELECT short, plain, count(*) FROM ("
            "  SELECT DISTINCT place, short, plain FROM entity_called JOIN entity_calls USING (call)"
            "  JOIN entity_shorts ON entity_shorts.alias = entity_called.alias"
            "  AND person = (label = 'PERSON') WHERE short <> plain AND place BETWEEN ? AND ?"
            ") GROUP BY short, plain",
            *some,
        ):
            called[names[short]][names[plain]] += times
    return called


def _count(unions, index, articles, database):
    """The number of articles with any of some names, for each of some collections of names."""
    database.execute("DELETE FROM entity_unions")
    written = TableRows(database, "entity_unions")
    for number, union in enumerate(unions):
        for name in union:
            written.append((number, index[name]))
    written.write()
    counted = [0] * len(unions)
    for some in _ranges(articles, ARTICLES):
        for number, found in rows_of(
            database,
            "SELECT number, count(*) FROM (SELECT DISTINCT number, article FROM entity_unions"
            " JOIN entity_uses USING (plain) WHERE article BETWEEN ? AND ?) GROUP BY number",
            *some,
        ):
            counted[number] += found
    return counted


def _ranges(size, step):
    """First and last of each part of so many numbers from 0 on."""
    return [(start, start + step - 1) for start in range(0, size, step)]

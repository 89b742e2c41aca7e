"""Who speaks where an article says `the Ohio governor` and no more.

That is the one person named in the article whom the corpus calls so; or where it names none of them,
the one whom other articles call so and nobody else, if it is an office that one person has at a
time. Where articles have dates, those of about the same time count.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from onrecord.tables.scratch import TableRows, rows_of

if TYPE_CHECKING:
    import duckdb

ELSEWHERE, HERE = "called so in another article: ", "called so in this article"
YEAR = 365  # days; further apart in time, an office may be somebody else's

# `entity_kept` has the entity of each member with a name; see `joining`.
NAMED_PEOPLE = """
    CREATE TABLE entity_people AS SELECT place, article, entity, gender
    FROM entity_members JOIN entity_calls USING (call) JOIN entity_kept USING (place)
    WHERE entity_calls.label = 'PERSON'"""
# For each description that is asked for, who is called so on which day, in how many articles
# (each as often as it says so), and the first two of them. Days are counted, none is -1.
HOLDERS = """
    CREATE TABLE entity_holders AS
    SELECT description, entity, coalesce(published - DATE '0001-01-01', -1) AS day,
        sum(times) AS times, min(article, 2) AS first
    FROM (
        SELECT description, entity, published, article, count(*) AS times
        FROM entity_described JOIN entity_people USING (place) JOIN entity_articles USING (article)
        WHERE description IN (SELECT description FROM entity_asked)
        GROUP BY ALL
    ) GROUP BY description, entity, day"""
GENDERS = """
    CREATE TABLE entity_genders AS
    SELECT entity, arg_max(gender, (times, gender)) AS gender FROM (
        SELECT entity, gender, count(*) AS times FROM entity_people
        WHERE gender <> '' AND entity IN (SELECT entity FROM entity_holders) GROUP BY ALL
    ) GROUP BY entity"""
# Questions of one day are asked together. With each come the people whom its article names.
ASKED = """
    SELECT description, coalesce(published - DATE '0001-01-01', -1) AS day, gender, place, turn,
        article, at_a_time, coalesce((
            SELECT list(DISTINCT entity) FROM entity_people
            WHERE entity_people.article = entity_asked.article
        ), [])
    FROM entity_asked JOIN entity_articles USING (article)
    WHERE description IN (SELECT description FROM entity_holders)
    ORDER BY description, day, gender"""
CALLED = """
    SELECT description, entity, coalesce(gender, ''), day, times, first
    FROM entity_holders LEFT JOIN entity_genders USING (entity)
    ORDER BY description, entity, day"""
TABLES = {
    "entity_found": "place BIGINT, turn INTEGER, entity BIGINT, article INTEGER",
    "entity_answers": "place BIGINT, entity BIGINT, why VARCHAR",
}
# A source that is called several things is one person by all that tell.
ANSWERS = """
    INSERT INTO entity_answers
    SELECT place, any_value(entity) AS entity, arg_max(why, turn) AS why FROM (
        SELECT place, turn, entity, coalesce(? || article_id, ?) AS why
        FROM entity_found LEFT JOIN entity_articles USING (article)
    )
    GROUP BY place HAVING count(DISTINCT entity) = 1"""


class Holder:
    """Somebody whom articles call so: on which days, in how many articles, in which ones first."""

    def __init__(self, gender: str, days: list[tuple[int, int, list[int]]]):
        undated = [day for day in days if day[0] < 0]
        dated = days[len(undated) :]
        self._gender = gender
        self._undated = sum(times for _, times, _ in undated)
        self._without_day = undated[0][2] if undated else []
        self._days = [day for day, _, _ in dated]
        self._first = [first for _, _, first in dated]
        self._before = [0, *accumulate(times for _, times, _ in dated)]

    def articles(self, day: int, gender: str) -> int:
        """How many articles of about the same time call somebody of that gender so."""
        if gender and self._gender and gender != self._gender:
            return 0
        first, last = self._near(day)
        return self._undated + self._before[last] - self._before[first]

    def nearest(self, day: int, article: int) -> int | None:
        """The other article that is nearest in time, the first of several; None where there is none."""
        first, last = self._near(day)
        found = [(YEAR, other) for other in self._without_day]
        for at, articles in zip(self._days[first:last], self._first[first:last], strict=True):
            found += [(abs(day - at) if day >= 0 else YEAR, other) for other in articles]
        return min((f for f in found if f[1] != article), default=(0, None))[1]

    def _near(self, day):
        if day < 0:
            return 0, len(self._days)
        return bisect_left(self._days, day - YEAR), bisect_right(self._days, day + YEAR)


def find_called_so(database: "duckdb.DuckDBPyConnection") -> None:
    """Fill the table `entity_answers` with sources without a name who are somebody of the corpus."""
    for table, columns in TABLES.items():
        database.execute(f"CREATE TABLE {table} ({columns})")
    if next(rows_of(database, "SELECT 1 FROM entity_asked LIMIT 1"), None) is None:
        return
    for query in (NAMED_PEOPLE, HOLDERS, GENDERS):
        database.execute(query)
    found = TableRows(database, "entity_found")
    asked = groupby(rows_of(database, ASKED), itemgetter(0))
    called = groupby(rows_of(database, CALLED), itemgetter(0))
    for (_, questions), (_, people) in zip(asked, called, strict=True):
        holders = dict(_holders(people))
        for (day, gender), of_day in groupby(questions, itemgetter(1, 2)):
            articles = {entity: holder.articles(day, gender) for entity, holder in holders.items()}
            articles = {entity: times for entity, times in articles.items() if times}
            for *_, place, turn, article, at_a_time, named in of_day:
                entity = _meant(articles, named, at_a_time)
                if entity is not None:
                    nearest = holders[entity].nearest(day, article)
                    found.append((place, turn, entity, nearest))
    found.write()
    database.execute(ANSWERS, [ELSEWHERE, HERE])


def _holders(rows) -> Iterator[tuple[int, Holder]]:
    for (entity, gender), own in groupby(rows, itemgetter(1, 2)):
        yield entity, Holder(gender, [day for _, _, _, *day in own])


def _meant(articles, named, at_a_time):
    """Whom a description means, or None where that is not sure.

    Args:
        articles: entity → how many articles call it so.
        named: the entities whom the article names.
        at_a_time: whether it is an office that one person has at a time.
    """
    meant = [entity for entity in named if entity in articles]
    if not meant and at_a_time:
        meant = list(articles)
    if len(meant) != 1 or articles[meant[0]] < max(articles.values()):
        return None
    return meant[0]

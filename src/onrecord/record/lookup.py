"""Rows of the tables that have ids, found by id, by article, or by what a reader would call them."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath

import pyarrow as pa

from onrecord.errors import OnrecordError
from onrecord.record.nearest import MOST, listing
from onrecord.record.search import FOLD
from onrecord.tables.folder import Tables

KEYS = {
    "articles": "article_id",
    "attributions": "attribution_id",
    "mentions": "mention_id",
    "entities": "entity_id",
    "claims": "claim_id",
}
BATCH = 256  # articles held at once as Python values, when all are gone through


class Lookup:
    """Gives rows as dicts, made anew each time. Where they stand is found once, when asked."""

    def __init__(self, tables: Tables):
        self._tables = {name: getattr(tables, name).combine_chunks() for name in KEYS}

    def has(self, table: str, identifier: str) -> bool:
        return identifier in self._places[table]

    def place(self, table: str, identifier: str) -> int:
        """Which row it is, from 0."""
        return self._places[table][identifier]

    def row(self, table: str, identifier: str) -> dict:
        return self._tables[table].slice(self.place(table, identifier), 1).to_pylist()[0]

    def article_of(self, table: str, identifier: str) -> str:
        """The article_id of a row of `attributions` or `mentions`."""
        return self._articles[table][self.place(table, identifier)]

    def rows(self, table: str) -> Iterator[dict]:
        """All rows, in order, never all in memory."""
        for batch in self._tables[table].to_batches(max_chunksize=BATCH):
            yield from batch.to_pylist()

    def of_article(self, table: str, article_id: str) -> list[dict]:
        """Rows of `attributions` or `mentions` that stand in an article, in their order."""
        places = self._by_article[table].get(article_id, [])
        return self._tables[table].take(pa.array(places, pa.int64())).to_pylist()

    def attribution(self, attribution_id: str) -> dict:
        """The row of an attribution with the `act` of its claim."""
        return self._with_act(self.row("attributions", attribution_id))

    def attributions_of(self, article_id: str) -> list[dict]:
        """The rows of an article's attributions with the `act` of their claims."""
        return [self._with_act(row) for row in self.of_article("attributions", article_id)]

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each entity_id."""
        return dict(
            zip(
                self._column("entities", "entity_id"), self._column("entities", "name"), strict=True
            )
        )

    @cached_property
    def deniers(self) -> dict[str, list[str]]:
        """The claim_ids of those that deny it, of each claim that is denied, in their order."""
        found: dict[str, list[str]] = {}
        claims = self._column("claims", "claim_id"), self._column("claims", "disputes")
        for claim_id, denied in zip(*claims, strict=True):
            for other in denied:
                found.setdefault(other, []).append(claim_id)
        return found

    def entity(self, who: str) -> dict:
        """The entity with this id, else this name, else this alias, in any case.

        Of several those that have a name go before those that have descriptions only.

        Raises:
            OnrecordError: there is none, or more than one.
        """
        if self.has("entities", who):
            return self.row("entities", who)
        wanted, rows = _folded(who), list(self.rows("entities"))
        found = [row for row in rows if _folded(row["name"]) == wanted]
        found = found or [row for row in rows if wanted in map(_folded, row["aliases"])]
        found = [row for row in found if row["named"]] or found
        if len(found) == 1:
            return found[0]
        if found:
            named = ", ".join(
                f"{r['name']!r} ({r['entity_id']}, {r['label']})" for r in found[:MOST]
            )
            named += f" and {len(found) - MOST:,} more" if len(found) > MOST else ""
            raise OnrecordError(
                f"{who!r} may be any of {named}. Each would give another answer; "
                "ask for the one you mean by its full name or its entity_id."
            )
        names = [name for row in rows for name in (row["name"], *row["aliases"])]
        raise OnrecordError(
            f"No entity is called {who!r}. {_there_are('entities', who, names)} "
            "Ask by entity_id, name or alias."
        )

    def article_id(self, article: str) -> str:
        """An article's id, from its id, its file's stem, or a beginning that no other has.

        Raises:
            OnrecordError: there is none, or more than one.
        """
        if self.has("articles", article):
            return article
        ids, paths = self._column("articles", "article_id"), self._column("articles", "path")
        found = [
            i for i, path in zip(ids, paths, strict=True) if PurePosixPath(path).stem == article
        ]
        found = found or [i for i in ids if article and i.startswith(article)]
        if len(found) == 1:
            return found[0]
        if found:
            raise OnrecordError(
                f"{article!r} may be any of {listing(article, found)}. Give the whole article_id."
            )
        raise OnrecordError(
            f"No article has the id {article!r}. {_there_are('articles', article, ids)}"
        )

    @cached_property
    def _places(self):
        return {
            table: {identifier: n for n, identifier in enumerate(self._column(table, key))}
            for table, key in KEYS.items()
        }

    @cached_property
    def _by_article(self):
        found = {}
        for table, article_ids in self._articles.items():
            places = found.setdefault(table, {})
            for n, article_id in enumerate(article_ids):
                places.setdefault(article_id, []).append(n)
        return found

    @cached_property
    def _articles(self):
        return {t: self._column(t, "article_id") for t in ("attributions", "mentions")}

    @cached_property
    def _acts(self):
        return dict(
            zip(self._column("claims", "claim_id"), self._column("claims", "act"), strict=True)
        )

    def _column(self, table, name):
        return self._tables[table][name].to_pylist()

    def _with_act(self, row):
        return row | {"act": self._acts.get(row["attribution_id"])}


def _folded(name):
    return " ".join(name.translate(FOLD).split()).casefold()


def _there_are(what, value, values):
    if not values:
        return f"The record has no {what}."
    return f"The nearest are {listing(value, values)}."

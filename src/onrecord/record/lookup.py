"""Rows of the tables that have ids, found by id, by article, or by what a reader would call them."""

import difflib
import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.errors import OnrecordError
from onrecord.pages.marking import write_act
from onrecord.reading.union import grouped
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.frames import with_affiliation
from onrecord.tables.schema import TABLES

# Typographers' marks and typewriters' match each other; one character for one keeps every offset.
FOLD = str.maketrans("‘’‚‛ʼ′“”„‟″«»‐‑\u00a0\u202f", "''''''" + '"""""""' + "--" + "  ")
KEYS = {name: table.columns[0].name for name, table in TABLES.items()}
ROWS_HELD = 256  # at once as Python values, when all of a table are gone through
MOST_NAMED = 8  # of the values that there are, in a message


class Lookup:
    """Gives rows as dicts, to be read and not changed. Where they stand is found once, when asked.

    Rows of `attributions` have the `act` of their claim too, in words, and what `with_affiliation` adds.
    """

    def __init__(self, tables: Tables):
        self._tables = {name: getattr(tables, name).combine_chunks() for name in KEYS}
        self._kept = lru_cache(ROWS_HELD)(self._read)
        self.passages: dict[tuple[str, str], Any] = {}  # that were made of attributions before
        found, claims = with_affiliation(tables).combine_chunks(), self._tables["claims"]
        places = pc.index_in(found["attribution_id"], claims["claim_id"])
        self._tables["attributions"] = found.append_column("act", _acts(claims).take(places))

    def ids(self, table: str) -> Collection[str]:
        return self._places[table].keys()

    def place(self, table: str, identifier: str) -> int:
        """Which row it is, from 0."""
        return self._places[table][identifier]

    def row(self, table: str, identifier: str) -> dict:
        return self._kept(table, self.place(table, identifier))

    @cached_property
    def homes(self) -> dict[str, int]:
        """Of each attribution and mention, which row its article is."""
        articles, tables = self._places["articles"], self._articles.items()
        return {
            identifier: articles[article]
            for table, own in tables
            for identifier, article in zip(self._places[table], own, strict=True)
        }

    def rows(self, table: str) -> Iterator[dict]:
        """All rows, in order, never all in memory."""
        for batch in self._tables[table].to_batches(max_chunksize=ROWS_HELD):
            yield from batch.to_pylist()

    def of_article(self, table: str, article_id: str) -> list[dict]:
        """Rows of `attributions` or `mentions` that stand in an article, in their order."""
        places = self._by_article[table].get(article_id, ())
        return self._tables[table].take(pa.array(places, pa.int64())).to_pylist()

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each entity_id."""
        return dict(read_columns(self._tables["entities"], "entity_id", "name"))

    @cached_property
    def deniers(self) -> dict[str, list[str]]:
        """Denied claim_id → the claim_ids of those that deny it, in their order."""
        rows = read_columns(self._tables["claims"], "claim_id", "disputes")
        return grouped((other, claim_id) for claim_id, denied in rows for other in denied)

    @cached_property
    def said_by(self) -> Counter[str]:
        """Of how many attributions each entity_id is the source."""
        return Counter(self._tables["attributions"]["source_entity"].to_pylist())

    @cached_property
    def said_inside(self) -> Counter[str]:
        """How many of these stand inside other attributions."""
        found = self._tables["attributions"]
        return Counter(found.filter(pc.greater(found["depth"], 0))["source_entity"].to_pylist())

    @cached_property
    def proper(self) -> set[tuple[str, str]]:
        """Each entity_id with what it is called by a proper name, folded."""
        mentions = self._tables["mentions"]
        own = mentions.filter(pc.equal(mentions["form"], "proper"))
        pairs = own.group_by(["entity_id", "text"]).aggregate([])
        return {(i, folded(text)) for i, text in read_columns(pairs, "entity_id", "text")}

    def article_id(self, article: str) -> str:
        """An article's id, from its id, its file's stem, or a beginning that no other has.

        Raises:
            OnrecordError: there is none, or more than one.
        """
        if article in self.ids("articles"):
            return article
        paths = dict(read_columns(self._tables["articles"], "article_id", "path"))
        found = [i for i, path in paths.items() if PurePosixPath(path).stem == article]
        found = found or [i for i in paths if article and i.startswith(article)]
        if len(found) == 1:
            return found[0]
        if found:
            raise OnrecordError(
                f"{article!r} may be any of {listing(article, found)}. Give the whole article_id."
            )
        near = (
            f"The nearest are {listing(article, paths)}."
            if paths
            else "The record has no articles."
        )
        raise OnrecordError(f"No article has the id {article!r}. {near}")

    def _read(self, table, place):
        return self._tables[table].slice(place, 1).to_pylist()[0]

    @cached_property
    def _places(self):
        ids = {table: self._tables[table][key].to_pylist() for table, key in KEYS.items()}
        return {table: {id_: n for n, id_ in enumerate(column)} for table, column in ids.items()}

    @cached_property
    def _by_article(self):
        return {t: grouped((i, n) for n, i in enumerate(ids)) for t, ids in self._articles.items()}

    @cached_property
    def _articles(self):
        return {t: self._tables[t]["article_id"].to_pylist() for t in ("attributions", "mentions")}


def listing(value: str, values: Iterable[str]) -> str:
    """Values, each once, as words for a message: those that hold `value` first, then those like it."""
    wanted = value.casefold()

    def distance(other):
        folded = other.casefold()
        alike = difflib.SequenceMatcher(None, wanted, folded, autojunk=False).ratio()
        return wanted not in folded, -alike, other

    return first_few(list(map(repr, sorted(dict.fromkeys(values), key=distance))))


def first_few(texts: Sequence[str]) -> str:
    """Texts as words: `'a', 'b' and 3 more`."""
    more = len(texts) - MOST_NAMED
    return ", ".join(texts[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def folded(name: str) -> str:
    """What is the same in a name however it is typed."""
    return " ".join(name.translate(FOLD).split()).casefold()


def _acts(claims):
    """The act of each claim in words."""
    told = zip(*(claims[name].to_pylist() for name in ("act", "act_evidence")), strict=True)
    return pa.array(itertools.starmap(write_act, told), pa.string())

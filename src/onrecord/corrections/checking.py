"""Corrections held against tables, before they are applied: which rows fit nothing there."""

from collections import defaultdict
from collections.abc import Iterator

from onrecord.corrections.corrections import OF_ATTRIBUTIONS, Corrections
from onrecord.corrections.places import EDGE_WORDS, find_words, nearest_words, same_content
from onrecord.corrections.row import OF_TEXTS, Row, Spans, article_ids, known_id, read_spans
from onrecord.reading.names.spelling import plain_name
from onrecord.tables.folder import Tables, read_columns


def misfits(corrections: Corrections, tables: Tables) -> Iterator[str]:
    """For each decided row that fits nothing in some tables a line, with file, row and reason.

    Words are looked for in the articles, what is set right of an attribution or a mention among those
    of the tables, and names among the entities. Of tables that were made with these corrections the lines
    are those of their manifest.
    """
    applied = tables.manifest.get("corrections", {})
    if applied.get("sha256") == corrections.sha256:
        yield from applied["warnings"]
        return
    known = _Known(tables, corrections)
    told: dict[str, None] = {}
    for row in corrections.rows:
        if row.decided:
            for why in known.wrong(row):
                told[f"{corrections.file}, row {row.number}: {why}."] = None
    yield from told


class _Known:
    """What rows are held against."""

    def __init__(self, tables: Tables, corrections: Corrections):
        self._texts = dict(read_columns(tables.articles, "article_id", "text"))
        self._names: dict[str, set[str]] = defaultdict(set)  # name → entities
        columns: tuple[str, ...] = "entity_id", "name", "aliases"
        for entity_id, name, aliases in read_columns(tables.entities, *columns):
            for each in (name, *aliases):
                self._names[plain_name(each)].add(entity_id)
        self._contents: dict[str, list[Spans]] = defaultdict(list)
        for article_id, spans in read_columns(tables.attributions, "article_id", "content_spans"):
            self._contents[article_id].append(tuple((s, e) for s, e in spans))
        self._mentions, self._articles = set(), defaultdict[str, set[str]](set)
        columns = "entity_id", "article_id", "start", "end"
        for entity_id, *place in read_columns(tables.mentions, *columns):
            self._mentions.add(tuple(place))
            self._articles[entity_id].add(place[0])
        self._deleted: dict[tuple[str, Spans], int] = {}  # → the row that deletes it
        for row in corrections.rows:
            if row.kind == "attribution" and row.decided:
                article_id, found, _ = self._find(row.articles, row.spans, row.text, row.example)
                if found and row.rejects:
                    self._deleted[article_id, found] = row.number
                elif found:
                    self._contents[article_id].append(found)

    def wrong(self, row: Row) -> Iterator[str]:
        """Why a row fits nothing, if it does not."""
        if row.kind not in OF_TEXTS:
            yield from self._wrong_names(row)
            return
        yield from self._wrong_place(row, row.articles, row.spans, row.text, row.example)
        if row.kind == "link":
            other = row.other_spans, row.other_text, row.other_example
            yield from self._wrong_place(row, row.other_articles, *other)

    def _wrong_names(self, row):
        for name in filter(None, [row.name, row.other_name if row.kind == "merge" else ""]):
            if plain_name(name) not in self._names:
                yield f"no entity is called {name!r}"
        for article_id in article_ids(f"{row.articles};{row.other_articles}"):
            if known_id(article_id, self._texts) is None:
                yield f"no article has the id {article_id!r}"
        if row.kind == "split" and row.decision == "yes":
            of = self._names.get(plain_name(row.name), ())
            there = {article for entity in of for article in self._articles[entity]}
            if of and not any(known_id(each, there) for each in article_ids(row.other_articles)):
                yield f"{row.name!r} is mentioned in none of {row.other_articles!r}"

    def _find(self, cell, spans, text, example) -> tuple[str, Spans, str]:
        """The article that a row means, where its words stand there, and why they do not."""
        article_id = known_id(cell, self._texts)
        if article_id is None:
            return "", (), f"no article has the id {cell!r}"
        found, why = find_words(self._texts[article_id] or "", read_spans(spans), text, example)
        return article_id, found, f"in {article_id!r}: {why}"

    def _wrong_place(self, row, cell, spans, text, example):
        article_id, found, why = self._find(cell, spans, text, example)
        if not found:
            yield why
            return
        body, of_attribution = self._texts[article_id], row.kind in (*OF_ATTRIBUTIONS, "link")
        most = 0 if row.rejects and row.kind == "attribution" else EDGE_WORDS
        there = same_content(body, found, self._contents[article_id], most) is not None
        by = self._deleted.get((article_id, found))
        if of_attribution and by:
            yield f"in {article_id!r}: by row {by} these words are no attribution"
        elif of_attribution and not there:
            yield f"in {article_id!r}: no attribution has these words as its content"
        elif row.kind == "attribution" and row.rejects and not there:
            yield f"in {article_id!r}: no attribution has these very words, so none would be deleted"
        place = article_id, *found[0]
        if row.kind == "mention" and row.rejects and place not in self._mentions:
            yield f"in {article_id!r}: no mention stands there"
        words = row.other_text if row.kind in OF_ATTRIBUTIONS else ""
        words = words or (row.answer if row.kind == "content" else "")
        if words and not row.other_spans and not nearest_words(body, words, found):
            yield f"the article does not have the words {words!r}"

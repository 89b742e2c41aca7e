"""Corrections held against tables, before they are applied: which rows fit nothing there."""

from collections.abc import Iterator

from onrecord.corrections.corrections import Corrections
from onrecord.corrections.editor import same_days
from onrecord.corrections.places import find_words
from onrecord.corrections.row import OF_TEXTS, Row, read_spans
from onrecord.reading.names.spelling import plain_name
from onrecord.tables.folder import Tables, read_columns


def misfits(corrections: Corrections, tables: Tables) -> Iterator[str]:
    """For each decided row that fits nothing in some tables a line, with file, row and reason.

    Words are looked for in the articles, and names among the entities. Whether an attribution or a
    mention is still found there is known only once the rows are applied.
    """
    texts = dict(read_columns(tables.articles, "article_id", "text"))
    names: set[str] = set()
    for name, aliases in read_columns(tables.entities, "name", "aliases"):
        names.update(map(plain_name, [name, *aliases]))
    for row in corrections.rows:
        if row.decided:
            for why in _wrong(row, texts, names):
                yield f"{corrections.file}, row {row.number}: {why}."


def _wrong(row: Row, texts, names):
    if row.kind not in OF_TEXTS:
        for name in filter(None, [row.name, row.other_name if row.kind == "merge" else ""]):
            if plain_name(name) not in names:
                yield f"no entity is called {name!r}"
        return
    yield from _words(texts, row.articles, row.spans, row.text, row.example)
    if row.kind == "link":
        other = row.other_spans, row.other_text, row.other_example
        yield from _words(texts, row.other_articles, *other)


def _words(texts, cell, spans, text, example):
    article_id = next((i for i in same_days(cell) if i in texts), None)
    if article_id is None:
        yield f"no article has the id {cell!r}"
        return
    found, why = find_words(texts[article_id] or "", read_spans(spans), text, example)
    if not found:
        yield f"in {article_id!r}: {why}"

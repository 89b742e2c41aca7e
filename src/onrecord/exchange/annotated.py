"""Attributions as people marked them in another tool, and how they differ from the tables: corrections."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.corrections.editing import alike
from onrecord.corrections.row import GAP, UNNAMED, Row, Spans
from onrecord.exchange.by_article import ArticleRows, by_article, was_read
from onrecord.reading.doc.quotes import said
from onrecord.tables.folder import Tables

LEAST = 0.5  # what two contents must have in common to be one that was changed


@dataclass
class Annotated:
    """One attribution as it was marked.

    Attributes:
        key: the attribution_id that it had in the tables, if any.
        spans: of each role, in text order.
        values: of `act`, `commitment`, `kind` and `name`; those that are not given are missing.
    """

    key: str = ""
    spans: dict[str, Spans] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def articles_by_id(tables: Tables) -> dict[str, ArticleRows]:
    """The articles that were read, with what was found in them."""
    found = (rows for rows in by_article(tables) if was_read(rows.article))
    return {rows.article["article_id"]: rows for rows in found}


def differences(
    known: ArticleRows, marks: Iterable[Annotated], shaped: Callable[[Spans], Spans] = lambda s: s
) -> Iterator[Row]:
    """What people have changed in one article, as rows of corrections; nothing for what they left.

    Args:
        marks: all attributions of the article, as they are now.
        shaped: how the other tool writes spans, so that its own ways are no change.
    """
    text, marks = known.article["text"], list(marks)
    rows = {row["attribution_id"]: row for row in known.attributions}
    of_row = {mark.key: mark for mark in marks if mark.key in rows}
    new = [mark for mark in marks if mark.key not in of_row or of_row[mark.key] is not mark]
    for key, row in rows.items():
        if key not in of_row and new:
            spans = _spans(row, "content")
            best = max(new, key=lambda mark: alike(mark.spans["content"], spans))
            if alike(best.spans["content"], spans) >= LEAST:
                of_row[key] = best
                new.remove(best)
    for key, row in rows.items():
        ask = _Asking(text, known.article["article_id"], _spans(row, "content"))
        if key in of_row:
            yield from _changed(ask, row, known.claim(row), of_row[key], shaped)
        else:
            yield ask("attribution", decision="no")
    for mark in new:
        ask = _Asking(text, known.article["article_id"], mark.spans["content"])
        yield ask("attribution", decision="yes")
        nothing: dict = {
            "kind": "",
            "manner": "",
            "source_name": None,
            "source_spans": [],
            "cue_spans": [],
        }
        yield from _changed(ask, nothing, {}, mark, lambda spans: spans)


def _changed(ask, row, claim, mark, shaped):
    for role in ("content", "cue", "source"):
        now = mark.spans.get(role, ())
        name = ""
        if role == "source":
            before, name = row["source_name"] or UNNAMED, mark.values.get("name", "")
            name = "" if name in (before, "") else name
        moved = f"{role}_spans" in row and shaped(_spans(row, role)) != now
        if name and not moved:
            yield ask(role, answer=name)
        elif moved and now:
            yield ask(role, now, answer=name)
        elif moved:
            yield ask(role, decision="no")
    known = {"act": claim.get("act"), "commitment": claim.get("commitment")}
    known |= {name: row[name] for name in ("kind", "manner")}
    for kind, before in known.items():
        now = mark.values.get(kind)
        if now and now != before:
            yield ask(kind, answer=now)


class _Asking:
    """Makes rows on one attribution of an article."""

    def __init__(self, text, article_id, content):
        self._text = text
        self._place = {"articles": article_id, **self._words(content)}

    def __call__(self, kind, other=(), **known):
        return Row(
            kind=kind, **self._place, **(self._words(other, "other_") if other else {}), **known
        )

    def _words(self, spans, before=""):
        words = said(self._text, spans, GAP)
        return {f"{before}spans": json.dumps(spans), f"{before}text": words}


def _spans(row, role):
    return tuple((start, end) for start, end in row[f"{role}_spans"])

"""Passages: the sentences or paragraphs in which something stands, marked."""

import bisect
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from onrecord.errors import OnrecordError
from onrecord.pages.marking import Mark, anchor_id, attribution_marks, mark_text, name_source
from onrecord.reading.doc.sentences import sentences, stretches
from onrecord.reading.union import grouped

CONTEXTS = ("sentence", "paragraph")
LEFT_OUT = Markup(' <span class="onrecord-gap" title="text left out">[…]</span> ')


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A marked stretch of an article: `ids` are the attributions or mentions that stand in it.

    `start` and `end` enclose it in the article's text; `label` says who does what in it, and
    `anchor` is the element id of its attribution, or of the article, where that is shown marked.
    """

    article_id: str
    title: str | None
    outlet: str | None
    published: datetime.date | None
    url: str | None
    start: int
    end: int
    html: Markup
    ids: tuple[str, ...] = ()
    label: str | None = None
    anchor: str | None = None


def windows(
    text: str, marks: Iterable[Mark], *, context: str = "sentence"
) -> list[tuple[int, int]]:
    """The stretches of whole sentences or paragraphs that hold `marks`, in order, none touching."""
    if context not in CONTEXTS:
        raise OnrecordError(
            f"context = {context!r} is no part of a text, so it is not known how much to show. "
            f"Write one of {', '.join(map(repr, CONTEXTS))}."
        )
    units = sentences(text) if context == "sentence" else stretches(text)
    starts = [start for start, _ in units]
    chosen: set[int] = set()
    for mark in marks:
        first = max(bisect.bisect_right(starts, mark.start) - 1, 0)
        last = max(bisect.bisect_left(starts, mark.end) - 1, first)
        chosen.update(range(first, last + 1))
    found: list[tuple[int, int]] = []
    for i in sorted(chosen):
        if i - 1 in chosen:
            found[-1] = (found[-1][0], units[i][1])
        else:
            found.append(units[i])
    return found


def attribution_passage(article: dict, row: dict, *, context: str = "sentence") -> Passage:
    """Where a row of `attributions`, as `Lookup` gives it, stands in its row of `articles`."""
    label = f"{name_source(row)} {row['act'] or ''}".strip()
    return _make(article, attribution_marks([row]), context, (row["attribution_id"],), label)


def span_passages(
    article: dict, spans: Iterable[tuple[int, int, str]], *, context: str = "sentence"
) -> list[Passage]:
    """Passages of spans (start, end, what it is the span of): those in one sentence share one."""
    marks = [(Mark(start=s, end=e, role="hit"), of) for s, e, of in sorted(spans)]
    together = grouped(
        (tuple(windows(article["text"], [mark], context=context)), (mark, of)) for mark, of in marks
    )
    return [
        _make(article, [m for m, _ in found], context, tuple(i for _, i in found))
        for found in together.values()
    ]


def _make(article, marks, context, ids, label=None):
    """The sentences or paragraphs around marks; `[…]` where text is left out."""
    text = article["text"]
    where = windows(text, marks, context=context)
    # Every element id stays the marked article's own.
    plain = [replace(mark, anchor=None, label=None, href=None) for mark in marks]
    shown = LEFT_OUT.join(mark_text(text, plain, start, end) for start, end in where)
    known = {key: article[key] for key in ("article_id", "title", "outlet", "published", "url")}
    return Passage(
        **known,
        start=where[0][0],
        end=where[-1][1],
        html=Markup('<span class="onrecord-passage" dir="auto">{}</span>').format(shown),
        ids=ids,
        label=label,
        anchor=anchor_id(ids[0] if label else article["article_id"]),
    )

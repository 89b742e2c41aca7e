"""What is behind a number: ids, and the passages in which they stand, made when asked for."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice

from onrecord.errors import OnrecordError
from onrecord.pages.evidence import Evidence
from onrecord.pages.marking import render
from onrecord.pages.passages import Passage, attribution_passage, span_passages
from onrecord.record.lookup import Lookup

PASSAGES_SHOWN = 50  # in a notebook; the frame has every one
PLAIN_ROWS = 20  # of whatever has rows, in plain text


class Passages(list[Passage]):
    """The passages behind something, as a list that shows itself in a notebook.

    Attributes:
        line: what they are, in a sentence; empty where the user asked for them by their ids.
    """

    def __init__(self, passages: Iterable[Passage], lookup: Lookup, line: str = ""):
        super().__init__(passages)
        self._lookup, self.line = lookup, line

    @property
    def frame(self):
        """A data frame with a row for each: where it stands, `label` (who does what), `kind`, `cue`
        and `content` of an attribution, `text`, `ids`."""
        import pandas as pd

        columns = ("article_id", "title", "outlet", "published", "label")
        said = {"kind": "kind", "cue": "cue_text", "content": "content_text"}
        rows, every = [], self._lookup.ids("attributions")
        for passage in self:
            first = passage.ids[0]  # an attribution stands alone
            row = self._lookup.row("attributions", first) if first in every else {}
            known = [getattr(passage, column) for column in columns] + list(
                map(row.get, said.values())
            )
            rows.append([*known, _plain(passage), list(passage.ids)])
        return pd.DataFrame(rows, columns=[*columns, *said, "text", "ids"])

    def _repr_html_(self):
        return show_passages(self, "", self.line)

    def __repr__(self):
        lines = [self.line] if self.line else []
        for passage in self[:PLAIN_ROWS]:
            known = (passage.article_id, passage.outlet, passage.published, passage.label)
            lines += [" · ".join(str(part) for part in known if part), f"    {_plain(passage)}"]
        more = len(self) - PLAIN_ROWS
        return "\n".join([*lines, f"… and {more:,} more in .frame"] if more > 0 else lines)


def show_passages(passages: Sequence[Passage], title: str, line: str) -> str:
    """The first of them as HTML, under a title and a line that say what they are."""
    known = {"title": title, "line": line, "more": len(passages) > PASSAGES_SHOWN}
    return str(render("passages.html", passages=passages[:PASSAGES_SHOWN], **known))


def _plain(passage):
    return " ".join(passage.html.striptags().split())


def passages_behind(
    lookup: Lookup, ids: Iterable[str], context: str, linked: Container[str]
) -> Iterator[Passage]:
    """In the order of the articles, then of the text; those of an article when they are asked for.

    Args:
        ids: of attributions and of mentions; each counts once.
        context: `sentence` or `paragraph`.
        linked: article_ids. Passages of other articles have no anchor.

    Raises:
        OnrecordError: an id is not in the tables. No text is read before.
    """
    place = lookup.homes.__getitem__
    try:
        found = sorted(dict.fromkeys(ids), key=place)
    except KeyError as error:
        raise OnrecordError(
            f"{error.args[0]!r} is no attribution and no mention of this record, so there is "
            "no sentence to show. Take ids from its tables; after a filter they are fewer."
        ) from None
    return _passages(lookup, groupby(found, key=place), context, linked)


def _passages(lookup, found, context, linked) -> Iterator[Passage]:
    attributions, articles = lookup.ids("attributions"), list(lookup.ids("articles"))
    for place, own in found:
        article_id, made, spans = articles[place], list[Passage](), list[tuple[int, int, str]]()
        for identifier in own:
            if identifier in attributions:
                made.append(_of_attribution(lookup, identifier, context))
            else:
                row = lookup.row("mentions", identifier)
                spans.append((row["start"], row["end"], identifier))
        article = lookup.row("articles", article_id) if spans else {}
        made += span_passages(article, spans, context=context)
        if article_id not in linked:
            made = [replace(passage, anchor=None) for passage in made]
        yield from sorted(made, key=lambda p: p.start)


def _of_attribution(lookup, attribution_id, context):
    """Its passage, made once: the tables of a notebook show the same ones."""
    made = lookup.passages
    if (passage := made.get((attribution_id, context))) is None:
        row = lookup.row("attributions", attribution_id)
        article = lookup.row("articles", row["article_id"])
        passage = made[attribution_id, context] = attribution_passage(article, row, context=context)
    return passage


def evidence_behind(
    lookup: Lookup, cell, *, context: str, limit: int | None, linked: Container[str]
) -> list[Evidence]:
    """The evidence that a cell of ids stands for; see `Record.evidence_table`."""
    parts = cell if isinstance(cell, Mapping) else {None: cell}
    found = []
    for label, held in parts.items():
        ids = [held] if isinstance(held, str) else held
        ids = ids if hasattr(ids, "__len__") else ()  # as pandas leaves a missing one after a join
        if passages := list(islice(passages_behind(lookup, ids, context, linked), limit)):
            more = len(set(ids)) - sum(len(passage.ids) for passage in passages)
            found.append(Evidence(passages, more, label))
    return found

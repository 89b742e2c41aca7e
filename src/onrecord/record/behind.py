"""What is behind a number: ids, and the passages in which they stand, made when asked for."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from onrecord.errors import OnrecordError
from onrecord.pages.evidence import Evidence
from onrecord.pages.passages import Passage, attribution_passage, span_passages
from onrecord.reading.union import grouped
from onrecord.record.lookup import Lookup


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
    found = []
    for identifier in dict.fromkeys(ids):
        kind = next((k for k in ("attributions", "mentions") if identifier in lookup.ids(k)), None)
        if kind is None:
            raise OnrecordError(
                f"{identifier!r} is no attribution and no mention of this record, so there is "
                "no sentence to show. Take ids from its tables; after a filter they are fewer."
            )
        found.append((lookup.article_of(kind, identifier), (kind, identifier)))
    return _passages(lookup, grouped(found), context, linked)


def _passages(lookup, found, context, linked) -> Iterator[Passage]:
    for article_id in sorted(found, key=lambda i: lookup.place("articles", i)):
        article = lookup.row("articles", article_id)
        rows = [lookup.row(*each) for each in found[article_id]]
        said = [row for row in rows if "attribution_id" in row]
        made = [attribution_passage(article, row, context=context) for row in said]
        spans = [(r["start"], r["end"], r["mention_id"]) for r in rows if "mention_id" in r]
        made += span_passages(article, spans, context=context)
        if article_id not in linked:
            made = [replace(passage, anchor=None) for passage in made]
        yield from sorted(made, key=lambda p: p.start)


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

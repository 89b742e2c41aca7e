"""What is behind a number: ids, and the passages in which they stand, made when asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from onrecord.errors import OnrecordError
from onrecord.pages.evidence import Evidence
from onrecord.pages.passages import Passage, attribution_passage, span_passages
from onrecord.record.lookup import Lookup


class Behind:
    """Ids of attributions and of mentions, each once, by the article they stand in."""

    def __init__(self, lookup: Lookup, ids: Iterable[str]):
        """Sort them; no text is read yet.

        Raises:
            OnrecordError: an id is not in the tables.
        """
        self._lookup, self._found = lookup, {}
        self.size = 0
        for identifier in dict.fromkeys(ids):
            kind = self._kind(identifier)
            article_id = lookup.article_of(kind, identifier)
            self._found.setdefault(article_id, {}).setdefault(kind, []).append(identifier)
            self.size += 1

    def passages(self, context: str = "sentence") -> Iterator[Passage]:
        """In the order of the articles, then of the text; those of an article when they are asked for."""
        for article_id in sorted(self._found, key=lambda i: self._lookup.place("articles", i)):
            article, found = self._lookup.row("articles", article_id), self._found[article_id]
            rows = map(self._lookup.attribution, found.get("attributions", ()))
            made = [attribution_passage(article, row, context=context) for row in rows]
            mentions = (self._lookup.row("mentions", i) for i in found.get("mentions", ()))
            spans = [(row["start"], row["end"], row["mention_id"]) for row in mentions]
            made += span_passages(article, spans, context=context)
            yield from sorted(made, key=lambda p: p.start)

    def _kind(self, identifier):
        for kind in ("attributions", "mentions"):
            if self._lookup.has(kind, identifier):
                return kind
        raise OnrecordError(
            f"{identifier!r} is no attribution and no mention of this record, so there is "
            "no sentence to show. Take ids from its tables; after a filter they are fewer."
        )


def evidence_behind(
    lookup: Lookup,
    cell,
    *,
    context: str,
    limit: int | None,
    linked: bool | Iterable[str],
) -> list[Evidence]:
    """The evidence that a cell of ids stands for; see `Record.evidence_table`.

    Raises:
        OnrecordError: see `Behind`.
    """
    parts = cell if isinstance(cell, Mapping) else {None: cell}
    found = []
    for label, ids in parts.items():
        behind = Behind(lookup, _ids(ids))
        made = list(islice(behind.passages(context), limit))
        more = behind.size - sum(len(passage.ids) for passage in made)
        passages = [_linked(passage, linked) for passage in made]
        if passages:
            found.append(Evidence(passages, more, label))
    return found


def _linked(passage, linked):
    there = linked is True or (linked and passage.article_id in linked)
    return passage if there else replace(passage, anchor=None)


def _ids(cell):
    """The ids in a cell of evidence; a missing one, as pandas leaves it after a join, has none."""
    if isinstance(cell, str):
        return [cell]
    return cell if hasattr(cell, "__len__") else ()

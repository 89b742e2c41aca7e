"""What is behind a number: ids, and the passages in which they stand, made when asked for."""

from collections.abc import Container, Iterable, Iterator, Mapping
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
        self._lookup, self.size = lookup, 0
        self._found: dict[str, dict[str, list]] = {}  # article_id → kind → ids
        for identifier in dict.fromkeys(ids):
            kind = self._kind(identifier)
            article_id = lookup.article_of(kind, identifier)
            self._found.setdefault(article_id, {}).setdefault(kind, []).append(identifier)
            self.size += 1

    def passages(
        self, context: str = "sentence", linked: bool | Container[str] = True
    ) -> Iterator[Passage]:
        """In the order of the articles, then of the text; those of an article when they are asked for.

        Those of articles that are not `linked` have no anchor.
        """
        for article_id in sorted(self._found, key=lambda i: self._lookup.place("articles", i)):
            article, found = self._lookup.row("articles", article_id), self._found[article_id]
            rows = map(self._lookup.attribution, found.get("attributions", ()))
            made = [attribution_passage(article, row, context=context) for row in rows]
            mentions = (self._lookup.row("mentions", i) for i in found.get("mentions", ()))
            spans = [(row["start"], row["end"], row["mention_id"]) for row in mentions]
            made += span_passages(article, spans, context=context)
            if not (linked if isinstance(linked, bool) else article_id in linked):
                made = [replace(passage, anchor=None) for passage in made]
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
    lookup: Lookup, cell, *, context: str, limit: int | None, linked: bool | Container[str]
) -> list[Evidence]:
    """The evidence that a cell of ids stands for; see `Record.evidence_table`.

    Raises:
        OnrecordError: see `Behind`.
    """
    parts = cell if isinstance(cell, Mapping) else {None: cell}
    found = []
    for label, ids in parts.items():
        behind = Behind(lookup, _ids(ids))
        if passages := list(islice(behind.passages(context, linked), limit)):
            more = behind.size - sum(len(passage.ids) for passage in passages)
            found.append(Evidence(passages, more, label))
    return found


def _ids(cell):
    """The ids in a cell of evidence; a missing one, as pandas leaves it after a join, has none."""
    if isinstance(cell, str):
        return [cell]
    return cell if hasattr(cell, "__len__") else ()

"""The record: the five tables in a notebook's hand."""

import datetime
from collections.abc import Iterable

import pyarrow.compute as pc

from onrecord.audit import Audit
from onrecord.pages.marking import render
from onrecord.record.behind import Passages
from onrecord.record.said import chosen
from onrecord.record.selection import select, several
from onrecord.record.summary import summarize
from onrecord.record.views import Views
from onrecord.record.who import Who, who
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.schema import KINDS


class Record(Views):
    """Five tables to filter, search and show. A record never changes: `filter` makes another.

    Attributes:
        notes: what filters left out, in sentences; the summary shows them.
        audit: what people found who read some of the articles: of the whole, whatever is filtered.
    """

    def __init__(self, tables: Tables, *, notes: Iterable[str] = (), audit: Audit | None = None):
        self.tables = tables
        self.notes = tuple(notes)
        self.audit = Audit(None, tables) if audit is None else audit

    def filter(
        self,
        *,
        outlet: str | Iterable[str] | None = None,
        since: datetime.date | str | None = None,
        until: datetime.date | str | None = None,
        entity: str | None = None,
        articles: str | Iterable[str] | None = None,
        source: str | tuple[str, str] | None = None,
        act: str | Iterable[str] | None = None,
        manner: str | Iterable[str] | None = None,
        kind: str | Iterable[str] | None = None,
        confidence: float | None = None,
        about: str | None = None,
    ) -> "Record":
        """The record of what matches all that is asked.

        The first five choose articles; the others what is said, and the articles in which that stands.
        Entities are counted anew in what remains. Links to claims that are left out are dropped. What is
        said inside others stays where it is chosen, and charts of words do not count it. With
        `since` or `until`, articles without a date are too. `notes` says what was left out.

        Args:
            outlet: a name or several, in any case.
            since, until: first and last day, both inclusive, as dates or `YYYY-MM-DD`.
            entity: keeps the articles that mention it; by a name, as for `who`.
            articles: one or several, as for `article`.
            source: who says it, by a name; or a column of your corrections, with a value of it.
            act: what the source does, such as `denies`, or several.
            manner: `speech`, `stance` or `act`, or several.
            kind: `direct`, `indirect` or `mixed`, or several.
            confidence: how sure an attribution must be at least, from 0 to 1.
            about: whom the contents must mention, by a name.

        Raises:
            OnrecordError: nothing matches, or several have a name; it names those there are.

        >>> denied = record.filter(source="Tane", act="denies")
        >>> denied.claims["claim_text"].str[:36].tolist()
        ['a report of advanced talks with Tolv']
        """
        said = {"source": self._one(source, speaks=True), "about": self._one(about)}
        ids = None if articles is None else map(self._lookup.article_id, several(articles) or ())
        chosen = {"outlets": several(outlet), "entity": self._one(entity), "articles": ids}
        said |= {"act": several(act), "manner": several(manner), "kind": several(kind)}
        said["confidence"] = confidence
        tables, notes = select(self.tables, since=since, until=until, said=said, **chosen)
        return Record(tables, notes=dict.fromkeys(self.notes + notes), audit=self.audit)

    def who(self, name: str) -> Who:
        """The entity that a name means, and what else it could mean; it shows itself in a notebook.

        Args:
            name: a name, an alias, a surname or some words of these, with or without a title, in
                any case; or an entity_id.

        Raises:
            OnrecordError: nobody is called so; it says which names are nearest.

        >>> record.who("Maddern").line
        '“Maddern” is taken for Rosalind Maddern (...). It could also be Colm Maddern (...): ...'
        """
        return who(name, self._lookup)

    def quotes(self, name: str, *, kind: str | Iterable[str] | None = None) -> Passages:
        """What a source says, each attribution in its sentence, with a line that says who was meant.

        Args:
            name: as for `who`.
            kind: `direct`, `indirect` or `mixed`, or several; None for all.

        Raises:
            OnrecordError: as for `who`, or there is no such kind.

        >>> quotes = record.quotes("Ms Ardwick")
        >>> quotes[0].label
        'Helen Ardwick (deputy mayor) asserts'
        >>> quotes.frame["outlet"].nunique()
        3
        >>> record.quotes("Maddern", kind="direct").frame["content"][0]
        '“...”'
        """
        meant, own = self.who(name), self.tables.attributions
        own = own.filter(pc.equal(own["source_entity"], meant.entity_id))
        ids, line = own["attribution_id"].to_pylist(), meant.line
        if kind is not None:
            kinds = read_columns(own, "attribution_id", "kind")
            which, found = chosen("kind", kinds, several(kind) or (), KINDS)
            ids = [i for i in ids if i in found]
            line = f"{line} Those {which}: {len(ids):,}."
        return Passages(self.sentences(ids), self._lookup, line)

    def _repr_html_(self):
        return str(render("summary.html", facts=summarize(self.tables, self.notes)))

    def __repr__(self):
        facts = summarize(self.tables, self.notes)
        return "\n".join(f"{term:>12}  {' · '.join(values)}" for term, values in facts)

"""The record: the five tables in a notebook's hand."""

import copy
import datetime
import os
import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from onrecord.audit import Audit
from onrecord.errors import OnrecordError
from onrecord.pages.evidence import EvidenceTable
from onrecord.pages.marked_article import MarkedArticle
from onrecord.pages.marking import PREFIX, render
from onrecord.pages.passages import Passage
from onrecord.record.behind import evidence_behind, passages_behind
from onrecord.record.browsing import ClaimsTable, claims_table
from onrecord.record.lookup import Lookup
from onrecord.record.reviewing import Review
from onrecord.record.search import SearchResult, search
from onrecord.record.selection import select
from onrecord.record.summary import summarize
from onrecord.tables.folder import Tables
from onrecord.tables.frames import to_frame, with_affiliation


class Record:
    """Five tables to filter, search and show. A record never changes: `filter` makes another.

    Each data frame is made anew when it is asked for: nothing that is done to one reaches the
    record or the next frame. Keep one in a variable rather than ask for it in a loop. In it a
    missing string is None, a date is `datetime64` (missing: NaT), a list a list.

    Attributes:
        tables: the five Arrow tables.
        notes: what filters left out, in sentences; the summary shows them.
        audit: what people found who read some of the articles: of the whole, whatever is filtered.
    """

    def __init__(self, tables: Tables, *, notes: Iterable[str] = (), audit: Audit | None = None):
        self.tables = tables
        self.notes = tuple(notes)
        self.audit = Audit(None, tables) if audit is None else audit

    @property
    def manifest(self) -> dict:
        """What made the tables: versions, model, parameters, inputs; always of the whole run."""
        return copy.deepcopy(self.tables.manifest)

    @property
    def articles(self):
        """A data frame with a row for each input, readable or not."""
        return to_frame(self.tables.articles)

    @property
    def attributions(self):
        """A data frame with a row for each relation of source, cue and content.

        It has a column that the table lacks: `affiliation`, the name of whom the source speaks for.
        """
        return to_frame(with_affiliation(self.tables))

    @property
    def mentions(self):
        """A data frame with a row for each span that refers to an entity."""
        return to_frame(self.tables.mentions)

    @property
    def entities(self):
        """A data frame with a row for each entity."""
        return to_frame(self.tables.entities)

    @property
    def claims(self):
        """A data frame with a row for what each attribution's source puts forward."""
        return to_frame(self.tables.claims)

    def filter(
        self,
        *,
        outlet: str | Iterable[str] | None = None,
        since: datetime.date | str | None = None,
        until: datetime.date | str | None = None,
        entity: str | None = None,
        articles: str | Iterable[str] | None = None,
        sources: tuple[str, str] | None = None,
    ) -> "Record":
        """The record of the articles that match all that is asked.

        Entities are counted anew in what remains. Links to claims that are left out are dropped.
        With `since` or `until`, articles without a date are dropped too: `notes` says how many.

        Args:
            outlet: a name or several, in any case.
            since: first day, inclusive, as a date or `YYYY-MM-DD`.
            until: last day, inclusive.
            entity: as for `entity`; keeps the articles that mention it.
            articles: one or several, as for `article`.
            sources: a column that corrections add, such as `party`, and a value; keeps what
                sources with this value say, and the articles in which they do.

        Raises:
            OnrecordError: nothing matches; it names the values there are, nearest first.
        """
        articles = [articles] if isinstance(articles, str) else articles
        tables, notes = select(
            self.tables,
            outlets=[outlet] if isinstance(outlet, str) else outlet,
            since=since,
            until=until,
            entity=None if entity is None else self.entity(entity),
            articles=None if articles is None else [self._lookup.article_id(a) for a in articles],
            sources=sources,
        )
        return Record(tables, notes=dict.fromkeys(self.notes + notes), audit=self.audit)

    def entity(self, who: str) -> dict:
        """The row of `entities` with this id, else this name, else this alias, in any case.

        Raises:
            OnrecordError: there is none, or more than one; it names them.
        """
        return self._lookup.entity(who)

    def article(
        self,
        article: str,
        *,
        mentions: bool = False,
        entity: str | None = None,
        prefix: str = PREFIX,
    ) -> MarkedArticle:
        """One article with its sources, cues and contents marked; it shows itself in a notebook.

        Args:
            article: its article_id, its file's stem, or a beginning that no other id has.
            mentions: mark every mention of every entity.
            entity: as for `entity`; mark every mention of this one.
            prefix: of element ids, so that one page can show an article twice.

        Raises:
            OnrecordError: no article or no entity is meant, or more than one.
        """
        article_id = self._lookup.article_id(article)
        who = None if entity is None else self.entity(entity)
        marked = self._lookup.of_article("mentions", article_id) if mentions or who else []
        return MarkedArticle(
            row=self._lookup.row("articles", article_id),
            attributions=self._lookup.of_article("attributions", article_id),
            mentions=[m for m in marked if who is None or m["entity_id"] == who["entity_id"]],
            names=self._lookup.names,
            mention_legend=f"of {who['name']}" if who else "of an entity",
            prefix=prefix,
        )

    def search(self, query: str | re.Pattern, *, regex: bool = False) -> SearchResult:
        """Find words, or a regular expression, in the texts of articles and in contents.

        Words are whole, in any case and order, and all of them must be in the article (or in the
        content): each place where one stands is a hit. A compiled pattern, or any query with
        `regex=True`, is read as `re` reads it, in its own rules of case. Curly and straight quote
        marks match each other. Titles are not searched.

        Python cannot stop a regular expression that takes very long, as nested repeats such as
        `(a+)+$` do: run only those you trust, and interrupt the kernel if one does not come back.

        Raises:
            OnrecordError: the query is empty or cannot be read.
        """
        return search(query, self._lookup, regex=regex)

    def sentences(self, ids: str | Iterable[str], *, context: str = "sentence") -> list[Passage]:
        """The passages in which attributions or mentions stand: the evidence for a count.

        An attribution gives one passage, with its source, cue and content marked. Mentions in the
        same sentence share one: `ids` of a passage says what it shows. They come in the order of
        the articles, then of the text.

        Args:
            ids: attribution_ids (a claim_id is one) or mention_ids, in any order.
            context: `sentence` or `paragraph`.

        Raises:
            OnrecordError: an id is in neither table.
        """
        ids = [ids] if isinstance(ids, str) else ids
        return list(passages_behind(self._lookup, ids, context, self._linked(True)))

    def evidence_table(
        self,
        frame,
        *,
        evidence: str | Sequence | None = None,
        caption: str | None = None,
        context: str = "sentence",
        linked: bool | Iterable[str] = False,
        limit: int | None = 50,
    ) -> EvidenceTable:
        """A data frame that shows itself as a table whose rows open to the sentences behind them.

        Args:
            frame: any data frame; an index that has a name becomes its first columns.
            evidence: for each row the ids that `sentences` takes, or a dict of them, whose keys say
                which part of the row's number each is: a column that holds them, which is then not
                shown, or one item for each row, in order.
            caption: what the table shows.
            context: `sentence` or `paragraph`.
            linked: which articles are shown in the same document, for passages to lead to their
                place there: True for all, or article_ids.
            limit: the most passages that a row, or a part of it, shows; it says how many more
                there are. None shows all.

        Raises:
            OnrecordError: see `sentences`.
        """
        shown = frame.reset_index() if any(frame.index.names) else frame
        if isinstance(evidence, str):
            evidence, shown = list(shown[evidence]), shown.drop(columns=evidence)
        if evidence is None:
            return EvidenceTable(shown, None, caption)
        options = {"context": context, "linked": self._linked(linked), "limit": limit}
        behind = [evidence_behind(self._lookup, cell, **options) for cell in evidence]
        return EvidenceTable(shown, behind, caption)

    def claims_table(
        self,
        claims=None,
        *,
        caption: str = "Claims",
        limit: int | None = 2000,
        linked: bool | Iterable[str] = False,
    ) -> ClaimsTable:
        """Claims as a table to search, filter, sort and page through, here and in a report.

        Each row opens to the sentence, with source, cue and content marked, and to what is known
        of the claim: what decided its act, through whom it came, who denies it. Where no script
        runs its first rows are shown as a plain table.

        Args:
            claims: rows of `claims`, in any order, such as those of one act: a data frame with a
                column `claim_id`. None for all of the record.
            caption: what the table shows.
            limit: the most claims that it holds, the first ones; it says how many are left out, and
                how to see them. None for no limit: each takes about 1,700 characters of a page.
            linked: as for `evidence_table`.

        Raises:
            OnrecordError: there is no column `claim_id`, or one is no claim of this record.
        """
        if claims is None:
            ids = self.tables.claims["claim_id"].to_pylist()
        elif "claim_id" in getattr(claims, "columns", ()):
            ids = list(claims["claim_id"])
        else:
            raise OnrecordError(
                "A table of claims needs to know which they are, and what was given has no column "
                "claim_id. Give rows of record.claims, or nothing for all of them."
            )
        options = {"caption": caption, "limit": limit, "linked": self._linked(linked)}
        return claims_table(self._lookup, ids, **options)

    def review(self, path: str | os.PathLike = "corrections.csv", *, most: int = 50) -> Review:
        """What is most worth a look, as a table with buttons; each answer is written to a file.

        It needs JupyterLab with anywidget, which `onrecord[lab]` brings; elsewhere it is a plain table.

        Args:
            path: the file of corrections, CSV or Excel; what was decided in one that is there is kept.
            most: questions, at most.

        Raises:
            OnrecordError: there is a file that is none of corrections, or no place to write one.
        """
        return Review(self.tables, path, most)

    def _repr_html_(self):
        return str(render("summary.html", facts=summarize(self.tables, self.notes)))

    def __repr__(self):
        facts = summarize(self.tables, self.notes)
        return "\n".join(f"{term:>12}  {' · '.join(values)}" for term, values in facts)

    @cached_property
    def _lookup(self):
        return Lookup(self.tables)

    def _linked(self, articles):
        """The article_ids of those that are shown in the same document; True are all."""
        if isinstance(articles, bool):
            return self._lookup.ids("articles") if articles else ()
        return set(articles)

"""What a record shows: articles, sentences, tables that open to them, charts."""

import os
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.pages.evidence import EvidenceTable
from onrecord.pages.marked_article import MarkedArticle
from onrecord.pages.marking import PREFIX
from onrecord.record.behind import Passages, evidence_behind, passages_behind
from onrecord.record.browsing import ClaimsTable, claims_table
from onrecord.record.frames import Frames
from onrecord.record.lookup import Lookup
from onrecord.record.reviewing import Review
from onrecord.record.search import SearchResult, search
from onrecord.record.who import entity

if TYPE_CHECKING:
    from onrecord.record.charts import Chart, Charts


class Views(Frames):
    """Whatever of a record shows itself in a notebook."""

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
            entity: mark every mention of this one; by a name, as for `who`.
            prefix: of element ids, so that one page can show an article twice.

        Raises:
            OnrecordError: no article or no entity is meant, or more than one.

        >>> print(record.article("2025-03-06-two-madderns"))
        Maddern v Maddern: barrier firm and union at odds over gate three
        Vellcast · 2025-03-06 · 308 words · 2025-03-06-two-madderns
        ...
        """
        article_id = self._lookup.article_id(article)
        one = self._one(entity)
        marked = self._lookup.of_article("mentions", article_id) if mentions or one else []
        return MarkedArticle(
            row=self._lookup.row("articles", article_id),
            attributions=self._lookup.of_article("attributions", article_id),
            mentions=[m for m in marked if one is None or m["entity_id"] == one["entity_id"]],
            names=self._lookup.names,
            mention_legend=f"of {one['name']}" if one else "of an entity",
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

        >>> record.search("safety test").count()
        '7 hits in 2 articles, 2 hits in 1 content'
        """
        return search(query, self._lookup, regex=regex)

    def sentences(self, ids: str | Iterable[str], *, context: str = "sentence") -> Passages:
        """The passages in which attributions or mentions stand: the evidence for a count.

        An attribution gives one passage, with its source, cue and content marked. Mentions in the
        same sentence share one: `ids` of a passage says what it shows. They come in the order of
        the articles, then of the text.

        Args:
            ids: attribution_ids (a claim_id is one) or mention_ids, in any order.
            context: `sentence` or `paragraph`.

        Raises:
            OnrecordError: an id is in neither table.

        >>> record.sentences(["2025-03-06-two-madderns:a5"])
        2025-03-06-two-madderns · Vellcast · 2025-03-06 · Rosalind Maddern ... asserts
            “The test was carried out, in full, on 19 November,” Ms Maddern told Vellcast. ...
        """
        ids = [ids] if isinstance(ids, str) else ids
        found = passages_behind(self._lookup, ids, context, self._linked(True))
        return Passages(found, self._lookup)

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

        >>> words = counts.words_by_source(record.attributions)[["words", "ids"]].head(2)
        >>> record.evidence_table(words, evidence="ids", caption="Reported words")
        Reported words
               source  words
        Helen Ardwick    ...
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
        limit: int | None = 1000,
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

        >>> denials = record.claims[record.claims["act"] == "denies"]
        >>> record.claims_table(denials, caption="Denials")
        Denials: ...
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

        >>> record.review("corrections.csv", most=3)
        Most worth a look: 3, and ...
        """
        return Review(self.tables, path, most)

    @property
    def charts(self) -> "Charts":
        """The charts of this record, by name; it lists them in a notebook, and completes them.

        >>> record.charts
        accuracy ...
        words_by_source          Bars of the words of each source by kind
        """
        from onrecord.record.charts import Charts

        return Charts(self)

    def chart(self, name: str, **options) -> "Chart":
        """A chart, with the table behind it; it shows itself in a notebook.

        It counts the record as it is, with every manner and with reprints, where the notebooks count
        speech and leave reprints out: for speech alone, `record.filter(manner="speech")` first.

        Args:
            name: as `charts` lists them, such as `words_by_source`.
            options: such as `top`; each has the limits, and if not given the default, of the
                parameter of the notebooks.

        Raises:
            OnrecordError: there is no such chart, it has no such option, or that may not be so; it
                names those there are. Or several have the name that `entity` is given.

        >>> chart = record.chart("words_by_source", top=2)
        >>> chart
        words_by_source: Bar chart of reported words by source. Helen Ardwick: ...
        >>> chart.table.index[0]
        'Helen Ardwick'
        """
        return self.charts.draw(name, **options)

    @cached_property
    def _lookup(self):
        return Lookup(self.tables)

    def _one(self, name: Any, *, speaks: bool = False) -> Any:
        """The row of the entity that a name means; what is no name stays."""
        return entity(name, self._lookup, speaks=speaks) if isinstance(name, str) else name

    def _linked(self, articles):
        """The article_ids of those that are shown in the same document; True are all."""
        if isinstance(articles, bool):
            return self._lookup.ids("articles") if articles else ()
        return set(articles)

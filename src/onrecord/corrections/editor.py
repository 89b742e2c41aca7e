"""Corrections of texts, article by article as the corpus goes by, and what each row did."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from onrecord.corrections.editing import STRUCTURE, Edit
from onrecord.corrections.joins import Join
from onrecord.corrections.links import DecidedLinks
from onrecord.corrections.row import OF_TEXTS, Row, Wrong, known_id, same_days
from onrecord.reading.reading import Reading

OTHER_CORPUS = "was it taken out, or are these corrections of other articles"
ORDER = {kind: n for n, kind in enumerate(OF_TEXTS)}


class Editor:
    """The rows on texts of a file of corrections. It may go through the same articles again.

    Attributes:
        warned: number and article of a row → why it did nothing there.
    """

    def __init__(self, rows: Iterable[Row]):
        self._rows = [row for row in rows if row.kind in OF_TEXTS and row.decided]
        self._by_article = defaultdict[str, list[Row]](list)
        for row in self._rows:
            for cell in dict.fromkeys([row.articles, row.other_articles]):
                for article_id in same_days(cell) if cell else []:
                    self._by_article[article_id].append(row)
        self._seen: set[str] = set()
        self._joins: dict[str, list[Join]] = {}
        self._ends = defaultdict[int, dict[str, str]](dict)
        self._done: dict[tuple[int, str], dict] = {}
        self.warned: dict[tuple[int, str], str] = {}

    def __contains__(self, article_id: str) -> bool:
        """Whether any row is about an article."""
        return article_id in self._by_article

    def __bool__(self) -> bool:
        """Whether there is any row on a text."""
        return bool(self._rows)

    @property
    def joins(self) -> list[Join]:
        """Whom the referents mean that were made, in the order of the articles."""
        return [join for joins in self._joins.values() for join in joins]

    def edit(self, reading: Reading) -> tuple[Reading, set[int]]:
        """An article with its corrections, and the numbers of the referents that were made."""
        article_id = reading.article.article_id
        self._seen.add(article_id)
        rows = sorted(self._by_article[article_id], key=lambda r: (ORDER[r.kind], r.number))
        edit, of_text = Edit(reading), [row for row in rows if row.kind != "link"]
        before = [row for row in of_text if row.kind in STRUCTURE]
        for row in before:
            self._try(row, edit)
        if before:
            edit.settle()
        for row in of_text:
            if row.kind not in STRUCTURE:
                self._try(row, edit)
        for row in rows:
            if row.kind == "link":
                self._find_ends(row, article_id, edit)
        self._joins[article_id] = edit.joins()
        return edit.reading(), {join.number for join in self._joins[article_id]}

    @cached_property
    def links(self) -> DecidedLinks:
        """What was decided on links; to be asked once all articles have gone by."""
        decided = DecidedLinks()
        for row in self._rows:
            if known_id(row.articles, self._seen) is None:
                self._warn(row, f"no article has the id {row.articles!r}; {OTHER_CORPUS}")
            elif row.kind == "link" and len(ends := self._ends[row.number]) == 2:
                decided.add(row, ends["own"], ends["other"])
                self._did(row, "link rejected" if row.rejects else "link set")
            elif row.kind == "link":
                self._warn(row, f"no article has the id {row.other_articles!r}; {OTHER_CORPUS}")
        return decided

    def told(self) -> list[dict]:
        """What each row did, and in which articles; to be asked once all articles have gone by."""
        _ = self.links  # whose rows have said it then, too
        return [told | {"articles": list(told["articles"])} for told in self._done.values()]

    def _find_ends(self, row, article_id, edit):
        places = {"own": (row.articles, row.spans, row.text, row.example)}
        places["other"] = (row.other_articles, row.other_spans, row.other_text, row.other_example)
        for end, (cell, *where) in places.items():
            if article_id in same_days(cell):
                try:
                    number = edit.place(*where) + 1
                    self._ends[row.number][end] = f"{article_id}:a{number}"
                except Wrong as error:
                    self._warn(row, f"in {article_id!r}: {error}")

    def _try(self, row, edit):
        try:
            self._did(row, edit.apply(row))
        except Wrong as error:
            self._warn(row, f"in {edit.article_id!r}: {error}")

    def _did(self, row, did):
        right = {"right": row.right or row.other_text} if row.right or row.other_text else {}
        known = {"row": row.number, "did": did, **right, "articles": {}}
        both = filter(None, (row.articles, row.other_articles))
        articles = dict.fromkeys(known_id(cell, self._seen) or cell for cell in both)
        self._done.setdefault((row.number, did), known)["articles"].update(articles)

    def _warn(self, row, why):
        self.warned.setdefault((row.number, row.articles), why)

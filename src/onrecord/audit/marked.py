"""What a coder marked: a coding sheet read back, and checked row by row against the tables it was made of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.audit.sample import Sample, found_in, links_of
from onrecord.audit.sheet import (
    CODER,
    COLUMNS,
    DIGEST,
    INSTRUCTIONS,
    LINKED,
    MARKS,
    MISSED,
    READ,
    READER,
    RIGHT,
    SAMPLE,
    WRONG,
    link_id,
)
from onrecord.corpus.workbooks import open_workbook, rows_of_sheet
from onrecord.corrections.corrections import cell_text
from onrecord.corrections.editing import SAME, alike
from onrecord.corrections.editor import same_days
from onrecord.corrections.places import nearest_words
from onrecord.corrections.row import GAP, Spans
from onrecord.errors import OnrecordError
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.schema import ACTS

ASPECTS = ("content", "source", "who", "act")  # of an attribution, each marked right or wrong
Line = tuple[int, dict[str, str]]  # number of a row in its sheet, and its cells by column


@dataclass
class Marked:
    """One coder's marks.

    Attributes:
        coder: number, from 1; `reader` is who that is, in their own words.
        rows: for each attribution `id`, `article`, the aspects as truths (None where nobody says the
            words), `right_who` and `right_act` (empty where what is believed is right).
        missed: what was not found, or not with the right words: `article`, `spans`, `words`, `source`,
            `who`, `act`, and `of`, the id of the row whose words are wrong, else None.
        links: `id`, `article`, `right`.
    """

    sample: Sample
    coder: int
    reader: str
    articles: list[str]
    rows: list[dict] = field(default_factory=list)
    missed: list[dict] = field(default_factory=list)
    links: list[dict] = field(default_factory=list)


def read_marked(path: Path, tables: Tables, digest: str) -> Marked:
    """Read one coder's file.

    Args:
        digest: of the tables, as the file should have it.

    Raises:
        OnrecordError: the file is damaged, is of other tables, or lacks a mark; it names sheet and row.
    """
    sheets = _sheets(path)
    known = {row[0].lower(): row[1] for row in sheets[INSTRUCTIONS] if len(row) > 1 and row[0]}
    sample, coder = _facts(path, known, digest)
    articles = sample.read_by(coder, sample.draw(tables))
    marked = Marked(sample, coder, known[READER], articles)
    check = _Check(path, tables, articles)
    marked.rows, of_rows = check.attributions(sheets[READ])
    marked.missed = of_rows + check.missed(sheets[MISSED], marked.rows)
    marked.links = check.links(sheets[LINKED])
    return marked


def _sheets(path):
    from zipfile import BadZipFile

    from onrecord.corpus.inputs import Unreadable

    try:
        with open_workbook(lambda: path.open("rb")) as sheets:
            found = {s.title: [list(map(cell_text, r)) for r in rows_of_sheet(s)] for s in sheets}
    except (OSError, BadZipFile, KeyError, ValueError, IndexError, Unreadable) as error:
        raise OnrecordError(
            f"{path} is no coding sheet that can be read ({error}), so nothing that is marked in it would count. "
            "Give the .xlsx files that `onrecord audit sample` wrote."
        ) from error
    for name in (INSTRUCTIONS, *COLUMNS):
        if name not in found:
            raise OnrecordError(
                f"{path} has no sheet {name!r}, only {', '.join(map(repr, found))}, so what was marked there would be "
                "lost. Give the sheet its name again, or copy it from the file that was sent."
            )
    return found


def _facts(path, known, digest):
    """The sample and the coder's number, of the sheet `instructions`."""
    where = f"{path}, sheet {INSTRUCTIONS!r}"
    if not known.get(READER):
        raise OnrecordError(
            f"{where}, row 1: {READER!r} is empty, and the methods paragraph says who read. Write it there."
        )
    if known.get(DIGEST) != digest:
        raise OnrecordError(
            f"{where}: it is of other tables than these, so its marks say nothing of them. Give the tables that "
            "it was made of with --tables, or draw a new sample."
        )
    numbers = re.findall(r"(\w+) (\d+)", known.get(SAMPLE, ""))
    try:
        sample = Sample(**{name: int(value) for name, value in numbers})
        coder = int(known[CODER])
        if not 1 <= coder <= sample.coders:
            raise ValueError
    except (TypeError, ValueError, KeyError):
        raise OnrecordError(
            f"{where}: {CODER!r} or {SAMPLE!r} was changed, so nobody knows whose rows these are. Copy both "
            "from the file that was sent."
        ) from None
    return sample, coder


class _Check:
    """The rows of one file, checked."""

    def __init__(self, path: Path, tables: Tables, articles: list[str]):
        self._path, self._tables, self._articles = path, tables, articles
        self._texts = dict(read_columns(tables.articles, "article_id", "text"))
        self._found = {row["attribution_id"]: row for row in found_in(tables, articles)}

    def attributions(self, rows: list[list[str]]) -> tuple[list[dict], list[dict]]:
        """The marks of each attribution; and those whose words are wrong, with the right ones."""
        made, missed = [], []
        for number, cells in self._judged(READ, rows, "row", self._found):
            believed = self._found[cells["id"]]
            if _plain(cells["words"]) != _plain(believed["content_text"]):
                self._refuse(
                    READ,
                    number,
                    f"the words of {cells['id']} were changed",
                    "Copy them from the article",
                )
            says, about = self._mark(READ, number, cells, "content"), {}
            if says or cells["right words"]:
                about = {name: self._mark(READ, number, cells, name) for name in ASPECTS[1:]}
            if says and cells["right words"]:
                what = f"'content is' is {RIGHT}, and 'right words' says something else"
                self._refuse(READ, number, what, "Empty one of them")
            known = {"id": cells["id"], "article": believed["article_id"], "content": says}
            known |= dict.fromkeys(ASPECTS[1:]) | (about if says else {})
            known |= {f"right_{name}": "" for name in ("who", "act")}
            if about:
                right = {
                    name: self._right(number, cells, name, about[name]) for name in ("who", "act")
                }
                if says:
                    known |= {f"right_{name}": answer for name, answer in right.items()}
                else:
                    missed.append(self._instead(number, cells, believed, about, right))
            made.append(known)
        return made, missed

    def missed(self, rows: list[list[str]], judged: list[dict]) -> list[dict]:
        """What was not found at all."""
        right = [self._found[row["id"]] for row in judged if row["content"]]
        made = []
        for number, cells in self._lines(MISSED, rows):
            given: dict[str, Any] = {name: cells[name] for name in ("article", "words", "source", "who", "act")}
            if not any(given.values()):
                continue
            for name in ("article", "words", "who", "act"):
                if not given[name]:
                    self._refuse(
                        MISSED, number, f"{name!r} is empty", "Fill it in, or empty the row"
                    )
            article = next((i for i in same_days(given["article"]) if i in self._articles), None)
            if article is None:
                what = f"{given['article']!r} is no article of this sample"
                self._refuse(MISSED, number, what, "Choose one from the list")
            self._allowed(MISSED, number, "act", given["act"], ACTS)
            spans = self._place(MISSED, number, article, given["words"])
            near = (
                [self._place(MISSED, number, article, given["source"], spans)]
                if given["source"]
                else []
            )
            for row in right:
                there = tuple(map(tuple, row["content_spans"]))
                same = (
                    row["article_id"] == article and (row["source_text"] or "") == given["source"]
                )
                if same and alike(there, spans) >= SAME:
                    what = f"these words are marked right at {row['attribution_id']}, so they are not missed"
                    self._refuse(MISSED, number, what, "Empty the row, or mark that one wrong")
            made.append(
                given
                | {"article": article, "spans": spans, "of": None, "source_spans": sum(near, ())}
            )
        return made

    def links(self, rows: list[list[str]]) -> list[dict]:
        expected = {link_id(link): link for link in links_of(self._tables, self._articles)}
        article_of = dict(read_columns(self._tables.claims, "claim_id", "article_id"))
        return [
            {
                "id": cells["id"],
                "article": article_of[expected[cells["id"]][0]],
                "right": self._mark(LINKED, number, cells, "link"),
            }
            for number, cells in self._judged(LINKED, rows, "claim", expected)
        ]

    def _instead(self, number, cells, believed, about, right):
        """An attribution whose words are wrong, as one that was missed."""
        article = believed["article_id"]
        source = believed["source_text"] if about["source"] else None
        spans = self._place(READ, number, article, cells["right words"], believed["content_spans"])
        who = right["who"] or cells["who"]
        known = {
            "article": article,
            "words": cells["right words"],
            "source": source or "",
            "who": who,
        }
        known |= {"act": right["act"] or believed["act"], "spans": spans, "of": cells["id"]}
        return known | {"source_spans": believed["source_spans"] if source else []}

    def _judged(self, name, rows, filled, expected: Mapping) -> Iterator[Line]:
        """The lines with an id that is to be marked, each once and all of them."""
        lines = list(self._lines(name, rows))
        for number, cells in lines:
            if cells[filled] and cells["id"] not in expected:
                what = f"its id is {cells['id']!r}, and no row of this file has that"
                self._refuse(name, number, what, "Copy the row from the file that was sent")
            if not cells[filled] and any(cells[column] for column in MARKS[name]):
                self._refuse(
                    name,
                    number,
                    "a mark stands where there is nothing to mark",
                    "Move it to its row",
                )
        lines = [(number, cells) for number, cells in lines if cells[filled]]
        twice = Counter(cells["id"] for _, cells in lines)
        for number, cells in lines:
            if twice[cells["id"]] > 1:
                self._refuse(name, number, f"{cells['id']} is there twice", "Delete one of them")
        if lost := [key for key in expected if not twice[key]]:
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            raise OnrecordError(
                f"{self._path}, sheet {name!r}: the row of {lost[0]} is missing{more}, so not all of the sample would "
                "count. Copy it from the file that was sent."
            )
        yield from lines

    def _lines(self, name, rows) -> Iterator[Line]:
        header = rows[0] if rows else []
        for column in COLUMNS[name]:
            if header.count(column) != 1:
                how = "twice" if column in header else "not there"
                raise OnrecordError(
                    f"{self._path}, sheet {name!r}, row 1: the column {column!r} is {how}, so its cells cannot be read. "
                    "Name the columns as they were."
                )
        for number, row in enumerate(rows[1:], 2):
            cells = dict(zip(header, row + [""] * len(header), strict=False))
            yield number, {column: cells[column] for column in COLUMNS[name]}

    def _mark(self, name, number, cells, aspect):
        mark = cells[f"{aspect} is"].lower()
        if not mark:
            self._refuse(name, number, f"{aspect + ' is'!r} is empty", f"Write {RIGHT} or {WRONG}")
        self._allowed(name, number, f"{aspect} is", mark, (RIGHT, WRONG))
        return mark == RIGHT

    def _right(self, number, cells, aspect, is_right):
        """What is right instead; empty where what is believed is."""
        answer = cells[f"right {aspect}"]
        if is_right and answer not in ("", cells[aspect]):
            what = f"{aspect + ' is'!r} is {RIGHT}, and 'right {aspect}' says something else"
            self._refuse(READ, number, what, "Empty one of them")
        if is_right:
            return ""
        if not answer or answer == cells[aspect]:
            what = f"{aspect + ' is'!r} is {WRONG}, and 'right {aspect}' does not say what is right"
            self._refuse(READ, number, what, "Write it there")
        if aspect == "act":
            self._allowed(READ, number, "right act", answer, ACTS)
        return answer

    def _place(self, name, number, article, words, near=((0, 0),)) -> Spans:
        found: list[tuple[int, int]] = []
        for piece in words.split(GAP):
            found += nearest_words(self._texts[article], piece, tuple(found[-1:]) or near)
        if len(found) < len(words.split(GAP)):
            what = f"{article} does not have the words {words!r}"
            self._refuse(name, number, what, "Copy them from the article")
        return tuple(sorted(found))

    def _allowed(self, name, number, column, value, allowed: Iterable[str]):
        if value not in allowed:
            what = f"{column!r} is {value!r}, and must be one of {', '.join(allowed)}"
            self._refuse(name, number, what, "Choose one of these")

    def _refuse(self, name, number, what, remedy):
        raise OnrecordError(f"{self._path}, sheet {name!r}, row {number}: {what}. {remedy}.")


def _plain(words):
    return " ".join(words.split())[:1000]

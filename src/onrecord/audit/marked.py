"""What a coder marked: a coding sheet read back and checked against the tables it was made of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.audit.sample import Sample, found_in, links_of
from onrecord.audit.sheet import (
    ASPECTS,
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
from onrecord.corpus.workbooks import open_workbook
from onrecord.corrections.corrections import text_rows
from onrecord.corrections.places import alike, nearest_words
from onrecord.corrections.row import GAP, Spans, known_id
from onrecord.errors import OnrecordError
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.schema import ACTS

SAME = 0.9  # of what two contents have together: then one that was missed was found
AGAIN = "copy it from the file that was sent"
Line = tuple[int, dict[str, str]]  # number of a row in its sheet, and its cells by column


@dataclass
class Marked:
    """One coder's marks.

    Attributes:
        coder: number, from 1; `reader` is who that is, in their own words.
        rows: for each attribution `id`, `article`, the aspects as truths (None where nobody says the
            words), `right_who` and `right_act` (empty where what is believed is right).
        missed: what was not found, or not with the right words: `article`, `spans`, `words`, `source`,
            `source_spans`, `who`, `act`.
        links: `claim`, `kind`, `other`, `article` (of the claim), `right`.
    """

    sample: Sample
    coder: int
    reader: str
    articles: list[str]
    rows: list[dict]
    missed: list[dict]
    links: list[dict]


def read_marked(path: Path, tables: Tables, digest: str) -> Marked:
    """Read one coder's file.

    Args:
        digest: of the tables, as the file should have it.

    Raises:
        OnrecordError: the file is damaged, is of other tables, or lacks a mark; it names sheet and row.
    """
    sheets = _sheets(path)
    known = {row[0].lower(): row[1] for row in sheets[INSTRUCTIONS] if len(row) > 1}
    sample, coder = _facts(f"{path}, sheet {INSTRUCTIONS!r}", known, digest)
    articles = sample.read_by(coder, sample.draw(tables))
    check = _Check(path, tables, articles)
    rows, missed = check.attributions(sheets[READ])
    missed += check.missed(sheets[MISSED], rows)
    links = check.links(sheets[LINKED])
    return Marked(sample, coder, known[READER], articles, rows, missed, links)


def _sheets(path):
    from zipfile import BadZipFile

    from onrecord.corpus.inputs import Unreadable

    found: dict[str, list[list[str]]] = {}
    try:
        with open_workbook(lambda: path.open("rb")) as sheets:
            for sheet in sheets:
                found[sheet.title] = text_rows(sheet)
    except (OSError, BadZipFile, KeyError, ValueError, IndexError, Unreadable) as error:
        raise OnrecordError(
            f"{path} is no coding sheet that can be read (after sheets {[*found]}: {error}), so nothing that "
            "is marked in it would count. Give the .xlsx files that `onrecord audit sample` wrote."
        ) from error
    if lost := next((name for name in (INSTRUCTIONS, *COLUMNS) if name not in found), None):
        raise OnrecordError(
            f"{path} has no sheet {lost!r}, only {', '.join(map(repr, found))}, so what is marked there "
            f"would be lost. Give the sheet its name again, or {AGAIN}."
        )
    return found


def _facts(where, known, digest):
    """The sample and the coder's number, of the sheet `instructions`."""
    if not known.get(READER):
        raise OnrecordError(
            f"{where}, row 1: {READER!r} is empty, and the methods paragraph says who read. Write it there."
        )
    if known.get(DIGEST) != digest:
        raise OnrecordError(
            f"{where}: it is of other tables than these, so its marks say nothing of them. Give the tables "
            "that it was made of with --tables, or draw a new sample."
        )
    try:
        numbers = re.findall(r"(\w+) (\d+)", known[SAMPLE])
        sample = Sample(**{name: int(value) for name, value in numbers})
        coder = range(1, sample.coders + 1).index(int(known[CODER])) + 1
    except (TypeError, ValueError, KeyError):
        raise OnrecordError(
            f"{where}: {CODER!r} or {SAMPLE!r} was changed, so nobody knows whose rows these are. As for "
            f"both, {AGAIN}."
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
            at, believed = (READ, number), self._found[cells["id"]]
            if cells["words"].split()[:99] != believed["content_text"].split()[:99]:
                self._refuse(at, f"the words of {cells['id']} were changed", AGAIN)
            says = self._mark(at, cells, "content")
            self._one_answer(at, says, cells, "content", "words")
            known = {"id": cells["id"], "article": believed["article_id"], "content": says}
            known |= dict.fromkeys(ASPECTS[1:]) | {"right_who": "", "right_act": ""}
            if says or cells["right words"]:
                marks = {name: self._mark(at, cells, name) for name in ASPECTS[1:]}
                right = {n: self._right(at, cells, n, marks[n]) for n in ("who", "act")}
                if says:
                    known |= marks | {f"right_{name}": answer for name, answer in right.items()}
                else:
                    missed.append(self._instead(at, cells, believed, marks["source"], right))
            made.append(known)
        return made, missed

    def missed(self, rows: list[list[str]], judged: list[dict]) -> list[dict]:
        """What was not found at all."""
        right, made = [self._found[row["id"]] for row in judged if row["content"]], []
        for number, cells in self._lines(MISSED, rows):
            at = MISSED, number
            given: dict[str, Any] = {n: cells[n] for n in COLUMNS[MISSED] if n != "note"}
            if not any(given.values()):
                continue
            for name, value in given.items():
                if not value and name != "source":
                    self._refuse(at, f"{name!r} is empty", "fill it in, or empty the row")
            article = known_id(given["article"], self._articles)
            if article is None:
                what = f"{given['article']!r} is no article of this sample"
                self._refuse(at, what, "choose one from the list")
            self._allowed(at, "act", given["act"], ACTS)
            spans = self._place(at, article, given["words"])
            source = self._place(at, article, given["source"], spans) if given["source"] else ()
            for row in right:
                same = (row["article_id"], row["source_text"] or "") == (article, given["source"])
                if same and alike(tuple(map(tuple, row["content_spans"])), spans) >= SAME:
                    what = f"these words are marked right at {row['attribution_id']}"
                    self._refuse(at, what, "empty the row, or mark that one wrong")
            made.append(given | {"article": article, "spans": spans, "source_spans": source})
        return made

    def links(self, rows: list[list[str]]) -> list[dict]:
        expected = {link_id(link): link for link in links_of(self._tables, self._articles)}
        article_of = dict(read_columns(self._tables.claims, "claim_id", "article_id"))
        made = []
        for number, cells in self._judged(LINKED, rows, "claim", expected):
            claim, kind, other = expected[cells["id"]]
            known = {"claim": claim, "kind": kind, "other": other, "article": article_of[claim]}
            made.append(known | {"right": self._mark((LINKED, number), cells, "link")})
        return made

    def _instead(self, at, cells, believed, source_is_right, right) -> dict[str, Any]:
        """An attribution whose words are wrong, as one that was missed."""
        article, words = believed["article_id"], cells["right words"]
        spans = self._place(at, article, words, believed["content_spans"])
        known = {"article": article, "words": words, "spans": spans}
        known |= {name: answer or cells[name] for name, answer in right.items()}
        source = believed["source_text"] if source_is_right else None
        return known | {
            "source": source or "",
            "source_spans": believed["source_spans"] if source else (),
        }

    def _judged(self, name, rows, filled, expected: Mapping) -> Iterator[Line]:
        """The lines with an id that is to be marked, each once and all of them."""
        lines = list(self._lines(name, rows))
        for number, cells in lines:
            at = name, number
            if cells[filled] and cells["id"] not in expected:
                self._refuse(
                    at, f"its id is {cells['id']!r}, and no row of this file has that", AGAIN
                )
            if not cells[filled] and any(cells[column] for column in MARKS[name]):
                self._refuse(
                    at, "a mark stands where there is nothing to mark", "move it to its row"
                )
        lines = [(number, cells) for number, cells in lines if cells[filled]]
        times = Counter(cells["id"] for _, cells in lines)
        for number, cells in lines:
            if times[cells["id"]] > 1:
                self._refuse((name, number), f"{cells['id']} is there twice", "delete one of them")
        if lost := [key for key in expected if not times[key]]:
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            raise OnrecordError(
                f"{self._path}, sheet {name!r}: the row of {lost[0]} is missing{more}, so not all of the "
                f"sample would count. Please {AGAIN}."
            )
        yield from lines

    def _lines(self, name, rows) -> Iterator[Line]:
        header = rows[0] if rows else []
        for column in COLUMNS[name]:
            if header.count(column) != 1:
                how = "there twice" if column in header else "not there"
                what = f"the column {column!r} is {how}, so its cells cannot be read"
                self._refuse((name, 1), what, "name the columns as they were")
        for number, row in enumerate(rows[1:], 2):
            cells = dict(zip(header, row + [""] * len(header), strict=False))
            yield number, {column: cells[column] for column in COLUMNS[name]}

    def _mark(self, at, cells, aspect):
        mark = cells[f"{aspect} is"].lower()
        if not mark:
            self._refuse(at, f"'{aspect} is' is empty", f"write {RIGHT} or {WRONG}")
        self._allowed(at, f"{aspect} is", mark, (RIGHT, WRONG))
        return mark == RIGHT

    def _one_answer(self, at, is_right, cells, aspect, answer):
        if is_right and cells[f"right {answer}"] not in ("", cells[answer]):
            what = f"'{aspect} is' is {RIGHT}, and 'right {answer}' says something else"
            self._refuse(at, what, "empty one of them")

    def _right(self, at, cells, aspect, is_right):
        """What is right instead; empty where what is believed is."""
        self._one_answer(at, is_right, cells, aspect, aspect)
        answer = "" if is_right else cells[f"right {aspect}"]
        if not is_right and answer in ("", cells[aspect]):
            what = f"'{aspect} is' is {WRONG}, and 'right {aspect}' does not say what is right"
            self._refuse(at, what, "write it there")
        if aspect == "act" and answer:
            self._allowed(at, "right act", answer, ACTS)
        return answer

    def _place(self, at, article, words, near=((0, 0),)) -> Spans:
        found: list[tuple[int, int]] = []
        for piece in words.split(GAP):
            found += nearest_words(self._texts[article], piece, tuple(found[-1:]) or near)
        if len(found) < len(words.split(GAP)):
            self._refuse(
                at, f"{article} does not have the words {words!r}", "copy them from the article"
            )
        return tuple(sorted(found))

    def _allowed(self, at, column, value, allowed: Iterable[str]):
        if value not in allowed:
            what = f"{column!r} is {value!r}, and must be one of {', '.join(allowed)}"
            self._refuse(at, what, "choose one of these")

    def _refuse(self, at, what, remedy):
        name, number = at
        raise OnrecordError(
            f"{self._path}, sheet {name!r}, row {number}: {what}. {remedy[0].upper()}{remedy[1:]}."
        )

"""The coding sheet: an Excel file for one coder, with whole articles and what the kit found in them.

The sheet `read` has the sentences of each article, and below each sentence the attributions whose content
begins there, to be marked right or wrong. `links` has the links between claims. Into `missed` goes what the
kit did not find. `instructions` says how, and what the file belongs to.
"""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from onrecord.audit.sample import Sample, found_in, links_of, rows_of
from onrecord.corrections.places import CLOSE, OPEN
from onrecord.reading.doc.sentences import sentences
from onrecord.tables.cells import FORMULA
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.links import LINKS
from onrecord.tables.outputs import whole_file
from onrecord.tables.schema import ACTS, SOURCE_CLASSES
from onrecord.tables.sheets import CREATED, TextCells

RIGHT, WRONG = "right", "wrong"
ASPECTS = ("content", "source", "who", "act")  # of an attribution, each marked right or wrong
INSTRUCTIONS, READ, LINKED, MISSED = "instructions", "read", "links", "missed"
NAMELESS = tuple(name for name in SOURCE_CLASSES if not name.startswith("named"))
# Column → its width in characters. Those that the coder fills in end in ` is`, begin with `right `, or
# are listed.
COLUMNS: dict[str, dict[str, int]] = {
    READ: {
        "row": 6, "words": 80, "source": 18, "who": 18, "act": 11, "content is": 10, "source is": 9,
        "who is": 9, "act is": 9, "right words": 30, "right who": 18, "right act": 11, "note": 20, "id": 24,
    },
    LINKED: {"claim": 60, "link": 16, "other claim": 60, "link is": 9, "note": 20, "id": 40},
    MISSED: {"article": 30, "words": 70, "source": 24, "who": 24, "act": 11, "note": 20},
}  # fmt: skip
MARKS = {READ: tuple(f"{aspect} is" for aspect in ASPECTS), LINKED: ("link is",)}
READER, CODER, SAMPLE, DIGEST = "read by", "coder", "sample", "tables"  # of `instructions`
ROOM = 400  # rows of `missed` with drop-downs
LONGEST = 8_000  # characters of a cell with text


def who_of(row: Mapping) -> str:
    """Who a source is, as the sheet has it: a name, or the class of one that has none."""
    return row["source_name"] if row["source_class"].startswith("named") else row["source_class"]


def link_id(link: Iterable[str]) -> str:
    """A link as one cell: claim_id, kind, claim_id."""
    return " ".join(link)


def write_sheet(tables: Tables, path: Path, sample: Sample, coder: int, digest: str) -> int:
    """Write the file of one coder, whole or not at all; how many rows of it are to be marked.

    Raises:
        OnrecordError: it could not be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    articles = sample.read_by(coder, sample.draw(tables))
    with whole_file(path) as new:
        book = xlsxwriter.Workbook(str(new), {"tmpdir": str(new.parent)})
        book.set_properties({"created": CREATED})
        write = _Writer(book)
        write.instructions({CODER: str(coder), SAMPLE: str(sample), DIGEST: digest})
        found = list(found_in(tables, articles))
        write.rows(READ, _read_rows(tables, articles, found))
        links = list(links_of(tables, articles))
        ends = {end for one, _, other in links for end in (one, other)}
        linked = rows_of(tables.attributions, "attribution_id", ends).to_pylist()
        linked = {row["attribution_id"]: row for row in linked}
        write.rows(LINKED, (_link_row(linked, *link) for link in links))
        write.rows(MISSED, [])
        write.offers(_names(tables, articles), articles)
        try:
            book.close()
        except XlsxWriterException as error:
            raise OSError(str(error)) from error
    return len(found) + len(links)


def _read_rows(tables, articles, found):
    columns = "article_id", "text", "title", "outlet", "published"
    known = {
        i: row for i, *row in read_columns(rows_of(tables.articles, columns[0], articles), *columns)
    }
    of = {article: list(rows) for article, rows in groupby(found, lambda r: r["article_id"])}
    for article in articles:
        text, title, *more = known[article]
        yield {"words": " · ".join(str(v) for v in (title or article, *more) if v), "id": article}
        starts = [start for start, _ in sentences(text or "")]
        for start, end in pairwise([*starts, len(text or "")]):
            rows = of.get(article, [])
            for begin in range(start, end, LONGEST):
                yield {"words": _marked(text, begin, min(begin + LONGEST, end), rows).strip()}
            for row in rows:
                if start <= row["content_spans"][0][0] < end:
                    shown = {"row": _number(row), "words": row["content_text"], "who": who_of(row)}
                    shown |= {"source": row["source_text"] or "none", "act": row["act"]}
                    yield shown | {"id": row["attribution_id"]}


def _link_row(rows, one, kind, other):
    told = [
        f"{rows[i]['source_name'] or 'nobody'}: {rows[i]['content_text']}" for i in (one, other)
    ]
    cells = told[0], LINKS[kind].words, told[1], link_id((one, kind, other))
    return dict(zip(("claim", "link", "other claim", "id"), cells, strict=True))


def _number(row):
    return row["attribution_id"].rpartition(":")[2]


def _marked(text, begin, stop, rows):
    """A stretch of text with marks where contents begin and end: `⟦a3 so a3⟧`."""
    signs = []
    for row in rows:
        for start, end in row["content_spans"]:
            signs += [(start, 1, -end, f"{OPEN}{_number(row)} ")] if begin <= start < stop else []
            signs += [(end, 0, -start, f" {_number(row)}{CLOSE}")] if begin < end <= stop else []
    parts, at = [], begin
    for place, *_, sign in sorted(signs):
        parts += [text[at:place], sign]
        at = place
    return "".join([*parts, text[at:stop]])


def _names(tables, articles):
    """The names of entities that these articles mention, in order."""
    mentioned = rows_of(tables.mentions, "article_id", articles)["entity_id"].to_pylist()
    known = read_columns(rows_of(tables.entities, "entity_id", mentioned), "name", "named")
    return sorted({name for name, named in known if named})


class _Writer:
    """Writes the sheets of one workbook: text stays text, whatever it says."""

    def __init__(self, book):
        self._book, self._cells, self._sheets = book, TextCells(book), {}
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._asked = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#e8f1f8"})

    def instructions(self, known):
        sheet = self._book.add_worksheet(INSTRUCTIONS)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 100, self._wrapped)
        self._cells.write(sheet, 0, 0, READER, self._bold)
        sheet.write_blank(0, 1, None, self._asked)
        for number, (name, value) in enumerate(known.items(), 1):
            self._cells.write(sheet, number, 0, name)
            self._cells.write(sheet, number, 1, value)
        text = files("onrecord.audit").joinpath("instructions.txt").read_text("utf-8")
        for number, line in enumerate(text.splitlines(), len(known) + 2):
            self._cells.write(sheet, number, 1, line, self._wrapped)

    def rows(self, name, rows):
        sheet, columns = self._book.add_worksheet(name), COLUMNS[name]
        for place, (column, width) in enumerate(columns.items()):
            sheet.set_column(place, place, width, self._wrapped)
            self._cells.write(sheet, 0, place, column, self._bold)
        sheet.freeze_panes(1, 2)
        number = 0
        for number, row in enumerate(rows, 1):
            asked = MARKS.get(name, ()) if row.get("row") or name == LINKED else ()
            for place, column in enumerate(columns):
                if text := row.get(column, ""):
                    look = self._bold if "id" in row and not asked else self._wrapped
                    look = None if FORMULA.match(text) else look
                    self._cells.write(sheet, number, place, text, look)
                elif column in asked:
                    sheet.write_blank(number, place, None, self._asked)
        self._sheets[name] = sheet, list(columns), number

    def offers(self, names, articles):
        """Drop-downs; for a name another one than those that are offered may be written."""
        hidden = self._book.add_worksheet("offered")
        lists = {"who": [*NAMELESS, *names], "act": list(ACTS), "article": articles}
        where = {}
        for place, (what, values) in enumerate(lists.items()):
            for number, value in enumerate(values):
                self._cells.write(hidden, number, place, value)
            letter = chr(ord("A") + place)
            where[what] = f"=offered!${letter}$1:${letter}${len(values)}"
        hidden.hide()
        for name, (sheet, columns, last) in self._sheets.items():
            for place, column in enumerate(columns):
                rule: dict[str, Any] = {
                    "validate": "list",
                    "source": where.get(column.removeprefix("right ")),
                }
                rule["show_error"] = not column.endswith("who")
                if column.endswith(" is"):
                    rule["source"] = [RIGHT, WRONG]
                elif name != MISSED and not column.startswith("right "):
                    continue
                if rule["source"]:
                    sheet.data_validation(
                        1, place, ROOM if name == MISSED else max(last, 1), place, rule
                    )

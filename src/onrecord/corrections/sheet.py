"""Corrections written as a file: CSV, or an Excel sheet with drop-downs for the answers."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.corrections.row import ANSWERS, COLUMNS, DECISIONS, NAMED, UNNAMED, Row
from onrecord.tables.cells import write_rows
from onrecord.tables.outputs import whole_file
from onrecord.tables.sheets import CREATED, TextCells

ALWAYS = ("kind", "decision", "name")
WIDTHS = {"kind": 11, "decision": 9, "text": 40, "reason": 44, "example": 90, "other_example": 60}
WIDTH = 18  # of any other column, in characters


def write_sheet(
    path: Path, rows: Sequence[Row], first: Iterable[str] = (), names: Iterable[str] = ()
) -> None:
    """Write rows to a file, whole or not at all; the same rows make the same bytes.

    Columns that hold nothing are left out.

    Args:
        path: `.xlsx` for Excel, else CSV.
        first: columns of the user's own that come first among those.
        names: what the drop-downs of Excel offer where somebody is to be named.

    Raises:
        OnrecordError: the file could not be written.
    """
    always = {*ALWAYS, *(("answer",) if any(row.believed or row.spans for row in rows) else ())}
    filled = [c for c in COLUMNS if c in always or any(getattr(r, c) for r in rows)]
    added = dict.fromkeys([*first, *(name for row in rows for name in row.attributes)])
    at = filled.index("label") + 1 if "label" in filled else len(filled)
    columns = [*filled[:at], *added, *filled[at:]]
    with whole_file(path) as new:
        if path.suffix.lower() == ".xlsx":
            _write_excel(new, rows, columns, [UNNAMED, *dict.fromkeys(names)])
        else:
            # with the mark by which Excel knows that it is UTF-8
            with open(new, "w", encoding="utf-8-sig", newline="") as file:
                write_rows(file, _lines(rows, columns), line_end="\n")


def _lines(rows: Iterable[Row], columns: Iterable[str]) -> Iterator[list[str]]:
    """The cells, header first; white space is single spaces, as git likes it."""
    yield [" ".join(name.split()) for name in columns]
    for row in rows:
        known = {**{name: getattr(row, name) for name in COLUMNS}, **row.attributes}
        yield [" ".join(known.get(name, "").split()) for name in columns]


def _write_excel(path, rows, columns, names):
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    book = xlsxwriter.Workbook(str(path), {"tmpdir": str(path.parent)})
    book.set_properties({"created": CREATED})
    cells, sheet = TextCells(book), book.add_worksheet("corrections")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    try:
        for number, line in enumerate(_lines(rows, columns)):
            for place, text in enumerate(line):
                if text:
                    cells.write(sheet, number, place, text, bold if number == 0 else None)
        for place, column in enumerate(columns):
            look = wrapped if column in WIDTHS else None
            sheet.set_column(place, place, WIDTHS.get(column, WIDTH), look)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        _offer(book.add_worksheet("answers"), sheet, cells, rows, columns, names)
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


def _offer(answers, sheet, cells, rows, columns, names):
    """Drop-downs; another answer than those that are offered may be written too."""
    lists = {kind: list(allowed) for kind, allowed in ANSWERS.items() if allowed}
    lists |= {"source": names} | dict.fromkeys(NAMED[1:], names[1:])
    offered = {}
    for place, (kind, values) in enumerate(lists.items()):
        for number, value in enumerate(values):
            cells.write(answers, number, place, value)
        letter = chr(ord("A") + place)
        offered[kind] = f"=answers!${letter}$1:${letter}${max(1, len(values))}"
    answers.hide()
    free = {"validate": "list", "show_error": False}
    decisions = free | {"source": [each for each in DECISIONS if each]}
    sheet.data_validation(
        1, columns.index("decision"), max(1, len(rows)), columns.index("decision"), decisions
    )
    if "answer" in columns:
        place = columns.index("answer")
        for number, row in enumerate(rows, 1):
            if row.kind in offered:
                sheet.data_validation(
                    number, place, number, place, free | {"source": offered[row.kind]}
                )

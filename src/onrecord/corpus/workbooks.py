"""Excel files with an article in each row of a sheet, read row by row."""

import contextlib
import functools
import itertools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.corpus.columns import find_columns
from onrecord.corpus.costs import check_parts
from onrecord.corpus.inputs import Input, explain, row_input, shorten
from onrecord.corpus.notes import Note
from onrecord.corpus.row_files import Columns, Opener, need_text

MOST_ROWS = 1_048_576  # of a sheet in Excel; a file can name others, and claim any number of them
MOST_COLUMNS = 200
MOST_SHEETS = 20
MOST_ABOVE_NAMES = 1_000  # empty rows
MOST_IN_CELL = 32_767  # characters: what is longer Excel has cut


def read_xlsx(open_: Opener, columns: Columns) -> Iterator[Input | Note]:
    """The rows of the first sheet with a text column, numbered from 1 below its names.

    Cells are what Excel last showed, dates are dates, and a row without any is none. A note names
    the sheets with a text column that are not read.
    """
    with open_workbook(open_) as sheets:
        fit, (sheet, header) = _choose(sheets, columns)
        places = {f: header.index(c) for f, c in need_text(header, columns).items()}
        rows = filter(any, rows_of_sheet(sheet))
        for row, cells in enumerate(itertools.islice(rows, 1, None), 1):
            if isinstance(cells[0], BrokenRow):
                yield Input(row=row, status="failed", message=cells[0].why)
            else:
                yield _row_input(row, {f: cells[i] for f, i in places.items()})
        name, *others = (shorten(sheet.title) for sheet, _ in fit)
        if others:
            reason = f"Only its sheet {name} is read, the first with a text column"
            yield Note("part", f"{reason}, and not {', '.join(others)}.")
        if more := len(sheets[MOST_SHEETS:]):
            what = f"Its sheets after the first {MOST_SHEETS} ({more:,}) are not looked at"
            yield Note("part", f"{what}; save them as files of their own to read them.")


def _row_input(row: int, values: dict) -> Input:
    found = row_input(row, values)
    if len(found.text or "") < MOST_IN_CELL:
        return found
    cut = f"Its text fills its cell to the last of {MOST_IN_CELL:,} characters, so Excel may have cut it."
    return replace(found, notes=(Note("part", cut),))


def list_xlsx_columns(open_: Opener, columns: Columns) -> list[str]:
    """The names in the first row of the sheet that is read."""
    with open_workbook(open_) as sheets:
        return _choose(sheets, columns)[1][1]


@contextlib.contextmanager
def open_workbook(open_: Opener) -> Iterator[list]:
    """The sheets with cells, without those of charts."""
    from openpyxl import load_workbook

    with open_() as stream:
        with zipfile.ZipFile(stream) as parts:
            check_parts(parts)
        stream.seek(0)
        workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            yield workbook.worksheets
        finally:
            workbook.close()


def _choose(sheets: list, columns: Columns) -> tuple[list, tuple]:
    """The sheets with a text column, each with its names, and the one that is read."""
    headers = [(sheet, header) for sheet in sheets[:MOST_SHEETS] if (header := _header(sheet))]
    fit = [pair for pair in headers if "text" in find_columns(pair[1], columns)]
    return fit, next(iter(fit or headers), (None, []))


def _header(sheet) -> list[str]:
    first = next(filter(any, itertools.islice(rows_of_sheet(sheet), MOST_ABOVE_NAMES)), ())
    names = ["" if cell is None else str(cell).strip() for cell in first]
    return names[: len(names) - next((i for i, name in enumerate(reversed(names)) if name), 0)]


@dataclass(frozen=True)
class BrokenRow:
    """In place of the first cell of a row that Excel could not have written, and why it is none."""

    why: str

    def __str__(self):
        return self.why


def rows_of_sheet(sheet) -> Iterator[tuple]:
    """The rows of a sheet as values, empty ones too; of one with a broken cell a `BrokenRow`."""
    book, at = sheet.parent, 0
    formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
    with sheet._get_source() as source:
        parser = _row_parser()(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch, **formats
        )
        for number, cells in parser.parse():
            if number > MOST_ROWS:
                return
            yield from itertools.repeat((None,) * MOST_COLUMNS, max(0, number - at - 1))
            row = [None] * MOST_COLUMNS
            for cell in cells:
                if cell["column"] <= MOST_COLUMNS:
                    row[cell["column"] - 1] = cell["value"]
            yield tuple(row)
            at = max(at, number)


@functools.cache
def _row_parser():
    """That of openpyxl, which ends at the first broken cell, made to go on after its row."""
    from openpyxl.worksheet._reader import WorkSheetParser

    class RowParser(WorkSheetParser):
        row_counter: int

        def parse_row(self, row):
            before = self.row_counter
            try:
                return super().parse_row(row)
            except Exception as error:
                self.row_counter = max(self.row_counter, before + 1)
                why = f"A cell of the row is broken: {explain(error)}"
                return self.row_counter, [{"column": 1, "value": BrokenRow(why)}]

    return RowParser

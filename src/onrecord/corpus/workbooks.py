"""Excel files with an article in each row of a sheet, read row by row."""

import contextlib
import itertools
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from onrecord.corpus.columns import find_columns
from onrecord.corpus.costs import check_parts
from onrecord.corpus.inputs import Input, row_input, shorten
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


def rows_of_sheet(sheet) -> Iterator[tuple]:
    sheet.reset_dimensions()  # the size that the file claims is no more than a claim
    yield from sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)

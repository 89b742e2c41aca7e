"""The tables as one Excel file: a sheet each, and before them what they hold, and quotes to read."""

import datetime
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow as pa

from onrecord.exchange.quotes import quotes
from onrecord.exchange.values import DICTIONARY, ROWS_AT_ONCE, as_texts, dictionary
from onrecord.tables.folder import Tables
from onrecord.tables.outputs import EXPORTER, zip_opens_with
from onrecord.tables.schema import TABLES
from onrecord.tables.sheets import CREATED, MOST_CHARACTERS, TextCells

# What Excel takes: https://support.microsoft.com, "Excel specifications and limits".
MOST_ROWS = 1_048_576
FIRST_DATE = datetime.date(1900, 3, 1)  # Excel's earlier days are off by one, or are none
CORE = "docProps/core.xml"
COLUMN_WIDTH = 18  # of a column, in characters
BY_ARTICLE = ("inputs", "corrections")  # of a manifest: long, and about single articles and names
CUT = ("sheet", "row", "column", "characters kept", "characters in all")


def write_xlsx(tables: Tables, path: Path, on_rows: Callable[[int], object]) -> list[str]:
    """Write the tables as an Excel file, in constant memory.

    Before them stand the attributions once more, with their sentences and articles, to read. Texts
    are written as texts, never as formulas or links. Lists are JSON; null is an empty cell. A
    table of more rows than a sheet takes goes on in another sheet. A text that is longer than a cell
    takes is cut, and the sheet `about` lists it.

    Returns:
        What its reader must be told: how many texts were cut.

    Raises:
        OSError: the file could not be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    options = {"constant_memory": True, "tmpdir": str(path.parent)}
    book = xlsxwriter.Workbook(str(path), options)
    book.use_zip64()
    book.set_properties({"author": EXPORTER, "created": CREATED})
    writer = _Sheets(book)
    try:
        about = book.add_worksheet("about")
        writer.write_table("quotes", tables.attributions, lambda _: None, partial(quotes, tables))
        for name in TABLES:
            writer.write_table(name, getattr(tables, name), on_rows)
        writer.write_about(about, tables)
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error
    finally:
        for sheet in book.worksheets():
            sheet.row_data_fh.close()  # left open where the writing is stopped
    told = f"Texts cut, since a cell of Excel takes {MOST_CHARACTERS:,} characters: {len(writer.cut):,}."
    return [f"{told} The sheet `about` lists them."] if writer.cut else []


def is_our_workbook(path: Path) -> bool:
    """Whether a file is an Excel file that `write_xlsx` wrote, whoever saved it since."""
    return zip_opens_with(path, CORE, EXPORTER)


class _Sheets:
    """Writes sheets into one workbook, and keeps a list of what was cut: rows of `CUT`."""

    def __init__(self, book):
        self.book = book
        self.bold = book.add_format({"bold": True})
        self.texts = TextCells(book)
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.cut = []

    def write_table(self, name, table, on_rows, make=lambda rows: rows):
        """Write what `make` makes of the rows of a table, a row of each, some thousand at a time."""
        fitting = MOST_ROWS - 1  # the header takes one
        for part, start in enumerate(range(0, max(1, table.num_rows), fitting), 1):
            sheet = self.book.add_worksheet(name if part == 1 else f"{name} {part}")
            self._write_sheet(sheet, table.slice(start, fitting), on_rows, make)

    def _write_sheet(self, sheet, table, on_rows, make):
        names = make(table.slice(0, 0)).column_names
        last = len(names) - 1
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, last, COLUMN_WIDTH)
        sheet.autofilter(0, 0, table.num_rows, last)
        for place, name in enumerate(names):
            self._write_text(sheet, 0, place, name, look=self.bold)
        row = 0
        for start in range(0, table.num_rows, ROWS_AT_ONCE):
            piece = make(table.slice(start, ROWS_AT_ONCE)).combine_chunks()
            for cells in zip(*map(_values, piece.columns), strict=True):
                row += 1
                for place, cell in enumerate(cells):
                    if cell is not None:
                        self._write(sheet, row, place, cell, names[place])
            on_rows(piece.num_rows)

    def _write(self, sheet, row, place, cell, column):
        if isinstance(cell, str):
            self._write_text(sheet, row, place, cell, column=column)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, place, cell)
        elif isinstance(cell, datetime.date):
            sheet.write_datetime(row, place, cell, self.date)
        else:
            sheet.write_number(row, place, cell)

    def _write_text(self, sheet, row, place, text, *, look=None, column=None):
        kept = self.texts.write(sheet, row, place, text, look)
        if kept < len(text):
            self.cut.append((sheet.name, row + 1, column, kept, len(text)))

    def write_about(self, sheet, tables):
        """The first sheet: what made the tables, what was cut, and the data dictionary."""
        sheet.set_column(0, len(DICTIONARY) - 1, COLUMN_WIDTH)
        sheet.set_column(DICTIONARY.index("meaning"), DICTIONARY.index("meaning"), 5 * COLUMN_WIDTH)
        row = self._write_block(sheet, 0, ("What made the tables",), _what_made(tables))
        if self.cut:
            title = f"Texts cut, since a cell of Excel takes {MOST_CHARACTERS:,} characters"
            row = self._write_block(sheet, row, (title,), [CUT, *self.cut])
        self._write_block(sheet, row, DICTIONARY, dictionary(tables))

    def _write_block(self, sheet, row, header, rows):
        """Rows under a bold one, then an empty one; gives the row after these."""
        for number, cells in enumerate((header, *rows), row):
            for place, cell in enumerate(cells):
                look = self.bold if number == row else None
                self._write_text(sheet, number, place, str(cell), look=look)
        return number + 2


def _what_made(tables):
    """What made the tables, and how many rows they have: (what, a short text)."""
    for key, made in sorted(tables.manifest.items()):
        if key not in BY_ARTICLE:
            text = json.dumps(made, ensure_ascii=False, sort_keys=True)
            yield key, made if isinstance(made, str) else text
    for name in TABLES:
        yield f"rows of {name}", str(getattr(tables, name).num_rows)


def _values(column):
    """The values of a column as a cell takes them: numbers, truths and dates as such, else texts."""
    if pa.types.is_floating(column.type):
        return [None if text is None else float(text) for text in as_texts(column)]
    if pa.types.is_list(column.type):
        return as_texts(column)
    return [_as_text_if_early(v) for v in column.to_pylist()]


def _as_text_if_early(value):
    early = isinstance(value, datetime.date) and value < FIRST_DATE
    return value.isoformat() if early else value

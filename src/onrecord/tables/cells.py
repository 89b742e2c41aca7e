"""Rows of CSV that people open in a spreadsheet: no cell may turn into a formula there.

Texts are other people's. One that opens with `=`, `+`, `-`, `@` (or their full-width forms), a tab
or a line end runs as a formula in Excel and LibreOffice once a CSV file is opened, so an apostrophe
is put before it; where it has apostrophes there already, one more, so that one can be taken away.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

# Spaces, and what nobody sees, do not stop a spreadsheet from finding the formula behind them.
UNSEEN = r"\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
FORMULA = re.compile(rf"['{UNSEEN}]*[=+\-@＝＋－＠\t\r\n]")


def defuse(text: str) -> str:
    """Text as a cell: an apostrophe before what would be a formula; anything else as it is."""
    return f"'{text}" if FORMULA.match(text) else text


def restore(cell: str) -> str:
    """What `defuse` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def write_rows(
    file: TextIO, rows: Iterable[Sequence[str | None]], *, line_end: str = "\r\n"
) -> None:
    """Write rows as CSV, every cell defused; None is an empty cell. Lines end as RFC 4180 has it."""
    defused = ([None if cell is None else defuse(cell) for cell in row] for row in rows)
    csv.writer(file, lineterminator=line_end).writerows(defused)


def read_rows(text: str) -> list[list[str]]:
    """The rows of CSV as people save it, empty ones too; parted by semicolons where the first line is.

    Space around a cell is not read.

    Raises:
        csv.Error: it is not CSV.
    """
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [[restore(cell.strip()) for cell in row] for row in rows]

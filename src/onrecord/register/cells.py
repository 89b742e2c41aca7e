"""Cells of a CSV file that people open in a spreadsheet: none may turn into a formula there."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for one, at the start


def defuse(text: str) -> str:
    """Text as a cell: an apostrophe before what would be a formula, white space as single spaces."""
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(FORMULA) else text


def restore(cell: str) -> str:
    """What `defuse` was given; of a cell that people wrote, its text without space around it."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def write_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, lines ended by a line feed alone, as git likes them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([map(defuse, row) for row in rows])
    return out.getvalue()


def read_rows(text: str) -> list[list[str]]:
    """The rows of CSV, empty ones too; separated by semicolons where the first line is.

    Raises:
        csv.Error: it is not CSV.
    """
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [[restore(cell) for cell in row] for row in rows]

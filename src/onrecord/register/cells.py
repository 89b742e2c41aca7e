"""The rows of a register as CSV: written so that no cell is a formula, and read as people save them."""

import csv
import io
from collections.abc import Iterable, Sequence

from onrecord.tables.cells import defuse, restore


def write_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, white space as single spaces, lines ended by a line feed alone, as git likes them."""
    out = io.StringIO()
    cells = ([defuse(" ".join(text.split())) for text in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(cells)
    return out.getvalue()


def read_rows(text: str) -> list[list[str]]:
    """The rows of CSV, empty ones too; separated by semicolons where the first line is.

    Space around a cell is not read.

    Raises:
        csv.Error: it is not CSV.
    """
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [[restore(cell.strip()) for cell in row] for row in rows]

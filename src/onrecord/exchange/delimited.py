"""The tables as CSV files, one each, as spreadsheets and statistics programs open them.

UTF-8 with a byte order mark: without one Excel takes the bytes for the system's old encoding, and
every curly quote becomes three odd signs. pandas, R's readr, DuckDB and Polars skip the mark.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from onrecord.exchange.datapackage import write_datapackage
from onrecord.exchange.values import DICTIONARY, ROWS_AT_ONCE, as_texts, dictionary
from onrecord.tables.cells import write_rows
from onrecord.tables.folder import Tables
from onrecord.tables.schema import TABLES


def write_csv(tables: Tables, folder: Path, on_rows: Callable[[int], object]) -> None:
    """Write `<table>.csv` for each table, and what their columns mean: `columns.csv` for people,
    `datapackage.json` for programs.

    Lists are JSON; null is an empty cell; what a spreadsheet would take for a formula has an
    apostrophe before it, which `onrecord.tables.cells.restore` takes away.
    """
    for name in TABLES:
        table = getattr(tables, name)
        write_file(folder / f"{name}.csv", table.column_names, _rows(table, on_rows))
    write_file(folder / "columns.csv", DICTIONARY, dictionary(tables))
    write_datapackage(tables, folder)


def write_file(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
    """Write one CSV file, every cell defused."""
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        write_rows(file, chain([header], rows))


def _rows(table, on_rows):
    for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from zip(*map(as_texts, batch.columns), strict=True)
        on_rows(batch.num_rows)

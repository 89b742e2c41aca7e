"""A database for one step over a corpus: what memory does not hold goes to its folder.

DuckDB sorts, joins and groups there what has no room in a Python list.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY = "128MB"  # above it, DuckDB writes to disk
FETCHED = 2_000  # rows that are taken from it at once
WRITTEN = 20_000  # rows that are written to it at once


@contextmanager
def open_scratch(folder: str | Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """An empty database in a file of `folder`, which must exist; both are the caller's to remove.

    It works on one thread, so that its memory does not grow with the machine. Results come in the
    order of an ORDER BY, or in none.
    """
    import duckdb

    folder = Path(folder)
    limits: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": 1,
        "temp_directory": str(folder / "spilled"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        with duckdb.connect(folder / "scratch.duckdb", config=limits) as database:
            yield database
    # No room on the disk, for one: where it is met decides which of these it is.
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        if isinstance(error, duckdb.IOException) or "write" in str(error):
            raise OSError(str(error)) from error
        raise


def rows_of(database: "duckdb.DuckDBPyConnection", query: str, *values) -> Iterator[tuple]:
    """The rows that a query gives, a few thousand at a time in memory.

    Another query may be asked of `database` while they are read.
    """
    with database.cursor() as cursor:
        cursor.execute(query, values or None)
        while rows := cursor.fetchmany(FETCHED):
            yield from rows


class TableRows:
    """Rows on their way into a table of a database, written many at a time."""

    def __init__(self, database: "duckdb.DuckDBPyConnection", table: str):
        self._database, self._table = database, table
        self._schema = database.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
        self._rows: list[tuple] = []

    def append(self, row: tuple) -> None:
        """Add a row: a value for each column of the table, in order."""
        self._rows.append(row)
        if len(self._rows) >= WRITTEN:
            self.write()

    def write(self) -> None:
        """Write what has been added since; to be called at the end."""
        import pyarrow as pa

        if self._rows:
            columns = zip(zip(*self._rows, strict=True), self._schema.types, strict=True)
            batch = pa.table([pa.array(*column) for column in columns], self._schema)
            self._rows.clear()
            self._database.from_arrow(batch).insert_into(self._table)


def scratch_file(database: "duckdb.DuckDBPyConnection") -> BufferedRandom:
    """An empty file beside a database, without a name: it is gone once it is closed."""
    [[path]] = rows_of(database, "SELECT path FROM duckdb_databases() WHERE NOT internal")
    return TemporaryFile(dir=Path(path).parent)

"""A database for one step over a corpus: what memory does not hold goes to its folder.

DuckDB sorts, joins and groups there what has no room in a Python list.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY = "384MB"  # above it, DuckDB writes to disk
FETCHED = 2_000  # rows that are taken from it at once


@contextmanager
def open_scratch(folder: str | Path) -> Iterator["duckdb.DuckDBPyConnection"]:
    """An empty database in a file of `folder`, which must exist; both are the caller's to remove.

    It works on one thread, so that its memory does not grow with the machine. Results come in the
    order of an ORDER BY, or in none.
    """
    import duckdb

    folder = Path(folder)
    limits = {
        "memory_limit": MEMORY,
        "threads": 1,
        "temp_directory": str(folder / "spilled"),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(folder / "scratch.duckdb", config=limits) as database:
        yield database


def rows_of(database: "duckdb.DuckDBPyConnection", query: str, *values) -> Iterator[tuple]:
    """The rows that a query gives, a few thousand at a time in memory.

    Another query may be asked of `database` while they are read.
    """
    with database.cursor() as cursor:
        cursor.execute(query, values or None)
        while rows := cursor.fetchmany(FETCHED):
            yield from rows

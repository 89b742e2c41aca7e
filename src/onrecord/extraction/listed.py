"""All inputs of a run in a file, in order, and of these the texts that no part has yet."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.corpus.article import Article
from onrecord.corpus.notes import Note
from onrecord.extraction.parts import PartFiles, bounded
from onrecord.tables.outputs import whole_at_once
from onrecord.tables.schema import ARTICLES
from onrecord.tables.scratch import rows_of

if TYPE_CHECKING:
    import duckdb

AT_ONCE, CHARACTERS = 500, 8_000_000  # articles that are held in memory, and of their texts
READ_AT_ONCE = 64
LISTED = ARTICLES.arrow.append(pa.field("notes", pa.string()))
ROOM = 1 << 16  # more than the rows of a part: a part and a row of it in one number


def list_articles(
    articles: Iterable[Article], path: Path, on_article: Callable[[], None] = lambda: None
) -> None:
    """Write articles to a file as they come."""
    with whole_at_once(path) as new, pq.ParquetWriter(new, LISTED, compression="zstd") as file:
        for batch in bounded(articles, AT_ONCE, CHARACTERS, lambda each: len(each.text or "")):
            file.write_table(pa.Table.from_pylist([*map(_row, batch)], LISTED))
            for _ in batch:
                on_article()


def _row(article):
    row = {name: getattr(article, name) for name in ARTICLES.arrow.names}
    return row | {"notes": json.dumps([astuple(note) for note in article.notes])}


def read_listed(path: Path) -> Iterator[Article]:
    """The articles of a file that `list_articles` wrote, or of a table of articles, in order."""
    # what is read ahead stays in memory until the end: the whole file
    with pq.ParquetFile(path, pre_buffer=False) as file:
        for batch in file.iter_batches(READ_AT_ONCE):
            for row in batch.to_pylist():
                known = {name: row.pop(name) for name in ("words", "sha256")}
                notes = tuple(Note(*note) for note in json.loads(row.pop("notes", "[]")))
                article = Article(**row, notes=notes)
                vars(article).update(known)  # so that neither is worked out again
                yield article


def unread(
    database: "duckdb.DuckDBPyConnection", path: Path, parts: PartFiles
) -> Iterator[tuple[str, str, int]]:
    """Digest, text and number of words of the texts that no part has, each once, in order."""
    find_parts(database, parts)
    wanted = rows_of(
        database,
        "SELECT min(file_row_number) FROM read_parquet(?, file_row_number = true) AS listed "
        "ANTI JOIN (SELECT sha256 FROM run_found WHERE NOT failed) USING (sha256) "
        "WHERE status = 'ok' GROUP BY sha256 ORDER BY 1",
        str(path),
    )
    place = next(wanted, (None,))[0]
    for number, article in enumerate(read_listed(path)):
        if number == place and article.sha256 and article.text:
            yield article.sha256, article.text, article.words
            place = next(wanted, (None,))[0]


def find_parts(database: "duckdb.DuckDBPyConnection", parts: PartFiles) -> list[Path]:
    """Note in the table `run_found` where each text is in the parts; of two, the later counts.

    Returns:
        The files of the parts; a text is at row `place % ROOM` of file `place // ROOM`.
    """
    files = parts.done()
    database.execute("CREATE OR REPLACE TABLE run_parts (filename VARCHAR, part BIGINT)")
    database.execute(
        "CREATE OR REPLACE TABLE run_found (sha256 VARCHAR, place BIGINT, failed BOOLEAN)"
    )
    if files:
        names = [str(path) for path in files]
        numbered = pa.table({"filename": names, "part": range(len(names))})
        database.register("run_numbered", numbered)
        database.execute("INSERT INTO run_parts SELECT * FROM run_numbered")
        database.unregister("run_numbered")
        database.execute(
            "INSERT INTO run_found SELECT sha256, max(part * ? + file_row_number), "
            "arg_max(failed IS NOT NULL, part * ? + file_row_number) "
            "FROM read_parquet(?, filename = true, file_row_number = true) "
            "JOIN run_parts USING (filename) GROUP BY sha256",
            [ROOM, ROOM, names],
        )
    return files


def places(database: "duckdb.DuckDBPyConnection", path: Path) -> Iterator[tuple[int, int | None]]:
    """Of each article of a file, by its place: where the parts have its text, if they do."""
    return rows_of(
        database,
        "SELECT file_row_number, run_found.place FROM read_parquet(?, file_row_number = true) "
        "LEFT JOIN run_found USING (sha256) ORDER BY 1",
        str(path),
    )

"""Rows of tables made of readings, without parts on disk."""

import tempfile
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from onrecord.extraction.corpus_pass import write_tables
from onrecord.extraction.rows import article_row
from onrecord.tables.folder import make_table
from onrecord.tables.schema import TABLES
from onrecord.tables.scratch import open_scratch


class Readings:
    """A corpus that is in memory: what was found in each article."""

    def __init__(self, readings):
        self._readings = readings
        self.counts = Counter(reading.article.status for reading in readings)

    def write_articles(self):
        return iter(())

    def mentions(self):
        for r in self._readings:
            yield (
                r.article,
                r.mentions,
                {f.source.referent.number for f in r.found if f.source.referent},
            )

    def readings(self):
        return iter(self._readings)


def make_rows(readings, corrections=None, told=None):
    """Table name → its rows, of readings in order; `told` gets what the manifest says."""
    with tempfile.TemporaryDirectory() as folder, open_scratch(folder) as database:
        manifest = write_tables(Readings(readings), database, Path(folder), corrections, ())
        (told if told is not None else {}).update(manifest)
        names = [name for name in TABLES if name != "articles"]
        rows = {name: pq.read_table(Path(folder) / name).to_pylist() for name in names}
    articles = make_table([article_row(r.article) for r in readings], TABLES["articles"])
    return {"articles": articles.to_pylist()} | rows

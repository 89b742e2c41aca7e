"""Tables made of rows, and written, without an extraction."""

import json

import pyarrow.parquet as pq

from onrecord.tables.folder import Tables, make_table, seal
from onrecord.tables.outputs import MANIFEST
from onrecord.tables.schema import TABLES, with_attributes


def build_tables(rows, manifest, *, attributes=()):
    """The five tables of rows (table name → list of dicts); `attributes` are columns of corrections."""
    schemas = TABLES | {"entities": with_attributes(TABLES["entities"], attributes)}
    made = {name: make_table(rows[name], schema) for name, schema in schemas.items()}
    return Tables(**made, manifest=manifest)


def write_tables(tables, folder):
    """Write them to a new folder, as an extraction does."""
    for name in TABLES:
        (folder / name).mkdir(parents=True)
        pq.write_table(getattr(tables, name), folder / name / "part-00000.parquet")
    (folder / MANIFEST).write_text(json.dumps(seal(tables.manifest, folder)), "utf-8")

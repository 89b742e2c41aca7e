"""What the CSV files hold, as a Frictionless data package: `datapackage.json`, which lies beside them.

See https://specs.frictionlessdata.io (Data Package and Table Schema 1.0). No licence is claimed: the
articles are other people's.
"""

import json
from pathlib import Path

from onrecord.tables.folder import Tables
from onrecord.tables.schema import TABLES, with_attributes

PACKAGE = "datapackage.json"
TYPES = {
    "string": "string", "bool": "boolean", "date": "date", "int8": "integer", "int32": "integer",
    "float32": "number", "list of string": "array", "list of [start, end]": "array",
}  # fmt: skip
# The table whose rows the values of a column point to, by their ids.
POINTS_TO = {
    "article_id": "articles", "duplicate_of": "articles", "entity_id": "entities",
    "source_entity": "entities", "source_affiliation": "entities",
    "parent_id": "attributions", "claim_id": "attributions",
}  # fmt: skip
DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"}
APOSTROPHES = (
    "Five tables of who said what in news articles. A cell that a spreadsheet would run as a formula "
    "has an apostrophe before it, which is not part of the text."
)


def write_datapackage(tables: Tables, folder: Path) -> None:
    """Write `datapackage.json`: the type and meaning of every column, the keys, the form of the CSV."""
    package = {
        "profile": "tabular-data-package",
        "name": "onrecord",
        "description": APOSTROPHES,
        "resources": [
            _resource(with_attributes(schema, getattr(tables, name).column_names))
            for name, schema in TABLES.items()
        ],
    }
    text = json.dumps(package, indent=1, ensure_ascii=False)
    (folder / PACKAGE).write_text(text + "\n", encoding="utf-8")


def _resource(table):
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": f"A row is {table.row}.",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": _key(table),
            "foreignKeys": list(_foreign_keys(table)),
        },
    }


def _key(table):
    return table.columns[0].name


def _field(column):
    name = column.type_name.removesuffix("?")
    meaning = f"{column.meaning} (JSON: {name})" if TYPES[name] == "array" else column.meaning
    field = {"name": column.name, "type": TYPES[name], "description": meaning}
    return field | ({"constraints": {"enum": list(column.allowed)}} if column.allowed else {})


def _foreign_keys(table):
    """The columns that hold ids of another row, here or in another table."""
    for name in (column.name for column in table.columns if column.name in POINTS_TO):
        other = POINTS_TO[name]
        if (other, name) != (table.name, _key(table)):
            at = "" if other == table.name else other  # "" is the table itself
            yield {"fields": name, "reference": {"resource": at, "fields": _key(TABLES[other])}}

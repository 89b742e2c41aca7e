"""What an export says of itself: what made it, and what each column means."""

import json
from pathlib import Path

from onrecord.tables.folder import Tables
from onrecord.tables.outputs import EXPORT, EXPORTER
from onrecord.tables.schema import TABLES, with_attributes

DICTIONARY = ("table", "column", "type", "meaning", "values")
BY_ARTICLE = ("inputs", "register")  # of a manifest: long, and about single articles and names


def dictionary(tables: Tables) -> list[tuple[str, ...]]:
    """The data dictionary of these tables, columns that a register added too: rows of `DICTIONARY`.

    A type that ends in `?` may be null.
    """
    return [
        (name, c.name, c.type_name, c.meaning, " ".join(c.allowed))
        for name, schema in TABLES.items()
        for c in with_attributes(schema, getattr(tables, name).column_names).columns
    ]


def versions(tables: Tables) -> dict[str, str]:
    """What made the tables, and how many rows they have, each as a short text."""
    made = {k: v for k, v in sorted(tables.manifest.items()) if k not in BY_ARTICLE}
    texts = {k: v if isinstance(v, str) else _json(v) for k, v in made.items()}
    return texts | {f"rows of {name}": str(getattr(tables, name).num_rows) for name in TABLES}


def write_about(tables: Tables, folder: Path, to: str) -> None:
    """Write the file by which an exported folder is known again, with the manifest of the tables."""
    about = {"made_by": EXPORTER, "format": to, "tables": tables.manifest}
    text = json.dumps(about, indent=1, ensure_ascii=False)
    (folder / EXPORT).write_text(text + "\n", encoding="utf-8")


def _json(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

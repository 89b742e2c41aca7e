"""The values of the tables as texts, and what their columns mean, as CSV and XLSX hold both."""

import json
import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.tables.folder import Tables
from onrecord.tables.schema import TABLES, with_attributes

DICTIONARY = ("table", "column", "type", "meaning", "values")
ROWS_AT_ONCE = 4096  # that are texts in memory
# Ends of lines that JSON itself does not escape.
ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
# What XML 1.0 has no place for, escaped or not: https://www.w3.org/TR/xml/#charsets.
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_texts(column: pa.Array) -> list[str | None]:
    """Lists as JSON, dates as ISO dates, numbers as short as they can be, `true` and `false`.

    Returns:
        One text a row; None where the value is null.
    """
    if pa.types.is_list(column.type):
        return [None if v is None else as_json(v) for v in column.to_pylist()]
    return pc.cast(column, pa.string()).to_pylist()


def as_json(value: object) -> str:
    """JSON on one line, whatever a reader takes for the end of a line (Unicode has ten of them)."""
    return json.dumps(value, ensure_ascii=False).translate(ENDS)


def as_share(value: float | None) -> float | None:
    """A confidence as short as the 32 bits that it was."""
    return None if value is None else round(value, 6)


def given(values: Mapping[str, object]) -> dict[str, object]:
    """Without what is null or an empty list."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def as_xml(text: str) -> str:
    """A text with U+FFFD for each character that XML forbids, so that offsets stay."""
    return UNFIT.sub("\ufffd", text)


def dictionary(tables: Tables) -> list[tuple[str, ...]]:
    """The data dictionary of these tables, columns that corrections added too: rows of `DICTIONARY`.

    A type that ends in `?` may be null.
    """
    return [
        (name, c.name, c.type_name, c.meaning, " ".join(c.allowed))
        for name, schema in TABLES.items()
        for c in with_attributes(schema, getattr(tables, name).column_names).columns
    ]

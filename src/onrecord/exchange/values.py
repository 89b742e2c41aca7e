"""The values of a column as texts, as CSV and XLSX hold them."""

import json

import pyarrow as pa
import pyarrow.compute as pc

ROWS_AT_ONCE = 4096  # that are texts in memory
# Ends of lines that JSON itself does not escape.
ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


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

"""One input as its file gives it, before it is judged: a text and fields, or a reason."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.corpus.markup import without_markup
from onrecord.corpus.notes import Note

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Input:
    """What one file, or one row of a file, holds.

    `fields` has the values as they were read, by the names in `FIELDS`, without the text.
    `row` counts from 1 and is None for a file that is one article. `notes` are for its reader.
    `links` has words of a Word file and the address that they lead to, in the file's order.
    """

    text: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    row: int | None = None
    status: str = "ok"
    message: str | None = None
    notes: tuple[Note, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


class Unreadable(Exception):
    """What was asked for cannot be read; the status and the reason stand for it in the table."""

    def __init__(self, status: str, message: str):
        super().__init__(message)
        self.status = status


def row_input(row: int, values: dict[str, object]) -> Input:
    """One row as an input; `values` are its cells by the names in `FIELDS`."""
    fields = {name: value for name, value in values.items() if name != "text"}
    text = values.get("text")
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            return Input(None, fields, row, "undecodable", explain(error))
    if text is None or _is_nan(text):
        return Input(None, fields, row, "empty", "The row has no text.")
    if not isinstance(text, str):
        reason = f"The text of the row is of type {type(text).__name__}, not a string."
        return Input(None, fields, row, "failed", reason)
    return Input(text, fields, row)


def as_field(value: object) -> str | None:
    """A value as one string without white space around it; None where it says nothing.

    A list of such values is joined by commas. Entities and tags of HTML are read.

    Raises:
        TypeError: the value is nested, and no string says what it is.
    """
    if value is None or _is_nan(value):
        return None
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_as_string, value))) or None
    return _as_string(value) or None


def _as_string(value: object) -> str:
    if isinstance(value, Mapping | list | tuple | set):
        raise TypeError(type(value).__name__)
    if value is None or _is_nan(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # data frames turn a column of whole numbers with a gap into floats
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, datetime.date):
        value = value.isoformat()
    return without_markup(_SURROGATE.sub("\ufffd", str(value)).strip())


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and value != value


def explain(error: BaseException) -> str:
    """An error as one sentence that is the same on every machine: no addresses, no local paths."""
    if isinstance(error, UnicodeDecodeError):
        byte = error.object[error.start]
        return f"Byte 0x{byte:02x} at position {error.start} is not {error.encoding.upper()}."
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    text = _SURROGATE.sub("\ufffd", _ADDRESS.sub("", " ".join(text.split())))[:300].rstrip(". ")
    return f"{type(error).__name__}: {text}." if text else f"{type(error).__name__}."


def shorten(value: object, length: int = 40) -> str:
    """A value in quote marks, cut where it is long, for a message."""
    text = _SURROGATE.sub("\ufffd", str(value))
    return repr(text if len(text) <= length else text[: length - 1] + "…")


def counted(n: int, noun: str) -> str:
    """A number of things in words: `1 article`, `2,000 articles`."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def printable(text: str) -> str:
    """A line that cannot move the cursor or turn the writing of a terminal; names may hold anything."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)

"""The columns of tables that no field was read from, and which field each probably holds."""

import contextlib
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from onrecord.corpus.columns import FIELDS, PLAIN_NAME, find_columns, guess_by_name
from onrecord.corpus.dates import DAY_FIRST, read_date
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.inputs import Input, as_field, shorten
from onrecord.corpus.listing import File
from onrecord.corpus.notes import Note

_MISSED = ("title", "outlet", "published", "author", "url")  # said where no column gives them
_GUESSED = tuple(field for field in FIELDS if field not in ("text", "id"))
_MOST_NAMED = 50
_ROWS = 100  # looked at for what a column holds
_URL = re.compile(r"https?://\S+", re.IGNORECASE)


def note_columns(
    files: Sequence[File],
    columns: Mapping[str, str],
    columns_of: Callable[[int], tuple[str, ...] | None],
) -> Iterator[tuple[str, Note]]:
    """One note for all tables of the same columns, with the path of the first.

    None where every column was used and every field that is missed is given.
    """
    first_of: dict[tuple[str, ...], File] = {}
    times = Counter[tuple[str, ...]]()
    for number, file in enumerate(files):
        if there := columns_of(number):
            first_of.setdefault(there, file)
            times[there] += 1
    for there, first in first_of.items():
        found = find_columns(there, columns)
        unused = [column for column in dict.fromkeys(there) if column not in found.values()]
        if "text" in found and (text := _describe(first, found, unused)):
            others = times[there] - 1
            more = f" and {others:,} more with the same columns" if others else ""
            yield first.relative + more, Note("columns", text)


def _describe(file: File, found: Mapping[str, str], unused: list[str]) -> str:
    """What is to be said of a table's columns; nothing where all is well."""
    missed = [field for field in _MISSED if field not in found]
    more = len(unused) - _MOST_NAMED
    names = [_name(column) for column in unused[:_MOST_NAMED]] + [f"and {more:,} more"] * (more > 0)
    sentences = [f"Not used: {', '.join(names)}."] if names else []
    sentences += [f"No column gives: {', '.join(missed)}."] if missed else []
    for field, column in _guess(file, found, unused[:_MOST_NAMED]).items():
        option = shlex.join(["--column", f"{field}={column}"])
        what = "date" if field == "published" else field
        sentences.append(f"{_name(column)} is probably the {what}: {option}.")
    return " ".join(sentences)


def _name(column: str) -> str:
    return column if PLAIN_NAME.fullmatch(column) else shorten(column)


def _guess(file: File, found: Mapping[str, str], left: list[str]) -> dict[str, str]:
    """Field → the unused column that probably holds it, by its name, or else by its values."""
    guesses = {}
    lacking = [field for field in _GUESSED if field not in found]
    for field in lacking:
        if column := guess_by_name(left, field):
            guesses[field] = column
            left = [other for other in left if other != column]
    tests: dict[str, Callable] = {"published": _is_date, "url": _URL.fullmatch}
    open_ = [field for field in tests if field in lacking and field not in guesses]
    values = _sample(file, found["text"], left) if open_ else {}
    for field in open_:
        fit = [column for column, some in values.items() if some and all(map(tests[field], some))]
        if len(fit) == 1 and PLAIN_NAME.fullmatch(fit[0]):
            guesses[field] = fit[0]
    return guesses


def _is_date(value: str) -> bool:
    return not value.isdecimal() and read_date(value, lambda mark: DAY_FIRST)[0] is not None


def _sample(file: File, text: str, columns: list[str]) -> dict[str, list[str]]:
    """The values of some columns in the first rows, without those that are empty.

    Each is read as if it were a field, so that every format is read in its own way.
    """
    values: dict[str, list[str]] = {column: [] for column in columns}
    for first in range(0, len(columns), len(_GUESSED)):
        fields = dict(zip(_GUESSED, columns[first : first + len(_GUESSED)], strict=False))
        found = read_inputs(file.location, fields | {"text": text})
        for row in islice((row for row in found if isinstance(row, Input)), _ROWS):
            for field, column in fields.items():
                with contextlib.suppress(TypeError):
                    values[column] += filter(None, [as_field(row.fields.get(field))])
    return values

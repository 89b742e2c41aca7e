"""Files that hold one article a line or several: CSV, JSON Lines. Rows are read one by one.

Every reader takes a function that opens the file anew, for its head is read twice: once to learn
its encoding and columns, once for its rows.
"""

import codecs
import contextlib
import csv
import functools
import io
import itertools
import json
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from onrecord.corpus.columns import find_columns, guess_by_name
from onrecord.corpus.decoding import find_encoding
from onrecord.corpus.inputs import Input, Unreadable, explain, row_input, shorten

MAX_ROW_CHARACTERS = 20_000_000
MOST_AGAIN = 5 * MAX_ROW_CHARACTERS  # that are read again after marks that never close
_HEAD_BYTES = 8_000_000
_HEAD_ROWS = 100
_DELIMITERS = ",;\t|"
_ERRORS = "onrecord.escape"  # how bytes that are no characters are carried along; see `_escape`
_NAMES_DELIMITER = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
# what breaks off a stream; the rows before the break are read, and the break is met again there
_BROKEN_OFF = (EOFError, OSError, zlib.error, Unreadable)

Opener = Callable[[], IO[bytes]]
Columns = Mapping[str, str]


def read_csv(open_: Opener, columns: Columns) -> Iterator[Input]:
    """The rows of a CSV or TSV file, cells as the strings they are, quoted line ends included.

    The delimiter is the one that Excel's line `sep=;` names, or else the one of `,` `;` tab `|`
    that parts the header so that a text column is found. A cell that is quoted wrongly makes its
    row `failed`, since its text may be cut; where its mark never closes, that is the first line.
    """
    with _open_text(open_, "") as lines:
        csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW_CHARACTERS))
        rest = _read_lines(lines)
        first, delimiter = _find_header(rest, columns)
        rest = _RowLines(itertools.chain([first], rest))
        rows = csv.reader(rest, delimiter=delimiter, strict=True)
        header = next(rows, [])
        found = need_text(header, columns)
        places = {field: header.index(column) for field, column in found.items()}
        yield from _csv_inputs(rows, rest, len(header), places)


class _RowLines:
    """Lines of a file, of which those of the last row can be read again but for its first."""

    def __init__(self, lines: Iterator[str]):
        self._lines, self._again, self._row = lines, deque[str](), list[str]()
        self._room, self.number = MOST_AGAIN, 0

    def __iter__(self):
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._row.append(line)
        self.number += 1
        return line

    def begin_row(self) -> None:
        self._row.clear()

    def go_back(self) -> bool:
        """Whether the lines after the first of the row are read again; endless rereading is not."""
        again = self._row[1:]
        self._room -= sum(map(len, again))
        if self._room < 0:
            return False
        self.number -= len(again)
        self._again.extendleft(reversed(again))
        return True


def _csv_inputs(rows, lines, width, places) -> Iterator[Input]:
    row = 0
    while True:
        row += 1
        lines.begin_row()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            endless = "field limit" in str(error) or "end of data" in str(error)
            if endless and not lines.go_back() and "field limit" in str(error):
                reason = f"Row {row} has a cell of more than {MAX_ROW_CHARACTERS:,} characters; "
                raise Unreadable("failed", reason + "from there on nothing is read.") from error
            reason = f"The quote marks of the row that ends on line {lines.number} do not pair: "
            yield Input(row=row, status="failed", message=reason + explain(error))
            continue
        if not cells:
            row -= 1  # a blank line is no row
        elif any(cells[width:]):
            reason = (
                f"The row has {len(cells)} cells under {width} columns, so its text may be cut; "
            )
            reason += "put cells that hold the delimiter in quote marks."
            yield Input(row=row, status="failed", message=reason)
        else:
            yield row_input(row, {f: cells[i] for f, i in places.items() if i < len(cells)})


def _find_header(lines: Iterator[str], columns: Columns) -> tuple[str, str]:
    """The first line of names, and the delimiter between them."""
    filled = filter(str.strip, lines)
    header = next(filled, "")
    if named := _NAMES_DELIMITER.fullmatch(header.strip("\r\n")):
        return next(filled, ""), named[1]
    for delimiter in _DELIMITERS:
        names = next(csv.reader([header], delimiter=delimiter), [])
        if "text" in find_columns(names, columns):
            return header, delimiter
    return header, max(_DELIMITERS, key=header.count)


def read_jsonl(open_: Opener, columns: Columns) -> Iterator[Input]:
    """The objects of a JSON Lines file; a row is numbered by its line, and blank lines are none."""
    if there := list_jsonl_columns(open_):
        need_text(there, columns)
    # most rows have the keys of the one before
    find = functools.lru_cache(1)(lambda keys: find_columns(keys, columns))
    with _open_text(open_, "\n") as lines:
        for number in itertools.count(1):
            line = lines.readline(MAX_ROW_CHARACTERS)
            if not line:
                return
            if len(line) == MAX_ROW_CHARACTERS and not line.endswith("\n"):
                while (more := lines.readline(MAX_ROW_CHARACTERS)) and not more.endswith("\n"):
                    pass
                reason = f"Line {number} has more than {MAX_ROW_CHARACTERS:,} characters."
                yield Input(row=number, status="too_long", message=reason)
            elif line.strip():
                yield _json_input(number, line, find)


def _json_input(number: int, line: str, find: Callable[[tuple], dict[str, str]]) -> Input:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = f"Line {number} is not JSON: {explain(error)}"
        return Input(row=number, status="failed", message=reason)
    if not isinstance(values, dict):
        reason = f"Line {number} holds {shorten(line.strip())}, which is no JSON object."
        return Input(row=number, status="failed", message=reason)
    found = find(tuple(values))
    return row_input(number, {field: values[column] for field, column in found.items()})


def list_csv_columns(open_: Opener, columns: Columns) -> list[str]:
    """The names in the header."""
    with _open_text(open_, "") as lines:
        header, delimiter = _find_header(_read_lines(lines), columns)
        return next(csv.reader([header], delimiter=delimiter), [])


def list_jsonl_columns(open_: Opener, columns: Columns | None = None) -> list[str]:
    """The keys of the first hundred lines, in the order in which they come up."""
    keys: dict[str, None] = {}
    with _open_text(open_, "\n") as lines, contextlib.suppress(*_BROKEN_OFF):
        for _ in range(_HEAD_ROWS):
            with contextlib.suppress(ValueError, RecursionError):
                values = json.loads(lines.readline(MAX_ROW_CHARACTERS))
                keys |= dict.fromkeys(values) if isinstance(values, dict) else {}
    return list(keys)


def need_text(there: list[str], columns: Columns) -> dict[str, str]:
    found = find_columns(there, columns)
    if not there:
        raise Unreadable("empty", "The file has no rows and no columns.")
    if "text" not in found:
        names = ", ".join(map(shorten, there[:50]))
        reason = f"None of its columns is known to hold the text of an article: {names}; "
        named = guess_by_name(there[:50], "text") or "Body"
        raise Unreadable("failed", f'{reason}name it, such as columns={{"text": "{named}"}}.')
    return found


def _escape(error: UnicodeError) -> tuple[str | bytes, int]:
    """As `surrogateescape` does, but for the units of UTF-16 and UTF-32 too: each is half a pair."""
    if isinstance(error, UnicodeDecodeError) and error.encoding.startswith(("utf-16", "utf-32")):
        return "\udc00", error.end
    return codecs.lookup_error("surrogateescape")(error)


codecs.register_error(_ERRORS, _escape)


@contextlib.contextmanager
def _open_text(open_: Opener, newline: str) -> Iterator[io.TextIOWrapper]:
    """Lines with their ends; a byte that is no character makes one row undecodable, not all."""
    head = _read_head(open_)
    encoding = find_encoding(head, cut=len(head) == _HEAD_BYTES)
    with (
        open_() as stream,
        io.TextIOWrapper(stream, encoding, errors=_ERRORS, newline=newline) as lines,
    ):
        yield lines


def _read_lines(lines: io.TextIOWrapper) -> Iterator[str]:
    """The lines; one that is longer than any row comes in pieces."""
    return iter(lambda: lines.readline(MAX_ROW_CHARACTERS), "")


def _read_head(open_) -> bytes:
    head = bytearray()
    with open_() as stream, contextlib.suppress(*_BROKEN_OFF):
        while len(head) < _HEAD_BYTES and (block := stream.read1(_HEAD_BYTES - len(head))):
            head += block
    return bytes(head)

"""Parquet files with an article in each row, read some rows at a time.

A few hundred bytes of Parquet may unpack to any size: each of its pages says how large it becomes, and
that is looked at before any is unpacked.
"""

import io
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO

from onrecord.corpus.inputs import Input, Unreadable, explain, row_input
from onrecord.corpus.notes import Note
from onrecord.corpus.row_files import Columns, Opener, need_text

MAX_PAGE_BYTES = 100_000_000  # unpacked; a page has a megabyte, or one value
MAX_LIST_PAGE_BYTES, MOST_VALUES = 4_000_000, 100  # of a list, which repeats what its page has once
MAX_BATCH_BYTES = 256_000_000
MAX_UNPACKED_BYTES = 200_000_000  # of texts, unless the file itself is large
MOST_TIMES = 1_000  # that texts have become larger than the file
MOST_LOST = 100_000  # rows of a broken group that are listed one by one
_BATCH_ROWS = 64
_BUFFER_BYTES = 1 << 20


def read_parquet(open_: Opener, columns: Columns) -> Iterator[Input]:
    """The rows of a Parquet file; only the columns that are known are loaded.

    A value that cannot be read costs its field, or its row where it is the text; a page, the rest of
    its row group.

    Raises:
        Unreadable: it is no Parquet, or unpacks to more than articles would.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with open_() as stream:
        # piece by piece: what is read ahead, or without a buffer, is a whole row group or more
        options = {"buffer_size": _BUFFER_BYTES, "pre_buffer": False}
        file = pq.ParquetFile(stream, **options)
        found = need_text(file.schema_arrow.names, columns)
        names = sorted(set(found.values()))
        if lists := _lists(file.schema):
            file = pq.ParquetFile(stream, **options, read_dictionary=lists)
        row, texts = 0, _Texts(stream.seek(0, io.SEEK_END))
        for number in range(file.num_row_groups):
            end = row + file.metadata.row_group(number).num_rows
            try:
                size = _largest_page(stream, file.metadata.row_group(number), names, lists)
                rows = max(min(_BATCH_ROWS, MAX_BATCH_BYTES // max(size, 1)), 1)
                for batch in file.iter_batches(rows, row_groups=[number], columns=names):
                    cells = {field: batch.column(column) for field, column in found.items()}
                    for place in range(batch.num_rows):
                        row += 1
                        one = {field: column[place] for field, column in cells.items()}
                        yield texts.counted(_parquet_input(row, one))
            except (OSError, pa.ArrowException) as error:
                yield from _lost(row, end, error)
            row = end


def _lists(schema) -> list[str]:
    """The paths of what is in lists: it stays one value, however often it stands in a list."""
    leaves = map(schema.column, range(len(schema)))
    return [leaf.path for leaf in leaves if leaf.max_repetition_level]


def _lost(row: int, end: int, error: Exception) -> Iterator[Input]:
    """The rest of the rows of a group, which cannot be read."""
    reason = f"A part of the file is broken, so rows {row + 1:,} to {end:,} cannot be read: "
    for lost in range(row + 1, min(end, row + MOST_LOST) + 1):
        yield Input(row=lost, status="failed", message=reason + explain(error))


class _Texts:
    """Counts what texts unpack to, beside the size of their file."""

    def __init__(self, packed: int):
        self._left = max(MAX_UNPACKED_BYTES, MOST_TIMES * packed)
        self._most = self._left

    def counted(self, found: Input) -> Input:
        self._left -= len(found.text or "")
        if self._left < 0:
            most = f"Its texts have more than {self._most:,} characters"
            reason = f"{most}, {MOST_TIMES:,} times the size of the file; articles do not."
            raise Unreadable("failed", reason)
        return found


def _parquet_input(row: int, cells: Mapping) -> Input:
    values, notes = {}, []
    for field, cell in cells.items():
        try:
            if len(getattr(cell, "values", None) or ()) > MOST_VALUES:
                raise ValueError(f"it is a list of more than {MOST_VALUES} values")
            values[field] = cell.as_py()
        except UnicodeDecodeError as error:
            return Input(row=row, status="undecodable", message=explain(error))
        except Exception as error:  # what Arrow stores may be more than Python has a value for
            if field == "text":
                return Input(row=row, status="failed", message=explain(error))
            reason = f"Its {field} cannot be read, so it is left out: {explain(error)}"
            notes.append(Note("field", reason))
    found = row_input(row, values)
    return replace(found, notes=(*found.notes, *notes)) if notes else found


def list_parquet_columns(open_: Opener, columns: Columns | None = None) -> list[str]:
    """The names in the schema."""
    import pyarrow.parquet as pq

    with open_() as stream:
        return pq.ParquetFile(stream).schema_arrow.names


def _largest_page(stream: IO[bytes], group, names: Iterable[str], lists: Container[str]) -> int:
    """Bytes of the largest page of some columns, once unpacked.

    Raises:
        Unreadable: it is larger than any page should be.
    """
    largest = 0
    for chunk in map(group.column, range(group.num_columns)):
        path = chunk.path_in_schema
        if any(path == name or path.startswith(f"{name}.") for name in names):
            most = MAX_LIST_PAGE_BYTES if path in lists else MAX_PAGE_BYTES
            starts = (chunk.dictionary_page_offset, chunk.data_page_offset)
            start = min(start for start in starts if start)
            for size in _page_sizes(stream, start, start + chunk.total_compressed_size):
                largest = max(largest, size)
                if size > most:
                    reason = f"A part of it unpacks to {size:,} bytes, more than {most:,}"
                    raise Unreadable("too_long", f"{reason}, so it is not read.")
    return largest


def _page_sizes(stream, place, end) -> Iterator[int]:
    """The size that each page of a column says it unpacks to."""
    while place < end:
        stream.seek(place)
        header = dict(_Compact(stream).numbers())
        size, packed = header.get(2, -1), header.get(3, -1)
        if size < 0 or packed < 0:
            raise OSError("a page of it has no size")
        yield size
        place = stream.tell() + packed


class _Compact:
    """A struct of Thrift's compact protocol, in which Parquet writes what a page is."""

    def __init__(self, stream: IO[bytes]):
        self._stream = stream

    def numbers(self) -> Iterator[tuple[int, int]]:
        """Field and value of its whole numbers; the stream then stands behind the struct."""
        field = 0
        while head := self._byte():
            kind, field = head & 15, field + (head >> 4) if head >> 4 else self._number()
            if kind in (4, 5, 6):
                yield field, self._number()
            else:
                self._skip(kind)

    def _byte(self):
        [byte] = self._stream.read(1) or [0]
        return byte

    def _varint(self):
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                break
        return value

    def _number(self):
        value = self._varint()
        return value >> 1 ^ -(value & 1)

    def _skip(self, kind):
        if kind in (4, 5, 6):
            self._varint()
        elif kind in (3, 7):
            self._stream.seek({3: 1, 7: 8}[kind], io.SEEK_CUR)
        elif kind == 8:
            self._stream.seek(min(self._varint(), 1 << 31), io.SEEK_CUR)
        elif kind == 12:
            for _ in self.numbers():
                pass
        elif kind not in (1, 2):  # true and false are kinds of their own
            raise OSError("it is not told what a page is")

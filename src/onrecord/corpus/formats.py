"""One file read: its ending chooses the reader, which gives one input, or one for each row.

Nothing that a file holds raises: what cannot be read is an input with a status and a reason.
"""

import contextlib
import gzip
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO

from onrecord.corpus import crawls, documents, mail, parquet_files, row_files, workbooks
from onrecord.corpus.archives import ARCHIVE, find_archive, open_member
from onrecord.corpus.exports import read_export
from onrecord.corpus.exports.download import Download
from onrecord.corpus.inputs import Input, Unreadable, explain, shorten
from onrecord.corpus.kinds import MAIL, find_kind
from onrecord.corpus.notes import Note
from onrecord.remote import RemoteFile

MAX_TEXT_BYTES = 20_000_000
MAX_DOCUMENT_BYTES = 200_000_000
MAX_UNPACKED_BYTES = 1 << 30  # of what is copied to disk
MAX_STREAMED_BYTES = 1 << 36  # of what is read row by row, so that only time is at stake
# More bytes than these may be so many times what was packed, and no more.
MAX_REPEATED_BYTES, MOST_TIMES = 200_000_000, 200
GZIP = ".gz"
OTHER_XML = "It is XML of a kind that is not read; only the XML of Factiva is."
OLDER_WORD = "It is a Word file of the older kind, which is not read; save it as .docx."
_BLOCK_BYTES = 1 << 20
# how one article is read, and the most bytes that its file may have
ARTICLE_FORMATS: dict[str, tuple[Callable[[bytes], Input], int]] = {
    ".txt": (documents.read_text, MAX_TEXT_BYTES),
    ".md": (documents.read_text, MAX_TEXT_BYTES),
    ".html": (documents.read_html, MAX_TEXT_BYTES),
    ".htm": (documents.read_html, MAX_TEXT_BYTES),
    ".xml": (partial(documents.refuse, OTHER_XML), MAX_TEXT_BYTES),
    ".mhtml": (mail.read_mhtml, MAX_TEXT_BYTES),
    ".mht": (mail.read_mhtml, MAX_TEXT_BYTES),
    ".eml": (mail.read_eml, MAX_TEXT_BYTES),
    ".docx": (documents.read_docx, MAX_DOCUMENT_BYTES),
    ".doc": (partial(documents.refuse, OLDER_WORD), MAX_DOCUMENT_BYTES),
    ".rtf": (documents.read_rtf, MAX_TEXT_BYTES),
    ".odt": (documents.read_odt, MAX_DOCUMENT_BYTES),
    ".pdf": (documents.read_pdf, MAX_DOCUMENT_BYTES),
}
# how rows are read, and how their columns are listed
TABLE_FORMATS = {
    ".jsonl": (row_files.read_jsonl, row_files.list_jsonl_columns),
    ".ndjson": (row_files.read_jsonl, row_files.list_jsonl_columns),
    ".csv": (row_files.read_csv, row_files.list_csv_columns),
    ".tsv": (row_files.read_csv, row_files.list_csv_columns),
    ".parquet": (parquet_files.read_parquet, parquet_files.list_parquet_columns),
    ".xlsx": (workbooks.read_xlsx, workbooks.list_xlsx_columns),
    ".warc": (crawls.read_warc, crawls.no_columns),
}
_READ_FROM_ITS_END = (".parquet", ".xlsx")
ENDINGS = (*ARTICLE_FORMATS, *TABLE_FORMATS)


def split_name(name: str) -> tuple[str, str]:
    """A file's stem and the ending that says how it is read, in lower case and without `.gz`."""
    stem, ending = os.path.splitext(name)
    if ending.lower() == GZIP:
        inner, known = os.path.splitext(stem)
        return (inner, known.lower()) if known.lower() in ENDINGS else (stem, GZIP)
    return stem, ending.lower()


def read_inputs(path: Path | RemoteFile, columns: Mapping[str, str]) -> Iterator[Input | Note]:
    """Yield what a file holds: one input, or one for each of its rows; never none.

    A note among them is on the file as a whole.

    Args:
        path: ends in one of `ENDINGS`, in any letter case, or that and `.gz`.
        columns: which column holds which field, where its name does not say so.
    """
    last = None
    try:
        with _explained():
            for found in _read(path, columns):
                last = found if isinstance(found, Input) else last
                yield found
        if last is None:
            yield Input(status="empty", message="The file has no rows.")
    except Unreadable as error:
        place = f"After row {last.row}: " if last else ""
        yield Input(status=error.status, message=f"{place}{error}")


def list_columns(path: Path | RemoteFile, columns: Mapping[str, str]) -> tuple[str, ...] | None:
    """The names of a table's columns; None where the file is no table or cannot be read."""
    ending = split_name(path.name)[1]
    if ending not in TABLE_FORMATS:
        return None
    try:
        with _explained():
            return tuple(TABLE_FORMATS[ending][1](lambda: _open(path, ending), columns)) or None
    except Unreadable:
        return None  # reading its rows will say so, in their place


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Parsers raise anything, and the type and the text of it are the reason for a status."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable("failed", explain(error)) from error


def _read(path: Path | RemoteFile, columns: Mapping[str, str]) -> Iterator[Input | Note]:
    ending = split_name(path.name)[1]
    if ending in ARTICLE_FORMATS:
        _, most = ARTICLE_FORMATS[ending]
        with _open(path, ending) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            reason = f"It has more than {most:,} bytes, too many for one article."
            raise Unreadable("too_long", reason)
        ending = find_kind(ending, data)
        read, _ = ARTICLE_FORMATS[ending]
        download = Download(ending, data, read)
        if ending in MAIL and (page := mail.find_page(data)):
            download = Download(".html", page, lambda _: read(data))
        exported = read_export(download)
        yield from [download.article] if exported is None else exported
    elif ending in TABLE_FORMATS:
        yield from TABLE_FORMATS[ending][0](lambda: _open(path, ending), columns)
    elif ending == ARCHIVE:
        reason = "An archive within an archive is not opened; unpack the outer one first."
        if isinstance(path, RemoteFile):
            reason = "An archive behind a URL is not opened; download it, or give what is in it."
        raise Unreadable("unsupported", reason)
    else:
        what = f"Files that end in {shorten(ending)}" if ending else "Files without an ending"
        reason = f"{what} are not read, but these are: {', '.join(ENDINGS)}."
        raise Unreadable("unsupported", reason)


def _open(path: Path | RemoteFile, ending: str) -> IO[bytes]:
    stream, can_seek = _open_plain(path)
    needs_end = ending in _READ_FROM_ITS_END
    if path.suffix.lower() == GZIP:
        most = MAX_UNPACKED_BYTES if needs_end else MAX_STREAMED_BYTES
        stream, can_seek = io.BufferedReader(_Unpacked(stream, most), _BLOCK_BYTES), False
    if can_seek or not needs_end:
        return stream
    with stream:
        return _to_disk(stream)


def _open_plain(path: Path | RemoteFile) -> tuple[IO[bytes], bool]:
    """A file's bytes as they are stored, and whether they can be read from their end."""
    if isinstance(path, RemoteFile):
        stream = path.open()
        return stream, stream.seekable()
    archive = find_archive(path)
    return (open_member(archive, path), False) if archive else (_open_file(path), True)


def _open_file(path: Path) -> IO[bytes]:
    if path.is_symlink() and not path.exists():
        raise Unreadable("failed", "It is a link to a file that is not there.")
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("failed", "It is no regular file, so reading it might never end.")
    return path.open("rb")


def _to_disk(stream: IO[bytes]) -> IO[bytes]:
    with contextlib.ExitStack() as until_done:
        copy = until_done.enter_context(tempfile.TemporaryFile())
        shutil.copyfileobj(stream, copy, _BLOCK_BYTES)
        copy.seek(0)
        until_done.pop_all()
    return copy


class _Unpacked(io.RawIOBase):
    """A gzip file's content up to a limit, for a small file may unpack to more than any disk."""

    def __init__(self, packed: IO[bytes], most: int):
        self._packed, self._stream = packed, gzip.GzipFile(fileobj=packed)
        self._most = self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        block = self._stream.read1(len(buffer))  # so that what stands before a break is given
        buffer[: len(block)] = block
        self._left -= len(block)
        done = self._most - self._left
        if done > MAX_REPEATED_BYTES and done > MOST_TIMES * self._packed.tell():
            most = f"It unpacks to more than {MOST_TIMES} times its size"
            raise Unreadable("failed", f"{most}, which no articles do, so the rest is not read.")
        if self._left < 0:
            most = f"It unpacks to more than {self._most:,} bytes"
            raise Unreadable(
                "failed", f"{most}, and the rest is not read; unpack it to read it all."
            )
        return len(block)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()

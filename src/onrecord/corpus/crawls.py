"""WARC, the archives of web crawls (ISO 28500): each page is an article, read record by record."""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from onrecord.corpus.documents import read_html
from onrecord.corpus.inputs import Input, Unreadable, explain, shorten
from onrecord.corpus.notes import Note
from onrecord.corpus.row_files import Columns, Opener

MAX_PAGE_BYTES = 20_000_000
PAGE_TYPES = ("text/html", "application/xhtml+xml")
_TYPES = ("application", "audio", "font", "image", "text", "video")
_MOST_COUNTED = 12  # kinds of records; hostile headers may make up any number
_LONGEST_URL = 4_000
_CHUNK = re.compile(rb"(?:\r?\n)?([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
_CUT = Note("part", "The crawl did not keep all of the page, so its text may end early.")
_DATED = Note("date", "The page names no date, so it has the day on which it was crawled.")


def read_warc(open_: Opener, columns: Columns) -> Iterator[Input | Note]:
    """The pages of a WARC file, numbered from 1: HTML that was sent with the status 200.

    A page that cannot be read is a row with the reason. Records that are no pages are counted in a
    note. What stands before a break in the file is read.

    Raises:
        Unreadable: fastwarc is not installed, or the file breaks off.
    """
    row, others, broken = 0, Counter[str](), None
    try:
        with open_() as stream:
            for record in _records(stream):
                other = _what_else(record)
                body = b"" if other else record.reader.read(MAX_PAGE_BYTES + 1)
                _check_whole(record, len(body))
                if other:
                    others[other] += 1
                    continue
                row += 1
                yield _read_page(record, body, row)
    except Exception as error:  # it comes after what is known of the records before it
        broken = error
    if counted := ", ".join(f"{what}: {n:,}" for what, n in others.most_common(_MOST_COUNTED)):
        text = f"Of its records {row:,} are pages, and {others.total():,} are not, so not read"
        yield Note("part", f"{text} ({counted}).")
    if broken:
        raise broken
    if not row:
        yield Input(status="empty", message="The file holds no page, in HTML and with status 200.")


def no_columns(open_: Opener, columns: Columns) -> list[str]:
    """The names of the columns: pages have none."""
    return []


class _Counted:
    """A stream that gives what it has and knows its place, as fastwarc asks of one."""

    def __init__(self, stream: IO[bytes]):
        self._stream, self._place = stream, 0

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read1(size)  # type: ignore[attr-defined]
        self._place += len(block)
        return block

    def tell(self) -> int:
        return self._place


def _records(stream: IO[bytes]) -> Iterator:
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError as error:
        reason = "fastwarc, which reads WARC, is not installed"
        raise Unreadable("unsupported", f'{reason}: pip install "onrecord[warc]".') from error
    counted: Any = _Counted(stream)
    records = iter(ArchiveIterator(counted, parse_http=False, stream_detect=False))
    while True:
        try:
            record = next(records, None)
        except OSError as error:
            if type(error) is not OSError or error.errno:
                raise  # of the stream, not of what it holds
            raise _broken("no record of WARC follows") from error
        if record is None:
            return
        if not (record.headers.get("Content-Length") or "").strip().isdecimal():
            raise _broken("the header of a record has no length")
        yield record


def _check_whole(record, read: int) -> None:
    """Refuse a record of which less is there than it says; `read` bytes are read of it."""
    if read + record.consume() < record.content_length:
        raise _broken(f"the record of {shorten(_url(record), 200)} is not whole")


def _broken(what: str) -> Unreadable:
    return Unreadable("failed", f"The file is broken: {what}. Download it again to read the rest.")


def _what_else(record) -> str | None:
    """What a record is that is no page, in a word or two; None for a page. Its header is then read."""
    if str(record.record_type) != "response" or not record.is_http:
        return str(record.record_type)
    try:
        record.parse_http()
    except OSError:
        return "odd header"
    if record.http_headers.status_code != 200:
        return f"status {record.http_headers.status_code}"
    if _url(record).partition("?")[0].endswith("/robots.txt"):
        return "robots.txt"
    kind = (record.http_content_type or "").strip().lower()
    if kind in PAGE_TYPES:
        return None
    return next((one for one in _TYPES if kind.startswith(f"{one}/")), "other type")


def _read_page(record, body: bytes, row: int) -> Input:
    url, charset = _url(record), (record.http_charset or "").strip("\"' ")
    notes = (_CUT,) if record.headers.get("WARC-Truncated") else ()
    try:
        page, is_whole = _decode_body(body, record.http_headers)
        notes = notes if is_whole else (_CUT,)
        found = read_html(page, url=url, charset=charset)
    except Unreadable as error:
        found = Input(status=error.status, message=str(error))
    except Exception as error:  # parsers raise anything, and the other pages are read
        found = Input(status="failed", message=explain(error))
    fields = {"url": url, **found.fields}
    if found.status == "ok" and not fields.get("published") and record.record_date:
        fields["published"] = record.record_date.date()
        notes = (*notes, _DATED)
    return replace(found, fields=fields, row=row, notes=notes)


def _url(record) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")[:_LONGEST_URL]


def _decode_body(body: bytes, headers) -> tuple[bytes, bool]:
    """The page as its server made it, without chunks and unpacked, and whether all of it is there.

    Crawlers often unpack a page and leave the headers as they were, so what is markup stays as it is.

    Raises:
        Unreadable: it is larger than any page (`too_long`).
        zlib.error, OSError: it is not packed as its headers say.
    """
    said = (headers.get("Content-Length") or "").strip()
    is_whole = not said.isdecimal() or len(body) >= int(said[:20])
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body, is_whole = _join_chunks(body)
    for coding in reversed((headers.get("Content-Encoding") or "").lower().split(",")[:9]):
        if body and not _MARKUP.match(body):
            body, has_end = _unpack(body, coding.strip())
            is_whole = is_whole and has_end
    if len(body) > MAX_PAGE_BYTES:
        reason = f"It has more than {MAX_PAGE_BYTES:,} bytes, too many for one page."
        raise Unreadable("too_long", reason)
    return body, is_whole


def _join_chunks(body: bytes) -> tuple[bytes, bool]:
    """What the chunks hold, and whether the empty one is there that ends them."""
    chunks, place = [], 0
    while chunk := _CHUNK.match(body, place):
        size = int(chunk[1], 16)
        place = chunk.end() + size
        chunks.append(body[chunk.end() : place])
        if not size:
            return b"".join(chunks), True
    return (b"".join(chunks), False) if chunks else (body, True)


def _unpack(body: bytes, coding: str) -> tuple[bytes, bool]:
    """A body unpacked, no further than one byte too far, and whether its end is there."""
    most = MAX_PAGE_BYTES + 1
    if coding in ("gzip", "x-gzip", "deflate"):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # which tells gzip and zlib apart
        if coding == "deflate" and body[0] & 15 != zlib.DEFLATED:
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers leave zlib's header out
        return unpacker.decompress(body, most), unpacker.eof
    if coding in ("br", "zstd"):
        from fastwarc.stream_io import BrotliReader, ZstdReader

        reader = BrotliReader if coding == "br" else ZstdReader
        page = reader(io.BytesIO(body)).read(most)
        return page, bool(page)
    return body, True

"""What a page or a document would cost to read, told by counts before any parser takes it.

Parsers take memory for each tag, and some of their steps grow with the square of the attributes in a tag
or of the words that are set apart in a paragraph. So a file of some kilobytes may take hours.
"""

import re
import zipfile
from collections.abc import Iterator

from onrecord.corpus.inputs import Unreadable

MOST_TAGS = 100_000  # of a page with one article; the longest live blogs have a tenth of it
MOST_TAGS_IN_ALL = 2_000_000  # of a document, or of a page with many articles
MOST_STRINGS = 20_000_000  # tags around the words of a workbook
MOST_ATTRIBUTES = 5_000  # of one tag
MOST_INLINE = 4_000  # tags in one paragraph
MOST_UNPACKED_BYTES = 200_000_000  # of a document
MOST_IN_ROW = 20_000_000  # bytes of one row of a sheet
_BLOCK_BYTES = 1 << 20
_LONG_TAG = re.compile(rf"<[^<]{{{2 * MOST_ATTRIBUTES},}}")  # values may have a `<` or `>`
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_BREAK = re.compile(
    r"</?(?:p|div|br|li|tr|td|th|dd|dt|h[1-6]|hr|blockquote|article|section|body|head|table|script)\b",
    re.IGNORECASE,
)


def check_page(page: str) -> None:
    """Refuse a page that would cost more than any article does.

    Raises:
        Unreadable: it has too many tags, attributes in a tag, or tags in a paragraph (`too_costly`).
    """
    check_tags(page, MOST_TAGS)
    place = 0
    for end in (*(found.start() for found in _BREAK.finditer(page)), len(page)):
        _refuse("tags in one paragraph", page.count("<", place, end), MOST_INLINE)
        place = end


def check_tags(page: str, most: int) -> None:
    """Refuse markup with more tags than `most`, or with a tag of too many attributes.

    Raises:
        Unreadable: as it says (`too_costly`).
    """
    _refuse("tags", page.count("<"), most)
    for tag in _LONG_TAG.finditer(page):
        words = len(_VALUE.sub("", tag.group()).partition(">")[0].split())
        _refuse("attributes in one tag", words, MOST_ATTRIBUTES)


def check_parts(parts: zipfile.ZipFile) -> None:
    """Refuse a document or workbook that a few bytes have blown up.

    Raises:
        Unreadable: it unpacks to too many bytes (`too_long`), or its XML has too many tags
            (`too_costly`).
    """
    if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED_BYTES:
        raise Unreadable("too_long", f"It unpacks to more than {MOST_UNPACKED_BYTES:,} bytes.")
    for part in parts.infolist():
        name = part.filename.lower()
        if name.startswith("xl/worksheets/"):  # read row by row
            _refuse("bytes in one row", _longest_row(_blocks(parts, part)), MOST_IN_ROW)
        elif name.endswith((".xml", ".rels")):
            tags = sum(block.count(b"<") for block in _blocks(parts, part))
            is_words = name == "xl/sharedstrings.xml"
            _refuse("tags", tags, MOST_STRINGS if is_words else MOST_TAGS_IN_ALL)


def _longest_row(blocks) -> int:
    """Bytes of the longest row, where it is longer than a block."""
    longest = since = 0
    for block in blocks:
        first = block.find(b"<row")
        longest = max(longest, since + (len(block) if first < 0 else first))
        since = since + len(block) if first < 0 else len(block) - block.rfind(b"<row")
    return max(longest, since)


def _blocks(parts, part) -> Iterator[bytes]:
    with parts.open(part) as stream:
        while block := stream.read(_BLOCK_BYTES):
            yield block


def _refuse(what: str, there: int, most: int) -> None:
    if there > most:
        reason = f"It has {there:,} {what}, more than the {most:,} that any article needs"
        raise Unreadable(
            "too_costly", f"{reason}, so reading it could take hours; save its text alone."
        )

"""What a file of one article is by its first bytes, for its name may say otherwise."""

import io
import re
import zipfile

from onrecord.corpus.inputs import Unreadable

_BEGINNINGS = (
    (".rtf", re.compile(rb"\{\\rtf")),
    (".pdf", re.compile(rb"%PDF-")),
    (".html", re.compile(rb"(?:<(?:\?xml|!--)[^>]{0,500}>\s*){0,9}<(?:!doctype\s+)?html\b", re.I)),
    (".xml", re.compile(rb"<\?xml\s")),
)
_FEED = b"PPSResponse"
_PARTS = {"word/document.xml": ".docx", "content.xml": ".odt"}
_FIRST_BYTES = 4096
PAGES = (".html", ".htm")
MAIL = (".eml", ".mhtml", ".mht")


def find_kind(ending: str, data: bytes) -> str:
    """The ending that a file's bytes ask for; its own where they tell nothing else.

    Raises:
        Unreadable: they are plainly not what it ends in.
    """
    if ending in MAIL:
        return ending
    if data.startswith(b"PK\x03\x04"):
        return _find_packed(data) or ending
    start = data[:_FIRST_BYTES].lstrip(b"\xef\xbb\xbf\xfe\xff").replace(b"\0", b"").lstrip()
    found = next((kind for kind, beginning in _BEGINNINGS if beginning.match(start)), ending)
    is_page = found == ".html" or (found == ".xml" and _FEED not in start)
    if found in _PARTS.values():
        what = f"It ends in {found}, but such files begin in another way"
        raise Unreadable("failed", f"{what}; download or save it again.")
    return ending if is_page and ending in PAGES else found


def _find_packed(data: bytes) -> str | None:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except Exception:  # the reader that its name asks for says what is wrong with it
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)

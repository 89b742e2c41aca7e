"""Mails that hold one article each, and web pages that a browser saved as one (MHTML is mail)."""

import contextlib
import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import Any

from onrecord.corpus.documents import decode_as, read_html
from onrecord.corpus.inputs import Input, Unreadable, shorten
from onrecord.corpus.notes import Note

MOST_NESTED = 100  # each line is compared with the bounds of all parts that it stands in
LONGEST_HEADER = 2_000
BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)


def read_eml(data: bytes) -> Input:
    """The plain text of a mail, or that of its page; subject, date and sender are its fields."""
    parts, attached = _parts(data)
    mail = parts[0]
    sender = parseaddr(_header(mail, "from"))
    fields = {"title": _header(mail, "subject"), "published": _header(mail, "date")}
    fields["author"] = sender[0] or sender[1]
    notes: tuple[Note, ...] = ()
    if attached:
        what = f"It has attachments ({len(attached)}), which are not read, such as"
        notes = (Note("part", f"{what} {shorten(attached[0])}; save them as files to read them."),)
    plain = _texts(parts, "text/plain")
    page = read_html("\n".join(_texts(parts, "text/html")).encode()) if not plain else None
    if page and page.status != "ok":
        return Input(fields=fields, status="empty", message="The mail holds no text.", notes=notes)
    return Input(page.text if page else "\n\n".join(plain), fields, notes=notes)


def find_page(data: bytes) -> bytes | None:
    """The page that is saved in an MHTML file, in UTF-8; None where there is none.

    Raises:
        Unreadable: it has more parts in parts than any mail.
    """
    return next((page.encode() for page in _texts(_parts(data)[0], "text/html")), None)


def read_mhtml(data: bytes) -> Input:
    """The main text of the page that is saved in the file, and what the page says about it."""
    parts, _ = _parts(data)
    page = find_page(data)
    if page is None:
        return Input(status="empty", message="The file holds no page.")
    found = read_html(page)
    address = _header(parts[0], "snapshot-content-location") or _header(
        parts[0], "content-location"
    )
    if found.status == "ok" and address and not found.fields.get("url"):
        return Input(found.text, {**found.fields, "url": address})
    return found


def _parts(data: bytes) -> tuple[list[Message], list[str]]:
    """The parts from the outermost on, without what is attached, and the names of that.

    Raises:
        Unreadable: it has more parts in parts than any mail.
    """
    if len(BOUNDARY.findall(data)) > MOST_NESTED:
        raise Unreadable("failed", f"It has parts in more than {MOST_NESTED} parts; save its text.")
    parts, attached = [], []
    to_see: list[Any] = [message_from_bytes(data)]
    while to_see:
        part = to_see.pop()
        if part.get_content_disposition() == "attachment":
            attached.append(_decoded(part.get_filename() or part.get_content_type()))
            continue
        parts.append(part)
        if part.is_multipart():
            to_see += reversed(part.get_payload())
    return parts, attached


def _texts(parts: list[Message], kind: str) -> list[str]:
    found = [part for part in parts if part.get_content_type() == kind]
    return [text for part in found if (text := _text(part).strip())]


def _text(part: Message) -> str:
    data: Any = part.get_payload(decode=True) or b""
    return decode_as(data, part.get_content_charset() or "")


def _header(mail: Message, name: str) -> str:
    return _decoded(next((value for key, value in mail.raw_items() if key.lower() == name), ""))


def _decoded(value: str) -> str:
    """A header's value on one line; words in an encoding that is not known stay as they are."""
    raw = " ".join(value[:LONGEST_HEADER].split())
    raw = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    with contextlib.suppress(LookupError, ValueError, MessageError):
        words = decode_header(raw)
        return "".join(
            w if isinstance(w, str) else w.decode(code or "raw-unicode-escape") for w, code in words
        )
    return raw

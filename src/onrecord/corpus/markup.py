"""Entities and tags of HTML that were left in a text or a field."""

import html
import re

# `&amp;quot;` was escaped twice
ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
TAG = re.compile(
    r"</?(?:(?P<block>p|br|div|h[1-6]|li|ul|ol|tr|td|blockquote|hr)|a|b|i|u|em|strong|span|sup|sub)"
    r"(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)


def unescape(entity: re.Match[str]) -> str:
    """What an entity stands for; what is none stays."""
    found = html.unescape(re.sub("&(?:amp;)+", "&", entity.group()))
    return entity.group() if ";" in found else found


def without_markup(value: str) -> str:
    """A field as one reads it, on one line."""
    if not ("<" in value or "&" in value):
        return value
    plain = TAG.sub(lambda tag: " " if tag["block"] else "", ENTITY.sub(unescape, value))
    return value if plain == value else " ".join(plain.split())

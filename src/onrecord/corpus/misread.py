"""UTF-8 that somebody once read as another encoding and stored so: `â€œNo`, `BrÃ¼gger`, `‚ÄúNo`."""

import re
from dataclasses import replace
from typing import Any

from onrecord.corpus.inputs import Input
from onrecord.corpus.notes import Note

# what ftfy could mend besides; what is odd in these ways may be so in print
_OF_OTHER_FAULTS = (
    *("unescape_html", "remove_terminal_escapes", "fix_latin_ligatures", "fix_character_width"),
    *("uncurl_quotes", "fix_line_breaks", "fix_surrogates", "remove_control_chars", "explain"),
)
_ENCODINGS = ("cp1252", "mac_roman")
# What articles have beside ASCII: Latin letters and signs, dashes, quotation marks, what is unseen; and
# the controls that stand for what Windows-1252 lacks, where it happened twice.
_MEANT = (
    *"\x81\x8d\x8f\x90\x9d",
    *map(chr, range(0xA0, 0x180)),
    *"‐‑‒–—―‘’‚“”„†•…‰‹›€™\u200b\u200c\u200d\u200e\u200f\u202f\ufeff",
)
_AFTER_WORDS = "‘’“”‹›–—…•"  # what may stand after a capital letter by right: AMANHÃ”


def _misread(character: str, encoding: str) -> str:
    """A character as it looks afterwards; for a byte that the encoding lacks stands a control."""
    pairs = ((byte, bytes([byte]).decode(encoding, "ignore")) for byte in character.encode())
    return "".join(read or chr(byte) for byte, read in pairs)


# ” may have lost the control that it ends in.
_MEANT_BY = {"â€": "”"} | {_misread(m, encoding): m for encoding in _ENCODINGS for m in _MEANT}


def _pattern(read: str) -> str:
    rightful = len(read) == 2 and read[0] != "â" and read[1] in _AFTER_WORDS
    return re.escape(read) + r"(?=\w)" * rightful


MISREAD = re.compile("|".join(map(_pattern, sorted(_MEANT_BY, key=len, reverse=True))))


def meant_by(misread: str) -> str:
    """The character that was written where `MISREAD` finds others: “ where it finds `â€œ`."""
    return _MEANT_BY[misread]


def find_misread(text: str) -> str | None:
    """Say that characters were misread before the text came here; None where none were."""
    found = MISREAD.search(text)
    return found and (
        f"It was stored in a wrong encoding: {found.group()!r} stands in it for "
        f"{meant_by(found.group())}. It is read as it was meant, but its text stays as it is. To mend "
        "the text, export it again as UTF-8, or give --mend."
    )


def mended(found: Input) -> Input:
    """What was read with its text and fields as they were meant, and a note that it was changed.

    ftfy does it, line by line, where it is sure.
    """
    text = _mend(found.text)
    if text == found.text:
        return found
    note = "Its text was stored in a wrong encoding, and is mended; so it is not that of the file."
    fields = {name: _mend(value) for name, value in found.fields.items()}
    return replace(found, text=text, fields=fields, notes=(*found.notes, Note("mended", note)))


def _mend(value: Any) -> Any:
    import ftfy

    if not isinstance(value, str) or not MISREAD.search(value):
        return value
    off: dict[str, Any] = dict.fromkeys(_OF_OTHER_FAULTS, False)
    return ftfy.fix_text(value, ftfy.TextFixerConfig(normalization=None, **off))

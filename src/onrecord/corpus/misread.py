"""UTF-8 that somebody once read as another encoding and stored so: `â€œNo`, `BrÃ¼gger`, `‚ÄúNo`."""

import re

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
        f"Somebody has stored it in a wrong encoding: {found.group()!r} stands in it for "
        f"{meant_by(found.group())}. It is read as it was meant, and its text stays as it is; "
        "export it again as UTF-8 to mend that."
    )

"""Lines that stand in an article and are none of it: stamps of live blogs, boxes, buttons, page numbers.

Only whole lines are known, and only where all their words are: a sentence must never be lost.
"""

import re
from collections.abc import Iterable, Iterator

from onrecord.word_lists import word_table

LONGEST_LINE = 250
SPACE = r"[^\S\n\r]"
BETWEEN = rf"(?:{SPACE}|[,.:/|()·•–—-]){{0,5}}"


def _one_of(words: Iterable[str]) -> str:
    """One of the words, whole, with spaces of any kind in it."""
    wide = (re.escape(word).replace(r"\ ", f"{SPACE}{{1,3}}") for word in words)
    return rf"(?:{'|'.join(wide)})(?!\w)"


def _any(kind: str) -> str:
    return _one_of(w for w, kinds in word_table("furniture").items() if kind in kinds.split())


MONTH = _one_of(word_table("months"))
HALF = rf"(?:{SPACE}?[ap]\.?m(?!\w)\.?)"
ZONE = rf"(?:{SPACE}?\(?{_any('zone')}\)?)"
DAY = r"\d{1,4}(?:st|nd|rd|th|[ap]m)?(?!\w)"
WHEN = rf"(?:{DAY}|{MONTH}|{_any('when')}|{_any('zone')}|[ap]\.?m(?!\w))"
BUTTON, COUNT = _any("button"), r"\d{1,6}(?!\w)"
REST = rf"[^\n\r]{{0,{LONGEST_LINE}}}"
# what may also be the last words of a sentence that was wrapped by hand
LOOSE = (
    rf"\d{{1,2}}:\d\d(?::\d\d)?{HALF}?{ZONE}?",
    rf"\d{{1,2}}\.\d\d(?:{HALF}{ZONE}?|{ZONE})",
    rf"\d{{1,2}}{HALF}{ZONE}?",
    rf"\d{{1,3}}{SPACE}?{_any('span')}{SPACE}{{1,3}}ago",
    rf"{_any('stamp')}(?:{BETWEEN}{WHEN}){{0,15}}",
    rf"(?:\d{{1,6}}{SPACE}?)?{BUTTON}(?:{BETWEEN}(?:{BUTTON}|{_any('beside_button')}|{COUNT})){{0,15}}",
)
SURE = (
    rf"{_any('lead')}(?:{SPACE}?[:|–—]{REST})?",
    rf"{_any('invitation')}(?={REST}(?<!\w){_any('letter')}){REST}",
    _any("line"),
    rf"page{SPACE}{{1,3}}\d{{1,4}}{SPACE}{{1,3}}of{SPACE}{{1,3}}\d{{1,4}}",
)
LINE = re.compile(
    rf"(?:(?<=[\n\r])|\A){SPACE}{{0,20}}(?:[\[(*•–—-]{SPACE}?)?"
    rf"(?:(?P<loose>{'|'.join(LOOSE)})|{'|'.join(SURE)})"
    rf"{SPACE}?[\])*:…»›–—-]{{0,3}}{SPACE}{{0,20}}(?:\r\n|[\n\r]|\Z)",
    re.IGNORECASE,
)
# a line of so many characters before, without the end of a sentence, goes on in the next one
GOES_ON = re.compile(rf"[^\n\r]{{40}}[^\n\r.!?…:;”\"’')\]]{SPACE}{{0,20}}(?:\r\n|[\n\r])\Z")
ROOM = 64


def find_furniture(text: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of the lines that are no part of the article, with their line ends."""
    for found in LINE.finditer(text):
        start, end = found.span()
        if not found["loose"] or not GOES_ON.search(text, max(start - ROOM, 0), start):
            yield start, end

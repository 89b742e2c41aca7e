"""Title, byline and date at the top of a text, where they clearly are that.

The lines stay in the text: only a format's own reader may leave headers out of it.
"""

import re
from collections.abc import Iterator

from onrecord.word_lists import word_list, word_table

LONGEST_TITLE, LONGEST_LINE = 200, 100
MOST_LINES = 4  # title, byline and date; a fourth line begins the body
LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
NO_TITLE = re.compile(r"[.:;,…][”\"’')\]]*$")
SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$")
LEAST_IN_BODY = 100, 50  # characters of its first line, without a byline and after one
_NAME = r"(?:(?![a-zß-ÿ])[^\W\d_][\w.’'-]*)"
_LINK = rf"(?:,?\s+(?:(?:and|&|{'|'.join(sorted(word_list('particles')))})\s+){{0,3}})"
BYLINE = re.compile(
    rf"(?i:by):?\s+(?!(?i:the|an?|order|our|all|air|land|sea)\b)(?P<author>{_NAME}(?:{_LINK}{_NAME}){{1,12}})"
)
_MONTH = "|".join(map(re.escape, word_table("months")))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|date)\b:?\s*(?:on\s+)?)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"(?P<date>{_DAY}\.?\s+(?:{_MONTH})\.?,?\s+\d{{4}}|(?:{_MONTH})\.?\s+{_DAY},?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}([./-])\d{1,2}\2\d{4})"
    r"(?:[,|·–-]?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?\s*(?:[A-Z]{2,4})?)?",
    re.IGNORECASE,
)


def find_heading(text: str) -> dict[str, object]:
    """The title, author and date in the first lines of a text; nothing where that is in doubt.

    The first line is short and ends no sentence; the second is `By` and names, or a date; a third
    may be the other of the two; then comes the body.
    """
    lines = list(_first_lines(text))
    if len(lines) < 3 or len(lines[0]) > LONGEST_TITLE or NO_TITLE.search(lines[0]):
        return {}
    found: dict[str, object] = {}
    title, *rest = lines
    while len(rest) > 1 and (said := _byline_or_date(rest[0])) and not said.keys() & found.keys():
        found |= said
        rest.pop(0)
    is_body = SENTENCE_END.search(rest[0]) or len(rest[0]) >= LEAST_IN_BODY["author" in found]
    return {"title": title, **found} if found and is_body and not _byline_or_date(title) else {}


def _first_lines(text: str) -> Iterator[str]:
    place = 0
    for _ in range(MOST_LINES):
        while (line := LINE.search(text, place)) and not line.group().strip():
            place = line.end()
        if not line:
            return
        place = line.end()
        yield line.group().strip()


def _byline_or_date(line: str) -> dict[str, object]:
    if len(line) > LONGEST_LINE:
        return {}
    if date := DATE.fullmatch(line):
        return {"published": date["date"]}
    byline = BYLINE.fullmatch(line)
    return {"author": byline["author"]} if byline else {}

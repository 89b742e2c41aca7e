"""Dates as they are written in articles' data, read without guessing."""

import datetime
import functools
import re
import unicodedata
from collections.abc import Callable

from onrecord.corpus.inputs import shorten
from onrecord.corpus.notes import Note
from onrecord.word_lists import word_table

ORDERS = DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
_WORD = r"(?:[^\W\d_]{1,12}[.,:]{0,2}\s{1,3})?"  # a day of the week, `Stand:`
_YEAR_FIRST = re.compile(_WORD + r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_EAST_ASIAN = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_COMPACT = re.compile(r"\d{8}(?:\d{4}|\d{6})?")
# with a hyphen, two digits at the end are the year only where they can be no day: 25-03-11
_YEAR_LAST = re.compile(
    _WORD + r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|(?<=[/.])\d\d|3[2-9]|[4-9]\d)(?!\d|\2)", re.ASCII
)
_EPOCH = re.compile(r"([1-9]\d{9})(?:\d{3})?(?:\.\d{1,9})?", re.ASCII)
_LAST_SECOND = 2**31 - 1  # in 2038
_FIRST_OF_CENTURY = 69  # as in POSIX: 69 is 1969, 68 is 2068
_MOST_CHARACTERS = 100
_ADVICE = "so it is left out; write it as"


def read_date(
    value: object, order: Callable[[str], str | None] | None = None
) -> tuple[datetime.date | None, Note | None]:
    """The date that a value says, and a note where it says none that is certain.

    Read are dates and times, ISO 8601, `20250311`, `2025/3/11`, seconds and milliseconds since
    1970, RFC 2822, and dates that name their month in English, German, French or Spanish, whatever
    stands around them. A time of day or zone is left out: the date is the one that is written.
    Day and month are never guessed (`03/04/2025`), nor a part that is missing (`March 2025`).

    Args:
        order: asked of a date that can be read either way, with the mark between its numbers; says
            which of `ORDERS` they have, or None. Where it does not say, a dotted date (`3.4.2025`)
            has its day first.
    """
    if isinstance(value, datetime.datetime):
        return value.date(), None
    if isinstance(value, datetime.date):
        return value, None
    text = "" if value is None else str(value).strip()
    if not text:
        return None, None
    try:
        return _read(text, order), None
    except _Ambiguous as error:
        either = " or ".join(str(date) for date in error.args)
        ask = f"or say which comes first: --dates {DAY_FIRST} or --dates {MONTH_FIRST}"
        what = f"The date {shorten(text)} is ambiguous, {_ADVICE} {either}, {ask}."
        return None, Note("ambiguous", what)
    except (ValueError, OverflowError):
        what = f"The date {shorten(text)} was not understood, {_ADVICE} YYYY-MM-DD."
        return None, Note("date", what)


def shown_order(text: str) -> tuple[str, str] | None:
    """The mark between a date's numbers and their order, where one of them can be no month."""
    match = _YEAR_LAST.match(text.strip())
    numbers = (int(match[1]), int(match[3])) if match else (0, 0)
    if not match or min(numbers) > 12 or not 12 < max(numbers) <= 31:
        return None
    return match[2], DAY_FIRST if numbers[0] > 12 else MONTH_FIRST


class _Ambiguous(Exception):
    """Two dates that the text may mean."""


def _read(text: str, order) -> datetime.date:
    match = _YEAR_FIRST.match(text)
    if match and (match[2] or match.end() - match.start(1) == 8):
        return datetime.date(int(match[1]), int(match[3]), int(match[4]))
    if match := _EAST_ASIAN.match(text):
        return datetime.date(*map(int, match.groups()))
    if _COMPACT.fullmatch(text):
        return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    if match := _YEAR_LAST.match(text):
        return _numbers(int(match[1]), int(match[3]), _year(match[4]), match[2], order)
    if (match := _EPOCH.fullmatch(text)) and int(match[1]) <= _LAST_SECOND:
        return datetime.datetime.fromtimestamp(int(match[1]), datetime.UTC).date()
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(text)
    return _named_month(text) or datetime.datetime.fromisoformat(text).date()


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= _FIRST_OF_CENTURY else 2000)


def _numbers(first: int, second: int, year: int, mark: str, order) -> datetime.date:
    if first > 12 or first == second:
        return datetime.date(year, second, first)
    if second > 12:
        return datetime.date(year, first, second)
    found = (order and order(mark)) or (DAY_FIRST if mark == "." else None)
    either = datetime.date(year, second, first), datetime.date(year, first, second)
    if found is None:
        raise _Ambiguous(*either)
    return either[ORDERS.index(found)]


def _named_month(text: str) -> datetime.date | None:
    """The one date in a text that has a month's name; None where there is none."""
    found = {
        datetime.date(int(match["year"]), _months()[match["month"]], int(match["day"]))
        for pattern in _patterns()
        for match in pattern.finditer(_fold(text))
    }
    if len(found) > 1:
        raise ValueError(text)
    return next(iter(found), None)


@functools.cache
def _months() -> dict[str, int]:
    return {_fold(name): int(number) for name, number in word_table("months").items()}


@functools.cache
def _patterns() -> tuple[re.Pattern, ...]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    month = rf"(?<![a-z])(?P<month>{names})(?![a-z])\.?"
    day = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|o)?(?![\da-z])"
    year = r"(?<!\d)(?P<year>\d{4})(?!\d)"
    gap, of = r"[\s,/-]{0,3}", r"(?:(?:of|de|del)\s{1,3})?"
    return (
        re.compile(rf"{day}\.?{gap}{of}{month}{gap}{of}{year}", re.ASCII),
        re.compile(rf"{month}{gap}{day}{gap}{year}", re.ASCII),
        re.compile(rf"{year}{gap}{month}{gap}{day}", re.ASCII),
    )


def _fold(text: str) -> str:
    """Small letters without accents: `Août` and `AOUT` are one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))

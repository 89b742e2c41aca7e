"""Dates as they are written in articles' data, read without guessing."""

import datetime
import re

from onrecord.corpus.inputs import shorten

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\d{8}(?:\d{4}|\d{6})?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_NAMES_A_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june"
    r"|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_NAMES_A_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MOST_CHARACTERS = 100
_ADVICE = "so it is left out; write it as"


def read_date(value: object) -> tuple[datetime.date | None, str | None]:
    """The date that a value says, and a note where it says none that is certain.

    Read are dates and times, ISO 8601, `20250311`, `2025/3/11`, RFC 2822, and dates that name
    their month. A time of day or zone is left out: the date is the one that is written.
    Day and month are never guessed (`03/04/2025`), nor a part that is missing (`March 2025`).
    """
    if isinstance(value, datetime.datetime):
        return value.date(), None
    if isinstance(value, datetime.date):
        return value, None
    text = "" if value is None else str(value).strip()
    if not text:
        return None, None
    try:
        return _read(text), None
    except _Ambiguous as error:
        either = " or ".join(str(date) for date in error.args)
        return None, f"The date {shorten(text)} is ambiguous, {_ADVICE} {either}."
    except (ValueError, OverflowError):
        return None, f"The date {shorten(text)} was not understood, {_ADVICE} YYYY-MM-DD."


class _Ambiguous(Exception):
    """Two dates that the text may mean."""


def _read(text: str) -> datetime.date:
    match = _YEAR_FIRST.match(text)
    if match and (match[2] or len(match[0]) == 8):
        return datetime.date(int(match[1]), int(match[3]), int(match[4]))
    if _COMPACT.fullmatch(text):
        return datetime.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    if match := _YEAR_LAST.match(text):
        return _day_and_month(int(match[1]), int(match[3]), int(match[4]))
    if len(text) > _MOST_CHARACTERS:
        raise ValueError(text)
    if _NAMES_A_MONTH.search(text) and _NAMES_A_YEAR.search(text):
        return _named_month(text)
    return datetime.datetime.fromisoformat(text).date()


def _day_and_month(first: int, second: int, year: int) -> datetime.date:
    if first > 12 or first == second:
        return datetime.date(year, second, first)
    if second > 12:
        return datetime.date(year, first, second)
    raise _Ambiguous(datetime.date(year, second, first), datetime.date(year, first, second))


def _named_month(text: str) -> datetime.date:
    from dateutil import parser

    # what the text leaves out is taken from the default: two defaults that differ in all of it
    # give two dates, unless the text has all of it
    one, other = (
        parser.parse(text, default=datetime.datetime(*default), ignoretz=True).date()
        for default in ((2000, 1, 1), (2001, 2, 2))
    )
    if one != other:
        raise ValueError(text)
    return one

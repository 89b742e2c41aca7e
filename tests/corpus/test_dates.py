"""Dates: read as they are written, and never guessed."""

import datetime

import pytest

from onrecord.corpus.dates import read_date

DAY = datetime.date(2025, 3, 11)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime.datetime(2025, 3, 11, 23, 59),
        "2025-03-11",
        " 2025-3-11 ",
        "2025/03/11",
        "20250311",
        20250311,
        "20250311101112",
        "2025-W11-2",
        "2025-03-11T23:30:00Z",
        "2025-03-11 10:00:00 UTC",
        "Tue, 11 Mar 2025 10:00:00 -0500",
        "March 11, 2025",
        "11 March 2025",
        "11-Mar-2025",
        "Tuesday, March 11th, 2025 at 5:06 p.m. EDT",
    ],
)
def test_date_that_is_certain_is_read(value):
    assert read_date(value) == (DAY, None)


def test_date_is_the_one_written_and_not_moved_by_its_time_zone():
    assert read_date("2025-03-11T23:30:00-05:00")[0] == DAY


@pytest.mark.parametrize("value", ["13/04/2025", "04/13/2025", "13.4.2025"])
def test_day_above_twelve_settles_which_is_the_month(value):
    assert read_date(value) == (datetime.date(2025, 4, 13), None)


@pytest.mark.parametrize("value", ["03/04/2025", "3.4.2025", "3-4-2025"])
def test_day_and_month_are_never_guessed(value):
    date, note = read_date(value)
    assert date is None
    assert note == (
        f"The date '{value}' is ambiguous, so it is left out; write it as 2025-04-03 or 2025-03-04."
    )


@pytest.mark.parametrize(
    "value",
    [
        *("March 2025", "2025", "yesterday", "Tuesday", "2025-02-30", "31.12.99", "11 Mar 25"),
        *("1741651200", "99999999", "0000-00-00", "x" * 1_000_000 + " March 2025"),
    ],
)
def test_date_that_says_too_little_is_left_out_with_its_value_named(value):
    date, note = read_date(value)
    assert date is None
    assert value[:30] in note
    assert len(note) < 150


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_date_is_no_fault(value):
    assert read_date(value) == (None, None)

"""Dates: read as they are written, and never guessed."""

import datetime

import pytest

from onrecord.corpus.dates import DAY_FIRST, MONTH_FIRST, read_date, shown_order

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
        "2025 Mar 11",
        "Di, 11.03.2025, 10:15 Uhr",
        "Tue 2025-03-11",
        "mar. 11 mars 2025",
        "Tuesday, March 11th, 2025 at 5:06 p.m. EDT",
        "20250311T101112Z",
        "2025 年 3 月 11 日",
        "2025년 3월 11일",
        "1741651200",
        "1741651200.5",
        1741651200123,
        "11. März 2025",
        "Dienstag, 11.Maerz.2025",
        "11. Mrz 2025",
        "Publié le mardi 11 mars 2025 à 10h15",
        "11 MARS 2025",
        "11 de marzo de 2025",
        "martes, 11 de mar. de 2025, 10:00",
    ],
)
def test_date_that_is_certain_is_read(value):
    assert read_date(value) == (DAY, None)


def test_date_is_the_one_written_and_not_moved_by_its_time_zone():
    assert read_date("2025-03-11T23:30:00-05:00")[0] == DAY


@pytest.mark.parametrize("value", ["13/04/2025", "04/13/2025", "13.4.2025"])
def test_day_above_twelve_settles_which_is_the_month(value):
    assert read_date(value) == (datetime.date(2025, 4, 13), None)


@pytest.mark.parametrize("value", ["03/04/2025", "3-4-2025", "3/4/25"])
def test_day_and_month_are_never_guessed(value):
    date, note = read_date(value)
    assert date is None
    assert note.kind == "ambiguous"
    assert note.text == (
        f"The date '{value}' is ambiguous, so it is left out; write it as 2025-04-03 or 2025-03-04, "
        "or say which comes first: --dates day-first or --dates month-first."
    )


@pytest.mark.parametrize(
    "value",
    [
        *("March 2025", "2025", "yesterday", "Tuesday", "2025-02-30", "11 Mar 25", "25-03-11"),
        *("9741651200", "99999999", "0000-00-00", "0000000001", "x" * 1_000_000 + " 1 March 2025"),
        *("11 March 2025, corrected 12 March 2025", "30 février 2025", "13/13/2025", "3/2025"),
    ],
)
def test_date_that_says_too_little_is_left_out_with_its_value_named(value):
    date, note = read_date(value)
    assert date is None
    assert note.kind == "date"
    assert value[:30] in note.text
    assert len(note.text) < 150


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_date_is_no_fault(value):
    assert read_date(value) == (None, None)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("1er août 2024", (2024, 8, 1)),
        ("1º de enero de 2024", (2024, 1, 1)),
        ("5 de\xa0diciembre de 2024", (2024, 12, 5)),
        ("5. Okt. 2024", (2024, 10, 5)),
        ("24. Ma\u0308rz 2024", (2024, 3, 24)),
        ("29 févr. 2024", (2024, 2, 29)),
    ],
)
def test_month_is_known_in_four_languages(value, date):
    assert read_date(value) == (datetime.date(*date), None)


def test_two_digits_are_a_year_only_where_they_can_be_nothing_else():
    assert read_date("31.12.99") == (datetime.date(1999, 12, 31), None)
    assert read_date("13/02/26") == (datetime.date(2026, 2, 13), None)
    assert read_date("28-02-95") == (datetime.date(1995, 2, 28), None)
    assert read_date("13-02-26")[0] is None


def test_dotted_date_has_its_day_first_unless_it_is_said_otherwise():
    assert read_date("3.4.2025")[0] == datetime.date(2025, 4, 3)
    assert read_date("3.4.2025", lambda mark: MONTH_FIRST)[0] == datetime.date(2025, 3, 4)


def test_order_is_asked_for_only_where_a_date_can_be_read_either_way():
    asked = []

    def order(mark):
        asked.append(mark)
        return DAY_FIRST

    certain = ("2025-03-04", "13/04/2025", "04/13/2025", "04/04/2025", "3 April 2025")
    assert all(read_date(value, order)[0] for value in certain)
    assert not asked
    assert read_date("03/04/2025", order) == (datetime.date(2025, 4, 3), None)
    assert asked == ["/"]


def test_date_shows_its_order_by_a_number_that_is_no_month():
    assert shown_order("13/02/2026") == ("/", DAY_FIRST)
    assert shown_order("Fri, 13.2.26") == (".", DAY_FIRST)
    assert shown_order(" 02-13-2026 10:00") == ("-", MONTH_FIRST)
    values = ("03/04/2025", "40/02/2026", "2026-02-13", "13/13/2026", "13 Feb 2026", "20260213", "")
    assert not any(map(shown_order, values))

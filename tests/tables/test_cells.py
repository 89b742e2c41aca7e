"""Cells of a spreadsheet: none is a formula, and each comes back."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tables.cells import defuse, read_rows, restore, write_rows

FORMULAS = (
    "=1+1", "+44", "-", "@x", '=HYPERLINK("x")', "\t=1", "\r=1", "\n", "  =1", "\ufeff=1", "\u202e@x",
    "＝1", "＋1", "－1", "＠x", "'=1", "''-", "\x00=1", "\xa0=1",
)  # fmt: skip
HARMLESS = ("Ann", "'tis", "", "'", "a=1", "1-2", "“=1”", "— he said", "[[0, 12]]", "3", " Ann")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_a_formula_has_an_apostrophe_before_it(text):
    assert defuse(text) == f"'{text}"
    assert restore(defuse(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_anything_else_stays_as_it_is(text):
    assert defuse(text) == restore(text) == text


@given(st.text(alphabet="'=+-@＝ \t\r\n\ufeffa“", max_size=8) | st.text())
def test_every_text_comes_back(text):
    assert restore(defuse(text)) == text
    assert not defuse(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-", "@x", '=HYPERLINK("x")', "Ann", "'tis", ""])
def test_rows_come_back_and_no_cell_of_the_file_is_a_formula(text):
    file = io.StringIO(newline="")
    write_rows(file, [[text, "b,\n“c”"], [None, "d"]])
    assert not file.getvalue().startswith(("=", "+", "-", "@"))
    assert read_rows(file.getvalue()) == [[text, "b,\n“c”"], ["", "d"]]


def test_rows_that_a_spreadsheet_saved_with_semicolons_are_read():
    assert read_rows("kind; name\nentity;'=A, B\n\n") == [["kind", "name"], ["entity", "=A, B"], []]

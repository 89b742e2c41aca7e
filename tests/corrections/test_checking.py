"""Corrections held against tables: each row that fits nothing there is told, and no other."""

from dataclasses import replace

import pytest
from corrected import corrections, on, story
from made_rows import make_rows
from tables_by_hand import build_tables

from onrecord.corrections.checking import misfits
from onrecord.corrections.row import Row

RAIN = story("a", "[Ann Reed] {said} <that it rained>.", "[she] {added} <that it snowed>.")
FITS = on(RAIN, "act", answer="warns")
SPLIT = {"kind": "split", "decision": "yes"}


@pytest.fixture(scope="module")
def tables():
    return build_tables(make_rows([RAIN, story("b", "[Bo] {said} <hail>.")]), {})


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (replace(FITS, articles="z"), "no article has the id 'z'"),
        (replace(FITS, text="that it froze"), "does not have these words"),
        (on(RAIN, "act", "Ann Reed", answer="warns"), "no attribution has these words"),
        (on(RAIN, "attribution", "rained", decision="no"), "none would be deleted"),
        (on(RAIN, "mention", "rained", decision="no"), "no mention stands there"),
        (on(RAIN, "source", other_text="Zed"), "does not have the words 'Zed'"),
        (Row(kind="name", name="Zed", answer="Zoe"), "no entity is called 'Zed'"),
        (Row(name="Ann Reed", other_articles="b", **SPLIT), "is mentioned in none of 'b'"),
        (Row(name="Ann Reed", other_articles="z", **SPLIT), "no article has the id 'z'"),
    ],
)
def test_row_that_fits_nothing_is_told_with_its_reason(tables, row, why):
    found = list(misfits(corrections(FITS, row), tables))
    assert found and all(line.startswith("c.csv, row 3: ") for line in found)
    assert any(why in line for line in found)


def test_rows_that_fit_are_not_told(tables):
    rows = [
        FITS,
        on(RAIN, "attribution", n=1, decision="no"),
        on(RAIN, "attribution", "Ann Reed", decision="yes"),
        on(RAIN, "mention", "she", answer="Zed"),
        Row(name="Ann Reed", other_articles="a", **SPLIT),
        Row(kind="merge", name="Zed"),
    ]
    assert list(misfits(corrections(*rows[:-1]), tables)) == []
    assert list(misfits(corrections(rows[-1]), tables)) == []  # nothing is decided in it

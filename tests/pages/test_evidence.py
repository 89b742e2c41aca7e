"""A table whose rows open to the passages behind their numbers."""

import datetime
import math

import pandas as pd
import pytest
from markupsafe import Markup
from small_record import article, attribution

from onrecord.pages.evidence import Evidence, EvidenceTable, write_cell
from onrecord.pages.passages import attribution_passage

HOSTILE = '"><img src=x onerror=alert(1)>'


def hostile_passage(**known):
    of = article(HOSTILE, f"{HOSTILE} said no.", title=HOSTILE, outlet=HOSTILE, **known)
    return attribution_passage(
        of, attribution(of, 1, "no", source=HOSTILE) | {"act": "denies", "affiliation": None}
    )


def evidence_table(columns, rows, behind=None, caption=None):
    return EvidenceTable(pd.DataFrame(rows, columns=columns, dtype=object), behind, caption).html


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234567, "1,234,567"),
        (0.25, "0.25"),
        (1234.0, "1,234"),
        (True, "yes"),
        (None, "–"),
        ("", "–"),
        (datetime.date(2025, 3, 4), "2025-03-04"),
        (["a", None, 2], "a, –, 2"),
        ([], "–"),
    ],
)
def test_cells_are_written_for_a_reader(value, written):
    assert write_cell(value) == written


def test_missing_values_of_pandas_are_dashes_and_numbers_share_their_decimals():
    frame = pd.DataFrame(
        {
            "who": ["a", None, "c"],
            "share": [0.5, math.nan, 2.0],
            "n": pd.array([1, None, 1200], dtype="Int64"),
            "day": pd.to_datetime(["2025-03-04", None, None]),
        }
    )
    html = EvidenceTable(frame).html
    assert ">0.5<" in html and ">2.0<" in html and ">1,200<" in html and ">2025-03-04<" in html
    assert html.count(">–<") == 5


def test_first_column_heads_its_row_and_numbers_stand_right():
    html = evidence_table(["who", "n"], [["Ann", 3]], caption="Who")
    assert '<th scope="row"><bdi>Ann</bdi></th>' in html
    assert '<td class="onrecord-numeric"><bdi>3</bdi></td>' in html
    assert '<th scope="col" class="onrecord-numeric">n</th>' in html
    assert "<caption>Who</caption>" in html


def test_a_row_opens_to_its_passages_and_one_without_any_does_not():
    behind = [[Evidence([hostile_passage()])], []]
    html = evidence_table(["who", "n"], [["Ann", 1], ["Bob", 0]], behind)
    assert html.count("<details>") == 1 and "1 passage</summary>" in html


def test_a_row_says_how_many_passages_it_does_not_show():
    html = evidence_table(["n"], [[3]], [[Evidence([hostile_passage()], more=2)]])
    assert "first 1 passage<" in html and "… and 2 more." in html


def test_parts_of_a_number_open_each_by_itself_and_say_how_many_they_are():
    parts = [
        Evidence([hostile_passage()], 1200, "by name"),
        Evidence([hostile_passage()], 0, HOSTILE),
    ]
    html = evidence_table(["n"], [[1202]], [parts])
    assert html.count("<details>") == 2 and "<bdi>by name</bdi> 1,201</summary>" in html
    assert "<img" not in html


def test_dates_never_break_and_long_texts_have_room():
    html = evidence_table(["a", "day", "text"], [["x", datetime.date(2025, 3, 4), "word " * 20]])
    assert '<td class="onrecord-short"><bdi>2025-03-04' in html
    assert '<td class="onrecord-wide"><bdi>word' in html


def test_nothing_hostile_becomes_markup_in_cells_captions_and_passages():
    rows, behind = [[HOSTILE, HOSTILE]], [[Evidence([hostile_passage(url="javascript:alert(1)")])]]
    html = evidence_table([HOSTILE, "b"], rows, behind, caption=HOSTILE)
    assert "<img" not in html and "javascript:" not in html


def test_a_web_address_is_a_link_that_tells_nothing_to_the_other_side():
    html = evidence_table(["n"], [[1]], [[Evidence([hostile_passage(url='https://x.example/"a')])]])
    assert '<a href="https://x.example/&#34;a" rel="noopener noreferrer">' in html


def test_markup_in_a_cell_stays_markup():
    assert "<em>x</em>" in evidence_table(["a"], [[Markup("<em>x</em>")]])


def test_a_table_without_rows_says_so():
    assert "No rows." in evidence_table(["a", "b"], [])

"""Fields are what a reader sees, without the entities and tags that were left in them."""

import json

import pytest

from onrecord.corpus.inputs import as_field
from onrecord.corpus.reader import read_articles


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Q&amp;A: &ldquo;No&rdquo;", "Q&A: “No”"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("<p>Weir <b>shut</b><br/>again</p>", "Weir shut again"),
        ("Zo&euml; Br&#252;gger", "Zoë Brügger"),
        (["A &amp; B", "C"], "A & B, C"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ("two  spaces", "two  spaces"),
        ("&amp;", "&"),
        ("<p></p>", None),
    ],
)
def test_field_is_read_without_markup(value, expected):
    assert as_field(value) == expected


def test_fields_of_a_table_are_read_without_markup(tmp_path):
    row = {"text": "The weir is shut.", "title": "&lsquo;No&rsquo;", "source": "News &amp; Star"}
    row["url"] = "https://paper.example/?a=1&amp;b=2"
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    [found] = read_articles(tmp_path / "a.jsonl")
    assert (found.title, found.outlet) == ("‘No’", "News & Star")
    assert found.url == "https://paper.example/?a=1&b=2"

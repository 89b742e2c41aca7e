"""The naive baseline of mentions."""

import pytest

from benchmarks.entities.systems import string_of


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("The Senate's", "senate"),
        ("Senate’s", "senate"),
        ("Charles'", "charles"),
        ("the  Hague", "hague"),
        ("Theodore", "theodore"),
        ("DER SPIEGEL", "der spiegel"),
    ],
)
def test_string_has_no_case_no_article_and_no_possessive(text, string):
    assert string_of(text) == string

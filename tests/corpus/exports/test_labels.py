"""What databases call the parts of an article."""

from collections import Counter

import pytest

from onrecord.corpus.columns import FIELDS
from onrecord.corpus.exports.labels import find_language, read_labels, read_number
from onrecord.word_lists import read_table


def test_label_stands_once_in_a_part_of_a_provider():
    rows = read_table("export_labels.tsv")
    times = Counter((row["provider"], row["part"], row["label"].casefold()) for row in rows)
    assert not [key for key, count in times.items() if count > 1]


def test_labels_of_nexis_are_of_fields_that_are_known():
    found = {*read_labels("Nexis", "head").values(), *read_labels("Nexis", "tail").values()}
    assert found - {*FIELDS, "words", "loaded", ""} == set()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ENGLISH", "en"),
        ("Englisch", "en"),
        ("ANGLAIS; ENGLISH", "en"),
        ("inglés", "en"),
        ("GERMAN; DEUTSCH", "de"),
        ("French (France)", "fr"),
        ("Klingon", "Klingon"),
    ],
)
def test_language_is_found_by_its_name_in_four_languages(said, code):
    assert find_language(said) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("355 words", 355),
        ("1,285 words", 1285),
        ("1.285 Wörter", 1285),
        ("1 285 mots", 1285),
        ("12\xa0345 mots", 12345),
        ("words", None),
        ("3 of 1000", 3),
    ],
)
def test_number_is_read_with_its_thousands(text, number):
    assert read_number(text) == number

"""The lexicons: what nouns mean, and who bears a first name."""

import csv
from importlib.resources import files

import pytest

from onrecord.reading.names.lexicon import UNKNOWN, gender_of_first_name, look_up_noun, singular_of

DATA = files("onrecord") / "data"


@pytest.mark.parametrize(
    ("noun", "first"),
    [
        ("minister", "person"),
        ("ministers", "person"),
        ("women", "person"),
        ("policemen", "person"),
        ("schoolchildren", "person"),
        ("strivers", "person"),
        ("nurse", "person"),
        ("party", "group"),
        ("parties", "group"),
        ("team", "group"),
        ("city", "place"),
        ("cities", "place"),
    ],
)
def test_noun_means_first_what_it_means_most_often(noun, first):
    assert look_up_noun(noun).classes[0] == first


@pytest.mark.parametrize(
    ("noun", "gender"),
    [("spokeswoman", "f"), ("wife", "f"), ("brothers", "m"), ("nurse", ""), ("minister", "")],
)
def test_noun_tells_the_gender_only_where_it_means_one(noun, gender):
    assert look_up_noun(noun).gender == gender


@pytest.mark.parametrize("noun", ["rain", "", "s", "ss", "\n", "’s", "qqq"])
def test_noun_that_is_nobody_and_nowhere_is_unknown(noun):
    assert look_up_noun(noun) == UNKNOWN


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("ministers", "minister"),
        ("parties", "party"),
        ("churches", "church"),
        ("boxes", "box"),
        ("boss", "boss"),
        ("campus", "campus"),
        ("crisis", "crisis"),
        ("spokeswomen", "spokeswoman"),
        ("nannies", "nanny"),
        ("underbosses", "underboss"),
        ("caucuses", "caucus"),
        ("seen", "seen"),
        ("does", "do"),
        ("people", "people"),
        ("gas", "gas"),
        ("", ""),
    ],
)
def test_singular_of_a_noun(word, singular):
    assert singular_of(word) == singular


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Mary", "f"), ("JOHN", "m"), ("Lee", ""), ("Halvermouth", ""), ("", "")],
)
def test_first_name_has_a_gender_where_nearly_all_who_bear_it_have_it(name, gender):
    assert gender_of_first_name(name) == gender


def test_lists_are_sorted_and_have_no_word_twice():
    for name, key in (("nouns.tsv", "noun"), ("first_names.tsv", "name")):
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            words = [r[key] for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
        assert words == sorted(set(words)) and all(w == w.lower() for w in words), name


def test_lists_hold_only_what_is_known():
    with (DATA / "nouns.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {c for r in rows for c in r["classes"].split()} == {"person", "group", "place"}
    assert {r["gender"] for r in rows} == {"", "m", "f"}

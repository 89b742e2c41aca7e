"""Hedges and words of falsehood: the table is well formed, and its phrases are found in text."""

import csv
from importlib import resources

import pytest
import simplemma

from onrecord.reading.claims.stances import FALSE, MISTAKEN, hedge_of, load_stances, rejected_in

STANCES = {"possible", "probable", "unlikely", "false", "mistaken"}


def rows_of(name):
    table = resources.files("onrecord") / "data" / name
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_table_is_sorted_and_without_repeats():
    phrases = [row["phrase"] for row in rows_of("stances.tsv")]
    assert phrases == sorted(set(phrases))


def test_every_stance_is_one_that_is_read():
    rows = rows_of("stances.tsv")
    assert {row["stance"] for row in rows} == STANCES
    assert all(row["phrase"] == row["phrase"].strip().lower() for row in rows)


@pytest.mark.parametrize(("name", "column"), [("stances.tsv", "phrase"), ("cues.tsv", "lemma")])
def test_every_word_is_spelt_as_english_has_it(name, column):
    words = {word for row in rows_of(name) for word in row[column].replace("-", " ").split()}
    assert [word for word in sorted(words) if not simplemma.is_known(word, lang="en")] == []


def test_spelling_is_something_that_can_be_wrong():
    assert not simplemma.is_known("critisise", lang="en")


@pytest.mark.parametrize(
    ("word", "stance"),
    [
        ("may", "possible"),
        ("Perhaps", "possible"),
        ("probably", "probable"),
        ("seems", "probable"),
        ("seemed", "probable"),
        ("appears", "probable"),
        ("unlikely", "unlikely"),
    ],
)
def test_hedges_are_found_by_their_inflected_forms(word, stance):
    assert hedge_of(word) == stance


@pytest.mark.parametrize("word", ["false", "absurd", "would", "will", "mayhem", "certainly", "\n"])
def test_other_words_are_no_hedges(word):
    assert hedge_of(word) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the claims were False", "False"),
        ("these are lies", "lies"),
        ("that is not true", "not true"),
        ("“fake news”", "fake news"),
        ("it is neither here nor made up", "made up"),
        ("it was not only false", "false"),
        ("it was not false but invented", "invented"),
    ],
)
def test_words_that_reject_are_given_as_they_stand(text, words):
    assert rejected_in(text, FALSE) == words


@pytest.mark.parametrize(
    "text",
    [
        "", "the believers", "it was not false", "it isn’t a lie", "it isn't a lie",
        "this is no lie", "it was never really false", "falsehoods2", "absurd",
    ],
)  # fmt: skip
def test_words_that_are_negated_or_part_of_others_do_not_reject(text):
    assert rejected_in(text, FALSE) is None


def test_stance_that_is_not_asked_for_is_not_looked_for():
    assert rejected_in("an absurd story", FALSE, MISTAKEN) == "absurd"
    assert rejected_in("an absurd story", FALSE) is None


def test_row_that_a_user_adds_is_read(add_rows):
    assert hedge_of("feasibly") is None and rejected_in("pure tosh", FALSE) is None
    add_rows("stances.tsv", "feasibly\tpossible", "tosh\tfalse")
    assert load_stances()["tosh"] == "false"
    assert hedge_of("feasibly") == "possible" and rejected_in("pure tosh", FALSE) == "tosh"

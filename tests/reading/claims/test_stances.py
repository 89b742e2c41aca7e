"""Hedges and words of falsehood: the table is well formed, its phrases are found, and claims are rejected."""

import csv
import time
from importlib import resources

import pytest
import simplemma
from patience import PATIENCE

from onrecord.reading.claims.stances import (
    FALSE,
    MISTAKEN,
    hedge_of,
    is_negation,
    load_stances,
    rejected_in,
    rejection,
    taken_up,
)

STANCES = {"negation", "possible", "probable", "unlikely", "false", "mistaken"}


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


@pytest.mark.parametrize(
    ("name", "column"),
    [("stances.tsv", "phrase"), ("cues.tsv", "lemma"), ("further_cues.tsv", "lemma")],
)
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
        ("it is nowhere but made up", "made up"),
        ("they were nothing more than lies", "lies"),
        ("without merit and false", "false"),
        ("that nobody died was false", "false"),
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
        "this is no lie", "it was never really false", "it is hardly false", "falsehoods2", "absurd",
        "it is neither here nor made up",
    ],
)  # fmt: skip
def test_words_that_are_negated_or_part_of_others_do_not_reject(text):
    assert rejected_in(text, FALSE) is None


@pytest.mark.parametrize("word", ["not", "n't", "n’t", "nobody", "none", "hardly", "without"])
def test_words_that_negate_are_one_list_for_all_who_ask(word):
    assert is_negation(word)
    assert not is_negation(f"{word}e")


def test_stance_that_is_not_asked_for_is_not_looked_for():
    assert rejected_in("an absurd story", FALSE, MISTAKEN) == "absurd"
    assert rejected_in("an absurd story", FALSE) is None


def test_row_that_a_user_adds_is_read(add_rows):
    assert hedge_of("feasibly") is None and rejected_in("pure tosh", FALSE) is None
    add_rows("stances.tsv", "feasibly\tpossible", "tosh\tfalse")
    assert load_stances()["tosh"] == "false"
    assert hedge_of("feasibly") == "possible" and rejected_in("pure tosh", FALSE) == "tosh"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("the claims were false", "the claims"),
        ("that the allegations were false", "that the allegations"),
        ("these wild rumours are false", "these wild rumours"),
        ("All such reports", "All such reports"),
        ("his account of it", "his account"),
    ],
)
def test_content_that_takes_up_claims_begins_with_them(text, begins):
    assert taken_up(text) == begins


@pytest.mark.parametrize(
    "text",
    [
        *("", "the port was open", "claims were made", "the port. The claim"),
        *(
            "It’s a story of hope",
            "There’s a report on the desk",
            "Reed’s office will release a report",
        ),
    ],
)
def test_other_contents_take_up_nothing(text):
    assert taken_up(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the claims were false", "false"),
        ("that the allegations were baseless", "baseless"),
        ("the reports as fake news", "fake news"),
        ("the story was absurd", "absurd"),
        ("the claims were wrong", "wrong"),
        ("it nonsense", "nonsense"),
        ("that was not true", "not true"),
        ("That’s a lie,", "lie"),
        ("there was no truth in the claims", "no truth"),
        ("There is no basis for these allegations.", "no basis"),
        ("Nonsense,", "Nonsense"),
        ("Utter nonsense.", "nonsense"),
        ("that Reed’s claim that the port is in good order is simply not true", "not true"),
        ("Ann Reed's story was made up", "made up"),
        ("the statement that the port was safe was untrue", "untrue"),
    ],
)
def test_content_that_calls_claims_false_rejects_them(text, words):
    assert rejection("asserts", text) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the colour was wrong",
        "it was absurd",
        "the claims were true",
        "the claims were not false",
        "this is no lie",
        "there was no basis for the decision",
        "there were false reports",
        "False teeth are sold here,",
        "the statement was absurd",
        "Reed’s claim that the port is safe is true",
        "the claim that the port is a lie is true",
        "the report that the plan was a lie surprised him",
        "the allegations have not been proven false",
        "it has not been a lie",
        "the theory is that the moon landing was a hoax",
        "the accusation is that the firm’s accounts were false",
        "the claims are being tested to see if they are false",
        "they have made up their minds on whom they support",
        "that they have their minds made up",
        "It’s a story and it is absurd",
        "There’s a story that is absurd",
        "Reed’s office will release a report that is absurd",
        "the mayor was asked for comment on whether the report was false",
        "the allegations, " + "as everybody knows by now, " * 6 + "are false",
    ],
)
def test_content_that_calls_no_claim_false_rejects_nothing(text):
    assert rejection("asserts", text) is None


def test_one_word_says_that_claims_are_false_only_where_it_is_all_that_is_said():
    assert rejection("asserts", "fake") == "fake"
    assert rejection("evaluates", "fake") is None


def test_who_calls_a_claim_or_a_statement_false_needs_no_verb_for_it():
    assert rejection("evaluates", "this statement a lie") == "lie"
    assert rejection("evaluates", "the claims a lie") == "lie"
    assert rejection("asserts", "this statement a lie") is None


@pytest.mark.parametrize(
    ("act", "rejects"), [("evaluates", True), ("believes", True), ("asks", False)]
)
def test_only_some_acts_deny_by_what_they_say(act, rejects):
    assert (rejection(act, "the claims were false") is not None) is rejects


@pytest.mark.parametrize(
    "noise", ["the " * 50_000, "not " * 50_000, "there no " * 30_000, "Ann " * 50_000, "A" * 99_000]
)
def test_hostile_text_is_read_in_no_time(noise):
    started = time.perf_counter()
    rejection("asserts", noise)
    assert time.perf_counter() - started < PATIENCE

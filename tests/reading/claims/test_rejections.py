"""Contents that take up what others claim, and reject it."""

import time

import pytest
from patience import PATIENCE

from onrecord.reading.claims.rejections import rejection, taken_up


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
    "text", ["", "the port was open", "claims were made", "the port. The claim"]
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
        "the allegations, " + "as everybody knows by now, " * 6 + "are false",
    ],
)
def test_content_that_calls_no_claim_false_rejects_nothing(text):
    assert rejection("asserts", text) is None


def test_one_word_says_that_claims_are_false_only_where_it_is_all_that_is_said():
    assert rejection("asserts", "fake") == "fake"
    assert rejection("evaluates", "fake") is None


@pytest.mark.parametrize(
    ("act", "rejects"), [("evaluates", True), ("believes", True), ("asks", False)]
)
def test_only_some_acts_deny_by_what_they_say(act, rejects):
    assert (rejection(act, "the claims were false") is not None) is rejects


@pytest.mark.parametrize("noise", ["the " * 50_000, "not " * 50_000, "there no " * 30_000])
def test_hostile_text_is_read_in_no_time(noise):
    started = time.perf_counter()
    rejection("asserts", noise)
    assert time.perf_counter() - started < PATIENCE

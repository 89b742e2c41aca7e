"""What a claim states: content words, main words, polarity, and whether it states anything."""

import pytest
from marked_text import unmarked

from onrecord.reading.claims.statements import read_statements
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words


def statements(marked):
    text, attribution = unmarked(marked)
    words = Words(parse_text(text))
    return read_statements(words, words.tokens_in(attribution.content))


def one(content):
    [made] = statements(f"[Ann Reed] {{said}} <{content}>.")
    return made


def test_terms_are_lemmas_of_content_words_and_numbers_in_text_order():
    assert one("the mayors sold 40 old ferries").terms == ("mayor", "sell", "40", "old", "ferry")


def test_names_and_words_that_say_little_are_no_terms():
    assert one("that Gideon Strake would say such things of the ferry").terms == ("ferry",)


@pytest.mark.parametrize("content", ["", "it was", "that he would", "Gideon Strake", "—"])
def test_content_without_a_content_word_has_no_statement(content):
    assert statements(f"[Ann Reed] {{said}} <{content}>.") == ()


def test_each_sentence_is_a_statement_of_its_own():
    made = statements("“<The ferry sank. The mayor slept.>” [Ann Reed] {said}.")
    assert [s.terms for s in made] == [("ferry", "sink"), ("mayor", "sleep")]


def test_pieces_of_one_sentence_are_one_statement():
    made = statements("“<The ferry,>” [Ann Reed] {said}, “<sank in the storm>.”")
    assert [s.terms for s in made] == [("ferry", "sink", "storm")]


@pytest.mark.parametrize(
    ("content", "heads"),
    [
        ("the mayor sold the ferry", {"sell", "ferry"}),
        ("the mayor was the winner", {"winner"}),
        ("the port was safe", {"safe"}),
        ("I think the mayor sold the ferry", {"sell", "ferry"}),
    ],
)
def test_main_words_are_the_verb_and_what_it_takes(content, heads):
    assert one(content).heads == heads


@pytest.mark.parametrize(
    ("content", "states"),
    [
        ("the mayor sold the ferry", True),
        ("the mayor to sell the ferry", True),
        ("the sale of the ferry", False),
        ("a total disgrace", False),
    ],
)
def test_what_has_no_verb_states_nothing(content, states):
    assert one(content).states is states


@pytest.mark.parametrize(
    "marked",
    [
        "“<Did the mayor sell the ferry?>” [Ann Reed] {asked}.",
        "“<Did the mayor sell the ferry>?” [Ann Reed] {asked}.",
    ],
)
def test_question_states_nothing(marked):
    [made] = statements(marked)
    assert made.states is False


@pytest.mark.parametrize(
    "content",
    [
        "the mayor did not sell the ferry",
        "the mayor didn’t sell the ferry",
        "the mayor never sold the ferry",
        "there is no bid for the ferry",
        "nobody sold the ferry",
        "no offer was made",
        "neither mayor sold the ferry",
    ],
)
def test_negation_of_verb_subject_or_object_is_read(content):
    assert one(content).negated is True


@pytest.mark.parametrize(
    "content",
    [
        "the mayor sold the ferry",
        "there is a bid for the ferry",
        "nobody did not sell the ferry",
        "the mayor sold the ferry that did not sail",
        "the mayor lost a little of the ferry",
    ],
)
def test_what_is_not_negated_twice_over_or_elsewhere_is_not(content):
    assert one(content).negated is False

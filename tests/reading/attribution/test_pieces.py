"""Token indices as pieces of the text: runs, and spans without edge punctuation."""

import pytest
from spacy.lang.en import English

from onrecord.reading.attribution.pieces import trimmed_spans
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words


@pytest.fixture(scope="module")
def words_of():
    tokenize = English()
    return lambda text: Words(tokenize(text))


def span_texts(words, tokens):
    return [words.text[s:e] for s, e in trimmed_spans(words, tokens)]


@pytest.mark.parametrize(
    "text, trimmed",
    [
        (", it failed .", "it failed"),
        ("it failed ...", "it failed"),
        ("-- it failed --", "it failed"),
        ("it failed …", "it failed"),
        ("“It failed.”", "“It failed.”"),
        ("“It failed,” – ", "“It failed,”"),
        ("it failed (again)", "it failed (again)"),
        ("is it the U.S.", "is it the U.S."),
    ],
)
def test_spans_have_no_punctuation_at_their_edges(words_of, text, trimmed):
    words = words_of(text)
    assert span_texts(words, range(len(words))) == [trimmed]


def test_and_that_joins_nothing_is_left_out():
    words = Words(parse_text("He called it nonsense and she left."))
    assert span_texts(words, range(2, 5)) == ["it nonsense"]


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "“”", "... --", "“.”"])
def test_run_without_a_word_is_no_span(words_of, text):
    words = words_of(text)
    assert trimmed_spans(words, range(len(words))) == ()


def test_only_words_and_paragraph_ends_interrupt_a_run(words_of):
    words = words_of("one, two three\nfour")
    tokens = [words.texts.index(text) for text in ("one", "two", "four")]
    assert span_texts(words, tokens) == ["one, two", "four"]
    assert span_texts(words, range(len(words))) == ["one, two three", "four"]

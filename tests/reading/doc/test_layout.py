"""The layout of a Doc: tokens of quotations and paragraphs, and spans without edge punctuation."""

import pytest
from spacy.lang.en import English

from onrecord.reading.attribution.layout import Layout
from onrecord.reading.doc.pipeline import parse_text


@pytest.fixture(scope="module")
def layout_of():
    tokenize = English()
    return lambda text: Layout(tokenize(text))


def span_texts(layout, tokens):
    return [layout.text[s:e] for s, e in layout.spans(tokens)]


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
def test_spans_have_no_punctuation_at_their_edges(layout_of, text, trimmed):
    layout = layout_of(text)
    assert span_texts(layout, range(len(layout.tokens))) == [trimmed]


def test_and_that_joins_nothing_is_left_out():
    layout = Layout(parse_text("He called it nonsense and she left."))
    assert span_texts(layout, range(2, 5)) == ["it nonsense"]


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "“”", "... --", "“.”"])
def test_run_without_a_word_is_no_span(layout_of, text):
    layout = layout_of(text)
    assert layout.spans(range(len(layout.tokens))) == ()


def test_only_words_and_paragraph_ends_interrupt_a_run(layout_of):
    layout = layout_of("one, two three\nfour")
    words = [t.i for t in layout.tokens if t.text in ("one", "two", "four")]
    assert span_texts(layout, words) == ["one, two", "four"]
    assert span_texts(layout, range(len(layout.tokens))) == ["one, two three", "four"]


def test_tokens_know_their_paragraph_and_quotation(layout_of):
    layout = layout_of("He said:\n“One ‘two’ three.”\nShe left.")
    at = {t.text: t.i for t in layout.tokens}
    assert [layout.paragraph_at[at[w]] for w in ("said", "One", "left")] == [0, 1, 2]
    assert [at[w] in layout.quotation_at for w in ("said", "One", "two", "left")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [at[w] in layout.inner_at for w in ("One", "two", "three")] == [False, True, False]


@pytest.mark.parametrize(
    "text, utterance",
    [
        ("“We have won it.”", True),
        ("“Gone with the Wind”", False),
        ("“Gone with the wind he has”", True),
        ("“the old mill”", False),
        ("“won”", False),
        ("“”", False),
    ],
)
def test_utterance_has_a_verb_and_four_words(text, utterance):
    assert Layout(parse_text(f"He saw {text} there.")).utterances == [utterance]


def test_doc_is_left_as_it_was():
    doc = parse_text("“We won,” he said.")
    before = doc.to_bytes()
    layout = Layout(doc)
    layout.spans(range(len(doc)))
    assert doc.to_bytes() == before

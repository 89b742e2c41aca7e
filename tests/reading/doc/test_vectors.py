"""Vectors and parse by numpy: those that spaCy computes, however texts come together."""

import numpy as np
import pytest

from onrecord.reading.doc import parsing, vectors
from onrecord.reading.doc.pipeline import load_model, make_doc, parse_text, read_docs
from onrecord.reading.doc.vectors import TokenVectors

TEXTS = [
    "The mayor said the ferry would not sail before Monday, but nobody believed her.",
    "",
    "“It won't,” said Ann Reed.\n\n“It won't,” said the mayor.",
    "Yes.",
    "\n",
]


@pytest.fixture
def docs():
    return [make_doc(load_model(), text) for text in TEXTS]


@pytest.fixture
def tok2vec():
    return load_model().get_pipe("tok2vec").model


def test_vectors_are_those_of_spacy(docs, tok2vec):
    for found, expected in zip(TokenVectors(tok2vec)(docs), tok2vec.predict(docs), strict=True):
        assert found.shape == (len(expected), 96) and found.dtype == np.float32
        assert found == pytest.approx(expected.reshape(-1, 96), abs=1e-4)


def test_words_whose_keys_are_the_same_are_told_apart(docs, tok2vec, monkeypatch):
    expected = np.concatenate(TokenVectors(tok2vec)(docs))
    monkeypatch.setattr(vectors, "MIX", np.uint64(0))
    assert np.concatenate(TokenVectors(tok2vec)(docs)) == pytest.approx(expected, abs=1e-4)


def test_texts_without_a_word_have_vectors_without_rows(docs, tok2vec):
    read = TokenVectors(tok2vec)
    assert [v.shape for v in read([docs[1], docs[1]])] == [(0, 96), (0, 96)]
    assert read([]) == []


@pytest.mark.parametrize("at_once", [1, 20, 20_000])
def test_parse_does_not_depend_on_how_many_texts_are_parsed_at_once(docs, at_once, monkeypatch):
    monkeypatch.setattr(parsing, "AT_ONCE", at_once)
    read_docs(docs)
    for doc in docs:
        alone = parse_text(doc.text)
        assert doc.to_json()["tokens"] == alone.to_json()["tokens"]
        assert [s.text for s in doc.sents] == [s.text for s in alone.sents]

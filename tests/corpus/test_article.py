"""The article: what it says of its own text."""

import dataclasses
import hashlib

import pytest

from onrecord.corpus.article import Article


def make(text):
    return Article(article_id="a", path="a.txt", text=text)


def test_words_are_counted_without_punctuation():
    assert make("“It’s 5 p.m.,” she said.").words == 7


@pytest.mark.parametrize("text", [None, "", " \n", "“”"])
def test_no_text_or_no_word_counts_no_words(text):
    assert make(text).words == 0


def test_sha256_is_of_the_untouched_text_in_utf_8():
    text = "“Yes,” he said.\r\n"
    assert make(text).sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_article_without_text_has_no_sha256():
    assert make(None).sha256 is None


def test_article_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        make("Yes.").text = "No."


def test_fields_are_given_by_name_only():
    with pytest.raises(TypeError):
        Article("a", "a.txt")

"""Where the words of a correction stand, once the article is another."""

import pytest

from onrecord.corrections.places import NOT_THERE, find_words, marked, nearest_words

TEXT = "She said so. The mayor said that he left. He said it twice: he left."


def at(words, n=0):
    start = -1
    for _ in range(n + 1):
        start = TEXT.index(words, start + 1)
    return ((start, start + len(words)),)


def test_words_at_their_offsets_stay_there_whatever_the_white_space():
    assert find_words("a\n\n b c", ((0, 6),), "a b") == (((0, 6),), "")
    assert find_words(TEXT, at("he left", 1), "he left") == (at("he left", 1), "")


@pytest.mark.parametrize("by", [1, 40, 4000])
def test_moved_words_are_found_with_all_their_pieces(by):
    spans = (*at("The mayor"), *at("he left"))
    words = "The mayor … he left"
    moved = tuple((s + by, e + by) for s, e in spans)
    assert find_words("x" * (by - 1) + " " + TEXT, spans, words) == (moved, "")


def test_words_that_are_there_twice_are_told_apart_by_their_sentence_or_not_at_all():
    example = marked(TEXT, *at("he left")[0], (0, len(TEXT)))
    assert example.count("⟦he left⟧") == 1
    text = f"Before. {TEXT}"
    (found,), why = find_words(text, at("he left"), "he left", example)
    assert (found[0] - 8, why) == (at("he left")[0][0], "")
    place, why = find_words(text, at("he left"), "he left")
    assert place == () and why.startswith("the article has these words 2 times")


@pytest.mark.parametrize(
    ("words", "spans"),
    [("she left", ((0, 8),)), ("he", ((5, 7),)), ("", ((0, 1),)), ("a … b", ((0, 1),))],
)
def test_words_that_are_not_there_have_no_place(words, spans):
    found, why = find_words("They left the pier.", spans, words)
    assert found == () and why in (NOT_THERE, "the spans are not as many as the pieces of the text")


def test_words_in_pieces_need_their_offsets():
    place, why = find_words(TEXT, (), "The mayor … he left")
    assert place == () and "give them in `spans`" in why


def test_words_without_offsets_are_found_where_they_stand_once():
    assert find_words(TEXT, (), "The mayor") == (at("The mayor"), "")
    assert nearest_words(TEXT, "he left", at("twice")) == at("he left", 1)
    assert nearest_words(TEXT, "nobody", at("twice")) == ()

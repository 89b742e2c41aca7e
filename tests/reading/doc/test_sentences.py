"""Paragraphs and sentences of a text that is not parsed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.doc.sentences import excerpt, paragraphs, sentences, stretches


def lines(text):
    return [text[s:e] for s, e in paragraphs(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t\n", "\u2028"])
def test_paragraphs_end_at_line_ends_and_leave_them_out(end):
    assert lines(f"One is.{end}Two is.{end}") == ["One is.", "Two is."]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n \r\n"])
def test_text_without_words_has_no_paragraphs(text):
    assert lines(text) == []


def test_text_wrapped_by_hand_ends_paragraphs_at_empty_lines():
    wrapped = "The mayor said that\nshe would go and\nthat nobody would\nstop her."
    other = "Her party said\nnothing at all\nabout it."
    assert lines(f"{wrapped}\n\n{other}\n") == [wrapped, other]
    assert lines(f"{wrapped}\n\n{other}\n".replace("\n", "\r\n")) == [
        p.replace("\n", "\r\n") for p in (wrapped, other)
    ]


def test_lines_that_open_in_upper_case_are_paragraphs_of_their_own():
    text = "One is.\nTwo is.\nThree is.\nFour is.\nfive is.\nSix is."
    assert lines(text) == text.split("\n")


@given(st.text(alphabet="aA. \n\r", max_size=40))
def test_stretches_are_all_of_a_text_but_the_space_between_paragraphs(text):
    found = stretches(text)
    assert found[0][0] == 0
    between = zip([end for _, end in found], [*(s for s, _ in found[1:]), len(text)], strict=True)
    assert all(not text[end:after].strip() for end, after in between)


@pytest.mark.parametrize("wrapped", ["\n", " of\nmany lines\nthat go\non and\n"])
def test_stretches_are_the_paragraphs_that_mentions_count(wrapped):
    text = f"\n One{wrapped}end. \n\n\nTwo.\n"
    shown = [text[start:end].strip() for start, end in stretches(text)]
    assert shown == [line.strip() for line in lines(text)]


def test_text_without_words_is_one_stretch():
    assert stretches("") == [(0, 0)] and stretches(" \n ") == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        (
            "Mr. Reed met Gov. J. B. Lee. Then he left.",
            ["Mr. Reed met Gov. J. B. Lee.", "Then he left."],
        ),
        ("“We won.” Reed left.", ["“We won.”", "Reed left."]),
        ("He said so\nand left. Yes", ["He said so", "and left.", "Yes"]),
        ("It cost 3.5 million. no capital", ["It cost 3.5 million. no capital"]),
        ("From the U.S. Navy.", ["From the U.S. Navy."]),
        ("", [""]),
    ],
)
def test_sentences_end_at_full_stops_and_paragraphs(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_excerpt_is_cut_to_what_stands_near_the_place_in_focus():
    text = "One is here. Two is here now. Three."
    at = text.index("Two")
    assert excerpt(text, at, at + 3, focus=at, longest=40) == "Two is here now."
    assert excerpt(text, 0, at + 3, focus=at, longest=40) == "One is here. Two is here now."
    assert excerpt(text, 0, at + 3, focus=at, longest=16) == "… here. Two is …"


def test_a_line_of_print_with_room_for_the_next_word_ends_its_paragraph():
    heading, first = (
        "Weir to close",
        "The keeper said that the old\nweir would be shut for good\non Monday.",
    )
    second = "Her deputy said that nobody\nhad told him anything of\nit and left."
    assert lines(f"{heading}\n{first}\n{second}") == [heading, first, second]


def test_words_broken_at_line_ends_tell_that_lines_are_those_of_print():
    text = "The keeper said the tun-\nnel would be shut."
    assert lines(text) == [text]
    assert lines("The keeper left -\nand so on.") == ["The keeper left -", "and so on."]


def test_short_paragraphs_of_print_are_told_from_lines_by_their_width():
    heading, first = (
        "Weir to close",
        "The keeper said that the old weir would\nbe shut for good on Monday.",
    )
    second = "Her deputy said that nobody had told him\nanything of it and left."
    text = f"{heading}\n\n{first}\n\n{second}\n\nBy Ida Holm\n{first}"
    assert lines(text) == [heading, first, second, "By Ida Holm", first]

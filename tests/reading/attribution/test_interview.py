"""Who asks and who answers, as an introduction tells."""

import pytest

from onrecord.reading.attribution.interview import read_interview
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

PEOPLE = ("Ilse Marrow", "Dana Told", "Piet Oster")


def roles_in(text):
    """Who asks and who answers in a text that is all introduction; names as they stand there."""
    words = Words(parse_text(text))
    found = []
    for name in (*PEOPLE, *(p.split()[-1] for p in PEOPLE)):
        at = -1
        while (at := text.find(name, at + 1)) >= 0:
            tokens = words.tokens_in([(at, at + len(name))])
            if not any(first <= tokens[0] < last for first, last in found):
                found.append((tokens[0], tokens[-1] + 1))
    interview = read_interview(words, sorted(found), range(len(words.paragraphs)))
    return tuple(words.said(*place) if place else "" for place in interview)


@pytest.mark.parametrize(
    "text, asks",
    [
        ("Ilse Marrow found the wreck.", ""),
        ("By Dana Told\nIlse Marrow found the wreck.", "Dana Told"),
        ("Ilse Marrow found the wreck.\nInterview by Dana Told", "Dana Told"),
        ("Ilse Marrow was interviewed by Dana Told.", "Dana Told"),
        ("Ilse Marrow found the wreck. She spoke to Dana Told.", "Dana Told"),
        ("Ilse Marrow found the wreck. Dana Told spoke to her.", "Dana Told"),
        ("Ilse Marrow found the wreck. Dana Told interviewed Marrow.", "Dana Told"),
        ("Ilse Marrow found it. Marrow is a diver. Dana Told talked to Ilse Marrow.", "Dana Told"),
        ("Ilse Marrow found the wreck. We spoke to Marrow.", ""),
    ],
)
def test_one_person_answers_and_another_asks_where_it_is_told(text, asks):
    assert roles_in(text) == (asks, "Ilse Marrow")


def test_several_people_who_are_named_as_often_answer_nobody():
    assert roles_in("Ilse Marrow found the wreck. Piet Oster owns it.") == ("", "")


def test_only_subject_of_those_named_as_often_answers():
    assert roles_in("Ilse Marrow found the wreck with Piet Oster.") == ("", "Ilse Marrow")


def test_who_is_named_more_often_answers():
    assert (
        roles_in("Ilse Marrow met the firm of Piet Oster. Marrow is a diver.")[1] == "Ilse Marrow"
    )


def test_byline_inside_a_long_line_is_none():
    text = (
        "The wreck was found by Dana Told in the long cold winter of that year. Ilse Marrow dived."
    )
    assert roles_in(text)[0] == ""


def test_two_who_ask_are_nobody():
    text = "By Dana Told\nIlse Marrow found the wreck. Marrow spoke up.\nInterview by Piet Oster"
    assert roles_in(text)[0] == ""

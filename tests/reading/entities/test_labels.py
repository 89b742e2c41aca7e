"""Speakers' labels: one label is one speaker, who is introduced under it, or nobody with a name."""

import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import find_mentions, resolve_sources


def speakers_in(text):
    """Label → the set of (name, whether it is one) of whoever has it."""
    doc = parse_text(text)
    words, found = Words(doc), find_attributions(doc)
    sources = resolve_sources(words, found, find_mentions(words, found))
    speakers = {}
    for attribution, source in zip(found, sources, strict=True):
        if attribution.evidence.startswith("speaker_label"):
            (start, end), *_ = attribution.source
            named = source.referent is not None and source.referent.named
            speakers.setdefault(text[start:end], set()).add((source.name, named))
    return speakers


def exchange(label, other="TRAHERN"):
    return f"{label}: Mr Trahern, do you deny it?\n{other}: I do.\n{label}: Mr Trahern?\n{other}: No.\n"


@pytest.mark.parametrize(
    "introduction",
    [
        "The moderator was Joel Armitt.",
        "The moderator, Joel Armitt, opened the debate.",
        "Joel Armitt, the moderator, opened the debate.",
        "Moderator Joel Armitt opened the debate.",
        "The debate was moderated by Joel Armitt.",
        "Joel Armitt moderated the debate.",
        "The moderator of the debate, Joel Armitt, was late.",
        "Joel Armitt was the moderator.",
    ],
)
def test_role_is_whoever_is_introduced_in_it(introduction):
    speakers = speakers_in(f"{introduction} Paul Trahern came.\n{exchange('MODERATOR')}")
    assert speakers["MODERATOR"] == {("Joel Armitt", True)}
    assert speakers["TRAHERN"] == {("Paul Trahern", True)}


@pytest.mark.parametrize(
    "introduction",
    [
        "Paul Trahern came.",
        "Joel Armitt told the moderator to stop.",
        "The moderators were Joel Armitt and Rosa Stent.",
        "The moderator, Joel Armitt, left. The moderator, Rosa Stent, came.",
    ],
)
def test_role_in_which_nobody_is_introduced_stays_without_a_name(introduction):
    speakers = speakers_in(f"{introduction} It was late.\n{exchange('MODERATOR')}")
    assert speakers["MODERATOR"] == {("MODERATOR", False)}


def test_article_before_a_role_makes_no_other_speaker():
    text = f"The chair was Rosa Stent.\n{exchange('CHAIR')}{exchange('THE CHAIR')}"
    speakers = speakers_in(text)
    assert speakers["CHAIR"] == speakers["THE CHAIR"] == {("Rosa Stent", True)}


@pytest.mark.parametrize("label", ["QUESTION", "REPORTER", "AUDIENCE MEMBER", "SPEAKER 1", "VOICE"])
def test_label_of_anybody_has_no_name(label):
    text = f"A reporter, Rosa Stent, met Paul Trahern, a member of the audience.\n{exchange(label)}"
    assert speakers_in(text)[label] == {(label, False)}


@pytest.mark.parametrize(
    "label, name",
    [
        ("RS", "Rosa Stent"),
        ("R.S", "Rosa Stent"),
        ("STENT", "Rosa Stent"),
        ("Stent", "Rosa Stent"),
        ("ROSA STENT", "Rosa Stent"),
        ("SEN. STENT (D)", "Rosa Stent"),
        ("Rosa Stent, chair", "Rosa Stent"),
    ],
)
def test_surname_and_initials_are_those_of_who_is_named(label, name):
    speakers = speakers_in(f"Rosa Stent met Paul Trahern in Corby.\n{exchange(label)}")
    assert set.union(*speakers.values()) == {(name, True), ("Paul Trahern", True)}


def test_initials_that_two_people_have_are_nobodys():
    speakers = speakers_in(f"Rosa Stent and Rolf Sander met Paul Trahern.\n{exchange('RS')}")
    assert speakers["RS"] == {("RS", False)}


def test_name_that_stands_only_in_labels_is_a_name():
    speakers = speakers_in(exchange("VANDERMEER", "ROSA STENT"))
    assert speakers["VANDERMEER"] == {("VANDERMEER", True)}


def test_surname_that_is_a_noun_is_the_person_of_that_name():
    speakers = speakers_in(f"Rosa Baker met Paul Trahern.\n{exchange('BAKER')}")
    assert speakers["BAKER"] == {("Rosa Baker", True)}


LETTERS = "Q: Why did you dive?\nA: I was cold.\nQ: Were you alone?\nA: I was.\n"


def test_letters_are_who_asks_and_who_answers():
    text = (
        f"By Dana Trahern\nThe diver Rosa Stent found the wreck. Stent lives in Corby.\n{LETTERS}"
    )
    assert speakers_in(text) == {"Q": {("Dana Trahern", True)}, "A": {("Rosa Stent", True)}}


@pytest.mark.parametrize("introduction", ["", "Rosa Stent and Rolf Sander dive in Corby.\n"])
def test_letters_stay_letters_where_nobody_is_introduced(introduction):
    assert speakers_in(introduction + LETTERS) == {"Q": {("Q", False)}, "A": {("A", False)}}


def test_i_in_a_turn_without_a_speaker_is_nobody():
    text = (
        "Rosa Stent and Rolf Sander dive in Corby.\n**Why did you dive?**\nI said that it was cold.\n"
        "**Were you alone?**\nI said no such thing."
    )
    doc = parse_text(text)
    words, found = Words(doc), find_attributions(doc)
    sources = resolve_sources(words, found, find_mentions(words, found))
    assert not any(source.referent for source in sources)

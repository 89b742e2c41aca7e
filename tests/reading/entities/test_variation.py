"""People called by something else than their name: who is meant, and where nobody is."""

import functools

import numpy as np
import pytest

from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import find_mentions
from onrecord.reading.entities.mentions import mentions_of
from onrecord.reading.entities.pairs import make_pairs
from onrecord.reading.entities.phrased_article import read_phrases
from onrecord.reading.entities.variation import MAIN_SUBJECT, ONLY_ONE, SAME_OFFICE


@functools.cache
def mentions(text):
    return find_mentions(Words(parse_text(text)))


def by_rules_alone(text):
    """The mentions where the ranking network finds nobody likely."""
    article = read_phrases(Words(parse_text(text)), [])
    pairs = make_pairs(article)
    unlikely = np.full(len(pairs.anaphors), -50, np.float32)
    return mentions_of(article, pairs, unlikely, np.zeros(len(article.phrases), np.float32))


def meant(text, words, mentions=mentions):
    """Name and rule of who some words mean, or None where they are nobody with a name."""
    start = text.index(words)
    found = [m for m in mentions(text) if m.start == start and m.form == "common"]
    named = [m for m in found if m.referent.named]
    return (named[0].referent.name, named[0].evidence.split(":")[0]) if named else None


def test_description_is_the_one_person_named_before():
    text = "Marco Rubio spoke in Miami. On Monday the Florida senator left."
    assert meant(text, "the Florida senator") == ("Marco Rubio", ONLY_ONE)


def test_subject_is_the_main_subject_of_the_sentence_before():
    text = "Marco Rubio met Ted Cruz in Miami. The Florida senator was calm."
    assert meant(text, "The Florida senator") == ("Marco Rubio", MAIN_SUBJECT)


def test_quotation_between_does_not_count_as_a_sentence():
    text = (
        "Marco Rubio met Ted Cruz in Miami. “It is late. We are tired. It rains.” "
        "The Florida senator was calm."
    )
    assert meant(text, "The Florida senator") == ("Marco Rubio", MAIN_SUBJECT)


def test_same_office_of_another_nation_is_somebody_else():
    text = (
        "US President Barack Obama met Angela Merkel in Berlin. "
        "The mood at the German president’s table was calm."
    )
    assert meant(text, "the German president") == ("Angela Merkel", ONLY_ONE)


def test_another_party_is_somebody_else():
    text = (
        "Republican senator Ted Cruz met Hillary Clinton in Iowa. "
        "On Monday the Democratic nominee was calm."
    )
    assert meant(text, "the Democratic nominee") == ("Hillary Clinton", ONLY_ONE)


def test_who_speaks_of_somebody_is_not_that_person():
    text = "Mitch McConnell left early. Ted Cruz said that the Kentucky Republican was tired."
    assert meant(text, "the Kentucky Republican") == ("Mitch McConnell", ONLY_ONE)


def test_who_is_called_by_the_office_and_speaks_is_not_called_by_another():
    text = "David Cameron met Angela Merkel. The British prime minister said the German chancellor left."
    assert meant(text, "The British prime minister")[0] == "David Cameron"
    assert meant(text, "the German chancellor")[0] == "Angela Merkel"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ted Cruz spoke. He wants to beat the next Republican nominee.", "the next Republican"),
        ("Ted Cruz spoke. He fears the most liberal Republican.", "the most liberal"),
        ("Ted Cruz spoke. It rained. It rained. It rained. The Texas senator left.", "The Texas"),
        ("Ted Cruz met Marco Rubio. Rain fell on the Texas senator.", "the Texas senator"),
    ],
    ids=["anybody", "compared", "too far back", "either"],
)
def test_nobody_is_meant_where_it_might_be_another(text, words):
    assert meant(text, words) is None


def test_office_is_whose_name_comes_soon_with_the_same_office():
    text = (
        "Vladimir Putin was calm. Putin’s spokesperson suggested a delay. "
        "The Kremlin’s press secretary Dmitry Peskov said so on Monday."
    )
    assert meant(text, "Putin’s spokesperson")[0] == "Dmitry Peskov"
    by_rule = meant(text, "Putin’s spokesperson", by_rules_alone)
    assert by_rule == ("Dmitry Peskov", SAME_OFFICE)


def test_office_that_two_are_named_with_soon_is_neither():
    text = (
        "Vladimir Putin was calm. Putin’s spokesperson suggested a delay. "
        "Spokesman Dmitry Peskov agreed. Spokeswoman Maria Petrova agreed."
    )
    assert meant(text, "Putin’s spokesperson") is None
    assert meant(text, "Putin’s spokesperson", by_rules_alone) is None

"""Near spellings of one person, and of two."""

import time

import pytest
from patience import PATIENCE

from onrecord.reading.names.forms import joined_names
from onrecord.reading.names.spans import Name


def referents(*names, apart=100):
    """The referents of people named `apart` tokens from each other."""
    made = [Name(n * apart, n * apart + 2, name, "", "PERSON") for n, name in enumerate(names)]
    return [referent for referent, _ in joined_names(made)]


@pytest.mark.parametrize(
    ("often", "once"),
    [
        ("Kristin Wilkens", "Kristen Wilkens"),
        ("Nub Wimess", "Nub Winess"),
        ("Nub Skeine", "Nub Skeines"),
        ("Nub Skeine", "Nub Skine"),
    ],
)
def test_one_letter_in_a_long_word_makes_nobody_else(often, once):
    assert referents(often, once, often) == [often] * 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tim Skeine", "Tom Skeine"),
        ("Paul Skeine", "Paula Skeine"),
        ("Gabriel Skeine", "Gabriela Skeine"),
        ("Nub Reed", "Nub Rees"),
        ("Nub Skeine", "Lub Skeine"),
        ("Nub Skeine", "Ann Skeines"),
        ("Nub Skeine", "Nub Skeinard"),
    ],
)
def test_other_first_names_short_words_and_more_letters_are_somebody_else(one, other):
    assert len(set(referents(one, other, one))) == 2


def test_two_who_stand_side_by_side_are_two():
    assert len(set(referents("Nub Skeine", "Nub Skeines", "Nub Skeine", apart=8))) == 2


def test_surname_alone_follows_the_respelled_name():
    names = referents("Kristin Wilkens", "Kristen Wilkens", "Kristin Wilkens", "Wilkens")
    assert set(names) == {"Kristin Wilkens"}


def test_name_that_is_near_to_two_others_is_neither():
    assert len(set(referents("Nub Skeine", "Nub Skeines", "Nub Skeiner"))) == 3
    many = [f"Nub Skein{a}{b}" for a in "abcdef" for b in "uvwxyz"]
    assert len(set(referents(*many))) == len(many)


def test_run_of_thousands_of_names_is_read_in_the_time_of_its_length():
    started = time.process_time()
    assert referents("Nub Skeine " * 20_000) == [("Nub Skeine " * 20_000)]
    assert time.process_time() - started < PATIENCE

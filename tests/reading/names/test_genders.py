"""The gender that the words around a name tell, and whose bare surname that makes it."""

import pytest
from capitalised import doc

from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names
from onrecord.reading.names.forms import BY_GENDER, joined_names


def named(text, *entities, **known):
    """The names of a text whose pronouns have their tags."""
    made = doc(text, *entities, **known)
    for token in made:
        if token.text in ("his", "her"):
            token.tag_ = "PRP$"
    return find_names(Words(made))


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("so Nub Skein said he left", "m"),
        ("so Nub Skein said she left", "f"),
        ("so Nub Skein said that it left", ""),
        ("with her husband , Nub Skein", "m"),
        ("with his wife Nub Skein", "f"),
        ("so the husband Nub Skein left", ""),
        ("so Mrs Nub Skein said he left", "f"),
        ("so Nub Skein met the team that had won and he left", ""),
    ],
)
def test_gender_is_that_of_a_title_a_relation_or_a_pronoun_close_by(text, gender):
    [name] = named(text, "PERSON:Nub Skein")
    assert name.gender == gender


def test_pronoun_after_another_name_tells_nothing():
    names = named("so Nub Skein met Lub Oake and he left", "PERSON:Nub Skein", "PERSON:Lub Oake")
    assert [n.gender for n in names] == ["", "m"]


@pytest.mark.parametrize(("pronoun", "who"), [("he", "Nub Crane"), ("she", "Lub Crane")])
def test_surname_of_a_couple_alone_is_of_the_one_whose_pronoun_follows(pronoun, who):
    text = f"so Nub Crane and his wife , Lub Crane , left | Crane said {pronoun} would stay"
    names = named(text, "PERSON:Nub Crane", "PERSON:Lub Crane", "PERSON:Crane")
    assert joined_names(names)[-1] == (who, BY_GENDER)

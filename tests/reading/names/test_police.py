"""Police forces: which are names, and whom `police` alone means."""

import pytest
from capitalised import cores, doc, found

from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names
from onrecord.reading.names.forms import joined_names


def referents(text, *entities):
    """The referents of the names in a text where `officers` is a plural noun."""
    made = doc(text, *entities)
    for token in made:
        token.tag_ = {"the": "DT", "officers": "NNS", "said": "VBD", "so": "RB"}.get(
            token.text, token.tag_
        )
    return [referent for referent, _ in joined_names(find_names(Words(made)))]


def test_police_of_a_place_are_a_name_whether_or_not_the_place_was_recognised():
    assert found("so Ellerby police left", "GPE:Ellerby") == [("Ellerby police", "ORG")]
    assert found("so Ellerby police left") == [("Ellerby police", "ORG")]


def test_police_alone_are_the_one_force_of_the_article():
    text = "Police said so the Ellerby police said so the police said"
    assert referents(text, "GPE:Ellerby") == ["Ellerby police"] * 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ellerby police said so Oake police said so the police said", 2),
        ("Ellerby police said so the police officers said", 1),
        ("Ellerby police said so the local police said", 1),
        ("so the police said", 0),
    ],
)
def test_police_of_two_forces_of_officers_or_told_apart_are_nobody_named(text, names):
    assert len(referents(text)) == names


def test_person_before_police_is_no_place():
    assert cores("so Nub Skein police said", "PERSON:Nub Skein") == ["Nub Skein"]

"""Roles, offices and honours around a person's name, on Docs built by hand."""

import pytest
from capitalised import VOCAB, cores, doc, found
from spacy.tokens import Doc, Span

from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names


def as_subject(text, *entities, speaks=False):
    """The names in a text whose last capitalised word before `said` is its subject."""
    words = text.split()
    at = words.index("said") - 1
    deps = ["nsubj" if n == at else "dep" for n in range(len(words))]
    made = doc(text, *entities, deps=deps)
    made[at + 1].head = made[at + 1]
    made[at].head = made[at + 1]
    return [(n.core, n.label) for n in find_names(Words(made), {at} if speaks else ())]


@pytest.mark.parametrize(
    ("entity", "name"),
    [
        ("ORG:Cllr Fitz Skein", "Fitz Skein"),
        ("ORG:Farmer Ivor Skein", "Ivor Skein"),
        ("PERSON:Firefighter Nub Skein", "Nub Skein"),
        ("PERSON:Det Insp Nub Skein", "Nub Skein"),
        ("ORG:J.D. Skein", "J.D. Skein"),
    ],
)
def test_title_or_role_before_a_name_is_no_part_of_it(entity, name):
    assert as_subject(f"so {entity.partition(':')[2]} said so", entity)[0] == (name, "PERSON")


@pytest.mark.parametrize(
    ("entity", "label"),
    [
        ("ORG:General Skein Company", "ORG"),
        ("ORG:American Skein Crossing", "ORG"),
        ("ORG:U.S. Skein", "ORG"),
        ("PERSON:Terry Lub Skein", "PERSON"),
        ("PERSON:Baker Skein", "PERSON"),
        ("PERSON:Team Skein", "ORG"),
        ("PERSON:Park Seul-bom", "PERSON"),
    ],
)
def test_what_only_begins_like_a_role_stays_whole(entity, label):
    name = entity.partition(":")[2]
    assert as_subject(f"so {name} said so", entity) == [(name, label)]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Minister for Roads and Canals Nub Skein said so", ()),
        ("Minister for Roads and Canals Nub Skein said so", ("ORG:Roads and Canals Nub Skein",)),
        ("Secretary of State for Work Nub Skein said so", ("ORG:State for Work Nub Skein",)),
    ],
)
def test_office_that_runs_into_a_name_is_no_part_of_it(text, entity):
    assert ("Nub Skein", "PERSON") in as_subject(text, *entity, speaks=True)


def test_role_before_a_surname_that_somebody_bears_is_no_first_name():
    text = "so Farmer Skein met Mary Skein"
    assert cores(text, "PERSON:Farmer Skein", "PERSON:Mary Skein") == ["Skein", "Mary Skein"]


def test_title_alone_before_a_name_is_none_though_it_was_recognised():
    text = "so Warden Nub Skein left"
    assert found(text, "GPE:Warden", "PERSON:Nub Skein") == [("Nub Skein", "PERSON")]


def test_honour_after_a_name_belongs_to_the_mention_and_not_to_the_name():
    [name] = find_names(Words(doc("so Nub Skein KC left", "PERSON:Nub Skein", "ORG:KC")))
    assert (name.core, name.last) == ("Nub Skein", 4)
    assert cores("so Nub Skein , Ph.D. left", "PERSON:Nub Skein , Ph.D.") == ["Nub Skein"]


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("Said Nub Skein so", "PERSON:Said Nub Skein", "Nub Skein"),
        ("so Nub Skein Before noon", "PERSON:Nub Skein Before", "Nub Skein"),
        ("so Lub van der Skein left", "PERSON:van der Skein", "Lub van der Skein"),
        ("so Van der Skein left", "PERSON:Skein", "Van der Skein"),
        ("in la Skein it rained", "PERSON:Skein", "Skein"),
    ],
)
def test_person_is_named_whole_and_without_the_words_around(text, entity, name):
    assert cores(text, entity) == [name]


def test_particle_alone_is_nobody():
    assert cores("so Van der Skein left the Van", "PERSON:Van der Skein") == ["Van der Skein"]


@pytest.mark.parametrize(
    ("spaces", "core"), [([True, False, False, True], "Ban Ki-moon"), ([True] * 4, "Ban Ki")]
)
def test_word_that_a_hyphen_joins_ends_a_name_in_lower_case(spaces, core):
    made = Doc(VOCAB, words=["Ban", "Ki", "-", "moon"], spaces=spaces, tags=["NNP"] * 4)
    made.ents = [Span(made, 0, 4, "PERSON")]
    assert [n.core for n in find_names(Words(made))] == [core]


def test_first_name_and_surname_in_capitals_are_one_person():
    text = "MARY SKEIN LEFT | so Mary Skein left"
    names = found(text, "ORG:MARY", "PERSON:SKEIN", "PERSON:Mary Skein")
    assert names[0] == ("MARY SKEIN", "PERSON")
    assert cores("AUSTIN POLICE LEFT", "GPE:AUSTIN") == ["AUSTIN"]


def test_account_that_speaks_has_a_name():
    made = doc("so @nubskein tweeted")
    assert [n.core for n in find_names(Words(made), {1})] == ["@nubskein"]
    assert find_names(Words(made)) == []

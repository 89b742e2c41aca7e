"""Headlines: what in a line of capitals is a name, on Docs built by hand."""

import pytest
from capitalised import cores, doc, found

from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names
from onrecord.reading.names.headlines import Headlines

BODY = "so Nub Skein met the crowd | then Skein left the harbour"


def tagged(text, *entities, **tags):
    """The names in a Doc of `text` whose words have the tags given (`Slams="VBZ"`)."""
    made = doc(text, *entities)
    for token in made:
        token.tag_ = tags.get(token.text, token.tag_)
    return [n.core for n in find_names(Words(made))]


def test_line_is_a_headline_where_most_words_have_capitals():
    words = Words(doc("Skein Leaves Old Council | so Skein left the council | NO NEWS"))
    assert Headlines(words).tokens == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("headline", "entity"),
    [
        ("Nub Skein Weirdles Old Harbour", "PERSON:Nub Skein Weirdles"),
        ("Rip Nub Skein Over Harbour", "PERSON:Rip Nub Skein"),
        ("Crowd Skein Gets Old Harbour", "PERSON:Crowd Skein"),
        ("Old Crowd Hammering Skein", "PERSON:Hammering Skein"),
        ("Skein ’s Crowd Is Old", "ORG:Skein ’s Crowd"),
    ],
)
def test_word_that_is_no_name_elsewhere_is_none_in_a_headline(headline, entity):
    names = cores(f"{headline} | {BODY}", entity, "PERSON:Nub Skein", "PERSON:Skein")
    assert names[0] in ("Skein", "Nub Skein") and set(names) == {"Nub Skein", "Skein"}


def test_verb_in_a_headline_ends_the_name_before_it():
    headline = "Vellcast Slams Oake Council"
    assert tagged(f"{headline} | it rained", f"ORG:{headline}", Slams="VBZ") == []
    text = f"{headline} | so Vellcast left"
    assert tagged(text, f"ORG:{headline}", Slams="VBZ") == ["Vellcast", "Vellcast"]


@pytest.mark.parametrize(
    ("entity", "body"),
    [
        ("PERSON:Mary Pace", "at a pace"),
        ("PERSON:Mary J. Pace", "so Mary kept the pace"),
        ("PERSON:Nub Skein Jr.", "so Nub Skein left"),
        ("GPE:New Harbour", "a new harbour"),
        ("ORG:Old Harbour Times", "in old times"),
        ("ORG:World at War", "at war"),
        ("PERSON:Mary Skein", "so Skein left"),
    ],
)
def test_name_that_only_a_headline_has_whole_stays_whole(entity, body):
    name = entity.partition(":")[2]
    assert cores(f"How {name} Came Here | {body} and it rained", entity)[0] == name


def test_common_word_alone_in_a_headline_is_no_name():
    assert found("Old Harbour Comes Down | the harbour fell", "PERSON:Harbour") == []


def test_running_text_keeps_its_names_whatever_its_words_mean():
    assert cores("so the team of Nub Team left it", "PERSON:Nub Team") == ["Nub Team"]

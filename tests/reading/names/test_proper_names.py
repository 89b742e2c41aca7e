"""Proper names that the recogniser cuts wrongly, passes over or splits, on Docs built by hand."""

import time

import pytest
from capitalised import VOCAB, cores, doc, found
from patience import PATIENCE
from spacy.tokens import Doc, Span

from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names, names_within
from onrecord.reading.names.forms import BY_TITLE, FIRST_BEARER, joined_names
from onrecord.reading.names.spans import Name
from onrecord.reading.names.spelling import initials, plain_name
from onrecord.reading.names.titles import end_of_title, start_of_title


def referents(names):
    return [referent for referent, _ in joined_names(names)]


def people(*names):
    """Names of people, `Title/words` for one with a title."""
    parts = [name.rpartition("/") for name in names]
    return [Name(0, 1, core, title, "PERSON") for title, _, core in parts]


@pytest.mark.parametrize(
    ("entity", "names"),
    [
        ("GPE:Irving , Texas", ["Irving", "Texas"]),
        ("PERSON:Ann Reed and Tom Oake", ["Ann Reed", "Tom Oake"]),
        ("PERSON:Ann Reed Image", ["Ann Reed"]),
        ("PERSON:Ann Reed Wednesday", ["Ann Reed"]),
        ("GPE:Sweden 1", ["Sweden"]),
        ("ORG:Reed the Society", ["Reed", "Society"]),
        ("ORG:Friends of the Earth", ["Friends of the Earth"]),
        ("GPE:Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("PERSON:Ann Reed ( 1962", ["Ann Reed"]),
        ("ORG:501st Legion", ["501st Legion"]),
        ("GPE:our Ireland", ["Ireland"]),
    ],
)
def test_recognised_name_ends_where_it_runs_on(entity, names):
    assert cores(entity.partition(":")[2], entity) == names


def test_first_name_that_the_recogniser_left_out_belongs_to_the_name():
    assert cores("so Mary Skein left", "PERSON:Skein") == ["Mary Skein"]


def test_first_name_and_surname_that_were_split_are_one_name():
    assert found("so Mary Paris left", "PERSON:Mary", "GPE:Paris") == [("Mary Paris", "PERSON")]


def test_role_is_no_name_of_a_person():
    assert found("the Chair of Works", "PERSON:Chair of Works") == []
    assert found("an Afghan Ambassador", "PERSON:Afghan Ambassador") == []


def test_title_alone_is_no_name_but_may_be_a_surname():
    assert found("so President left", "PERSON:President") == []
    text = "Stephen King met King"
    assert cores(text, "PERSON:Stephen King", "PERSON:King") == ["Stephen King", "King"]


def test_name_of_a_nation_before_a_noun_is_nobody():
    made = doc("the Afghan team", "NORP:Afghan")
    made[1].tag_ = "JJ"
    assert find_names(Words(made)) == []
    made = doc("the Afghans left", "NORP:Afghans")
    made[1].tag_ = "NNPS"
    assert [n.core for n in find_names(Words(made))] == ["Afghans"]


@pytest.mark.parametrize(
    ("words", "first", "start"),
    [
        ("the Prime Minister Reed", 3, 1),
        ("Major general Reed", 2, 0),
        ("so the president Reed", 3, 3),
        ("U.S. President Reed", 2, 1),
    ],
)
def test_title_before_a_name_begins_with_a_capital(words, first, start):
    assert start_of_title(words.split(), first) == start


def test_title_in_a_name_leaves_a_word_of_it():
    assert end_of_title(["Vice", "President", "Reed"], 0, 3) == 2
    assert end_of_title(["Vice", "President"], 0, 2) == 0
    assert end_of_title(["Justice"], 0, 1) == 0


def test_title_never_takes_in_the_name_before_it():
    names = find_names(Words(doc("US President Reed", "ORG:US President", "PERSON:Reed")))
    assert [(n.first, n.last) for n in names] == [(0, 2), (2, 3)]


def test_name_found_once_is_found_again():
    text = "so Tom Skein met us | then Skein said that Tom left"
    assert cores(text, "PERSON:Tom Skein") == ["Tom Skein", "Skein", "Tom"]


def test_capitals_of_a_headline_are_the_name_in_the_body():
    assert cores("SKEIN LEAVES | so Skein left", "PERSON:Skein") == ["SKEIN", "Skein"]


def test_word_that_the_article_uses_in_lower_case_is_found_again_only_as_a_proper_noun():
    made = doc("so Rose met us | Rose of prices | a rose", "PERSON:Rose")
    made[5].tag_ = "NN"
    assert [n.first for n in find_names(Words(made))] == [1]


def test_us_in_a_headline_in_capitals_is_no_country():
    assert cores("TELL US MORE | so US troops left") == ["US"]


def test_word_after_mr_is_a_name_even_if_it_is_a_trade():
    assert found("so Mr Baker left") == [("Baker", "PERSON")]


def test_names_of_a_long_article_are_found_in_the_time_of_reading_it():
    names = [f"Ann {a}{b}x" for a in "BCDFGHJKLMNP" for b in range(200)]
    text = " and ".join(names)
    made = doc(f"{text} | {text}", *(f"PERSON:{name}" for name in names))
    words = Words(made)
    started = time.perf_counter()
    assert len(set(referents(find_names(words)))) == len(names)
    assert time.perf_counter() - started < PATIENCE


def test_initials_of_a_name_are_found():
    made = doc("the World Health Organization said WHO", "ORG:World Health Organization")
    made[5].tag_ = "WP"
    assert [n.core for n in find_names(Words(made))] == ["World Health Organization", "WHO"]


def test_name_before_its_acronym_in_brackets_is_found_from_its_letters():
    assert cores("a group , Skill and Recognition of Works ( SRW ) won , said SRW") == [
        "Skill and Recognition of Works", "SRW", "SRW",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("so Mary Skein left", ("Mary Skein", "PERSON")),
        ("the Skein Bridge fell", ("Skein Bridge", "FAC")),
        ("the Skein Council met", ("Skein Council", "ORG")),
        ("so General Skein left", ("Skein", "PERSON")),
        ("rain in Skein again", ("Skein", "GPE")),
    ],
)
def test_run_of_capitals_that_tells_what_it_is_is_a_name(text, name):
    deps = ["nsubj" if word[0].isupper() else "dep" for word in text.split()]
    assert found(text, deps=deps) == [name]


@pytest.mark.parametrize("text", ["so Blue Skein left", "the General Assembly met"])
def test_capitals_that_tell_nothing_are_no_name_of_a_person(text):
    assert "PERSON" not in [label for _, label in found(text)]


def test_headline_makes_no_names():
    assert found("Mary Skein Leaves Old Council | it rained and it rained") == []


def test_unknown_word_that_comes_back_as_a_subject_is_a_name():
    text = "so Skein left | then Skein sang"
    deps = ["nsubj" if word == "Skein" else "dep" for word in text.split()]
    assert found(text, deps=deps) == [("Skein", "PERSON")] * 2
    assert found("so Skein left", deps=["dep", "nsubj", "dep"]) == []


@pytest.mark.parametrize(
    ("text", "label", "right"),
    [
        ("the mayor of Skein", "ORG", "GPE"),
        ("shares in Skein", "PERSON", "ORG"),
        ("it rained in Skein", "PERSON", "GPE"),
        ("so Skein , who left", "ORG", "PERSON"),
    ],
)
def test_what_stands_beside_a_name_weighs_more_than_one_guess(text, label, right):
    assert found(text, f"{label}:Skein") == [("Skein", right)]


def test_person_who_bears_the_name_of_a_titled_one_is_a_person():
    names = found("so Nub Strake met Mr Strake", "FAC:Nub Strake", "PERSON:Strake")
    assert {label for _, label in names} == {"PERSON"}


@pytest.mark.parametrize("form", ["U.S.", "U.S", "U. S.", "US", "USA", "America", "United States"])
def test_forms_of_a_country_are_one(form):
    assert plain_name(form) == "united states"


def test_capitals_tell_the_country_from_the_word():
    assert plain_name("Us") == "us"


def test_initials_count_capitals_and_numbers():
    assert initials("Movimento 5 Stelle") == "M5S"
    assert initials("World Bank of the Poor") == "WBP"


@pytest.mark.parametrize(
    ("short", "longer"),
    [
        ("ORG:Google", "EVENT:Google Science Fair"),
        ("ORG:Google", "ORG:Google Science Fair"),
        ("GPE:Canada", "ORG:Friends of Canada"),
        ("GPE:Boston", "ORG:Boston University"),
        ("ORG:NATO", "ORG:NATO Summit"),
        ("ORG:Quay", "ORG:Quay Charter"),
        ("ORG:University of Leeds", "ORG:University of Leeds Union"),
        ("GPE:Washington", "PERSON:George Washington"),
        ("PERSON:Donald Trump", "PERSON:Donald Trump Jr."),
        ("GPE:Sudan", "GPE:South Sudan"),
    ],
)
def test_name_is_not_short_for_what_only_has_it_inside(short, longer):
    named = [
        Name(0, 1, *part.partition(":")[2:], "", part.partition(":")[0]) for part in (longer, short)
    ]
    assert len(set(referents(named))) == 2


@pytest.mark.parametrize(
    ("short", "longer"),
    [
        ("ORG:Senate", "ORG:U.S. Senate"),
        ("ORG:Scientology", "ORG:Church of Scientology"),
        ("ORG:U.S. Congress", "ORG:United States Congress"),
        ("GPE:LA", "GPE:Los Angeles"),
        ("PERSON:William Clinton", 'PERSON:William "Bill" Clinton'),
        ("PERSON:Mark Tedeschi", "PERSON:Mark Tedeschi, QC"),
        ("PERSON:JOHN REED", "PERSON:John Reed"),
        ("PERSON:van der Berg", "PERSON:Jan van der Berg"),
    ],
)
def test_short_or_other_form_joins(short, longer):
    named = [
        Name(0, 1, *part.partition(":")[2:], "", part.partition(":")[0]) for part in (longer, short)
    ]
    assert len(set(referents(named))) == 1


def test_surname_alone_stays_with_the_one_who_was_named_first():
    names = people("Ahmed Mohamed", "Mohamed", "Sara Mohamed", "Mohamed")
    assert referents(names) == ["Ahmed Mohamed", "Ahmed Mohamed", "Sara Mohamed", "Ahmed Mohamed"]
    assert joined_names(names)[1][1] == FIRST_BEARER


def test_surname_that_needs_no_first_name_is_not_of_who_is_named_in_full_later():
    names = people("President/Holm", "Mr/Holm", "Mary Holm", "President/Holm", "Ms/Holm")
    assert referents(names) == ["Mr Holm", "Mr Holm", "Mary Holm", "Mr Holm", "Mary Holm"]
    later = people("Holm", "Mary Holm", "Holm", "Mr/Holm", "President/Holm")
    assert referents(later) == ["Mary Holm", "Mary Holm", "Mary Holm", "Mr Holm", "Mary Holm"]


def test_title_rules_out_first_names_of_the_other_gender():
    names = people("Mary Reed", "John Reed", "Mr/Reed")
    assert joined_names(names)[2] == ("John Reed", BY_TITLE)


def test_title_that_is_settled_settles_the_other():
    names = people("Zzo Reed", "Mary Reed", "Mr/Reed", "Ms/Reed")
    assert referents(names)[2:] == ["Zzo Reed", "Mary Reed"]


def test_title_of_two_who_may_bear_it_stays_apart():
    names = people("Ann Reed", "Mary Reed", "Ms/Reed")
    assert referents(names)[2] == "Ms Reed"


def test_apostrophes_in_a_name_are_no_quote_marks():
    assert len(set(referents(people("Jo D'Arcy O'Brien", "Jo D'Amato O'Brien")))) == 2


def test_place_inside_a_longer_name_counts_for_both():
    made = doc("so Leeds University left Leeds", "ORG:Leeds University", "GPE:Leeds")
    words = Words(made)
    names = find_names(words)
    [(name, referent)] = names_within(words, names, referents(names))
    assert (name.first, name.last, referent) == (1, 2, "Leeds")


@pytest.mark.parametrize("text", ["", "|", "’s ’s", "Mr", "( ( (", "In", "Mr Mr Mr"])
def test_text_without_names_has_none(text):
    assert find_names(Words(doc(text))) == []


def test_given_name_ends_after_its_hyphen():
    words = ["Noh", "Da", "-", "rim", "spoke"]
    made = Doc(
        VOCAB, words, [True, False, False, True, False], tags=["NNP", "NNP", "HYPH", "NN", "VBD"],
        heads=[3, 3, 3, 4, 4], deps=["compound", "compound", "punct", "nsubj", "ROOT"],
    )  # fmt: skip
    made.ents = [Span(made, 0, 2, "PERSON")]
    assert [name.core for name in find_names(Words(made))] == ["Noh Da-rim"]


def test_role_that_is_also_a_first_name_is_no_part_of_the_name_after_it():
    assert cores("Star Nadia Marlin sang", "PERSON:Nadia Marlin") == ["Nadia Marlin"]


def test_name_goes_on_after_an_initial():
    text = "letter from Ann N Reed Oake today"
    assert cores(text, "PERSON:Ann N", "PERSON:Reed Oake") == ["Ann N Reed Oake"]


@pytest.mark.parametrize("before", ["from", "of"])
def test_place_that_somebody_is_from_is_nobody(before):
    text = f"a miller {before} Lorvania who sang"
    assert found(text, "GPE:Lorvania") == [("Lorvania", "GPE")]

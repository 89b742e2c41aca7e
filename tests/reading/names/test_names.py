"""Names: cleaned, labelled and joined within one article, on Docs built by hand."""

import time

import pytest
import spacy
from patience import PATIENCE
from spacy.tokens import Doc, Span

from onrecord.reading.doc.words import Words
from onrecord.reading.names import Name, find_names, gender_of_title, joined_names

VOCAB = spacy.blank("en").vocab


def doc(text, *entities):
    """A Doc of words between spaces; an entity is its words, `LABEL:words`."""
    words = text.split()
    made = Doc(VOCAB, words=words, tags=["POS" if w in ("’s", "'s") else "NN" for w in words])
    spans = []
    for entity in entities:
        label, _, name = entity.partition(":")
        wanted = name.split()
        after = spans[-1].end if spans else 0
        first = next(i for i in range(after, len(words)) if words[i : i + len(wanted)] == wanted)
        spans.append(Span(made, first, first + len(wanted), label))
    made.ents = spans
    return made


def found(text, *entities):
    return [(n.title, n.core, n.label) for n in find_names(Words(doc(text, *entities)))]


def joined(*names):
    """What each name is joined to; a name is `LABEL:words`, or `PERSON:Title/words`."""
    made = []
    for name in names:
        label, _, words = name.partition(":")
        title, _, core = words.rpartition("/")
        made.append(Name(0, 1, core, title, label))
    return [referent for referent, _ in joined_names(made)]


def test_article_and_possessive_are_no_part_of_a_name():
    text = "the Harbour Gazette ’s man met Ann Reed ’s"
    names = find_names(Words(doc(text, "ORG:the Harbour Gazette ’s", "PERSON:Ann Reed ’s")))
    assert [(n.core, n.first, n.last) for n in names] == [
        ("Harbour Gazette", 1, 3),
        ("Ann Reed", 6, 8),
    ]


def test_title_is_part_of_the_mention_and_not_of_the_name():
    [name] = find_names(Words(doc("so Mr Reed left", "PERSON:Reed")))
    assert (name.first, name.last, name.core, name.title) == (1, 3, "Reed", "Mr")
    assert found("Judge Ann Reed sat", "PERSON:Judge Ann Reed") == [("Judge", "Ann Reed", "PERSON")]


def test_title_makes_a_person_of_what_the_recogniser_took_for_something_else():
    assert found("Dr Skein left", "ORG:Skein") == [("Dr", "Skein", "PERSON")]


def test_name_takes_the_label_that_the_article_gives_it_most_often():
    names = found("Skein Skein Skein", "ORG:Skein", "GPE:Skein", "ORG:Skein")
    assert {label for *_, label in names} == {"ORG"}


def test_dates_numbers_and_names_without_a_capital_are_no_names():
    assert found("Monday 300 rain", "DATE:Monday", "CARDINAL:300", "ORG:rain") == []


@pytest.mark.parametrize("amount", ["£ 55 m.", "$ 5bn", "300", "£ 55 million"])
def test_amount_before_a_name_is_no_part_of_it(amount):
    assert found(f"{amount} Tolvane left", f"ORG:{amount} Tolvane") == [("", "Tolvane", "ORG")]


def test_word_after_mr_is_a_name_though_the_recogniser_passed_over_it():
    made = Doc(VOCAB, words=["Mr", "Oake", "left"], tags=["NNP", "NNP", "VBD"])
    assert [(n.title, n.core, n.label) for n in find_names(Words(made))] == [
        ("Mr", "Oake", "PERSON")
    ]


def test_single_word_that_is_as_often_a_place_is_no_person():
    names = found("Leeds met Leeds", "PERSON:Leeds", "GPE:Leeds")
    assert {label for *_, label in names} == {"GPE"}


def test_marks_around_a_name_are_no_part_of_it():
    assert found("( Reed , left", "PERSON:( Reed ,") == [("", "Reed", "PERSON")]
    assert found("“ ”", "ORG:“ ”") == []


def test_name_never_runs_over_a_line_end():
    made = Doc(VOCAB, words=["Ann", "\n", "Reed"])
    made.ents = [Span(made, 0, 3, "PERSON")]
    assert find_names(Words(made)) == []


def test_capitalised_source_is_a_name_though_the_recogniser_passed_over_it():
    made = Doc(
        VOCAB, words=["Vellcast", "said", "so"], tags=["NNP", "VBD", "RB"],
        heads=[1, 1, 1], deps=["nsubj", "ROOT", "advmod"],
    )  # fmt: skip
    assert [n.core for n in find_names(Words(made), speakers=[0])] == ["Vellcast"]
    assert find_names(Words(made)) == []


def test_word_in_capitals_is_no_name():
    made = Doc(
        VOCAB, words=["MODERATOR", "said"], tags=["NNP", "VBD"], heads=[1, 1],
        deps=["nsubj", "ROOT"],
    )  # fmt: skip
    assert find_names(Words(made), speakers=[0]) == []


@pytest.mark.parametrize(
    ("title", "gender"),
    [("Mr", "m"), ("Mr.", "m"), ("MS", "f"), ("Dame", "f"), ("Dr", ""), ("", ""), ("Ann", "")],
)
def test_gender_is_known_only_where_the_title_tells(title, gender):
    assert gender_of_title(title) == gender


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("PERSON:Reed", "PERSON:Ann Reed"),
        ("PERSON:Ann", "PERSON:Ann Reed"),
        ("ORG:Reed", "PERSON:Ann Reed"),
        ("PERSON:Mr/Reed", "PERSON:Tom Reed"),
        ("PERSON:Ann Reed", "PERSON:Ann Mary Reed"),
        ("PERSON:A. Reed", "PERSON:Ann Reed"),
        ("ORG:Tolvane", "ORG:Tolvane Marine"),
        ("ORG:WHO", "ORG:World Health Organization"),
        ("ORG:DFWU", "ORG:Dock and Ferry Workers Union"),
        ("ORG:Ministry", "ORG:Ministry of Works"),
    ],
)
def test_short_form_joins_the_one_longer_name(short, full):
    _, name = full.split(":")
    assert joined(full, short) == joined(short, full) == [name, name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PERSON:Tom Reed", "PERSON:Ann Reed"),
        ("ORG:Marine", "ORG:Tolvane Marine"),
        ("ORG:WTO", "ORG:World Health Organization"),
        ("PERSON:J. Reed", "PERSON:Ann Reed"),
        ("PERSON:Reed", "PERSON:Ann Reedham"),
        ("GPE:New York", "GPE:New Orleans"),
    ],
)
def test_names_that_are_not_short_for_each_other_stay_apart(one, other):
    assert len(set(joined(one, other))) == 2


def test_surname_of_two_people_stays_apart():
    people = joined("PERSON:Ann Reed", "PERSON:Tom Reed", "PERSON:Reed")
    assert people == ["Ann Reed", "Tom Reed", "Reed"]


def test_mr_and_ms_of_one_surname_stay_apart():
    titled = joined("PERSON:Kim Reed", "PERSON:Lee Reed", "PERSON:Ms/Reed", "PERSON:Mr/Reed")
    assert titled == ["Kim Reed", "Lee Reed", "Ms Reed", "Mr Reed"]


def test_mr_and_ms_without_a_full_name_are_two_and_the_surname_alone_is_the_first():
    assert joined("PERSON:Mr/Reed", "PERSON:Ms/Reed", "PERSON:Reed") == ["Reed", "Ms Reed", "Reed"]


@pytest.mark.parametrize(
    ("names", "apart"),
    [
        (("PERSON:Tom Reed", "PERSON:Mr/Reed", "PERSON:Mrs/Reed"), "Mrs Reed"),
        (("PERSON:Mr/Kim Reed", "PERSON:Ms/Reed"), "Ms Reed"),
    ],
)
def test_title_that_speaks_against_the_one_full_name_is_of_another(names, apart):
    *others, last = joined(*names)
    assert last == apart and apart not in others


def test_title_against_the_usual_gender_of_the_first_name_is_of_another():
    assert joined("PERSON:Senator/Paul Reed", "PERSON:Mrs/Reed") == ["Paul Reed", "Mrs Reed"]
    assert joined("PERSON:Mary Reed", "PERSON:Mr/Reed") == ["Mary Reed", "Mr Reed"]
    assert joined("PERSON:Mr/Mary Reed", "PERSON:Mr/Reed") == ["Mary Reed", "Mary Reed"]


def test_title_joins_a_family_name_that_stands_first():
    assert joined("PERSON:Paul Seul-bom", "PERSON:Ms/Paul") == ["Paul Seul-bom", "Paul Seul-bom"]


def test_title_of_two_who_may_bear_it_is_of_the_one_who_had_been_named():
    names = joined("PERSON:Ann Reed", "PERSON:Ms/Reed", "PERSON:Mary Reed", "PERSON:Ms/Reed")
    assert names == ["Ann Reed", "Ann Reed", "Mary Reed", "Ann Reed"]


def test_first_of_two_spanish_surnames_alone_is_of_who_bears_both():
    assert joined("PERSON:Nub Ruiz Oller", "PERSON:Ruiz") == ["Nub Ruiz Oller"] * 2
    assert joined("PERSON:Nub Skein Oller", "PERSON:Skein") == ["Nub Skein Oller", "Skein"]


def test_titles_that_say_the_same_are_of_one():
    names = joined("PERSON:Kim Reed", "PERSON:Lee Reed", "PERSON:Ms/Reed", "PERSON:Mrs/Reed")
    assert names[2:] == ["Ms Reed", "Ms Reed"]


def test_two_forms_of_one_full_name_do_not_make_its_surname_ambiguous():
    names = joined("PERSON:John A. Smith", "PERSON:John Smith", "PERSON:J. Smith", "PERSON:Smith")
    assert set(names) == {"John A. Smith"}


def test_forms_that_are_short_for_each_other_are_one():
    assert joined("PERSON:J. Smith", "PERSON:J Smith") == ["J. Smith", "J. Smith"]


def test_name_is_the_same_in_any_case():
    assert joined("ORG:Tolvane", "ORG:TOLVANE") == ["Tolvane", "Tolvane"]


def test_joining_ten_thousand_names_takes_no_longer_than_reading_them():
    words = [f"{a}{b}" for a in "BCDFGHJKLMNP" for b in ("ado", "eri", "ilo", "oma", "uti")]
    names = [f"PERSON:{a} {b}{n}" for n in range(3) for a in words for b in words]
    started = time.process_time()
    assert len(set(joined(*names))) == len(names) == 10_800
    assert time.process_time() - started < PATIENCE

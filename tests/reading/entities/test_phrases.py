"""Phrases: what may refer to somebody or something, one for each noun that heads one."""

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.phrases import PRONOUN_OF_FORM, find_phrases
from onrecord.reading.names import find_names


def phrases(text):
    """Words of each phrase → the phrase, in text order."""
    words = Words(parse_text(text))
    return {words.said(p.first, p.last): p for p in find_phrases(words, find_names(words))}


def kinds(text):
    return {said: (p.kind, p.word) for said, p in phrases(text).items()}


def test_one_phrase_for_each_noun_the_outer_before_what_it_holds():
    found = phrases("The mayor of Leeds met two officials.")
    assert list(found) == ["The mayor of Leeds", "Leeds", "two officials"]
    heads = [p.head for p in found.values()]
    assert len(set(heads)) == len(heads)


def test_words_that_bound_a_number_stay_and_change_no_kind():
    bounded, plain = phrases("At least two officials left."), phrases("Two officials left.")
    assert list(bounded) == ["At least two officials"]
    assert [p.kind for p in bounded.values()] == [p.kind for p in plain.values()] == ["some"]


def test_role_before_a_name_belongs_to_the_name():
    found = phrases("German chancellor Olaf Scholz left.")
    assert list(found) == ["German chancellor Olaf Scholz"]
    [phrase] = found.values()
    assert (phrase.kind, phrase.word, phrase.role) == ("name", "Olaf Scholz", (0, 2))


def test_article_before_a_role_and_a_place_in_it_are_left_out_and_told():
    found = phrases("The White House press secretary Ann Reed left.")
    assert list(found) == ["White House press secretary Ann Reed", "White House"]


def test_name_inside_a_phrase_is_one_too_and_the_possessive_ending_is_no_part():
    assert list(phrases("Ann Reed’s team left.")) == ["Ann Reed’s team", "Ann Reed"]
    assert list(phrases("The mayor’s brother left.")) == ["The mayor’s brother", "The mayor"]


@pytest.mark.parametrize("text", ["Mary Jones, the clerk, left.", "The clerk, Mary Jones, left."])
def test_apposition_is_a_phrase_of_its_own(text):
    assert {said.lower() for said in phrases(text)} == {"mary jones", "the clerk"}


def test_clause_after_a_noun_is_no_part_of_its_phrase():
    assert list(phrases("The man who met Ann Reed left.")) == ["The man", "Ann Reed"]


def test_what_is_coordinated_is_two_phrases():
    assert list(phrases("The clerk and the mayor left.")) == ["The clerk", "the mayor"]


def test_parts_of_a_hyphenated_noun_are_one_phrase():
    [said] = [s for s in phrases("Reed met the co-founder of the firm.") if "founder" in s]
    assert said == "the co-founder of the firm"
    assert "co" not in phrases("Reed met the co-founder of the firm.")


def test_amounts_dates_and_times_are_none():
    found = phrases("They paid $5 million on Monday and 3 percent at ten o’clock.")
    assert list(found) == ["They"]


def test_people_who_are_counted_are_a_phrase():
    [(said, phrase)] = phrases("Twelve people left.").items()
    assert (said, phrase.kind, phrase.plural) == ("Twelve people", "some", True)


def test_one_of_a_party_is_a_description_and_all_of_them_a_name():
    [one] = phrases("The Republican left.").values()
    [they] = phrases("The Republicans left.").values()
    assert (one.kind, one.name, one.plural) == ("the", -1, False)
    assert (they.kind, they.name, they.plural) == ("name", 0, True)


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("The man left.", "The man", "the"),
        ("This man left.", "This man", "this"),
        ("Those men left.", "Those men", "this"),
        ("A man left.", "A man", "a"),
        ("Some men left.", "Some men", "some"),
        ("Ministers left.", "Ministers", "bare"),
        ("His wife left.", "His wife", "whose"),
        ("Ann Reed’s aide left.", "Ann Reed’s aide", "whose"),
    ],
)
def test_kind_of_a_description_is_how_it_begins(text, said, kind):
    assert phrases(text)[said].kind == kind


def test_word_of_a_description_is_its_noun_in_the_singular():
    assert phrases("Two ministers met.")["Two ministers"].word == "minister"


@pytest.mark.parametrize(
    ("pronoun", "word", "plural"),
    [
        ("She", "she", False),
        ("himself", "he", False),
        ("its", "it", False),
        ("Their", "they", True),
        ("us", "we", True),
        ("My", "i", False),
        ("your", "you", None),
    ],
)
def test_forms_of_a_pronoun_are_one_word(pronoun, word, plural):
    words = Words(Doc(spacy.blank("en").vocab, words=[pronoun], tags=["PRP"]))
    [phrase] = find_phrases(words, [])
    assert (phrase.kind, phrase.word, phrase.plural) == ("pronoun", word, plural)


def test_every_form_of_a_pronoun_leads_to_one_that_stands_for_itself():
    assert all(PRONOUN_OF_FORM[word] == word for word in PRONOUN_OF_FORM.values())


def test_us_in_let_us_is_a_pronoun_and_a_possessive_is_none():
    assert kinds("Let’s go.")["’s"] == ("pronoun", "we")
    assert "’s" not in phrases("Ann Reed’s team left.")


@pytest.mark.parametrize("text", ["", " \n", "?", "“”", "Run!", "$5", "— — —"])
def test_text_that_refers_to_nobody_has_none(text):
    assert phrases(text) == {}


def test_phrases_stand_in_text_order_inside_the_text():
    text = "Ann Reed’s aide, the former mayor of Leeds, told his wife that the port was closed."
    words = Words(parse_text(text))
    found = find_phrases(words, find_names(words))
    assert found == sorted(found, key=lambda p: (p.first, -p.last))
    assert all(0 <= p.first <= p.head < p.last <= len(words) for p in found)

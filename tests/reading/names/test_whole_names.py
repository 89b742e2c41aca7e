"""Names that look like other words: whole, of every origin, and no noun taken for one of them."""

import pytest

from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names

FIRST_NAMES = (
    "Verity", "Grace", "Hope", "Mark", "Will", "Bill", "Rose", "Frank", "Chase", "Faith", "Dawn",
    "Summer", "May", "Clement", "Patience", "Goodluck", "Blessing", "Comfort", "Precious", "Innocent",
)  # fmt: skip
SURNAMES = (
    "Told", "Snow", "Rice", "Banks", "Swift", "Cook", "Young", "Sharp", "Stone", "Claims", "Asked",
    "Long", "Best", "Day", "Wells", "Frost", "Holland", "Speaks", "Major", "Noble",
)  # fmt: skip
FUNCTION_WORDS = (
    "Oh Se-hoon", "An Young-soo", "So Yeon-ju", "No Hyun-jung", "In Gyo-jin", "On Sung-jin",
    "Ban Ki-tae", "Ho Chi-wen", "He Jianping", "She Wenli", "You Xiaoming", "An Nguyen", "Be Van Tuan",
    "O Yoon-a", "A Dieng", "My Linh-tran", "Can Demirel", "Even Lindqvist", "Than Oo", "By Kollie",
)  # fmt: skip
BEGIN_SENTENCES = (
    "Oh Se-hoon",
    "No Hyun-jung",
    "He Jianping",
    "She Wenli",
    "Can Demirel",
    "Will Ng",
)
SEVERAL = (
    "Prosecutors", "Solicitors", "Engineers", "Jurors", "Trustees", "Dockers", "Envoys", "Imams",
    "Rescuers", "Insurers", "Counsel", "Staff", "Clergy", "Management", "Defence",
)  # fmt: skip


def people(text):
    names = find_names(Words(parse_text(text)))
    return [name.core for name in names if name.label == "PERSON"]


@pytest.mark.parametrize("first", FIRST_NAMES)
def test_first_name_may_be_a_noun_a_verb_or_an_adverb(first):
    text = f"Lists close at six, according to the returning officer, {first} Lanhurst. It rained."
    assert people(text) == [f"{first} Lanhurst"]


@pytest.mark.parametrize("surname", SURNAMES)
def test_surname_may_be_a_noun_a_verb_or_a_country(surname):
    text = (
        f"The returning officer, Helen {surname}, left the hall. But {surname} denied the charge."
    )
    assert people(text)[0] == f"Helen {surname}"
    assert surname in people(text)


@pytest.mark.parametrize("name", FUNCTION_WORDS)
def test_name_may_begin_with_a_function_word(name):
    assert people(f"The boxes were sealed, said the returning officer, {name}, at noon.") == [name]


@pytest.mark.parametrize("name", BEGIN_SENTENCES)
def test_so_may_a_sentence_where_it_could_not_go_on_otherwise(name):
    assert people(f"The count went on. {name} said that it was over.") == [name]


def test_word_before_a_name_is_part_of_it_where_the_article_has_both_within_a_sentence():
    told = "The clerk, An Nguyen, left. An Nguyen said so."
    assert people(told) == ["An Nguyen", "An Nguyen"]
    assert people("The clerk, Ann Reed, left. But Reed said so.") == ["Ann Reed", "Reed"]


@pytest.mark.parametrize("start", ["But", "When", "As", "Even", "So", "Yet"])
def test_word_that_begins_a_sentence_is_no_part_of_a_name(start):
    assert "Reed" in people(
        f"The clerk, Ann Reed, left. {start} Reed said it was late, it was noon."
    )


@pytest.mark.parametrize("noun", SEVERAL)
def test_nouns_that_begin_a_sentence_are_no_names(noun):
    for text in (f"{noun} for Tolvane Marine said no.", f"It rained. {noun} told the court so."):
        assert all(noun not in n.core.split() for n in find_names(Words(parse_text(text))))


def test_noun_with_a_capital_within_a_sentence_is_a_name():
    text = "The band, the Engineers, left. Engineers said that it was over."
    assert "Engineers" in [name.core for name in find_names(Words(parse_text(text)))]


@pytest.mark.parametrize(
    "text", ["Two PACs paid. A PAC said so.", "Six NGOs left. The NGO said so."]
)
def test_acronym_with_a_plural_is_no_name(text):
    assert find_names(Words(parse_text(text))) == []


def test_office_holds_no_organisation():
    text = "The Secretary of State, Ann Reed, and the Chief of Staff, Nadia Marlin, left."
    assert [n.core for n in find_names(Words(parse_text(text)))] == ["Ann Reed", "Nadia Marlin"]


def test_name_goes_on_after_a_capitalised_particle():
    assert "Tarek Bin Saleh" in people("Saudi Prince Tarek Bin Saleh mocked the mayor.")


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("Reuters’ Ann Reed", "Reed"),
        ("Critics like Jared Huffman", "Huffman"),
        ("Supporters, such as senator Ann Reed,", "Reed"),
        ("Drivers like me", "Drivers"),
        ("Officials, including those from the Ferry Board,", "Officials"),
    ],
)
def test_source_is_who_is_named_in_it(source, who):
    words = Words(parse_text(f"{source} said that the bill would fail."))
    assert words.texts[words.source_of([(0, len(source))])] == who

"""Entities in an article: mentions joined to who they mean, and sources named."""

import pytest

from onrecord.attribution import find_attributions
from onrecord.entities import Mention, find_mentions, resolve_sources
from onrecord.pipeline import parse_text


def read(text):
    doc = parse_text(text)
    attributions = find_attributions(doc)
    return doc, attributions, find_mentions(doc, attributions)


def meant(text):
    """Words of each mention → the entity; the last where the same words come twice."""
    return {text[m.start : m.end]: m.referent.name for m in read(text)[2]}


def sources(text):
    return resolve_sources(*read(text))


def names(text):
    return [source.name for source in sources(text)]


def test_full_name_surname_and_title_are_one_entity():
    found = meant("John Smith spoke. Mr. Smith said it rained. J. Smith left.")
    assert found == dict.fromkeys(["John Smith", "Mr. Smith", "J. Smith"], "John Smith")


def test_mr_and_ms_of_one_surname_stay_apart():
    found = meant("John Smith met Mary Smith. Ms. Smith said it rained. Mr. Smith said it snowed.")
    assert (found["Ms. Smith"], found["Mr. Smith"]) == ("Ms. Smith", "Mr. Smith")


def test_possessives_and_articles_stand_outside_of_a_name():
    found = meant("Sarah Brown’s brother met the Labour Party’s leader.")
    assert list(found) == ["Sarah Brown", "Labour Party"]


def test_acronym_joins_its_long_form():
    found = meant("The National Health Service said it would act. The NHS is old.")
    assert found["NHS"] == "National Health Service"


def test_mentions_stand_in_text_order_inside_the_text():
    text = "“I saw it,” said the clerk, Mary Jones. She told the Labour Party. Mr. Jones left."
    mentions = read(text)[2]
    assert mentions == sorted(mentions, key=lambda m: (m.start, m.end))
    assert [text[m.start : m.end] for m in mentions][:2] == ["I", "the clerk"]
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)


@pytest.mark.parametrize("text", ["", " \n", "?", "“”", "It rained.", "’s ’s ’s"])
def test_text_without_names_has_no_mentions(text):
    doc, attributions, mentions = read(text)
    assert mentions == []
    assert len(resolve_sources(doc, attributions, mentions)) == len(attributions)


def test_he_and_she_are_the_nearest_subject():
    assert names("Helen Ardwick met Owen Tarrick. She said it rained.") == ["Helen Ardwick"]


def test_she_is_nobody_whose_title_is_mr():
    text = "Mr. Smith met Ms. Jones on Monday. She said it rained."
    assert meant(text)["She"] == "Jones"
    assert meant("Mr. Smith spoke on Monday. She said it rained.").get("She") is None


def test_pronoun_reaches_no_farther_than_three_sentences():
    text = "Sarah Brown spoke. " + "It rained all day. " * 3
    assert meant(text + "She said so.").get("She") is None
    assert meant("Sarah Brown spoke. It rained all day. She said so.")["She"] == "Sarah Brown"


def test_i_in_a_quotation_is_who_speaks():
    found = meant("Sarah Brown spoke. She said: “I saw it, and my brother saw it.”")
    assert (found["I"], found["my"]) == ("Sarah Brown", "Sarah Brown")


def test_he_in_a_quotation_is_left_open():
    assert "He" not in meant("John Smith met Mary Jones. “He saw it,” Mary Jones said.")


def test_pronouns_are_mentions_of_the_form_pronoun():
    mentions = read("Sarah Brown said she saw it.")[2]
    assert [m.form for m in mentions] == ["proper", "pronoun"]
    assert mentions[1].evidence == "nearest person before it"


def test_description_beside_a_name_comes_back_with_the():
    text = "Bob Woodward, a journalist, wrote a book. The journalist said it was true."
    assert meant(text)["The journalist"] == "Bob Woodward"
    assert [m.form for m in read(text)[2]] == ["proper", "common", "common"]


def test_description_of_two_people_is_taken_up_by_neither():
    text = (
        "Bob Woodward, a journalist, met Ida Moss, a journalist. The journalist said it was true."
    )
    assert "The journalist" not in meant(text)


def test_deputy_mayor_is_not_the_mayor():
    found = meant("Helen Ardwick, the deputy mayor, spoke. It rained. The mayor said it was late.")
    assert found["the deputy mayor"] == "Helen Ardwick"
    assert "The mayor" not in found


def test_country_does_not_count_in_a_description():
    text = "Angela Merkel, the German chancellor, said it was late. The chancellor left."
    assert meant(text)["The chancellor"] == "Angela Merkel"


def test_description_loses_the_adverb_before_it():
    assert meant("Mary Jones, then the mayor, said it was late.")["the mayor"] == "Mary Jones"


def test_organisation_is_called_by_the_noun_in_its_name():
    text = "The National Union of Teachers met in Leeds. The union said it would strike."
    assert names(text) == ["National Union of Teachers"]


def test_noun_in_the_names_of_two_organisations_is_neither():
    text = "The Ministry of Works met the Ministry of Health. The ministry said it would act."
    assert "The ministry" not in meant(text)


def test_what_belongs_to_somebody_is_not_that_person():
    [source] = sources("Vladimir Putin’s spokesman said it was false.")
    assert (source.entity, source.name) == (None, "Vladimir Putin’s spokesman")


@pytest.mark.parametrize(
    "text",
    [
        "The clerk, Mary Jones, said it was late.",
        "“It is late,” said the clerk, Mary Jones.",
        "“It is late,” the returning officer, Mary Jones, said.",
    ],
)
def test_source_is_the_name_beside_its_description(text):
    assert names(text) == ["Mary Jones"]


def test_one_republican_is_not_the_republicans():
    one, all_of_them = (
        sources(text)[0]
        for text in (
            "The Republican said that the plan failed.",
            "The Republicans said that the plan failed.",
        )
    )
    assert (one.entity, one.name) == (None, "The Republican")
    assert all_of_them.plural


def test_source_is_the_one_person_who_is_described_by_the_same_words():
    text = "Ida Moss, the acting deputy mayor, left. Snow fell. "
    said = "The acting deputy mayor said it was late."
    assert names(text + said) == ["Ida Moss"]
    assert names(f"{text}Tom Vale, the acting deputy mayor, left. {said}") == [said[:23]]


def test_someone_of_the_same_description_is_not_the_person_described():
    text = "Ida Moss, a port worker from Leeds, spoke. Snow fell. "
    assert names(text + "A port worker from Leeds said it was late.")[-1].startswith("A port")


def test_source_is_the_one_of_that_name_where_the_recogniser_missed_it():
    doc, attributions, mentions = read("Ann Reed left. Ann Reed said it rained.")
    missed = [m for m in mentions if m.start == 0]
    assert [s.entity for s in resolve_sources(doc, attributions, missed)] == ["Ann Reed"]


@pytest.mark.parametrize("missed", ["Ms. Reed", "Mayor of Leeds"])
def test_source_is_nobody_whose_title_or_office_is_another(missed):
    doc, attributions, _ = read(f"Mr. Reed left. {missed} said it rained.")
    [a] = attributions
    known = [Mention(0, 8, "Reed", "PERSON", "proper", "name", gender="m")]
    known.append(Mention(9, 13, "President of Leeds", "PERSON", "proper", "name"))
    assert [s.entity for s in resolve_sources(doc, [a], known)] == [None]


def test_name_after_an_amount_that_ends_a_sentence_is_the_source():
    assert names("They paid £55m. Tolvane said it was late.") == ["Tolvane"]


def test_he_is_no_city_though_one_line_takes_it_for_a_person():
    text = (
        "Halvermouth was offered £38m. Mr Oake is to visit Halvermouth. He pledged to bring boats."
    )
    assert meant(text)["He"] == "Oake"


def test_mention_tells_the_gender_of_its_entity():
    mentions = read("Mr. Smith met Ann Reed. She left. Lee Vale stayed.")[2]
    genders = {m.referent.name: m.referent.gender for m in mentions}
    assert genders == {"Smith": "m", "Ann Reed": "f", "Lee Vale": ""}


def test_place_that_speaks_is_a_metonym_and_one_where_it_snows_is_not():
    mentions = read("Moscow denied the claims. Snow fell in Moscow.")[2]
    assert [m.metonym for m in mentions] == [True, False]


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("Two officials said it was late.", True),
        ("Critics said it was late.", True),
        ("They said it was late.", True),
        ("An official said it was late.", False),
        ("The Kremlin said it was late.", False),
    ],
)
def test_several_who_speak_as_one_are_plural(text, plural):
    assert [source.plural for source in sources(text)] == [plural]


def test_attribution_without_a_source_names_nobody():
    [source] = sources("The port is believed to be closed.")
    assert (source.entity, source.name, source.plural) == (None, None, False)

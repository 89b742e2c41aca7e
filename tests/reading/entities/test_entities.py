"""Entities in an article: mentions joined to who they mean, and sources named."""

import time

import pytest
import spacy
from patience import PATIENCE
from spacy.tokens import Doc, Span

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import (
    Mention,
    Referent,
    find_mentions,
    find_speakers,
    resolve_sources,
)


def read(text):
    doc = parse_text(text)
    attributions = find_attributions(doc)
    words = Words(doc)
    return words, attributions, find_mentions(words, attributions)


def meant(text):
    """Words of each mention → the entity; the last where the same words come twice."""
    return {text[m.start : m.end]: m.referent.name for m in read(text)[2]}


def sources(text, threshold=None):
    words, attributions, _ = read(text)
    speakers = find_speakers(words, attributions, threshold)
    mentions = find_mentions(words, attributions, speakers)
    return resolve_sources(words, attributions, mentions, speakers)


def names(text, threshold=None):
    return [source.name for source in sources(text, threshold)]


def test_full_name_surname_and_title_are_one_entity():
    found = meant("John Smith spoke. Mr. Smith said it rained. J. Smith left.")
    assert found == dict.fromkeys(["John Smith", "Mr. Smith", "J. Smith"], "John Smith")


def test_mr_and_ms_of_one_surname_are_told_apart_by_first_names():
    found = meant("John Smith met Mary Smith. Ms. Smith said it rained. Mr. Smith said it snowed.")
    assert (found["Ms. Smith"], found["Mr. Smith"]) == ("Mary Smith", "John Smith")


@pytest.mark.parametrize(
    "text",
    [
        "Kim Smith met Lee Smith. Ms. Smith said it rained. Mr. Smith said it snowed.",
        "Mr. Smith left. Ms. Smith said it rained.",
        "John Smith left. Mr. Smith sang. Ms. Smith said it rained.",
    ],
)
def test_mr_and_ms_of_one_surname_stay_apart(text):
    found = meant(text)
    assert found["Ms. Smith"] == "Ms. Smith"
    assert found["Mr. Smith"] in ("Mr. Smith", "Smith", "John Smith")


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
    words, attributions, mentions = read(text)
    assert mentions == []
    assert len(resolve_sources(words, attributions, mentions)) == len(attributions)


@pytest.mark.parametrize(
    "text",
    [
        "Reed", "She", "The", "“I”", "[]", "He [", "He []", "— , ; :", "\n\n\n", "’s", "-", "a-b",
        "<script>alert(1)</script> said Ann Reed.", "=HYPERLINK(1) said Ann Reed.",
        "../../Ann Reed said so.", "Ann Reed\u202e said so.", "Ann\u00a0Reed said she left.",
        "A" * 5000, "He " * 200, "Mr. " * 200, "“" * 200, "the " * 200,
    ],
)  # fmt: skip
def test_hostile_or_odd_text_is_read_and_left_as_it_is(text):
    words, attributions, mentions = read(text)
    assert words.doc.text == text
    assert len(resolve_sources(words, attributions, mentions)) == len(attributions)
    assert mentions == sorted(mentions, key=lambda m: (m.start, -m.end))
    for m in mentions:
        assert 0 <= m.start < m.end <= len(text)
        assert all(alias in " ".join(text.split()) for alias in m.aliases)


LONG = 20_000  # words


@pytest.mark.parametrize(
    "clause",
    [
        "Ann Reed told the mayor and he told her officials and ",
        "Ann Reed Tom Oake ",
        "the mayor of the team of ",
        "mayor team ",
        "“he said ",
        "he [ ",
    ],
)
def test_text_without_a_sentence_end_is_read_in_the_time_of_its_length(clause):
    doc = parse_text(clause * (LONG // len(clause.split())))
    started = time.process_time()
    find_mentions(Words(doc))
    assert time.process_time() - started < PATIENCE


def test_article_with_thousands_of_names_is_read_in_the_time_of_its_length():
    words, heads, deps, tags, names = [], [], [], [], []
    for n in range(LONG // 2):
        at = len(words)
        surname = "Skein" + "".join(chr(ord("a") + int(digit)) for digit in str(n))
        words += ["Ann", surname, "told", "him"]
        tags += ["NNP", "NNP", "VBD", "PRP"]
        heads += [at + 1, at + 2, at + 2, at + 2]
        deps += ["compound", "nsubj", "ROOT", "dobj"]
        names.append((at, at + 2))
    doc = Doc(spacy.blank("en").vocab, words, tags=tags, heads=heads, deps=deps)
    doc.ents = [Span(doc, first, last, "PERSON") for first, last in names]
    started = time.process_time()
    assert len({m.referent.number for m in find_mentions(Words(doc))}) == len(names)
    assert time.process_time() - started < PATIENCE


def test_he_and_she_are_the_nearest_subject():
    assert names("Helen Ardwick met Owen Tarrick. She said it rained.") == ["Helen Ardwick"]


def test_she_is_nobody_whose_title_is_mr():
    text = "Mr. Smith met Ms. Jones on Monday. She said it rained."
    assert meant(text)["She"] == "Jones"
    assert meant("Mr. Smith spoke on Monday. She said it rained.").get("She") is None


def test_pronoun_reaches_as_far_as_there_is_nobody_else():
    text = "Sarah Brown spoke. " + "It rained all day. " * 6
    assert meant(text + "She said so.")["She"] == "Sarah Brown"


def test_i_in_a_quotation_is_who_speaks():
    found = meant("Sarah Brown spoke. She said: “I saw it, and my brother saw it.”")
    assert (found["I"], found["my"]) == ("Sarah Brown", "Sarah Brown")


def test_he_in_a_quotation_is_who_was_spoken_of_and_never_who_speaks():
    found = meant("John Smith met Mary Jones. “He saw it,” Mary Jones said.")
    assert found["He"] == "John Smith"
    assert "He" not in meant("“He saw it,” John Smith said.")


@pytest.mark.parametrize("text", ["He [Putin] said it rained.", "“He [Putin] left,” Reed said."])
def test_name_in_brackets_is_who_the_pronoun_means(text):
    assert meant(f"Tom Reed met Vladimir Putin. {text}")["He"] == "Vladimir Putin"


def test_pronouns_are_mentions_of_the_form_pronoun():
    mentions = read("Sarah Brown said she saw it.")[2]
    assert [m.form for m in mentions] == ["proper", "pronoun"]
    assert mentions[1].evidence == "model: Sarah Brown (by first name)"
    assert mentions[1].aliases == ()


def test_evidence_says_what_joined_a_mention():
    text = "Ms. Brown, a clerk, met Tom Reed. Reed said: “I saw her.”"
    evidence = {text[m.start : m.end]: m.evidence for m in read(text)[2]}
    assert evidence["Ms. Brown"] == "name"
    assert evidence["a clerk"] == "apposition: Ms. Brown"
    assert evidence["Reed"] == "short for a longer name"
    assert evidence["I"] == "who speaks: Reed"


def test_role_before_a_name_is_part_of_the_mention_and_an_alias():
    text = "German chancellor Olaf Scholz said it was late."
    found = {text[m.start : m.end]: m for m in read(text)[2]}
    mention = found["German chancellor Olaf Scholz"]
    assert (mention.form, mention.referent.name) == ("proper", "Olaf Scholz")
    assert mention.aliases == ("Olaf Scholz", "German chancellor")


def test_description_beside_a_name_comes_back_with_the():
    text = "Bob Woodward, a journalist, wrote a book. The journalist said it was true."
    assert meant(text)["The journalist"] == "Bob Woodward"
    assert [m.form for m in read(text)[2]] == ["proper", "common", "common"]


def test_description_of_two_people_is_taken_up_by_neither():
    text = (
        "Bob Woodward, a journalist, met Ida Moss, a journalist. The journalist said it was true."
    )
    assert meant(text)["The journalist"] == "The journalist"


def test_deputy_mayor_is_not_the_mayor():
    found = meant("Helen Ardwick, the deputy mayor, spoke. It rained. The mayor said it was late.")
    assert found["the deputy mayor"] == "Helen Ardwick"
    assert found["The mayor"] == "The mayor"
    found = meant("Helen Ardwick, the mayor, spoke. It rained. The deputy mayor said it was late.")
    assert found["The deputy mayor"] == "The deputy mayor"


def test_whoever_is_called_deputy_and_mayor_is_the_mayor():
    found = meant(
        "Deputy Mayor Helen Ardwick left. Mayor Ardwick took office. The mayor said it was late."
    )
    assert found["The mayor"] == "Helen Ardwick"


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
    assert meant(text)["The ministry"] == "The ministry"


def test_what_belongs_to_somebody_is_not_that_person():
    [source] = sources("Vladimir Putin’s spokesman said it was false.")
    assert not source.referent.named
    assert source.name == source.referent.name == "Vladimir Putin’s spokesman"


def test_name_inside_a_description_is_a_mention_of_its_own():
    found = meant("Vladimir Putin’s spokesman said it was false.")
    assert found["Vladimir Putin"] == "Vladimir Putin"


def test_source_without_a_name_is_one_referent_with_the_pronoun_that_takes_it_up():
    text = "A former aide said he was late. He said it rained."
    assert names(text) == ["A former aide", "A former aide"]
    assert [m.referent.named for m in read(text)[2]] == [False, False, False]


def test_description_that_nobody_takes_up_and_that_does_not_speak_is_no_mention():
    assert meant("Sarah Brown met a baker.") == {"Sarah Brown": "Sarah Brown"}


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
    assert (one.referent.named, one.name, one.plural) == (False, "The Republican", False)
    assert (all_of_them.name, all_of_them.plural) == ("Republicans", True)


def test_source_is_the_one_person_who_is_described_by_the_same_words():
    text = "Ida Moss, the acting deputy mayor, left. Snow fell. "
    said = "The acting deputy mayor said it was late."
    assert names(text + said, 0.5) == ["Ida Moss"]
    assert names(f"{text}Tom Vale, the acting deputy mayor, left. {said}", 0.5) == [said[:23]]


def test_someone_of_the_same_description_is_not_the_person_described():
    text = "Ida Moss, a port worker from Leeds, spoke. Snow fell. "
    assert names(text + "A port worker from Leeds said it was late.")[-1].startswith("A port")


def test_source_that_no_mention_covers_is_only_its_phrase():
    words, attributions, mentions = read("Ann Reed left. Ann Reed said it rained.")
    first = [m for m in mentions if m.start == 0]
    [source] = resolve_sources(words, attributions, first)
    assert (source.referent, source.name, source.plural) == (None, "Ann Reed", False)


def test_innermost_mention_at_the_head_of_a_source_is_who_it_is():
    words, attributions, _ = read("Ann Reed’s team said it rained.")
    team, reed = Referent(0, "Ann Reed’s team", "ORG", named=False), Referent(1, "Reed", "PERSON")
    known = [Mention(0, 15, team, "common", "hand"), Mention(0, 8, reed, "proper", "hand")]
    assert [s.referent for s in resolve_sources(words, attributions, known)] == [team]


def test_who_is_whom_it_takes_up():
    assert names("Ann Reed, who said it rained, left.") == ["Ann Reed"]


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


def test_place_that_speaks_is_a_metonym_and_one_where_it_rains_is_not():
    mentions = read("Moscow denied the claims. Rain fell in Moscow.")[2]
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
    assert (source.referent, source.name, source.plural) == (None, None, False)


def test_evidence_says_where_a_first_name_told_the_gender():
    text = "Mary Reed left the house on Monday. She said it was late."
    told = {text[m.start : m.end]: m.evidence for m in find_mentions(Words(parse_text(text)))}
    assert told["She"] == "model: Mary Reed (by first name)"

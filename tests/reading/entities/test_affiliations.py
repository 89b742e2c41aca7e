"""What sources are and for whom they speak, on short sentences of our own."""

import pytest
from roles_told import last, read

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import find_mentions, find_speakers, resolve_sources


@pytest.mark.parametrize(
    ("text", "role", "kind", "affiliation"),
    [
        (
            "A Microsoft spokeswoman said that the update was late.",
            "Microsoft spokeswoman", "spokesperson", "Microsoft",
        ),
        (
            "Amina Okafor went to court on Monday. Okafor’s lawyers said that she was not guilty.",
            "Okafor’s lawyers", "spokesperson", "Amina Okafor",
        ),
        (
            "Lena Halvorsen, an economist at Fjord Bank, said that rates would fall.",
            "economist at Fjord Bank", "expert", "Fjord Bank",
        ),
        (
            "Ramesh Patel, who was mayor of Leeds, said that it had rained.",
            "mayor of Leeds", "official", None,
        ),
        (
            "Microsoft spokesman Tariq Aziz said that the update was late.",
            "Microsoft spokesman", "spokesperson", "Microsoft",
        ),
        ("A mother of two said that the road was not safe.", "mother of two", "witness", None),
        ("Residents of Leeds said that the road was not safe.", "Residents of Leeds", "witness", None),
        ("Senator Maria Ostrow said that the bill would pass.", "Senator", "politician", None),
        ("Dr Wei Zhang said that the vaccine worked.", "Dr", "expert", None),
        (
            "Google was fined on Monday. A spokesman for the company said that it would appeal.",
            "spokesman for the company", "spokesperson", "Google",
        ),
        (
            "Google sued Microsoft. A spokesman for the company said that it would appeal.",
            "spokesman for the company", "spokesperson", None,
        ),
        (
            "Former Utah Gov. Maria Ostrow said that the bill would pass.",
            "Former Utah Gov.", "official", None,
        ),
        (
            "“It is late,” former President Ramesh Patel said.",
            "former President", "official", None,
        ),
        (
            "The Dock Workers’ Union called a strike. A union official said that it would be long.",
            "union official", "other", "Dock Workers’ Union",
        ),
        ("A police spokesman said that two men were held.", "police spokesman", "spokesperson", None),
        ("Critics of Microsoft said that the update was late.", "Critics of Microsoft", "other", None),
    ],
)  # fmt: skip
def test_words_of_the_source_tell_what_it_is_and_for_whom_it_speaks(text, role, kind, affiliation):
    assert last(text) == (role, kind, affiliation)


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("A report by Oxfam says that wages fell.", "report by Oxfam", "Oxfam"),
        ("A Gallup poll shows that few voters agree.", "Gallup poll", "Gallup"),
        (
            "A survey conducted by Oxfam in May found that wages fell. The survey also says that rents rose.",
            "survey", "Oxfam",
        ),
        ("The report says that wages fell.", "report", None),
    ],
)  # fmt: skip
def test_document_has_who_made_it(text, role, affiliation):
    row = read(text)[-1]
    assert (row["source_role"], row["source_role_kind"]) == (role, "document")
    assert affiliation in (row["affiliation"], row["source_name"])


def test_role_stands_where_the_article_tells_it_first():
    text = "Grace Mbeki, a spokeswoman\xa0 for Oxfam, said it was late.\n\nMs Mbeki said it would rain."
    first, second = read(text)
    assert first["source_role_spans"] == second["source_role_spans"]
    [[start, end]] = second["source_role_spans"]
    assert text[start:end] == second["source_role"] == "spokeswoman\xa0 for Oxfam"
    assert second["affiliation"] == "Oxfam"


def test_role_told_later_is_not_known_yet():
    said, _ = read(
        "Grace Mbeki said that it was late.\n\nMbeki, a nurse from Leeds, said that it would rain."
    )
    assert (said["source_role"], said["source_role_spans"], said["source_role_kind"]) == (
        None,
        [],
        None,
    )


def test_one_body_that_is_called_by_what_it_is_is_of_an_organisation_and_any_such_body_is_not():
    told = {
        "The council said that the bridge was late.": "unnamed_of_organization",
        "Police said that the road was shut.": "unnamed_of_organization",
        "A council said that the bridge was late.": "unnamed",
        "Companies said that the bridge was late.": "unnamed",
        "The engineer said that the bridge was late.": "unnamed",
    }
    assert {text: read(text)[0]["source_class"] for text in told} == told


def test_class_tells_people_of_an_organisation_and_documents_from_those_whom_nobody_knows():
    told = {
        "A Microsoft spokesman said that it was late.": "unnamed_of_organization",
        "The study says that it was late.": "document",
        "An official said that it was late.": "unnamed",
        "Tariq Aziz, a lawyer for Oxfam, said that it was late.": "named_person",
    }
    assert {text: read(text)[-1]["source_class"] for text in told} == told


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Solberg said that it was late.",
        "He said that it was late.",
        "Mr Novak said that it was late.",
        "People say that it was late.",
    ],
)
def test_nothing_is_told_that_the_article_does_not_tell(text):
    assert last(text) == (None, None, None)


def test_paper_is_the_one_newspaper_of_the_article_and_of_two_it_is_neither():
    one = "The Leeds Courier printed the letter. The paper said that it stood by its story."
    two = "The Leeds Courier printed the letter, and so did the Hull Gazette. "
    row = read(one)[-1]
    assert "Leeds Courier" in (row["source_name"], row["affiliation"])
    assert last(two + "The paper said that it stood by its story.")[2] is None


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("chairwoman of the Harbour Party", "politician"),
        ("acting police chief", "police_courts"),
        ("commissioner of police", "police_courts"),
        ("chief of the Leeds Police Department", "police_courts"),
        ("former director of the Harbour Ministry", "official"),
        ("president of the University of Leeds", "expert"),
        ("executive director of the charity", "other"),
        ("chief executive of the charity", "business"),
        ("president of Google", "business"),
        ("director of the Leeds Courier", "media"),
        ("director of Kestrel, a charity", "other"),
        ("director of Fjord Marine", "business"),
        ("president of the NAACP", "other"),
        ("director of the Department of Justice", "official"),
        ("president of the Kestrel Workers", "other"),
        ("financial adviser", "expert"),
        ("financial adviser to the Reed campaign", "politician"),
        ("clerk of the county court", "police_courts"),
        ("clerk of the parliament", "official"),
        ("author of the study", "expert"),
        ("former shipbroker", "business"),
    ],
)
def test_kind_of_a_role_goes_by_what_it_belongs_to(role, kind):
    assert last(f"Ida Holm, {role}, said that it was late.")[1] == kind


@pytest.mark.parametrize(
    ("text", "kind", "affiliation"),
    [
        ("Ann Reed lost. Reed’s speechwriters said that it was late.", "politician", "Ann Reed"),
        ("Ann Reed lost. Reed’s team said that it was late.", "politician", "Ann Reed"),
        (
            "Ann Reed lost. Reed’s field director said that it was late.",
            "politician", "Ann Reed",
        ),
        ("Ann Reed lost. Advisers to Reed said that it was late.", "politician", "Ann Reed"),
        (
            "Google was fined. The chief executive, Ida Holm, said that it would appeal.",
            "business", "Google",
        ),
        ("Google was fined. A spokesman said that it would appeal.", "spokesperson", "Google"),
        ("Google sued Microsoft. A spokesman said that it was late.", "spokesperson", None),
        ("Google told the Leeds Courier. A spokesman said that it was late.", "spokesperson", "Google"),
        ("Tor Vale, an analyst at the broker Harke Dell, said that it was late.", "expert", "Harke Dell"),
        ("The European Union met. EU leaders said that it was late.", "politician", "European Union"),
        (
            "Ann Reed ran. The Reed campaign hired staff.\n\nThe campaign said that it was late.",
            "politician", "Ann Reed",
        ),
    ],
)  # fmt: skip
def test_body_named_before_is_the_one_that_is_meant_where_it_is_alone(text, kind, affiliation):
    assert last(text)[1:] == (kind, affiliation)


def test_who_looked_at_a_document_has_not_made_it():
    assert last("Emails seen by Microsoft say that it was late.")[2] is None
    made = read("Emails written by Microsoft say that it was late.")[-1]
    assert "Microsoft" in (made["affiliation"], made["source_name"])


def test_affiliation_comes_from_the_words_that_hold_the_role():
    text = (
        "Tor Vale, the highest-ranking prosecutor in the north, was once a partner at Google.\n\n"
        "Vale said that it was late."
    )
    assert last(text) == ("highest-ranking prosecutor in the north", "police_courts", None)


def test_title_alone_gives_way_to_a_role_told_before():
    text = "Ida Holm, director of the Kestrel Institute, spoke.\n\nDr Holm said that it was late."
    assert last(text)[:2] == ("director of the Kestrel Institute", "expert")


def test_it_is_the_document_that_was_the_subject_of_the_sentence_before():
    row = read("A Gallup poll asked 900 voters in May. It found that most were late.")[-1]
    assert row["source_role_kind"] == "document"


@pytest.mark.parametrize(
    ("said", "role", "kind", "affiliation"),
    [
        (
            "the president and publisher of Fjord Publishing",
            "president and publisher of Fjord Publishing", "business", "Fjord Publishing",
        ),
        ("a lawyer at Harke & Dell", "lawyer at Harke & Dell", "spokesperson", "Harke & Dell"),
        ("a firefighter and union member", "firefighter and union member", "official", None),
        ("publisher of the Leeds Courier", "publisher of the Leeds Courier", "media", "Leeds Courier"),
        ("a conspiracy theorist", "conspiracy theorist", "other", None),
    ],
)  # fmt: skip
def test_role_has_all_that_is_joined_to_it(said, role, kind, affiliation):
    assert last(f"Ida Holm, {said}, said that it was late.") == (role, kind, affiliation)


def test_last_of_what_is_joined_in_apposition_is_a_role_too():
    role = "Google's harbour politics and ferry outreach director"
    text = f"It was made possible by its ferries, said Ida Holm, {role}."
    assert (last(text)[0], last(text)[2]) == (role, "Google")


@pytest.mark.parametrize(
    ("text", "role", "kind"),
    [
        ("A group of parents said that it was late.", "group of parents", "witness"),
        ("A group of more than 50 doctors said so.", "group of more than 50 doctors", "expert"),
        ("Party figures said that it was late.", "Party figures", "politician"),
        ("One Republican said that it was late.", "One Republican", "politician"),
    ],
)
def test_group_is_of_the_kind_of_its_members_and_one_of_them_has_no_name(text, role, kind):
    row = read(text)[-1]
    assert (row["source_role"], row["source_role_kind"]) == (role, kind)
    assert row["source_class"] == "unnamed"


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        ("The Reed campaign hired staff. Reed campaign officials said that it was late.", "Reed"),
        ("Ann Reed ran. Her campaign grew. Campaign aides said that it was late.", "Ann Reed"),
        ("Ann Reed ran. Her campaign grew. Aides said that it was late.", "Ann Reed"),
        ("Ann Reed ran. Aides and outside advisers to Reed said that it was late.", "Ann Reed"),
        (
            "Kestrel Coal closed two pits. Kestrel lost money for years. "
            "One by one, coal firms, including Kestrel, filed for protection.",
            "Kestrel Coal",
        ),
        ("Ida Holm of Google spoke. Ms Holm said that it was late.", "Google"),
        ("Ida Holm, at a firm called Harke Dell, argues that it was late.", "Harke Dell"),
        ("Google Books grew. A books executive said that it was late.", None),
        (
            "Mexican officials said that it was late. Mexico City is the capital of Mexico.",
            "Mexico",
        ),
        ("Saudi officials said that it was late. They met in Saudi Arabia.", "Saudi Arabia"),
    ],
)
def test_organisation_is_the_one_that_the_words_or_the_article_before_tell(text, affiliation):
    assert read(text)[-1]["affiliation"] == affiliation


@pytest.mark.parametrize(
    "text",
    [
        "Coal mining giant Peabody Energy closed a mine. Peabody said that it was late.",
        "The manufacturer Kestrel Vane closed. Kestrel Vane said that it was late.",
        "Ann Reed of the broker Harke Dell left. Harke Dell said that it was late.",
        "Zero Hedge’s shares fell on Monday. Zero Hedge said that it was late.",
        "Whimbrel Line sank on Monday. Whimbrel Line said that it was late.",
    ],
)
def test_what_stands_beside_a_name_tells_that_it_is_an_organisation(text):
    row = read(text)[-1]
    assert row["source_class"] == "named_organization"
    assert row["source_name"] != "Line"


def test_role_ends_where_the_source_does_if_a_verb_follows():
    text = "Lawmakers Slam Ann Reed As A Fraud.\n\nLawmakers said that Reed was late."
    assert read(text)[0]["source_role"] in ("Lawmakers", None)


@pytest.mark.parametrize(
    ("text", "affiliation"),
    [
        (
            "Critics, including the Kestrel Institute, have urged the mayor to go.",
            "Kestrel Institute",
        ),
        ("Critics, including Google and Microsoft, have urged the mayor to go.", None),
    ],
)
def test_one_organisation_that_is_told_of_several_is_whom_they_speak_for(text, affiliation):
    doc = parse_text(text)
    words, found = Words(doc), find_attributions(doc)
    speakers = find_speakers(words, found, 1.0)  # nobody is sure enough to be named
    [source] = resolve_sources(words, found, find_mentions(words, found, speakers), speakers)
    whom = source.voice.affiliation
    assert (whom and whom.name) == affiliation

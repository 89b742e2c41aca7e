"""The usual count beside ours."""

import pytest
from report_examples import add_unread, tables_of
from small_record import article, entity, mention, name, record

from onrecord.counts.comparison import counts_compared, names_as_strings, string_of, strings_counted
from onrecord.counts.mentions import mentions_by_form
from onrecord.record import Record


@pytest.fixture(scope="module")
def smiths():
    """John Smith is `Smith`, `the mayor` and `he`; in another article Jane Smith is `Smith` too."""
    john = article(
        "john", "John Smith spoke. Then SMITH’s men left. The mayor said he knew Oslo in May."
    )
    jane = article("jane", "Jane Smith and her Smith clan. Smith won.")
    mentions = [
        mention(john, 1, "John Smith", "e1"),
        mention(john, 2, "SMITH", "e1"),
        mention(john, 3, "The mayor", "e1", form="common"),
        mention(john, 4, "he", "e1", form="pronoun"),
        mention(jane, 1, "Jane Smith", "e2"),
        mention(jane, 2, "Smith won"[:5], "e2"),
    ]
    mentions[5] |= {"start": 31, "end": 36}
    names = [
        name(john, "John Smith"),
        name(john, "SMITH’s", "ORG"),
        name(john, "Oslo", "GPE"),
        name(john, "May", "DATE"),
        name(jane, "Jane Smith"),
        name(jane, "Smith clan", "ORG") | {"text": "Smith", "start": 31, "end": 36},
    ]
    people = [entity("e1", "John Smith", ["Smith"]), entity("e2", "Jane Smith", ["Smith"])]
    return record([john, jane], mentions=mentions, entities=people, names=names)


def strings(made, **options):
    return names_as_strings(made.names, made.mentions, made.entities, **options)


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("The Senate's", "senate"),
        ("Senate’s", "senate"),
        ("Charles'", "charles"),
        ("the  Hague", "hague"),
        ("Theodore", "theodore"),
        ("DER SPIEGEL", "der spiegel"),
    ],
)
def test_string_has_no_case_no_article_and_no_possessive(text, string):
    assert string_of(text) == string


def test_names_are_counted_by_string_and_opened_by_whom_they_mean(smiths):
    table = strings_counted(strings(smiths))
    assert table[["string", "names", "entities"]].values.tolist() == [
        *(["smith", 2, 2], ["jane smith", 1, 1], ["john smith", 1, 1], ["oslo", 1, 0])
    ]
    assert table["ids"][0] == {"Jane Smith": [("jane", 31, 36)], "John Smith": [("john", 23, 30)]}
    assert list(table["ids"][3]) == ["(no entity)"]


def test_kinds_that_are_never_counted_are_left_out_and_one_kind_can_be_asked_for(smiths):
    assert "may" not in set(strings(smiths)["string"])
    assert set(strings(smiths, label="GPE")["string"]) == {"oslo"}


def test_difference_is_told_by_form_and_adds_up(smiths):
    forms = mentions_by_form(smiths.mentions, smiths.entities)
    table = counts_compared(strings(smiths), forms)
    # John Smith stands once under `john smith` and once under `smith`, which has two names in all.
    columns = ["string", "names", "strings", "mentions", "difference"]
    assert table.loc["John Smith", columns].tolist() == ["smith", 2, 2, 4, 2]
    parts = ["from_names", "from_descriptions", "from_pronouns"]
    assert table.loc["John Smith", parts].tolist() == [0, 1, 1]
    assert table[parts].sum(axis=1).tolist() == table["difference"].tolist()
    assert list(table.loc["John Smith", "ids"]) == ["names “smith”", "proper", "common", "pronoun"]


def test_names_of_others_under_the_same_string_count_against_it(smiths):
    forms = mentions_by_form(smiths.mentions, smiths.entities)
    row = counts_compared(strings(smiths), forms).loc["Jane Smith"]
    assert row[["string", "names", "mentions", "difference", "from_names"]].tolist() == [
        *("smith", 2, 2, 0, 0)
    ]


def test_entity_that_the_recogniser_missed_has_no_string(smiths):
    forms = mentions_by_form(smiths.mentions, smiths.entities)
    row = counts_compared(strings(smiths).head(0), forms).loc["John Smith"]
    assert row[["names", "strings", "mentions", "difference", "from_names"]].tolist() == [
        0,
        0,
        4,
        4,
        2,
    ]
    assert list(row["ids"]) == ["proper", "common", "pronoun"]


def test_name_inside_a_longer_mention_goes_to_the_nearest():
    of = article("a", "Trump’s team met.")
    mentions = [mention(of, 1, "Trump’s team", "e2"), mention(of, 2, "Trump", "e1")]
    entities = [entity("e1", "Trump"), entity("e2", "Trump’s team")]
    made = record([of], mentions=mentions, entities=entities, names=[name(of, "Trump")])
    assert strings(made)["entity"].tolist() == ["Trump"]


def test_sentences_of_a_string_are_opened_by_place(smiths):
    [found] = smiths.sentences(strings_counted(strings(smiths))["ids"][3]["(no entity)"])
    assert "Oslo" in found.html and found.article_id == "john"


def test_nothing_read_leaves_nothing_to_compare():
    made = Record(tables_of(add_unread))
    found = strings(made)
    assert found.empty and strings_counted(found).empty
    assert counts_compared(found, mentions_by_form(made.mentions, made.entities)).empty

"""Counts of entities, on small tables made by hand."""

import pandas as pd
import pytest
from report_examples import add_aide, add_ferry, add_unread, tables_of
from small_record import article, entity, mention, record

from onrecord import counts
from onrecord.errors import OnrecordError
from onrecord.record import Record


@pytest.fixture(scope="module")
def ferry():
    return Record(tables_of(add_ferry))


def town(**articles):
    """Ann (e1) and Bo (e2) in articles given as texts; each name in a text is a mention."""
    rows = [article(i, text, outlet=outlet) for i, (text, outlet) in articles.items()]
    mentions = []
    for row in rows:
        starts = [
            (row["text"].index(n), n, e)
            for n, e in (("Ann", "e1"), ("Bo", "e2"))
            if n in row["text"]
        ]
        for n, (start, words, who) in enumerate(sorted(starts), 1):
            paragraph = row["text"][:start].count("\n")
            mentions.append(mention(row, n, words, who, paragraph=paragraph))
    return record(rows, mentions=mentions, entities=[entity("e1", "Ann"), entity("e2", "Bo")])


def test_mentions_are_counted_by_form_and_each_form_has_its_ids(ferry):
    table = counts.mentions_by_form(ferry.mentions, ferry.entities)
    row = table.loc["Ada Marsh"]
    assert row[["mentions", "proper", "common", "pronoun", "articles"]].tolist() == [3, 1, 1, 1, 2]
    assert row["ids"] == {"proper": ["ferry:m1"], "common": ["reply:m2"], "pronoun": ["ferry:m2"]}
    assert list(row["ids"]) == ["proper", "common", "pronoun"]
    assert table["mentions"].to_dict() == {"Ada Marsh": 3, "Ben Okoro": 2, "Harbour House": 1}


def test_entities_of_one_name_are_told_apart(ferry):
    entities = ferry.entities.assign(name="John Smith")
    table = counts.mentions_by_form(ferry.mentions, entities)
    assert table.index.tolist() == ["John Smith (e1)", "John Smith (e2)", "John Smith (e3)"]


def test_those_without_a_name_count_only_when_asked_for():
    made = Record(tables_of(add_ferry, add_aide))
    of = made.mentions, made.entities
    assert set(counts.counted_mentions(*of)["entity_id"]) == {"e1", "e2", "e3"}
    every = counts.counted_mentions(*of, unnamed=True)
    assert set(every["entity_id"]) == {"e1", "e2", "e3", "e7"}
    people = counts.counted_mentions(*of, label="PERSON", unnamed=True)
    assert set(people["entity_id"]) == {"e1", "e2", "e7"}


def test_outlets_are_counted_with_their_own_words_and_those_not_given_are_one():
    made = town(a=("Ann saw Bo.", "Tide"), b=("Ann left early then.", None), c=("Ann.", "Tide"))
    table = counts.mentions_by_outlet(made.mentions, made.entities, made.articles, ["Bo", "Ann"])
    assert table.drop(columns="ids").values.tolist() == [
        ["Bo", "Tide", 1, 1, 250.0],
        ["Ann", "Tide", 2, 2, 500.0],
        ["Ann", "(not given)", 1, 1, 250.0],
    ]
    assert table["ids"].tolist() == [["a:m2"], ["a:m1", "c:m1"], ["b:m1"]]


@pytest.mark.parametrize(("within", "together"), [("paragraph", 1), ("article", 2)])
def test_two_are_together_in_what_mentions_both(within, together):
    made = town(a=("Ann saw Bo.", None), b=("Ann left.\nBo stayed.", None), c=("Ann.", None))
    table = counts.mentioned_together(made.mentions, made.entities, ["Bo", "Ann"], within)
    [row] = table.to_dict("records")
    assert (row["entity"], row["other"], row["together"]) == ("Bo", "Ann", together)
    assert row["ids"] == ["a:m2", "a:m1", "b:m2", "b:m1"][: 2 * together]


def test_what_two_cannot_share_is_refused():
    made = town(a=("Ann saw Bo.", None))
    with pytest.raises(OnrecordError, match=r"within = 'page'.*'article', 'paragraph'"):
        counts.mentioned_together(made.mentions, made.entities, ["Bo", "Ann"], "page")


def test_paragraphs_of_one_number_in_two_articles_are_not_one():
    made = town(a=("Ann left.", None), b=("Bo left.", None))
    of = made.mentions, made.entities, ["Ann", "Bo"]
    assert counts.mentioned_together(*of).empty


def test_only_those_asked_for_are_paired(ferry):
    table = counts.mentioned_together(ferry.mentions, ferry.entities, ["Ada Marsh"])
    assert table.empty and list(table) == ["entity", "other", "together", "ids"]


def test_entity_to_follow_is_the_one_asked_for_else_the_most_mentioned(ferry):
    forms = counts.mentions_by_form(ferry.mentions, ferry.entities)
    assert counts.entity_to_follow(forms, ferry.entities) == "Ada Marsh"
    assert counts.entity_to_follow(forms, ferry.entities, "e3") == "Harbour House"
    assert counts.entity_to_follow(forms.head(0), ferry.entities) is None
    assert counts.entity_to_follow(forms.head(0), ferry.entities.head(0), "e3") is None


def test_tables_without_rows_give_counts_without_rows():
    made = Record(tables_of(add_unread))
    of = made.mentions, made.entities
    counted = counts.counted_mentions(*of, label="ORG")
    assert counts.mentions_by_form(counted, made.entities).empty
    assert counts.mentions_by_outlet(*of, made.articles, []).empty
    assert counts.mentioned_together(*of, []).empty


def test_counts_change_nothing_they_are_given(ferry):
    frames = mentions, entities, articles = [ferry.mentions, ferry.entities, ferry.articles]
    before = [ferry.mentions, ferry.entities, ferry.articles]
    counts.mentions_by_form(mentions, entities)
    counts.mentions_by_outlet(mentions, entities, articles, ["Ada Marsh"])
    for one, other in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(one, other)

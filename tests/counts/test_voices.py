"""Counts of whom we hear, on small tables made by hand."""

import pandas as pd
import pytest
from report_examples import add_aide, add_ferry, add_unread, tables_of
from small_record import article, attribution, entity, record

from onrecord import counts
from onrecord.errors import OnrecordError
from onrecord.record import Record

SHARES = [
    "words",
    "words_percent",
    "sources",
    "sources_percent",
    "first_quoted",
    "first_quoted_percent",
]


@pytest.fixture(scope="module")
def ferry():
    return Record(tables_of(add_ferry, add_aide))


def by_group(made, attribute, **known):
    of = made.attributions, made.mentions, made.entities, attribute
    return counts.speech_by_group(*of, **known)


def town(*said):
    """A record of (day, name, party, words): an article each, in which somebody says these words."""
    articles, rows, entities = [], [], {}
    for n, (day, name, party, words) in enumerate(said, 1):
        of = article(f"a{n}", f"{name} said {words}", published=day)
        known = entities.setdefault(name, entity(f"e{len(entities) + 1}", name))
        known["party"] = party
        by = {"source_entity": known["entity_id"], "source_class": "named_person"}
        rows.append(attribution(of, 1, words, source=name, **by))
        articles.append(of)
    made = record(articles, rows)
    return made.attributions, pd.DataFrame(list(entities.values())), made.articles


def test_voice_is_shared_out_by_an_attribute_of_the_source(ferry):
    table = by_group(ferry, "party")
    # Of 12 words, 2 sources and 2 first places of who could have a party; then mentions.
    known = table.loc[["Harbour League", "unknown"], [*SHARES, "mentions"]]
    assert known.T.to_dict("list") == {
        "Harbour League": [7, 58, 1, 50, 1, 50, 3],
        "unknown": [5, 42, 1, 50, 1, 50, 2],
    }
    assert table.loc["Harbour League", "ids"] == {"Ada Marsh": ["ferry:a1", "ferry:a2"]}
    assert table.index.name == "party"


def test_who_could_have_no_value_is_counted_beside_without_a_share(ferry):
    table = by_group(ferry, "party").loc["(source without a name)":]
    assert table[["words", "sources", "first_quoted"]].T.to_dict("list") == {
        "(source without a name)": [6, 2, 1],  # officials; a former aide
        "(no source given)": [2, 1, 0],
    }
    assert table[["words_percent", "sources_percent", "first_quoted_percent"]].isna().all(axis=None)


def test_document_is_no_source_without_a_name(ferry):
    said = ferry.attributions.replace({"source_class": {"unnamed": "document"}})
    table = counts.speech_by_group(said, ferry.mentions, ferry.entities, "party")
    assert table.loc["(document)", ["words", "sources"]].tolist() == [6, 2]
    assert "(source without a name)" not in table.index


def test_value_that_corrections_give_counts_for_an_organisation_and_for_a_nameless_one(ferry):
    entities = ferry.entities
    entities.loc[entities["entity_id"] == "e7", "party"] = "Lab"  # a former aide
    of = ferry.attributions.assign(depth=0), ferry.mentions, entities
    table = counts.speech_by_group(*of, "party")
    assert table.loc["Lab", ["words", "sources"]].tolist() == [2, 1]
    assert table.loc["(not a person, no value)", ["words", "sources"]].tolist() == [3, 1]
    entities.loc[entities["entity_id"] == "e3", "party"] = "Lab"  # Harbour House
    table = counts.speech_by_group(*of, "party")
    assert table.loc["Lab", ["words", "sources"]].tolist() == [5, 2]
    assert "(not a person, no value)" not in table.index


def test_unknown_has_a_row_where_everybody_has_a_value(ferry):
    entities = ferry.entities.assign(party="Lab")
    table = counts.speech_by_group(ferry.attributions, ferry.mentions, entities, "party")
    assert table.loc["unknown", SHARES].tolist() == [0] * 6


def test_only_the_first_attribution_of_an_article_is_a_first_place():
    of = article("a", "Ann said so. Bo said no. Bo left.")
    by = {"source_class": "named_person"}
    rows = [
        attribution(of, 1, "so", source="Ann", source_entity="e1", **by),
        attribution(of, 2, "no", source="Bo", source_entity="e2", **by),
    ]
    made = record([of], rows, [], [entity("e1", "Ann"), entity("e2", "Bo")])
    entities = made.entities.assign(party=["Lab", "Con"])
    table = counts.speech_by_group(made.attributions, made.mentions, entities, "party")
    assert table["first_quoted"].to_dict() == {"Con": 0, "Lab": 1, "unknown": 0}


def test_words_inside_a_quotation_are_the_outer_sources(ferry):
    table = by_group(ferry, "kind")
    assert table["words"].to_dict() == {
        **{"person": 12, "building": 0, "(source without a name)": 6, "(no source given)": 2}
    }
    assert table.loc["building", ["mentions", "ids"]].tolist() == [1, {}]
    assert "unknown" not in table.index


def test_attribute_that_is_none_names_those_there_are(ferry):
    for wrong in ("patry", "name", "aliases", "mentions"):
        with pytest.raises(OnrecordError, match=f"'{wrong}' is no attribute .* kind, party"):
            by_group(ferry, wrong)


def test_groups_beyond_the_most_are_one_and_unknown_stays():
    said = [("2025-03-01", f"Man {n}", f"Party {n}", "so " * (n + 1)) for n in range(6)]
    attributions, entities, articles = town(*said, ("2025-03-01", "Bo Vale", None, "no"))
    mentions = pd.DataFrame({"entity_id": ["e1", "e2", "e6", "e7"]})
    table = counts.speech_by_group(attributions, mentions, entities, "party", most=2)
    assert table["words"].to_dict() == {
        **{"Party 5": 6, "Party 4": 5, "(4 other groups)": 10, "unknown": 1}
    }
    assert table["mentions"].tolist() == [1, 0, 2, 1]
    months = counts.speech_by_month(attributions, entities, articles, "party", most=2)
    assert months["words"].tolist() == table["words"].tolist()


def test_many_sources_of_a_group_are_told_apart_only_as_far_as_one_can_read():
    of = article("a", "x")
    said = [
        attribution(of, n, "x", source_name=f"Man {n:02}", source_class="unnamed")
        for n in range(20)
    ]
    ids = by_group(record([of], said), "kind").loc["(source without a name)", "ids"]
    assert list(ids) == [*(f"Man {n:02}" for n in range(12)), "8 others"]
    assert sum(map(len, ids.values())) == 20


MARCH = [
    ("2025-03-01", "Ann Reed", "Lab", "so so so"),
    ("2025-03-30", "Bo Vale", "Con", "no"),
    ("2025-04-02", "Ann Reed", "Lab", "so"),
    (None, "Ann Reed", "Lab", "so so so so"),
]


def test_months_have_their_own_shares_and_the_number_of_articles_behind_them():
    table = counts.speech_by_month(*town(*MARCH), "party")
    columns = [
        "month",
        "party",
        "articles",
        "words",
        "words_percent",
        "first_quoted",
        "first_quoted_percent",
    ]
    assert table[columns].values.tolist() == [
        ["2025-03", "Lab", 2, 3, 75, 1, 50],
        ["2025-03", "Con", 2, 1, 25, 1, 50],
        ["2025-03", "unknown", 2, 0, 0, 0, 0],
        ["2025-04", "Lab", 1, 1, 100, 1, 100],
        ["2025-04", "Con", 1, 0, 0, 0, 0],
        ["2025-04", "unknown", 1, 0, 0, 0, 0],
    ]
    assert table["ids"][0] == {"Ann Reed": ["a1:a1"]}


def test_groups_stand_in_one_order_in_every_month_that_of_their_words():
    later = [("2025-02-01", "Cy Moss", "Con", "no"), ("2025-03-01", "Ann Reed", "Lab", "so so")]
    table = counts.speech_by_month(*town(*later), "party")
    assert table["party"].tolist() == ["Lab", "Con", "unknown"] * 2
    assert table["words"].tolist() == [0, 1, 0, 2, 0, 0]


def test_long_corpora_are_counted_by_quarter_or_year():
    for last, first in (
        ("2027-02-28", "2025-03"),
        ("2027-03-01", "2025Q1"),
        ("2031-01-01", "2025"),
    ):
        table = counts.speech_by_month(*town(*MARCH, (last, "Bo Vale", "Con", "no")), "party")
        assert table["month"][0] == first


def test_tables_without_rows_give_counts_without_voices():
    made = Record(tables_of(add_unread))
    assert by_group(made, "kind").empty
    of = made.attributions, made.entities, made.articles
    table = counts.speech_by_month(*of, "kind")
    assert table.empty and list(table)[:3] == ["month", "kind", "articles"]


def test_counts_change_nothing_they_are_given(ferry):
    frames = [ferry.attributions, ferry.mentions, ferry.entities, ferry.articles]
    before = [frame.copy(deep=True) for frame in frames]
    counts.speech_by_group(*frames[:3], "party")
    counts.speech_by_month(frames[0], *frames[2:], "party")
    for one, other in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(one, other)

"""Where in the articles, and when, entities are mentioned."""

import pandas as pd
import pytest
from report_examples import add_aide, add_ferry, add_unread, tables_of
from small_record import article, entity, mention, record

from onrecord import counts
from onrecord.counts.periods import write_period
from onrecord.record import Record


@pytest.fixture(scope="module")
def ferry():
    return Record(tables_of(add_ferry, add_aide))


def of(made):
    return made.mentions, made.entities, made.articles


def dated(*days):
    """One mention of Ann in an article of each day; None for an article without a date."""
    rows = [article(f"a{n}", "Ann left.", day) for n, day in enumerate(days)]
    mentions = [mention(row, 1, "Ann", "e1") for row in rows]
    return record(rows, mentions=mentions, entities=[entity("e1", "Ann")])


def test_positions_run_from_the_first_character_to_the_last(ferry):
    table = counts.mention_positions(*of(ferry))
    first = ferry.articles["text"][0]
    assert table["position"].tolist()[:2] == [0, 100 * first.index("She") / len(first)]


def test_places_take_the_median_of_where_an_entity_enters():
    positions = pd.DataFrame(
        [("A", "x", "x:m1", 40.0), ("A", "x", "x:m2", 5.0), ("A", "y", "y:m1", 95.0)],
        columns=["entity", "article_id", "mention_id", "position"],
    )
    row = counts.mentions_by_position(positions).loc["A"]
    assert row.tolist() == [3, 1, 50, ["x:m2", "y:m1"]]


def test_articles_of_one_entity_stand_by_date_and_are_called_by_it_and_their_title():
    made = dated("2025-03-09", None, "2025-03-04")
    articles = made.articles.assign(title=["Late", "Undated", None])
    positions = counts.mention_positions(*of(made))
    own = counts.positions_of_entity(positions, articles, "Ann")
    assert own["article"].tolist() == ["2025-03-04 a2", "2025-03-09 Late", "Undated"]
    table = counts.mentions_by_article(own)
    assert table["article"].tolist() == own["article"].tolist()
    assert table["ids"].tolist()[0] == {"proper": ["a2:m1"]}


def test_article_says_where_an_entity_enters_and_leaves(ferry):
    positions = counts.mention_positions(*of(ferry))
    own = counts.positions_of_entity(positions, ferry.articles, "Ada Marsh")
    row = counts.mentions_by_article(own).loc[0]
    text = ferry.articles["text"][0]
    assert row[["mentions", "enters", "leaves"]].tolist() == [
        *(2, 0, round(100 * text.index("She") / len(text)))
    ]


def test_nobody_to_follow_is_nowhere(ferry):
    positions = counts.mention_positions(*of(ferry))
    own = counts.positions_of_entity(positions, ferry.articles, None)
    assert own.empty and counts.mentions_by_article(own).empty


def test_articles_without_a_date_are_at_no_time(ferry):
    table = counts.mentions_over_time(*of(ferry))
    assert set(table["entity"]) == {"Ada Marsh", "Ben Okoro", "Harbour House"}
    assert [f"{day:%d}" for day in table["day"]] == ["04", "04", "04", "06", "06", "06"]
    none = counts.mentions_over_time(*of(dated(None)))
    assert none.empty and counts.mentions_by_period(none).empty


@pytest.mark.parametrize(
    ("last", "period"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-04-17", "2025-04-17"),
        ("2025-04-18", "week of 2025-04-14"),
        ("2026-03-04", "2026-03"),
        ("2029-03-04", "2029Q1"),
        ("2099-03-04", "2099"),
    ],
)
def test_periods_are_the_shortest_of_which_there_are_not_too_many(last, period):
    table = counts.mentions_over_time(*of(dated("2025-03-04", last)))
    assert write_period(table["period"].iloc[-1]) == period


def test_busiest_period_is_named_and_each_opens_by_itself():
    made = dated("2025-03-04", "2025-03-09", "2025-03-09")
    row = counts.mentions_by_period(counts.mentions_over_time(*of(made))).loc["Ann"]
    assert row[["mentions", "first", "last", "periods", "busiest"]].tolist() == [
        *(3, "2025-03-04", "2025-03-09", 2, "2025-03-09")
    ]
    assert row["ids"] == {"2025-03-04": ["a0:m1"], "2025-03-09": ["a1:m1", "a2:m1"]}


def test_nothing_read_is_nowhere_and_at_no_time():
    made = Record(tables_of(add_unread))
    positions = counts.mention_positions(*of(made))
    assert positions.empty and counts.mentions_by_position(positions).empty
    assert counts.mentions_over_time(*of(made)).empty

"""Scoring of entities, on one article small enough to count by hand."""

from dataclasses import replace

import pytest
from marked_corpora import ARTICLE, GUM_TEXT, PERFECT, spans

from benchmarks.entities import entities, entity_scoring, systems


def test_entities_as_marked_are_all_right():
    tally = entity_scoring.tally(ARTICLE, PERFECT)
    measures = tally.measures()
    assert measures.pop("total count error") == measures.pop("mean count error") == 0
    assert set(measures.values()) == {1}
    assert by_form(tally, "proper") == (5, 5, 5, 0)
    assert by_form(tally, "pronoun") == (1, 1, 1, 0)
    assert by_form(tally, "common") == (0, 0, 0, 0)


def by_form(tally, form):
    return tuple(tally.forms[form, count] for count in ("marked", "found", "right", "extra"))


def test_entity_split_in_two():
    """Without `She`, and `Lee` apart: counts 1 for 3, 2 for 2, 1 for 1."""
    found = [m for m in PERFECT if m.form != "pronoun"]
    found[1] = systems.Found("lee", found[1].start, found[1].end, "proper", "PERSON")
    tally = entity_scoring.tally(ARTICLE, found)
    assert sorted(tally.sizes) == [(1, 1), (2, 2), (3, 1)]
    measures = tally.measures()
    assert measures["total count error"] == pytest.approx(2 / 6)
    assert measures["mean count error"] == pytest.approx(2 / 3)
    assert measures["within one"] == pytest.approx(2 / 3)
    assert measures["B3 P"] == 1
    assert measures["B3 R"] == pytest.approx((1 / 3 + 1 / 3 + 0 + 1 + 1 + 1) / 6)
    assert by_form(tally, "proper") == (5, 5, 4, 0)
    assert by_form(tally, "pronoun") == (1, 0, 0, 0)


def test_pronoun_of_another_is_found_but_wrong_and_extra_there():
    found = [replace(m, entity="2") if m.form == "pronoun" else m for m in PERFECT]
    tally = entity_scoring.tally(ARTICLE, found)
    assert by_form(tally, "pronoun") == (1, 1, 0, 1)
    assert tally.measures()["total count error"] == pytest.approx(2 / 6)


def test_mention_that_nobody_marked_is_extra():
    met = systems.Found("2", *spans("met", text=GUM_TEXT)[0], "common", "PERSON")
    tally = entity_scoring.tally(ARTICLE, [*PERFECT, met])
    assert by_form(tally, "common") == (0, 0, 0, 1)
    assert tally.sizes == [(3, 3), (2, 3), (1, 1)]


def test_two_entities_taken_for_one_have_each_others_mentions_in_excess():
    found = [replace(m, entity="1") if m.entity == "2" else m for m in PERFECT]
    tally = entity_scoring.tally(ARTICLE, found)
    assert by_form(tally, "proper") == (5, 5, 5, 4)
    assert by_form(tally, "pronoun") == (1, 1, 1, 1)


def test_mentions_of_twins_are_the_right_and_the_extra_ones():
    found = [replace(m, entity="2") if m.form == "pronoun" else m for m in PERFECT[1:]]
    tally = entity_scoring.tally(ARTICLE, found)
    right_or_extra = sum(n for (_, count), n in tally.forms.items() if count in ("right", "extra"))
    assert right_or_extra == sum(size for _, size in tally.sizes)


def test_nobody_found():
    tally = entity_scoring.tally(ARTICLE, [])
    measures = tally.measures()
    assert measures["mean count error"] == 2
    assert measures["total count error"] == 1
    assert measures["B3 F1"] == measures["top-3"] == 0
    assert by_form(tally, "proper") == (5, 0, 0, 0)


def test_articles_that_nothing_is_found_for_count():
    both = entities.count_all(
        [ARTICLE, replace(ARTICLE, name="GUM_news_y")], {ARTICLE.name: PERFECT}
    )
    assert both.measures()["total count error"] == 0.5
    assert by_form(both, "pronoun") == (2, 1, 1, 0)

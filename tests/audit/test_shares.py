"""Intervals and corrected shares: what they are by hand, and at the edges."""

import numpy as np
import pytest
from audited import fill, sampled, town

import onrecord
from onrecord import counts
from onrecord.audit.intervals import ratios, resample
from onrecord.audit.score import score
from onrecord.audit.shares import correct, unlike


def test_share_of_nothing_is_not_known():
    zeros = np.zeros((6, 1))
    share, low, high = ratios(resample(6), zeros, zeros)
    assert np.isnan([share, low, high]).all()


def test_none_of_some_has_an_exact_upper_end():
    share, low, high = ratios(resample(6), np.zeros((6, 1)), np.full((6, 1), 5.0))
    assert (share[0], low[0]) == (0, 0) and high[0] == pytest.approx(1 - 0.025 ** (1 / 30))


def test_interval_is_wider_where_errors_come_in_whole_articles():
    whole = np.full((20, 2), 10.0)
    spread, heaped = np.full(20, 8.0), np.repeat([10.0, 0.0], [16, 4])
    spread[::2] += 1
    spread[1::2] -= 1
    share, low, high = ratios(resample(20), np.column_stack([spread, heaped]), whole)
    assert list(share) == [0.8, 0.8] and (high - low)[1] > 2 * (high - low)[0]
    assert (low < share).all() and (share < high).all()


def test_corrected_share_is_what_the_marks_say():
    """In each of ten articles 8 words of women are found as such, 2 as men's, 2 missed; all 8 of men are
    found, and 2 of nobody counted as men's. The corpus reports 80 and 120."""
    one = np.array([[8.0, 0, 0], [2, 8, 2], [2, 0, 0]])
    share, _, _, up_to, *_ = correct(
        resample(10), np.stack([one] * 10), np.array([[80.0, 120.0]]), 2
    )
    women, men = (80 + 120 * 2 / 12) * 12 / 10, 120 * 8 / 12
    assert share[0] == pytest.approx([women / (women + men), men / (women + men)])
    assert up_to[0] == pytest.approx([women / (women + men), 1])


def test_group_that_no_audited_article_reports_stays_as_it_is():
    one = np.array([[5.0, 0, 0], [0, 0, 0], [0, 0, 0]])
    share, *_ = correct(resample(6), np.stack([one] * 6), np.array([[50.0, 50.0]]), 2)
    assert list(share[0]) == [0.5, 0.5]


def test_groups_differ_where_the_interval_of_the_difference_excludes_0():
    rng = np.random.default_rng(0)
    whole = np.full((20, 3), 20.0)
    alike = rng.binomial(20, [0.2, 0.2, 0.2], (20, 3))
    apart = rng.binomial(20, [0.6, 0.2, 0.2], (20, 3))
    assert unlike(resample(20), alike, whole) == []
    group, one, others = unlike(resample(20), apart, whole)[0]
    assert group == 0 and one > 0.5 > 0.3 > others


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    tables, [path] = sampled(tmp_path_factory.mktemp("shares"))
    score([fill(path)], tables)
    return onrecord.load(tables)


def test_words_go_to_whom_the_coders_give_them(record):
    """Of each article, 4 words are Ann's, 7 Bob's and taken for hers, 4 nobody's; 5 of a clerk are missed."""
    words = counts.words_by_source(record.attributions)
    assert list(words["words"]) == [88, 32]
    measured = record.audit.shares(counts.words_by_source, words[["words"]].T)
    ann, critics = measured.bars["share"]
    assert ann == pytest.approx(32 / 160) and critics == pytest.approx(32 / 160)
    assert measured.articles == 8


def test_by_class_what_was_missed_counts_too(record):
    table = counts.words_by_class(record.attributions)
    measured = record.audit.shares(counts.words_by_class, table[["words"]].T)
    shares = measured.bars["share"].droplevel(0)
    assert shares.to_dict() == pytest.approx({"named person": 88 / 160, "unnamed source": 72 / 160})


def test_what_is_left_out_for_its_confidence_counts_as_missed(record):
    sure = record.attributions[record.attributions["confidence"] >= 0.8]
    table = counts.words_by_class(sure)
    measured = record.audit.shares(counts.words_by_class, table[["words"]].T, least=0.8)
    assert measured.bars.loc[("words", "named person"), "share"] == pytest.approx(1), (
        "of the others nothing was found"
    )


def test_first_quoted_places_are_counted_by_article(record):
    count = counts.grouping(record.mentions, record.entities, "kind")
    voice = count(record.attributions)
    of, totals = {"words": "words", "first_quoted": "first"}, voice[["words", "first_quoted"]].T
    measured = record.audit.shares(count, totals, of=of, beside=counts.groups_without_share())
    assert list(measured.bars["share"]) == [1, 1]


def test_filtered_record_has_the_audit_of_the_whole(record):
    part = record.filter(outlet="Tide")
    table = counts.words_by_class(part.attributions)
    assert part.audit.shares(counts.words_by_class, table[["words"]].T).articles == 8


def test_without_an_audit_there_is_nothing_and_one_line(tmp_path):
    made = town()
    table = counts.words_by_class(made.attributions)
    assert made.audit.shares(counts.words_by_class, table[["words"]].T) is None
    assert not made.audit and "onrecord audit sample TABLES" in made.audit.line
    assert made.audit.table("accuracy").empty and made.audit.errors().empty


def test_too_few_articles_give_no_mark(tmp_path):
    tables, [path] = sampled(tmp_path, articles=4)
    score([fill(path)], tables)
    record = onrecord.load(tables)
    table = counts.words_by_class(record.attributions)
    measured = record.audit.shares(counts.words_by_class, table[["words"]].T)
    assert measured.bars.empty


def test_rows_of_another_manner_are_left_out_as_in_the_chart(record):
    table = counts.words_by_class(counts.of_manner(record.attributions, "speech"))
    totals = table[["words"]].T
    every = record.audit.shares(counts.words_by_class, totals)
    spoken = record.audit.shares(counts.words_by_class, totals, manner="speech")
    assert spoken.bars.equals(every.bars), (
        "all that was found here is speech, and all that was missed"
    )
    assert record.audit.shares(counts.words_by_class, totals, manner="act").bars.empty

"""Scoring of attributions, on cases small enough to count by hand."""

import pytest
from marked_corpora import BOATS, RAIN, TEXT, spans

from benchmarks.common import polnear, scoring


def test_same_attributions_are_all_right():
    counts = scoring.count(TEXT, [BOATS, RAIN], [RAIN, BOATS])
    assert (counts.found, counts.marked, counts.right, counts.right_source) == (2, 2, 2, 2)
    assert (counts.pieces_right, counts.source_pieces_right, counts.cue_pieces_right) == (3, 2, 2)
    assert counts.tokens_right == 7
    assert (counts.quoted, counts.quoted_right, counts.quoted_right_source) == (1, 1, 1)
    for measure in scoring.MEASURES.values():
        assert scoring.measured(counts, measure) == (1, 1, 1)
    for part, whole in scoring.SHARES.values():
        assert getattr(counts, part) == getattr(counts, whole) > 0


def test_nothing_found_is_no_error():
    counts = scoring.count(TEXT, [], [RAIN, BOATS])
    assert (counts.found, counts.marked, counts.tokens_marked, counts.quoted) == (0, 2, 7, 1)
    for measure in scoring.MEASURES.values():
        assert scoring.measured(counts, measure) == (0, 0, 0)


def test_nothing_marked_is_no_error():
    counts = scoring.count(TEXT, [RAIN], [])
    for measure in scoring.MEASURES.values():
        assert scoring.measured(counts, measure) == (0, 0, 0)


def test_measures_of_contents_that_differ():
    """Found: `would rain` (two words of three) and both pieces of the quotation as one."""
    one_piece = ((BOATS.content[0][0], BOATS.content[1][1]),)  # eight words; four are marked
    found = [
        polnear.Marked(spans("mayor"), spans("said"), spans("would rain")),
        polnear.Marked(spans("Lee"), spans("reporters"), one_piece),
    ]
    counts = scoring.count(TEXT, found, [RAIN, BOATS])
    assert (counts.right, counts.right_source, counts.right_cue) == (2, 2, 1)
    assert counts.whole_right == counts.pieces_right == counts.source_pieces_right == 0
    assert counts.cue_pieces_right == 1
    measured = {n: scoring.measured(counts, m) for n, m in scoring.MEASURES.items()}
    assert measured["content tokens"] == pytest.approx((6 / 10, 6 / 7, 12 / 17))
    precision, recall = (1 + 4 / 8) / 2, (2 / 3 + 1) / 2
    f1 = 2 * precision * recall / (precision + recall)
    assert measured["content soft"] == pytest.approx((precision, recall, f1))


def test_cue_may_be_punctuation_alone():
    text = "Ann Lee: it rains."
    colon = polnear.Marked(spans("Ann Lee", text=text), ((7, 8),), spans("it rains", text=text))
    counts = scoring.count(text, [colon], [colon])
    assert (counts.cue_pieces_right, counts.right_cue) == (1, 1)


@pytest.mark.parametrize(
    ("content", "right"), [("it would rain", 1), ("would rain. ", 1), ("it", 0), ("said it", 0)]
)
def test_half_of_the_words_make_a_content_right(content, right):
    found = polnear.Marked((), (), spans(content))
    counts = scoring.count(TEXT, [found], [RAIN])
    assert (counts.right, counts.right_source) == (right, 0)
    assert scoring.right_contents(TEXT, [found], [RAIN]) == [bool(right)]


def test_one_marked_attribution_makes_one_found_right():
    part = polnear.Marked(RAIN.source, (), spans("would rain"))
    counts = scoring.count(TEXT, [part, RAIN], [RAIN])
    assert (counts.found, counts.right, counts.pieces_right) == (2, 1, 1)


@pytest.mark.parametrize(
    ("found", "marked", "right"),
    [
        (set(), set(), True),
        (set(), {1}, False),
        ({1}, set(), False),
        ({5}, {1, 2, 3, 4, 5}, True),  # the last word of the marked source
        ({3}, {1, 2, 3, 4, 5}, False),
        ({0, 1}, {1, 2, 3, 4, 5}, False),
    ],
)
def test_right_source(found, marked, right):
    assert scoring.is_right_source(frozenset(found), frozenset(marked)) is right


def test_f1_interval_repeats_and_holds_the_f1():
    articles = [scoring.Counts(found=4, marked=5, right=n % 5) for n in range(40)]
    measure = scoring.MEASURES["attribution@.5"]
    low, high = scoring.f1_interval(articles, measure)
    *_, f1 = scoring.measured(scoring.total(articles), measure)
    assert 0 < low < f1 < high < 1
    assert (low, high) == scoring.f1_interval(articles, measure)


def test_share_interval_is_that_of_the_share():
    articles = [scoring.Counts(quoted=4, quoted_right=1)] * 9
    assert scoring.share_interval(articles, "quoted_right", "quoted") == (0.25, 0.25)

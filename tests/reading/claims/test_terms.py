"""Terms of a corpus: how many claims have each, and which of a statement are the heaviest."""

import io
from array import array

import numpy as np
import pytest
from stated import scratch, stated, statement

from onrecord.reading.claims import terms
from onrecord.reading.claims.likeness import weigh
from onrecord.reading.claims.terms import TERMS, CorpusTerms

CLAIMS = [
    stated("mayor sell ferry", "mayor sail", entities="e1"),
    stated("sell port mayor mayor", entities="e1"),
    stated("clerk"),
]


def counted(claims):
    """What claims have their terms, by claim; their weights by number; and the heaviest ones."""
    written, sizes = io.BytesIO(), []
    with scratch() as database:
        corpus = CorpusTerms(database)
        for n, claim in enumerate(claims):
            before = corpus.size
            corpus.add(claim, n)
            sizes.append(corpus.size - before)
        weights = corpus.count(len(claims), written)
        rows = database.sql("FROM claim_heaviest ORDER BY row").fetchall()
    counts = array("i", written.getvalue()).tolist()
    ends = np.cumsum(sizes).tolist()
    return [counts[end - size : end] for size, end in zip(sizes, ends, strict=True)], weights, rows


def test_claims_are_counted_that_have_a_term_however_often():
    counts, *_ = counted(CLAIMS)
    assert counts == [[2, 2, 2, 1, 1], [2, 2, 1, 2], [1]]


def test_terms_of_several_claims_weigh_by_number_and_entities_nothing():
    _, weights, _ = counted([*CLAIMS, stated("mayor")])
    two, three = (np.float32(weigh(n, 4)) for n in (2, 3))
    assert weights.tolist() == [0, two, three, 0]  # e1, sell, mayor; and none


def test_statements_have_their_heaviest_terms_with_words_and_weight():
    _, _, rows = counted([*CLAIMS, stated("mayor")])
    one, two, three = (weigh(n, 4) for n in (1, 2, 3))
    none = (-1,) * (TERMS - 3)
    assert [row[:2] for row in rows] == [(0, 3), (1, 2), (8, 3)]
    assert [row[3] for row in rows] == [(0, 1, 2, *none), (0, 2, *none, -1), (0, 1, 2, *none)]
    assert [row[2] for row in rows] == pytest.approx(
        [one + two + three, one + three, one + two + three]
    )


def test_no_more_terms_than_are_compared_and_the_weight_of_these_alone():
    words = " ".join(f"w{n:02}" for n in range(TERMS + 4))
    _, _, rows = counted([stated(words), stated(words)])
    assert [row[1] for row in rows] == [TERMS + 4] * 2
    assert rows[0][3] == tuple(range(TERMS))
    assert rows[0][2] == pytest.approx(TERMS * weigh(2, 2))


def test_later_statements_are_counted_and_have_no_row():
    claims = [stated(*["mayor sell"] * 6, "ferry port"), stated("ferry port", "mayor sell")]
    counts, _, rows = counted(claims)
    assert counts == [[2] * 4] * 2
    assert [row[0] for row in rows] == [0, 1, 2, 3, 4, 5, 8, 9]


@pytest.mark.parametrize("claims", [[], [stated()], [stated(entities="e1"), stated("ferry")]])
def test_hardly_any_terms_are_no_error(claims):
    assert counted(claims)[2] == []


def test_result_does_not_depend_on_how_many_terms_are_taken_at_once(monkeypatch):
    topic = stated(statement("a", states=False), entities="e1")
    claims = [claim for n in range(30) for claim in (stated("a b", f"{n % 7} b c"), topic)]
    whole = counted(claims)
    monkeypatch.setattr(terms, "AT_ONCE", 3)
    cut = counted(claims)
    assert (cut[0], cut[1].tolist(), cut[2]) == (whole[0], whole[1].tolist(), whole[2])

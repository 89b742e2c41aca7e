"""The benchmark of the linking: what its claims are drawn from, and what it says of its figures."""

import pytest
from stated import stated, statement

from benchmarks.speed import linking, resampling
from benchmarks.speed.resampling import by_article, resample

FIRST = [
    stated(statement("mayor sell ferry", heads="sell"), source="e1", entities="e2", span=(0, 9)),
    stated("lawyer advise", source="e2", act="denies", points_to=(0,), pointing="it"),
]
SECOND = [stated("clerk swim far", source="e3", entities="e1 e2", article=1)]


def test_claims_are_drawn_article_by_article_with_places_in_their_own():
    made = list(resample([FIRST, SECOND], 60))
    articles = by_article(made)
    assert [claim.article for claim in made] == sorted(claim.article for claim in made)
    assert len(articles) == 60
    assert {len(claims) for claims in articles} == {1, 2}
    for claim in made:
        assert claim.claim.points_to == ((0,) if claim.claim.act == "denies" else ())


def test_same_claims_are_drawn_again_and_fewer_are_the_first_of_more():
    more = list(resample([FIRST, SECOND], 30))
    assert list(resample([FIRST, SECOND], 30)) == more
    fewer = list(resample([FIRST, SECOND], 10))
    assert more[: len(fewer)] == fewer


def test_words_and_names_are_changed_and_some_kept(monkeypatch):
    monkeypatch.setattr(resampling, "RETOLD", 0)
    made = list(resample([FIRST, SECOND], 400))
    terms = [t for claim in made for s in claim.claim.statements for t in s.terms]
    assert {"mayor", "sell", "ferry", "clerk", "swim", "far"} <= set(terms)
    assert 0 < sum(t.startswith("new") for t in terms) < 0.05 * len(terms)
    assert any(e.startswith("new") for claim in made for e in claim.entities)
    unchanged = sum(c.claim.statements[0].terms == ("mayor", "sell", "ferry") for c in made)
    assert unchanged < 0.1 * len(made)


def test_one_name_of_an_article_is_one_name_of_what_is_made_of_it():
    for claims in by_article(resample([FIRST], 50)):
        assert claims[0].entities == {claims[1].source}


def test_main_words_stay_main_words():
    for claim in resample([FIRST[:1]], 50):
        assert claim.claim.statements[0].heads == {claim.claim.statements[0].terms[1]}


def test_retelling_keeps_most_of_a_story_that_was_made(monkeypatch):
    monkeypatch.setattr(resampling, "RETOLD", 1)
    words = " ".join(f"w{n}" for n in range(200))
    first, second = resample([[stated(words)]], 2)
    ours, theirs = first.claim.statements[0].terms, second.claim.statements[0].terms
    assert sum(a == b for a, b in zip(ours, theirs, strict=True)) > 160


def test_articles_without_claims_are_left_out():
    claims = [stated("a"), stated("b", points_to=(0,)), stated("c", article=2)]
    assert by_article(claims) == [claims[:2], claims[2:]]


def run(articles, seconds, peak=6e8):
    known = {"claims": 10 * articles, "links": articles, "before": 5e8, "note": ""}
    return {"articles": articles, "seconds": seconds, "peak": peak, **known}


def test_measure_counts_each_echo_once():
    found = linking.measure([FIRST, SECOND], 40)
    made = list(resample([FIRST, SECOND], 40))
    assert found["claims"] == len(made)
    assert found["links"] >= sum(claim.claim.act == "denies" for claim in made)


@pytest.mark.parametrize(
    ("seconds", "peak", "said"),
    [
        (40, 6.5e8, ["takes 40 s, no more than the 50 s", ", under 700 MB", ", close to linear"]),
        (60, 6.5e8, ["takes 60 s, MORE than the 50 s", "1.08 times the memory, flat"]),
        (40, 7e8, ["NOT under 700 MB", "1.17 times the memory, NOT flat"]),
        (90, None, ["not told here, under", "NOT close to linear"]),
    ],
)
def test_verdict_compares_with_the_parse_of_a_tenth_and_with_the_fewest_articles(
    seconds, peak, said
):
    parsed = {"articles": 200, "seconds": 5}
    verdict = linking.verdict([run(5000, 9), run(20_000, seconds, peak)], parsed)
    assert all(words in verdict for words in said)
    assert "parsing 2,000 of them takes (measured on 200, times 10)" in verdict


def test_table_has_a_row_for_each_size():
    table = linking.growth_table([run(5000, 9), run(20_000, 40)])
    assert len(table.splitlines()) == 4
    assert table.splitlines()[3].split() == [
        "|", "20,000", "|", "200,000", "|", "20,000", "|", "40.0", "|", "600", "MB", "|", "500",
        "MB", "|", "2.00", "|",
    ]  # fmt: skip

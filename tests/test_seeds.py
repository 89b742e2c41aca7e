"""The seeds: the article as it was given, and the demo corpus with what its README promises."""

import hashlib
import re
from datetime import date

import pytest
from project import SEEDS

from onrecord.corpus import read_articles
from onrecord.extraction.extract import extract_tables

DEMO = SEEDS / "demo"
GIVEN = "000_7568bfb3d1f1b3ad.txt"
OUTLETS = {"Halvermouth Courier", "The Quayside Ledger", "Vellcast"}


@pytest.fixture(scope="module")
def demo():
    return {a.path: a for a in read_articles(DEMO)}


@pytest.fixture(scope="module")
def tables():
    return extract_tables(read_articles(DEMO))


def of(tables, name, article):
    rows = getattr(tables, name).to_pylist()
    return [r for r in rows if r["article_id"].endswith(article)]


def test_seed_article_is_byte_for_byte_as_it_was_given():
    digest = hashlib.sha256((SEEDS / GIVEN).read_bytes()).hexdigest()
    assert digest == "02dd59ddbf90dfdd291e8d1fdc3bdaaa822209b9f64da9c29d8b9e928b7a4c80"


def test_every_seed_is_read(demo):
    articles = list(read_articles(SEEDS))
    assert [a.article_id for a in articles if a.status != "ok"] == []
    assert len(articles) == len(demo) + 1


def test_demo_corpus_is_large_enough_to_explore(demo):
    assert len(demo) >= 15
    assert {a.outlet for a in demo.values()} == OUTLETS
    days = sorted(a.published for a in demo.values())
    assert days[0] >= date(2025, 3, 1)
    assert 21 <= (days[-1] - days[0]).days <= 28


def test_every_demo_article_says_what_is_known_about_it(demo):
    for path, article in demo.items():
        known = (article.title, article.outlet, article.author, article.published, article.url)
        assert all(known), path
        assert article.message is None, path
        assert not article.text.startswith("---"), path
        assert path.startswith(article.published.isoformat()), path
        assert article.published.strftime("/%Y/%m/%d/") in article.url, path


def test_readme_names_every_seed():
    readme = (SEEDS / "README.md").read_text("utf-8")
    assert f"`{GIVEN}`" in readme
    for path in DEMO.iterdir():
        short = path.stem.split("-", 3)[3]
        assert f"`{short}`" in readme or f"`demo/{path.name}`" in readme, path.name


def test_quotation_over_four_paragraphs_is_one_attribution(tables):
    rows = of(tables, "attributions", "estuary-study")
    assert max(len(r["content_spans"]) for r in rows) == 4
    [longest] = [r for r in rows if len(r["content_spans"]) == 4]
    assert longest["kind"] == "direct"
    assert longest["status"] == "ok"


def test_quotation_that_never_closes_is_kept_with_its_status(tables):
    rows = of(tables, "attributions", "ferry-ballot")
    assert [r["status"] for r in rows].count("unclosed_quote") == 1


def test_two_people_of_one_surname_are_two_entities(tables):
    names = [r["name"] for r in tables.entities.to_pylist()]
    assert "Rosalind Maddern" in names
    assert "Colm Maddern" in names
    quoted = {r["source_name"] for r in of(tables, "attributions", "two-madderns")}
    assert "Maddern" not in quoted


def test_he_after_the_name_of_a_city_is_the_minister(tables):
    [row] = [
        r
        for r in of(tables, "attributions", "minister-offer")
        if r["content_text"].startswith("to bring “answers")
    ]
    assert (row["source_text"], row["source_name"]) == ("He", "Tobias Oake")


def test_speaker_label_that_the_recogniser_missed_is_the_candidate(tables):
    rows = of(tables, "attributions", "hustings")
    labelled = [r for r in rows if r["source_text"] == "Gideon Strake"]
    assert {r["source_class"] for r in labelled} == {"named_person"}


def test_wire_story_is_read_in_both_outlets_and_the_second_is_a_reprint(tables):
    rows = tables.articles.to_pylist()
    stories = [r for r in rows if re.search("mayor-resigns|pellow-quits", r["path"])]
    first = stories[0]["article_id"]
    assert [r["status"] for r in stories] == ["ok", "ok"]
    assert [r["duplicate_of"] for r in rows if r["duplicate_of"]] == [first]
    assert [r["duplicate_of"] for r in stories] == [None, first]
    assert len({r["outlet"] for r in stories}) == 2


def test_transcript_has_a_speaker_for_every_turn(tables):
    turns = [r for r in of(tables, "attributions", "hustings") if r["evidence"] == "speaker_label"]
    assert len(turns) >= 10
    assert all(r["source_text"] and r["kind"] == "direct" for r in turns)


def test_demo_corpus_holds_most_acts(tables):
    acts = {r["act"] for r in tables.claims.to_pylist()}
    assert acts >= {
        "asserts", "denies", "withholds", "promises", "urges", "warns", "predicts", "hints",
        "decides", "finds", "asks",
    }  # fmt: skip

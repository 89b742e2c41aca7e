"""The benchmark of attributions, on one invented article."""

import pytest
from marked_corpora import BOATS, RAIN, TEXT, polnear_folder, run_benchmark
from tqdm import tqdm

from benchmarks.attributions import attributing, textacy_quotations
from benchmarks.common import parsing, scoring


def test_article_that_the_kit_fails_on_is_lost_alone(monkeypatch):
    from onrecord.reading import attribution as kit

    class Broken:
        text = "x"

    def fails(docs):
        assert not any(isinstance(doc, Broken) for doc in docs), "broken"
        return whole(docs)

    whole = kit.find_in_batch
    monkeypatch.setattr(kit, "find_in_batch", fails)
    good = parsing.parse_texts({"good": TEXT, "also": TEXT})
    articles = [
        parsing.Parsed("bad", doc=Broken()),
        *good,
        parsing.Parsed("unread", problem="gone"),
    ]
    result = attributing.attribute(articles, tqdm(disable=True))
    assert list(result.lost) == ["unread", "bad"]
    assert result.found["bad"] == result.scored["unread"] == []
    assert result.found["good"] and result.found["good"] == result.found["also"]
    assert result.words == 2 * len(scoring.Words(TEXT))


def test_tokens_side_by_side_make_one_span():
    from onrecord.reading.doc.pipeline import load_model

    doc = load_model().make_doc("Ann Lee of Oslo")
    assert textacy_quotations.spans([doc[0], doc[1], doc[3]]) == [(0, 7), (11, 15)]
    assert textacy_quotations.spans([]) == []


@pytest.mark.parametrize("name", ["curve.txt", "nowhere/curve.svg"])
def test_curve_that_cannot_be_drawn_is_refused_at_once(name, tmp_path):
    run = run_benchmark("attribution", tmp_path, "--curve", tmp_path / name)
    assert run.returncode == 2
    assert "--curve" in run.stderr


def test_folder_without_marked_articles_is_wrong_usage(tmp_path):
    run = run_benchmark("attribution", tmp_path)
    assert run.returncode == 2
    assert "no marked articles" in run.stderr


def test_attribution_benchmark_prints_all_sections(tmp_path):
    polnear_folder(tmp_path, marked=(RAIN, BOATS))
    run = run_benchmark("attribution", tmp_path, "--curve", tmp_path / "c.svg")
    assert run.returncode == 0, run.stderr
    assert "1 articles, 0 of them lost" in run.stdout
    for section in ("Peers", "By kind", "By publisher", "By length", "By threshold", "typography"):
        assert section in run.stdout
    assert (tmp_path / "c.svg").stat().st_size

"""The benchmark of entities, on one invented article in two genres."""

import json

import pytest
from marked_corpora import ARTICLE, PERFECT, TEXT, gum_folder, run_benchmark
from spacy.tokens import Doc
from spacy.vocab import Vocab
from tqdm import tqdm

from benchmarks.common import extracting, gum
from benchmarks.entities import systems


def test_baseline_joins_what_the_recogniser_found_by_its_string():
    doc = Doc(Vocab(), ["The", "Senate", "met", "SENATE", "aides", "in", "Oslo"])
    doc.set_ents([doc.char_span(*span, label="ORG") for span in ((0, 10), (15, 21))])
    first, second = systems.naive_mentions(doc)
    assert (first.start, first.end, first.form, first.label) == (0, 10, "proper", "ORG")
    assert first.entity == second.entity


def prediction_line(name, found):
    return json.dumps({"doc": name, "mentions": [vars(m) for m in found]})


def test_predictions_are_read_as_they_are_written(tmp_path):
    (tmp_path / "p.jsonl").write_text(prediction_line(ARTICLE.name, PERFECT) + "\n")
    found = systems.read_predictions(tmp_path / "p.jsonl")
    assert found == {ARTICLE.name: PERFECT}
    assert list(systems.missing(found, [ARTICLE.name, "GUM_news_y"])) == ["GUM_news_y"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "line 2 cannot be scored"),
        ('{"doc": "b"}', "'mentions'"),
        ('{"doc": "b", "mentions": [{"start": 0, "end": 1}]}', "'entity'"),
        ('{"doc": "a", "mentions": []}', "'a' stands there twice"),
    ],
)
def test_predictions_that_cannot_be_scored_are_refused(tmp_path, line, why):
    (tmp_path / "p.jsonl").write_text('{"doc": "a", "mentions": []}\n' + line)
    with pytest.raises(ValueError, match=why):
        systems.read_predictions(tmp_path / "p.jsonl")


def test_entities_benchmark_scores_kit_baseline_and_predictions(tmp_path):
    gum_folder(tmp_path, "GUM_news_x", "GUM_bio_y")
    lines = (prediction_line(name, PERFECT) for name in ("GUM_news_x", "GUM_bio_y"))
    (tmp_path / "p.jsonl").write_text("\n".join(lines))
    run = run_benchmark("entities", tmp_path, "--predictions", tmp_path / "p.jsonl")
    assert run.returncode == 0, run.stderr
    assert "2 articles, 0 of them lost" in run.stdout
    rows = list(map(tuple, run.rows))
    systems_of = [row[:2] for row in rows if row[0] in ("bio", "news", "all")]
    for genre in ("bio", "news", "all"):
        assert {(genre, s) for s in ("onrecord", "baseline", "predictions")} <= set(systems_of)
    assert ("all", "predictions", "2", "6", "0.000", "0.000", *["1.000"] * 5) in rows
    assert ("all", "pronoun", "predictions", "2", "2", "1.000", "2", "1.000", "0", "0.000") in rows
    assert "Entities cost" in run.stdout


def test_predictions_that_lack_an_article_are_said(tmp_path):
    gum_folder(tmp_path, "GUM_news_x")
    (tmp_path / "p.jsonl").write_text("")
    run = run_benchmark("entities", tmp_path, "--predictions", tmp_path / "p.jsonl")
    assert run.returncode == 1
    assert "lost: GUM_news_x (predictions)" in run.stderr


def test_genre_that_is_not_there_is_wrong_usage(tmp_path):
    gum_folder(tmp_path, "GUM_news_x")
    run = run_benchmark("entities", tmp_path, "--genre", "novel")
    assert run.returncode == 2
    assert "'novel'" in run.stderr and "news" in run.stderr


def test_article_that_cannot_be_read_is_lost_and_the_others_are_extracted(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT + " Changed.")
    docs = {}
    bar = tqdm(disable=True)
    run = extracting.extract(tmp_path, {"a": TEXT, "b": TEXT, "c": TEXT}, docs.__setitem__, bar)
    assert list(run.lost) == ["b", "c"]
    assert list(run.names.values()) == list(docs) == ["a"]
    assert run.tables.attributions.num_rows > 0
    assert run.words > 0
    assert all(run.seconds[step] > 0 for step in ("model", "attribution", "entities"))
    assert systems.kit_mentions(run)["b"] == []


def test_gum_reader_sorts_by_genre(tmp_path):
    gum_folder(tmp_path, "GUM_news_x", "GUM_bio_y")
    genres = gum.read_genres(tmp_path)
    assert list(genres) == ["bio", "news"]
    assert genres["news"] == [ARTICLE]

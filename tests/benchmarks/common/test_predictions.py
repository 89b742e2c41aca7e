"""Tables as JSONL that outside scorers read."""

import json

import pytest
from marked_corpora import TEXT, run_benchmark

from benchmarks.common import predictions


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    from tables_by_hand import write_tables

    from onrecord.corpus import read_articles
    from onrecord.extraction.extract import extract_tables

    corpus = tmp_path_factory.mktemp("corpus")
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(TEXT)
    (corpus / "c.txt").write_text("")
    made = extract_tables(read_articles(corpus))
    folder = tmp_path_factory.mktemp("tables") / "tables"
    write_tables(made, folder)
    return made, folder


def predict(folder, out, *options):
    run = run_benchmark("predictions", folder, "--out", out, *options)
    assert run.returncode == 0
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()], run.stderr


def test_predictions_are_the_rows_of_the_tables(tables, tmp_path):
    made, folder = tables
    lines, told = predict(folder, tmp_path / "pred.jsonl")
    assert [line["doc"] for line in lines] == ["a", "b"]  # b repeats a; c is empty
    assert "c.txt" in told
    rows = [r for r in made.attributions.to_pylist() if r["depth"] == 0 and r["cue_spans"]]
    expected = [{k: r[f"{k}_spans"] for k in ("source", "cue", "content")} for r in rows]
    assert expected and lines[0]["attributions"] == lines[1]["attributions"] == expected


def test_predicted_mentions_are_the_rows_of_the_tables(tables, tmp_path):
    made, folder = tables
    lines, _ = predict(folder, tmp_path / "pred.jsonl", "--mentions")
    rows = made.mentions.to_pylist()
    assert rows and [m["entity"] for m in lines[0]["mentions"]] == [r["entity_id"] for r in rows]
    assert set(lines[0]["mentions"][0]) == {"entity", "start", "end", "form", "label"}


def test_floating_quotations_are_left_out_unless_asked_for():
    row = {"article_id": "a", "depth": 0, "source_spans": [], "content_spans": [[0, 4]]}
    rows = [row | {"cue_spans": []}, row | {"cue_spans": [[5, 9]]}]
    rows.append(rows[1] | {"depth": 1})
    assert len(predictions.attribution_rows(rows)["a"]) == 1
    assert len(predictions.attribution_rows(rows, with_floating=True)["a"]) == 2


def test_two_articles_of_one_name_are_refused():
    article = {"status": "ok", "text": "x", "duplicate_of": None}
    rows = [article | {"article_id": p, "path": f"{p}/a.txt"} for p in "xy"]
    with pytest.raises(ValueError, match="two articles are called 'a'"):
        predictions.name_docs(rows)

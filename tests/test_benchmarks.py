"""Benchmarks: the readers of marked corpora and the scoring, on cases small enough to count by hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import entity_scoring
import gum
import mentions
import polnear
import predictions
import printing
import scoring
import speed
from measuring import Stopwatch

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SCRIPTS = ("attributions", "mentions", "predictions", "run", "scale", "speed")
TEXT = 'The mayor said it would rain. "Bring boats," Ann Lee told reporters, "and bread."'


def spans(*words, text=TEXT):
    return tuple((text.index(w), text.index(w) + len(w)) for w in words)


RAIN = polnear.Marked(spans("The mayor"), spans("said"), spans("it would rain"))
BOATS = polnear.Marked(spans("Ann Lee"), spans("told"), spans('"Bring boats,"', '"and bread."'))


def brat_lines(*lines):
    return "\n".join(line.replace(" | ", "\t") for line in lines)


def test_brat_reader_joins_pieces_and_sorts_them():
    brat = brat_lines(
        "T1 | Content 30 40;50 60 | a b",
        "T2 | Cue 45 49 | said",
        "T3 | Content 5 9 | c",
        "E1 | Attribution:T2 Content:T1 Cue:T2 Content2:T3",
    )
    assert polnear.read_brat(brat) == [
        polnear.Marked(source=(), cue=((45, 49),), content=((5, 9), (30, 40), (50, 60)))
    ]


def test_brat_reader_resolves_a_span_that_stands_after_its_event():
    brat = brat_lines("T1 | Content 0 4 | a", "E1 | Attribution:T1 Content:T1 Content2:T2")
    later = brat_lines("T2 | Content 6 9 | b")
    assert polnear.read_brat(f"{brat}\n{later}")[0].content == ((0, 4), (6, 9))


def test_brat_reader_keeps_attributions_with_content_only():
    brat = brat_lines(
        "T1 | Content 0 4 | a",
        "T2 | Cue 6 9 | b",
        "E1 | Attribution-no-source:T2 Cue:T2 Content:T1",
        "E2 | Attribution:T2 Cue:T2",
        "E3 | Attribution-to-Self:T2 Cue:T2 Content:T1",
        "A1 | Nested E1",
    )
    assert [a.content for a in polnear.read_brat(brat)] == [((0, 4),)]


def test_first_of_several_annotators_counts(tmp_path):
    folder = tmp_path / "polnear" / "dev"
    for name in ("text", "attributions"):
        (folder / name).mkdir(parents=True)
    (folder / "text" / "a.txt").write_bytes(b"one\r\ntwo")
    (folder / "text" / "unmarked.txt").write_bytes(b"three")
    for annotator, end in (("b", 8), ("a", 3)):
        brat = brat_lines(f"T1 | Content 0 {end} | x", "E1 | Attribution:T1 Content:T1")
        (folder / "attributions" / f"a_{annotator}.ann").write_text(brat)
    (folder / "attributions" / "a_longer_0.ann").write_text("")
    [article] = polnear.read_part(tmp_path, "dev")
    assert (article.name, article.text) == ("a", "one\r\ntwo")
    assert article.attributions[0].content == ((0, 3),)


def test_missing_data_is_said():
    with pytest.raises(FileNotFoundError, match="no marked articles"):
        polnear.read_part("nowhere", "dev")


def test_same_attributions_are_all_right():
    counts = scoring.count(TEXT, [BOATS, RAIN], [RAIN, BOATS])
    assert counts == scoring.Counts(2, 2, 2, 2, 3, 3, 3, 1, 1, 1)
    assert scoring.rates(counts.right, counts.found, counts.marked) == (1, 1, 1)


def test_nothing_found_is_no_error():
    counts = scoring.count(TEXT, [], [RAIN, BOATS])
    assert counts == scoring.Counts(marked=2, pieces_marked=3, quoted=1)
    assert scoring.rates(0, 0, 2) == (0, 0, 0)


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
    names = ("right", "found", "marked")
    low, high = scoring.f1_interval(articles, *names)
    *_, f1 = scoring.rates(*(getattr(scoring.total(articles), n) for n in names))
    assert 0 < low < f1 < high < 1
    assert (low, high) == scoring.f1_interval(articles, *names)


GUM_TEXT = "Ann Lee met Bo in Oslo. Lee left. She sang to Bo."


def gum_entity(number, kind, *mentions):
    made = [
        {"start": s, "end": e, "head": [s, e], "form": form}
        for form, word, nth in mentions
        for s in [[i for i in range(len(GUM_TEXT)) if GUM_TEXT.startswith(word, i)][nth]]
        for e in [s + len(word)]
    ]
    return {"id": number, "type": kind, "mentions": made}


ENTITIES = [
    gum_entity("1", "person", ("proper", "Ann Lee", 0), ("proper", "Lee", 1), ("pronoun", "She", 0)),
    gum_entity("2", "person", ("proper", "Bo", 0), ("proper", "Bo", 1)),
    gum_entity("3", "place", ("proper", "Oslo", 0)),
]  # fmt: skip
ARTICLE = gum.read_article("GUM_news_x", GUM_TEXT, ENTITIES)
LABEL = {"1": "PERSON", "2": "PERSON", "3": "GPE"}
PERFECT = [
    mentions.Found(m.entity, m.start, m.end, m.form, LABEL[m.entity]) for m in ARTICLE.mentions
]


def test_entities_as_marked_are_all_right():
    measures = entity_scoring.tally(ARTICLE, PERFECT).measures()
    assert measures.pop("count error") == 0
    assert set(measures.values()) == {1}


def test_entity_split_in_two():
    """Without `She`, and `Lee` apart: counts 1 for 3, 2 for 2, 1 for 1."""
    found = [m for m in PERFECT if m.form != "pronoun"]
    found[1] = mentions.Found("lee", found[1].start, found[1].end, "proper", "PERSON")
    tally = entity_scoring.tally(ARTICLE, found)
    assert sorted(tally.sizes) == [(1, 1), (2, 2), (3, 1)]
    measures = tally.measures()
    assert measures["count error"] == pytest.approx(2 / 3)
    assert measures["within one"] == pytest.approx(2 / 3)
    assert measures["B3 P"] == 1
    assert measures["B3 R"] == pytest.approx((1 / 3 + 1 / 3 + 0 + 1 + 1 + 1) / 6)


def test_nobody_found():
    measures = entity_scoring.tally(ARTICLE, []).measures()
    assert measures["count error"] == 2
    assert measures["B3 F1"] == measures["top-3"] == 0


@pytest.mark.parametrize("name", ["The Senate", "the senate's", "Senate’s", "SENATE"])
def test_baseline_joins_case_article_and_possessive(name):
    assert mentions.naive_key(name) == "senate"


def test_gum_reader_sorts_by_genre(tmp_path):
    for folder in ("text", "mentions"):
        (tmp_path / "gum" / folder).mkdir(parents=True)
    for name in ("GUM_news_x", "GUM_bio_y"):
        (tmp_path / "gum" / "text" / f"{name}.txt").write_text(GUM_TEXT)
        (tmp_path / "gum" / "mentions" / f"{name}.json").write_text(
            json.dumps({"entities": ENTITIES})
        )
    genres = gum.read_genres(tmp_path)
    assert list(genres) == ["bio", "news"]
    assert genres["news"] == [ARTICLE]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    from onrecord.corpus import read_articles
    from onrecord.extraction import extract_tables
    from onrecord.tables import write_tables

    corpus = tmp_path_factory.mktemp("corpus")
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(TEXT)
    (corpus / "c.txt").write_text("")
    made = extract_tables(read_articles(corpus))
    folder = tmp_path_factory.mktemp("tables") / "tables"
    write_tables(made, folder)
    return made, folder


def predict(monkeypatch, folder, out, *options):
    monkeypatch.setattr("sys.argv", ["predictions.py", str(folder), "--out", str(out), *options])
    assert predictions.main() == 0
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_predictions_are_the_rows_of_the_tables(tables, tmp_path, monkeypatch, capsys):
    made, folder = tables
    lines = predict(monkeypatch, folder, tmp_path / "pred.jsonl")
    assert [line["doc"] for line in lines] == ["a", "b"]  # b repeats a; c is empty
    assert "c.txt" in capsys.readouterr().err
    rows = [r for r in made.attributions.to_pylist() if r["depth"] == 0 and r["cue_spans"]]
    expected = [{k: r[f"{k}_spans"] for k in ("source", "cue", "content")} for r in rows]
    assert expected and lines[0]["attributions"] == lines[1]["attributions"] == expected


def test_predicted_mentions_are_the_rows_of_the_tables(tables, tmp_path, monkeypatch):
    made, folder = tables
    lines = predict(monkeypatch, folder, tmp_path / "pred.jsonl", "--mentions")
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


def test_speed_times_what_extraction_calls():
    from onrecord import extraction

    assert [name for name in speed.CALLS if not hasattr(extraction, name)] == []


def test_stopwatch_times_generators_while_they_are_read():
    stopwatch = Stopwatch()
    read = stopwatch.timed("step", lambda: (sum(range(200_000)) for _ in range(5)))()
    before = stopwatch.seconds["step"]
    assert len(list(read)) == 5
    assert stopwatch.seconds["step"] > before


def test_markdown_table_is_aligned():
    table = printing.markdown(["a", "bb"], [["long", 1], ["x", 22]])
    assert table.splitlines() == [
        "| a    | bb |",
        "| ---- | -: |",
        "| long |  1 |",
        "| x    | 22 |",
    ]


@pytest.mark.parametrize("name", SCRIPTS)
def test_help_says_how_to_run_it(name):
    command = [sys.executable, BENCHMARKS / f"{name}.py", "--help"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert "example" in run.stdout and f"python benchmarks/{name}.py" in run.stdout


def test_run_refuses_an_unknown_name():
    command = [sys.executable, BENCHMARKS / "run.py", "data", "sped"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2
    assert "sped" in run.stderr

"""Figures of attributions: by kind, group, confidence and threshold."""

import pytest
from marked_corpora import BOATS, RAIN, TEXT, spans

from benchmarks.attributions import (
    attributing,
    curve,
    figures,
    peers,
    reliability,
)
from benchmarks.common import polnear, scoring

ARTICLE_OF_TWO = polnear.MarkedArticle("nyt_2016_x", TEXT, (RAIN, BOATS))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("it rains", "indirect"),
        ('"it rains"', "direct"),
        ("“it ‘never’ rains”", "direct"),
        ("it “rains”", "mixed"),
        ("“it rains", "direct"),  # up to the end of the paragraph
        ("“it rains.\n\n“It pours.”", "direct"),
        ("“it rains.\n\nIt pours.", "mixed"),
        ("...", None),
    ],
)
def test_kind_by_the_marks(text, kind):
    article = polnear.MarkedArticle("a", text, (polnear.Marked((), (), ((0, len(text)),)),))
    counts = figures.count_kinds(article, list(article.attributions))
    hits = {kind: (c.marked, c.right) for kind, c in counts.items()}
    assert hits == {k: (int(k == kind),) * 2 for k in figures.KINDS}


def test_groups_by_publisher_and_length():
    texts = {"nyt_1": "a b", "nyt_2": "a", "politico_1": "a b c"}
    marked = [polnear.MarkedArticle(name, text, ()) for name, text in texts.items()]
    named = {p: [a.name for a in each] for p, each in figures.by_publisher(marked).items()}
    assert named == {"nyt": ["nyt_1", "nyt_2"], "politico": ["politico_1"]}
    lengths = [a.name for each in figures.by_length(marked).values() for a in each]
    assert lengths == ["nyt_2", "nyt_1", "politico_1"]
    assert len(figures.by_length(marked[:1])) == 1


def test_score_table_has_a_row_a_measure():
    table = figures.score_table([ARTICLE_OF_TWO], {ARTICLE_OF_TWO.name: [RAIN]})
    lines = table.splitlines()
    assert len(lines) == 2 + len(scoring.MEASURES) + len(scoring.SHARES)
    assert [cell.strip() for cell in lines[2].split("|")[2:8]] == [
        "1", "1", "2", "1.000", "0.500", "0.667",
    ]  # fmt: skip


def test_peers_stand_below_what_was_measured():
    counts = figures.count_all([ARTICLE_OF_TWO], {ARTICLE_OF_TWO.name: [BOATS]})
    first, *others = peers.peer_table({"ours": counts}).splitlines()[2:]
    assert [cell.strip() for cell in first.split("|")[1:-1]] == [
        "ours", "0.667", "0.667", "0.800", "1.000", "1.000",
    ]  # fmt: skip
    assert len(others) == len(peers.PEERS)


def test_confidence_by_tenths():
    verdicts = [(0.91, True), (1.0, True), (0.95, False), (0.3, False)]
    bins = reliability.in_bins(verdicts)
    assert [len(each) for each in bins] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 3]
    off = abs((0.91 + 1 + 0.95) / 3 - 2 / 3)
    assert reliability.calibration_error(verdicts) == pytest.approx(0.75 * off + 0.25 * 0.3)
    assert reliability.calibration_error([]) == 0
    assert len(reliability.bin_table(verdicts).splitlines()) == 2 + 10 + 1
    assert len(reliability.bin_table([]).splitlines()) == 2 + 10


def made(attribution, confidence, depth=0, evidence="model"):
    from onrecord.reading.attribution import Attribution

    return Attribution(
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
        kind="direct",
        evidence=evidence,
        confidence=confidence,
        depth=depth,
    )


def test_curve_takes_fewer_rows_at_a_higher_threshold():
    wrong = polnear.Marked((), spans("told"), spans("reporters"))
    scored = {ARTICLE_OF_TWO.name: [made(RAIN, 0.9), made(BOATS, 0.62), made(wrong, 0.3)]}
    points = curve.points([ARTICLE_OF_TWO], scored, 0.42)
    rows = {p.threshold: (p.rows, p.precision, p.recall) for p in points}
    assert rows[0.2] == (3, pytest.approx(2 / 3), 1)
    assert rows[0.42] == rows[0.6] == (2, 1, 1)
    assert rows[0.65] == rows[0.9] == (1, 1, 0.5)
    assert "0.42 (default)" in curve.curve_table(points, 0.42)


@pytest.mark.parametrize("name", ["curve.svg", "curve.png"])
def test_curve_is_drawn_the_same_each_time(tmp_path, name):
    points = [curve.Point(0.2, 3, 0.6, 0.9, 0.72), curve.Point(0.4, 2, 0.8, 0.7, 0.75)]
    files = [tmp_path / f"{n}-{name}" for n in range(2)]
    for file in files:
        curve.draw(points, 0.4, "Attributions", file)
    first, second = (file.read_bytes() for file in files)
    assert first == second
    assert name.endswith("png") or (b"Recall" in first and b"0.40 (default)" in first)


def test_rules_and_model_stand_in_one_table():
    found = {ARTICLE_OF_TWO.name: [made(RAIN, 0.8), made(BOATS, 0.94, evidence="speaker_label")]}
    lines = reliability.rule_table([ARTICLE_OF_TWO], found, found).splitlines()[2:]
    assert [line.split("|")[1].strip() for line in lines] == ["model", "speaker_label"]
    assert reliability.of_model(reliability.judge([ARTICLE_OF_TWO], found)) == [(0.8, True)]


def test_model_is_judged_with_what_rules_added_to_it():
    verdicts = {"model": [(0.8, True)], "model, continued": [(0.7, False)], "x": [(1.0, True)]}
    assert reliability.of_model(verdicts) == [(0.8, True), (0.7, False)]


def test_rows_of_depth_0():
    floating = made(polnear.Marked((), (), spans("boats", text="boats")), 0.9)
    found = {"a": [made(RAIN, 0.9), made(BOATS, 0.9, depth=1), floating]}
    assert attributing.outer(found) == {"a": [found["a"][0], floating]}
    assert attributing.outer(found, with_cue=True) == {"a": found["a"][:1]}

"""Benchmarks: the readers of marked corpora and the scoring, on cases small enough to count by hand."""

import json
import subprocess
import sys
from dataclasses import replace
from importlib import import_module

import pytest
import spacy
from project import BENCHMARKS
from spacy.tokens import Doc
from spacy.vocab import Vocab
from tqdm import tqdm

from benchmarks.attributions import (
    attributing,
    attribution,
    curve,
    figures,
    peers,
    reliability,
    scoring,
    textacy_quotations,
    typography,
)
from benchmarks.common import (
    extracting,
    gum,
    judging,
    parsing,
    polnear,
    predictions,
    printing,
    steps,
)
from benchmarks.common.measuring import Stopwatch
from benchmarks.entities import entities, entity_scoring, systems
from benchmarks.sources import reading_sheet, resolving, source_forms, sources
from onrecord.reading.entities import Words

SCRIPTS = (
    "acts",
    "attribution",
    "entities",
    "linking",
    "predictions",
    "reprints",
    "run",
    "scale",
    "sources",
    "speed",
)
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


def test_rows_of_depth_0():
    floating = made(polnear.Marked((), (), spans("boats", text="boats")), 0.9)
    found = {"a": [made(RAIN, 0.9), made(BOATS, 0.9, depth=1), floating]}
    assert attributing.outer(found) == {"a": [found["a"][0], floating]}
    assert attributing.outer(found, with_cue=True) == {"a": found["a"][:1]}


def test_rules_and_model_stand_in_one_table():
    found = {ARTICLE_OF_TWO.name: [made(RAIN, 0.8), made(BOATS, 0.94, evidence="speaker_label")]}
    lines = reliability.rule_table([ARTICLE_OF_TWO], found, found).splitlines()[2:]
    assert [line.split("|")[1].strip() for line in lines] == ["model", "speaker_label"]
    assert reliability.of_model(reliability.judge([ARTICLE_OF_TWO], found)) == [(0.8, True)]


def test_model_is_judged_with_what_rules_added_to_it():
    verdicts = {"model": [(0.8, True)], "model, continued": [(0.7, False)], "x": [(1.0, True)]}
    assert reliability.of_model(verdicts) == [(0.8, True), (0.7, False)]


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


QUOTED = 'She said “it ‘never’ rains, it’s dry.”\n\n"Go," he said.\nThey went.'


@pytest.mark.parametrize(
    ("version", "text"),
    [
        (
            "straight marks",
            'She said "it \'never\' rains, it\'s dry."\n\n"Go," he said.\nThey went.',
        ),
        (
            "single marks (British)",
            "She said ‘it “never” rains, it’s dry.’\n\n‘Go,’ he said.\nThey went.",
        ),
        (
            "line ends \\r\\n",
            'She said “it ‘never’ rains, it’s dry.”\r\n\r\n"Go," he said.\r\nThey went.',
        ),
        (
            "paragraphs parted by \\n",
            'She said “it ‘never’ rains, it’s dry.”\n"Go," he said.\nThey went.',
        ),
        (
            "paragraphs parted by \\n\\n",
            'She said “it ‘never’ rains, it’s dry.”\n\n"Go," he said.\n\nThey went.',
        ),
    ],
)
def test_typography_moves_the_marked_spans_along(version, text):
    words = scoring.Words(QUOTED)
    marked = polnear.Marked(
        spans("She", "They", text=QUOTED),
        spans("said", text=QUOTED),
        spans("it", "Go", text=QUOTED),
    )
    article = polnear.MarkedArticle("a", QUOTED, (marked,))
    again = typography.retype(article, typography.VERSIONS[version](QUOTED))
    assert again.text == text
    [moved] = again.attributions
    for role in ("source", "cue", "content"):
        before, after = getattr(marked, role), getattr(moved, role)
        assert [text[s:e] for s, e in after] == [QUOTED[s:e] for s, e in before]
        assert scoring.Words(text).under(after) == words.under(before)


def test_span_that_ends_inside_of_a_change_stays_in_the_text():
    article = polnear.MarkedArticle("a", "x\n \ny", (polnear.Marked((), (), ((0, 3), (3, 5))),))
    again = typography.retype(article, typography.one_line_end(article.text))
    assert again.text == "x\ny"
    assert again.attributions[0].content == ((0, 2), (2, 3))


def test_typography_table_shows_differences():
    table = attribution.typography_table({"as it is": [0.75, 0.5], "other": [0.5, 0.625]})
    cells = [cell.strip() for cell in table.splitlines()[-1].split("|")[1:-1]]
    assert cells == ["other", "0.500", "-0.250", "0.625", "+0.125"]


def test_tokens_side_by_side_make_one_span():
    from onrecord.reading.doc.pipeline import load_model

    doc = load_model().make_doc("Ann Lee of Oslo")
    assert textacy_quotations.spans([doc[0], doc[1], doc[3]]) == [(0, 7), (11, 15)]
    assert textacy_quotations.spans([]) == []


@pytest.mark.parametrize("name", ["curve.txt", "nowhere/curve.svg"])
def test_curve_that_cannot_be_drawn_is_refused_at_once(name, tmp_path):
    command = [sys.executable, BENCHMARKS / "attribution.py", tmp_path, "--curve", tmp_path / name]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2
    assert "--curve" in run.stderr


def test_folder_without_marked_articles_is_wrong_usage(tmp_path):
    command = [sys.executable, BENCHMARKS / "attribution.py", tmp_path]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2
    assert "no marked articles" in run.stderr


def brat_folder(folder):
    """PolNeAR of one article, TEXT."""
    text, marks = folder / "polnear" / "dev" / "text", folder / "polnear" / "dev" / "attributions"
    for each in (text, marks):
        each.mkdir(parents=True)
    (text / "nyt_1.txt").write_text(TEXT)
    lines, number = [], 0
    for event, a in enumerate((RAIN, BOATS), start=1):
        roles = []
        for role in ("source", "cue", "content"):
            number += 1
            offsets = ";".join(f"{s} {e}" for s, e in getattr(a, role))
            lines.append(f"T{number} | {role.title()} {offsets} | x")
            roles.append(f"{role.title()}:T{number}")
        lines.append(f"E{event} | Attribution:T{number - 1} {' '.join(roles)}")
    (marks / "nyt_1_0.ann").write_text(brat_lines(*lines))


def test_attribution_benchmark_prints_all_sections(tmp_path):
    brat_folder(tmp_path)
    command = [sys.executable, BENCHMARKS / "attribution.py", tmp_path]
    run = subprocess.run(
        [*command, "--curve", tmp_path / "c.svg"], capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    assert "1 articles, 0 of them lost" in run.stdout
    for section in ("Peers", "By kind", "By publisher", "By length", "By threshold", "typography"):
        assert section in run.stdout
    assert (tmp_path / "c.svg").stat().st_size


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
    systems.Found(m.entity, m.start, m.end, m.form, LABEL[m.entity]) for m in ARTICLE.mentions
]


def test_entities_as_marked_are_all_right():
    tally = entity_scoring.tally(ARTICLE, PERFECT)
    measures = tally.measures()
    assert measures.pop("total count error") == measures.pop("mean count error") == 0
    assert set(measures.values()) == {1}
    assert by_form(tally, "proper") == (5, 5, 5, 0)
    assert by_form(tally, "pronoun") == (1, 1, 1, 0)
    assert by_form(tally, "common") == (0, 0, 0, 0)


def by_form(tally, form):
    return tuple(tally.forms[form, count] for count in ("marked", "found", "right", "extra"))


def test_entity_split_in_two():
    """Without `She`, and `Lee` apart: counts 1 for 3, 2 for 2, 1 for 1."""
    found = [m for m in PERFECT if m.form != "pronoun"]
    found[1] = systems.Found("lee", found[1].start, found[1].end, "proper", "PERSON")
    tally = entity_scoring.tally(ARTICLE, found)
    assert sorted(tally.sizes) == [(1, 1), (2, 2), (3, 1)]
    measures = tally.measures()
    assert measures["total count error"] == pytest.approx(2 / 6)
    assert measures["mean count error"] == pytest.approx(2 / 3)
    assert measures["within one"] == pytest.approx(2 / 3)
    assert measures["B3 P"] == 1
    assert measures["B3 R"] == pytest.approx((1 / 3 + 1 / 3 + 0 + 1 + 1 + 1) / 6)
    assert by_form(tally, "proper") == (5, 5, 4, 0)
    assert by_form(tally, "pronoun") == (1, 0, 0, 0)


def test_pronoun_of_another_is_found_but_wrong_and_extra_there():
    found = [replace(m, entity="2") if m.form == "pronoun" else m for m in PERFECT]
    tally = entity_scoring.tally(ARTICLE, found)
    assert by_form(tally, "pronoun") == (1, 1, 0, 1)
    assert tally.measures()["total count error"] == pytest.approx(2 / 6)


def test_mention_that_nobody_marked_is_extra():
    met = systems.Found("2", *spans("met", text=GUM_TEXT)[0], "common", "PERSON")
    tally = entity_scoring.tally(ARTICLE, [*PERFECT, met])
    assert by_form(tally, "common") == (0, 0, 0, 1)
    assert tally.sizes == [(3, 3), (2, 3), (1, 1)]


def test_two_entities_taken_for_one_have_each_others_mentions_in_excess():
    found = [replace(m, entity="1") if m.entity == "2" else m for m in PERFECT]
    tally = entity_scoring.tally(ARTICLE, found)
    assert by_form(tally, "proper") == (5, 5, 5, 4)
    assert by_form(tally, "pronoun") == (1, 1, 1, 1)


def test_mentions_of_twins_are_the_right_and_the_extra_ones():
    found = [replace(m, entity="2") if m.form == "pronoun" else m for m in PERFECT[1:]]
    tally = entity_scoring.tally(ARTICLE, found)
    right_or_extra = sum(n for (_, count), n in tally.forms.items() if count in ("right", "extra"))
    assert right_or_extra == sum(size for _, size in tally.sizes)


def test_nobody_found():
    tally = entity_scoring.tally(ARTICLE, [])
    measures = tally.measures()
    assert measures["mean count error"] == 2
    assert measures["total count error"] == 1
    assert measures["B3 F1"] == measures["top-3"] == 0
    assert by_form(tally, "proper") == (5, 0, 0, 0)


def test_articles_that_nothing_is_found_for_count():
    both = entities.count_all(
        [ARTICLE, replace(ARTICLE, name="GUM_news_y")], {ARTICLE.name: PERFECT}
    )
    assert both.measures()["total count error"] == 0.5
    assert by_form(both, "pronoun") == (2, 1, 1, 0)


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


def gum_folder(folder, *names):
    for part in ("text", "mentions"):
        (folder / "gum" / part).mkdir(parents=True)
    for name in names:
        (folder / "gum" / "text" / f"{name}.txt").write_text(GUM_TEXT)
        marked = json.dumps({"entities": ENTITIES})
        (folder / "gum" / "mentions" / f"{name}.json").write_text(marked)


def run_script(name, *arguments):
    command = [sys.executable, BENCHMARKS / f"{name}.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def cells_of(line):
    return [cell.strip() for cell in line.split("|")[1:-1]]


def test_entities_benchmark_scores_kit_baseline_and_predictions(tmp_path):
    gum_folder(tmp_path, "GUM_news_x", "GUM_bio_y")
    lines = (prediction_line(name, PERFECT) for name in ("GUM_news_x", "GUM_bio_y"))
    (tmp_path / "p.jsonl").write_text("\n".join(lines))
    run = run_script("entities", tmp_path, "--predictions", tmp_path / "p.jsonl")
    assert run.returncode == 0, run.stderr
    assert "2 articles, 0 of them lost" in run.stdout
    rows = [tuple(cells_of(line)) for line in run.stdout.splitlines() if line.startswith("|")]
    systems_of = [row[:2] for row in rows if row[0] in ("bio", "news", "all")]
    for genre in ("bio", "news", "all"):
        assert {(genre, s) for s in ("onrecord", "baseline", "predictions")} <= set(systems_of)
    assert ("all", "predictions", "2", "6", "0.000", "0.000", *["1.000"] * 5) in rows
    assert ("all", "pronoun", "predictions", "2", "2", "1.000", "2", "1.000", "0", "0.000") in rows
    assert "Entities cost" in run.stdout


def test_predictions_that_lack_an_article_are_said(tmp_path):
    gum_folder(tmp_path, "GUM_news_x")
    (tmp_path / "p.jsonl").write_text("")
    run = run_script("entities", tmp_path, "--predictions", tmp_path / "p.jsonl")
    assert run.returncode == 1
    assert "lost: GUM_news_x (predictions)" in run.stderr


def test_genre_that_is_not_there_is_wrong_usage(tmp_path):
    gum_folder(tmp_path, "GUM_news_x")
    run = run_script("entities", tmp_path, "--genre", "novel")
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


@pytest.mark.parametrize(("entities", "said"), [(15, ", at most"), (15.1, "NOT at most")])
def test_cost_of_entities_is_the_share_of_the_rate_that_is_lost(entities, said):
    seconds = {"model": 60, "attribution": 25, "entities": entities}
    before, after = 1000 / 85, 1000 / (85 + entities)
    assert steps.cost_of_entities(seconds) == pytest.approx((before - after) / before)
    assert said in steps.cost_sentence(seconds)
    assert steps.cost_row(8500, seconds)[0] == "100"


def parsed_doc(words, tags, heads, deps, names=()):
    """A Doc built by hand; `names` are (first token, end, label) of the recogniser's entities."""
    from spacy.tokens import Span

    doc = Doc(spacy.blank("en").vocab, words, tags=tags.split(), heads=heads, deps=deps.split())
    doc.set_ents([Span(doc, first, end, label=label) for first, end, label in names])
    return doc


@pytest.mark.parametrize(
    ("doc", "form", "kind"),
    [
        (parsed_doc(["she"], "PRP", [0], "ROOT"), "pronoun", "she"),
        (parsed_doc(["His"], "PRP$", [0], "ROOT"), "pronoun", "he"),
        (parsed_doc(["who"], "WP", [0], "ROOT"), "pronoun", "who, which"),
        (parsed_doc(["others"], "NNS", [0], "ROOT"), "pronoun", "some, others, this"),
        (parsed_doc(["some", "aides"], "DT NNS", [1, 1], "det ROOT"), "description", ""),
        (parsed_doc(["Lee", "’s", "team"], "NNP POS NN", [2, 0, 2], "poss case ROOT",
                    [(0, 1, "PERSON")]), "description", ""),
        (parsed_doc(["mayor", ",", "Lee"], "NN , NNP", [0, 0, 0], "ROOT punct appos"), "name", ""),
        (parsed_doc(["the", "FBI"], "DT NNP", [1, 1], "det ROOT", [(1, 2, "ORG")]), "name", ""),
        (parsed_doc(["the", "President"], "DT NNP", [1, 1], "det ROOT"), "description", ""),
        (parsed_doc(["the", "Republican"], "DT NNP", [1, 1], "det ROOT", [(1, 2, "NORP")]),
         "description", ""),
        (parsed_doc(["Republicans"], "NNPS", [0], "ROOT", [(0, 1, "NORP")]), "name", ""),
    ],
)  # fmt: skip
def test_form_of_a_source(doc, form, kind):
    assert source_forms.form_of(Words(doc), [(0, len(doc.text))]) == (form, kind)


def test_source_that_is_not_there_has_no_form():
    doc = parsed_doc(["rain"], "NN", [0], "ROOT")
    assert source_forms.form_of(Words(doc), []) == ("nothing", "")


@pytest.mark.parametrize(
    ("right", "of", "ends"),
    [(27, 30, (0.744, 0.965)), (0, 10, (0, 0.278)), (10, 10, (0.722, 1)), (0, 0, (0, 1))],
)
def test_wilson_interval(right, of, ends):
    assert judging.wilson(right, of) == pytest.approx(ends, abs=0.0005)


def test_draw_is_the_same_for_a_seed_and_in_order():
    items = list(range(100))
    drawn = judging.draw(items, 10, seed=1)
    assert drawn == judging.draw(items, 10, seed=1) == sorted(set(drawn))
    assert len(drawn) == 10
    assert drawn != judging.draw(items, 10, seed=2)
    assert judging.draw(items, 200, seed=1) == items


def test_name_in_a_key_is_one_line_and_no_formula():
    assert judging.key("a", 3, "Ann\n Lee").entity == "Ann Lee"
    assert judging.key("a", 3, "=1+1").entity == "'=1+1"


def judged_file(folder, *rows):
    path = folder / "judged.tsv"
    judging.write_sheet(path, [judging.key("a", 3, "Ann Lee"), judging.key("b", 0, "@bo")])
    header, *lines = path.read_text("utf-8").splitlines()
    filled = [line + right for line, right in zip(lines, rows, strict=True)]
    path.write_text("\n".join([header, *filled]))
    return path


def test_judgements_are_read_as_they_are_filled_in(tmp_path):
    judged = judging.read_judged(judged_file(tmp_path, "yes", "no"))
    assert judged == {judging.key("a", 3, "Ann Lee"): True, judging.key("b", 0, "@bo"): False}


def test_row_that_is_not_judged_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"line 3.*yes or no"):
        judging.read_judged(judged_file(tmp_path, "yes", ""))


def test_judgements_without_a_column_are_refused(tmp_path):
    (tmp_path / "judged.tsv").write_text("article\tstart\tright\n")
    with pytest.raises(ValueError, match="no column entity"):
        judging.read_judged(tmp_path / "judged.tsv")


def test_sheet_with_judgements_is_not_written_over(tmp_path):
    path = judged_file(tmp_path, "yes", "no")
    with pytest.raises(FileExistsError):
        judging.write_sheet(path, [])


def resolution(form, resolved, start=0, name="Ann Lee", kind=""):
    return resolving.Resolution(
        "a", [[start, start + 3]], form, kind, resolved, name, "named_person"
    )


def test_sources_to_read_are_pronouns_and_descriptions_of_named_entities_each_once():
    named, unnamed, nothing = resolving.RESOLVED
    she = resolution("pronoun", named, start=10, kind="she")
    mayor = resolution("description", named, start=4)
    found = [
        she, resolution("name", named), mayor, she,
        resolution("description", unnamed), resolution("pronoun", nothing),
    ]  # fmt: skip
    assert sources.candidates(found) == [she, mayor]
    rows = [cells_of(line) for line in sources.resolved_table(found).splitlines()]
    assert rows[2] == ["pronoun or description", "5", "3", "60.0 %", "1", "20.0 %", "1", "20.0 %"]
    assert ["pronoun: she", "2", "2", "100.0 %", "0", "0.0 %", "0", "0.0 %"] in rows


def test_judgements_count_also_where_the_run_resolves_otherwise():
    she = resolution("pronoun", resolving.RESOLVED[0], start=10)
    judged = {sources.key_of(she): True, judging.key("a", 90, "Bo"): False}
    sentence = sources.judged_sentence(judged, [she], "x.tsv")
    assert "1 of 2 right, 0.500" in sentence
    assert "; 1 of them are resolved so" in sentence


def test_entry_to_read_shows_the_sentences_before_and_who_was_named():
    doc = Doc(
        Vocab(),
        [
            "Bo",
            "met",
            "Lee",
            ".",
            "<b>",
            ".",
            "2",
            ".",
            "3",
            ".",
            "She",
            "said",
            "so",
            ".",
            "4",
            ".",
        ],
        sent_starts=[n in (0, 4, 6, 8, 10, 14) for n in range(16)],
    )
    she = doc.text.index("She")
    each = resolving.Resolution(
        "a<b", [[she, she + 3]], "pronoun", "she", "named entity", "Lee", "named_person",
        evidence="nearest person", named_before=spans("Lee", text=doc.text)[0],
    )  # fmt: skip
    lines = reading_sheet.entry(1, each, doc).split("\n\n")
    assert lines[0] == f"## 1. a&lt;b, {she}"
    assert lines[2] == "resolved to: Lee; evidence: nearest person"
    assert lines[3] == "named last: Bo met **Lee** ."
    assert lines[4] == "> &lt;b&gt; . 2 . 3 . **She** said so ."


def polnear_text(folder, text):
    for part in ("text", "attributions"):
        (folder / "polnear" / "dev" / part).mkdir(parents=True)
    (folder / "polnear" / "dev" / "text" / "nyt_1.txt").write_text(text)
    (folder / "polnear" / "dev" / "attributions" / "nyt_1_0.ann").write_text("")


def test_sources_benchmark_draws_sums_up_and_judges(tmp_path):
    polnear_text(tmp_path, "Mary Lanhurst won the vote. She said that taxes would rise.")
    sheet = tmp_path / "s.md"
    run = run_script("sources", tmp_path, "--sample", "30", "--out", sheet)
    assert run.returncode == 0, run.stderr
    rows = [cells_of(line) for line in run.stdout.splitlines() if line.startswith("|")]
    assert ["pronoun", "1", "100.0 %"] in rows
    assert ["pronoun: she", "1", "1", "100.0 %", "0", "0.0 %", "0", "0.0 %"] in rows
    assert ["named_person", "1", "100.0 %"] in rows
    assert "**She** said" in sheet.read_text("utf-8")
    judged = sheet.with_suffix(".tsv")
    assert "She" not in judged.read_text("utf-8")
    judged.write_text(judged.read_text("utf-8").rstrip("\n") + "yes\n")
    again = run_script("sources", tmp_path, "--judged", judged)
    assert "1 of 1 right, 1.000" in again.stdout and "; 1 of them are" in again.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--sample", "3"], "--out"),
        (["--sample", "0", "--out", "s.md"], "--sample 0"),
        (["--sample", "3", "--out", "s.txt"], "ends in .md"),
        (["--sample", "3", "--out", "nowhere/s.md"], "no folder"),
        (["--judged", "nowhere.tsv"], "nowhere.tsv"),
    ],
)
def test_sources_benchmark_says_what_it_cannot_write_or_read(tmp_path, arguments, why):
    polnear_text(tmp_path, TEXT)
    run = run_script("sources", tmp_path, *arguments)
    assert run.returncode == 2
    assert why in run.stderr


def test_gum_reader_sorts_by_genre(tmp_path):
    gum_folder(tmp_path, "GUM_news_x", "GUM_bio_y")
    genres = gum.read_genres(tmp_path)
    assert list(genres) == ["bio", "news"]
    assert genres["news"] == [ARTICLE]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    from onrecord.corpus import read_articles
    from onrecord.extraction.extract import extract_tables
    from onrecord.tables.folder import write_tables

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


def test_steps_are_what_an_extraction_calls():
    calls = [(module, call) for module, named in steps.CALLS.items() for call in named]
    assert all(hasattr(import_module(f"onrecord.{module}"), call) for module, call in calls)


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

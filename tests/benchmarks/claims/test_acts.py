"""The benchmark of acts, on one invented article whose rows can be counted by hand."""

import csv
import re
from dataclasses import replace

import pytest
from marked_corpora import cells_of, polnear_folder, run_benchmark, spans

from benchmarks.claims import acts
from benchmarks.common.polnear import Marked, MarkedArticle
from onrecord.reading.claims import Claim

COLUMNS = (
    "half",
    "article",
    "cue",
    "content",
    "act",
    "commitment",
    "second_act",
    "second_commitment",
)
TEXT = "Ann Reed said the port may flood. Tom Vale denied that. Ida Moss praised the port."
SAID, DENIED, PRAISED = TEXT.index("said"), TEXT.index("denied"), TEXT.index("praised")
RIGHT = [
    ("open", "nyt_1", SAID, SAID + 5, "asserts", "PS+", "asserts", "CT+"),
    ("open", "nyt_1", DENIED, DENIED + 7, "denies", "CT-", "", ""),
    ("kept", "nyt_1", PRAISED, PRAISED + 8, "evaluates", "CT+", "evaluates", "CT+"),
]
ATTRIBUTIONS = (
    ("Ann Reed", "said", "the port may flood"),
    ("Tom Vale", "denied", "that"),
    ("Ida Moss", "praised", "the port."),
)


def polnear(folder):
    """PolNeAR of one article, TEXT."""
    marked = [Marked(*(spans(words, text=TEXT) for words in a)) for a in ATTRIBUTIONS]
    return polnear_folder(folder, TEXT, marked)


def marked_file(path, rows, columns=COLUMNS):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows([columns, *rows])
    return path


def run(*arguments):
    return run_benchmark("acts", *arguments)


def row(act, commitment, found=("asserts", "CT+"), half="open", **known):
    claim = Claim(*found, "said", "It rains.")
    return acts.Row(half, "a", 1, 2, act, commitment, "", "", claim, **known)


def test_benchmark_prints_all_tables(tmp_path):
    wrong = [RIGHT[0], ("open", "nyt_1", DENIED, DENIED + 7, "asserts", "CT-", "", ""), RIGHT[2]]
    rows = marked_file(tmp_path / "m.tsv", wrong)
    made = run(polnear(tmp_path), "--marked", rows, "--wrong")
    assert made.returncode == 0, made.stderr
    cells = made.rows
    counted = [each[1:6] for each in cells if each[0] == "PolNeAR"]
    assert ["open", "act", "1", "2", "0.500"] in counted
    assert ["open", "commitment", "2", "2", "1.000"] in counted
    assert ["kept", "act", "1", "1", "1.000"] in counted
    assert "act of 2 and the commitment of 1 of 2" in made.stdout
    assert (
        "2 of the 3 rows of PolNeAR are those that seed 5 draws" in made.stdout
    )  # all three are open there
    assert ["act: marked, found", "asserts", "denies", "evaluates"] in cells
    assert ["asserts", "1", "1", ""] in cells
    wrong_row = [
        "nyt_1",
        str(DENIED),
        str(DENIED + 7),
        "asserts CT-",
        "denies CT-",
        "denied",
        "that",
    ]
    assert wrong_row in cells and made.stdout.count("nyt_1") == 1


def test_one_half_may_be_read_alone(tmp_path):
    rows = marked_file(tmp_path / "m.tsv", RIGHT)
    made = run(polnear(tmp_path), "--marked", rows, "--half", "open")
    assert made.returncode == 0, made.stderr
    assert "| open |" in made.stdout and "kept" not in made.stdout
    assert "evaluates" not in made.stdout


@pytest.mark.parametrize(
    ("rows", "columns", "why"),
    [
        ([(*RIGHT[0][:4], "says", "CT+", "", "")], COLUMNS, "line 2: act 'says'"),
        ([(*RIGHT[0][:4], "asserts", "sure", "", "")], COLUMNS, "commitment 'sure'"),
        ([("open", "nyt_1", "x", *RIGHT[0][3:])], COLUMNS, "line 2: invalid literal"),
        ([RIGHT[0][:4]], COLUMNS[:4], "line 2"),
        ([("open", "nyt_1", 0, 0, *RIGHT[0][4:])], COLUMNS, "1 of the 1 attributions"),
        ([("open", "gone", *RIGHT[0][2:])], COLUMNS, "'gone'"),
    ],
)
def test_rows_that_cannot_be_compared_are_wrong_usage(tmp_path, rows, columns, why):
    made = run(polnear(tmp_path), "--marked", marked_file(tmp_path / "m.tsv", rows, columns))
    assert made.returncode == 2
    assert why in made.stderr and "Traceback" not in made.stderr


def test_folder_without_marked_articles_and_file_that_is_not_there_are_wrong_usage(tmp_path):
    rows = marked_file(tmp_path / "m.tsv", RIGHT)
    nothing = run(tmp_path, "--marked", rows)
    assert (nothing.returncode, "no marked articles" in nothing.stderr) == (2, True)
    gone = run(polnear(tmp_path), "--marked", tmp_path / "gone.tsv")
    assert (gone.returncode, "gone.tsv" in gone.stderr) == (2, True)


@pytest.mark.parametrize(("file", "further"), [(acts.MARKED[0], ()), (acts.MARKED[1], ("spans",))])
def test_rows_that_ship_are_of_the_schema_and_hold_no_text(file, further):
    rows = acts.read_marked(file)
    assert len(rows) == len({(r.key, r.spans) for r in rows}) == acts.SIZE
    assert [sum(r.half == half for r in rows) for half in acts.HALVES] == [75, 75]
    with open(file, encoding="utf-8") as lines:
        assert tuple(next(lines).rstrip("\n").split("\t")) == (*COLUMNS, *further)
        assert not any(re.search(r"\w+ [a-z]{3,}", line) for line in lines)


def test_row_of_wikinews_is_measured_by_its_spans(tmp_path):
    spanned = "|".join(
        ";".join(f"{start} {end}" for start, end in spans(words, text=TEXT))
        for words in ATTRIBUTIONS[2]
    )
    row = ("kept", "GUM_news_a", *RIGHT[2][2:], spanned)
    rows = marked_file(tmp_path / "m.tsv", [row], (*COLUMNS, "spans"))
    [read] = acts.read_marked(rows)
    assert read.attribution == Marked(*(spans(words, text=TEXT) for words in ATTRIBUTIONS[2]))
    polnear(tmp_path)
    for folder, name, text in (("text", "txt", TEXT), ("mentions", "json", '{"entities": []}')):
        (tmp_path / "gum" / folder).mkdir(parents=True)
        (tmp_path / "gum" / folder / f"GUM_news_a.{name}").write_text(text, encoding="utf-8")
    made = run(tmp_path, "--marked", rows)
    assert made.returncode == 0, made.stderr
    assert ["Wikinews", "kept", "act", "1", "1", "1.000"] in [each[:6] for each in made.rows]
    assert "PolNeAR |" not in made.stdout


def test_rows_of_train_are_of_the_schema_and_are_no_half():
    rows = acts.read_marked(acts.HERE / "acts_marked_train.tsv")
    assert {row.half for row in rows} == {acts.TRAIN} and len(rows) == len({r.key for r in rows})


def test_accuracy_is_counted_by_half_with_what_the_commonest_gives():
    rows = [row("asserts", "CT+"), row("denies", "CT-"), row("asserts", "PS+")]
    lines = [cells_of(line) for line in acts.accuracy_table(rows).splitlines()[2:]]
    assert [line[1:6] for line in lines] == [
        ["open", "act", "2", "3", "0.667"],
        ["open", "commitment", "1", "3", "0.333"],
    ]
    assert lines[0][7] == "0.667 (asserts)"


def test_confusion_table_has_what_was_marked_down_and_what_was_found_across():
    rows = [row("asserts", "CT+"), row("denies", "CT-"), row("denies", "CT-", ("denies", "CT-"))]
    table = acts.confusion_table(rows, "act", ("asserts", "denies", "asks"))
    assert [cells_of(line) for line in table.splitlines()[2:]] == [
        ["asserts", "1", ""],
        ["denies", "1", "1"],
    ]


def test_readers_agree_only_where_both_marked():
    both = replace(row("asserts", "CT+"), second_act="asserts", second_commitment="PR+")
    assert "act of 1 and the commitment of 0 of 1" in acts.agreement_line([both, row("asks", "Uu")])


def test_draw_is_the_same_each_time_and_takes_attributions_with_a_cue():
    cued = tuple(Marked((), ((n, n + 1),), ((n + 5, n + 9),)) for n in range(0, 2000, 10))
    article = MarkedArticle("a", "x" * 2010, (*cued, Marked((), (), ((3, 4),))))
    halves = acts.drawn([article])
    assert halves == acts.drawn([article])
    assert [len(halves[half]) for half in acts.HALVES] == [75, 75]
    assert not halves["open"] & halves["kept"]
    assert {key[0] for key in halves["open"]} == {"a"} and ("a", 0, 3) not in halves["open"]


def test_rows_that_were_drawn_otherwise_are_said():
    rows = [row("asserts", "CT+"), row("asserts", "CT+", half="kept")]
    chosen = {"open": {("a", 1, 2)}, "kept": set()}
    assert acts.draw_line(rows, chosen) == "1 of the 2 rows of PolNeAR are those that seed 5 draws."

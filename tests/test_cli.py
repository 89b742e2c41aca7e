"""The command line: what it does with any input, what it says, and how it ends."""

import gzip
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tables_by_hand import build_tables, write_tables

from onrecord import __version__
from onrecord.cli import main, options
from onrecord.cli.telling import command_again
from onrecord.exchange import FORMATS
from onrecord.reading import reading
from onrecord.reading.doc import pipeline
from onrecord.tables.folder import read_manifest, read_tables
from onrecord.tables.schema import TABLES

SENTENCE = "Ann Reed said that it rained in Leeds on Monday. “It was wet,” she added.\n"
HOSTILE = (
    '<script>alert(1)</script> said =HYPERLINK("http://x") and $x_{ was true. '
    "“‮evil” and {{ 7*7 }} {% raw %} ''' \\\\ %s ${PATH} `id` were denied by <b>Ann Reed</b>.\n"
)


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def extract(folder, out, *options):
    return run("extract", folder, "--out", out, "--quiet", *options)


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """A folder of all that people put beside articles."""
    folder = tmp_path_factory.mktemp("odd") / "news"
    (folder / "one").mkdir(parents=True)
    (folder / "two").mkdir()
    texts = {
        "plain.txt": SENTENCE,
        "empty.txt": "",
        "blank.txt": " \n\t\n",
        "word.txt": "Rain",
        "marks.txt": "“”‘’\"' “",
        "open.txt": "“" * 2000 + SENTENCE,
        "big.txt": SENTENCE * 70_000,
        "hostile.txt": HOSTILE,
        "<b>name<.txt": SENTENCE.replace("Leeds", "York"),
        "notes.xyz": "what is this",
        "no-text.csv": "headline,paper\nRain,The Tide\n",
        "rows.csv": 'id,text\n7,"It rained in Leeds, Ann Reed said."\n7,Tom Vale said it snowed.\n8,\n',
        "one/same.txt": "Tom Vale said the harbour was full of ice.",
        "two/same.txt": "Ida Moss said the harbour was free of ice.",
        "two/copy.txt": SENTENCE,
        "russian.txt": "Сегодня в городе весь день шёл дождь, и на улицах никого не было видно. "
        * 5,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    lines = [f'{{"text": "Ann Reed said that port {n} was shut."}}' for n in range(1, 10)]
    lines[6] = '{"text": "no end'
    (folder / "lines.jsonl").write_text("\n".join(lines), "utf-8")
    said = "The café in Leeds said: “It was wet.” The naïve déjà vu of rain. "
    (folder / "latin.txt").write_bytes(said.replace("“", '"').replace("”", '"').encode("latin-1"))
    (folder / "utf16.txt").write_bytes(said.encode("utf-16"))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "nul.txt").write_bytes(b"Ann Reed said\x00 it rained.")
    (folder / "packed.txt.gz").write_bytes(gzip.compress(b"Gus Hale said the packed rain was wet."))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    return folder


EXPECTED = {
    "plain.txt": "ok",
    "empty.txt": "empty",
    "blank.txt": "empty",
    "word.txt": "ok",
    "marks.txt": "empty",
    "open.txt": "ok",
    "big.txt": "too_long",
    "hostile.txt": "ok",
    "<b>name<.txt": "ok",
    "notes.xyz": "unsupported",
    "no-text.csv": "failed",
    "rows.csv#1": "ok",
    "rows.csv#2": "ok",
    "rows.csv#3": "empty",
    "one/same.txt": "ok",
    "two/same.txt": "ok",
    "two/copy.txt": "duplicate",
    "russian.txt": "not_english",
    **{f"lines.jsonl#{n}": "failed" if n == 7 else "ok" for n in range(1, 10)},
    "latin.txt": "ok",
    "utf16.txt": "ok",
    "binary.txt": "undecodable",
    "nul.txt": "undecodable",
    "packed.txt.gz": "ok",
    "broken.pdf": "failed",
    "dangling.txt": "failed",
}


@pytest.fixture(scope="module")
def odd_run(odd):
    out = odd.parent / "tables"
    return extract(odd, out), read_tables(out)


def test_odd_inputs_do_not_stop_a_run(odd_run):
    result, _ = odd_run
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Tables written to ")


def test_every_odd_input_is_a_row_with_its_status(odd_run):
    _, tables = odd_run
    found = {r["path"]: r["status"] for r in tables.articles.to_pylist()}
    assert found == EXPECTED
    ids = tables.articles["article_id"].to_pylist()
    assert len(set(ids)) == len(ids)


def test_whatever_was_not_read_has_its_reason_and_is_listed(odd_run):
    result, tables = odd_run
    unread = [r for r in tables.articles.to_pylist() if r["status"] != "ok"]
    assert f"{len(unread)} of {tables.articles.num_rows} inputs were not read:" in result.stderr
    for row in unread:
        assert row["message"]
        assert f"  {row['path']}: {row['status']}. {row['message']}" in result.stderr
    assert "lines.jsonl#7: failed. Line 7 is not JSON" in result.stderr


def test_strict_ends_with_1_where_something_was_not_read(tmp_path):
    small = tmp_path / "news"
    small.mkdir()
    (small / "plain.txt").write_text(SENTENCE, "utf-8")
    assert extract(small, tmp_path / "a", "--strict").exit_code == 0
    (small / "empty.txt").write_text("")
    assert extract(small, tmp_path / "b").exit_code == 0
    assert extract(small, tmp_path / "c", "--strict").exit_code == 1
    assert read_tables(tmp_path / "c").articles.num_rows == 2


def test_list_cannot_write_on_the_terminal_what_it_likes(tmp_path):
    small = tmp_path / "news"
    small.mkdir()
    (small / "a\x1b[31m‮\n.txt").write_text("")
    (small / "plain.txt").write_text(SENTENCE, "utf-8")
    result = extract(small, tmp_path / "t")
    assert r"a\x1b[31m\u202e\n.txt: empty." in result.stderr


# Wrong usage: exit code 2, a message that names what is wrong, and nothing is parsed.


@pytest.fixture
def no_parsing(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("it was parsed")

    monkeypatch.setattr(pipeline, "load_model", refuse)
    monkeypatch.setattr(reading, "parse_articles", refuse)


@pytest.fixture
def news(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "plain.txt").write_text(SENTENCE, "utf-8")
    return tmp_path / "news"


def assert_refused(result, *named):
    assert result.exit_code == 2, result.output
    for words in named:
        assert words in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["extract", "report"])
def test_path_that_does_not_exist_is_refused(command, tmp_path, no_parsing):
    result = run(command, tmp_path / "nowhere", "--out", tmp_path / "out")
    assert_refused(result, "nowhere", "onrecord: There is no file or folder")
    assert list(tmp_path.iterdir()) == []


def test_message_stands_alone_without_a_progress_bar(tmp_path, no_parsing):
    result = run("extract", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert result.stderr.startswith("onrecord: There is no file")
    assert len(result.stderr.splitlines()) == 1


def test_folder_with_nothing_readable_is_refused(tmp_path, monkeypatch, no_parsing):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"x")
    assert_refused(extract("photos", tmp_path / "out"), "'photos'", ".txt")


@pytest.mark.parametrize("command", ["extract", "report"])
def test_existing_output_is_refused_without_overwrite(command, news, tmp_path, no_parsing):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    result = run(command, news, "--out", tmp_path / "out")
    assert_refused(result, str(tmp_path / "out"), "--overwrite")
    result = run(command, news, "--out", tmp_path / "out", "--overwrite")
    assert_refused(result, str(tmp_path / "out"))
    assert (tmp_path / "out" / "mine.txt").read_text() == "x"


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="there is no such place")
@pytest.mark.parametrize("command", ["extract", "report", "export --to csv"])
def test_place_that_takes_no_folder_is_refused_before_any_work(command, news, no_parsing):
    result = run(*command.split(), news, "--out", "/proc/foo")
    assert_refused(result, "Nothing can be written in /proc")


@pytest.mark.parametrize("command", ["extract", "report"])
def test_tables_beside_articles_are_refused(command, news, tmp_path):
    assert extract(news, tmp_path / "t").exit_code == 0
    result = run(command, tmp_path / "t", news, "--out", tmp_path / "out")
    assert_refused(result, str(tmp_path / "t"), "holds no articles")


def test_columns_of_tables_are_refused(news, tmp_path, no_parsing):
    write_tables(build_tables({name: [] for name in TABLES}, {}), tmp_path / "t")
    result = run("report", tmp_path / "t", "--out", tmp_path / "out", "--column", "text=Body")
    assert_refused(result, "text=Body", str(tmp_path / "t"), "Leave it out")


def test_second_run_does_not_read_what_the_first_one_wrote(news):
    for _ in range(2):
        assert extract(news, news / "tables", "--overwrite").exit_code == 0
        assert read_tables(news / "tables").articles["path"].to_pylist() == ["plain.txt"]


def test_list_of_what_was_not_read_ends_after_twenty(tmp_path):
    rows = [SENTENCE.strip(), *[""] * 23]
    lines = (f'{{"text": "{row}"}}'.replace("“", "").replace("”", "") for row in rows)
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    told = extract(tmp_path / "rows.jsonl", tmp_path / "t").stderr.splitlines()
    assert told[0] == "23 of 24 inputs were not read:"
    assert told[21] == "  ... and 3 more: see the table articles"
    assert sum("rows.jsonl#" in line for line in told) == 20


def test_overwrite_replaces_tables(news, tmp_path):
    assert extract(news, tmp_path / "t").exit_code == 0
    other = ("--threshold", "0.01")
    assert_refused(extract(news, tmp_path / "t", *other), "made otherwise", "--overwrite")
    assert extract(news, tmp_path / "t", *other, "--overwrite").exit_code == 0
    assert read_tables(tmp_path / "t").manifest["attribution_model"]["threshold"] == 0.01


def test_articles_that_came_are_told(news, tmp_path):
    assert extract(news, tmp_path / "t").stderr == ""
    (news / "two.txt").write_text("Tom Vale said it snowed.")
    assert extract(news, tmp_path / "t").stderr == "onrecord: 1 article is new: two.txt\n"
    assert read_tables(tmp_path / "t").articles.num_rows == 2


@pytest.mark.parametrize(
    ("column", "named"),
    [
        ("text", "'text' does not say which column"),
        ("body=Text", "'body'"),
        ("text=", "names no column"),
        ("text=Nowhere", "'Nowhere'"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "report"])
def test_wrong_column_is_refused(command, column, named, news, tmp_path, no_parsing):
    (news / "rows.csv").write_text("Body\nIt rained.\n")
    result = run(command, news, "--out", tmp_path / "out", "--column", column)
    assert_refused(result, named)


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("tops", "5", "'tops'"),
        ("top", "many", "'many'"),
        ("since", "yesterday", "'yesterday'"),
        ("act", "shouts", "'shouts'"),
    ],
)
def test_wrong_parameter_is_refused(name, value, named, news, tmp_path, no_parsing):
    result = run("report", news, "--out", tmp_path / "out", "-p", name, value)
    assert_refused(result, name, named)


def test_missing_arguments_are_named(tmp_path):
    assert_refused(run("extract", "--out", tmp_path / "t"), "CORPUS")
    assert_refused(run("extract", "seeds"), "--out")
    assert_refused(run("extrakt"), "extrakt")


def test_columns_are_read_as_they_are_mapped(tmp_path):
    (tmp_path / "rows.csv").write_text("Body,Paper,text\nAnn Reed said it rained.,The Tide,no\n")
    columns = ("--column", "text=Body", "--column", "outlet=Paper")
    assert extract(tmp_path / "rows.csv", tmp_path / "t", *columns).exit_code == 0
    tables = read_tables(tmp_path / "t")
    [row] = tables.articles.to_pylist()
    assert (row["text"], row["outlet"]) == ("Ann Reed said it rained.", "The Tide")
    assert tables.manifest["parameters"]["columns"] == {"text": "Body", "outlet": "Paper"}


def test_metadata_and_mending_are_asked_for_and_told(tmp_path):
    (tmp_path / "a.txt").write_text("â€œIt rained,â€\x9d said Ann Reed.", "utf-8")
    (tmp_path / "t.csv").write_text("file,source\na.txt,The Tide\nb.txt,The Tide\n")
    options = ("--metadata", tmp_path / "t.csv", "--mend")
    result = extract(tmp_path / "a.txt", tmp_path / "t", *options)
    assert result.exit_code == 0
    assert "t.csv: 1 of its 2 rows are joined" in result.stderr and "'b.txt'" in result.stderr
    tables = read_tables(tmp_path / "t")
    [row] = tables.articles.to_pylist()
    assert (row["text"], row["outlet"]) == ("“It rained,” said Ann Reed.", "The Tide")
    parameters = tables.manifest["parameters"]
    assert (parameters["metadata"], parameters["mend"]) == (str(tmp_path / "t.csv"), True)


@pytest.mark.parametrize(
    "option", [("--dates", "day-first"), ("--metadata", "t.csv"), ("--mend",), ("--follow-links",)]
)
def test_how_articles_are_read_is_no_question_for_tables(tmp_path, option, no_parsing):
    write_tables(build_tables({name: [] for name in TABLES}, {}), tmp_path / "t")
    result = run("report", tmp_path / "t", "--out", tmp_path / "out", *option)
    assert_refused(result, " ".join(option), "Leave it out")


def test_progress_counts_the_articles_of_a_file_of_many_rows(tmp_path):
    lines = ["text", *(f"Ann Reed said that port {n} was shut." for n in range(40))]
    (tmp_path / "rows.csv").write_text("\n".join(lines))
    result = run("extract", tmp_path / "rows.csv", "--out", tmp_path / "t")
    assert "Reading: 40 articles" in result.stderr
    assert "1 of 1 files" in result.stderr
    assert "Reading" not in extract(tmp_path / "rows.csv", tmp_path / "u").output


# Corrections.


@pytest.fixture
def two(tmp_path):
    """Two articles whose people have names that are near."""
    (tmp_path / "two").mkdir()
    for n, name in enumerate(("Ann Reed", "Anna Reed")):
        text = f"{name} said that it rained on day {n}. “It was wet,” {name} added. {name} left.\n"
        (tmp_path / "two" / f"{n}.txt").write_text(text, "utf-8")
    return tmp_path / "two"


def review(tables, out, *options):
    return run("review", tables, "--out", out, *options)


def test_corrections_go_from_review_through_a_decision_into_the_tables(two, tmp_path):
    extract(two, tmp_path / "t")
    result = review(tmp_path / "t", tmp_path / "r.csv")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        f"Written to {tmp_path / 'r.csv'} (questions: 9, entities: 2, rows kept: 0, "
        "less at stake, left out: 0).\n"
    )
    text = (tmp_path / "r.csv").read_text("utf-8")
    (tmp_path / "r.csv").write_text(text.replace("merge,,", "merge,yes,", 1), "utf-8")
    again = extract(two, tmp_path / "t", "--overwrite", "--corrections", tmp_path / "r.csv")
    assert (again.exit_code, again.stderr) == (0, "")
    tables = read_tables(tmp_path / "t")
    assert tables.entities.num_rows == 1
    assert set(tables.attributions["source_entity"].to_pylist()) == {"e1"}
    [did] = tables.manifest["corrections"]["rows"]
    assert (did["row"], did["did"]) == (2, "merged")


def test_row_of_corrections_that_means_nobody_is_told_with_its_number(two, tmp_path):
    (tmp_path / "r.csv").write_text(
        "kind,name,party\nentity,Ann Reed,Lab\nentity,Tom\x1b Vale,Con\n"
    )
    result = extract(two, tmp_path / "t", "--corrections", tmp_path / "r.csv")
    assert result.exit_code == 0
    told = "onrecord: r.csv, row 3: no entity is called 'Tom\\x1b Vale'; the entity was left out."
    assert result.stderr == told + "\n"
    assert read_tables(tmp_path / "t").entities["party"].to_pylist() == ["Lab", None]


@pytest.mark.parametrize("command", ["extract", "report"])
@pytest.mark.parametrize("text", [None, "kind,name\nperson,Ann\n"])
def test_corrections_that_cannot_be_read_are_refused(command, text, news, tmp_path, no_parsing):
    if text:
        (tmp_path / "r.csv").write_text(text)
    result = run(command, news, "--out", tmp_path / "out", "--corrections", tmp_path / "r.csv")
    assert_refused(result, "onrecord: ", str(tmp_path / "r.csv"))
    assert not (tmp_path / "out").exists()


def test_corrections_for_tables_are_refused(tmp_path, no_parsing):
    write_tables(build_tables({name: [] for name in TABLES}, {}), tmp_path / "t")
    given = ("--out", tmp_path / "out", "--corrections", tmp_path / "r.csv")
    assert_refused(run("report", tmp_path / "t", *given), "--corrections", "holds tables")


def test_corrections_as_a_parameter_of_a_report_are_refused(news, tmp_path, no_parsing):
    result = run("report", news, "--out", tmp_path / "out", "-p", "corrections", "r.csv")
    assert_refused(result, "'corrections'", "--corrections FILE")


def test_review_refuses_what_it_cannot_read_or_replace(news, tmp_path):
    assert_refused(review(news, tmp_path / "r.csv"), "is not a folder of onrecord tables")
    write_tables(build_tables({name: [] for name in TABLES}, {}), tmp_path / "t")
    assert review(tmp_path / "t", tmp_path / "r.csv").exit_code == 0
    assert_refused(review(tmp_path / "t", tmp_path / "r.csv"), "exists already", "--overwrite")
    assert review(tmp_path / "t", tmp_path / "r.csv", "--overwrite").exit_code == 0
    (tmp_path / "r.csv").write_text("mine")
    assert_refused(review(tmp_path / "t", tmp_path / "r.csv", "--overwrite"), "no column 'kind'")
    assert (tmp_path / "r.csv").read_text() == "mine"


def test_worksheet_goes_from_the_people_into_the_tables_and_asks_about_the_new_alone(two, tmp_path):
    tables, sheet = tmp_path / "t", tmp_path / "people.csv"
    extract(two, tables)
    result = review(tables, sheet, "--missing", "gender")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Written to {sheet} (people to fill in: 2, rows kept: 0).\n"
    text = sheet.read_text("utf-8")
    assert "she 0, he 0, they 0" in text
    sheet.write_text(text.replace("Reed,PERSON,,", "Reed,PERSON,woman,"), "utf-8")
    (two / "3.txt").write_text("Tom Vale said it snowed all day on the hills.\n")
    told = extract(two, tables, "--corrections", sheet).stderr
    assert told == "onrecord: 1 article is new: 3.txt\n"
    result = review(tables, sheet, "--missing", "gender", "--overwrite")
    assert "(people to fill in: 1, rows kept: 2)" in result.stdout
    values = read_tables(tables).entities.select(["name", "gender"]).to_pylist()
    assert {row["name"]: row["gender"] for row in values if row["gender"]} == {
        "Ann Reed": "woman",
        "Anna Reed": "woman",
    }
    beside = review(tables, tmp_path / "other.csv", "--missing", "party")
    assert beside.exit_code == 0 and "'people.csv', whose rows are not in" in beside.stderr


def test_worksheet_for_what_is_no_column_of_ones_own_is_refused(two, tmp_path):
    write_tables(build_tables({name: [] for name in TABLES}, {}), tmp_path / "t")
    for column in ("", "name", "mentions"):
        result = review(tmp_path / "t", tmp_path / "r.csv", "--missing", column)
        assert_refused(result, repr(column), "such as gender, party or role")
    assert not (tmp_path / "r.csv").exists()


# Exchange.


def export(tables, to, out, *options):
    return run("export", tables, "--to", to, "--out", out, *options)


@pytest.mark.parametrize("to", FORMATS)
def test_tables_are_exported_once_and_again_only_where_that_is_allowed(to, news, tmp_path):
    extract(news, tmp_path / "t")
    out = tmp_path / f"out{FORMATS[to].ending}"
    result = export(tmp_path / "t", to, out)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"Tables written as {to} to {out} (1 article, 2 attributions).\n"
    assert_refused(
        export(tmp_path / "t", to, out), f"onrecord: {out} exists already", "--overwrite"
    )
    assert export(tmp_path / "t", to, out, "--overwrite", "--quiet").exit_code == 0


def test_formats_are_those_of_the_exchange():
    assert tuple(FORMATS) == options.FORMATS


def test_export_refuses_what_it_cannot_read_write_or_replace(news, tmp_path):
    assert_refused(export(news, "csv", tmp_path / "out"), "is not a folder of onrecord tables")
    write_tables(build_tables({name: [] for name in TABLES}, {}), tmp_path / "t")
    assert_refused(export(tmp_path / "t", "pdf", tmp_path / "out"), "'pdf'", "brat")
    assert_refused(export(tmp_path / "t", "xlsx", tmp_path / "out"), "does not end in .xlsx")
    assert_refused(export(tmp_path / "t", "csv", news, "--overwrite"), f"{news} is not what")
    assert_refused(export(tmp_path / "t", "csv", tmp_path / "t", "--overwrite"), "is not what")
    assert not (tmp_path / "out").exists()
    assert read_tables(tmp_path / "t").articles.num_rows == 0


def test_texts_that_were_cut_are_told(news, tmp_path):
    (news / "long.txt").write_text(SENTENCE + "The rain went on. " * 2000)
    extract(news, tmp_path / "t")
    result = export(tmp_path / "t", "xlsx", tmp_path / "out.xlsx")
    assert result.exit_code == 0
    assert result.stderr.startswith("onrecord: Texts cut, since a cell of Excel takes 32,767")


def test_help_shows_examples_line_by_line():
    text = run("extract", "--help").stdout
    assert "\n    onrecord extract seeds --out tables\n" in text
    assert "--column text=Body --column outlet=Paper\n" in text
    assert '-p outlet "The Daily"' in run("report", "--help").stdout
    assert "onrecord review tables --out review.xlsx\n" in run("review", "-h").stdout
    assert "onrecord corrections review.xlsx --out corr" in run("corrections", "-h").stdout
    exporting = run("export", "--help").stdout
    assert "onrecord export tables --to csv --out exchange\n" in exporting
    assert all(f"onrecord export tables --to {to} --out " in exporting for to in FORMATS)
    commands = ("extract", "report", "review", "corrections", "export", "cache")
    assert all(command in run("--help").stdout for command in commands)


def test_version_is_told():
    assert run("--version").stdout == f"onrecord, version {__version__}\n"


def test_command_of_a_report_can_be_pasted_into_a_shell():
    corpus = ("my news; rm -rf ~", "it's.csv")
    chosen = (("outlet", "The $HOME `Daily`"),)
    shown = command_again(corpus, Path("my out"), chosen, ("text=My Body",), {"mend": False})
    assert shlex.split(shown) == [
        "onrecord", "report", "my news; rm -rf ~", "it's.csv",
        "-p", "outlet", "The $HOME `Daily`", "--column", "text=My Body",
        "--out", "my out", "--overwrite",
    ]  # fmt: skip
    assert (
        command_again(["seeds"], Path("reports"), (), (), {}) == "onrecord report seeds --overwrite"
    )
    options = {
        "dates": "day-first",
        "metadata": None,
        "mend": True,
        "follow_links": True,
        "corrections": Path("my corrections.csv"),
    }
    shown = command_again(["seeds"], Path("reports"), (), (), options)
    given = [
        "--dates",
        "day-first",
        "--mend",
        "--follow-links",
        "--corrections",
        "my corrections.csv",
        "--overwrite",
    ]
    assert shlex.split(shown)[3:] == given


# The command in a process of its own.


def start(*arguments, **known):
    """A run that hears Ctrl-C, also where the tests run in the background, which shells make deaf to it."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    deaf = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            command, text=True, encoding="utf-8", stderr=subprocess.PIPE, **known
        )
    finally:
        signal.signal(signal.SIGINT, deaf)


def test_module_is_the_command(tmp_path):
    process = start("extract", tmp_path / "nowhere", "--out", tmp_path / "t")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors.startswith("onrecord: There is no file or folder")


def interrupt(process, tries=4):
    """What a process says that is stopped; a signal that lands in a library's C code can get lost."""
    for _ in range(tries):
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=15)[1]
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    raise AssertionError("it goes on")


def test_stopping_a_run_leaves_nothing_half_written(tmp_path):
    lines = ["text", *(f"Ann Reed said that port {n} was shut. " * 40 for n in range(3000))]
    (tmp_path / "rows.csv").write_text("\n".join(lines))
    process = start("extract", tmp_path / "rows.csv", "--out", tmp_path / "t")
    told = ""
    while "Reading: 1" not in told and process.poll() is None:
        told += process.stderr.read(1)
    errors = interrupt(process)
    assert process.returncode == 1
    assert errors.endswith("Aborted!\n")
    assert "Traceback" not in errors
    assert "onrecord: stopped. The same command goes on where it was.\n" in errors
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rows.csv", "t"]
    left = sorted(p.name for p in (tmp_path / "t" / "parts").iterdir())
    assert left == ["lock", "run.json"]


def test_reader_that_goes_away_causes_no_traceback(news, tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    process = start("extract", news, "--out", tmp_path / "t", "--quiet", stdout=writer)
    os.close(writer)
    _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    assert "Exception" not in errors
    assert read_tables(tmp_path / "t").articles.num_rows == 1


@pytest.mark.skipif(os.name == "nt", reason="names are UTF-16 there")
def test_path_that_is_not_utf_8_is_read_and_stored_written_out(tmp_path):
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    os.mkdir(odd)
    Path(odd, "a.txt").write_text("Ann Lee said it was late.", "utf-8")
    for said in ("Tables written to", "Tables written to"):  # and it goes on with what it began
        done = run("extract", odd, "--out", tmp_path / "t", "--workers", "1")
        assert done.exit_code == 0 and said in done.output
    [path] = read_manifest(tmp_path / "t")["parameters"]["paths"]
    assert path.endswith(r"/caf\udce9")


@pytest.mark.skipif(os.name == "nt", reason="names are UTF-16 there")
@pytest.mark.parametrize("command", ["extract", "report"])
def test_place_that_is_not_utf_8_is_refused_before_anything_is_read(command, tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.corpus.formats.read_inputs", None)
    (tmp_path / "a.txt").write_text("Ann Lee said it was late.", "utf-8")
    out = os.fsdecode(os.fsencode(tmp_path) + b"/t\xe9")
    done = run(command, tmp_path / "a.txt", "--out", out)
    assert done.exit_code == 2 and "bytes that are not UTF-8" in done.output


def test_dask_that_is_not_installed_is_refused_before_anything_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("onrecord.extraction.workers.find_spec", lambda name: None)
    monkeypatch.setattr("onrecord.corpus.formats.read_inputs", None)
    (tmp_path / "a.txt").write_text("Ann Lee said it was late.", "utf-8")
    done = run("extract", tmp_path / "a.txt", "--out", tmp_path / "t", "--dask", "local")
    assert done.exit_code == 2 and 'pip install "onrecord[dask]"' in done.output


def test_command_that_pages_show_can_be_written_whatever_bytes_its_paths_have():
    shown = command_again(["caf\udce9"], "out", [], [], {"register": "who\udce9.csv"})
    assert r"caf\udce9" in shown and r"who\udce9.csv" in shown
    assert shown.encode()

"""Each warning on an article that was read is told: on the console, in the manifest, in the pages."""

import html
import json
import re

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import main
from onrecord.corpus.inputs import printable
from onrecord.corpus.notes import NOTE_KINDS

AMBIGUOUS = (
    "The date '03/02/2026' is ambiguous, so it is left out; write it as 2026-02-03 or 2026-03-02"
)
ODD = "odd<b>\x1b[2J.txt"
TOLD = {
    "columns": ("dates.csv", "Not used: Paper. No column gives: title, outlet, author, url."),
    "order": ("both.csv", "The day comes first in some of its dates ('13/02/2026'), the month"),
    "ambiguous": ("both.csv#3", AMBIGUOUS),
    "date": ("dates.csv#3", r"The date 'soon <& \x1b[2J' was not understood, so it is left out"),
    "field": ("field.jsonl#1", "Its title is of type dict, so it is left out."),
    "misread": (ODD, "It was stored in a wrong encoding"),
    "reprint": ("printed/b.txt", "The Gazette printed the same text, in 'a'."),
}
LONG = "Ann Reed said that it rained in {} on Monday, and that nobody had seen such rain before."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("telling") / "news"
    (folder / "printed").mkdir(parents=True)
    printed = "---\noutlet: {}\n---\n" + LONG.format("Bath")
    for name, text in {
        "dates.csv": f"date,text,Paper\n03/02/2026,{LONG.format('Leeds')!r},The Tide\n"
        f"04/02/2026,{LONG.format('York')!r},The Tide\nsoon <& \x1b[2J,{LONG.format('Hull')!r},\n",
        "both.csv": "date,text,title,outlet,author,url\n13/02/2026,Rain fell.,,,,\n"
        "02/13/2026,Snow fell.,,,,\n03/02/2026,Hail fell.,,,,\n",
        "field.jsonl": json.dumps({"text": "Fog fell.", "title": {"a": 1}}),
        ODD: "â€œNo,â€\x9d said Ann Reed.",
        "printed/a.txt": printed.format("The Gazette"),
        "printed/b.txt": printed.format("The Post"),
    }.items():
        (folder / name).write_text(text.replace("'", '"'), "utf-8")
    return folder


def run(*arguments):
    result = CliRunner().invoke(main, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def tables(corpus):
    out = corpus.parent / "tables"
    return out, run("extract", corpus, "--out", out, "--quiet").stderr


@pytest.fixture(scope="module")
def report(tables):
    out = tables[0].parent / "report"
    return out, run("report", tables[0], "--out", out, "--quiet").stderr


@pytest.mark.parametrize("kind", TOLD)
def test_note_is_on_the_console_with_its_count_and_an_example(kind, tables):
    path, text = TOLD[kind]
    heading = NOTE_KINDS[kind]
    assert f"{heading[0].upper()}{heading[1:]} (" in tables[1]
    assert f"  {printable(path)}: {text}" in tables[1]


def test_dates_of_one_kind_are_told_once(tables):
    assert "Dates that can mean two days, and were left out (3), such as:\n" in tables[1]
    assert tables[1].count(" is ambiguous") == 1


@pytest.mark.parametrize("kind", TOLD)
def test_note_is_in_the_manifest(kind, tables):
    notes = json.loads((tables[0] / "manifest.json").read_text("utf-8"))["notes"]
    [group] = [group for group in notes if group["kind"] == kind]
    path, text = TOLD[kind]
    assert [e["path"] for e in group["examples"] if e["text"].startswith(text)] == [path]


def test_every_message_on_an_article_that_was_read_is_counted(tables):
    record = onrecord.load(tables[0])
    read = record.articles.query("status == 'ok'")
    of_articles = {"ambiguous", "date", "field", "misread", "reprint"}
    counts = {n["kind"]: n["count"] for n in record.manifest["notes"] if n["kind"] in of_articles}
    assert sum(counts.values()) == read["message"].notna().sum()


def test_report_on_tables_tells_what_their_extraction_told(tables, report):
    start = "Columns that were not used"
    assert start in tables[1]
    assert report[1].partition(start)[2] == tables[1].partition(start)[2]


@pytest.mark.parametrize("kind", TOLD)
def test_note_is_in_the_index_and_on_every_page(kind, report):
    for page in ("index.html", "01-quotes.html", "02-mentions.html", "03-claims.html"):
        text = html.unescape(re.sub(r"<[^>]+>", "", (report[0] / page).read_text("utf-8")))
        assert TOLD[kind][1] in text, page


def test_note_runs_nothing_in_a_page_and_moves_nothing_on_a_terminal(tables, report):
    assert r"  odd<b>\x1b[2J.txt: It was stored" in tables[1]
    assert "\x1b" not in tables[1] + report[1]
    for page in report[0].glob("*.*"):
        text = page.read_text("utf-8")
        assert "odd&lt;b&gt;" in text and "<b>" not in text


def test_record_says_what_is_to_be_known(tables):
    shown = repr(onrecord.load(tables[0]))
    assert "to know  Columns that were not used, and fields that no column gives (2), such" in shown
    assert r"odd<b>\x1b[2J.txt" in shown and "\x1b" not in shown


def test_results_from_the_cache_keep_their_notes(corpus, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    first = onrecord.extract(corpus).manifest["notes"]
    second = onrecord.extract(corpus)
    assert "Taken from the cache" in capsys.readouterr().err
    assert second.manifest["notes"] == first
    assert {note["kind"] for note in first} == set(TOLD)


def test_columns_that_are_new_are_told_though_no_article_is(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    table = tmp_path / "a.csv"
    for header, named in (("text,Paper", "Not used: Paper."), ("text,Colour", "Not used: Colour.")):
        table.write_text(f"{header}\nRain fell.,x\n", "utf-8")
        [group] = onrecord.extract(table, progress=False).manifest["notes"]
        assert named in group["examples"][0]["text"]


def test_dates_are_read_as_it_is_said(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    table = corpus / "dates.csv"
    run("extract", table, "--out", tmp_path / "t", "--quiet", "--dates", "day-first")
    record = onrecord.load(tmp_path / "t")
    assert record.manifest["parameters"]["dates"] == "day-first"
    days = [day.date().isoformat() for day in record.articles["published"].dropna()]
    assert days == ["2026-02-03", "2026-02-04"]
    again = onrecord.extract(table, dates="month-first", progress=False)
    assert str(again.articles["published"][0].date()) == "2026-03-02"
    first = next(onrecord.read_articles(table, dates="day-first"))
    assert str(first.published) == days[0]

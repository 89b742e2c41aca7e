"""From a review in Excel through one file into the tables, and again once the articles are others."""

import openpyxl
import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.tables.folder import read_tables

RAIN = (
    "Ann Reed and Bea Vale met the council on Monday. She said that the pier would close in May. "
    "“It was wet,” Tom Moss added.\n"
)
ICE = "Tom Moss said the harbour was full of ice. The mayor denied that the pier was closed.\n"


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def place(tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "rain.txt").write_text(RAIN, "utf-8")
    (tmp_path / "news" / "ice.txt").write_text(ICE, "utf-8")
    return tmp_path


def extract(place, out, *options):
    corrections = ("--corrections", place / "corrections.csv")
    return run("extract", place / "news", "--out", place / out, "--quiet", *corrections, *options)


def sources(place, out):
    rows = read_tables(place / out).attributions.to_pylist()
    return {(row["article_id"], row["content_text"]): row["source_name"] for row in rows}


def fill(path, answers):
    """Write answers into a review as its user would: beginning of the words → answer."""
    book = openpyxl.load_workbook(path)
    sheet = book["corrections"]
    at = {cell.value: n for n, cell in enumerate(sheet[1])}
    for row in sheet.iter_rows(min_row=2):
        for begin, answer in answers.items():
            asked = row[at["kind"]].value, str(row[at["text"]].value or "")
            if asked[0] == "source" and asked[1].startswith(begin):
                row[at["answer"]].value = answer
    book.save(path)


def test_answers_in_excel_last_over_changed_and_added_articles_and_another_threshold(place):
    assert run("extract", place / "news", "--out", place / "t", "--quiet").exit_code == 0
    before = sources(place, "t")
    assert run("review", place / "t", "--out", place / "review.xlsx").exit_code == 0
    fill(place / "review.xlsx", {"that the pier would": "Bea Vale", "that the pier was": "Cy Hale"})
    told = run(
        "corrections",
        place / "review.xlsx",
        "--out",
        place / "corrections.csv",
        "--tables",
        place / "t",
    )
    assert (told.exit_code, "rows decided: 2" in told.stdout) == (0, True), told.output
    assert extract(place, "t").exit_code == 0
    after = sources(place, "t")
    changed = {words: name for words, name in after.items() if before[words] != name}
    assert set(changed.values()) <= {"Bea Vale", "Cy Hale"} and "Cy Hale" in changed.values()
    assert read_tables(place / "t").manifest["corrections"]["warnings"] == []

    (place / "news" / "rain.txt").write_text(f"A line that is new.\n\n{RAIN}", "utf-8")
    (place / "news" / "ice.txt").write_text(ICE.replace("was closed", "was shut"), "utf-8")
    (place / "news" / "snow.txt").write_text("Cy Hale said that it snowed.\n", "utf-8")
    told = extract(place, "fresh", "--threshold", "0.3")
    found = sources(place, "fresh")
    assert found["rain", "that the pier would close in May"] == "Bea Vale"
    assert "Cy Hale" not in [name for (article, _), name in found.items() if article == "ice"]
    assert "row 2: the article does not have these words" in told.stderr or "row 3: " in told.stderr
    check = run("corrections", place / "corrections.csv", "--tables", place / "fresh")
    assert (
        check.exit_code == 1 and "in 'ice': the article does not have these words" in check.stderr
    )


def test_register_of_before_is_corrections_as_it_is(place):
    register = "kind,decision,name,label,articles,other_name,reason,party,role\n"
    register += "entity,,Tom Moss,PERSON,,,,Lab,mp\nmerge,yes,Ann Reed,PERSON,,Bea Vale,,,\n"
    (place / "corrections.csv").write_text(register, "utf-8")
    assert extract(place, "t").exit_code == 0
    tables = read_tables(place / "t")
    assert {"Lab", None} == set(tables.entities["party"].to_pylist())
    assert "Bea Vale" not in tables.entities["name"].to_pylist()


def test_contradiction_stops_before_anything_is_read(place):
    rows = 'kind,articles,text,answer\nsource,rain,"It was wet",A\nsource,rain,"It was wet",B\n'
    (place / "corrections.csv").write_text(rows, "utf-8")
    told = extract(place, "t")
    assert (told.exit_code, "row 3: it contradicts row 2" in told.stderr) == (2, True)
    assert not (place / "t").exists()

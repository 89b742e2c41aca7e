"""Columns that were not used, fields that no column gives, and what a column probably holds."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.corpus import read_articles
from onrecord.corpus.columns import guess_by_name


@pytest.fixture
def told(tmp_path):
    """Write files, read them, and give path and text of the notes on their columns."""

    def read(files, **options):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        notes = []
        list(read_articles(tmp_path, on_note=lambda *note: notes.append(note), **options))
        return [(path, note.text) for path, note in notes if note.kind == "columns"]

    return read


TABLE = (
    "title,date,text,url,author,Paper,Ressort,Ölpreis\nA,2026-01-01,A word.,u,B,The Tide,City,7\n"
)


def test_columns_that_were_not_used_are_named_with_what_they_probably_hold(told):
    assert told({"a.csv": TABLE}) == [
        (
            "a.csv",
            "Not used: Paper, Ressort, Ölpreis. No column gives: outlet. "
            "Paper is probably the outlet: --column outlet=Paper. "
            "Ressort is probably the section: --column section=Ressort.",
        )
    ]
    columns = {"outlet": "Paper", "section": "Ressort"}
    assert told({}, columns=columns) == [("a.csv", "Not used: Ölpreis.")]


def test_tables_of_the_same_columns_are_told_once(told):
    files = {f"{month}.csv": TABLE for month in ("a", "b", "c")} | {"d.csv": "text\nWord."}
    assert [path for path, _ in told(files)] == ["a.csv and 2 more with the same columns", "d.csv"]


def test_table_with_all_that_is_asked_for_is_not_told(told):
    assert not told({"a.csv": "title,outlet,date,author,url,text\nA,B,,C,D,A word.\n"})


def test_table_without_a_text_says_so_as_its_status_alone(told, tmp_path):
    assert not told({"a.csv": "headline,Inhalt\nRain,It fell.\n"})
    [found] = read_articles(tmp_path)
    assert found.status == "failed"
    assert found.message.endswith('name it, such as columns={"text": "Inhalt"}.')


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *(("Zeitung", "outlet"), ("Journal", "outlet"), ("publsher", "outlet")),
        *(
            ("Datum der Ausgabe", "published"),
            ("Fecha", "published"),
            ("Date_of_issue", "published"),
        ),
        *(("Titel", "title"), ("TITRE", "title"), ("Título", "title"), ("headlines", "title")),
        *(("Autor", "author"), ("name source", "outlet"), ("Inhalt", "text"), ("Lien", "url")),
    ],
)
def test_name_is_known_in_other_languages_and_when_it_is_nearly_right(name, field):
    assert guess_by_name(["other", name], field) == name


@pytest.mark.parametrize(
    "name", ["sentiment", "stories_id", "up", "data", "authority", "title\x1b[2J"]
)
def test_name_that_is_not_near_is_not_guessed(name):
    assert not any(guess_by_name([name], field) for field in ("title", "outlet", "author", "url"))


def test_column_is_known_by_its_values_if_it_is_the_only_one(told):
    row = {"text": "A word.", "x1": "https://a.example/1", "x2": "3 March 2026", "x3": "1772496000"}
    found = told({"a.jsonl": "\n".join([json.dumps(row), json.dumps(row | {"x1": None})])})
    assert found[0][1].endswith(
        "x2 is probably the date: --column published=x2. x1 is probably the url: --column url=x1."
    )
    found = told({"a.jsonl": json.dumps(row | {"x4": "https://a.example/2", "x5": "4/3/2026"})})
    assert "probably" not in found[0][1]


def test_values_of_a_parquet_file_are_looked_at(tmp_path):
    table = pa.table({"Body": ["A word."], "where": ["https://a.example"], "n": [[1, 2]]})
    pq.write_table(table, tmp_path / "a.parquet")
    notes = []
    columns = {"text": "body"}
    list(read_articles(tmp_path, columns=columns, on_note=lambda *note: notes.append(note)))
    assert notes[0][1].text == (
        "Not used: where, n. No column gives: title, outlet, published, author, url. "
        "where is probably the url: --column url=where."
    )


def test_any_columns_make_one_short_note(told):
    odd = ["a b", "x" * 5_000, "\x1b[2J\x07", "<script>", "$(rm -rf ~)", "my paper"]
    names = [*odd, *(f"c{n}" for n in range(3_000))]
    row = json.dumps(dict.fromkeys(names, "https://a.example") | {"text": "A word."})
    [(_, text)] = told({"a.jsonl": row})
    assert len(text) < 1_000
    assert text.isprintable() and "and 2,956 more" in text
    assert "--column" not in text


def test_suggestion_can_be_pasted_into_a_shell(told):
    [(_, text)] = told({"a.csv": "text,Datum der Ausgabe\nA word.,3.4.2026\n"})
    assert "--column 'published=Datum der Ausgabe'." in text

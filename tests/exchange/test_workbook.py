"""XLSX, read back by openpyxl, which shares no code with what writes it."""

import datetime
import json
import zipfile

import pytest
from exchange_examples import LINK, WILD, many, seeds, tables_of, wild
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from small_record import article

from onrecord.exchange import export_tables, workbook
from onrecord.tables.schema import TABLES


def written(tables, tmp_path):
    """(the workbook, what its reader is told)."""
    told = export_tables(tables, tmp_path / "out.xlsx", "xlsx")
    return load_workbook(tmp_path / "out.xlsx", rich_text=False), told


def text_of(cell):
    """What Excel shows: `_x0001_` is how the format writes a character that XML has no place for."""
    return unescape(cell) if isinstance(cell, str) else cell


def rows_of(sheet):
    header, *rows = ([text_of(c) for c in row] for row in sheet.iter_rows(values_only=True))
    return [dict(zip(header, row, strict=True)) for row in rows]


def as_cell(value):
    if isinstance(value, datetime.date):
        early = value < datetime.date(1900, 3, 1)
        return value.isoformat() if early else datetime.datetime.combine(value, datetime.time())
    return value


@pytest.mark.parametrize("make", [seeds, wild])
def test_xlsx_reads_back_to_the_same_tables(make, tmp_path):
    book, told = written(make(), tmp_path)
    assert told == []
    assert book.sheetnames == ["about", "quotes", *TABLES]
    for name in TABLES:
        table = getattr(make(), name)
        read = rows_of(book[name])
        assert len(read) == table.num_rows
        for row, cells in zip(table.to_pylist(), read, strict=True):
            assert list(cells) == table.column_names
            for column, value in row.items():
                if isinstance(value, list):
                    assert json.loads(cells[column]) == value
                elif isinstance(value, float):
                    assert cells[column] == round(value, 6)
                else:
                    assert cells[column] == as_cell(value), column


def test_no_cell_is_a_formula_or_a_link_and_none_becomes_one_when_it_is_edited(tmp_path):
    book, _ = written(wild(), tmp_path)
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert {c.data_type for c in cells} <= {"s", "inlineStr", "n", "b", "d"}
    assert not any(c.hyperlink for c in cells)
    formulas = [c for c in cells if str(c.value).startswith(("=", "+", "-", "@"))]
    assert {c.value for c in formulas} >= {LINK, "-2+3", "=it"}
    assert all(c.quotePrefix for c in formulas)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as file:
        assert not any(b"<f>" in file.read(name) for name in file.namelist())
        assert not any(
            "hyperlink" in file.read(n).decode().lower() for n in file.namelist() if "rels" in n
        )


def test_text_that_looks_like_the_markup_of_excel_is_text(tmp_path):
    book, _ = written(wild(), tmp_path)
    assert rows_of(book["articles"])[1]["title"] == "<r>x & y</r>"
    assert rows_of(book["attributions"])[2]["evidence"] == "<r><t>=1+1</t></r>"


def test_header_stays_in_sight_and_the_first_sheet_says_what_columns_mean(tmp_path):
    book, _ = written(wild(), tmp_path)
    assert {book[name].freeze_panes for name in TABLES} == {"A2"}
    about = [row for row in book["about"].iter_rows(values_only=True)]
    assert ("onrecord", "0.1.0", None, None, None) in about
    assert ("rows of attributions", "5", None, None, None) in about
    assert not any(row[0] == "inputs" for row in about)
    act = next(row for row in about if row[:2] == ("claims", "act"))
    assert act[2:4] == ("string", "what the cue does")
    assert ("entities", "party", "string?", "as your corrections give it", None) in [
        tuple(c or None for c in row) for row in about
    ]


def test_file_does_not_say_when_it_was_written(tmp_path):
    book, _ = written(wild(), tmp_path)
    made = {book.properties.created, book.properties.modified}
    assert made == {datetime.datetime(2000, 1, 1)}
    with zipfile.ZipFile(tmp_path / "out.xlsx") as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}


# What Excel cannot hold.


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a" * 32_767, 32_767),
        ("a" * 32_768, 32_767),
        ("😀" * 16_383, 16_383),
        ("😀" * 20_000, 16_383),  # two of Excel's characters each, and none cut in two
        ("a" + "😀" * 16_383, 16_384),
    ],
)
def test_text_too_long_for_a_cell_is_cut_and_the_file_says_where(text, kept, tmp_path):
    tables = tables_of([article("short", "x"), article("long", text)])
    book, told = written(tables, tmp_path)
    assert rows_of(book["articles"])[1]["text"] == text[:kept]
    where = ("articles", "3", "text", str(kept), str(len(text)))
    about = list(book["about"].iter_rows(values_only=True))
    cut = kept < len(text)
    assert (where in about) == cut
    assert (
        told
        == [
            "Texts cut, since a cell of Excel takes 32,767 characters: 1. " * cut
            + "The sheet `about` lists them."
        ]
        * cut
    )


def test_table_of_more_rows_than_a_sheet_goes_on_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    book, _ = written(many([f"a{n}" for n in range(7)]), tmp_path)
    parts = ["articles", "articles 2", "articles 3"]
    assert [name for name in book.sheetnames if name.startswith("articles")] == parts
    assert [len(rows_of(book[name])) for name in parts] == [3, 3, 1]
    ids = [row["article_id"] for name in parts for row in rows_of(book[name])]
    assert ids == [f"a{n}" for n in range(7)]
    assert [len(rows_of(book[n])) for n in book.sheetnames if n.startswith("claims")] == [3, 3, 1]


def test_wild_text_keeps_its_length_so_that_offsets_hold(tmp_path):
    book, _ = written(wild(), tmp_path)
    text = rows_of(book["articles"])[0]["text"]
    assert text == WILD
    [row] = [r for r in rows_of(book["attributions"]) if r["attribution_id"] == "../../x:a3"]
    [[start, end]] = json.loads(row["content_spans"])
    assert text[start:end] == row["content_text"]


def test_workbook_that_somebody_saved_since_is_still_ours(tmp_path):
    book, _ = written(many(["a"]), tmp_path)
    book.save(tmp_path / "out.xlsx")
    export_tables(many(["b"]), tmp_path / "out.xlsx", "xlsx", overwrite=True)
    assert rows_of(load_workbook(tmp_path / "out.xlsx")["articles"])[0]["article_id"] == "b"


def test_sheet_to_read_has_each_attribution_with_its_sentence_and_article(tmp_path):
    tables = seeds()
    book, _ = written(tables, tmp_path)
    rows = rows_of(book["quotes"])
    texts = {a["article_id"]: a["text"] for a in tables.articles.to_pylist()}
    assert [r["attribution_id"] for r in rows] == tables.attributions["attribution_id"].to_pylist()
    for row in rows:
        assert row["sentence"].strip("… ") in " ".join(texts[row["article_id"]].split())
        assert " ".join(row["content_text"].partition(" … ")[0].split())[:30] in row["sentence"]
    acts = dict(
        zip(tables.claims["claim_id"].to_pylist(), tables.claims["act"].to_pylist(), strict=True)
    )
    said = {row["attribution_id"]: row["act"] for row in rows}
    assert {i for i in said if said[i] != acts[i]} == {
        i for i in said if said[i] == "denies, saying"
    }
    assert "denies, saying" in said.values()

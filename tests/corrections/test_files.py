"""Files of corrections: what spreadsheets make of them, and what is refused with its row."""

import csv
import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace

import openpyxl
import pytest
from corrected import on, story
from exchange_examples import WILD
from made_rows import make_rows
from small_record import harbour
from tables_by_hand import build_tables

from onrecord.corrections import read_corrections
from onrecord.corrections.review import ask, collect, write_review
from onrecord.corrections.row import Row
from onrecord.corrections.sheet import write_sheet
from onrecord.errors import OnrecordError

HEADER = (
    "kind,decision,answer,believed,name,other_name,articles,spans,text,"
    "other_articles,other_spans,other_text"
)
GOOD = 'source,,Ann Reed,,,,a,"[[0, 4]]",Rain,,,'
BROKEN = {
    "rumour,,,,,,a,,x,,,": "kind is 'rumour'",
    'source,maybe,,,,,a,"[[0, 4]]",Rain,,,': "decision is 'maybe'",
    'source,,Ann,,,,,"[[0, 4]]",Rain,,,': "articles is empty",
    'source,,Ann,,,,a,"[[0, 4]]",,,,': "text is empty",
    'source,,Ann,,,,a,"[[4, 0]]",Rain,,,': "no list of spans",
    'source,,Ann,,,,a,"[[0, 4], [2, 6]]",Rain,,,': "no list of spans",
    'source,,Ann,,,,a,"[[-1, 4]]",Rain,,,': "no list of spans",
    'source,,Ann,,,,a,"[[0, 4",Rain,,,': "no list of spans",
    "source,,Ann,,,,a,0-4,Rain,,,": "no list of spans",
    'source,,Ann,,,,a,"[[0.5, 4]]",Rain,,,': "no list of spans",
    'source,,Ann,,,,a,"[[0, true]]",Rain,,,': "no list of spans",
    'source,yes,,,,,a,"[[0, 4]]",Rain,,,': "answer is empty",
    'act,,shouts,,,,a,"[[0, 4]]",Rain,,,': "'shouts' is no act",
    'commitment,,sure,,,,a,"[[0, 4]]",Rain,,,': "'sure' is no commitment",
    'kind,,loud,,,,a,"[[0, 4]]",Rain,,,': "'loud' is no kind",
    'manner,,loud,,,,a,"[[0, 4]]",Rain,,,': "'loud' is no manner",
    'role,,king,,,,a,"[[0, 4]]",Rain,,,': "'king' is no role",
    'act,no,,asserts,,,a,"[[0, 4]]",Rain,,,': "what is the right act is not said",
    'link,yes,,echoes,,,a,"[[0, 4]]",Rain,,,': "other_articles is empty",
    'link,,mocks,,,,a,"[[0, 4]]",Rain,b,"[[0, 4]]",Snow': "'mocks' is no link",
    'link,no,,,,,a,"[[0, 4]]",Rain,b,"[[0, 4]]",Snow': "which link is meant",
    "label,,HERO,,Ann Reed,,,,,,,": "'HERO' is no label",
    "name,,Ann,,,,,,,,,": "name is empty",
    "name,yes,,,Ann,,,,,,,": "answer is empty",
    "merge,,Bea,,Ann,Anna,,,,,,": "has no effect",
    'attribution,,no,,,,a,"[[0, 4]]",Rain,,,': "has no effect",
    'source,,#NAME?,,,,a,"[[0, 4]]",Rain,,,': "an error of the spreadsheet",
    'mention,,unnamed,,,,a,"[[0, 4]]",Rain,,,': "write no into decision",
    'link,yes,echoes,,,,a,"[[0, 4]]",Rain,a,"[[0, 4]]",Rain': "the same words",
    "merge,yes,,,Ann Reed,,,,,,,": "other_name is empty",
}


@pytest.mark.parametrize("line", BROKEN)
def test_broken_row_is_refused_by_its_number(line, tmp_path):
    (tmp_path / "c.csv").write_text("\n".join([HEADER, GOOD, line]) + "\n", "utf-8")
    with pytest.raises(OnrecordError, match=r"c\.csv, row 3: ") as error:
        read_corrections(tmp_path / "c.csv")
    assert BROKEN[line] in str(error.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (GOOD, GOOD.replace("Ann Reed", "Tom Vale")),
        (GOOD, GOOD.replace("Ann Reed", "unnamed").replace("[[0, 4]]", "[[0,4]]")),
        ('attribution,yes,,,,,a,"[[0, 4]]",Rain,,,', 'attribution,no,,,,,a,"[[0, 4]]",Rain,,,'),
        (GOOD, GOOD.replace("Ann Reed", "Tom Vale").replace('"[[0, 4]]"', "")),
        ("merge,yes,,,Ann,Anna,,,,,,", "merge,no,,,Anna,Ann,,,,,,"),
        ("label,,ORG,,Acme,,,,,,,", "label,,GPE,,Acme,,,,,,,"),
    ],
)
def test_two_rows_that_contradict_are_refused_by_both_numbers(one, other, tmp_path):
    (tmp_path / "c.csv").write_text("\n".join([HEADER, one, other]) + "\n", "utf-8")
    with pytest.raises(OnrecordError, match="row 3: it contradicts row 2"):
        read_corrections(tmp_path / "c.csv")
    (tmp_path / "c.csv").write_text("\n".join([HEADER, one, one]) + "\n", "utf-8")
    assert len(read_corrections(tmp_path / "c.csv").rows) == 2


def test_merges_that_follow_from_others_are_not_denied(tmp_path):
    rows = ["merge,yes,,,Ann,Bea,,,,,,", "merge,yes,,,Bea,Cy,,,,,,", "merge,no,,,Cy,Ann,,,,,,"]
    (tmp_path / "c.csv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    with pytest.raises(OnrecordError, match="row 4: it contradicts row 2 and 3"):
        read_corrections(tmp_path / "c.csv")


def test_two_sheets_of_corrections_are_refused(tmp_path):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("More")):
        sheet.append(["kind", "name"])
    book.save(tmp_path / "c.xlsx")
    with pytest.raises(OnrecordError, match="'Sheet', 'More' all have a column 'kind'"):
        read_corrections(tmp_path / "c.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 torn", b"kind,name\n"])
def test_file_that_is_no_excel_is_refused(data, tmp_path):
    (tmp_path / "c.xlsx").write_bytes(data)
    with pytest.raises(OnrecordError, match=r"c\.xlsx are no Excel file"):
        read_corrections(tmp_path / "c.xlsx")


def hostile():
    """Rows of all that people write into articles and answers."""
    reading = story("=1+1", "[=cmd|' /C calc'!A1] {said} <@SUM(1) <r>x</r> 3-4>.")
    texts = ("<r>x</r>", "-2", "'quoted", "Élodie “B” ⟦x⟧", "=HYPERLINK(1)", " ".join(WILD.split()))
    rows = [
        on(reading, "source", answer=each, spans=f"[[{n}, {n + 1}]]")
        for n, each in enumerate(texts)
    ]
    return [*rows, Row(kind="entity", name="@x", attributes={"party": "=1", "since": "2025-03-04"})]


def same(path, rows):
    found = read_corrections(path).rows
    strip = [{k: v for k, v in vars(row).items() if k != "number"} for row in rows]
    assert [{k: v for k, v in vars(row).items() if k != "number"} for row in found] == strip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_every_row_comes_back_as_it_was_written_and_none_is_a_formula(ending, tmp_path):
    path = tmp_path / f"c.{ending}"
    write_sheet(path, hostile())
    same(path, hostile())
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(path)["corrections"]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    else:
        cells = [c for row in csv.reader(path.read_text("utf-8-sig").splitlines()) for c in row]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_excel_saves_semicolons_a_mark_and_days_and_all_rows_are_kept(tmp_path):
    write_sheet(tmp_path / "c.csv", hostile())
    lines = list(csv.reader((tmp_path / "c.csv").read_text("utf-8-sig").splitlines()))
    with open(tmp_path / "excel.csv", "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(lines)
    same(tmp_path / "excel.csv", hostile())


def test_days_numbers_and_truths_of_excel_are_read_as_they_were_meant(tmp_path):
    import datetime

    book = openpyxl.Workbook()
    book.active.append(["kind", "decision", "name", "articles", "since", "seats"])
    day = datetime.datetime(2025, 3, 4)
    book.active.append(["entity", None, "Ann Reed", day, day, 12.0])
    book.save(tmp_path / "c.xlsx")
    [row] = read_corrections(tmp_path / "c.xlsx").rows
    assert (row.articles, row.attributes) == ("2025-03-04", {"since": "2025-03-04", "seats": "12"})


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_keeps_every_row(tmp_path):
    write_sheet(tmp_path / "c.xlsx", hostile())
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", "out", "c.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    same(tmp_path / "out" / "c.xlsx", hostile())


def test_review_asks_first_where_most_words_are_in_doubt(tmp_path):
    counts = write_review(harbour().tables, tmp_path / "r.xlsx", most=3)
    rows = read_corrections(tmp_path / "r.xlsx").rows
    assert counts == {"questions": 3, "entities": 0, "rows kept": 0, "less at stake, left out": 7}
    assert [(row.kind, row.believed) for row in rows] == [
        ("link", "echoes"), ("attribution", ""), ("source", "Ann Reed"),
    ]  # fmt: skip
    assert rows[0].example == "Mayor Ann Reed said ⟦the port “won’t close”⟧."
    assert json.loads(rows[0].spans) == [[20, 42]]
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["corrections"]
    offered = [v.formula1 for v in sheet.data_validations.dataValidation]
    assert '"yes,no"' in offered and any("answers!" in each for each in offered)


def test_same_words_in_several_articles_are_asked_once_and_decided_for_all(tmp_path):
    wire = "[Al] {said} <that it rained>."
    tables = build_tables(
        make_rows(
            [story("a", wire), story("b", wire, "[Bo] {said} <hail>."), story("c", wire, wire)]
        ),
        {},
    )
    write_review(tables, tmp_path / "r.csv")
    asked = [row for row in read_corrections(tmp_path / "r.csv").rows if row.kind == "source"]
    assert Counter(row.number for row in asked).most_common(1)[0][1] == 3  # and `c` has it twice
    assert "The same in 3 articles." in asked[0].reason and len(asked) == 5
    rows = [replace(row, answer="Ann Reed") for row in asked if row.number == asked[0].number]
    write_sheet(tmp_path / "r.csv", rows)
    left = ask(tables, read_corrections(tmp_path / "r.csv").rows).rows
    assert [row.believed for row in left if row.kind == "source"] == ["Bo"]


def test_what_was_decided_in_several_files_is_one_and_the_later_holds(tmp_path):
    reading = story("a", "[she] {said} <that it rained>.")
    known = [
        Row(kind="entity", name="Ann Reed", attributes=each)
        for each in ({"party": "Lab"}, {"gender": "woman"})
    ]
    first = on(reading, "source", answer="Ann Reed"), known[0]
    later = on(reading, "source", answer="Bea Reed"), on(reading, "act"), known[1]
    for name, rows in (("one.csv", first), ("two.xlsx", later)):
        write_sheet(tmp_path / name, rows)
    read = [read_corrections(tmp_path / name) for name in ("one.csv", "two.xlsx")]
    assert collect(tmp_path / "all.csv", read) == {"rows decided": 4, "rows in all": 3}
    assert collect(tmp_path / "all.csv", []) == {"rows decided": 0, "rows in all": 3}
    found = read_corrections(tmp_path / "all.csv")
    assert [(row.kind, row.answer, dict(row.attributes)) for row in found.rows] == [
        ("source", "Bea Reed", {}), ("entity", "", {"party": "Lab"}), ("entity", "", {"gender": "woman"}),
    ]  # fmt: skip

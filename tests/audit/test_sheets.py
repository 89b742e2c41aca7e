"""Coding sheets: what is in them, and that each damage is an error that says what and where."""

import shutil
import subprocess

import openpyxl
import pytest
from audited import fill, lines, sampled, town
from small_record import article, attribution, record

from onrecord.audit.audit import digest_of_tables
from onrecord.audit.marked import read_marked
from onrecord.audit.sample import plan
from onrecord.audit.score import score
from onrecord.errors import OnrecordError
from onrecord.tables.folder import read_tables


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """A folder with tables and a sheet that is filled in as it should be."""
    folder = tmp_path_factory.mktemp("clean")
    _, [path] = sampled(folder)
    fill(path)
    return folder


@pytest.fixture
def own(clean, tmp_path):
    """A copy of it: the folder of tables, and the sheet."""
    shutil.copytree(clean, tmp_path, dirs_exist_ok=True)
    return tmp_path / "tables", tmp_path / "audit" / "coder-1.xlsx"


def changed(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def test_every_sentence_stands_in_the_sheet_and_what_was_found_below_it(own):
    book = openpyxl.load_workbook(own[1])
    rows = [
        [cell.value for cell in row[:2]] for row in book["read"].iter_rows(min_row=2, max_row=8)
    ]
    n = book["read"]["N2"].value[4:]
    assert [words for _, words in rows] == [
        f"Day {n} · {'Gazette' if int(n) % 2 else 'Tide'} · 2025-03-04",
        f"Ann Reed said ⟦a1 “port {n} is open” a1⟧.",
        f"“port {n} is open”",
        f"Bob Hale denied ⟦a2 that it was shut on day {n} a2⟧.",
        f"that it was shut on day {n}",
        f"Critics say ⟦a3 that boat {n} sank a3⟧.",
        f"that boat {n} sank",
    ]
    rules = [rule.formula1 for rule in book["read"].data_validations.dataValidation]
    assert rules.count('"right,wrong"') == 4


def test_hostile_text_is_text_in_the_sheet(tmp_path):
    of = article("x", "=HYPERLINK(1) said +cmd|' /C calc'!A0. <r>=1</r>", title="=1+1", outlet="@x")
    made = record(
        [of], [attribution(of, 1, "+cmd|' /C calc'!A0", source="=HYPERLINK(1)", cue="said")]
    )
    _, [path] = sampled(tmp_path, made, articles=1)
    book = openpyxl.load_workbook(path)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_marks_come_back(own):
    tables, path = own
    marked = read_marked(path, read_tables(tables), digest_of_tables(tables))
    assert (marked.reader, len(marked.rows), len(marked.missed), len(marked.links)) == (
        "A. Reader",
        24,
        8,
        1,
    )
    wrong = [
        row
        for row in marked.rows
        if not all(row[name] for name in ("content", "source", "who", "act"))
    ]
    assert {row["id"][-2:] for row in wrong} == {"a2"} and {row["right_who"] for row in wrong} == {
        "Bob Hale"
    }


def first(book, sheet="read", filled="row"):
    return next(row for row in lines(book[sheet]) if row[filled].value)


def put(value, column, sheet="read", filled="row"):
    return lambda book: setattr(first(book, sheet, filled)[column], "value", value)


def delete(sheet, row):
    return lambda book: book[sheet].delete_rows(row)


def delete_column(sheet, place):
    return lambda book: book[sheet].delete_cols(place)


def rename(sheet):
    return lambda book: setattr(book[sheet], "title", "Sheet1")


def double(book):
    row = first(book)
    for column in ("row", "words", "id"):
        lines(book["read"])[0][column].value = row[column].value


def set_fact(row, value):
    return lambda book: setattr(book["instructions"].cell(row, 2), "value", value)


DAMAGE = {
    "row deleted": (delete("read", 4), "sheet 'read': the row of day-", "is missing"),
    "link deleted": (delete("links", 2), "sheet 'links': the row of day-0:a2 disputes day-0:a1 is missing"),
    "row doubled": (double, "sheet 'read', row 2: day-", "is there twice"),
    "other corpus": (set_fact(4, "0" * 64), "sheet 'instructions': it is of other tables"),
    "unknown mark": (put("perhaps", "act is"), "sheet 'read', row 4: 'act is' is 'perhaps'", "right, wrong"),
    "id changed": (put("day-1:a9", "id"), "sheet 'read', row 4: its id is 'day-1:a9'"),
    "words changed": (put("port is open", "words"), "sheet 'read', row 4: the words of day-", "were changed"),
    "mark empty": (put(None, "who is"), "sheet 'read', row 4: 'who is' is empty"),
    "mark on a sentence": (
        lambda book: lines(book["read"])[1]["act is"].__setattr__("value", "right"),
        "sheet 'read', row 3: a mark stands where there is nothing to mark",
    ),
    "reader not named": (set_fact(1, None), "sheet 'instructions', row 1: 'read by' is empty"),
    "coder changed": (set_fact(2, "7"), "sheet 'instructions': 'coder' or 'sample' was changed"),
    "sample changed": (set_fact(3, "many"), "sheet 'instructions': 'coder' or 'sample' was changed"),
    "sheet renamed": (rename("missed"), "has no sheet 'missed', only 'instructions', 'read', 'links'"),
    "column removed": (delete_column("read", 5), "sheet 'read', row 1: the column 'act' is not there"),
    "column twice": (
        lambda book: book["links"].cell(1, 2, "claim"),
        "sheet 'links', row 1: the column 'claim' is there twice",
    ),
    "no right name": (put("wrong", "who is"), "sheet 'read', row 4: 'who is' is wrong, and 'right who'"),
    "no such act": (
        lambda book: [put("wrong", "act is")(book), put("says", "right act")(book)],
        "sheet 'read', row 4: 'right act' is 'says'",
    ),
    "two answers": (put("Bob", "right who"), "sheet 'read', row 4: 'who is' is right, and 'right who'"),
    "right words not there": (
        lambda book: [put("wrong", "content is")(book), put("no such words", "right words")(book)],
        "sheet 'read', row 4: day-", "does not have the words 'no such words'",
    ),
    "missed not there": (
        put("no such words", "words", "missed", "words"),
        "sheet 'missed', row 2: day-", "does not have the words 'no such words'",
    ),
    "missed elsewhere": (
        put("day-99", "article", "missed", "words"),
        "sheet 'missed', row 2: 'day-99' is no article of this sample",
    ),
    "missed without who": (put(None, "who", "missed", "words"), "sheet 'missed', row 2: 'who' is empty"),
    "missed act": (put("says", "act", "missed", "words"), "sheet 'missed', row 2: 'act' is 'says'"),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_an_error_that_names_sheet_and_row(own, what):
    change, *told = DAMAGE[what]
    tables, path = own
    changed(path, change)
    with pytest.raises(OnrecordError) as error:
        score([path], tables)
    assert str(path) in str(error.value) and all(each in str(error.value) for each in told)
    assert not (tables / "audit.json").exists()


def test_missed_row_that_is_marked_right_is_an_error(own):
    tables, path = own

    def repeat(book):
        row, found = first(book, "missed", "words"), first(book)
        given = (found["id"].value.split(":")[0], found["words"].value, "Ann Reed")
        for column, value in zip(("article", "words", "source"), given, strict=True):
            row[column].value = value

    changed(path, repeat)
    with pytest.raises(OnrecordError, match="row 2: these words are marked right at day-"):
        score([path], tables)


def test_no_excel_file_is_an_error(own):
    own[1].write_text("not a workbook")
    with pytest.raises(OnrecordError, match="is no coding sheet that can be read"):
        score([own[1]], own[0])


def test_sheets_of_one_coder_are_an_error(tmp_path):
    tables, [one, _] = sampled(tmp_path, coders=2)
    fill(one)
    copy = shutil.copy(one, tmp_path / "copy.xlsx")
    for pair in ([one, one], [one, copy]):
        with pytest.raises(OnrecordError, match="are both the sheet of coder 1"):
            score(pair, tables)


def test_sheets_of_two_samples_are_an_error(tmp_path):
    tables, [one, _] = sampled(tmp_path, coders=2)
    from onrecord.audit.score import write_sample

    write_sample(tables, tmp_path / "other", plan(8, 2, 2, None))
    two = fill(tmp_path / "other" / "coder-2.xlsx")
    with pytest.raises(OnrecordError, match="is of another sample"):
        score([fill(one), two], tables)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_sheet_saved_by_libreoffice_scores_the_same(own, tmp_path):
    tables, path = own
    before, *_ = score([path], tables)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", "out", path]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "out" / path.name).read_bytes() != path.read_bytes()
    after, *_ = score([tmp_path / "out" / path.name], tables)
    assert after == before


def test_drawn_articles_are_spread_over_outlets_and_lengths(tmp_path):
    made = town(40).tables
    drawn = plan(10, 3, 2, 4).draw(made)
    assert drawn == plan(10, 3, 2, 4).draw(made) != plan(10, 4, 2, 4).draw(made)
    assert len(set(drawn)) == 10 and sum(int(a[4:]) % 2 for a in drawn) == 5
    one, two = (plan(10, 3, 2, 4).read_by(coder, drawn) for coder in (1, 2))
    assert one[:4] == two[:4] == drawn[:4] and sorted({*one, *two}) == sorted(drawn)
    assert len(one) == len(two) == 7


def test_more_articles_than_there_are_is_an_error(tmp_path):
    with pytest.raises(OnrecordError, match="only 8 articles were read"):
        sampled(tmp_path, articles=9)
    with pytest.raises(OnrecordError, match="--shared 9 is more than the 8 articles"):
        plan(8, 1, 2, 9)

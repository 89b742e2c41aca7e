"""Excel files: which sheet is read, what its cells are, and what a file claims of itself."""

import datetime
import io
import zipfile

import pytest
from article_files import make_xlsx

from onrecord.corpus.formats import list_columns, read_inputs
from onrecord.corpus.notes import Note

SENTENCE = "“The bridge is shut,” the mayor said on Tuesday."


@pytest.fixture
def read(tmp_path):
    def read_file(data, **columns):
        path = tmp_path / "a.xlsx"
        path.write_bytes(data)
        return list(read_inputs(path, columns))

    return read_file


def with_sheet(xml, **sheets):
    """A workbook whose first sheet has these rows as XML."""
    whole, data = (
        zipfile.ZipFile(io.BytesIO(make_xlsx(**(sheets or {"A": [["text"]]})))),
        io.BytesIO(),
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in whole.namelist():
            first = name == "xl/worksheets/sheet1.xml"
            made = f'<worksheet xmlns="{space}">{xml}</worksheet>'
            parts.writestr(name, made if first else whole.read(name))
    return data.getvalue()


def cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_first_sheet_with_a_text_column_is_read_and_the_others_are_named(read):
    sheets = {
        "About": [["What this is"], ["Our articles"]],
        "News": [[], ["Title", "Text", None], ["T", SENTENCE], [None, None], ["U", "More."]],
        "Old": [["text"], ["Gone."]],
    }
    *found, note = read(make_xlsx(**sheets))
    assert [(one.row, one.text, one.fields["title"]) for one in found] == [
        (1, SENTENCE, "T"),
        (2, "More.", "U"),
    ]
    assert note == Note(
        "part", "Only its sheet 'News' is read, the first with a text column, and not 'Old'."
    )


def test_cells_are_what_they_are(read):
    day = datetime.datetime(2025, 3, 11)
    rows = [
        ["text", "date", "id", "page"],
        [SENTENCE, day, 7, None],
        [5, "11 March", "007", 2.0],
        [None, day, 1, 1],
    ]
    good, number, empty = read(make_xlsx(A=rows))
    assert (good.fields["published"], good.fields["id"], good.fields["page"]) == (day, 7, None)
    assert (number.status, number.message) == (
        "failed",
        "The text of the row is of type int, not a string.",
    )
    assert empty.status == "empty"


def test_text_that_fills_its_cell_may_be_cut(read):
    long, good = read(make_xlsx(A=[["text"], ["word " * 6553 + "wo"], [SENTENCE]]))
    assert "32,767" in long.notes[0].text and not good.notes


def test_column_is_named(read, tmp_path):
    [found] = read(make_xlsx(A=[["x"], ["y"]], B=[["Words"], [SENTENCE]]), text="words")
    assert found.text == SENTENCE
    assert list_columns(tmp_path / "a.xlsx", {"text": "words"}) == ("Words",)
    assert list_columns(tmp_path / "a.xlsx", {}) == ("x",)


def test_size_that_a_sheet_claims_is_not_believed(read):
    rows = f'<row r="1">{cell("A1", "text")}</row><row r="2">{cell("A2", SENTENCE)}</row>'
    claimed = f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>'
    [found] = read(with_sheet(claimed))
    assert found.text == SENTENCE


def test_rows_and_columns_that_no_sheet_has_end_the_reading(read):
    far = f'<row r="1">{cell("A1", "text")}{cell("ZZZ1", "x")}</row>'
    far += f'<row r="999999999999">{cell("A9", "x")}</row>'
    [found] = read(with_sheet(f"<sheetData>{far}</sheetData>"))
    assert (found.status, found.message) == ("empty", "The file has no rows.")


def test_million_empty_rows_are_none(read):
    [found] = read(with_sheet(f"<sheetData>{'<row/>' * 1_000_000}</sheetData>"))
    assert found.status == "empty"


@pytest.mark.parametrize("xml", ["<sheetData><row", "", "<sheetData><row r='x'/></sheetData>"])
def test_broken_sheet_is_a_row_with_a_reason(read, xml):
    [found] = read(with_sheet(xml))
    assert found.status in ("failed", "empty") and found.message


def test_workbook_without_sheets_of_cells_is_empty(read):
    [found] = read(make_xlsx(A=[]))
    assert (found.status, found.message) == ("empty", "The file has no rows and no columns.")


def test_sheets_beyond_those_that_are_looked_at_are_told(read):
    sheets = {f"S{n}": [["text"], [SENTENCE]] if n == 1 else [["n"]] for n in range(1, 24)}
    found, note = read(make_xlsx(**sheets))
    assert found.text == SENTENCE
    assert note.text.startswith("Its sheets after the first 20 (3) are not looked at")


@pytest.mark.parametrize(
    "broken",
    [
        '<c r="A3"><v>twelve</v></c>',
        '<c r="A3" t="s"><v>99</v></c>',
        '<c r="A3" t="d"><v>no day</v></c>',
        '<c r="here" t="b"><v>1</v></c>',
        '<c r="A3" s="x"><v>1</v></c>',
    ],
)
def test_broken_cell_costs_its_row_and_no_other(read, broken):
    rows = [cell("A1", "text"), cell("A2", SENTENCE), broken, cell("A4", "More.")]
    xml = "".join(f'<row r="{n}">{each}</row>' for n, each in enumerate(rows, 1))
    first, wrong, last = read(with_sheet(f"<sheetData>{xml}</sheetData>"))
    assert (first.text, last.text, last.row) == (SENTENCE, "More.", 3)
    assert (wrong.row, wrong.status) == (2, "failed")
    assert wrong.message.startswith("A cell of the row is broken: ")

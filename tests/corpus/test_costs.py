"""Files of some kilobytes that would take hours or all memory: refused by counts, before they are parsed."""

import gzip

import pytest
from article_files import PAGE, SENTENCE, make_docx, make_xlsx, make_zip

from onrecord.corpus import costs, formats
from onrecord.corpus.costs import MOST_ATTRIBUTES, MOST_INLINE, MOST_TAGS
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.inputs import Unreadable


def read_one(path):
    [found] = read_inputs(path, {})
    return found


def page(body):
    return f"<html><body><article>{body}<p>{SENTENCE}</p></article></body></html>"


DEAR = {
    "paragraphs": f"<p>{SENTENCE}</p>" * (MOST_TAGS // 2),
    "attributes": "<p " + " ".join(f'a{n}="x"' for n in range(MOST_ATTRIBUTES)) + ">so</p>",
    "attributes without values": f"<p {'a ' * MOST_ATTRIBUTES}>so</p>",
    "attributes after a value with a mark": f"<p a='>' b=\"<\" {'a ' * MOST_ATTRIBUTES}>so</p>",
    "words set apart": f"<p>{'<b>so</b> ' * (MOST_INLINE // 2)}</p>",
}


@pytest.mark.parametrize("what", DEAR)
def test_page_that_would_take_hours_is_too_costly(write, what):
    found = read_one(write("a.html", page(DEAR[what])))
    assert (found.status, found.text) == ("too_costly", None)
    assert "save its text alone" in found.message


@pytest.mark.parametrize(
    "body",
    [
        f'<img src="data:{"AB+/ " * MOST_ATTRIBUTES}">',
        "<p>so <b>it</b> is</p>" * MOST_INLINE,
        "a line<br>" * MOST_INLINE,
        f"<script>{'if (a<b) c(); ' * (MOST_INLINE // 2)}</script>",
    ],
)
def test_long_pages_of_other_kinds_are_read(write, body):
    assert read_one(write("a.html", page(body))).status == "ok"


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx"])
def test_document_of_too_many_tags_is_refused_before_it_is_parsed(write, ending, monkeypatch):
    monkeypatch.setattr(costs, "MOST_TAGS_IN_ALL", 1000)
    name = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/styles.xml"}[ending]
    manifest = {"META-INF/manifest.xml": "<m/>"}
    path = write(f"a.{ending}", make_zip(**{name: "<p/>" * 1001}, **manifest))
    monkeypatch.setattr("lxml.etree.fromstring", None)
    monkeypatch.setattr("docx.Document", None)
    monkeypatch.setattr("openpyxl.load_workbook", None)
    found = read_one(path)
    assert found.status == "too_costly" and "1,001 tags" in found.message


def test_documents_within_the_bounds_are_read(write):
    document = make_docx(lambda d: [d.add_paragraph(SENTENCE) for _ in range(300)])
    assert read_one(write("a.docx", document)).status == "ok"
    rows = [["text"], *([SENTENCE] for _ in range(300))]
    assert {row.status for row in read_inputs(write("a.xlsx", make_xlsx(one=rows)), {})} == {"ok"}


def test_row_of_a_sheet_without_end_is_refused(write, monkeypatch):
    monkeypatch.setattr(costs, "MOST_IN_ROW", 1000)
    monkeypatch.setattr(costs, "_BLOCK_BYTES", 100)
    sheet = "<row><c/></row>" * 100 + "<row>" + "<c/>" * 300
    found = read_one(write("a.xlsx", make_zip(**{"xl/worksheets/sheet1.xml": sheet})))
    assert found.status == "too_costly" and "in one row" in found.message


@pytest.mark.parametrize(
    "sheet", [b"<row>" + b"-" * 500 + b"<row>--", b"<row>--<row>" + b"-" * 500]
)
def test_the_longest_row_is_told_wherever_it_stands(sheet):
    blocks = [sheet[start : start + 40] for start in range(0, len(sheet), 40)]
    assert 500 <= costs._longest_row(blocks) <= 510


def test_table_that_unpacks_to_many_times_its_size_is_read_up_to_a_limit(write, monkeypatch):
    monkeypatch.setattr(formats, "MAX_REPEATED_BYTES", 2_000_000)
    data = gzip.compress(b"text,id\n" + b"The mayor said no.,1\n" * 500_000)
    *rows, last = read_inputs(write("a.csv.gz", data), {})
    assert 0 < len(rows) < 500_000 and {row.status for row in rows} == {"ok"}
    assert last.status == "failed" and f"After row {len(rows)}" in last.message


def test_markup_within_the_bounds_costs_nothing():
    costs.check_page(PAGE)
    with pytest.raises(Unreadable, match="more than the 5"):
        costs.check_tags("<p>" * 6, 5)

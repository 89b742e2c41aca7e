"""The charts beside the pages: what is a figure, how it is called, and that it is what the page saves."""

import base64
import csv

import pytest
from markupsafe import Markup
from report_examples import reports  # noqa: F401, a fixture

from onrecord.pages.saving import Saved, saved_in
from onrecord.report.figures import FIGURES, figures_of
from onrecord.report.page import Page
from onrecord.report.sections import Block, sections_of
from onrecord.tables.cells import FORMULA

CODE = Markup("draw")


def heading(text):
    return Block(Markup(f"<h2>{text}</h2>"))


def chart(*names):
    links = (Saved(name, name.encode()).link for name in names)
    return Block(Markup().join(links), CODE, pictured=True)


def table(name):
    return Block(Markup("<table></table>") + Saved(name, name.encode()).link, CODE)


def figures(*blocks, name="01-quotes"):
    return figures_of([Page(name, "Title", Markup(), sections_of(blocks))])


def test_chart_has_the_next_table_and_charts_in_a_row_share_one():
    one, two, three = figures(
        *(heading("A"), chart("a.svg"), table("a.csv"), table("other.csv")),
        *(heading("B"), chart("b.svg"), chart("c.svg"), table("b.csv")),
    )
    assert [f.files["csv"][1] for f in (one, two, three)] == [b"a.csv", b"b.csv", b"b.csv"]


def test_table_of_another_section_or_without_a_chart_belongs_to_none():
    [own] = figures(heading("A"), table("x.csv"), chart("a.svg"), heading("B"), table("y.csv"))
    assert list(own.files) == ["svg"]


def test_picture_that_cannot_be_saved_is_no_figure():
    assert figures(heading("A"), Block(Markup("<img>"), CODE, pictured=True)) == []


def test_files_are_named_by_page_and_section_and_no_two_alike():
    found = figures(heading("Who is it?"), chart("a.svg"), chart("b.svg"), heading("<i>../x</i>"))
    found += figures(heading("../../etc/passwd “王毅”"), chart("a.svg"), name="a/b")
    assert [f.files["svg"][0] for f in found] == [
        *("figures/01-quotes-who-is-it.svg", "figures/01-quotes-who-is-it-2.svg"),
        "figures/a-b-etc-passwd-王毅.svg",
    ]


@pytest.mark.parametrize("name", ["../a.svg", "a.html", "a.svg.html", ".svg", "a/b.csv"])
def test_link_that_names_a_place_or_another_kind_of_file_is_not_followed(name):
    data = base64.b64encode(b"x").decode()
    link = f'<a class="onrecord-save" download="{name}" href="data:x;base64,{data}">'
    assert list(saved_in(link)) == []


def test_files_have_the_bytes_that_the_page_saves(reports):  # noqa: F811
    folder = reports["index.html"].parent / FIGURES
    names = {path.name for path in folder.iterdir()}
    stem = "01-quotes-whose-words-fill-the-articles"
    assert {f"{stem}.{ending}" for ending in ("svg", "png", "csv")} <= names
    saved = set()
    for name in {path.split("-")[0] for path in names}:
        [page] = [path for known, path in reports.items() if known.startswith(name)]
        saved |= {each.data for each in saved_in(page.read_text("utf-8"))}
    assert all((folder / name).read_bytes() in saved for name in names)


def test_index_leads_to_every_file(reports):  # noqa: F811
    index = reports["index.html"].read_text("utf-8")
    for path in (reports["index.html"].parent / FIGURES).iterdir():
        assert f'href="{FIGURES}/{path.name}"' in index


def test_cells_of_tables_are_no_formulas(reports):  # noqa: F811
    tables = [*(reports["index.html"].parent / FIGURES).glob("*.csv")]
    rows = [row for path in tables for row in csv.reader(path.open(encoding="utf-8-sig"))]
    assert len(rows) > len(tables)
    assert not any(FORMULA.match(cell) and not cell.startswith("'") for row in rows for cell in row)

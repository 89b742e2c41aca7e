"""Beside the charts: pages show what was measured, and say so in one line where nothing was."""

import pytest
from audited import fill, lines, sampled
from lxml import html
from report_examples import add_ferry, write_once

import onrecord
from onrecord import charts, counts
from onrecord.audit.score import score
from onrecord.report import make_reports

READER = "<img src=x onerror=alert(1)> & co"


def vary(book):
    """In one article it is Ann Reed indeed, and in one nothing is missing: not all articles are alike."""
    found = next(row for row in lines(book["read"]) if row["row"].value == "a2")
    found["who is"].value, found["right who"].value = "right", None
    for cell in lines(book["missed"])[0].values():
        cell.value = None


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder, [path] = sampled(tmp_path_factory.mktemp("measured"))
    score([fill(path, vary, READER)], folder)
    return folder


@pytest.fixture(scope="module")
def pages(tables, tmp_path_factory):
    """Name of a page → what it says, and its charts' alternative texts."""
    made = make_reports(tables, tmp_path_factory.mktemp("r") / "out", command="onrecord report")
    assert not made.failed
    read = {page.name: html.fromstring(page.read_text("utf-8")) for page in made.pages}
    return {n: (p.text_content(), [i.get("alt") for i in p.iter("img")]) for n, p in read.items()}


def test_every_page_says_how_right_it_is_here(pages):
    for text, _ in pages.values():
        assert "precision .71" in text and "in 8 articles that were read for it" in text


def test_charts_of_shares_have_the_corrected_share_beside_the_reported_one(pages):
    alts = pages["01-quotes.html"][1]
    words = next(alt for alt in alts if "words by source" in alt)
    assert "Ann Reed: 88 · 73% ◆ 25%" in words
    assert "named person: 88 · 73% ◆ 57%" in next(alt for alt in alts if "class of source" in alt)


def test_charts_by_name_are_those_of_the_pages(tables, pages):
    record, shown = onrecord.load(tables), {alt for _, alts in pages.values() for alt in alts}
    notes = " ".join(text for text, _ in pages.values())
    assert not {
        name: repr(record.chart(name))
        for name in record.charts
        if (alt := record.chart(name).picture.alt) not in shown and alt not in notes
    }


def test_page_of_the_audit_has_agreement_accuracy_errors_and_methods(pages):
    text, alts = pages["04-audit.html"]
    for told in ("somebody else is meant", "missed", "@software{onrecord,", '"type": "software"'):
        assert told in text
    assert READER in text, "the name of a reader is text"
    assert any("content: 1.00 · 0.77" in alt for alt in alts)


def test_without_an_audit_a_page_says_so_in_one_line_with_the_command(tmp_path):
    made = make_reports(write_once(add_ferry), tmp_path / "out", command="onrecord report")
    assert not made.failed
    for page in made.pages:
        text = html.fromstring(page.read_text("utf-8")).text_content()
        assert "Nobody has measured how right the attributions" in text and "F1" in text
        assert "To measure it: onrecord audit sample" in text
        assert "◆" not in text


def dots(ax):
    """Row → where its marks stand."""
    found = {}
    for line in ax.lines:
        if line.get_marker() == "D":
            found.setdefault(round(line.get_ydata()[0]), []).append(line.get_xdata()[0])
    return found


def test_marks_stand_at_the_corrected_shares(tables):
    record = onrecord.load(tables)
    table = counts.words_by_class(record.attributions)
    measured = record.audit.shares(counts.words_by_class, table[["words"]].T)
    ax = charts.plot_words_by_class(table, measured=measured)
    rows = {name: n for n, name in enumerate(table.index)}
    assert dots(ax) == {
        rows["named person"]: pytest.approx([120 * 88 / 155]),
        rows["unnamed source"]: pytest.approx([120 * 67 / 155]),
    }
    whiskers = [line.get_xdata() for line in ax.lines if line.get_marker() == "None"]
    assert all(low < high for low, high in whiskers) and len(whiskers) == 4


def test_chart_of_parts_marks_where_one_ends(tables):
    record = onrecord.load(tables)
    claims = counts.with_origin(record.claims, record.attributions, record.articles)
    outlets = counts.sourcing_by_outlet(claims)
    shares = counts.sourcing_shares(outlets)
    measured = record.audit.shares(counts.claims_by_sourcing, shares, of="rows")
    ax = charts.plot_sourcing(outlets, measured=measured)
    assert dots(ax) == {n: pytest.approx([16 / 31]) for n in (0, 1)}


def test_without_an_audit_a_chart_is_as_it_was(tables):
    table = counts.words_by_class(onrecord.load(tables).attributions)
    drawn = charts.plot_words_by_class(table), charts.plot_words_by_class(table, measured=None)
    one, other = (charts.show_chart(ax).svg for ax in drawn)
    assert one == other and "◆" not in one

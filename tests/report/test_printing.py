"""Pages as PDF: what they show, what they do not tell, and what becomes of a browser that fails."""

import io
import os
import re
import stat
import sys

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from report_examples import add_ferry, report_once, reports, write_once  # noqa: F401, a fixture

from onrecord.cli import main
from onrecord.errors import OnrecordError
from onrecord.report import make_reports, printing
from onrecord.report.execution import Kernel
from onrecord.report.printing import VARIABLE, find_chromium, print_pages

pytestmark = pytest.mark.skipif(os.name != "posix", reason="programs here are scripts")
PAGE = b"""<!doctype html><title>A page</title><h1>Title</h1><h2 id="own">Own</h2>
<a href="other.html#there">other</a> <a href="#own">own</a> <a href="figures/a.svg">file</a>
<a href="https://example.org/x">far</a>"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Makes a program that is taken for Chromium, of a line of Python that knows `out`."""

    def make(line):
        path = tmp_path / "browser"
        find = "out = next(a for a in sys.argv if 'print-to-pdf' in a).split('=')[1]"
        path.write_text(f"#!{sys.executable}\nimport sys, time\n{find}\n{line}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv(VARIABLE, str(path))
        return str(path)

    return make


@pytest.fixture
def no_program(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(printing.shutil, "which", lambda _: None)
    monkeypatch.setattr(Kernel, "run", lambda *_, **__: pytest.fail("a notebook ran"))


def test_without_a_browser_nothing_runs_and_the_message_says_what_to_do(no_program, tmp_path):
    tables = write_once(add_ferry)
    for more in ([], ["--each", "outlet"]):
        given = ["report", str(tables), "--out", str(tmp_path / "out"), "--pdf", "--quiet", *more]
        done = CliRunner().invoke(main, given)
        assert done.exit_code == 2 and "no Chromium was found. Install one" in done.stderr
    with pytest.raises(OnrecordError, match="Install one"):
        make_reports(tables, tmp_path / "out", command="x", pdf=True)
    assert not (tmp_path / "out").exists()


def test_program_that_is_named_and_not_there_is_an_error(monkeypatch):
    monkeypatch.setenv(VARIABLE, "no-such-browser")
    with pytest.raises(OnrecordError, match="names no program: no-such-browser"):
        find_chromium()


def test_page_that_takes_too_long_stops_no_other(program):
    slow = program("time.sleep(60) if 'slow' in sys.argv[-1] else open(out, 'wb').write(b'%PDF')")
    made, failed = print_pages({"slow.html": b"", "b.html": b""}, slow, within=2)
    assert made == {"b.pdf": b"%PDF"}
    assert failed["slow.pdf"].endswith("took longer than 2 seconds")


def test_browser_that_makes_nothing_is_told_with_what_it_said(program):
    broken = program("sys.exit('no sandbox')")
    assert print_pages({"a.html": b""}, broken) == (
        {},
        {"a.pdf": f"{broken} made no PDF. no sandbox"},
    )


def test_report_is_whole_where_its_pages_could_not_be_printed(program, monkeypatch, tmp_path):
    report_once()  # so that no notebook needs to run
    program("sys.exit('no sandbox')")
    monkeypatch.setattr(Kernel, "run", _refuse)
    given = ["report", str(write_once(add_ferry)), "--out", str(tmp_path / "out"), "--pdf"]
    done = CliRunner().invoke(main, [*given, "--quiet"])
    assert done.exit_code == 1 and "index.pdf could not be made:" in done.stderr
    assert (tmp_path / "out" / "index.html").exists()


def _refuse(*_, **__):
    from onrecord.report.execution import NotebookFailed

    raise NotebookFailed("not now")


@pytest.fixture
def chromium(browser):
    return find_chromium()


def test_pdf_tells_no_time_and_no_place_and_its_links_lead_to_pdfs(chromium):
    made, failed = print_pages({"a.html": PAGE}, chromium)
    again, _ = print_pages({"a.html": PAGE}, chromium)
    assert failed == {} and made == again
    reader = PdfReader(io.BytesIO(made["a.pdf"]), strict=True)
    assert reader.metadata.title == "A page" and "/CreationDate" not in reader.metadata
    uris = {str(u) for u in re.findall(rb"/URI \((.*?)\)", made["a.pdf"])}
    assert uris == {str(u) for u in (b"other.pdf", b"figures/a.svg", b"https://example.org/x")}
    assert b"file:" not in made["a.pdf"]


def test_pdf_of_a_report_has_the_tables_that_are_folded_and_not_what_only_a_screen_needs(
    chromium,
    reports,  # noqa: F811
):
    page = reports["01-quotes.html"].read_bytes()
    made, _ = print_pages({"01-quotes.html": page}, chromium)
    reader = PdfReader(io.BytesIO(made["01-quotes.pdf"]))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Reported words by source" in text and "Of which articles" in text
    assert "promised a new boat" not in text, "passages open at a click"
    for part in ("Show the code", "Save this", "On this page", "Skip to"):
        assert part not in text
    assert len(reader.outline) > 0

"""The reports: whole in themselves, the same each time, and open about what failed."""

import base64
import re
import tempfile
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise

import nbformat
import pytest
from report_examples import (
    HOSTILE,
    RUN,
    add_ferry,
    add_hostile,
    add_long,
    add_reprint,
    add_unread,
    reports,  # noqa: F401, a fixture
    run_once,
    tables_of,
    write_once,
)
from tables_by_hand import write_tables

from onrecord import counts, load
from onrecord.counts.labels import NO_SOURCE
from onrecord.errors import OnrecordError
from onrecord.pages.marking import browsing_script
from onrecord.report import check_can_replace, kernels
from onrecord.report import making as report
from onrecord.report.execution import Kernel, NotebookFailed
from onrecord.report.figures import FIGURES
from onrecord.report.parameters import NOTEBOOKS
from onrecord.report.project import find_notebooks

PAGES = ("index.html", *(f"{name}.html" for name in NOTEBOOKS))
VOID = {"meta", "link", "img", "input", "br"}
make_reports = partial(report.make_reports, command="onrecord report news")


class Reader(HTMLParser):
    """Every element with its attributes; elements that do not nest fail."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.styles = [], [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.styles.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture
def page(request, reports):  # noqa: F811
    return reports[request.param].read_text(encoding="utf-8")


every_page = pytest.mark.parametrize("page", PAGES, indirect=True)


@pytest.fixture
def quick(monkeypatch):
    """Notebooks that have run once this session are not run again."""

    def run(self, path, parameters, *, limit):
        return run_once(path.stem, add_ferry, add_hostile)

    monkeypatch.setattr(kernels, "Kernel", type("Quick", (Kernel,), {"run": run}))
    return write_once(add_ferry, add_hostile)


def test_reports_are_an_index_and_a_page_for_each_notebook(reports):  # noqa: F811
    assert tuple(reports) == PAGES
    assert {p.name for p in reports["index.html"].parent.iterdir()} == {*PAGES, FIGURES}


@every_page
def test_page_loads_nothing(page):
    read = Reader(page)
    for tag, attrs in read.elements:
        for name in ("src", "srcset", "data", "poster", "action"):
            assert attrs.get(name, "data:").startswith("data:"), (tag, attrs)
        assert tag not in ("iframe", "object", "embed", "base", "form")
    assert all(link["href"].startswith("data:") for link in read.all("link"))
    assert read.styles and not re.search(r"url\(|@import|@font-face", "".join(read.styles))
    [policy] = [m["content"] for m in read.all("meta") if "http-equiv" in m]
    assert "default-src 'none'" in policy and "script" not in policy.replace(
        "script-src 'sha256-", ""
    )
    assert len(read.all("script")) == policy.count("script-src") <= 1


@every_page
def test_links_lead_to_files_of_the_report_or_within_the_page(page, reports):  # noqa: F811
    read = Reader(page)
    ids = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for link in read.all("a"):
        target = link.get("href", "#main")
        if "download" in link and target.startswith("data:"):
            continue
        place, _, anchor = target.partition("#")
        if not place:
            assert anchor in ids
        elif anchor:
            assert f'id="{anchor}"' in reports[place].read_text("utf-8")
        else:
            assert (reports["index.html"].parent / place).is_file()


@every_page
def test_text_of_the_articles_is_escaped(page):
    read = Reader(page)
    assert not any(name.startswith("on") for _, attrs in read.elements for name in attrs)
    assert not any("javascript:" in (attrs.get("href") or "") for _, attrs in read.elements)
    assert "<script" not in page.replace(f"<script>{browsing_script()}</script>", "", 1)
    assert f'onerror="{RUN}"' not in page
    assert "could not read &lt;script&gt;" in page
    assert "\x01" not in "".join(a["alt"] for a in read.all("img"))


@every_page
def test_page_has_a_language_one_title_and_headings_in_order(page):
    read = Reader(page)
    assert read.all("html") == [{"lang": "en"}]
    assert "width=device-width" in next(
        m["content"] for m in read.all("meta") if m.get("name") == "viewport"
    )
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@every_page
def test_every_picture_has_its_alternative_text(page):
    images = Reader(page).all("img")
    assert images or "Nobody has audited articles" in page
    for image in images:
        assert len(image["alt"]) > 20
        assert b"<svg" in base64.b64decode(image["src"].partition(",")[2])


@every_page
def test_page_says_how_it_was_made(page):
    assert "onrecord report news" in page and "en_core_web_sm 3.8.0" in page and "ab" * 32 in page


@every_page
def test_page_gives_nothing_of_this_machine_away(page):
    assert tempfile.gettempdir() not in page and "ipykernel" not in page


@pytest.mark.parametrize("page", PAGES[1:], indirect=True)
def test_page_names_its_parameters_and_what_it_is_about(page):
    text = re.sub(r"<[^>]+>", "", page)
    assert "top 10" in text and "outlet –" in text
    assert "3 read, 3 not read" in text and "2025-03-04 to 2025-03-06" in text


@pytest.mark.parametrize("page", ["index.html"], indirect=True)
def test_index_lists_every_article_that_was_not_read(page):
    for name in ("picture.txt", "noise.txt", "broken.txt"):
        assert f"<bdi>{name}</bdi>" in page
    assert "noise.txt holds NUL bytes" in page


def test_same_tables_give_the_same_bytes(reports, quick, tmp_path):  # noqa: F811
    again = make_reports(quick, tmp_path / "other")
    before = reports["index.html"].parent
    files = [path.relative_to(before) for path in before.rglob("*") if path.is_file()]
    assert len(files) > len(again.pages)
    for path in files:
        assert (tmp_path / "other" / path).read_bytes() == (before / path).read_bytes(), path


def test_parameters_reach_the_pages(quick, tmp_path):
    made = make_reports(quick, tmp_path / "out", {"top": "3", "outlet": "The Gazette"})
    text = re.sub(r"<[^>]+>", "", made.pages[0].read_text(encoding="utf-8"))
    assert "top 3" in text and "outlet The Gazette" in text
    assert "2 of those read match the parameters" in text


def test_index_counts_the_words_of_articles_that_were_read(tmp_path, quick):
    tables = tables_of(add_ferry, add_long)
    write_tables(tables, tmp_path / "tables")
    index = make_reports(tmp_path / "tables", tmp_path / "out").pages[0].read_text("utf-8")
    words = sum(r["words"] for r in tables.articles.to_pylist() if r["status"] == "ok")
    assert f"<div><dt>words</dt><dd>{words}</dd></div>" in index


def test_index_counts_what_is_as_sure_as_the_chart_above_it(quick, tmp_path):
    made = make_reports(quick, tmp_path / "out", {"confidence": "0.9"})
    index = made.pages[0].read_text(encoding="utf-8")
    assert "by reported words (speech), in attributions of confidence 0.9 and above" in index
    least = counts.words_by_source(load(quick).attributions.query("confidence < 0.9"))
    [table] = re.findall(r"<caption>The most quoted.*?</table>", index, re.DOTALL)
    assert list(least.index) == [NO_SOURCE] and NO_SOURCE not in table


def test_pages_say_that_an_article_was_printed_twice(quick, tmp_path):
    write_tables(tables_of(add_ferry, add_reprint), tmp_path / "tables")
    for page in make_reports(tmp_path / "tables", tmp_path / "out").pages:
        assert "1 article repeats one printed before" in page.read_text(encoding="utf-8")


def test_command_is_the_one_given(quick, tmp_path):
    made = report.make_reports(quick, tmp_path / "out", command="make report")
    assert "<code>make report</code>" in made.pages[1].read_text(encoding="utf-8")


def test_notebook_that_fails_stops_no_other_and_the_index_says_why(quick, monkeypatch, tmp_path):
    run = kernels.Kernel.run

    def fail(self, path, parameters, *, limit):
        if path.stem == "02-mentions":
            raise NotebookFailed("its kernel died <at once>")
        return run(self, path, parameters, limit=limit)

    monkeypatch.setattr(kernels.Kernel, "run", fail)
    made = make_reports(quick, tmp_path / "out")
    assert made.failed == {"02-mentions": "its kernel died <at once>"}
    assert [p.name for p in made.pages] == [
        "index.html",
        "01-quotes.html",
        "03-claims.html",
        "04-audit.html",
    ]
    index = made.pages[0].read_text(encoding="utf-8")
    assert "its kernel died &lt;at once&gt;" in index
    assert 'href="02-mentions.html"' not in index + made.pages[1].read_text(encoding="utf-8")


def test_all_notebooks_failing_still_makes_an_index(monkeypatch, tmp_path):
    def fail(self, path, parameters, *, limit):
        raise NotebookFailed("no")

    monkeypatch.setattr(Kernel, "run", fail)
    made = make_reports(write_once(add_unread), tmp_path / "out")
    assert len(made.failed) == len(NOTEBOOKS) and [p.name for p in made.pages] == ["index.html"]


@pytest.fixture
def never(monkeypatch):
    """No notebook may run."""
    monkeypatch.setattr(Kernel, "run", lambda *_, **__: pytest.fail("a notebook ran"))


@pytest.mark.parametrize(
    ("parameters", "named"),
    [({"topp": 3}, "topp"), ({"top": "ten"}, "ten"), ({"outlet": "Nobody"}, "Nobody")],
)
def test_wrong_parameters_are_refused_before_anything_runs(never, tmp_path, parameters, named):
    with pytest.raises(OnrecordError, match=named):
        make_reports(write_once(add_ferry), tmp_path / "out", parameters)
    assert not any(tmp_path.iterdir())


def test_folder_without_tables_is_refused(never, tmp_path):
    with pytest.raises(OnrecordError, match="not a folder of onrecord tables"):
        make_reports(tmp_path, tmp_path / "out")


def test_folder_that_exists_is_refused_unless_it_is_a_report(quick, tmp_path):
    out = tmp_path / "out"
    make_reports(quick, out)
    (out / "old.txt").touch()
    with pytest.raises(OnrecordError, match="--overwrite"):
        check_can_replace(out, overwrite=False)
    make_reports(quick, out, overwrite=True)
    assert {p.name for p in out.iterdir()} == {*PAGES, FIGURES}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["index.html", "notes.txt"])
def test_folder_that_is_not_ours_is_never_replaced(tmp_path, name):
    (tmp_path / name).write_text("<html>mine</html>")
    with pytest.raises(OnrecordError, match="no report of onrecord"):
        check_can_replace(tmp_path, overwrite=True)


def test_file_in_place_of_the_folder_is_never_replaced(tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(OnrecordError, match="no report of onrecord"):
        check_can_replace(tmp_path / "out", overwrite=True)


def test_place_that_takes_no_folder_is_refused_before_anything_runs(never, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OnrecordError, match=r"Nothing can be written in .*file"):
        make_reports(write_once(add_ferry), tmp_path / "file" / "out")


def test_missing_notebooks_are_an_error_that_says_where_they_were_looked_for():
    with pytest.raises(OnrecordError, match="notebooks"):
        find_notebooks(["04-nothing"])


def test_hostile_article_reaches_the_page_as_text(reports):  # noqa: F811
    class Text(HTMLParser):
        said = ""

        def handle_data(self, data):
            self.said += data

    parser = Text()
    parser.feed(reports["01-quotes.html"].read_text(encoding="utf-8"))
    assert HOSTILE in parser.said


def test_titles_of_the_pages_are_those_of_the_notebooks(reports):  # noqa: F811
    for name, path in find_notebooks(NOTEBOOKS).items():
        title = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"<h1>{title}</h1>" in reports[f"{name}.html"].read_text(encoding="utf-8")

"""The notebooks: their form, what they show, and that wrong parameters stop them."""

import ast
import inspect
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from lxml import html
from report_examples import (
    HOSTILE,
    add_aide,
    add_ferry,
    add_hostile,
    add_reprint,
    add_unread,
    run_once,
    write_once,
)

import onrecord
from onrecord import charts, counts
from onrecord.report import making
from onrecord.report.cells import CELL_MARK
from onrecord.report.execution import Kernel, NotebookFailed
from onrecord.report.parameters import NOTEBOOKS, fields_of
from onrecord.report.project import find_notebooks

PATHS = find_notebooks(NOTEBOOKS)
READ = {name: nbformat.read(path, as_version=4) for name, path in PATHS.items()}
CODE = [
    pytest.param(c.source, id=f"{n}-{c.id}")
    for n, nb in READ.items()
    for c in nb.cells
    if c.cell_type == "code"
]


def code_of(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.parametrize("name", READ)
def test_notebook_is_valid_and_holds_no_outputs(name):
    nbformat.validate(READ[name])
    assert READ[name].metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    for cell in READ[name].cells:
        assert cell.metadata == ({"tags": ["parameters"]} if cell.id == "parameters" else {})
        assert cell.cell_type == "markdown" or (cell.outputs == [] and cell.execution_count is None)


@pytest.mark.parametrize("name", READ)
def test_parameters_cell_is_the_model_with_its_help(name):
    [cell] = [c for c in READ[name].cells if "parameters" in c.metadata.get("tags", ())]
    first, *lines = cell.source.splitlines()
    assert first == CELL_MARK
    fields = fields_of(name)
    assigned = {
        node.targets[0].id: ast.literal_eval(node.value) for node in ast.parse(cell.source).body
    }
    assert assigned == {name: field.default for name, field in fields.items()}
    assert [line.partition("  # ")[2] for line in lines] == [f.description for f in fields.values()]


@pytest.mark.parametrize("source", CODE)
def test_code_cell_is_short_and_defines_nothing(source):
    assert len(source.splitlines()) <= 10 or source.startswith(CELL_MARK)  # a line each parameter
    defined = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.AsyncFunctionDef)
    assert not any(isinstance(node, defined) for node in ast.walk(ast.parse(source)))


def test_notebooks_import_from_the_doors_alone():
    imports = (ast.Import, ast.ImportFrom)
    nodes = [n for nb in READ.values() for n in ast.walk(ast.parse(code_of(nb)))]
    found = [ast.unparse(node) for node in nodes if isinstance(node, imports)]
    assert found == ["import onrecord", "from onrecord import charts, counts"] * len(READ)


def test_doors_hold_what_notebooks_and_the_index_use_and_share_no_name():
    index = Path(making.__file__).read_text("utf-8")
    used = "\n".join([index, *map(code_of, READ.values())])
    names = [*onrecord.__all__]
    for door in (charts, counts):
        handed_on = [name for name, value in vars(door).items() if inspect.isfunction(value)]
        name = door.__name__.rpartition(".")[2]
        assert set(re.findall(rf"\b{name}\.(\w+)", used)) == set(handed_on)
        names += handed_on
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", READ)
def test_title_comes_first_and_every_picture_has_its_sentence_before_it(name):
    cells = READ[name].cells
    assert cells[0].source.startswith("# ")
    for before, cell in pairwise(cells):
        if "show_chart(" in cell.source:
            assert before.cell_type == "markdown"


def outputs(name, *parts, **parameters):
    """Cell id → its first output, of an executed notebook."""
    notebook = run_once(name, *parts, **parameters)
    return {c.id: c.outputs[0] for c in notebook.cells if c.get("outputs")}


def rows(output):
    """The cells of the rows of a table, as text."""
    table = html.fromstring(output.data["text/html"]).find(".//table")
    return [
        [c.text_content().strip() for c in r]
        for r in table.iter("tr")
        if r.find("th[@scope='row']") is not None
    ]


@pytest.fixture
def shown():
    return lambda name: outputs(name, add_ferry, add_hostile)


def test_quotes_show_the_words_counted_by_hand(shown):
    found = {row[0]: row[1:] for row in rows(shown("01-quotes")["words-table"])}
    # words, percent of the 33, direct, mixed, indirect, without a sure owner, attributions, articles
    assert found["Ada Marsh"] == ["7", "21", "4", "0", "3", "0", "2", "1"]
    assert found["Officials"] == ["4", "12", "0", "0", "4", "0", "1", "1"]
    assert "Harbour House" not in found  # inside what Okoro says


def test_rows_open_to_the_sentences_that_they_count(shown):
    tables = html.fromstring(shown("01-quotes")["words-table"].data["text/html"])
    [body] = [b for b in tables.iter("tbody") if "Ada Marsh" in b.find(".//th").text_content()]
    passages = [p.text_content() for p in body.find(".//details").iter("li")]
    assert ["The ferry is safe." in passages[0], "promised a new boat" in passages[1]] == [
        True,
        True,
    ]


def test_quotes_show_what_is_least_sure(shown):
    first = rows(shown("01-quotes")["check-table"])[0]
    assert first[1] == "boats leak" and first[5] == "unclosed_quote"


def test_mentions_show_forms_wordings_and_metonyms(shown):
    found = shown("02-mentions")
    assert ["Ada Marsh", "3", "1", "1", "1", "2", "person"] in rows(found["forms-table"])
    names = [row[:4] for row in rows(found["names-table"])]
    assert ["Ada Marsh", "the mayor", "common", "1"] in names
    [metonym] = rows(found["metonyms-table"])
    assert metonym[:4] == ["Harbour House", "Harbour House", "proper", "1"]
    assert metonym[4].startswith("Ben Okoro denied")


def test_mentions_show_where_when_by_whom_and_with_whom(shown):
    found = shown("02-mentions")
    assert [row[:2] for row in rows(found["follow-table"])] == [
        *(["2025-03-04 The ferry", "2"], ["2025-03-06 reply", "1"])
    ]
    times = rows(found["times-table"])
    assert ["Ada Marsh", "3", "2025-03-04", "2025-03-06", "2", "2025-03-04"] in times
    outlets = [row[:4] for row in rows(found["outlets-table"])]
    assert ["Ada Marsh", "The Gazette", "3", "2"] in outlets
    assert ["Ada Marsh", "Ben Okoro", "2"] in rows(found["together-table"])
    assert "of Ada Marsh" in found["marked-article"].data["text/html"]


def test_mentions_share_out_speech_by_what_corrections_add():
    found = outputs("02-mentions", add_ferry, add_aide, group_by="party", within="article")
    # words, sources and first places, each with its percent; mentions
    voices = ["Harbour League", "7", "58", "1", "50", "1", "50", "3"]
    assert rows(found["voice-table"])[0] == voices
    months = rows(found["months-table"])
    assert ["2025-03", "unknown", "2", "5", "42", "1", "50", "1", "50"] in months
    with pytest.raises(NotebookFailed, match=r"'patry' is no attribute .* kind, party"):
        outputs("02-mentions", add_ferry, add_aide, group_by="patry")


def test_mentions_of_those_without_a_name_count_when_asked_for():
    named = outputs("02-mentions", add_ferry, add_aide, group_by="party", within="article")
    every = outputs("02-mentions", add_ferry, add_aide, unnamed=True, entity="A former aide")
    assert "A former aide" not in str(rows(named["forms-table"]))
    assert rows(every["forms-table"]) == [["A former aide", "2", "0", "1", "1", "1", "person"]]


def test_claims_show_acts_commitment_and_whom_they_are_about(shown):
    found = shown("03-claims")
    assert ["Ada Marsh", "2", "1", "0", "1", "0"] in rows(found["acts-table"])
    # claims; certain, probable, possible; possibly, probably, certainly not; no stand
    assert ["Ben Okoro", "1", "0", "0", "0", "0", "0", "1", "0"] in rows(found["sure-table"])
    assert ["Ben Okoro", "Ada Marsh", "1"] in rows(found["about-table"])


def test_claims_show_who_disputes_what_and_on_whose_word_it_comes(shown):
    found = shown("03-claims")
    asserted = ["The ferry is safe.", "Ada Marsh", "Ben Okoro", "2025-03-04", "2025-03-06"]
    assert asserted in rows(found["disputes-table"])
    svg = found["disputes-chart"].data["image/svg+xml"]
    assert "Ben Okoro denies" in svg and "Ada Marsh said: “The ferry is safe.”" in svg
    chain = ["Ben Okoro says that Harbour House says", "told the truth", "2", "1", "1"]
    assert rows(found["chains-table"]) == [chain]


def test_claims_show_how_they_are_sourced_and_when_they_were_made(shown):
    found = shown("03-claims")
    # claims; named, of an organisation, document, unnamed, none; percent named, depth, origins
    outlet = ["The Gazette", "6", "4", "0", "0", "1", "1", "67", "0.17", "5"]
    assert outlet in rows(found["outlets-table"])
    article = ["2025-03-04 The ferry", "3", "2", "0", "0", "1", "0", "67", "0.00", "2"]
    assert article in rows(found["articles-table"])
    assert ["Ben Okoro", "1", "1", "0", "2025-03-06", "2025-03-06"] in rows(found["times-table"])


def test_every_claim_is_in_the_table_to_search(shown):
    text = html.fromstring(shown("03-claims")["every-table"].data["text/html"]).text_content()
    assert "boats leak" in text and "Officials" in text


@pytest.mark.parametrize("name", READ)
def test_every_chart_has_its_alternative_text(shown, name):
    charts = [o for i, o in shown(name).items() if i.endswith("-chart")]
    assert charts and all(o.metadata["image/svg+xml"]["alt"] for o in charts)


@pytest.mark.parametrize("name", READ)
def test_every_article_that_was_not_read_is_listed(shown, name):
    found = rows(shown(name)["not-read-table"])
    assert [row[0] for row in found] == ["picture.txt", "noise.txt", "broken.txt"]
    assert found[2] == ["broken.txt", "failed", f"could not read {HOSTILE}"]


def test_corpus_of_which_everything_was_read_says_so():
    shown = outputs("01-quotes", add_reprint)["not-read-table"]
    assert shown.text == "Every article was read.\n"


@pytest.mark.parametrize("name", READ)
def test_corpus_in_which_nothing_was_read_breaks_nothing(name):
    found = outputs(name, add_unread)
    charts = [o.data["text/plain"] for i, o in found.items() if i.endswith("-chart")]
    assert charts and all("in this selection" in text for text in charts)
    assert [row[0] for row in rows(found["not-read-table"])] == ["noise.txt"]


def test_parameters_select_and_filter():
    chosen = {"outlet": "The Gazette", "since": "2025-03-05", "act": "denies", "top": 1}
    found = outputs("03-claims", add_ferry, add_hostile, **chosen)
    assert rows(found["acts-table"]) == [["Ben Okoro", "1", "1"]]


def test_unknown_parameter_fails_by_name_where_papermill_only_warns(tmp_path):
    command = [
        sys.executable,
        "-m",
        "papermill",
        "--no-progress-bar",
        PATHS["01-quotes"],
        tmp_path / "out.ipynb",
    ]
    corpus = write_once(add_ferry)
    run = subprocess.run(
        [*command, "-p", "corpus", corpus, "-p", "topp", "3"], capture_output=True, text=True
    )
    assert run.returncode != 0
    assert "01-quotes has no parameter 'topp'" in run.stderr and "Did you mean top?" in run.stderr
    [error] = [
        o
        for c in nbformat.read(tmp_path / "out.ipynb", 4).cells
        for o in c.get("outputs", ())
        if o.output_type == "error"
    ]
    assert error.traceback == [f"OnrecordError: {error.evalue}"]


def failure(tmp_path, source):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    notebook.metadata = READ["01-quotes"].metadata
    nbformat.write(notebook, tmp_path / "n.ipynb")
    with Kernel() as kernel, pytest.raises(NotebookFailed) as raised:
        kernel.run(tmp_path / "n.ipynb", {})
    return str(raised.value)


def test_failure_names_the_cell_and_the_error(tmp_path):
    assert failure(tmp_path, "x = 1\n1 / 0") == (
        "the cell that begins 'x = 1' raised ZeroDivisionError: division by zero"
    )


def test_kernel_that_dies_is_a_failure_of_its_notebook(tmp_path):
    assert "kernel died" in failure(tmp_path, "import os; os._exit(1)")


def test_kernel_that_does_not_start_is_a_failure_of_its_notebook(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "did not start" in failure(tmp_path, "1")

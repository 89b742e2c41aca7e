"""A notebook of the user's own as a page of a report, and the notebooks that one begins with."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from project import ROOT, SEEDS
from report_examples import add_ferry, fresh_folder, tables_of, write_once

from onrecord.cli import main
from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.report import make_reports
from onrecord.report.cells import check_cell
from onrecord.report.execution import Kernel
from onrecord.report.own import read_own
from onrecord.report.parameters import CHOOSING, NOTEBOOKS, Chosen, check_for_all

MINE = ROOT / "notebooks" / "mine.ipynb"
CELL = """# Parameters
corpus = "seeds"  # what to read
outlet = None
words = 3  # how many words, at most
share = 0.5
who = None  # a source
loud = False"""
SHOWN = """import onrecord
import matplotlib.pyplot as plt
params = onrecord.check_cell("mine", globals())
record = params.select(params.read())
plt.plot([params.words])
print(f"{params.who} in {len(record.articles)} articles")"""


def notebook(folder, *cells, name="mine.ipynb"):
    kinds = {"#": new_markdown_cell, "=": new_code_cell}
    made = [kinds[cell[0] if cell[0] == "#" and "\n" not in cell else "="](cell) for cell in cells]
    for cell in made:
        if cell.source.startswith("# Parameters"):
            cell.metadata["tags"] = ["parameters"]
    nbformat.write(new_notebook(cells=made), folder / name)
    return folder / name


@pytest.fixture
def own(tmp_path):
    return notebook(tmp_path, "# My question", CELL, SHOWN)


def given(path, **values):
    return check_for_all(values, NOTEBOOKS | read_own(path).models)["mine"]


@pytest.fixture(scope="module")
def report():
    """The report with a notebook of the user's own, and the template's."""
    folder = fresh_folder()
    path = notebook(folder, "# My question", CELL, SHOWN)
    tables = write_once(add_ferry)
    made = make_reports(
        tables, folder / "out", {"who": "Ada Marsh", "words": "5"}, command="x", notebook=path
    )
    assert not made.failed
    return folder / "out"


def test_own_notebook_is_a_page_beside_ours_with_its_parameters(report):
    page = (report / "mine.html").read_text("utf-8")
    assert "<h1>My question</h1>" in page and "Ada Marsh in 4 articles" in page
    assert "words <bdi>5</bdi>" in page and "# Parameters" not in page
    assert 'src="data:image/png;base64,' in page
    for name in (*NOTEBOOKS, "index"):
        assert '<a href="mine.html">My question</a>' in (report / f"{name}.html").read_text("utf-8")


def test_values_are_taken_by_the_kind_of_the_default(own):
    taken = given(own, words="7", share="1", who="Ada", loud="true", outlet="The Gazette")
    assert (taken.words, taken.share, taken.who, taken.loud) == (7, 1.0, "Ada", True)
    assert (taken.corpus, taken.outlet) == ("seeds", "The Gazette")


@pytest.mark.parametrize(
    ("default", "value", "taken"),
    [(None, "0.5", 0.5), (None, "7", 7), (None, "Ada", "Ada"), (-1, "-2", -2), (0.5, "-0.5", -0.5)],
)
def test_numbers_are_taken_as_papermill_gives_them(tmp_path, default, value, taken):
    path = notebook(tmp_path, "# A title", f"# Parameters\ncorpus = 'seeds'\nleast = {default}")
    least = given(path, least=value).least
    assert (least, type(least)) == (taken, type(taken))


def test_what_chooses_no_articles_goes_to_those_that_have_it(own):
    models = NOTEBOOKS | read_own(own).models
    assert check_for_all({"top": "5"}, models)["01-quotes"].top == 5
    with pytest.raises(OnrecordError, match="mine has no parameter 'count_reprints'"):
        check_for_all({"count_reprints": "true"}, models)
    assert check_for_all({"count_reprints": "true"})["01-quotes"].count_reprints


def test_what_chooses_articles_is_what_select_reads():
    class Asked(Chosen):
        def _get(self, name):
            asked.append(name)

    asked = []
    Asked().select(Record(tables_of(add_ferry)))
    assert {*asked, "group_by"} == set(CHOOSING)  # which is read where there is a group


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("wrods", 3, r"no parameter 'wrods'.*Did you mean words\? It takes: .*share, who, loud"),
        ("words", "many", r"mine: words = 'many' is not allowed. words: how many words, at most"),
        ("share", "half", "share = 'half' is not allowed"),
        ("loud", "loudly", "loud = 'loudly' is not allowed"),
        ("since", "2025-03-01", r"mine has no parameter 'since'.* It takes: corpus, outlet, words"),
        ("outlet", "", "outlet = '' is not allowed"),
    ],
)
def test_a_wrong_name_or_kind_is_refused_before_anything_runs(own, name, value, told):
    with pytest.raises(OnrecordError, match=told):
        given(own, **{name: value})


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["# A title"], "no cells with the tag 'parameters'"),
        (["# A title", CELL, CELL], "2 cells with the tag"),
        ([CELL, "# A title"], "has no title"),
        (["# A title", "# Parameters\nwords = 3"], "no parameter 'corpus'"),
        (["# A title", "# Parameters\ncorpus = open('x')"], "no plain value"),
        (["# A title", "# Parameters\n%matplotlib inline"], "not all Python"),
        (["# A title", f"{CELL}\nread = 1"], "no parameter can be called 'read'"),
        (["# A title", f"{CELL}\nselect = 1"], "no parameter can be called 'select'"),
        (["# A title", "# Parameters\nfor corpus in 'ab':\n    pass"], "no plain value"),
    ],
)
def test_a_notebook_that_cannot_be_given_anything_is_refused(tmp_path, cells, told):
    with pytest.raises(OnrecordError, match=told):
        read_own(notebook(tmp_path, *cells))


def test_a_file_that_is_no_notebook_or_would_hide_a_page_is_refused(tmp_path):
    (tmp_path / "broken.ipynb").write_text("{")
    with pytest.raises(OnrecordError, match="no notebook that can be read"):
        read_own(tmp_path / "broken.ipynb")
    with pytest.raises(OnrecordError, match="cannot be read"):
        read_own(tmp_path / "nothing.ipynb")
    taken = notebook(tmp_path, "# A title", CELL, name="01 Quotes.ipynb")
    with pytest.raises(OnrecordError, match=r"01-quotes\.html. Rename the file"):
        read_own(taken)
    [name] = read_own(notebook(tmp_path, "# A title", CELL, name="a#b <c>.ipynb")).paths
    assert name == "a-b-c"


def test_the_command_refuses_a_wrong_parameter_and_many_reports(own, tmp_path):
    command = ["report", str(write_once(add_ferry)), "--out", str(tmp_path / "r")]
    wrong = CliRunner().invoke(main, [*command, "--notebook", str(own), "-p", "wrods", "3"])
    assert wrong.exit_code == 2 and "Did you mean words?" in wrong.output
    many = CliRunner().invoke(main, [*command, "--notebook", str(own), "--each", "outlet"])
    assert many.exit_code == 2 and "--each makes many" in many.output
    assert not (tmp_path / "r").exists()


def test_help_lists_every_parameter():
    shown = CliRunner().invoke(main, ["report", "--help"]).output
    assert "since     only articles published on or after" in shown
    assert "Parameters of 03-claims:\n  manner" in shown and "corpus    a file" not in shown


def test_cell_of_an_own_notebook_knows_what_it_sets_and_what_papermill_adds():
    values = {"corpus": "seeds", "words": 3, "who": "Ada"}
    names = {"In": ["", CELL, "# Parameters\nwho = 'Ada'\n", "check"], **values}
    assert check_cell("mine", names).who == "Ada"
    names["In"][2] = "# Parameters\nwrods = 4\n"
    with pytest.raises(OnrecordError, match="Did you mean words"):
        check_cell("mine", names)
    # in JupyterLab: a line was added, and the cell run again
    names["In"] = ["", CELL, f"{CELL}\nmore = 1", "check"]
    assert check_cell("mine", names | {"more": 2}).more == 2
    with pytest.raises(OnrecordError, match="words = 'many' is not allowed"):
        check_cell("mine", {"In": ["", CELL], "words": "many"})
    with pytest.raises(OnrecordError, match="below # Parameters"):
        check_cell("mine", {"In": ["x = 1"]})


@pytest.mark.parametrize("cell", [CELL, re.sub("  # .*", "", CELL)])
def test_cell_that_was_changed_and_run_again_is_what_there_is(cell):
    renamed, values = cell.replace("who", "person"), {"corpus": "seeds", "words": 3, "who": "Ada"}
    names = {"In": ["", cell, "check", renamed, "check"], **values, "person": "Ben"}
    assert check_cell("mine", names).person == "Ben"
    names["In"] = [
        "",
        cell,
        "# Parameters\nwho = 'Ada'\n",
        "check",
        "# Parameters\nwho = 'Cy'\n",
        "",
    ]
    assert check_cell("mine", names | {"who": "Cy"}).who == "Cy"
    names["In"] = ["", cell, f"{renamed}  # help", "check"]
    assert check_cell("mine", names).person == "Ben"


def test_template_says_who_was_meant_and_where_nobody_is_quoted():
    tables = {"corpus": str(write_once(add_ferry))}
    with Kernel() as kernel:
        some = kernel.run(MINE, {**tables, "who": "Okoro"})
        nobody = kernel.run(MINE, {**tables, "article": "noise"})
    shown = {c.id: c.outputs for c in some.cells if c.get("outputs")}
    assert "“Okoro” is Ben Okoro" in shown["quotes"][0].data["text/html"]
    [chart] = shown["outlets-chart"]  # pyplot shows it no second time
    assert chart.metadata["image/svg+xml"]["alt"].startswith("Bars of attributions by outlet")
    assert "Nobody is quoted" in str(nobody.cells)


@pytest.mark.parametrize("name", ["00-start", "mine"])
def test_notebook_to_begin_with_runs_in_any_folder_without_red_output(name, tmp_path):
    path = ROOT / "notebooks" / f"{name}.ipynb"
    written = nbformat.read(path, as_version=4)
    assert not any(c.get("outputs") or c.get("execution_count") for c in written.cells)
    (tmp_path / "seeds" / "demo").mkdir(parents=True)  # a small one
    shutil.copy(SEEDS / "demo" / "2025-03-06-two-madderns.txt", tmp_path / "seeds" / "demo")
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", path, tmp_path / "out.ipynb"]
    ours = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(command, cwd=tmp_path, env=ours, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    outputs = [
        o for c in nbformat.read(tmp_path / "out.ipynb", 4).cells for o in c.get("outputs", ())
    ]
    assert not [o.text for o in outputs if o.get("name") == "stderr"]
    assert any("Parsing" in o.text for o in outputs if o.get("name") == "stdout")

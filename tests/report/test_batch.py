"""Batches of reports: what is made, what is kept, what fails, and that nothing is made twice."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat import v4
from report_examples import HOSTILE, add_ferry, add_hostile, tables_of, write_once
from tables_by_hand import write_tables

from onrecord.cli import main
from onrecord.errors import OnrecordError
from onrecord.extraction.holding import hold
from onrecord.report import batch, make_reports, worker
from onrecord.report.execution import Kernel, NotebookFailed
from onrecord.report.parameters import NOTEBOOKS
from onrecord.report.project import find_notebooks
from onrecord.report.worker import MADE
from onrecord.tables.folder import digest_of
from onrecord.tables.outputs import INDEX

OUTLETS = ("Ash", "Birch", "Cedar", "Date")
ALL = sorted(f"{outlet} {name}" for outlet in OUTLETS for name in NOTEBOOKS)


def command_for(parameters, folder):
    return f"onrecord report news {sorted(parameters.items())} --out {folder.name}"


make_batch = partial(batch.make_batch, command="onrecord report", command_for=command_for)


def add_outlets(w):
    for outlet in OUTLETS:
        w.article(outlet.lower(), f"It rained in {outlet}.", outlet=outlet)


def bytes_of(folder):
    files = (p for p in folder.rglob("*") if p.is_file() and p.parent.name != batch.HELD)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


# With processes and kernels.


def write_notebooks(folder, told):
    """Small notebooks that note that they ran; `told` is of an outlet what its second one does."""
    folder.mkdir()
    paths = {}
    for name, path in find_notebooks(NOTEBOOKS).items():
        own = nbformat.read(path, as_version=4)
        [parameters] = [c for c in own.cells if "parameters" in c.metadata.get("tags", ())]
        code = [f"with open({str(folder / 'log')!r}, 'a') as log:\n    print(outlet, file=log)"]
        code += [f"if outlet == {o!r}:\n    {c}" for o, c in told.items() if name == "02-mentions"]
        cells = [v4.new_markdown_cell(f"# {name}", id="a"), parameters]
        cells += [v4.new_code_cell(c, id=f"c{n}") for n, c in enumerate([*code, "outlet"])]
        paths[name] = folder / path.name
        nbformat.write(v4.new_notebook(cells=cells, metadata=own.metadata), paths[name])
    return paths


def test_pages_have_the_bytes_of_a_report_of_the_same_parameters(tmp_path):
    tables = write_once(add_ferry, add_hostile)
    made = make_batch(tables, tmp_path / "all", "article", workers=1)
    assert (made.made, made.total, made.failed) == (3, 3, [])
    for article in ("h", "reply"):
        own = {"article": article}
        command = command_for(own, Path(article))
        alone = make_reports(tables, tmp_path / article, own, command=command)
        for page in alone.pages:
            there = tmp_path / "all" / article / page.name
            assert there.read_bytes() == page.read_bytes(), (article, page.name)


def test_failing_hanging_and_dying_stop_no_other_and_the_index_says_why(monkeypatch, tmp_path):
    told = {
        "Ash": "1 / 0",
        "Birch": "while True: pass",
        "Cedar": "import os, signal; os.kill(os.getppid(), signal.SIGKILL)",
        "Date": "open('left-here.txt', 'w').close()",
    }
    paths = write_notebooks(tmp_path / "notebooks", told)
    monkeypatch.setattr(batch, "find_notebooks", lambda _: paths)
    monkeypatch.chdir(tmp_path)
    tables, out = write_once(add_outlets), tmp_path / "out"
    made = make_batch(tables, out, "outlet", workers=2, limit=20)
    failed = dict(made.failed)
    assert list(failed) == ["Ash", "Birch", "Cedar"]
    assert failed["Ash"]["02-mentions"].endswith("raised ZeroDivisionError: division by zero")
    assert failed["Birch"]["02-mentions"].startswith("it took longer than 20 seconds, in the cell")
    assert failed["Cedar"]["report"].startswith("the process that made it ended with")
    for place in ("ash", "birch"):
        assert {p.name for p in (out / place).iterdir()} == {
            *(INDEX, MADE, "01-quotes.html", "02-mentions.ipynb", "03-claims.html"),
            "04-audit.html",
        }
        copy = nbformat.read(out / place / "02-mentions.ipynb", 4)
        [error] = [o for c in copy.cells for o in c.get("outputs", ()) if o.output_type == "error"]
        assert error.evalue
    assert (out / "date" / "02-mentions.html").exists()
    assert not list(tmp_path.rglob("left-here.txt"))
    index = made.index.read_text("utf-8")
    assert "division by zero" in index and 'href="ash/02-mentions.ipynb"' in index
    assert "it took longer than 20 seconds" in index and 'href="cedar/index.html"' not in index
    (tmp_path / "notebooks" / "log").unlink()
    before = bytes_of(out)
    again = make_batch(tables, out, "outlet", workers=2, limit=20)
    assert (again.made, again.failed) == (0, made.failed)
    assert not (tmp_path / "notebooks" / "log").exists() and bytes_of(out) == before


RUN = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from onrecord.report import batch
from test_batch import make_batch
batch.find_notebooks = lambda _: {{n: Path(p) for n, p in {paths!r}.items()}}
if __name__ == "__main__":
    make_batch({tables!r}, {out!r}, "outlet", workers=1)
"""


def test_run_that_is_killed_goes_on_and_ends_the_same(monkeypatch, tmp_path):
    tables, out = write_once(add_outlets), tmp_path / "killed"
    paths = write_notebooks(tmp_path / "notebooks", {})
    monkeypatch.setattr(batch, "find_notebooks", lambda _: paths)
    places = {"tests": str(Path(__file__).parent), "tables": str(tables), "out": str(out)}
    script = tmp_path / "run.py"
    script.write_text(RUN.format(paths={n: str(p) for n, p in paths.items()}, **places))
    found = os.pathsep.join(map(os.path.abspath, sys.path))
    env = os.environ | {"PYTHONPATH": found}
    process = subprocess.Popen([sys.executable, script], env=env, start_new_session=True)
    while not list(out.glob(f"*/{MADE}")):
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)  # a worker that lived on might finish one more report
    process.wait()
    (out / ".onrecord-left-over").mkdir()
    assert "not made yet" in (out / INDEX).read_text("utf-8")
    there = sum((out / outlet.lower() / MADE).exists() for outlet in OUTLETS)
    again = make_batch(tables, out, "outlet", workers=1)
    assert (again.made, again.failed) == (len(OUTLETS) - there, [])
    make_batch(tables, tmp_path / "whole", "outlet", workers=2)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


# Without: what is made again, and what is refused.


@pytest.fixture
def ran():
    """The outlet and the name of each notebook that ran."""
    return []


@pytest.fixture
def told(monkeypatch, ran):
    """Of an outlet, how many seconds its second notebook takes, or why it fails; none runs for real."""
    told = {}

    def run(self, path, parameters, *, limit):
        outlet = parameters.get("outlet")
        ran.append(f"{outlet} {path.stem}")
        what = told.get(outlet, 0) if path.stem == "02-mentions" else 0
        executed = v4.new_notebook(cells=[v4.new_markdown_cell(f"# {path.stem}", id="a")])
        if isinstance(what, str):
            raise NotebookFailed(what, executed)
        if what > limit:
            raise NotebookFailed("late", executed, late=True)
        return executed

    def make_all(jobs, made, given, workers, progress):
        here = worker.Worker(*given, None)
        for number, job in enumerate(jobs):
            if number not in made:
                yield number, here.make(job)

    monkeypatch.setattr(Kernel, "run", run)
    monkeypatch.setattr(batch, "_make_all", make_all)
    return told


def since(ran):
    """What has run since it was asked last."""
    lines = sorted(ran)
    ran.clear()
    return lines


def test_more_time_is_a_reason_to_try_again_and_so_is_retry(told, ran, tmp_path):
    told |= {"Ash": 60, "Birch": "no"}
    make = partial(make_batch, write_once(add_outlets), tmp_path / "out", "outlet")
    assert [name for name, _ in make(limit=3).failed] == ["Ash", "Birch"]
    since(ran)
    assert make(limit=2).made == 0
    assert make(limit=4).made == 1
    assert {line.split()[0] for line in since(ran)} == {"Ash"}
    assert make(limit=4, retry=True).made == 2
    told.clear()
    assert [name for name, _ in make(limit=4).failed] == ["Ash", "Birch"]
    assert make(limit=4, retry=True).failed == []


def test_only_what_changed_is_made_again(told, ran, monkeypatch, tmp_path):
    out, rows = tmp_path / "out", tmp_path / "rows.csv"
    rows.write_text("outlet,top\nAsh,5\nBirch,6\n")
    tables = tables_of(add_outlets)
    write_tables(tables, tmp_path / "t")
    make = partial(make_batch, tmp_path / "t", out, str(rows))
    assert (make().made, len(since(ran))) == (2, 2 * len(NOTEBOOKS))
    rows.write_text("outlet,top\nAsh,5\nBirch,7\n")
    made = make()
    assert made.made == 1 and {line.split()[0] for line in since(ran)} == {"Birch"}
    assert made.others == ["outlet-birch-top-6"]
    places = sorted(p.parent.name for p in out.glob(f"*/{MADE}"))
    assert places == ["outlet-ash-top-5", "outlet-birch-top-6", "outlet-birch-top-7"]
    texts = tables.articles["text"].to_pylist()
    texts[0] = texts[0].replace("rained", "snowed")
    at = tables.articles.schema.get_field_index("text")
    articles = tables.articles.set_column(at, tables.articles.field(at), [texts])
    shutil.rmtree(tmp_path / "t")
    write_tables(replace(tables, articles=articles), tmp_path / "t")
    assert make().made == 1 and {line.split()[0] for line in since(ran)} == {"Ash"}
    assert make().made == 0
    paths = write_notebooks(tmp_path / "other", {})
    monkeypatch.setattr(batch, "find_notebooks", lambda _: paths)
    assert make().made == 2 and make(overwrite=True).made == 2
    assert len(since(ran)) == 4 * len(NOTEBOOKS)
    (tmp_path / "t" / "audit.json").write_text("{}")
    assert make().made == 2, "what is known of accuracy is on every page"


def test_second_run_on_the_same_folder_is_refused(told, ran, tmp_path):
    taken = hold(tmp_path / "out" / batch.HELD)
    with taken, pytest.raises(OnrecordError, match="is being written by another process"):
        make_batch(write_once(add_outlets), tmp_path / "out", "outlet")
    assert not ran and make_batch(write_once(add_outlets), tmp_path / "out", "outlet").made == 4


def test_folder_that_is_no_batch_is_refused_and_a_report_needs_overwrite(told, ran, tmp_path):
    out, tables = tmp_path / "out", write_once(add_outlets)
    out.mkdir()
    (out / "mine.txt").touch()
    for overwrite in (False, True):
        with pytest.raises(OnrecordError):
            make_batch(tables, out, "outlet", overwrite=overwrite)
    (out / "mine.txt").unlink()
    (out / INDEX).write_text('<meta name="generator" content="onrecord report">')
    with pytest.raises(OnrecordError, match="--overwrite"):
        make_batch(tables, out, "outlet")
    assert not ran and make_batch(tables, out, "outlet", overwrite=True).made == 4
    assert since(ran) == ALL


def test_what_is_not_ours_in_the_folder_of_a_batch_stays(told, tmp_path):
    out, tables = tmp_path / "out", write_once(add_outlets)
    make_batch(tables, out, "outlet")
    (out / "mine").mkdir()
    (out / "mine" / "notes.txt").touch()
    assert make_batch(tables, out, "outlet", {"outlet": "Ash"}).total == 1
    assert {p.name for p in out.iterdir()} == {
        batch.HELD,
        INDEX,
        "ash",
        "birch",
        "cedar",
        "date",
        "mine",
    }


def test_unknown_value_in_a_row_fails_alone(told, tmp_path):
    rows = tmp_path / "rows.yaml"
    rows.write_text("- {name: good, outlet: Ash}\n- {name: bad, outlet: Oak}\n")
    made = make_batch(write_once(add_outlets), tmp_path / "out", str(rows))
    [(name, why)] = made.failed
    assert name == "bad" and "No article is from the outlet 'Oak'" in why["report"]
    assert "No article is from the outlet" in made.index.read_text("utf-8")
    assert json.loads((tmp_path / "out" / "good" / MADE).read_text())["failed"] == {}


def test_hostile_names_are_neither_paths_nor_markup(told, tmp_path):
    out = tmp_path / "out"
    made = make_batch(write_once(add_ferry, add_hostile), out, "outlet")
    index = made.index.read_text("utf-8")
    assert made.total == 2 and HOSTILE not in index and "<img src=x" not in index
    assert all(p.parent == out for p in out.rglob("*") if p.is_dir())


def test_interrupted_run_leaves_an_index_that_says_what_is_made(told, monkeypatch, tmp_path):
    make_all = batch._make_all

    def stop(*given):
        yield next(make_all(*given))
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "_make_all", stop)
    with pytest.raises(KeyboardInterrupt):
        make_batch(write_once(add_outlets), tmp_path / "out", "outlet")
    assert (tmp_path / "out" / INDEX).read_text("utf-8").count(
        '<td data-column="status" hidden>made<'
    ) == 1


def report(*arguments):
    return CliRunner().invoke(main, ["report", *map(str, arguments), "--quiet"])


def test_command_says_what_failed_and_ends_with_how_many(told, tmp_path):
    told |= {"Ash": "no \x1b[2J way", "Birch": "no", "Cedar": "no"}
    asked = (write_once(add_outlets), "--out", tmp_path / "out", "--each", "outlet", "-p", "top", 3)
    first = report(*asked)
    assert first.exit_code == 3 and "4 reports made, 0 were there, 3 failed." in first.stdout
    assert "onrecord: Ash failed, and the index says so: 02-mentions: no" in first.stderr
    assert "\x1b" not in first.output
    again = report(*asked)
    assert again.exit_code == 3 and "0 reports made, 4 were there, 3 failed." in again.stdout
    assert "--each outlet" in (tmp_path / "out" / INDEX).read_text("utf-8")
    own = (tmp_path / "out" / "ash" / INDEX).read_text("utf-8")
    assert f"-p top 3 -p outlet Ash --out {tmp_path / 'out' / 'ash'} --overwrite" in own
    told.clear()
    assert report(*asked, "--retry", "--workers", 2, "--time-limit", 60).exit_code == 0


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--retry",), "without --each there is only one"),
        (("--each", "outlets"), "Did you mean outlet?"),
        (("--each", "outlet", "-p", "topp", 3), "'topp'"),
        (("--each", "outlet", "--time-limit", 0), "--time-limit"),
    ],
)
def test_options_that_do_not_go_together_are_refused(told, ran, tmp_path, options, named):
    result = report(write_once(add_outlets), "--out", tmp_path / "out", *options)
    assert result.exit_code == 2 and named in result.stderr and not ran
    assert not (tmp_path / "out").exists()


def test_digest_of_tables_is_of_their_names_and_bytes():
    tables = write_once(add_outlets)
    assert digest_of(tables) != digest_of(write_once(add_ferry))

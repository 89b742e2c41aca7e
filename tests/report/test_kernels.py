"""Notebooks that run at once: each once and by its name, and a run that is stopped ends them all."""

import signal
import time
from threading import Timer, main_thread

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from small_record import harbour
from tables_by_hand import write_tables

from onrecord.errors import OnrecordError
from onrecord.report.execution import Kernel, NotebookFailed
from onrecord.report.kernels import Kernels

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python"}}
MEET = """
import pathlib, time
(pathlib.Path(folder) / name).touch()
while time.time() < until and len(list(pathlib.Path(folder).glob("met*"))) < 2:
    time.sleep(0.05)
print(len(list(pathlib.Path(folder).glob("met*"))))
"""


@pytest.fixture
def write(tmp_path):
    def write(**sources):
        paths = {}
        for name, source in sources.items():
            given = new_code_cell("", metadata={"tags": ["parameters"]})
            paths[name] = tmp_path / f"{name}.ipynb"
            cells = [given, new_code_cell(source)]
            nbformat.write(new_notebook(cells=cells, metadata=KERNEL), paths[name])
        return paths

    return write


def run(paths, count, given=None):
    with Kernels(paths, count, limit=60, progress=False) as kernels:
        return kernels.run(given or {n: {} for n in paths})


def printed(executed):
    return executed.cells[-1].outputs[0].text.strip()


def test_two_kernels_run_two_notebooks_at_the_same_time(write, tmp_path):
    met = tmp_path / "met"
    met.mkdir()
    given = {
        n: {"folder": str(met), "name": n, "until": time.time() + 60} for n in ("met1", "met2")
    }
    made = run(write(met1=MEET, met2=MEET), 2, given)
    assert [printed(made[name]) for name in given] == ["2", "2"]


def test_each_notebook_is_run_once_and_told_by_its_name_however_many_kernels(write):
    names = ["one", "two", "three", "four", "five"]
    for count in (1, 3, 9):
        made = run(write(**{name: f"print({name!r})" for name in names}), count)
        assert list(made) == names and [printed(made[name]) for name in names] == names


def test_notebook_that_fails_or_kills_its_kernel_stops_no_other(write):
    made = run(write(good="print(1)", dies="import os; os._exit(1)", raises="1 / 0"), 2)
    assert printed(made["good"]) == "1"
    assert isinstance(made["raises"], NotebookFailed) and "division" in str(made["raises"])
    assert isinstance(made["dies"], NotebookFailed) and "kernel died" in str(made["dies"])


@pytest.mark.parametrize("after", [0.2, 4])  # while a kernel starts, and while a cell runs
def test_interrupt_ends_the_notebooks_that_run_and_begins_no_other(write, after, tmp_path):
    forever = "while True: pass"
    paths = write(a=f"open({str(tmp_path / 'ran')!r}, 'w')", b=forever, c=forever)
    timer = Timer(after, signal.pthread_kill, (main_thread().ident, signal.SIGINT))
    timer.start()
    begun = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            run(paths, 2)
    finally:
        timer.cancel()
    assert time.monotonic() - begun < 50 and not (tmp_path / "ran").exists()


LOADED = """
import sys
from onrecord.report import choosing
print("onrecord.charts" in sys.modules, choosing._load.cache_info().misses)
choosing.load_kept(folder)
print(choosing._load.cache_info().misses)
"""


@pytest.mark.parametrize("whole", [True, False])
def test_kernels_read_the_tables_before_they_are_asked_and_a_damaged_folder_stops_none(
    write, tmp_path, whole
):
    tables = tmp_path / "tables"
    write_tables(harbour().tables, tables)
    if not whole:
        (tables / "manifest.json").write_text("{")
    source = LOADED if whole else LOADED.partition("choosing.load_kept")[0]
    with Kernels(write(one=source), 1, 60, False, str(tables)) as kernels:
        made = kernels.run({"one": {"folder": str(tables)}})
    assert printed(made["one"]).split() == (["True", "1", "1"] if whole else ["True", "1"])


@pytest.mark.parametrize("after", [0, 1, 3])  # before a kernel is there, while it starts, and later
def test_error_while_kernels_start_ends_them_at_once(write, after):
    begun, before = time.monotonic(), children()
    with (
        pytest.raises(OnrecordError, match="no such outlet"),
        Kernels(write(a="1"), 2, 60, False, "x"),
    ):
        time.sleep(after)
        raise OnrecordError("no such outlet")
    assert time.monotonic() - begun < after + 20 and children() == before


def children():
    """How many processes this one has begun that still run."""
    return len(psutil.Process().children(recursive=True))


def test_error_of_ours_in_one_kernel_is_told_at_once_and_ends_the_others(write, monkeypatch):
    execute, forever = Kernel.run, "while True: pass"

    def run_or_fail(kernel, path, *args, **options):
        if path.stem == "bad":
            raise IndexError("of ours")
        return execute(kernel, path, *args, **options)

    monkeypatch.setattr(Kernel, "run", run_or_fail)
    begun = time.monotonic()
    with pytest.raises(IndexError, match="of ours"):
        run(write(b=forever, bad="1"), 2)  # the last comes first
    assert time.monotonic() - begun < 50

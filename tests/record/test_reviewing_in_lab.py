"""The table with buttons in JupyterLab, in a real browser: what a click writes is what a command reads."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import nbformat.v4 as v4
import pytest
from click.testing import CliRunner
from small_record import harbour
from tables_by_hand import write_tables

from onrecord.cli import main
from onrecord.corrections import read_corrections
from onrecord.record.reviewing import Review

CELL = "import onrecord\nonrecord.load('tables').review('corrections.csv')"
QUIET = ("--no-browser", "--ServerApp.token=", "--ServerApp.password=", "--allow-root")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def lab(tmp_path):
    """The address of a JupyterLab whose folder has tables and a notebook."""
    pytest.importorskip("jupyterlab")
    pytest.importorskip("anywidget")
    write_tables(harbour().tables, tmp_path / "tables")
    notebook = v4.new_notebook(cells=[v4.new_code_cell(CELL)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    (tmp_path / "review.ipynb").write_text(json.dumps(notebook))
    port, config = free_port(), tmp_path / "config"
    env = os.environ | {"JUPYTER_CONFIG_DIR": str(config), "JUPYTERLAB_SETTINGS_DIR": str(config)}
    env["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, filter(None, sys.path)))
    command = [sys.executable, "-m", "jupyterlab", *QUIET, f"--port={port}"]
    with open(tmp_path / "lab.log", "wb") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=log, stderr=log)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def opened(page, address):
    """The notebook, once the server answers and the cell has run."""
    from playwright.sync_api import TimeoutError

    for _ in range(60):
        try:
            page.goto(f"{address}/lab/tree/review.ipynb?reset")
            break
        except Exception:
            time.sleep(0.5)
    cell = page.locator(".jp-CodeCell").first
    began = cell.locator(".jp-InputPrompt", has_text=re.compile(r"\[[*\d]+\]"))
    for _ in range(12):  # JupyterLab now and then forgets what is run just as its kernel starts
        cell.locator(".cm-content").click(timeout=60_000)
        page.keyboard.press("Control+Enter")
        with suppress(TimeoutError):
            began.wait_for(timeout=5_000)
            break
    table = page.locator(".jp-OutputArea table")
    table.locator("tr[data-row]").first.wait_for(timeout=60_000)
    return table


def rows_of(path):
    return [(r.kind, r.decision, r.answer) for r in read_corrections(path).rows]


def test_accept_reject_rename_and_undo_write_what_the_command_line_reads(lab, browser, tmp_path):
    asked = Review(harbour().tables, tmp_path / "other.csv", 50).rows
    source = next(n for n, row in enumerate(asked) if row.kind == "source")
    first, second = [n for n in range(len(asked)) if n != source][:2]
    context = browser.new_context()
    page = context.new_page()
    table, status = opened(page, lab), page.locator("p[role=status]")
    table.locator(f"tr[data-row='{first}']").get_by_text("Accept").click()
    table.locator(f"tr[data-row='{second}']").get_by_text("Reject").click()
    name = table.locator(f"tr[data-row='{source}'] input")
    name.fill("Bea <b>Vale</b>")
    name.press("Enter")
    status.filter(has_text=re.compile("3 decided here")).wait_for()
    path = Path(tmp_path / "corrections.csv")
    kinds = {n: asked[n].kind for n in (first, second, source)}
    expected = {first: ("yes", ""), second: ("no", ""), source: ("", "Bea <b>Vale</b>")}
    assert rows_of(path) == [(kinds[n], *expected[n]) for n in sorted(kinds)]
    page.get_by_text("Undo").click()
    status.filter(has_text=re.compile("2 decided here")).wait_for()
    assert (asked[source].kind, "", "Bea <b>Vale</b>") not in rows_of(path)
    assert table.locator("b").count() == 0
    context.close()
    told = CliRunner().invoke(main, ["corrections", str(path)])
    assert (told.exit_code, "decided: 2" in told.stdout) == (0, True)

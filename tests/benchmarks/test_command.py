"""The one command that runs all benchmarks."""

import subprocess
import sys

import pytest
from marked_corpora import polnear_folder, run_benchmark
from project import BENCHMARKS, ROOT

from benchmarks.__main__ import BENCHMARKS as NAMES

COMMANDS = (*NAMES, "predictions", "all")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_it_measures_and_how_to_run_it(name):
    told = run_benchmark(name, "--help")
    assert told.returncode == 0
    assert f"examples:\n  python -m benchmarks {name}" in told.stdout


@pytest.mark.parametrize("name", [name for name, module in NAMES.items() if module.NEEDS])
def test_data_that_is_not_there_is_wrong_usage(name, tmp_path):
    run = run_benchmark(name, tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith(f"{name}: ") and "no marked articles" in run.stderr


def test_name_that_is_not_known_is_wrong_usage():
    run = run_benchmark("all", "data", "sped")
    assert run.returncode == 2
    assert "no benchmark sped; there are attribution" in run.stderr


def test_those_that_fail_are_named_and_the_others_run(tmp_path):
    polnear_folder(tmp_path)
    command = [sys.executable, "-m", "benchmarks", "all", tmp_path, "entities", "attribution"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 1
    assert run.stderr.endswith("failed: entities\n")
    assert "## attribution\n\nPolNeAR dev: 1 articles, 0 of them lost" in run.stdout


def test_no_numerical_library_is_loaded_before_it_is_held_to_one_thread():
    code = "import sys, benchmarks.__main__; print(*({'numpy', 'spacy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("\n", "")


def test_readme_has_a_row_for_each():
    rows = [line.split("`")[1] for line in (BENCHMARKS / "README.md").read_text("utf-8").splitlines()
            if line.startswith("| `")]  # fmt: skip
    assert [row.split()[0] for row in rows] == list(COMMANDS)

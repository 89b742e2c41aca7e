"""The rules of the house that no linter holds: sizes, names, and what no module may do.

Which room imports which is held by the contracts in pyproject.toml: `make lint`.
"""

import ast
import subprocess
import sys
from collections import defaultdict

import pytest
from project import BENCHMARKS, PACKAGE, ROOT, TRAINING

HEAVY = (
    "spacy", "pandas", "pyarrow", "matplotlib", "papermill", "nbconvert", "xlsxwriter", "duckdb",
    "pebble", "fsspec", "anywidget", "openpyxl",
)  # fmt: skip
UNSAFE_MODULES = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
UNSAFE_CALLS = {"eval", "exec", "read_pickle", "to_pickle"}
LINES = {"file": 320, "function": 50, "README.md": 140}
TREES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8"))
    for folder in (PACKAGE, BENCHMARKS, TRAINING)
    for path in sorted(folder.rglob("*.py"))
}


def nodes(kind):
    """(path, node) of each class, function or call, nested ones too."""
    return [(p, n) for p, tree in TREES.items() for n in ast.walk(tree) if isinstance(n, kind)]


def lines_of(name):
    return len((ROOT / name).read_text("utf-8").splitlines())


def test_import_brings_nothing_heavy():
    code = f"import sys, onrecord; print(*(m for m in {HEAVY} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not run.stdout.split(), "`import onrecord` brings these: work happens when asked for"


def test_no_file_is_too_long():
    long = {name: n for name in TREES if (n := lines_of(name)) > LINES["file"]}
    assert not long, "each of these holds two nouns: part them"


def test_no_function_is_too_long():
    functions = nodes((ast.FunctionDef, ast.AsyncFunctionDef))
    sizes = {f"{path}: {f.name}": f.end_lineno - f.lineno + 1 for path, f in functions}
    assert not {name: n for name, n in sizes.items() if n > LINES["function"]}


def test_readme_is_one_page():
    assert lines_of("README.md") <= LINES["README.md"], "what is more belongs into docs/"


def test_no_two_classes_of_the_package_have_one_name():
    """A leading underscore does not make it another name."""
    package, places = str(PACKAGE.relative_to(ROOT)), defaultdict(list)
    for path, node in nodes(ast.ClassDef):
        if path.startswith(package):
            places[node.name.lstrip("_")].append(path)
    assert not {name: paths for name, paths in places.items() if len(paths) > 1}


@pytest.mark.parametrize("name", [name for name in TREES if name.startswith("src")])
def test_no_pickle_eval_or_exec(name):
    """What is read from a corpus or a table is data, and never runs."""
    imported, called = set(), set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Call):
            called.add(getattr(node.func, "id", getattr(node.func, "attr", None)))
    assert not imported & UNSAFE_MODULES
    assert not called & UNSAFE_CALLS

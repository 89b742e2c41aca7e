"""What lies beside the articles is never run: modules, start-up files, settings of Jupyter and charts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE
from project import ROOT

MODULES = (
    "pandas", "numpy", "pyarrow", "duckdb", "spacy", "thinc", "matplotlib", "papermill", "IPython",
    "ipykernel", "ipykernel_launcher", "jupyter_client", "pebble", "sitecustomize", "usercustomize",
    "json", "pickle", "struct", "selectors", "tempfile", "signal", "queue",
)  # fmt: skip
SETTINGS = (
    "ipython_config.py", "ipython_kernel_config.py", "jupyter_config.py",
    "jupyter_nbconvert_config.py", ".ipython/profile_default/startup/00-first.py",
    "profile_default/startup/00-first.py", ".jupyter/jupyter_config.py",
)  # fmt: skip
TEXT = "Ann Reed said on Monday that the pool would open in May. Tom Vale denied it.\n"


@pytest.fixture
def folders(tmp_path):
    """A folder with one article, and another with the same one and all that should never run."""
    for name in ("plain", "planted"):
        (tmp_path / name / "news").mkdir(parents=True)
        (tmp_path / name / "news" / "a.txt").write_text(TEXT, "utf-8")
    ran = f"open({str(tmp_path / 'ran')!r}, 'a').write(__file__ + '\\n')\n"
    for name in (*(f"{module}.py" for module in MODULES), *SETTINGS):
        path = tmp_path / "planted" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ran, "utf-8")
    (tmp_path / "planted" / "first.pth").write_text(f"import sys; {ran}", "utf-8")
    (tmp_path / "planted" / "matplotlibrc").write_text("axes.facecolor: red\n", "utf-8")
    kernel = tmp_path / "planted" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text('{"argv": ["false"], "display_name": "x", "language": "x"}')
    return tmp_path


def run(folder, *arguments):
    """Run the command in a folder, as its user does; the pages and tables that it writes."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "ONRECORD_CACHE": str(folder / ".cache")}
    command = [sys.executable, "-m", "onrecord", *arguments, "--quiet"]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=3 * PATIENCE
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    out = folder / arguments[arguments.index("--out") + 1]
    files = [*out.glob("*.html"), *out.glob("*/*.html"), *out.glob("*/*.parquet")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_nothing_beside_the_articles_runs_or_changes_anything(folders):
    found = {}
    for name in ("plain", "planted"):
        place = folders / name
        tables = run(place, "extract", "news", "--out", "tables", "--workers", "1")
        pages = run(place, "report", "tables", "--out", "pages", "--each", "article")
        found[name] = tables | pages
    assert not (folders / "ran").exists(), Path(folders / "ran").read_text()
    assert found["plain"] == found["planted"]
    assert len(found["plain"]) > 8

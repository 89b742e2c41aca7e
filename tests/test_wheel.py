"""What users get who install the wheel: all of it, in an environment that knows no checkout."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEMO = sorted(path.name for path in (ROOT / "seeds" / "demo").iterdir())
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
OF_REPORTS = [Path(name).stem for name in NOTEBOOKS if name not in ("00-start.ipynb", "mine.ipynb")]
# so that whatever wants the network fails at once
OFFLINE = dict.fromkeys(
    ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://0.0.0.0:9"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Run `onrecord` of the wheel: its own environment sees the libraries, and not this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", symlinks=os.name != "nt")
    paths = {"base": str(folder / "env"), "platbase": str(folder / "env")}
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # a line of a .pth adds a folder, and the .pth files in it, our editable install, are not read
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = Path(sysconfig.get_path("scripts", "venv", paths)) / Path(sys.executable).name
    away = {"HOME": str(folder), "ONRECORD_CACHE": str(folder / "cache"), **OFFLINE}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run(*arguments, module="onrecord"):
        command = [python, "-m", module, *arguments]
        return subprocess.run(
            command, cwd=folder, env=kept | away, capture_output=True, text=True, encoding="utf-8"
        )

    assert str(ROOT / "src") not in run(module="site").stdout
    return folder, run


def test_wheel_has_notebooks_and_demo_but_no_article_of_others(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    inside = [name.partition("onrecord/project/")[2] for name in names if "/project/" in name]
    wanted = [f"notebooks/{name}" for name in NOTEBOOKS] + [f"seeds/demo/{name}" for name in DEMO]
    assert sorted(inside) == sorted(wanted)
    assert len(DEMO) == 18


def test_notebooks_and_demo_are_copied_once_and_never_replaced(installed):
    folder, run = installed
    done = run("notebooks", "research")
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (folder / "research").glob("*.ipynb")) == NOTEBOOKS
    assert sorted(p.name for p in (folder / "research/seeds/demo").iterdir()) == DEMO
    (folder / "research" / NOTEBOOKS[0]).write_text("mine")
    again = run("notebooks", "research")
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert (folder / "research" / NOTEBOOKS[0]).read_text() == "mine"


def test_report_is_made_from_the_wheel_alone_without_a_network(installed):
    folder, run = installed
    run("notebooks", "demo")
    articles = folder / "demo" / "seeds" / "demo"
    done = run("report", str(articles / DEMO[0]), "--out", "pages", "--quiet")
    assert done.returncode == 0, done.stderr
    pages = sorted(path.name for path in (folder / "pages").glob("*.html"))
    assert pages == sorted(["index.html", *(f"{name}.html" for name in OF_REPORTS)])
    assert str(ROOT) not in (folder / "pages" / "index.html").read_text("utf-8")


def test_addresses_of_the_project_are_one_repository():
    """The badge that opens Binder and the metadata of the wheel name the same."""
    address = PROJECT["urls"]["Repository"]
    assert all(url.startswith(address) for url in PROJECT["urls"].values())
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"https://mybinder.org/v2/gh/{address.removeprefix('https://github.com/')}/" in readme

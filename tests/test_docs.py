"""The front door and the pages behind it: their Python runs, what they name is there.

Blocks of Python of one page run in order, in one namespace. A `text` block right after one shows
what it prints.
"""

import contextlib
import doctest
import inspect
import io
import pkgutil
import re
import shlex
import shutil
from importlib import import_module
from operator import attrgetter

import click
import pytest
from project import PACKAGE, ROOT, SEEDS

import onrecord
from onrecord import charts, counts
from onrecord.audit.audit import ELSEWHERE
from onrecord.cli import main as command_line
from onrecord.record import Record
from onrecord.report.choosing import load_kept
from onrecord.report.own import read_own
from onrecord.report.parameters import NOTEBOOKS, check_for_all, fields_of

README = ROOT / "README.md"
DOCS = sorted((ROOT / "docs").glob("*.md"))
OTHERS = ["CONTRIBUTING.md", "CHANGELOG.md", "seeds/README.md", "benchmarks/README.md"]
PAGES = [
    README,
    *DOCS,
    *(ROOT / name for name in OTHERS),
    *sorted((ROOT / "training").glob("*.md")),
]
NAMED = [README, *DOCS, ROOT / "CONTRIBUTING.md"]
MOST_LINES = 140
LARGEST_PICTURE = 150_000

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^```python\n(.*?)^```\n(?:\n*^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
DOTTED = re.compile(r"(onrecord|counts|charts|record)((?:\.\w+)+)")
PATH = re.compile(r"(\w+)/[\w./-]*")
AS_SHOWN = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MADE_BY_RUNS = {"reports", "tables", "site"}


def names(page):
    return page.relative_to(ROOT).as_posix()


def read(page):
    return page.read_text("utf-8")


def prose(page):
    """A page without its blocks of code."""
    return FENCED.sub("", read(page))


def commands(page):
    """Each line of its shell blocks, and each command in its text, without comments."""
    blocks = [block for language, block in FENCED.findall(read(page)) if language == "sh"]
    lines = [line for block in blocks for line in block.splitlines()]
    lines += CODE.findall(prose(page))
    found = [shlex.split(line, comments=True) for line in lines if re.match(r"[.\w/]+( |$)", line)]
    return [[words[0].removeprefix(".venv/bin/"), *words[1:]] for words in found if words]


def slug(heading):
    """The anchor of a heading, as code hosts and MyST make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder in which the pages' Python runs: `seeds`, their tables, and an export of these."""
    from tables_by_hand import write_tables

    from onrecord.exchange import export_tables

    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(SEEDS, folder / "seeds")
    with contextlib.chdir(folder):
        tables = onrecord.extract("seeds", progress=False).tables
        write_tables(tables, folder / "tables")
        export_tables(tables, folder / "exchange", "csv")
    return folder


@pytest.mark.parametrize("page", [p for p in [README, *DOCS] if "```python" in read(p)], ids=names)
def test_python_of_a_page_runs_and_prints_what_is_shown(page, desk, monkeypatch):
    monkeypatch.chdir(desk)
    namespace = {"__name__": "page"}
    for block, shown in SHOWN.findall(read(page)):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, names(page), "exec"), namespace)
        if shown:
            assert trimmed(printed.getvalue()) == trimmed(shown), (
                f"{names(page)} prints something else"
            )


def trimmed(text):
    return [line.rstrip() for line in text.strip().splitlines()]


def public():
    """What docs/python.md names, in its text or its code: the name there → what it is."""
    roots = {"onrecord": onrecord, "record": Record, "counts": counts, "charts": charts}
    for root, path in sorted(set(DOTTED.findall(read(ROOT / "docs" / "python.md")))):
        with contextlib.suppress(AttributeError):  # what a record has, and not its class
            thing = attrgetter(path[1:])(roots[root])
            if not inspect.ismodule(thing):
                yield pytest.param(thing, id=f"{root}{path}")


@pytest.mark.parametrize("thing", list(public()))
def test_public_name_has_an_example_that_runs(thing, desk, monkeypatch):
    monkeypatch.chdir(desk)
    names = {
        "onrecord": onrecord,
        "record": load_kept("tables"),
        "counts": counts,
        "charts": charts,
    }
    told = doctest.DocTestParser().get_doctest(inspect.getdoc(thing), names, "example", None, None)
    assert told.examples
    runner, out = doctest.DocTestRunner(optionflags=AS_SHOWN), io.StringIO()
    assert not runner.run(told, out=out.write).failed, out.getvalue()


@pytest.mark.parametrize("page", NAMED, ids=names)
def test_commands_of_a_page_exist_with_their_options(page):
    targets = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    for program, *words in commands(page):
        if program == "make":
            assert {word for word in words if re.fullmatch("[a-z-]+", word)} <= targets, words
        elif program == "onrecord":
            check_command(words)
        elif program == "python" and words[:2] == ["-m", "benchmarks"] and words[2:]:
            assert list((ROOT / "benchmarks").glob(f"*/{words[2]}.py")) or words[2] in (
                "NAME",
                "all",
            ), words
        elif program == "python" and words[0].endswith(".py"):
            assert (ROOT / words[0]).is_file(), words


def check_command(words):
    """Fail if `onrecord WORDS` has a command, an option or a parameter that is not there."""
    command, rest = command_line, list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        assert rest[0] in command.commands, words
        command = command.commands[rest.pop(0)]
    options = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h"}
    assert {word for word in rest if word.startswith("-")} <= options, words
    given = {rest[n + 1]: rest[n + 2] for n, word in enumerate(rest) if word == "-p"}
    named = rest[rest.index("--notebook") + 1] if "--notebook" in rest else None
    own = read_own(named and ROOT / "notebooks" / named)
    check_for_all(given, NOTEBOOKS | own.models)


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_and_pictures_of_a_page_are_there(page):
    for target in LINK.findall(prose(page)):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = page.parent / path if path else page
        assert file.is_file(), f"{names(page)} leads to {target}"
        assert not anchor or anchor in map(slug, HEADING.findall(read(file))), target


@pytest.mark.parametrize("page", NAMED, ids=names)
def test_what_a_page_names_is_in_the_package(page, desk):
    record = onrecord.load(desk / "tables")
    for code in CODE.findall(prose(page)):
        for root, path in DOTTED.findall(code):
            there = hasattr(record, path[1:]) if root == "record" else is_there(root, path[1:])
            assert there, f"{names(page)}: {root}{path}"


def is_there(root, path):
    module = onrecord if root == "onrecord" else import_module(f"onrecord.{root}")
    if (PACKAGE / f"{path}.mplstyle").is_file():
        return True
    with contextlib.suppress(ImportError, AttributeError):
        return bool(pkgutil.resolve_name(f"{module.__name__}.{path}"))
    return False


@pytest.mark.parametrize("page", NAMED, ids=names)
def test_files_that_a_page_names_are_there(page):
    for code in CODE.findall(prose(page)):
        named = PATH.fullmatch(code)
        roots = [root for root in (ROOT, PACKAGE) if named and (root / named[1]).is_dir()]
        if roots and code.strip("/") not in MADE_BY_RUNS:
            assert any((root / code).exists() for root in roots), f"{names(page)}: {code}"


def test_every_parameter_of_a_notebook_is_explained_with_its_default():
    rows = [line for line in read(ROOT / "docs" / "notebooks.md").splitlines() if line[:1] == "|"]
    for notebook in NOTEBOOKS:
        for name, field in fields_of(notebook).items():
            default = repr(field.default).replace("'", '"')
            ours = [row for row in rows if f"| `{name}` | `{default}` |" in row]
            assert ours, f"{notebook}: {name} = {default}"


def test_every_act_role_and_kind_of_name_is_explained():
    from onrecord.counts.labels import KIND_NAMES
    from onrecord.reading.names import LABELS
    from onrecord.tables.schema import ACTS, CERTAINTIES, ROLE_KINDS

    tables = read(ROOT / "docs" / "tables.md")
    assert all(f"| `{kind}` | {meaning} |" in tables for kind, meaning in ROLE_KINDS.items())
    assert all(f"| `{label}` | {KIND_NAMES[label]} |" in tables for label in LABELS)

    acts = read(ROOT / "docs" / "acts.md")
    assert all(f"| {act} | {meaning} |" in acts for act, meaning in ACTS.items())
    assert all(f"| `{value}` | " in acts for value in CERTAINTIES)


def test_readme_is_one_page():
    assert len(read(README).splitlines()) <= MOST_LINES


def test_figures_of_the_readme_stand_in_the_page_on_accuracy_too():
    table = read(README).partition("## How accurate it is")[2].partition("## Limits")[0]
    figures = set(re.findall(r"\.\d{2,3}\b", table))
    assert len(figures) > 10
    assert figures <= set(re.findall(r"\.\d{2,3}\b", read(ROOT / "docs" / "accuracy.md")))


def test_pictures_are_small():
    sizes = {file.name: file.stat().st_size for file in (ROOT / "docs" / "images").iterdir()}
    assert max(sizes.values()) < LARGEST_PICTURE, sizes


def test_front_page_of_the_site_leads_to_every_page():
    linked = set(LINK.findall(read(ROOT / "docs" / "index.md")))
    assert {page.name for page in DOCS} - {"index.md"} <= linked


def test_figures_that_pages_name_are_those_of_the_accuracy_page():
    figures = re.findall(r"\.\d{3}", ELSEWHERE)
    assert figures and all(f in read(ROOT / "docs" / "accuracy.md") for f in figures)

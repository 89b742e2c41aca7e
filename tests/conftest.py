"""What every test gets: one thread, a cache of its own, and a real browser where there is one."""

import os
import shutil
from importlib import resources

# Before anything loads NumPy: the same digits on every machine.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import hypothesis
import pytest

# How long an example takes depends on the machine; `patience` guards what may run for ever.
hypothesis.settings.register_profile("onrecord", deadline=None)
hypothesis.settings.load_profile("onrecord")

NO_CHROMIUM = (
    "no Chromium found: install one (Debian: apt-get install chromium; Ubuntu, macOS, Windows: "
    "Google Chrome), or set ONRECORD_CHROMIUM to the program"
)


def pytest_configure(config):
    # pyproject.toml asks for -q; a second one, typed by habit, would hide pytest's closing line.
    config.option.verbose = max(config.option.verbose, -1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter):
    stats = terminalreporter.stats
    skipped = sum(NO_CHROMIUM in str(report.longrepr) for report in stats.get("skipped", ()))
    deselected = sum(
        item.get_closest_marker("browser") is not None for item in stats.get("deselected", ())
    )
    if skipped:
        terminalreporter.line(f"browser checks NOT run ({skipped}): {NO_CHROMIUM}", yellow=True)
    if deselected:
        terminalreporter.line(f"browser checks NOT run ({deselected}): deselected", yellow=True)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    """One cache for the session, never the user's. A test about the cache sets its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _no_workers(monkeypatch):
    """Commands read in this process: workers cost seconds. A test about workers asks for some."""
    monkeypatch.setattr("onrecord.cli.reading.cores", lambda: 0)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium, the system's own: Playwright drives it and downloads nothing.

    Skips where none is found; fails instead where ONRECORD_REQUIRE_BROWSER is set.
    """
    from onrecord.errors import OnrecordError
    from onrecord.report.printing import QUIET, VARIABLE, find_chromium

    try:
        found = find_chromium()
    except OnrecordError as error:
        if os.environ.get(VARIABLE):
            pytest.fail(str(error))
        refuse = pytest.fail if os.environ.get("ONRECORD_REQUIRE_BROWSER") else pytest.skip
        refuse(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        # Playwright passes --no-sandbox unless told otherwise; only root cannot do without it.
        chromium = playwright.chromium.launch(
            executable_path=found, args=QUIET, chromium_sandbox=not as_root
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A new page that cannot reach any network: what it shows is in the file."""
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def add_rows(tmp_path, monkeypatch):
    """What adds rows to a copy of a table that ships with the package, and has it read anew."""
    from onrecord.reading.attribution import cues, features
    from onrecord.reading.claims import stances

    reading = (cues.load_cues, cues.headword_of, features._cue)
    reading += (stances.load_stances, stances.hedge_of, stances._phrases, stances._negated)
    shutil.copytree(resources.files("onrecord") / "data", tmp_path / "data")

    def forget():
        for function in reading:
            function.cache_clear()

    def add(name, *rows):
        with open(tmp_path / "data" / name, "a", encoding="utf-8") as table:
            table.writelines(f"{row}\n" for row in rows)
        monkeypatch.setattr(resources, "files", lambda _: tmp_path)
        forget()

    yield add
    forget()

"""Reports: the notebooks as one HTML file each, and an index, for people without Python."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

import onrecord
from onrecord import counts
from onrecord.corpus.notes import told_notes
from onrecord.record import Record
from onrecord.report.cards import OF_A_PAGE, lead_of, page_cards
from onrecord.report.execution import RUNS_WITHIN, NotebookFailed
from onrecord.report.figures import figures_of
from onrecord.report.kernels import Kernels
from onrecord.report.own import read_own
from onrecord.report.page import executed_copy, notebook_title, read_page, write_page
from onrecord.report.parameters import (
    NOTEBOOKS,
    OF_A_REPORT,
    Parameters,
    check_for_all,
)
from onrecord.report.printing import find_chromium, print_pages
from onrecord.report.project import find_notebooks
from onrecord.tables import outputs
from onrecord.tables.outputs import GENERATOR, INDEX, is_report_folder

MOST_SOURCES = 5  # on the index
OF_ATTRIBUTIONS = ("01-quotes", "03-claims")  # whose finding is as right as attributions are
COPY = ".ipynb"  # of a notebook that failed, as far as it ran


@dataclass(frozen=True)
class Report:
    """The files of one report, and what an index over many says of it.

    Attributes:
        files: place in its folder → bytes, the index first; of a notebook that failed, its executed copy.
        failed: notebook → why it failed.
        numbers: what is counted → how many.
        published: the first and the last day, in ISO; none where no article has a date.
        lead: its first finding, as `lead_of` gives it.
        unprinted: page that was to be printed → why it was not.
    """

    files: dict[str, bytes]
    failed: dict[str, str]
    numbers: dict[str, int] = field(default_factory=dict)
    published: tuple[str, ...] = ()
    lead: dict = field(default_factory=dict)
    unprinted: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reports:
    """The pages that were written, index first, and why notebooks failed or pages were not printed."""

    pages: list[Path]
    failed: dict[str, str]
    unprinted: dict[str, str]


def make_reports(
    tables_folder: str | Path,
    out: str | Path,
    parameters: dict | None = None,
    *,
    command: str,
    notebook: str | Path | None = None,
    pdf: bool = False,
    workers: int = 1,
    limit: float = RUNS_WITHIN,
    overwrite: bool = False,
    progress: bool = False,
) -> Reports:
    """Run the notebooks on a folder of tables and write each as a page, with an index.

    A notebook that fails stops no other: the index says so, and `Reports.failed` too. The folder
    appears whole or not at all. The same tables, parameters and versions give the same bytes.

    Args:
        tables_folder, out: as `write_tables` writes it; the folder to make.
        parameters: name → value for all notebooks; each takes those that it knows. No `corpus`.
        command, notebook: what the pages name as the way to make them again; one of the user's own.
        workers: how many notebooks run at once, each in a kernel with tables of its own.
        limit, pdf: seconds that a notebook may take; print each page as PDF too.
        overwrite: replace `out` where an earlier report stands there.
        progress: show on stderr which notebooks run.

    Raises:
        OnrecordError: a parameter or the notebook is wrong, `out` is not ours to replace, there are no
            tables, notebooks or Chromium, or the corpus knows no such outlet or entity. No notebook has run.
    """
    own = read_own(notebook)
    checked = check_for_all(parameters or {}, NOTEBOOKS | own.models)
    check_can_replace(out, overwrite=overwrite)
    chromium, paths = find_chromium() if pdf else None, find_notebooks(NOTEBOOKS) | own.paths
    about: dict[str, Any] = {"command": command, "titles": own.titles, "chromium": chromium}
    folder = Path(tables_folder).resolve()
    with Kernels(paths, workers, limit, progress, str(folder)) as kernels:
        corpus = onrecord.load(tables_folder)
        made = make_report(corpus, folder, checked, kernels.run, **about)
    write_report(made, out)
    pages = [Path(out) / name for name in made.files if name.endswith(".html")]
    return Reports(pages, made.failed, made.unprinted)


def make_report(
    corpus: Record,
    tables_folder: str | Path,
    checked: dict[str, Parameters],
    run: Callable[[dict[str, dict]], Mapping[str, Any]],
    *,
    command: str,
    titles: Mapping[str, str] | None = None,
    chromium: str | None = None,
) -> Report:
    """Run the notebooks, and make what they show into pages; nothing is written.

    Args:
        corpus: what is in `tables_folder`.
        checked: of each notebook its parameters.
        run: from each notebook's values that are not its defaults, gives that notebook executed, or the
            `NotebookFailed` that says why it is not.
        command: as for `make_reports`.
        titles: of notebooks that are not ours, by name.
        chromium: the program that prints each page as PDF; None for none.

    Raises:
        OnrecordError: the corpus knows no such outlet or entity. Then nothing has run.
    """
    record = checked["01-quotes"].select(corpus)
    pages, failed, texts = [], {}, {INDEX: ""}
    executed, overview = _executed(corpus, record, checked, tables_folder, run)
    for name, ran in executed.items():
        if isinstance(ran, NotebookFailed):
            failed[name] = str(ran)
            texts |= {f"{name}{COPY}": executed_copy(ran.executed)} if ran.executed else {}
        else:
            pages.append(read_page(name, ran))
    shared = describe(corpus, record, checked) | {"command": command, "failed": failed}
    shared["titles"] |= titles or {}
    days, figures = _days(record), figures_of(pages)
    published = tuple(dict.fromkeys((*days[:1], *days[-1:])))
    missing = {n: (why, c if (c := f"{n}{COPY}") in texts else None) for n, why in failed.items()}
    known = (shared["titles"], pages, figures, missing)
    overview["cards"] = page_cards(*known, " to ".join(published))
    texts[INDEX] = write_page("index.html", browses=True, current=None, **shared, **overview)
    for page in pages:
        own = shared | {"doubt": shared["doubt"] if page.name in OF_ATTRIBUTIONS else ""}
        own |= {"page": page, "parameters": _parameters(checked[page.name])}
        shown = write_page("report.html", browses=page.browses, current=page.name, **own)
        texts[f"{page.name}.html"] = shown
    files, unprinted = _files(texts, figures, chromium)
    numbers, lead = dict(overview["numbers"]), lead_of(pages, figures)
    return Report(files, failed, numbers, published, lead, unprinted)


def _executed(corpus, record, checked, tables_folder, run):
    """The notebooks as they ran, and what only the index says, which is counted meanwhile."""
    folder = {"corpus": str(Path(tables_folder).resolve())}
    with ThreadPoolExecutor(1) as beside:  # kernels are processes of their own
        overview = beside.submit(_overview, corpus, record, checked["01-quotes"])
        ran = run({name: params.set_otherwise() | folder for name, params in checked.items()})
        return ran, overview.result()


def _files(texts, figures, chromium):
    """The bytes of a report's texts, of its figures and, where there is a program, of its PDFs; and why
    pages were not printed."""
    files = {name: text.encode() for name, text in texts.items()}
    written = {name: data for name, data in files.items() if not name.endswith(COPY)}
    printed, unprinted = print_pages(written, chromium) if chromium else ({}, {})
    return files | printed | dict(chain.from_iterable(f.files.values() for f in figures)), unprinted


def write_report(report: Report, folder: str | Path) -> None:
    """Write the files of a report to a folder, which appears whole or not at all."""
    with outputs.whole_folder(Path(folder)) as new:
        for name, data in report.files.items():
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_bytes(data)


def check_can_replace(out: str | Path, *, overwrite: bool) -> None:
    """Refuse a folder that cannot be made, or is there and is no report of ours to replace.

    Raises:
        OnrecordError: says which of these it is.
    """
    other = f"no report of onrecord (its {INDEX} does not say so)"
    outputs.check_can_write(out, overwrite=overwrite, is_ours=is_report_folder, other=other)


def describe(corpus: Record, record: Record, checked: dict[str, Parameters]) -> dict:
    """What every page says: of which articles and parameters it is, and what it was made by.

    Args:
        record: those of the corpus that the parameters choose.
        checked: of each notebook its parameters.
    """
    return {
        "generator": GENERATOR,
        "titles": dict(_titles()),
        "facts": _facts(corpus, record),
        "doubt": corpus.audit.doubt,
        "parameters": list(dict(chain.from_iterable(map(_parameters, checked.values()))).items()),
        "notes": record.notes,
        "versions": _versions(corpus.manifest),
    }


def not_read(corpus: Record) -> dict:
    """What an index says of inputs: notes on what was read, and a table of what was not, or None."""
    unread = counts.articles_not_read(corpus.articles)
    table = corpus.evidence_table(unread, caption="Articles that were not read")
    return {"told": told_notes(corpus.manifest), "unread": table.html if len(unread) else None}


@cache
def _titles():
    from onrecord.report.nodes import nbformat

    paths = find_notebooks(NOTEBOOKS)
    return {n: notebook_title(nbformat.read(p, as_version=4)) for n, p in paths.items()}


def _days(record):
    """The days on which articles that were read were published, in ISO, in order."""
    read = record.articles[record.articles["status"] == "ok"]
    return sorted(day.date().isoformat() for day in read["published"].dropna())


def _facts(corpus, record):
    """Term and value of what the pages are about: all that was given, and what of it is counted."""
    paths = map(str, corpus.manifest.get("parameters", {}).get("paths", ()))
    every, read = (r.articles[r.articles["status"] == "ok"] for r in (corpus, record))
    articles = f"{len(every):,} read, {len(corpus.articles) - len(every):,} not read"
    if len(read) < len(every):
        articles += f"; {len(read):,} of those read match the parameters"
    days = _days(record)
    undated = len(read) - len(days)
    dates = [" to ".join(dict.fromkeys((days[0], days[-1])))] if days else []
    dates += [f"{undated:,} without a date"] if undated else []
    facts = [
        ("Corpus", ", ".join(paths) or "not named"),
        ("Articles", articles),
        ("Published", ", ".join(dates) or "nothing to date"),
        ("Accuracy", corpus.audit.line),
    ]
    if corrected := corpus.manifest.get("corrections"):
        did = len({row["row"] for row in corrected["rows"] if not row["did"].startswith("nothing")})
        told = f"{did:,} {'row' if did == 1 else 'rows'} of {corrected['file']} applied"
        if warned := len(corrected["warnings"]):
            told += f"; {warned:,} {'fits' if warned == 1 else 'fit'} nothing there"
        facts.append(("Corrections", told))
    if again := int(every["duplicate_of"].notna().sum()):
        noun = "1 article repeats" if again == 1 else f"{again:,} articles repeat"
        counted = int(read["duplicate_of"].notna().sum())
        told = (
            f"{noun} one printed before, whole or in great part; {counted:,} of them counted here"
        )
        facts.append(("Printed again", told))
    return facts


def _parameters(params):
    """Name and value of all but those that a report is told itself; of one that is not set, `–`."""
    values = ((name, value) for name, value in asdict(params).items() if name not in OF_A_REPORT)
    return [(name, "–" if value is None else value) for name, value in values]


def _versions(manifest):
    model = manifest.get("model", {})
    named = [
        ("onrecord", manifest.get("onrecord")),
        (model.get("name"), model.get("version")),
        ("spaCy", manifest.get("spacy")),
        ("Python", manifest.get("python")),
        *((name, metadata.version(name)) for name in ("pandas", "matplotlib")),
    ]
    return {
        "tools": [f"{name} {version}" for name, version in named if name and version],
        "weights": model.get("weights_sha256"),
        "attribution": manifest.get("attribution_model", {}).get("sha256"),
    }


def _overview(corpus, record, params):
    """What only the index says; its table of sources counts what the chart above it counts."""
    confidence, attributions = params.confidence, record.attributions
    counted = counts.of_manner(attributions, params.manner)
    words = counts.words_by_source(counted[counted["confidence"] >= confidence])
    read = record.articles[record.articles["status"] == "ok"]
    sure = f", in attributions of confidence {confidence} and above" if confidence else ""
    named = record.entities[record.entities["named"]]
    numbers = [
        ("articles", len(read)),
        ("words", int(read["words"].sum())),
        ("attributions", len(attributions)),
        ("of them direct", int((attributions["kind"] == "direct").sum())),
        ("named entities", len(named)),
        ("mentions of them", int(record.mentions["entity_id"].isin(named["entity_id"]).sum())),
    ]
    most = words.head(MOST_SOURCES)
    quoted = f"The most quoted sources, by reported words ({params.manner}){sure}"
    tables = {
        "sources": (most.drop(columns="ids"), quoted),
        "statuses": (counts.articles_by_status(corpus.articles), "Articles by status"),
        "outlets": (counts.articles_by_outlet(record.articles), "Articles by outlet"),
    }
    shown = {n: record.evidence_table(t, caption=c).html for n, (t, c) in tables.items()}
    return {"numbers": numbers, "columns": OF_A_PAGE, **shown, **not_read(corpus)}

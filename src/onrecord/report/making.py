"""Reports: the three notebooks as one HTML file each, and an index, for people without Python."""

import os
import shlex
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from onrecord.charts import counts
from onrecord.errors import OnrecordError
from onrecord.parameters import NOTEBOOKS, check_for_all
from onrecord.places import find_notebooks
from onrecord.record import load
from onrecord.report.execution import NotebookFailed, run_notebook
from onrecord.report.page import notebook_title, read_page, write_page

INDEX = "index.html"
GENERATOR = "onrecord report"  # by this we know a folder of ours
MOST = 5  # sources on the index


@dataclass(frozen=True)
class Reports:
    """The pages that were written, index first, and why each notebook that failed did so."""

    pages: list[Path]
    failed: dict[str, str]


def make_reports(
    tables_folder: str | Path,
    out: str | Path,
    parameters: dict | None = None,
    *,
    overwrite: bool = False,
    progress: bool = False,
    command: str | None = None,
) -> Reports:
    """Run the notebooks on a folder of tables and write each as a page, with an index.

    A notebook that fails stops no other: the index says so, and `Reports.failed` too. The folder
    appears whole or not at all. The same tables, parameters and versions give the same bytes.

    Args:
        tables_folder: as `write_tables` writes it.
        out: the folder to make.
        parameters: name → value for all notebooks; each takes those that it knows. No `corpus`.
        overwrite: replace `out` where an earlier report stands there.
        progress: show on stderr which notebook runs.
        command: what the pages name as the way to make them again.

    Raises:
        OnrecordError: a parameter is wrong, `out` is not ours to replace, there are no tables or
            no notebooks, or the corpus knows no such outlet or entity. Then nothing has run.
    """
    checked = check_for_all(parameters or {})
    check_can_replace(out, overwrite=overwrite)
    notebooks = find_notebooks(NOTEBOOKS)
    corpus = load(tables_folder)
    record = next(iter(checked.values())).select(corpus)
    pages, failed = _run_all(notebooks, checked, str(Path(tables_folder).resolve()), progress)
    shared = _shared(corpus, record, notebooks, parameters or {}, command, failed)
    files = {
        f"{page.name}.html": write_page(
            "report.html",
            page=page,
            current=page.name,
            parameters=_parameters(checked[page.name]),
            **shared,
        )
        for page in pages
    }
    every = {name: value for params in checked.values() for name, value in _parameters(params)}
    index = write_page(
        "index.html",
        pages=pages,
        current=None,
        parameters=list(every.items()),
        **shared,
        **_overview(corpus, record),
    )
    return Reports(_write({INDEX: index, **files}, Path(out)), failed)


def check_can_replace(out: str | Path, *, overwrite: bool) -> None:
    """Refuse a folder that is there already, unless it may be replaced and is a report of ours.

    Raises:
        OnrecordError: says which of the two it is.
    """
    out = Path(out)
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not overwrite:
        raise OnrecordError(
            f"{out} exists already. Writing there would replace what it holds. "
            "Name another folder with --out, or allow it with --overwrite."
        )
    index = out / INDEX
    mark = f'<meta name="generator" content="{GENERATOR}'
    if not index.is_file() or mark not in index.read_text(encoding="utf-8", errors="replace"):
        raise OnrecordError(
            f"{out} is no report of onrecord (its {INDEX} does not say so), so --overwrite does "
            "not touch it. Name another folder, or remove it yourself."
        )


def _run_all(notebooks, checked, tables, progress):
    from tqdm import tqdm

    pages, failed = [], {}
    bar = tqdm(notebooks.items(), disable=not progress, unit="notebook", leave=False)
    for name, path in bar:
        bar.set_description(name)
        given = {**checked[name].model_dump(exclude_defaults=True), "corpus": tables}
        try:
            pages.append(read_page(name, run_notebook(path, given)))
        except NotebookFailed as error:
            failed[name] = str(error)
    return pages, failed


def _shared(corpus, record, notebooks, parameters, command, failed):
    """What every page says: of which articles, made by what, and where the other pages are."""
    import nbformat

    titles = {n: notebook_title(nbformat.read(p, as_version=4)) for n, p in notebooks.items()}
    manifest = corpus.manifest
    paths = [str(path) for path in manifest.get("parameters", {}).get("paths", [])]
    given = [f"{name}={value}" for name, value in parameters.items() if value is not None]
    return {
        "generator": GENERATOR,
        "titles": titles,
        "failed": failed,
        "facts": _facts(corpus, record, paths),
        "notes": record.notes,
        "command": command or shlex.join(["onrecord", "report", *paths, *_each("-p", given)]),
        "versions": _versions(manifest),
    }


def _each(option, values):
    return [word for value in values for word in (option, value)]


def _facts(corpus, record, paths):
    """Term and value of what the pages are about: all that was given, and what of it is counted."""
    every, read = (r.articles[r.articles["status"] == "ok"] for r in (corpus, record))
    articles = f"{len(every):,} read, {len(corpus.articles) - len(every):,} not read"
    if len(read) < len(every):
        articles += f"; {len(read):,} of those read match the parameters"
    days = sorted(day.date().isoformat() for day in read["published"].dropna())
    undated = len(read) - len(days)
    dates = [" to ".join(dict.fromkeys((days[0], days[-1])))] if days else []
    dates += [f"{undated:,} without a date"] if undated else []
    return [
        ("Corpus", ", ".join(paths) or "not named"),
        ("Articles", articles),
        ("Published", ", ".join(dates) or "nothing to date"),
    ]


def _parameters(params):
    """Name and value of all but the corpus; None is `all`."""
    values = params.model_dump(exclude={"corpus"})
    return [(name, "all" if value is None else value) for name, value in values.items()]


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
    }


def _overview(corpus, record):
    """What only the index says."""
    words = counts.words_by_source(record.attributions)
    attributions = record.attributions
    numbers = [
        ("articles", int((record.articles["status"] == "ok").sum())),
        ("words", int(record.articles["words"].sum())),
        ("attributions", len(attributions)),
        ("of them direct", int((attributions["kind"] == "direct").sum())),
        ("entities", len(record.entities)),
        ("mentions", len(record.mentions)),
    ]

    def table(frame, caption):
        return record.evidence_table(
            frame.drop(columns="ids", errors="ignore"), caption=caption
        ).html

    unread = counts.not_read(corpus.articles)
    return {
        "numbers": numbers,
        "sources": table(words.head(MOST), "The most quoted sources, by words of reported speech"),
        "statuses": table(counts.articles_by_status(corpus.articles), "Articles by status"),
        "outlets": table(counts.articles_by_outlet(record.articles), "Articles by outlet"),
        "unread": table(unread, "Articles that were not read") if len(unread) else None,
    }


def _write(files, out):
    """Write all files into a new folder, then put it in the place of the old one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
        new = Path(scratch) / "new"
        new.mkdir()
        for name, text in files.items():
            (new / name).write_text(text, encoding="utf-8", newline="\n")
        if out.exists():
            os.replace(out, Path(scratch) / "old")
        os.replace(new, out)
    return [out / name for name in files]

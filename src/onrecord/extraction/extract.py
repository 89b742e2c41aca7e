"""Articles in, the five tables out: every step of the kit run over a corpus, in parts.

The same call on the same folder goes on where it was stopped, and reads what is new. What comes out
depends on the articles, the corrections and what the run is made with: not on how often it was stopped, nor
on who read which part.
"""

import gc
import hashlib
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

import pyarrow.parquet as pq

from onrecord.corpus.article import Article
from onrecord.corpus.notes import Note
from onrecord.corrections import Corrections
from onrecord.errors import OnrecordError
from onrecord.extraction.changes import Changes, compare
from onrecord.extraction.corpus_pass import PASSES, make_tables
from onrecord.extraction.holding import read_json, write_json
from onrecord.extraction.listed import list_articles, unread
from onrecord.extraction.parts import Order
from onrecord.extraction.progress import Progress
from onrecord.extraction.run import Run, hold_run, made_before, made_with, writing
from onrecord.extraction.workers import assemble, check_dask, read_parts
from onrecord.tables.folder import TIMINGS, Tables, read_tables
from onrecord.tables.outputs import MANIFEST
from onrecord.tables.scratch import open_scratch
from onrecord.tables.unfinished import LEFT_BEHIND, own_folder

QUIET = Progress(quiet=True)
SELDOM = 50_000, 10, 10  # see `gc.set_threshold`


def extract(
    articles: Iterable[Article],
    folder: str | Path,
    *,
    threshold: float | None = None,
    source_threshold: float | None = None,
    corrections: Corrections | None = None,
    parameters: Mapping | None = None,
    notes: Iterable[tuple[str, Note]] = (),
    overwrite: bool = False,
    wait: bool = False,
    workers: int = 0,
    dask: str | None = None,
    progress: Progress = QUIET,
) -> Changes:
    """Read `articles` and write the five tables to `folder`, or go on with what was begun there.

    An article that the kit fails on becomes a row with the status `failed`; the others go on.

    Args:
        threshold: the least confidence of an attribution; the model's own if not given.
        source_threshold: the least confidence at which a source is named; the model's own if not
            given.
        corrections: what the user decided; what it did is listed in the manifest.
        parameters: what was asked for; it goes into the manifest as it is.
        notes: path and note of what is to be known of whole files; looked at once all articles are
            read, so that reading them may fill it.
        overwrite: whether tables that were made with something else may be replaced.
        wait: while another process writes to that folder, in place of an error.
        workers: processes that read; 0 for this one.
        dask: the address of a Dask scheduler, or `local`, in place of `workers`.

    Returns:
        What is otherwise than in the tables that were there.

    Raises:
        OnrecordError: see `run.hold_run`; or a model is missing.
    """
    started = time.perf_counter()
    thresholds = threshold, source_threshold
    check_dask(dask)
    made = made_with(*thresholds, parameters or {})
    with hold_run(folder, made, overwrite=overwrite, wait=wait) as run:
        _plan(run, articles, notes, progress)
        with writing(folder):
            todo = run.parts.todo()
            _read(run, todo, thresholds, min(workers, len(todo)), dask, progress)
            return _finish(run, corrections, progress, started, bool(todo))


def extract_share(
    articles: Iterable[Article],
    folder: str | Path,
    share: tuple[int, int],
    *,
    threshold: float | None = None,
    source_threshold: float | None = None,
    parameters: Mapping | None = None,
    notes: Iterable[tuple[str, Note]] = (),
    overwrite: bool = False,
    workers: int = 0,
    progress: Progress = QUIET,
) -> None:
    """Read one of several shares of the parts, as a job beside others; `merge` makes the tables.

    The first job to come lists the inputs and sorts them into parts; the others wait for that.

    Args:
        share: which one, from 1, and of how many.
    """
    number, of = share
    thresholds = threshold, source_threshold
    made = made_with(*thresholds, parameters or {})
    with hold_run(folder, made, overwrite=overwrite, wait=True) as run:
        if not run.plan.exists():
            _plan(run, articles, notes, progress)
    mine = set(run.parts.planned()[number - 1 :: of])
    todo = [part for part in run.parts.todo() if part.name in mine]
    with writing(folder):
        _read(run, todo, thresholds, min(workers, len(todo)), None, progress)


def merge(
    folder: str | Path, *, corrections: Corrections | None = None, progress: Progress = QUIET
) -> Changes:
    """Make the tables of the parts that jobs have read; see `extract_share`.

    Raises:
        OnrecordError: nothing was begun in `folder`, or a part is not read yet.
    """
    started = time.perf_counter()
    with hold_run(folder, made_before(folder)) as run:
        planned, todo = run.parts.planned(), run.parts.todo()
        if todo or not run.plan.exists():
            left = (
                f"{len(todo)} of {len(planned)} parts are not read"
                if todo
                else "nothing is left to merge"
            )
            raise OnrecordError(
                f"{folder}: {left}. Tables are made once all jobs are done. See how far they are with "
                f"`onrecord status {folder}`, and run those that stopped again."
            )
        with writing(folder):
            return _finish(run, corrections, progress, started, True)


def extract_tables(articles: Iterable[Article], **options) -> Tables:
    """The five tables of articles, in memory; `options` are those of `extract`."""
    with own_folder() as folder:
        extract(articles, folder / "tables", **options)
        return read_tables(folder / "tables")


def _plan(run: Run, articles, notes, progress):
    """List all inputs, and sort the texts that no part has into parts."""
    try:
        with writing(run.folder):
            run.parts.tidy()
            run.plan.unlink(missing_ok=True)
            with progress.reading():
                list_articles(_given(articles), run.listed, progress.article)
            with _scratch(run) as folder, open_scratch(folder) as database:
                run.parts.sort(unread(database, run.listed, run.parts))
            write_json(run.plan, {"notes": [[path, *astuple(note)] for path, note in notes]})
    except _NotGiven as error:
        raise error.args[0] from None


class _NotGiven(Exception):
    """An error of the corpus, which is not one of writing."""


def _given(articles):
    try:
        yield from articles
    except OSError as error:
        raise _NotGiven(error) from error


def _read(run, todo, thresholds, workers, dask, progress):
    order = Order(str(run.parts.folder), "", run.parts.made_with, thresholds)
    if not todo:
        return
    with (
        assemble(workers, dask) as crew,
        progress.parsing(sum(p.articles for p in todo), sum(p.words for p in todo)),
    ):
        read_parts(todo, order, crew, lambda part: progress.parsed(part.articles, part.words))


@contextmanager
def _seldom_collecting():
    """As long as it lasts Python seldom looks for cycles: rows by the million have none, and looking for
    them takes a quarter of the time. Not while texts are read: spaCy's Docs have cycles, and are large."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_seldom_collecting()
def _finish(run, corrections, progress, started, anew):
    """Make the tables of the parts, put them in place, and say what is otherwise than before."""
    before = read_json(run.folder / MANIFEST)
    made_of = _made_of(run, corrections)
    if not anew and run.are_made_of(made_of):
        run.plan.unlink()
        return Changes(made=False)
    notes = [(path, Note(*note)) for path, *note in read_json(run.plan)["notes"]]
    count = pq.read_metadata(run.listed).num_rows * PASSES
    with _scratch(run) as scratch:
        new = Path(scratch)
        with progress.joining(count):
            told = make_tables(run.listed, run.parts, new, corrections, notes, progress.article)
        articles = run.folder / "articles"
        changes = compare(articles, new / "articles", new) if before else Changes()
        manifest = run.made_with | told | {"made_of": made_of}
        run.put(new, manifest)
        write_json(run.folder / TIMINGS, _timings(started, run.folder))
    run.plan.unlink()
    return changes


def _made_of(run, corrections):
    """A hash of the articles as they were listed, of notes on their files, and of the corrections."""
    digest = hashlib.sha256(corrections.sha256.encode() if corrections else b"")
    for path in (run.listed, run.plan):
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def _timings(started, folder):
    """Seconds in all, words of the articles that were read, and their rate, of one run."""
    import pyarrow.compute as pc

    articles = pq.read_table(folder / "articles", columns=["status", "words"])
    words = pc.sum(articles["words"].filter(pc.equal(articles["status"], "ok"))).as_py() or 0
    seconds = time.perf_counter() - started
    return {
        "seconds": round(seconds, 3),
        "words": words,
        "words_per_second": round(words / seconds),
    }


def _scratch(run):
    return tempfile.TemporaryDirectory(prefix=LEFT_BEHIND, dir=run.parts.folder)

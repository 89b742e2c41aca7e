"""Many reports of one corpus, made by several processes, with an index over all of them."""

import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import onrecord
from onrecord.errors import OnrecordError
from onrecord.extraction.holding import hold
from onrecord.extraction.workers import worker_environment
from onrecord.report import worker
from onrecord.report.batch_index import BATCH, about_batch, write_index
from onrecord.report.each import choose
from onrecord.report.execution import RUNS_WITHIN, STARTS_WITHIN
from onrecord.report.parameters import NOTEBOOKS
from onrecord.report.printing import find_chromium
from onrecord.report.project import find_notebooks
from onrecord.report.worker import MADE, Job, Made, hash_tables, read_made
from onrecord.tables import outputs
from onrecord.tables.outputs import INDEX
from onrecord.tables.unfinished import LEFT_BEHIND, own_folder

HELD = ".onrecord"  # a folder that says who is writing


@dataclass(frozen=True)
class Batch:
    """What became of a batch.

    Attributes:
        index: the page over all reports.
        made: how many reports were made now; the others were there.
        failed: of each report that could not be made whole, its name and why, by notebook.
        total: how many reports there are.
        others: folders of reports of an earlier run that were not asked for now; they stay.
    """

    index: Path
    made: int
    failed: list[tuple[str, dict[str, str]]]
    total: int
    others: list[str]


def make_batch(
    tables_folder: str | Path,
    out: str | Path,
    each: str,
    parameters: dict | None = None,
    *,
    command: str,
    command_for: Callable[[dict, Path], str],
    workers: int = 1,
    limit: float = RUNS_WITHIN,
    pdf: bool = False,
    overwrite: bool = False,
    retry: bool = False,
    progress: bool = False,
) -> Batch:
    """Make a report for each value of something, and an index over all.

    A report is in a folder of its own, with the bytes that `make_reports` gives for its parameters.
    One that is there already, made of the same, stays; so the same call goes on where an earlier
    one was stopped. Reports that are asked for no more stay, out of the index. A script calls it
    under `if __name__ == "__main__":`, since the processes import the script.

    Args:
        tables_folder, out: as `write_tables` writes it; the folder of the batch.
        each: see `choose`.
        parameters: of all reports.
        command: what the index names as the way to make all again.
        command_for: gives what a report's pages name, from its parameters and its folder.
        workers: how many processes make reports.
        limit, pdf: seconds that a notebook may take; print each page of a report as PDF too.
        overwrite: make every report anew, and replace another report that stands there.
        retry: make those anew that failed.
        progress: show on stderr how many are made, and the time left.

    Raises:
        OnrecordError: see `choose`; `out` is not ours, or another run's; there are no tables.
    """
    out, folder = Path(out), Path(tables_folder).resolve()
    check_can_batch(out, overwrite=overwrite)
    chromium = find_chromium() if pdf else None
    choices, about = _plan(folder, each, parameters or {}, command)
    show = partial(write_index, out, about, choices.reports)
    with hold(out / HELD):
        _clear(out, everything=overwrite)
        given = (folder, hash_tables(folder), find_notebooks(NOTEBOOKS), limit, chromium)
        jobs = _jobs(choices.reports, out, command_for, given, retry)
        made, new = _finish(jobs, given, show, workers, progress)
    failed = [(choices.reports[n].name, made[n].failed) for n in sorted(made) if made[n].failed]
    others = _others(out, {choice.folder for choice in choices.reports})
    return Batch(out / INDEX, new, failed, len(jobs), others)


def check_can_batch(out: Path, *, overwrite: bool) -> None:
    """Refuse a folder that cannot be written, or holds something else than a batch of ours.

    Raises:
        OnrecordError: says which of these it is.
    """
    begun = out.is_dir() and {path.name for path in out.iterdir()} == {HELD}
    ours = begun or outputs.opens_with(out / INDEX, f'content="{BATCH}"')
    other = f"no report of onrecord (its {INDEX} does not say so)"
    outputs.check_can_write(
        out,
        overwrite=overwrite or ours,
        is_ours=lambda path: ours or outputs.is_report_folder(path),
        other=other,
    )


def _others(out, asked):
    """Folders of reports of an earlier run that are not among those that are asked for now."""
    return sorted({path.parent.name for path in out.glob(f"*/{MADE}")} - asked)


def _plan(folder, each, parameters, command):
    """The reports to make, and what the index says. The tables are let go: each process has its own."""
    corpus = onrecord.load(folder)
    choices = choose(each, corpus, parameters)
    return choices, about_batch(each, choices, corpus, parameters, command)


def _jobs(reports, out, command_for, given, retry):
    """What is to be made; `before` is what is there already, if it was made of the same."""
    _, _, notebooks, limit, chromium = given
    makers, jobs, pdf = worker.hash_makers(notebooks), [], chromium is not None
    for choice in reports:
        folder = out / choice.folder
        command = command_for(choice.parameters, folder)
        key = worker.key_of(choice.parameters, command, makers, pdf)
        before = read_made(folder)
        if before is not None:
            other = before.key != key or (retry and before.failed)
            more_time = before.limit is not None and limit > before.limit
            before = None if other or more_time else before
        jobs.append(Job(choice.parameters, folder, command, key, before))
    return jobs


def _clear(out, *, everything):
    """Delete what is there; or only what a run that was killed left of what it wrote."""
    found = chain(out.iterdir(), out.glob("*/*"))
    for path in [p for p in found if everything or p.name.startswith(LEFT_BEHIND)]:
        if path.is_dir() and not path.is_symlink():
            if path.name != HELD:
                shutil.rmtree(path)
        elif path.parent.name != HELD:
            path.unlink(missing_ok=True)


def _finish(jobs, given, show, workers, progress):
    """What became of each job, by its number; and how many reports were made for that.

    The index is written before and after, and also where it is stopped.
    """
    there = {n: job.before for n, job in enumerate(jobs) if job.before}
    made = {n: before for n, before in there.items() if before.tables == given[1]}
    show(made)
    try:
        for number, result in _make_all(jobs, made, given, workers, progress):
            made[number] = result
    finally:
        show(made)
    return made, sum(n not in there or there[n].seen != made[n].seen for n in made)


def _make_all(jobs, made, given, workers, progress) -> Iterator[tuple[int, Made]]:
    """The number of each job that is not made yet, and what became of it, as they are done.

    Raises:
        OnrecordError: a report could not be written; then the others would fail too.
    """
    from pebble import ProcessPool
    from tqdm import tqdm

    left = [number for number in range(len(jobs)) if number not in made]
    if not left:
        return
    _, hashed, _, limit, _ = given
    most = len(NOTEBOOKS) * (limit + STARTS_WITHIN)  # where a process itself hangs
    bar = tqdm(total=len(jobs), initial=len(made), unit="report", disable=not progress)
    with bar, worker_environment(), own_folder() as scratch:
        pool = ProcessPool(
            min(workers, len(left)),
            initializer=worker.begin,
            initargs=(*given, scratch),
            context=multiprocessing.get_context("spawn"),  # no thread of ours is forked
        )
        try:
            futures: dict[Future, int] = {
                pool.schedule(worker.make, (jobs[n],), timeout=most): n for n in left
            }
            for future in as_completed(futures):
                number = futures[future]
                result = _result(future, jobs[number], hashed, most)
                bar.update()
                yield number, result
            pool.close()
        except BaseException:  # Ctrl-C too
            pool.stop()
            raise
        finally:
            pool.join()


def _result(future: Future, job, hashed, most) -> Made:
    """What became of a report, whatever became of the process that was to make it."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except OnrecordError:
        raise
    except TimeoutError:
        return worker.write_failed(job, hashed, f"it took longer than {most:g} seconds", most)
    except ProcessExpired as error:
        why = f"the process that made it ended with the code {error.exitcode}"
        return worker.write_failed(job, hashed, f"{why}; was there too little memory?")
    except Exception as error:  # a defect of ours; it stops no other report
        return worker.write_failed(job, hashed, f"{type(error).__name__}: {error}")

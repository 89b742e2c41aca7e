"""Kills at every file event: whether tables and exports are old or new, and whole, after each.

A run that is new, one that adds an article to tables that are there, an export and the pages of a report
over older ones are each begun as often as they have file events, in a process that is killed (SIGKILL) at
the first event, the second, and so on. After each kill what is there must be what was there before, what
comes after, or, of tables, say itself that it is not finished; the same command then ends with the same
bytes, and nothing of the killed process is left. Notebooks write nothing where a report goes.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.common.printing import markdown

NEEDS = ""
EXAMPLES = ("", "--every 10")
TEXT = "Ann Reed said on day {} that the pool would open. “It is late,” Tom Vale told her."
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link")
OLD, NEW, UNFINISHED, TORN = "old", "new", "says that it is not finished", "TORN"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="only each N-th event (default: 1)"
    )


def run(args: argparse.Namespace) -> dict[str, str]:
    load()
    with tempfile.TemporaryDirectory(prefix="onrecord-events-") as name:
        place = Path(name)
        lost, rows = {}, []
        for what, prepare, work in (
            ("extract, new", lambda _: None, extract),
            ("extract, one article more", extract, extract_more),
            ("export over an older one", export_first, export),
            ("pages over older ones", report_first, report),
        ):
            events, found = kill_at_every(place, prepare, work, args.every, what, lost)
            rows += [[what, events, state, n] for state, n in sorted(found.items())]
    print(markdown(["what", "events", "after a kill", "times"], rows))
    print(f"\n{len(lost)} kills left something torn, other bytes, or something behind.")
    return lost


def load() -> None:
    """Load the models, so that the processes that are forked need not."""
    from onrecord.corpus.article import Article
    from onrecord.reading.reading import read_batch

    read_batch([Article(article_id="0", path="0", text=TEXT)])


def extract(out: Path, days: int = 2) -> None:
    from onrecord.corpus.article import Article
    from onrecord.extraction import extract as extracting

    texts = [TEXT.format(day) for day in range(days)]
    articles = [Article(article_id=str(n), path=str(n), text=text) for n, text in enumerate(texts)]
    extracting.extract(articles, out)


def extract_more(out: Path) -> None:
    extract(out, 3)


def export_first(out: Path) -> None:
    for days in (2, 3):
        extract(out.parent / f"tables{days}", days)
    export(out, 2)


def export(out: Path, days: int = 3) -> None:
    from onrecord.exchange.export import export_tables
    from onrecord.tables.folder import read_tables

    export_tables(read_tables(out.parent / f"tables{days}"), out, "csv", overwrite=True)


def report_first(out: Path) -> None:
    report(out, 2)


def report(out: Path, pages: int = 3) -> None:
    from onrecord.report.making import Report, write_report
    from onrecord.tables.outputs import INDEX

    files = {INDEX: b"", **{f"{n}.html": TEXT.format(pages).encode() for n in range(pages)}}
    write_report(Report(files, {}, {}, ()), out)


def kill_at_every(place, prepare, work, step, what, lost) -> tuple[int, Counter]:
    """Kill `work` at each event over what `prepare` makes; how many there are, and what was left."""
    before, after, case = (place / name for name in ("before", "after", "case"))
    for folder in (before, after):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        in_child(partial(prepare, folder / "out"))
    in_child(partial(work, after / "out"))
    old, new = files(before / "out"), files(after / "out")
    found, event = Counter(), 0
    while True:
        event += step
        shutil.rmtree(case, ignore_errors=True)
        shutil.copytree(before, case)
        status = in_child(partial(work, case / "out"), event, case)
        if status == 0:
            return event, found
        state = {repr(old): OLD, repr(new): NEW}.get(repr(files(case / "out")), TORN)
        if state == TORN and not (case / "out" / "manifest.json").exists():
            state = UNFINISHED
        found[state] += 1
        ended = in_child(partial(work, case / "out"))
        left = [p.name for p in case.rglob(".onrecord-*")]
        if state == TORN or ended or files(case / "out") != new or left:
            lost[f"{what}, event {event}"] = f"{state}; then {ended}, {left or 'other bytes'}"


def in_child(work: Callable[[], None], event: int = 0, case: Path | None = None) -> int:
    """The status of a process that does some work, and is killed at a file event of a folder."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    left = event

    def count(name, given):
        nonlocal left
        if name in EVENTS and left and str(given[0]).startswith(str(case)):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    try:
        work()
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def files(out: Path) -> dict[str, bytes]:
    """All that an output holds, but for the parts of a run and its timings."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
        and path.name != "timings.json"
        and not path.name.startswith(".onrecord-")
        and "parts" not in path.relative_to(out).parts
    }

"""Growth: time and memory of `onrecord extract`, and of its last pass alone over many more articles.

The articles are made of the paragraphs of the demo corpus, drawn with a fixed seed, and are as long
as news articles are. Each number of articles is a file of JSON lines, which the command reads with one
worker and with two. For the last pass, the parts of the largest run are copied: every copy of an article
has a text, and so an id, of its own, which ends in its number.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.common.command import add_sizes
from benchmarks.common.made_articles import make_articles
from benchmarks.common.measuring import megabytes, most_of_any_process
from benchmarks.common.printing import markdown, number
from benchmarks.speed.copied_run import copy_run

NEEDS = ""
EXAMPLES = ("", "200 2000 --workers 2", "20000 --copies 1 10")
SIZES = (200, 400, 800)
WORKERS = (1, 2)
COPIES = (1, 4)
# What others read: a day of news in many outlets, and the articles of Quotebank (Vaucher et al. 2021).
CORPORA = {"a day of news": 300_000, "Quotebank": 196_000_000}
CORES = 40  # of a cluster


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_sizes(parser, SIZES)
    for name, usual, what in (
        ("--workers", WORKERS, "processes that read"),
        ("--copies", COPIES, "times the articles of the largest run that the last pass goes over"),
    ):
        usually = f"{what} (default: {' '.join(map(str, usual))})"
        parser.add_argument(name, nargs="*", type=int, default=usual, metavar="N", help=usually)


def run(args: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="onrecord-scale-") as folder:
        largest = None
        rows = []
        for size in args.sizes:
            source = write_articles(Path(folder) / f"{size}.jsonl", size)
            for workers in args.workers:
                out = Path(folder) / "tables"
                shutil.rmtree(out, ignore_errors=True)
                told = measure("extract", source, "--out", out, "--workers", workers)
                words = json.loads((out / "timings.json").read_text())["words"]
                rows.append({"articles": size, "workers": workers, "words": words, **told})
            if largest is None or size > largest[0]:
                shutil.rmtree(Path(folder) / "largest", ignore_errors=True)
                largest = size, out.rename(Path(folder) / "largest")
        print(growth_table(rows), end="\n\n")
        passes = []
        for copies in args.copies:
            out = Path(folder) / "copied"
            shutil.rmtree(out, ignore_errors=True)
            copy_run(largest[1], out, copies)
            passes.append({"articles": largest[0] * copies, **measure("merge", out)})
        print(pass_table(passes), end="\n\n")
        print(cost_table(rows[-1], passes[-1], largest[0], sizes_of(largest[1])))


def write_articles(path: Path, size: int) -> Path:
    """Made articles as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for article in make_articles(size):
            file.write(json.dumps({"id": article.article_id, "text": article.text}) + "\n")
    return path


def measure(*command) -> dict:
    """Run a command of the kit: seconds by the clock and of processor time, and the most memory of any of
    its processes."""
    started, before = time.perf_counter(), _processor_time()
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", *map(str, command), "--quiet"], stdout=subprocess.DEVNULL
    )
    peak = most_of_any_process(process)
    if process.returncode:
        raise SystemExit(f"onrecord {command[0]} ended with {process.returncode}")
    worked = _processor_time() - before
    return {"seconds": time.perf_counter() - started, "worked": worked, "peak": peak}


def _processor_time():
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of_children.ru_utime + of_children.ru_stime


def sizes_of(folder: Path) -> tuple[int, int]:
    """Bytes of the parts of a run, and of its tables."""
    parts = sum(path.stat().st_size for path in (folder / "parts").rglob("*") if path.is_file())
    return parts, sum(path.stat().st_size for path in folder.glob("*/*.parquet"))


def cost_table(read: dict, passed: dict, articles: int, sizes: tuple[int, int]) -> str:
    """What corpora of other sizes would take, if time and storage grow as they did here."""
    core_seconds = read["seconds"] * read["workers"] / read["articles"]
    header = [
        "corpus", "articles", "core hours", f"hours on {CORES} cores", "hours of the last pass",
        "GB of parts", "GB of tables",
    ]  # fmt: skip
    given = {"a million words": round(1e6 * read["articles"] / read["words"])} | CORPORA
    rows = []
    for name, n in given.items():
        hours, last = n * core_seconds / 3600, n * passed["seconds"] / passed["articles"] / 3600
        stored = [f"{n * size / articles / 1e9:,.2f}" for size in sizes]
        rows.append(
            [name, number(n), f"{hours:,.2f}", f"{hours / CORES:,.2f}", f"{last:,.2f}", *stored]
        )
    return markdown(header, rows)


def growth_table(runs: list[dict]) -> str:
    """One row a run; time grows linearly where the last column stays as it is."""
    header = [
        "articles", "words", "workers", "seconds", "seconds of processor time", "peak of any process",
        "words a second",
    ]  # fmt: skip
    rows = [
        [
            number(run["articles"]),
            number(run["words"]),
            run["workers"],
            f"{run['seconds']:.1f}",
            f"{run['worked']:.1f}",
            megabytes(run["peak"]),
            number(run["words"] / run["seconds"]),
        ]
        for run in runs
    ]
    return markdown(header, rows)


def pass_table(runs: list[dict]) -> str:
    """The same for the last pass alone."""
    header = [
        "articles in the last pass", "seconds", "seconds of processor time", "peak memory",
        "ms of processor time an article",
    ]  # fmt: skip
    rows = [
        [
            number(run["articles"]),
            f"{run['seconds']:.1f}",
            f"{run['worked']:.1f}",
            megabytes(run["peak"]),
            f"{1000 * run['worked'] / run['articles']:.2f}",
        ]
        for run in runs
    ]
    return markdown(header, rows)

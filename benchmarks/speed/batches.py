"""Reports for each of many articles: seconds a report, and what becomes of one that fails and one that hangs.

The articles are made of the paragraphs of the demo corpus. The notebooks are those of the kit, but for two
cells more in 01-quotes: one fails for the first article, the other never ends for the second. Then the
same batch is asked for again, and must make nothing.
"""

import argparse
import html
import json
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from benchmarks.common.made_articles import make_articles
from benchmarks.common.printing import markdown, number

NEEDS = ""
EXAMPLES = ("", "200 --workers 2")
FAILS, HANGS = "a0", "a1"
ADDED = f"if article == {FAILS!r}:\n    1 / 0", f"while article == {HANGS!r}:\n    pass"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("size", nargs="?", type=int, default=200, metavar="N", help="default: 200")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="default: 2")
    parser.add_argument(
        "--time-limit", type=int, default=60, metavar="S", help="of a notebook; default: 60"
    )


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print the table. Returns what went wrong: the name of a report → how."""
    from onrecord.extraction.extract import extract
    from onrecord.report import batch

    with tempfile.TemporaryDirectory(prefix="onrecord-batches-") as name:
        tables, out = Path(name) / "tables", Path(name) / "out"
        extract(make_articles(args.size), tables, workers=args.workers)
        notebooks = write_notebooks(Path(name) / "notebooks")
        runs = []
        with patch.object(batch, "find_notebooks", lambda _: notebooks):
            for _ in range(2):
                started = time.perf_counter()
                made = batch.make_batch(
                    *(tables, out, "article"),
                    command="onrecord report tables --each article",
                    command_for=lambda given, _: (
                        f"onrecord report tables -p article {given['article']}"
                    ),
                    workers=args.workers,
                    limit=args.time_limit,
                    progress=True,
                )
                runs.append((made, time.perf_counter() - started))
        index = html.unescape(made.index.read_text("utf-8"))
    rows = [
        [number(m.made), number(m.total), f"{s:.0f}", f"{s / m.made:.2f}" if m.made else ""]
        for m, s in runs
    ]
    print(markdown(["reports made", "of", "seconds", "seconds a report"], rows), end="\n\n")
    for report, why in made.failed:
        print(f"- {report}: {'; '.join(f'{n}: {reason}' for n, reason in why.items())}")
    lost = {
        n: "is not among those that failed" for n in (FAILS, HANGS) if n not in dict(made.failed)
    }
    reasons = [reason for _, why in made.failed for reason in why.values()]
    lost |= {reason: "is not in the index" for reason in reasons if reason not in index}
    return lost | ({"again": f"{made.made} reports were made twice"} if made.made else {})


def write_notebooks(folder: Path) -> dict[str, Path]:
    """The notebooks of the kit, with `ADDED` in the first; their names and paths."""
    from onrecord.report.parameters import NOTEBOOKS
    from onrecord.report.project import find_notebooks

    folder.mkdir()
    paths = dict(find_notebooks(NOTEBOOKS))
    first = min(paths)
    notebook = json.loads(paths[first].read_text("utf-8"))
    tags = [cell["metadata"].get("tags", ()) for cell in notebook["cells"]]
    after = next(n for n, each in enumerate(tags) if "parameters" in each) + 1
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    notebook["cells"][after:after] = [
        cell | {"id": f"added{n}", "source": code} for n, code in enumerate(ADDED)
    ]
    paths[first] = folder / paths[first].name
    paths[first].write_text(json.dumps(notebook), "utf-8")
    return paths

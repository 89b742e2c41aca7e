"""Runs that are killed at random moments, and runs on a full disk: whether they end as if nothing had been.

A run of `onrecord extract` with two workers is killed with SIGKILL, the whole of it or one worker, at a
moment drawn with a fixed seed, and begun again, until it ends; then a new one begins, until there were
as many kills as asked for. With a folder on a small file system of its own (`--disk`, such as a tmpfs of
some megabytes) the disk is filled in three steps, and room made after each.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.common.measuring import below
from benchmarks.common.printing import markdown
from benchmarks.speed.scale import write_articles

NEEDS = ""
EXAMPLES = ("", "--kills 20 --articles 120", "--disk /mnt/small")
SEED = 0
KILLS, ARTICLES = 20, 80
FILLED = (0.2, 0.5, 0.8)  # of what a run needs: the room that is left for it
# The command with parts of a few articles, so that there is something to go on with.
COMMAND = (
    "from onrecord.extraction import parts\n"
    "from onrecord.cli import main\n"
    "if __name__ == '__main__':\n"
    "    parts.ARTICLES = 8\n"
    "    main()\n"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kills", type=int, default=KILLS, help="default: %(default)s")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="default: %(default)s")
    parser.add_argument("--disk", type=Path, help="a folder on a small file system of its own")


def run(args: argparse.Namespace) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="onrecord-stopping-") as name:
        place = Path(name)
        source = write_articles(place / "articles.jsonl", args.articles)
        started = time.monotonic()
        begin(place, source, place / "whole").wait()
        seconds = time.monotonic() - started
        whole = files(place / "whole")
        counts, lost = kill(place, source, seconds, args.kills, whole)
        if args.disk:
            lost |= fill(place, source, args.disk, whole, counts)
    print(markdown(["what", "times"], [[what, n] for what, n in sorted(counts.items())]))
    print(f"\n{len(lost)} runs ended otherwise than one that was never stopped.")
    return lost


def begin(place: Path, source: Path, out: Path, *options: str, **how) -> subprocess.Popen:
    """The command on its way; `how` is for `Popen`."""
    script = place / "command.py"
    script.write_text(COMMAND)
    command = [sys.executable, script, "extract", source, "--out", out, "--workers", "2", "--quiet"]
    command = [*map(str, command), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **how)


def files(out: Path) -> dict[str, bytes]:
    """The bytes of the tables and of the manifest."""
    paths = [*out.glob("*/part-*.parquet"), out / "manifest.json"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def kill(place, source, seconds, kills, whole):
    """Kill runs, and begin them again, until there were so many kills and the last one ended."""
    chance, counts, lost, number = random.Random(SEED), Counter(), {}, 0
    while counts.total() < kills:
        number += 1
        out = place / f"killed{number}"
        while True:
            process = begin(place, source, out)
            if counts.total() < kills:
                what = kill_one(process, chance, chance.uniform(0.05, 0.9) * seconds, out)
                counts.update([what] if what else ())
            if process.wait() == 0:
                break
        if files(out) != whole:
            lost[out.name] = "its bytes are others"
    return counts, lost


def kill_one(process, chance: random.Random, after: float, out: Path) -> str | None:
    """Kill a run, or one of its workers, after so many seconds; says which, if it was still at work."""
    try:
        process.wait(after)
        return None
    except subprocess.TimeoutExpired:
        pass
    workers = [pid for pid in below(process.pid) if pid != process.pid]
    left = {path.name.split(".")[0] for path in (out / "parts" / "todo").glob("*.parquet")}
    left -= {path.name.split(".")[0] for path in (out / "parts" / "done").glob("*.parquet")}
    stage = "while parts are read" if left else "before or after parts are read"
    one = bool(workers) and chance.random() < 0.5
    pid = chance.choice(workers) if one else process.pid
    subprocess.run(["kill", "-9", str(pid)], check=False)
    return f"a worker killed {stage}" if one else f"the run killed {stage}"


def fill(place, source, disk, whole, counts):
    """Let runs meet a full disk, and make room."""
    lost = {}
    needed = sum(path.stat().st_size for path in (place / "whole").rglob("*") if path.is_file())
    for share in FILLED:
        out, ballast = disk / f"full{share}", disk / "ballast"
        free = _free(disk) - int(share * needed)
        ballast.write_bytes(b"\0" * max(free, 0))
        process = begin(place, source, out)
        _, errors = process.communicate()
        told = b"could not be written" in errors or b"Nothing can be written" in errors
        if process.returncode != 2 or not told:
            lost[out.name] = f"ended with {process.returncode}: {errors[-300:]!r}"
        ballast.unlink()
        if begin(place, source, out).wait() or files(out) != whole:
            lost[out.name] = "its bytes are others"
        counts["a full disk"] += 1
        shutil.rmtree(out)
    return lost


def _free(disk):
    return shutil.disk_usage(disk).free

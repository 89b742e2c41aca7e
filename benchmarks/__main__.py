"""Measure how right, how fast and how large the kit is.

Exit codes: 0 done; 1 an article was lost, or a benchmark of `all` failed; 2 wrong usage.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.attributions import attribution, reported
from benchmarks.audit import audited_demo, auditing
from benchmarks.claims import acts, claim_links, claim_pairs
from benchmarks.common import predictions
from benchmarks.common.command import WrongUsage
from benchmarks.common.measuring import use_one_thread
from benchmarks.corpus import crawls, reprints
from benchmarks.entities import entities, gap
from benchmarks.sources import roles, speakers
from benchmarks.speed import (
    batches,
    correcting,
    events,
    hostile,
    linking,
    scale,
    shapes,
    soak,
    speed,
    stopping,
)

PROGRAM = "python -m benchmarks"
PLAIN = argparse.RawDescriptionHelpFormatter
# Each has NEEDS (what DATA holds; empty where it needs none), EXAMPLES, `add_arguments(parser)`, and
# `run(args)`, which prints what it finds and may return name → why of the articles that were lost.
BENCHMARKS = {
    "attribution": attribution,
    "reported": reported,
    "entities": entities,
    "gap": gap,
    "speakers": speakers,
    "roles": roles,
    "acts": acts,
    "claim_pairs": claim_pairs,
    "claim_links": claim_links,
    "linking": linking,
    "reprints": reprints,
    "crawls": crawls,
    "speed": speed,
    "scale": scale,
    "stopping": stopping,
    "events": events,
    "soak": soak,
    "shapes": shapes,
    "hostile": hostile,
    "batches": batches,
    "correcting": correcting,
    "auditing": auditing,
    "audited_demo": audited_demo,
}


def main(arguments: Sequence[str] | None = None) -> int:
    args = make_parser().parse_args(arguments)
    use_one_thread()
    try:
        lost = args.run(args) or {}
    except WrongUsage as error:
        print(f"{args.command}: {error}", file=sys.stderr)
        return 2
    for name, problem in lost.items():
        print(f"lost: {name}: {problem}", file=sys.stderr)
    return 1 if lost else 0


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=PROGRAM, description=__doc__, formatter_class=PLAIN)
    commands = parser.add_subparsers(dest="command", metavar="NAME", required=True)
    for name, module in (BENCHMARKS | {"predictions": predictions}).items():
        command = _add(commands, name, module.__doc__, module.EXAMPLES, module.run)
        if module.NEEDS:
            _add_data(command, module.NEEDS)
        module.add_arguments(command)
    title = "Run all of the others one after another, or those that are named."
    every = _add(commands, "all", title, ("~/corpora", "~/corpora attribution speed"), run_all)
    _add_data(every, "polnear and gum")
    usual = f"which of {', '.join(BENCHMARKS)} (default: all)"
    every.add_argument("names", metavar="NAME", nargs="*", type=_known, help=usual)
    return parser


def _add(commands, name, description, examples, run):
    title = description.partition("\n")[0]
    lines = [f"  {PROGRAM} {name} {each}".rstrip() for each in examples]
    command = commands.add_parser(
        name,
        help=title,
        description=description,
        epilog="\n".join(["examples:", *lines]),
        formatter_class=PLAIN,
    )
    command.set_defaults(run=run)
    return command


def _add_data(command, needs):
    command.add_argument("data", metavar="DATA", type=Path, help=f"folder that holds {needs}")


def _known(name):
    if name not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"no benchmark {name}; there are {', '.join(BENCHMARKS)}")
    return name


def run_all(args: argparse.Namespace) -> None:
    """Run each in a process of its own, and print a section for each."""
    failed = []
    for name in args.names or BENCHMARKS:
        print(f"## {name}\n", flush=True)
        data = [args.data] if BENCHMARKS[name].NEEDS else []
        if subprocess.run([sys.executable, "-m", "benchmarks", name, *data]).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    sys.exit(main())

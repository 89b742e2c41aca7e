"""Run the benchmarks one after another, each in a process of its own, and print a section for each."""

import argparse
import subprocess
import sys
from pathlib import Path

EXAMPLE = "example: python benchmarks/run.py ~/corpora attribution speed"
NEEDS_DATA = {
    "attribution": True,
    "entities": True,
    "sources": True,
    "acts": True,
    "claim_pairs": True,
    "claim_links": True,
    "linking": True,
    "reprints": True,
    "speed": False,
    "scale": False,
}


def main():
    args = parse_arguments()
    failed = []
    for name in args.names or NEEDS_DATA:
        print(f"## {name}\n", flush=True)
        script = Path(__file__).with_name(f"{name}.py")
        arguments = [args.data] if NEEDS_DATA[name] else []
        if subprocess.run([sys.executable, script, *arguments]).returncode:
            failed.append(name)
        print(flush=True)
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder that holds polnear and gum")
    parser.add_argument(
        "names", metavar="NAME", nargs="*", help=f"which of {', '.join(NEEDS_DATA)} (default: all)"
    )
    args = parser.parse_args()
    if unknown := sorted(set(args.names) - set(NEEDS_DATA)):
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(NEEDS_DATA)}")
    return args


if __name__ == "__main__":
    sys.exit(main())

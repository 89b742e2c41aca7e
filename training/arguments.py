"""What the commands take that learn from articles of PolNeAR with marks of their own."""

import argparse
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "onrecord" / "data"


def parser_of(description: str | None, example: str) -> argparse.ArgumentParser:
    """A parser of `DATA`, of the folder of marks, and of where to write."""
    parser = argparse.ArgumentParser(
        description=description,
        epilog=example,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder that holds polnear/train")
    parser.add_argument("speakers", type=Path, help="folder with a file of marks for each article")
    parser.add_argument("--out", type=Path, default=PACKAGE, help="folder to write to")
    return parser

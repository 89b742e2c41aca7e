"""What benchmarks share on the command line. `benchmarks/__main__.py` makes the one parser of it."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.common.polnear import PARTS


class WrongUsage(Exception):
    """What was given cannot be used; the message says why."""


@contextmanager
def given() -> Iterator[None]:
    """A block that reads what was given: a file that is not there or not right is wrong usage."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise WrongUsage(error) from error


def add_part(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--part", choices=PARTS, default="dev", help="which part (default: %(default)s)"
    )


def add_sizes(parser: argparse.ArgumentParser, sizes: Sequence[int]) -> None:
    """How many articles to measure, one number a run."""
    usual = " ".join(map(str, sizes))
    parser.add_argument(
        "sizes", metavar="N", nargs="*", type=int, default=sizes,
        help=f"how many articles growth is measured on (default: {usual})",
    )  # fmt: skip

"""Rows drawn with a fixed seed for a person to read, and what they judged: a share with its interval.

Judgements are a TSV with the columns of a key (`article`, `start`, `entity`, or those of another kind of
key) and `right` (`yes` or `no`). It holds keys alone, no text of the articles, so that it may be kept
where the articles may not.
"""

import argparse
import csv
import html
import math
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

from benchmarks.common.printing import interval, share

RIGHT = "right"
FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for one at the start of a cell


class Key(NamedTuple):
    """What tells a resolved source from others: the article, where the source starts, and who it is."""

    article: str
    start: int
    entity: str


def key(article: str, start: int, entity: str) -> Key:
    """The key as it stands in a file: the name on one line, and never a formula."""
    name = " ".join(entity.split())
    return Key(article, start, f"'{name}" if name.startswith(FORMULA) else name)


def add_sample(parser: argparse.ArgumentParser, judged: Path) -> None:
    """What to draw, where to write it, and the judgements to sum up; `judged` are those that are kept."""
    parser.add_argument("--sample", metavar="N", type=int, help="draw N to be read; needs --out")
    parser.add_argument("--seed", type=int, default=1, help="of the draw (default: %(default)s)")
    parser.add_argument("--out", metavar="FILE.md", type=Path, help="write those drawn here")
    parser.add_argument(
        "--judged",
        metavar="FILE.tsv",
        type=Path,
        default=judged,
        help=f"judgements to sum up (default: {judged.name})",
    )


def check_sample(args: argparse.Namespace) -> None:
    """Whether `--sample` and `--out` go together and nothing is written over.

    Raises:
        ValueError: they do not, or something would be.
    """
    if (args.sample is None) != (args.out is None):
        raise ValueError("--sample and --out go together: how many to draw, where to write them")
    if args.sample is None:
        return
    if args.sample < 1:
        raise ValueError(f"--sample {args.sample}: it takes one or more")
    if args.out.suffix != ".md":
        raise ValueError(f"--out {args.out}: the name ends in .md")
    if not args.out.parent.is_dir():
        raise ValueError(f"--out {args.out}: there is no folder {args.out.parent}")
    for path in (args.out, args.out.with_suffix(".tsv")):
        if path.exists():
            raise ValueError(f"{path} is there, and may hold judgements; give another name")


def draw(items: Sequence, size: int, seed: int) -> list:
    """`size` of the items, or all where there are fewer, in their own order; always the same ones."""
    chosen = random.Random(seed).sample(range(len(items)), min(size, len(items)))
    return [items[n] for n in sorted(chosen)]


def write_sample(
    path: Path, entries: Sequence[str], keys: Iterable[tuple], kind: type = Key
) -> None:
    """Write what a person is to read, and beside it the sheet to judge it in."""
    write_sheet(path.with_suffix(".tsv"), keys, kind)
    path.write_text("\n\n".join(entries) + "\n", encoding="utf-8")
    print(f"{path}: {len(entries)} to read; judge them in the .tsv beside it", file=sys.stderr)


def plain(text: str) -> str:
    """On one line, and no markup."""
    return html.escape(" ".join(text.split()), quote=False)


def write_sheet(path: Path, keys: Iterable[tuple], kind: type = Key) -> None:
    """Write judgements of keys of one kind, a named tuple, to fill in: `right` is empty.

    Raises:
        FileExistsError: the file is there, and may hold judgements.
    """
    with open(path, "x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerows([(*kind._fields, RIGHT), *((*each, "") for each in keys)])


def read_judged(path: str | Path, kind: type = Key) -> dict[tuple, bool]:
    """Key, of that kind → whether it was judged right, in the order of the file.

    Raises:
        ValueError: a column is missing, or a row is not judged.
    """
    columns = (*kind._fields, RIGHT)
    offsets = [name for name in kind._fields if kind.__annotations__[name] is int]
    judged = {}
    with open(path, encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t")
        if lacking := set(columns) - set(reader.fieldnames or ()):
            raise ValueError(
                f"{path} has no column {', '.join(sorted(lacking))}, so it is not clear what was "
                f"judged. It needs {', '.join(columns)}, parted by tabs."
            )
        for row in reader:
            unread = [n for n in offsets if not (row[n] or "").isdecimal()]
            if row[RIGHT] not in ("yes", "no") or unread:
                read = ", ".join(f"{n} {row[n]!r}" for n in (*offsets, RIGHT))
                raise ValueError(
                    f"{path}, line {reader.line_num}: {read}. "
                    "Each row needs offsets in characters, and yes or no, so that it counts."
                )
            found = kind(*(int(row[n]) if n in offsets else row[n] for n in kind._fields))
            judged[found] = row[RIGHT] == "yes"
    return judged


def rate(right: int, of: int) -> tuple[str, str]:
    """A share and its interval as they are printed; a dash where there is nothing to share."""
    return share(right / of) if of else "-", interval(wilson(right, of))


def wilson(right: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Ends of the Wilson (1927) score interval of a share; the whole range where there is nothing."""
    if not of:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, scale = right / of, 1 + z * z / of
    centre = (rate + z * z / (2 * of)) / scale
    half = z * math.sqrt(rate * (1 - rate) / of + z * z / (4 * of * of)) / scale
    return max(centre - half, 0.0), min(centre + half, 1.0)

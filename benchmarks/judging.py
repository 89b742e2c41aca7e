"""Rows drawn with a fixed seed for a person to read, and what they judged: a share with its interval.

Judgements are a TSV with the columns `article`, `start`, `entity` and `right` (`yes` or `no`). It holds
keys alone, no text of the articles, so that it may be kept where the articles may not.
"""

import csv
import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

COLUMNS = ("article", "start", "entity", "right")
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


def draw(items: Sequence, size: int, seed: int) -> list:
    """`size` of the items, or all where there are fewer, in their own order; always the same ones."""
    chosen = random.Random(seed).sample(range(len(items)), min(size, len(items)))
    return [items[n] for n in sorted(chosen)]


def write_sheet(path: Path, keys: Iterable[Key]) -> None:
    """Write judgements to fill in: `right` is empty.

    Raises:
        FileExistsError: the file is there, and may hold judgements.
    """
    with open(path, "x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerows([COLUMNS, *((*each, "") for each in keys)])


def read_judged(path: str | Path) -> dict[Key, bool]:
    """Key → whether it was judged right, in the order of the file.

    Raises:
        ValueError: a column is missing, or a row is not judged.
    """
    judged = {}
    with open(path, encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t")
        if lacking := set(COLUMNS) - set(reader.fieldnames or ()):
            raise ValueError(
                f"{path} has no column {', '.join(sorted(lacking))}, so it is not clear what was "
                f"judged. It needs {', '.join(COLUMNS)}, parted by tabs."
            )
        for row in reader:
            if row["right"] not in ("yes", "no") or not (row["start"] or "").isdecimal():
                raise ValueError(
                    f"{path}, line {reader.line_num}: start {row['start']!r}, right {row['right']!r}. "
                    "Each row needs a start in characters, and yes or no, so that it counts."
                )
            judged[Key(row["article"], int(row["start"]), row["entity"])] = row["right"] == "yes"
    return judged


def wilson(right: int, of: int, level: float = 0.95) -> tuple[float, float]:
    """Ends of the Wilson (1927) score interval of a share; the whole range where there is nothing."""
    if not of:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, scale = right / of, 1 + z * z / of
    centre = (rate + z * z / (2 * of)) / scale
    half = z * math.sqrt(rate * (1 - rate) / of + z * z / (4 * of * of)) / scale
    return max(centre - half, 0.0), min(centre + half, 1.0)

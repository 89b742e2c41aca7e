"""Pairs of claims that were marked by hand, and what links the kit makes between them.

How they were marked stands in marking_pairs.md.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.common.linked import Linked, matcher

MARKED = Path(__file__).with_name("pairs_marked.tsv")
SETS, HALVES = ("demo", "polnear"), ("open", "kept")
RELATIONS = {"echo": "echoes", "dispute": "disputes"}


@dataclass(frozen=True)
class Pair:
    """Two claims that were marked; `first` and `second` are their places in the corpus, if matched.

    Attributes:
        relation: `echo`, `dispute` (the first denies the second) or `none`.
        found: what links them, as (relation, whether from the first to the second).
    """

    set: str
    half: str
    relation: str
    article: str
    place: tuple[int, int]
    other_article: str
    other_place: tuple[int, int]
    first: int | None = None
    second: int | None = None
    found: frozenset[tuple[str, bool]] = frozenset()

    @property
    def matched(self) -> bool:
        return self.first is not None and self.second is not None

    def is_right(self, relation: str) -> bool:
        return self.relation == relation and (relation, True) in self.found

    def wrong(self, relation: str) -> int:
        """How many links of that relation stand between the two and should not."""
        return sum(r == relation for r, _ in self.found) - self.is_right(relation)


def read_marked(path: str | Path = MARKED) -> list[Pair]:
    """The pairs as they were marked, in the order of the file.

    Raises:
        ValueError: a set, half or relation is not one of those above.
    """
    allowed = {"set": SETS, "half": HALVES, "relation": (*RELATIONS, "none")}
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for n, row in enumerate(rows, 2):
        for name, values in allowed.items():
            if row[name] not in values:
                raise ValueError(
                    f"{path}, line {n}: {name} {row[name]!r} is not one of {', '.join(values)}, so "
                    "the pair could not be counted."
                )
    return [
        Pair(
            *(row[name] for name in allowed),
            row["article"],
            (int(row["start"]), int(row["end"])),
            row["other_article"],
            (int(row["other_start"]), int(row["other_end"])),
        )
        for row in rows
    ]


def match(marked: Iterable[Pair], name: str, linked: Linked) -> list[Pair]:
    """The pairs of one set with the claims that they are of, and what links these."""
    find = matcher(linked.claims)
    pairs = []
    for pair in marked:
        if pair.set == name:
            first = find(pair.article, pair.place)
            second = find(pair.other_article, pair.other_place)
            found = frozenset(_found(linked, first, second))
            pairs.append(replace(pair, first=first, second=second, found=found))
    return pairs


def _found(linked, first, second):
    for relation, kind in RELATIONS.items():
        if (first, second) in linked.links[kind]:
            yield relation, True
        if (second, first) in linked.links[kind]:
            yield relation, relation == "echo"

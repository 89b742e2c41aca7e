"""How many rows report what somebody says or thinks, read one by one, and how many are no attribution.

Language models read finds of the kit in PolNeAR dev, by written rules (`training/judging_reported.md`),
before it left out what a reader takes for none: 900 that stand in no other, drawn by chance, and 500 inside
others, some of them less likely than a row must be. `reported.tsv` has the character at which the head of
each cue begins, and the grade. Here those are counted that a run still finds where they stood. `arguable`
is where two careful editors may differ.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common.command import given
from benchmarks.common.parsing import parse_texts
from benchmarks.common.polnear import read_part
from benchmarks.common.printing import markdown

if TYPE_CHECKING:
    from onrecord.reading.attribution import Attribution

NEEDS = "polnear/dev"
EXAMPLES = ("~/corpora",)
READ = Path(__file__).with_name("reported.tsv")
STANDS = {"outermost": "in no other", "inside": "in another's content"}
LEAST = (0.0, 0.5, 0.6, 0.7, 0.8)  # confidence
GRADES = ("yes", "arguable", "no")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has none of its own."""


def run(args: argparse.Namespace) -> None:
    from onrecord.reading.attribution import find_attributions

    read, found = read_grades(READ), defaultdict(list)
    with given():
        texts = {a.name: a.text for a in read_part(args.data, "dev") if a.name in read}
    for parsed in parse_texts(texts):
        for attribution in find_attributions(parsed.doc):
            for stands, grade in grades_of(attribution, read[parsed.name]):
                found[stands].append((attribution.confidence, grade))
    print(found_table(found, read))


def read_grades(path: Path) -> dict[str, dict[tuple[int, str], str]]:
    """By article: the character at which a cue's head begins, and where it stands → its grade."""
    grades: dict = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            grades[row["text"]][int(row["cue"]), row["stands"]] = row["reported"]
    return grades


def grades_of(
    attribution: "Attribution", read: dict[tuple[int, str], str]
) -> Iterable[tuple[str, str]]:
    """Where an attribution stands and its grade, if its cue was read."""
    stands = "inside" if attribution.depth else "outermost"
    for (at, where), grade in read.items():
        if where == stands and any(start <= at < end for start, end in attribution.cue):
            yield stands, grade
            return


def found_table(found: dict, read: dict) -> str:
    """A row for each place and least confidence."""
    header = ["where it stands", "confidence", "rows read", *GRADES, "yes rows still found"]
    rows = []
    for stands, name in STANDS.items():
        reported = sum(
            grade == "yes" for of in read.values() for (_, at), grade in of.items() if at == stands
        )
        for least in LEAST:
            n = Counter(grade for sure, grade in found[stands] if sure >= least)
            shares = [f"{n[grade] / max(n.total(), 1):.3f}" for grade in GRADES]
            kept = f"{n['yes'] / max(reported, 1):.2f}"
            rows.append([name, f"{least:.1f}" if least else "any", n.total(), *shares, kept])
    return markdown(header, rows)

"""Marks of attributions inside the contents of others, in train articles of PolNeAR.

Two kinds, both made by language models that read: a file for each article that also says who speaks, and
`nested.tsv`, made for this kit, for the articles that have no such file. It holds places and no words:
`12-15 20-30` are two half-open spans of characters of an article's text.
"""

import csv
import json
from pathlib import Path

from benchmarks.common.polnear import Marked

NESTED = Path(__file__).with_name("nested.tsv")
ROLES = ("source", "cue", "content")


def read_nested(folder: Path) -> dict[str, list[Marked]]:
    """What is marked inside the contents of others, by article: in a folder's files, and in `NESTED`."""
    found: dict[str, list[Marked]] = {}
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))["nested"]
        inner = [Marked(*(tuple(map(tuple, m[role])) for role in ROLES)) for m in told]
        found[path.stem] = [m for m in inner if m.content]
    with NESTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            spans = (row[role].split() for role in ROLES)
            marks = Marked(*(tuple(tuple(map(int, s.split("-"))) for s in own) for own in spans))
            found.setdefault(row["article"], []).append(marks)
    return found

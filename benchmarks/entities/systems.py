"""Mentions by who found them: the kit, the recogniser alone, or a file of predictions."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common.predictions import mention_rows

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from benchmarks.common.extracting import Extracted

FIELDS = ("entity", "start", "end", "form", "label")
ARTICLE, POSSESSIVE = re.compile(r"^the\s+"), re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Found:
    """One mention as a system gives it."""

    entity: str
    start: int
    end: int
    form: str
    label: str


def kit_mentions(extracted: "Extracted") -> dict[str, list[Found]]:
    """Name of an article → the rows of its `mentions` table; a lost article has none."""
    rows = mention_rows(extracted.tables.mentions.to_pylist())
    found = {name: [Found(**m) for m in rows.get(i, ())] for i, name in extracted.names.items()}
    return found | {name: [] for name in extracted.lost}


def string_of(name: str) -> str:
    """What the usual way counts a name as: `The Senate's` → `senate`."""
    return POSSESSIVE.sub("", ARTICLE.sub("", name.casefold()))


def naive_mentions(doc: "Doc") -> list[Found]:
    """The recogniser's entities, joined where the usual way takes their strings for the same."""
    return [
        Found(string_of(e.text), e.start_char, e.end_char, "proper", e.label_) for e in doc.ents
    ]


def read_predictions(path: str | Path) -> dict[str, list[Found]]:
    """Name of an article → its mentions, from JSONL as `predictions.py --mentions` writes it.

    Raises:
        ValueError: a line is no such prediction, or an article stands there twice.
    """
    found = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                name = row["doc"]
                mentions = [Found(*(m[f] for f in FIELDS)) for m in row["mentions"]]
            except (ValueError, KeyError, TypeError) as error:
                raise ValueError(
                    f"{path}, line {number} cannot be scored ({error!r}). A line is "
                    '{"doc": NAME, "mentions": [{"entity", "start", "end", "form", "label"}]}.'
                ) from error
            if name in found:
                raise ValueError(
                    f"{path}, line {number}: {name!r} stands there twice, so it is not clear which "
                    "counts. Leave one of them."
                )
            found[name] = mentions
    return found


def missing(found: dict[str, list[Found]], names: Sequence[str]) -> dict[str, str]:
    """Name → why it is lost, of the articles that a file of predictions has nothing for."""
    return {name: "no predictions are given for it" for name in names if name not in found}

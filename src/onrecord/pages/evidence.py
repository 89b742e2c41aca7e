"""A table whose rows open to the passages behind their numbers."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Integral, Real
from typing import Any

from markupsafe import Markup

from onrecord.pages.marking import render
from onrecord.pages.passages import Passage

MISSING = "–"
NARROW, WIDE = 12, 60  # characters: a column of shorter texts never breaks, one of longer has room


@dataclass(frozen=True)
class Evidence:
    """The passages behind a number, or behind that part of it which `label` names.

    `more` says how many attributions or mentions stand in passages that are not among them.
    """

    passages: Sequence[Passage]
    more: int = 0
    label: str | None = None

    @property
    def size(self) -> int:
        """How many attributions or mentions it is."""
        return sum(len(passage.ids) for passage in self.passages) + self.more


@dataclass(frozen=True, eq=False)
class EvidenceTable:
    """A data frame that shows itself by `evidence_table`; `evidence` has a list for each row."""

    frame: Any
    evidence: Sequence[Sequence[Evidence]] | None = None
    caption: str | None = None

    @cached_property
    def html(self) -> Markup:
        """Everything that is shown, style sheet included."""
        return evidence_table(
            [str(name).replace("_", " ") for name in self.frame.columns],
            list(self.frame.astype(object).itertuples(index=False, name=None)),
            self.evidence,
            caption=self.caption,
        )

    def _repr_html_(self):
        return str(self.html)

    def __repr__(self):
        title = f"{self.caption}\n" if self.caption else ""
        return title + self.frame.to_string(index=False)


def evidence_table(
    columns: Sequence[str],
    rows: Sequence[Sequence],
    evidence: Sequence[Sequence[Evidence]] | None = None,
    *,
    caption: str | None = None,
) -> Markup:
    """A table as accessible HTML, each row of which opens to the passages behind it.

    Args:
        columns: their names; the first column heads its row.
        rows: cells in the order of `columns`: text, numbers, dates, lists or Markup.
        evidence: for each row what is behind it, part by part. A passage with an `anchor` leads
            there, so it must be in the same document.
        caption: what the table shows.
    """
    cells = [list(map(_value, row)) for row in rows]
    decimals = [_decimals([row[i] for row in cells]) for i in range(len(columns))]
    written = [list(map(write_cell, row, decimals)) for row in cells]
    looks = [_look([row[i] for row in written], places) for i, places in enumerate(decimals)]
    return render(
        "table.html",
        caption=caption,
        columns=list(zip(columns, looks, strict=True)),
        rows=[
            (list(zip(row, looks, strict=True)), found)
            for row, found in zip(written, evidence or [()] * len(rows), strict=True)
        ],
    )


def _look(cells, decimals):
    """The class of a column by what is in it; none for texts of ordinary length."""
    if decimals is not None:
        return "onrecord-numeric"
    longest = max(map(len, cells), default=NARROW + 1)
    return "onrecord-wide" if longest > WIDE else "onrecord-short" if longest <= NARROW else None


def write_cell(value, decimals: int | None = None) -> str | Markup:
    """A cell as text: thousands grouped, ISO dates, lists with commas, `–` where missing."""
    if isinstance(value, str):  # Markup too
        return value or MISSING
    if isinstance(value, (list, tuple)):
        return ", ".join(str(write_cell(_value(item))) for item in value) or MISSING
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, Real):
        return f"{value:,.{_decimals([value]) if decimals is None else decimals}f}"
    return str(value)


def _value(value):
    """What a cell holds, as plain Python: None for whatever pandas takes for missing."""
    import pandas as pd

    if pd.isna(value) is True or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value.item() if hasattr(value, "item") and not hasattr(value, "__len__") else value


def _decimals(values):
    """How many decimals a column of numbers needs, two at most; None for one of other things."""
    known = [v for v in values if v is not None]
    if not known or any(isinstance(v, bool) or not isinstance(v, Real) for v in known):
        return None
    if all(isinstance(v, Integral) for v in known):
        return 0
    return next((n for n in (0, 1) if all(round(v, n) == round(v, 3) for v in known)), 2)

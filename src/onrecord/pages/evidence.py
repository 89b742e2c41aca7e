"""A table whose rows open to the passages behind their numbers."""

import datetime
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Integral, Real
from typing import Any

from markupsafe import Markup

from onrecord.pages.marking import render
from onrecord.pages.passages import Passage
from onrecord.pages.saving import Saved
from onrecord.tables.cells import write_rows

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
    """A data frame as an accessible table, each row of which opens to the passages behind it.

    The first column heads its row. `evidence` has for each row what is behind it, part by part; a
    passage with an `anchor` leads there, so it must be in the same document.
    """

    frame: Any
    evidence: Sequence[Sequence[Evidence]] | None = None
    caption: str | None = None

    @cached_property
    def html(self) -> Markup:
        """Everything that is shown, style sheet included."""
        columns = [list(map(_value, values)) for _, values in self.frame.astype(object).items()]
        decimals = list(map(_decimals, columns))
        written = [
            [write_cell(value, places) for value in column]
            for column, places in zip(columns, decimals, strict=True)
        ]
        looks = list(map(_look, written, decimals))
        names = [str(name).replace("_", " ") for name in self.frame.columns]
        evidence = self.evidence or [()] * len(self.frame)
        return render(
            "table.html",
            caption=self.caption,
            saved=Saved.named(self.caption or "table", "csv", self.csv),
            columns=list(zip(names, looks, strict=True)),
            rows=[
                ([(column[n], look) for column, look in zip(written, looks, strict=True)], found)
                for n, found in zip(range(len(self.frame)), evidence, strict=True)
            ],
        )

    @cached_property
    def csv(self) -> bytes:
        """The frame as CSV for spreadsheets, which take nothing in it for a formula; UTF-8, marked."""
        file = io.StringIO(newline="")
        columns = [map(_plain, values) for _, values in self.frame.astype(object).items()]
        heads = [str(name) for name in self.frame.columns]
        write_rows(file, [heads, *zip(*columns, strict=True)])
        return file.getvalue().encode("utf-8-sig")

    def _repr_html_(self):
        return str(self.html)

    def __repr__(self):
        title = f"{self.caption}\n" if self.caption else ""
        return title + self.frame.to_string(index=False)


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


def _plain(value):
    """A cell of CSV: numbers as they are, anything else as it is shown; None where it is missing."""
    value = _value(value)
    number = isinstance(value, Real) and not isinstance(value, bool)
    return None if value is None else str(value) if number else str(write_cell(value))


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

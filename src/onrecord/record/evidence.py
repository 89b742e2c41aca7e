"""A table whose rows open to the passages behind their numbers."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Integral, Real

from markupsafe import Markup

from onrecord.record.marking import render
from onrecord.record.passages import Passage

MISSING = "–"


@dataclass(frozen=True, eq=False)
class EvidenceTable:
    """A data frame that shows itself by `evidence_table`; `passages` has a list for each row."""

    frame: object
    passages: Sequence[Sequence[Passage] | None] | None = None
    caption: str | None = None
    limit: int | None = 50

    @cached_property
    def html(self) -> Markup:
        """Everything that is shown, style sheet included."""
        return evidence_table(
            [str(name).replace("_", " ") for name in self.frame.columns],
            list(self.frame.astype(object).itertuples(index=False, name=None)),
            self.passages,
            caption=self.caption,
            limit=self.limit,
        )

    def _repr_html_(self):
        return str(self.html)

    def __repr__(self):
        title = f"{self.caption}\n" if self.caption else ""
        return title + self.frame.to_string(index=False)


def evidence_table(
    columns: Sequence[str],
    rows: Sequence[Sequence],
    passages: Sequence[Sequence[Passage] | None] | None = None,
    *,
    caption: str | None = None,
    limit: int | None = 50,
) -> Markup:
    """A table as accessible HTML, each row of which opens to the passages behind it.

    Args:
        columns: their names; the first column heads its row.
        rows: cells in the order of `columns`: text, numbers, dates, lists or Markup.
        passages: for each row its passages, or None. One with an `anchor` leads there, so it must
            be in the same document.
        caption: what the table shows.
        limit: the most passages that a row shows; it says how many more there are. None shows all.
    """
    cells = [list(map(_value, row)) for row in rows]
    decimals = [_decimals([row[i] for row in cells]) for i in range(len(columns))]
    numeric = [places is not None for places in decimals]
    written = [list(map(write_cell, row, decimals)) for row in cells]
    behind = [list(found or ()) for found in passages or [()] * len(rows)]
    return render(
        "table.html",
        caption=caption,
        columns=list(zip(columns, numeric, strict=True)),
        rows=[
            (list(zip(row, numeric, strict=True)), found)
            for row, found in zip(written, behind, strict=True)
        ],
        limit=limit,
    )


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

"""Charts of what an audit measured: how right it is, and whether it is as sure as it should be."""

import pandas as pd

from onrecord.charts.dots import draw_dots
from onrecord.charts.picture import note
from onrecord.charts.wording import described

OF = {"confidence": "content", "source_confidence": "source"}
NOTHING = "Nobody has audited articles in this selection."


def plot_accuracy(table: pd.DataFrame, by: tuple[str, ...] = ("all",), right="with who is meant"):
    """Precision and recall with their intervals, from the table `accuracy` of an audit.

    Args:
        by: the groups that have a row each; `all` for what may be right of all attributions.
        right: what must be right, where groups are told apart.
    """
    title = "How right is what was found?"
    if table.empty:
        return note(title, NOTHING)
    shown = table[table["by"].isin(by) & ((table["by"] == "all") | (table["right"] == right))]
    names = shown["right"] if by == ("all",) else shown["value"]
    told = "" if by == ("all",) else f", {right}"
    subtitle = (
        f"Attributions{told}: precision (of what was found, how much is right) and recall (of what is there, "
        "how much was found), each with its 95% interval; none where fewer than five articles tell."
    )
    ends = [f"{row.precision:.2f} · {row.recall:.2f}" for row in shown.itertuples()]
    ax = draw_dots(names, _ends(shown, "precision", "recall"), ends, (title, subtitle))
    return described(ax, "Precision and recall", names, ends)


def plot_calibration(table: pd.DataFrame):
    """How sure the program is and how often it is right, from the table `calibration` of an audit."""
    title = "Is it as sure as it should be?"
    if table.empty:
        return note(title, NOTHING)
    names = [f"{OF[row.of]} {row.least:.1f}–{row.most:.1f}" for row in table.itertuples()]
    errors = table.groupby("of", sort=False)["ece"].first()
    told = ", ".join(f"{OF[name]} {value:.2f}" for name, value in errors.items())
    subtitle = (
        "By tenth of a confidence: what is right, with its 95% interval, and how sure the program was. The "
        f"expected calibration error: {told}."
    )
    ends = [f"{row.right:.2f} of {row.rows:.0f}" for row in table.itertuples()]
    ax = draw_dots(names, _ends(table, "right", "sure"), ends, (title, subtitle))
    return described(ax, "Confidence and what is right", names, ends)


def _ends(table, *columns):
    """Column → its values, each with the ends of its interval, or with itself where there is none."""
    made = {}
    for column in columns:
        ends = [table.get(f"{column}_{end}", table[column]) for end in ("low", "high")]
        ends = [end.astype(float).fillna(table[column]) for end in ends]
        made[column] = list(zip(table[column], *ends, strict=True))
    return made

"""Charts of whom we hear: shares of words, of sources and of first-quoted places by group."""

import pandas as pd

from onrecord.charts.measured import edges_of, note_measured
from onrecord.charts.picture import SMALL_TEXT, fit, note
from onrecord.charts.two_sided import COMMITMENT, draw_shares
from onrecord.charts.wording import alone, described, opening, plenty, share, short
from onrecord.counts.voices import BESIDE, KIND, MEASURES, UNKNOWN, by_month

MOST_GROUPS = 6  # that looks tell apart, beside `unknown`, which always has the last look
WIDEST_GROUP = 1.2  # inches, in the legend
OF = {"words": "words", "sources": "sources", "first_quoted": "first-quoted places"}
OTHERS = "sources without a name or a value, documents, and what has no source"


def plot_speech_by_group(table: pd.DataFrame, *, measured=None):
    """A bar divided among the groups for each measure, from `counts.speech_by_group`."""
    groups, beside = table[~table.index.isin(BESIDE)], table[table.index.isin(BESIDE)]
    if not groups["words"].sum():
        return note("Whom we hear", "No sources with a name in this selection.")
    parts = groups[list(MEASURES)].T
    first = groups.index[0]
    shares = [f"{share(row[first], row.sum())} of the {OF[name]}" for name, row in parts.iterrows()]
    title = f"{opening(first)}: {shares[0]}, {shares[1]}, {shares[2]}"
    words, left = groups["words"].sum(), beside["words"].sum()
    subtitle = (
        f"{plenty(words, 'word')} of reported speech by {plenty(groups['sources'].sum(), 'source')}, "
        f"by {_called(table.index.name)}. First quoted: whose words come first in an article. "
        f"{_unknown(groups.index)}Not in the bars: {plenty(left, 'word')} "
        f"({share(left, words + left)} of all) of {OTHERS}.{note_measured(measured)}"
    )
    found = edges_of(measured, parts.index)
    parts = parts.rename(index={"first_quoted": "first quoted"})
    return _draw(parts, {}, (title, subtitle), "shares by group", found)


def plot_speech_by_month(table: pd.DataFrame, measure: str = "words", *, measured=None):
    """A bar divided among the groups for each month, from `counts.speech_by_month`.

    Args:
        measure: what is divided: `words`, `sources` or `first_quoted`.
    """
    if not table[measure].sum():
        nothing = "No sources with a name in dated articles in this selection."
        return note(f"Whose {OF[measure]}, over time", nothing)
    if table["month"].nunique() == 1:
        return note(f"Whose {OF[measure]}, over time", alone("period", table["month"].iloc[0]))
    attribute, articles = table.columns[1], table.groupby("month")["articles"].first()
    parts = by_month(table, measure)
    group, fewest = parts.columns[0], articles.min()
    ends = [parts.iloc[n] for n in sorted({0, len(parts) - 1})]
    shares = [f"{share(end[group], end.sum())} of the {OF[measure]} in {end.name}" for end in ends]
    title = f"{opening(group)}: {', '.join(shares)}"
    subtitle = (
        f"{OF[measure].capitalize()} by {_called(attribute)}: how many, in bars of one length. "
        f"{_unknown(parts)}Fewest articles behind a bar: {fewest:,}. Not in the bars: {OTHERS}, and "
        f"articles without a date.{note_measured(measured)}"
    )
    columns = {"articles": [f"{n:,}" for n in articles]}
    what, found = f"{OF[measure]} by group and month", edges_of(measured, parts.index)
    return _draw(parts, columns, (title, subtitle), what, found)


def _called(attribute):
    return "kind of name" if attribute == KIND else short(attribute)


def _unknown(groups):
    return "Unknown: people with a name but no value. " if UNKNOWN in groups else ""


def _draw(parts, columns, titles, what, marks):
    """Bars of one length, with the share of `unknown` and further numbers right of them."""
    parts = parts.loc[:, parts.any() | (parts.columns == UNKNOWN)]
    if UNKNOWN in parts:
        pairs = zip(parts[UNKNOWN], parts.sum(axis=1), strict=True)
        columns = {UNKNOWN: [share(part, whole) for part, whole in pairs]} | columns
    groups = [name for name in parts if name != UNKNOWN]
    looks = COMMITMENT[: min(len(groups), MOST_GROUPS)]
    if len(groups) > MOST_GROUPS:
        rest = groups[MOST_GROUPS - 1 :]
        parts = parts.drop(columns=rest).assign(
            **{f"({len(rest)} others)": parts[rest].sum(axis=1)}
        )
    if UNKNOWN in parts:
        parts, looks = parts[[*parts.columns.drop(UNKNOWN), UNKNOWN]], (*looks, COMMITMENT[-1])
    listed = [
        ", ".join(f"{short(name)} {share(n, row.sum())}" for name, n in row.items())
        for _, row in parts.iterrows()
    ]
    labels: list[str] = []
    for name in parts:
        label = fit(name, WIDEST_GROUP, SMALL_TEXT)
        label = f"“{label}”" if label.startswith("_") else label  # matplotlib hides those
        labels.append(label + "*" * labels.count(label))
    lines = -(-len(labels) // 3)
    parts = parts.set_axis(labels, axis=1)
    ax = draw_shares(parts, looks, columns, titles, lines=lines, marks=marks)
    return described(ax, f"Bars of {what}", parts.index, listed)

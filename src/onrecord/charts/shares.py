"""Charts of share of voice: who has the first and the last word, and how much each source has."""

import pandas as pd

from onrecord.charts.dots import ACROSS, draw_dots, draw_panels
from onrecord.charts.picture import note
from onrecord.charts.wording import (
    alone,
    described,
    known_sources,
    left_out,
    plenty,
    share,
    short,
)
from onrecord.counts.shares import ENDS, MOST_COMPARED, SHARES

WEEK = "week of "
MANY_PERIODS = 12  # with more of them one band of panels is enough
INTERVALS = (
    "Lines are 95% intervals, by a bootstrap over articles (Davison and Hinkley 1997); there is none "
    "where fewer than five articles tell, or where it is all or nothing. "
)


def plot_first_and_last_word(table: pd.DataFrame, *, top: int = 10):
    """Two dots a source, how many articles it opens and closes, from `counts.first_and_last_word`."""
    if table.empty:
        return note("Who has the first word", "No attributions in this selection.")
    total, known = table["opens"].sum(), known_sources(table.index)
    title = "No source is known of any first or last word"
    if known:
        opens, closes = (f"{n:,}" if n else "none" for n in table.loc[known[0], [*ENDS]])
        title = f"{short(known[0])} has the first word in {opens} of {plenty(total, 'article')}, "
        title += f"the last in {closes}"
    subtitle = (
        "Who speaks first and who last in each article that reports anybody; the numbers are how many a "
        "source opens and closes. What is quoted inside a quotation counts for the outer source."
    ) + left_out((len(known_sources(table.index[top:])), "source"))
    shown = table.head(top)
    values = {
        f"speaks {end}": [(n / total, 0, n / total) for n in shown[name]]
        for end, name in zip(("first", "last"), ENDS, strict=True)
    }
    pairs = [
        f"{opens:,} · {closes:,}"
        for opens, closes in zip(*shown[[*ENDS]].T.to_numpy(), strict=True)
    ]
    most = shown[[*ENDS]].max(axis=None) / total
    scale = (0, "0%"), (1, f"{most:.0%} of the articles")
    ax = draw_dots(shown.index, values, pairs, (title, subtitle), most=most, scale=scale)
    listed = [
        f"{o:,} first, {c:,} last" for o, c in zip(shown["opens"], shown["closes"], strict=True)
    ]
    return described(ax, "Articles by who speaks first and last in them", shown.index, listed)


def plot_voice_over_time(table: pd.DataFrame):
    """A panel for each source, with its share in each period, from `counts.voice_over_time`."""
    title = "Share of voice, over time"
    if table.empty:
        return note(title, "No sources in dated articles in this selection.")
    periods = list(table["period"].unique())
    if len(periods) == 1:
        return note(title, alone("period", periods[0]))
    names = table["source"].unique()
    shown = names[: ACROSS if len(periods) > MANY_PERIODS else MOST_COMPARED]
    panels = {name: _shares(table[table["source"] == name]) for name in shown}
    first, last = (share(values[0], 1) for values in (panels[names[0]][i] for i in (0, -1)))
    title = f"{short(names[0])}: {first} of the reported words in {_when(periods[0])}, "
    title += f"{last} in {_when(periods[-1])}"
    fewest = table["articles"].min()
    subtitle = (
        f"Share of all reported words that each source has in each {_unit(periods)}. {INTERVALS}"
        f"Fewest articles behind a share: {fewest:,}. Left out: articles without a date."
    ) + left_out((len(names) - len(shown), "source"))
    ax = draw_panels(panels, [p.removeprefix(WEEK) for p in periods], (title, subtitle))
    return _described(ax, "source and period", periods, panels)


def plot_voice_by_outlet(table: pd.DataFrame, *, top: int = 10):
    """Small multiples: a panel for each outlet, with the share of each source in it, from
    `counts.voice_by_outlet`."""
    title = "Share of voice, by outlet"
    if table.empty:
        return note(title, "No sources in articles with an outlet in this selection.")
    outlets, names = table["outlet"].unique(), table["source"].unique()[:top]
    if len(outlets) == 1:
        return note(title, alone("outlet", outlets[0]))
    grid = table.pivot(index="source", columns="outlet", values="percent").loc[names, outlets]
    name = (grid.max(axis=1) - grid.min(axis=1)).idxmax()
    most, least = grid.loc[name].idxmax(), grid.loc[name].idxmin()
    ends = [share(grid.loc[name, outlet], 100) for outlet in (most, least)]
    title = f"{short(name)} has {ends[0]} of the reported words in {short(most)}, "
    title += f"{ends[1]} in {short(least)}"
    if most == least:
        title = f"{short(name)} has {ends[0]} of the reported words in each outlet"
    subtitle = (
        "Share of all words reported in each outlet that each source has, in the order of their words "
        f"in all of them. {INTERVALS}Left out: articles without an outlet, sources of fewer words, and "
        f"all outlets but the {MOST_COMPARED} of most words."
    )
    rows = table[table["source"].isin(names)]
    panels = {o: _shares(rows[rows["outlet"] == o]) for o in outlets}
    ax = draw_panels(panels, names, (title, subtitle))
    return _described(ax, "outlet and source", names, panels)


def _shares(table):
    return [tuple(row) for row in table[SHARES].to_numpy() / 100]


def _when(period):
    return f"the {period}" if period.startswith(WEEK) else period


def _unit(periods):
    return "week, by its first day" if periods[0].startswith(WEEK) else "period"


def _described(ax, what, names, panels):
    rows = zip(*panels.values(), strict=True)
    listed = [
        ", ".join(
            f"{head} {share(value, 1)}" for head, (value, *_) in zip(panels, row, strict=True)
        )
        for row in rows
    ]
    return described(ax, f"Panels of shares of reported words by {what}", names, listed)

"""Charts of who is mentioned, in which form, where, when, by whom and with whom."""

from collections.abc import Sequence

import pandas as pd

from onrecord.charts.picture import note
from onrecord.charts.shapes import (
    MOST_COLUMNS,
    draw_bars,
    draw_matrix,
    draw_strips,
    draw_ticks,
    steps_and_marks,
)
from onrecord.charts.wording import (
    alone,
    alone_in_time,
    commonest,
    described,
    left_out,
    plenty,
    rest,
    short,
    times,
)
from onrecord.counts.dispersion import OPENING_PERCENT
from onrecord.counts.labels import NOT_GIVEN
from onrecord.counts.periods import in_period, period_name, write_period
from onrecord.tables.schema import FORMS

STRIP_COLUMNS = 40  # of 2.5 % of an article each


def plot_mentions_by_form(table: pd.DataFrame, *, top: int = 10):
    """Bars of the mentions of each entity by form, from `counts.mentions_by_form`."""
    if table.empty:
        return note("Who is written about", "No mentions in this selection.")
    (name, most), *others = table["mentions"].head(2).items()
    title = f"{short(name)} is mentioned {times(most)}"
    title += "".join(f", {short(other)} {times(number)}" for other, number in others)
    subtitle = (
        f"{plenty(table['mentions'].sum(), 'mention')} of {plenty(len(table), 'entity')} by form. "
        "Proper: a name; common: a description, such as “the minister”; pronoun: such as “she”."
    ) + rest(table, top, "entity", "mentions")
    shown = table.head(top)
    ends = [f"{m:,}" for m in shown["mentions"]]
    ax = draw_bars(shown[["proper", "common", "pronoun"]], ends, (title, subtitle))
    return described(ax, "Bar chart of mentions by entity", shown.index, ends)


def plot_mention_positions(table: pd.DataFrame, *, top: int = 10):
    """A strip for each entity, of where it is mentioned, from `counts.mention_positions`."""
    if table.empty:
        return note("Where they are mentioned", "No mentions in this selection.")
    names, articles = commonest(table["entity"], top), table["article_id"].nunique()
    steps = (table["position"] * STRIP_COLUMNS / 100).astype(int).clip(upper=STRIP_COLUMNS - 1)
    strips = _strips(table["entity"], steps, names)
    tenth = STRIP_COLUMNS // 10
    opening = {name: int(strip[strip.index < tenth].sum()) for name, strip in strips.items()}
    first = max(names, key=opening.__getitem__)
    title = f"{short(first)} has {plenty(opening[first], 'mention')} in the opening tenth"
    laid = "one article" if articles == 1 else f"{articles:,} articles, laid over each other"
    subtitle = (
        f"Mentions along {laid}. One column is {100 / STRIP_COLUMNS}% of the length; the highest "
        f"stands for {_highest(strips)}."
    ) + left_out((table["entity"].nunique() - len(names), "entity"))
    ax = draw_strips(strips, STRIP_COLUMNS, (title, subtitle))
    listed = [f"{opening[name]:,} of {strip.sum():,}" for name, strip in strips.items()]
    what = "Strips of mentions along the articles; in the opening tenth"
    return described(ax, what, names, listed)


def plot_positions_of_entity(table: pd.DataFrame, *, top: int = 10):
    """A line for each article with a tick for each mention, from `counts.positions_of_entity`."""
    if table.empty:
        return note("Where in each article", "No mentions in this selection.")
    who, articles = short(table["entity"].iloc[0]), table["article_id"].nunique()
    shown = table[table["article_id"].isin(commonest(table["article_id"], top))]
    groups = [own for _, own in shown.groupby("article_id", sort=False)]
    rows = []
    for own in groups:  # every form has its places, so that each keeps its look
        places = {form: own["position"][own["form"] == form].tolist() for form in FORMS}
        rows.append((own["article"].iloc[0], places))
    early = (table.groupby("article_id")["position"].min() < OPENING_PERCENT).sum()
    title = f"{who} enters in the opening tenth of {early:,} of {plenty(articles, 'article')}"
    subtitle = (
        f"{plenty(len(table), 'mention')} of {who}, each where it stands between the start and the "
        "end of its article: long ticks are names, middling ones descriptions, short ones pronouns."
    ) + left_out((articles - len(rows), "article"))
    ax, listed = draw_ticks(rows, (title, subtitle)), [f"{len(own):,}" for own in groups]
    return described(ax, f"Mentions of {who} along each article", [n for n, _ in rows], listed)


def plot_mentions_over_time(table: pd.DataFrame, *, top: int = 10):
    """A strip for each entity of when it is mentioned, from `counts.mentions_over_time`."""
    if table.empty:
        return note("When they are mentioned", "No mentions in dated articles in this selection.")
    if table["period"].nunique() == 1:
        return note("When they are mentioned", alone_in_time(table))
    names, (steps, marks) = commonest(table["entity"], top), steps_and_marks(table)
    strips = _strips(table["entity"], steps, names)
    busiest = [table["period"][table["entity"] == name].mode()[0] for name in names]
    peak, unit = times(strips[names[0]].max()), period_name(busiest[0])
    title = f"{short(names[0])} is mentioned most {in_period(busiest[0])}: {peak}"
    subtitle = (
        f"{plenty(len(table), 'mention')} in dated articles. One column is a {unit}; the highest "
        f"stands for {_highest(strips)}."
    ) + left_out((table["entity"].nunique() - len(names), "entity"))
    ax = draw_strips(strips, int(steps.max()) + 1, (title, subtitle), marks)
    pairs = zip(strips.values(), busiest, strict=True)
    listed = [f"{strip.sum():,} in all, most in {write_period(when)}" for strip, when in pairs]
    return described(ax, f"Strips of mentions by {unit}", names, listed)


def plot_mentions_by_outlet(table: pd.DataFrame, *, top: int = 10):
    """A matrix of entities and outlets, from `counts.mentions_by_outlet`."""
    known = table[table["outlet"] != NOT_GIVEN]
    if known.empty:
        return note("Which outlet mentions whom", "No mentions with an outlet in this selection.")
    if known["outlet"].nunique() == 1:
        return note("Which outlet mentions whom", alone("outlet", known["outlet"].iloc[0]))
    entity, outlet, number = known.loc[known["mentions"].idxmax(), ["entity", "outlet", "mentions"]]
    title = f"{short(outlet)} mentions {short(entity)} {times(number)}, the most of any pair here"
    columns = commonest(table["outlet"], MOST_COLUMNS, table["mentions"])
    grid = table.pivot(index="entity", columns="outlet", values="mentions")
    grid = grid.reindex(index=table["entity"].unique()[:top], columns=columns).fillna(0)
    subtitle = (
        "Mentions of each entity (rows) by each outlet (columns). Outlets print more and less: the "
        "table below also has mentions per 1,000 words."
    ) + left_out((table["outlet"].nunique() - len(columns), "outlet"))
    ax = draw_matrix(grid, (title, subtitle))
    listed = [f"{n:,} by {o}" for n, o in zip(table["mentions"], table["outlet"], strict=True)]
    return described(ax, "Matrix of mentions by entity and outlet", table["entity"], listed)


def plot_mentioned_together(table: pd.DataFrame, who: Sequence[str], *, within: str = "paragraph"):
    """A matrix of who is mentioned together, from `counts.mentioned_together`.

    Rows and columns are the first ten of `who`, in that order.
    """
    if table.empty:
        return note("Who is mentioned together", "No two are mentioned together in this selection.")
    entity, other, number = table.loc[0, ["entity", "other", "together"]]
    title = f"{short(entity)} and {short(other)} share {plenty(number, within)}"
    names = list(who)[:MOST_COLUMNS]
    pairs = pd.concat([table, table.rename(columns={"entity": "other", "other": "entity"})])
    grid = pairs.pivot(index="entity", columns="other", values="together")
    grid = grid.reindex(index=names, columns=names).fillna(0.0)
    grid = grid.mask([[row == column for column in names] for row in names])
    subtitle = (
        f"In how many {within}s both are mentioned, by any name, description or pronoun. To be "
        "mentioned together is not to be connected: open the row and read."
    ) + left_out((len(who) - len(names), "entity"))
    ax = draw_matrix(grid, (title, subtitle))
    pairs = zip(table["other"], table["together"], strict=True)
    listed = [f"with {other} {plenty(number, within)}" for other, number in pairs]
    return described(ax, "Matrix of who is mentioned together", table["entity"], listed)


def _strips(entities, steps, names):
    """Name → how many mentions stand in each column of its strip."""
    return {name: steps[entities == name].value_counts().sort_index() for name in names}


def _highest(strips):
    return plenty(max(int(strip.max()) for strip in strips.values()), "mention")

"""Charts of entities: a table of `entity_counts` or `dispersion` in, Axes out.

They keep to what `plots` says of charts.
"""

from collections.abc import Sequence

import pandas as pd

from onrecord.charts.picture import drawing, note
from onrecord.charts.shapes import (
    COLUMNS,
    draw_bars,
    draw_matrix,
    draw_strips,
    draw_ticks,
)
from onrecord.charts.wording import (
    commonest,
    described,
    left_out,
    plenty,
    rest,
    share,
    short,
    times,
)
from onrecord.counts.dispersion import OPENING, PERIODS, write_period
from onrecord.counts.mentions import NOT_GIVEN
from onrecord.tables.schema import FORMS

BINS = 40  # columns of 2.5 % of an article


@drawing()
def mentions_by_form(table: pd.DataFrame, *, top: int = 10):
    """Bars of the mentions of each entity by form, from `entity_counts.mentions_by_form`."""
    if table.empty:
        return note("Who is written about", "No mentions in this selection.")
    mentions = table["mentions"]
    named = [f"{short(n)} {times(m)}" for n, m in mentions.head(2).items()]
    title = (
        f"{short(table.index[0])} is mentioned {', '.join([times(mentions.iloc[0]), *named[1:]])}"
    )
    subtitle = (
        f"{plenty(mentions.sum(), 'mention')} of {plenty(len(table), 'entity')} by form. "
        "Proper: a name; common: a description, such as “the minister”; pronoun: such as “she”."
    )
    shown = table.head(top)
    ends = [f"{m:,}" for m in shown["mentions"]]
    parts = shown[["proper", "common", "pronoun"]]
    ax = draw_bars(parts, ends, title, subtitle + rest(table, top, "entity", "mentions"))
    return described(ax, "Bar chart of mentions by entity", shown.index, ends)


@drawing()
def mention_positions(table: pd.DataFrame, *, top: int = 10):
    """A strip for each entity, of where it is mentioned, from `dispersion.mention_positions`."""
    if table.empty:
        return note("Where they are mentioned", "No mentions in this selection.")
    names, articles = commonest(table["entity"], top), table["article_id"].nunique()
    steps = (table["position"] * BINS / 100).astype(int).clip(upper=BINS - 1)
    strips = {name: steps[table["entity"] == name].value_counts().sort_index() for name in names}
    opening = {name: int(strip[strip.index < BINS // 10].sum()) for name, strip in strips.items()}
    first, highest = max(names, key=opening.get), max(int(strip.max()) for strip in strips.values())
    title = f"{short(first)} has {plenty(opening[first], 'mention')} in the opening tenth"
    laid = "one article" if articles == 1 else f"{articles:,} articles, laid over each other"
    subtitle = (
        f"Mentions along {laid}. One column is {100 / BINS}% of the length; the highest "
        f"stands for {plenty(highest, 'mention')}."
    ) + left_out(table["entity"].nunique() - len(names), "entity")
    sizes = [int(strip.sum()) for strip in strips.values()]
    ax = draw_strips(strips, BINS, [f"{size:,}" for size in sizes], title, subtitle)
    listed = [f"{opening[name]:,} of {size:,}" for name, size in zip(names, sizes, strict=True)]
    return described(
        ax, "Strips of mentions along the articles; in the opening tenth", names, listed
    )


@drawing()
def positions_of(table: pd.DataFrame, *, top: int = 10):
    """A line for each article with a tick for each mention, from `dispersion.positions_of`."""
    if table.empty:
        return note("Where in each article", "No mentions in this selection.")
    who, articles = short(table["entity"].iloc[0]), table["article_id"].nunique()
    shown = table[table["article_id"].isin(commonest(table["article_id"], top))]
    groups = [own for _, own in shown.groupby("article_id", sort=False)]
    rows = [(own["article"].iloc[0], _places(own)) for own in groups]
    early = (table.groupby("article_id")["position"].min() < OPENING).sum()
    title = f"{who} enters in the opening tenth of {early:,} of {plenty(articles, 'article')}"
    subtitle = (
        f"{plenty(len(table), 'mention')} of {who}, each where it stands between the start and the "
        "end of its article: long ticks are names, middling ones descriptions, short ones pronouns."
    ) + left_out(articles - len(rows), "article")
    ends = [f"{len(own):,}" for own in groups]
    ax = draw_ticks(rows, ends, title, subtitle)
    return described(ax, f"Mentions of {who} along each article", [n for n, _ in rows], ends)


@drawing()
def mentions_over_time(table: pd.DataFrame, *, top: int = 10):
    """A strip for each entity of when it is mentioned, from `dispersion.mentions_over_time`."""
    if table.empty:
        return note("When they are mentioned", "No mentions in dated articles in this selection.")
    names, first = commonest(table["entity"], top), table["period"].min()
    steps = pd.Series([(period - first).n for period in table["period"]], table.index)
    strips = {name: steps[table["entity"] == name].value_counts().sort_index() for name in names}
    busiest = {name: strip.idxmax() for name, strip in strips.items()}
    peak, bins = strips[names[0]].max(), int(steps.max()) + 1
    when = write_period(first + int(busiest[names[0]]))
    unit = PERIODS[first.freqstr[0]]
    where = {"day": "on", "week": "in the"}.get(unit, "in")
    title = f"{short(names[0])} is mentioned most {where} {when}: {times(peak)}"
    subtitle = (
        f"{plenty(len(table), 'mention')} in dated articles. One column is a {unit}; the highest "
        f"stands for {plenty(max(int(strip.max()) for strip in strips.values()), 'mention')}."
    ) + left_out(table["entity"].nunique() - len(names), "entity")
    ends = [f"{strip.sum():,}" for strip in strips.values()]
    marks = [(0, f"{table['day'].min():%Y-%m-%d}"), (1, f"{table['day'].max():%Y-%m-%d}")]
    ax = draw_strips(strips, bins, ends, title, subtitle, marks[: min(bins, 2)])
    listed = [
        f"{n} in all, most in {write_period(first + int(busiest[name]))}"
        for name, n in zip(names, ends, strict=True)
    ]
    return described(ax, f"Strips of mentions by {unit}", names, listed)


@drawing()
def mentions_by_outlet(table: pd.DataFrame, *, top: int = 10):
    """A matrix of entities and outlets, from `entity_counts.mentions_by_outlet`."""
    if table.empty or set(table["outlet"]) == {NOT_GIVEN}:
        return note("Which outlet mentions whom", "No mentions with an outlet in this selection.")
    known = table[table["outlet"] != NOT_GIVEN]
    entity, outlet, number = known.loc[known["mentions"].idxmax(), ["entity", "outlet", "mentions"]]
    title = f"{short(outlet)} mentions {short(entity)} {times(number)}, the most of any pair here"
    columns = commonest(table["outlet"], COLUMNS, table["mentions"])
    rows = list(dict.fromkeys(table["entity"]))[:top]
    grid = table.pivot(index="entity", columns="outlet", values="mentions")
    grid = grid.reindex(index=rows, columns=columns).fillna(0).astype(int)
    subtitle = (
        "Mentions of each entity (rows) by each outlet (columns). Outlets print more and less: the "
        "table below also has mentions per 1,000 words."
    ) + left_out(table["outlet"].nunique() - len(columns), "outlet")
    ax = draw_matrix(grid, title, subtitle)
    listed = [f"{n:,} by {o}" for n, o in zip(table["mentions"], table["outlet"], strict=True)]
    return described(ax, "Matrix of mentions by entity and outlet", table["entity"], listed)


@drawing()
def mentioned_together(table: pd.DataFrame, who: Sequence[str], *, within: str = "paragraph"):
    """A matrix of who is mentioned together, from `entity_counts.mentioned_together`.

    Rows and columns are the first ten of `who`, in that order.
    """
    if table.empty:
        return note("Who is mentioned together", "No two are mentioned together in this selection.")
    entity, other, number = table.loc[0, ["entity", "other", "together"]]
    title = f"{short(entity)} and {short(other)} share {plenty(number, within)}"
    names = list(who)[:COLUMNS]
    pairs = pd.concat([table, table.rename(columns={"entity": "other", "other": "entity"})])
    grid = pairs.pivot(index="entity", columns="other", values="together")
    grid = grid.reindex(index=names, columns=names).fillna(0.0)
    grid = grid.mask([[row == column for column in names] for row in names])
    subtitle = (
        f"In how many {within}s both are mentioned, by any name, description or pronoun. To be "
        "mentioned together is not to be connected: open the row and read."
    ) + left_out(len(who) - len(names), "entity")
    ax = draw_matrix(grid, title, subtitle)
    listed = [
        f"with {o} {plenty(n, within)}"
        for o, n in zip(table["other"], table["together"], strict=True)
    ]
    return described(ax, "Matrix of who is mentioned together", table["entity"], listed)


@drawing()
def voice_by(table: pd.DataFrame, *, top: int = 10):
    """Bars of attributions by an attribute of their source, from `entity_counts.voice_by`."""
    if not table["attributions"].sum():
        return note("Who gets to speak", "No attributions in this selection.")
    table, attribute = table[table["attributions"] > 0], table.index.name
    total = table["attributions"].sum()
    ends = [f"{n:,} · {share(n, total)}" for n in table["attributions"].head(top)]
    title = f"{share(table['attributions'].iloc[0], total)} of the attributions: {short(table.index[0])}"
    subtitle = (
        f"{plenty(total, 'attribution')} by the {attribute} of their source. What is quoted inside a "
        "quotation counts for the outer source."
    ) + rest(table, top, "value", "attributions")
    ax = draw_bars(table[["attributions"]].head(top), ends, title, subtitle)
    return described(ax, f"Bar chart of attributions by {attribute}", table.index[:top], ends)


def _places(positions):
    """Form → where the mentions of that form stand; every form, so that each keeps its look."""
    return {form: positions["position"][positions["form"] == form].tolist() for form in FORMS}

"""Charts of claims: a table of `claim_counts` or `sourcing` in, Axes out.

They keep to what `plots` says of charts.
"""

import pandas as pd

from onrecord.charts.picture import drawing, note
from onrecord.charts.quotes import NOBODY
from onrecord.charts.shapes import COLUMNS, draw_matrix
from onrecord.charts.two_sided import (
    SHARES,
    SOURCED,
    draw_diverging,
    draw_shares,
    draw_strips_both_ways,
)
from onrecord.charts.wording import commonest, described, left_out, plenty, rest, share, short
from onrecord.counts.claims import AGAINST, GROUPS
from onrecord.counts.dispersion import PERIODS, write_period
from onrecord.tables.schema import CERTAINTIES

SMALL_PARTS = "Parts too small for their number have it in the table below."
SHORTER = {"CT-": "certainly not", "PR-": "probably not", "PS-": "possibly not", "Uu": "no stand"}
INNER = "A claim inside the words of another counts for its own source."


@drawing()
def acts_by_source(table: pd.DataFrame, *, top: int = 10):
    """Bars to both sides, from `claim_counts.acts_by_source`: denied and withheld to the left."""
    if table.empty:
        return note("What they do with words", "No claims in this selection.")
    groups = pd.DataFrame(
        {
            name: table[[act for act in acts if act in table]].sum(axis=1)
            for name, acts in GROUPS.items()
        }
    )
    total, against = table["claims"].sum(), groups[list(AGAINST)]
    shown, sources = groups.head(top), sum(name not in NOBODY for name in table.index)
    denied, withheld = against.sum()
    title = f"{share(denied, total)} of the claims deny, {share(withheld, total)} decline to say"
    wide = [f"{name}: {', '.join(acts)}" for name, acts in GROUPS.items() if len(acts) > 1]
    subtitle = (
        f"{plenty(total, 'claim')} of {plenty(sources, 'source')} by what the source does in it. "
        f"Left of the line: denies, or withholds (declines to say). Right of it, {'; '.join(wide)}. "
        f"{SMALL_PARTS} {INNER}"
    ) + rest(table, top, "source", "claims")
    parts = shown.drop(columns=list(AGAINST))
    sums = zip(shown[list(AGAINST)].sum(axis=1), parts.sum(axis=1), strict=True)
    ends = [(f"{less:,}" if less else "", f"{more:,}") for less, more in sums]
    ax = draw_diverging(shown[list(AGAINST)], parts, ends, title, subtitle)
    listed = [f"{more} put forward, {less or 0} denied or withheld" for less, more in ends]
    return described(ax, "Bars to both sides, claims by source and act", shown.index, listed)


@drawing()
def commitment_by_source(table: pd.DataFrame, *, top: int = 10):
    """Shares of each source's claims, from `claim_counts.commitment_by_source`."""
    if table.empty:
        return note("How sure they are", "No claims in this selection.")
    parts, total = table[list(CERTAINTIES)], table["claims"].sum()
    sure = parts["CT+"].sum() + parts["CT-"].sum()
    title = f"{share(sure, total)} of the claims are put forward or denied as certain"
    sources = sum(name not in NOBODY for name in table.index)
    subtitle = (
        f"{plenty(total, 'claim')} of {plenty(sources, 'source')} by the source’s own commitment "
        f"(FactBank), not by what is true. A bar is all claims of a source. {SMALL_PARTS} {INNER}"
    ) + rest(table, top, "source", "claims")
    named = {
        value: f"{value} {SHORTER.get(value, meaning)}" for value, meaning in CERTAINTIES.items()
    }
    shown, claims = parts.head(top).rename(columns=named), table["claims"].head(top)
    columns = {"claims": [f"{number:,}" for number in claims]}
    ax = draw_shares(shown, SHARES, columns, title, subtitle, lines=3)
    listed = [f"{n:,} of {m:,} certain" for n, m in zip(parts["CT+"], claims, strict=False)]
    return described(ax, "Shares of claims by commitment", shown.index, listed)


@drawing()
def speakers_about(table: pd.DataFrame, *, top: int = 10):
    """A matrix, who speaks about whom, from `claim_counts.speakers_about`."""
    if table.empty:
        return note("Who speaks about whom", "No claims about anyone in this selection.")
    known = table[~table["source"].isin(NOBODY)]
    source, about, most = (table if known.empty else known).iloc[0][["source", "about", "claims"]]
    verb = "mentions" if most == 1 else "mention"
    title = f"{plenty(most, 'claim')} by {short(source)} {verb} {short(about)}"
    rows = commonest(table["source"], top, table["claims"])
    columns = commonest(table["about"], min(top, COLUMNS), table["claims"])
    grid = table.pivot(index="source", columns="about", values="claims")
    grid = grid.reindex(index=rows, columns=columns).fillna(0).astype(int)
    subtitle = (
        "Claims of each source (rows) that mention each entity (columns). A claim that mentions "
        "several counts for each. Left out: claims without a source, mentions of the source "
        "itself, such as “I”, and of those who have no name."
    )
    subtitle += left_out(table["source"].nunique() - len(rows), "source")
    subtitle += left_out(table["about"].nunique() - len(columns), "entity")
    first = table.head(3)
    listed = [f"{n:,} about {who}" for n, who in zip(first["claims"], first["about"], strict=True)]
    ax = draw_matrix(grid, title, subtitle)
    return described(ax, "Matrix of claims, who speaks about whom", first["source"], listed)


@drawing()
def sourcing(table: pd.DataFrame, *, top: int = 10):
    """Shares of claims by what is known of the source, from a function of `sourcing`."""
    if table.empty:
        return note("How much rests on a name", "No claims in this selection.")
    total, unit = table["claims"].sum(), table.index.name
    nameless = table["unnamed"].sum() + table["none"].sum()
    title = f"{share(nameless, total)} of the claims have no named source"
    subtitle = (
        f"{plenty(total, 'claim')} in {plenty(len(table), unit)} by what is known of the source. "
        "Unnamed: a description or a pronoun that nobody was found for. Depth: the mean number of "
        "other sources that a claim passed through. Origins: on how many independent words the "
        "claims stand, at most: a name is one, nobody named is one for each article. "
        f"{SMALL_PARTS} {INNER} Left out: {unit}s without a claim."
    ) + rest(table, top, unit, "claims")
    shown = table.head(top)
    columns = {
        "claims": [f"{number:,}" for number in shown["claims"]],
        "depth": [f"{number:.1f}" for number in shown["depth"]],
        "origins": [f"{number:,}" for number in shown["origins"]],
    }
    parts = shown[["named", "unnamed", "none"]]
    parts = parts.rename(columns={"none": "no source given"})
    ax = draw_shares(parts, SOURCED, columns, title, subtitle, lines=1)
    listed = [f"{n:,} of {m:,} named" for n, m in zip(shown["named"], shown["claims"], strict=True)]
    return described(ax, f"Shares of claims by class of source, by {unit}", shown.index, listed)


@drawing()
def claims_over_time(table: pd.DataFrame, undated: int = 0, *, top: int = 10):
    """A strip for each source of when it claims and denies, from `claim_counts.claims_over_time`.

    Args:
        undated: how many claims stand in articles without a date.
    """
    if table.empty:
        reason = f" {plenty(undated, 'claim')} without a date." if undated else ""
        return note("When they say it", f"No claims in dated articles in this selection.{reason}")
    names, first = commonest(table["source"], top), table["period"].min()
    steps = pd.Series([(period - first).n for period in table["period"]], table.index)
    bins = int(steps.max()) + 1
    strips = {name: _strip(table[table["source"] == name], steps, bins) for name in names}
    days = table.groupby("period").size()
    when, unit = write_period(days.idxmax()), PERIODS[first.freqstr[0]]
    where = {"day": "on", "week": "in the"}.get(unit, "in")
    title = f"Most claims, {days.max():,} of {len(table):,}, were published {where} {when}"
    highest = max(int(strip.iloc[:, 0].max()) for strip in strips.values())
    subtitle = (
        f"{plenty(len(table), 'claim')} in dated articles, by source. One column is a {unit}: up, "
        f"what is put forward (the highest is {plenty(highest, 'claim')}); down, what is denied or "
        f"withheld, on the same scale. {INNER}"
    ) + left_out(table["source"].nunique() - len(names), "source")
    subtitle += f" Left out: {plenty(undated, 'claim')} without a date." if undated else ""
    ends = [f"{int(strip.to_numpy().sum()):,}" for strip in strips.values()]
    marks = [(0, f"{table['day'].min():%Y-%m-%d}"), (1, f"{table['day'].max():%Y-%m-%d}")]
    ax = draw_strips_both_ways(strips, ends, title, subtitle, marks[: min(bins, 2)])
    listed = [plenty(int(strip.to_numpy().sum()), "claim") for strip in strips.values()]
    return described(ax, f"Strips of claims by {unit}", names, listed)


def _strip(own, steps, bins):
    """Claims of one source in each bin: put forward, denied, withheld."""
    parts = own["act"].where(own["act"].isin(AGAINST), "puts forward")
    counts = pd.crosstab(steps[own.index], parts)
    return counts.reindex(index=range(bins), columns=["puts forward", *AGAINST], fill_value=0)

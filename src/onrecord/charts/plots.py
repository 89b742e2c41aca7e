"""Charts: a table of `counts` in, matplotlib Axes out.

They read no file and show nothing; `picture.show_chart` shows them. Each has a sentence as its
title, says what is counted and what is left out, and carries its alternative text as the label of
its Axes. Nothing is told by colour alone, and a grey print says the same.
"""

import pandas as pd

from onrecord.charts.counts import CLASS_NAMES
from onrecord.charts.labels import NO_SOURCE, UNRESOLVED
from onrecord.charts.phrases import commonest, described, left_out, plenty, rest, share, short
from onrecord.charts.picture import drawing, note
from onrecord.charts.shapes import COLUMNS, draw_bars, draw_matrix

NOBODY = (NO_SOURCE, UNRESOLVED)  # rows that are no source of their own
NAMELESS = ("unnamed", "pronoun", "none")  # classes of sources that are not joined to a name


@drawing()
def words_by_source(table: pd.DataFrame, *, top: int = 10):
    """Bars of the words of each source by kind, from `counts.words_by_source`."""
    if table.empty:
        return note("Who speaks, and in whose words", "No attributions in this selection.")
    total, first = table["words"].sum(), next((n for n in table.index if n not in NOBODY), None)
    title = "No source is known of any of the reported words"
    if first is not None:
        title = f"{short(first)} gets {share(table['words'][first], total)} of the reported words"
    subtitle = (
        f"{plenty(total, 'word')} of reported speech by source. Direct: all in quote marks; "
        "mixed: in part; indirect: none. What is quoted inside a quotation counts for the outer "
        "source."
    )
    shown = table.head(top)
    ends = [f"{words:,} · {share(words, total)}" for words in shown["words"]]
    parts = shown[["direct", "mixed", "indirect"]]
    ax = draw_bars(parts, ends, title, subtitle + rest(table, top, "source", "words"))
    return described(ax, "Bar chart of reported words by source", shown.index, ends)


@drawing()
def words_by_class(table: pd.DataFrame):
    """Bars of the words by class of source, from `counts.words_by_class`."""
    total = table["words"].sum()
    if not total:
        return note("How much rests on a name", "No attributions in this selection.")
    nameless = table["words"][[CLASS_NAMES[name] for name in NAMELESS]].sum()
    title = f"{share(nameless, total)} of the reported words come from sources not joined to a name"
    subtitle = (
        f"{plenty(total, 'word')} of reported speech by what is known of the source. Not joined "
        "to a name: descriptions, such as “officials”; pronouns that nobody was found for; and "
        "words that no source is given for."
    )
    ends = [f"{words:,} · {share(words, total)}" for words in table["words"]]
    ax = draw_bars(table[["words"]], ends, title, subtitle)
    return described(ax, "Bar chart of reported words by class of source", table.index, ends)


@drawing()
def speakers_about(table: pd.DataFrame, *, top: int = 10):
    """A matrix, who speaks about whom, from `counts.speakers_about`."""
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
        "several counts for each. Left out: claims without a source, and mentions of the source "
        "itself, such as “I”."
    )
    subtitle += left_out(table["source"].nunique() - len(rows), "source")
    subtitle += left_out(table["about"].nunique() - len(columns), "entity")
    first = table.head(3)
    listed = [f"{n:,} about {who}" for n, who in zip(first["claims"], first["about"], strict=True)]
    ax = draw_matrix(grid, title, subtitle)
    return described(ax, "Matrix of claims, who speaks about whom", first["source"], listed)


@drawing()
def acts_by_source(table: pd.DataFrame, *, top: int = 10):
    """A matrix, which source does what, from `counts.acts_by_source`."""
    if table.empty:
        return note("What they do with words", "No claims in this selection.")
    grid, total = table.drop(columns=["claims", "ids"], errors="ignore"), table["claims"].sum()
    acts = grid.sum().sort_values(ascending=False, kind="stable")
    title = f"{share(acts.iloc[0], total)} of the claims are of the kind “{acts.index[0]}”"
    if "denies" in acts.index[1:]:
        title += f", {share(acts['denies'], total)} “denies”"
    sources = sum(name not in NOBODY for name in table.index)
    subtitle = (
        f"{plenty(total, 'claim')} of {plenty(sources, 'source')} by what the source does in "
        "it. A claim inside the words of another counts for its own source."
    )
    subtitle += rest(table, top, "source", "claims")
    rare = acts.index[COLUMNS:]
    if len(rare):
        subtitle += f" Not shown: {plenty(acts[rare].sum(), 'claim')} of rarer kinds."
    shown = table["claims"].head(top)
    ax = draw_matrix(grid.drop(columns=rare).head(top), title, subtitle)
    listed = [plenty(claims, "claim") for claims in shown]
    return described(ax, "Matrix of claims by source and act", shown.index, listed)

"""Charts: a table of `counts` in, matplotlib Axes out.

They read no file and show nothing; `picture.show_chart` shows them. Each has a sentence as its
title, says what is counted and what is left out, and carries its alternative text as the label of
its Axes. Nothing is told by colour alone, and a grey print says the same.
"""

import pandas as pd

from onrecord.charts.counts import CLASS_NAMES
from onrecord.charts.labels import NO_SOURCE, UNRESOLVED
from onrecord.charts.picture import drawing, note
from onrecord.charts.shapes import draw_bars, draw_matrix, draw_strips

NOBODY = (NO_SOURCE, UNRESOLVED)  # rows that are no source of their own
NAMELESS = ("unnamed", "pronoun", "none")  # classes of sources that are not joined to a name
COLUMNS = 10  # the most columns of a matrix
LONGEST = 50  # characters of a name in a title or an alternative text
BINS = 40  # columns of 2.5 % of an article


@drawing()
def words_by_source(table: pd.DataFrame, *, top: int = 10):
    """Bars of the words of each source by kind, from `counts.words_by_source`."""
    if table.empty:
        return note("Who speaks, and in whose words", "No attributions in this selection.")
    total, first = table["words"].sum(), next((n for n in table.index if n not in NOBODY), None)
    title = "No source is known of any of the reported words"
    if first is not None:
        title = f"{_short(first)} gets {_share(table['words'][first], total)} of the reported words"
    subtitle = (
        f"{_plenty(total, 'word')} of reported speech by source. Direct: all in quote marks; "
        "mixed: in part; indirect: none. What is quoted inside a quotation counts for the outer "
        "source."
    )
    shown = table.head(top)
    ends = [f"{words:,} · {_share(words, total)}" for words in shown["words"]]
    parts = shown[["direct", "mixed", "indirect"]]
    ax = draw_bars(parts, ends, title, subtitle + _rest(table, top, "source", "words"))
    return _described(ax, "Bar chart of reported words by source", shown.index, ends)


@drawing()
def words_by_class(table: pd.DataFrame):
    """Bars of the words by class of source, from `counts.words_by_class`."""
    total = table["words"].sum()
    if not total:
        return note("How much rests on a name", "No attributions in this selection.")
    nameless = table["words"][[CLASS_NAMES[name] for name in NAMELESS]].sum()
    title = (
        f"{_share(nameless, total)} of the reported words come from sources not joined to a name"
    )
    subtitle = (
        f"{_plenty(total, 'word')} of reported speech by what is known of the source. Not joined "
        "to a name: descriptions, such as “officials”; pronouns that nobody was found for; and "
        "words that no source is given for."
    )
    ends = [f"{words:,} · {_share(words, total)}" for words in table["words"]]
    ax = draw_bars(table[["words"]], ends, title, subtitle)
    return _described(ax, "Bar chart of reported words by class of source", table.index, ends)


@drawing()
def mentions_by_form(table: pd.DataFrame, *, top: int = 10):
    """Bars of the mentions of each entity by form, from `counts.mentions_by_form`."""
    if table.empty:
        return note("Who is written about", "No mentions in this selection.")
    mentions = table["mentions"]
    named = [f"{_short(n)} {_times(m)}" for n, m in mentions.head(2).items()]
    title = (
        f"{_short(table.index[0])} is mentioned {', '.join([_times(mentions.iloc[0]), *named[1:]])}"
    )
    subtitle = (
        f"{_plenty(mentions.sum(), 'mention')} of {_plenty(len(table), 'entity')} by form. "
        "Proper: a name; common: a description, such as “the minister”; pronoun: such as “she”."
    )
    shown = table.head(top)
    ends = [f"{m:,}" for m in shown["mentions"]]
    parts = shown[["proper", "common", "pronoun"]]
    ax = draw_bars(parts, ends, title, subtitle + _rest(table, top, "entity", "mentions"))
    return _described(ax, "Bar chart of mentions by entity", shown.index, ends)


@drawing()
def mention_positions(table: pd.DataFrame, *, top: int = 10):
    """A strip for each entity, of where it is mentioned, from `counts.mention_positions`."""
    if table.empty:
        return note("Where they are mentioned", "No mentions in this selection.")
    names, articles = _most(table["entity"], top), table["article_id"].nunique()
    steps = (table["position"] * BINS / 100).astype(int).clip(upper=BINS - 1)
    strips = {name: steps[table["entity"] == name].value_counts().sort_index() for name in names}
    opening = {name: int(strip[strip.index < BINS // 10].sum()) for name, strip in strips.items()}
    first, highest = max(names, key=opening.get), max(int(strip.max()) for strip in strips.values())
    title = f"{_short(first)} has {_plenty(opening[first], 'mention')} in the opening tenth"
    laid = "one article" if articles == 1 else f"{articles:,} articles, laid over each other"
    subtitle = (
        f"Mentions along {laid}. One column is {100 / BINS}% of the length; the highest "
        f"stands for {_plenty(highest, 'mention')}."
    ) + _left_out(table["entity"].nunique() - len(names), "entity")
    sizes = [int(strip.sum()) for strip in strips.values()]
    ax = draw_strips(strips, BINS, [f"{size:,}" for size in sizes], title, subtitle)
    listed = [f"{opening[name]:,} of {size:,}" for name, size in zip(names, sizes, strict=True)]
    return _described(
        ax, "Strips of mentions along the articles; in the opening tenth", names, listed
    )


@drawing()
def speakers_about(table: pd.DataFrame, *, top: int = 10):
    """A matrix, who speaks about whom, from `counts.speakers_about`."""
    if table.empty:
        return note("Who speaks about whom", "No claims about anyone in this selection.")
    known = table[~table["source"].isin(NOBODY)]
    source, about, most = (table if known.empty else known).iloc[0][["source", "about", "claims"]]
    verb = "mentions" if most == 1 else "mention"
    title = f"{_plenty(most, 'claim')} by {_short(source)} {verb} {_short(about)}"
    rows = _most(table["source"], top, table["claims"])
    columns = _most(table["about"], min(top, COLUMNS), table["claims"])
    grid = table.pivot(index="source", columns="about", values="claims")
    grid = grid.reindex(index=rows, columns=columns).fillna(0).astype(int)
    subtitle = (
        "Claims of each source (rows) that mention each entity (columns). A claim that mentions "
        "several counts for each. Left out: claims without a source, and mentions of the source "
        "itself, such as “I”."
    )
    subtitle += _left_out(table["source"].nunique() - len(rows), "source")
    subtitle += _left_out(table["about"].nunique() - len(columns), "entity")
    first = table.head(3)
    listed = [f"{n:,} about {who}" for n, who in zip(first["claims"], first["about"], strict=True)]
    ax = draw_matrix(grid, title, subtitle)
    return _described(ax, "Matrix of claims, who speaks about whom", first["source"], listed)


@drawing()
def acts_by_source(table: pd.DataFrame, *, top: int = 10):
    """A matrix, which source does what, from `counts.acts_by_source`."""
    if table.empty:
        return note("What they do with words", "No claims in this selection.")
    grid, total = table.drop(columns=["claims", "ids"], errors="ignore"), table["claims"].sum()
    acts = grid.sum().sort_values(ascending=False, kind="stable")
    title = f"{_share(acts.iloc[0], total)} of the claims are of the kind “{acts.index[0]}”"
    if "denies" in acts.index[1:]:
        title += f", {_share(acts['denies'], total)} “denies”"
    sources = sum(name not in NOBODY for name in table.index)
    subtitle = (
        f"{_plenty(total, 'claim')} of {_plenty(sources, 'source')} by what the source does in "
        "it. A claim inside the words of another counts for its own source."
    )
    subtitle += _rest(table, top, "source", "claims")
    rare = acts.index[COLUMNS:]
    if len(rare):
        subtitle += f" Not shown: {_plenty(acts[rare].sum(), 'claim')} of rarer kinds."
    shown = table["claims"].head(top)
    ax = draw_matrix(grid.drop(columns=rare).head(top), title, subtitle)
    listed = [_plenty(claims, "claim") for claims in shown]
    return _described(ax, "Matrix of claims by source and act", shown.index, listed)


def _described(ax, what, names, values):
    """Keep the alternative text with the Axes: what it is, and its first three rows."""
    rows = [f"{_short(name)}: {value}" for name, value in zip(names, values, strict=True)]
    more = f"; and {_plenty(len(rows) - 3, 'more row')}" if len(rows) > 3 else ""
    ax.set_label(f"{what}. {'; '.join(rows[:3])}{more}.")
    return ax


def _short(name):
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _most(values, top, weights=None):
    """The `top` commonest values, ties by name."""
    counts = values.value_counts() if weights is None else weights.groupby(values).sum()
    return sorted(counts.index, key=lambda name: (-counts[name], name))[:top]


def _share(part, whole):
    percent = 100 * part / max(whole, 1)
    return "under 1%" if 0 < percent < 0.5 else f"{percent:.0f}%"


def _rest(table, top, noun, what):
    """What the rows that are not shown hold, as a sentence; nothing where all are shown."""
    rest = table.iloc[top:]
    if rest.empty:
        return ""
    sum_ = _plenty(rest[what].sum(), what.removesuffix("s"))
    return f" Not shown: {_plenty(len(rest), noun)} with {sum_}."


def _left_out(number, noun):
    return f" Not shown: {_plenty(number, noun)}." if number else ""


def _plenty(number, noun):
    plural = {"entity": "entities"}.get(noun, noun + "s")
    return f"{number:,} {noun if number == 1 else plural}"


def _times(number):
    return "once" if number == 1 else f"{number:,} times"

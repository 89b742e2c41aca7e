"""Charts of who is quoted."""

import pandas as pd

from onrecord.charts.picture import note
from onrecord.charts.shapes import draw_bars
from onrecord.charts.wording import described, plenty, rest, share, short, with_shares
from onrecord.counts.labels import NO_SOURCE, UNRESOLVED
from onrecord.counts.quotes import CLASS_NAMES

NOBODY = (NO_SOURCE, UNRESOLVED)  # rows that are no source of their own
NOT_JOINED = ("unnamed", "unsure", "none")  # classes of sources that are not joined to a name


def plot_words_by_source(table: pd.DataFrame, *, top: int = 10):
    """Bars of the words of each source by kind, from `counts.words_by_source`."""
    if table.empty:
        return note("Who speaks, and in whose words", "No attributions in this selection.")
    total, unsure = table["words"].sum(), table["unsure"].sum()
    first = next((name for name in table.index if name not in NOBODY), None)
    title = "No source is known of any of the reported words"
    if first is not None:
        title = f"{short(first)} gets {share(table['words'][first], total)} of the reported words"
    subtitle = (
        f"{plenty(total, 'word')} of reported speech by source. Direct: all in quote marks; "
        "mixed: in part; indirect: none. What is quoted inside a quotation counts for the outer "
        f"source. {plenty(unsure, 'word')} ({share(unsure, total)}) have no sure owner."
    ) + rest(table, top, "source", "words")
    shown, ends = table.head(top), with_shares(table["words"].head(top), total)
    ax = draw_bars(shown[["direct", "mixed", "indirect"]], ends, (title, subtitle))
    return described(ax, "Bar chart of reported words by source", shown.index, ends)


def plot_words_by_class(table: pd.DataFrame):
    """Bars of the words by class of source, from `counts.words_by_class`."""
    total = table["words"].sum()
    if not total:
        return note("How much rests on a name", "No attributions in this selection.")
    nameless = table["words"][[CLASS_NAMES[name] for name in NOT_JOINED]].sum()
    title = f"{share(nameless, total)} of the reported words come from sources not joined to a name"
    subtitle = (
        f"{plenty(total, 'word')} of reported speech by what is known of the source. Not joined "
        "to a name: descriptions, such as “officials”; words without a sure owner, where the "
        "article may name the source; and words that no source is given for."
    )
    ends = with_shares(table["words"], total)
    ax = draw_bars(table[["words"]], ends, (title, subtitle))
    return described(ax, "Bar chart of reported words by class of source", table.index, ends)

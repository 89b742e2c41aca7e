"""Charts of who is quoted."""

import pandas as pd

from onrecord.charts.measured import marks_of, note_measured, scaled, with_measured
from onrecord.charts.picture import note
from onrecord.charts.shapes import FOUR_SHADES, draw_bars
from onrecord.charts.wording import (
    described,
    known_sources,
    plenty,
    rest,
    share,
    short,
    with_shares,
)
from onrecord.counts.quotes import CLASS_NAMES, NO_ROLE

NOT_JOINED = ("unnamed", "unsure", "none")  # classes of sources that are not joined to a name


def plot_words_by_source(table: pd.DataFrame, *, top: int = 10, measured=None):
    """Bars of the words of each source by kind, from `counts.words_by_source`.

    Args:
        measured: shares as an audit corrects them, from `Audit.shares`; so in all charts of shares.

    >>> words = counts.words_by_source(record.attributions)
    >>> charts.plot_words_by_source(words, top=5).get_label()
    'Bar chart of reported words by source. Helen Ardwick: ...'
    """
    if table.empty:
        return note("Who speaks, and in whose words", "No attributions in this selection.")
    total, unsure = table["words"].sum(), table["unsure"].sum()
    known, title = known_sources(table.index), "No source is known of any of the reported words"
    if known:
        title = (
            f"{short(known[0])} gets {share(table['words'][known[0]], total)} of the reported words"
        )
    subtitle = (
        f"{plenty(total, 'word')} of reported speech by {plenty(len(known), 'source')}. Direct: all in "
        "quote marks; mixed: in part; indirect: none. What is quoted inside a quotation counts for the outer "
        f"source. {plenty(unsure, 'word')} ({share(unsure, total)}) have no sure owner."
    ) + rest(table, top, "source", "words")
    subtitle += note_measured(measured)
    shown, marks = table.head(top), marks_of(measured, table.index[:top])
    ends = with_measured(with_shares(shown["words"], total), marks)
    parts, marks = shown[["direct", "mixed", "indirect"]], scaled(marks, total)
    ax = draw_bars(parts, ends, (title, subtitle), marks=marks)
    return described(ax, "Bar chart of reported words by source", shown.index, ends)


def plot_words_by_class(table: pd.DataFrame, *, measured=None):
    """Bars of the words by class of source, from `counts.words_by_class`."""
    total = table["words"].sum()
    if not total:
        return note("How much rests on a name", "No attributions in this selection.")
    nameless = table["words"][[CLASS_NAMES[name] for name in NOT_JOINED]].sum()
    title = f"{share(nameless, total)} of the reported words come from sources not joined to a name"
    subtitle = (
        f"{plenty(total, 'word')} of reported speech by what is known of the source. Not joined "
        "to a name: descriptions, such as “officials”, where nobody knows for whom they speak; "
        "words without a sure owner, where the article may name the source; and words that no "
        "source is given for."
    )
    return _bars_of_words(table, (title, subtitle), "class of source", measured)


def plot_words_by_role_kind(table: pd.DataFrame, *, measured=None):
    """Bars of the words by kind of role of their source, from `counts.words_by_role_kind`."""
    total, known = table["words"].sum(), table["words"].drop(list(NO_ROLE.values()))
    if not total:
        return note("In which roles they speak", "No attributions in this selection.")
    title = "No role is given of any source of the reported words"
    if known.any():
        title = f"{share(known.max(), total)} of the reported words come from {known.idxmax()}"
        title += ", the most of any role"
    subtitle = (
        f"{plenty(total, 'word')} of reported speech by what the article says that its source is, "
        "there or before. A source that it calls nothing has no role here, whoever it is."
    )
    return _bars_of_words(table, (title, subtitle), "kind of role", measured)


def plot_rests_on(table: pd.DataFrame, *, measured=None):
    """Bars of the words by what they rest on, from `counts.rests_on`."""
    total = table["words"].sum()
    if not total:
        return note("What the words rest on", "No attributions in this selection.")
    spoken, written = table["words"][["spokespeople", "documents"]]
    title = f"{share(spoken, total)} of the reported words rest on spokespeople, "
    title += f"{share(written, total)} on documents"
    subtitle = (
        f"{plenty(total, 'word')} of reported speech. Spokespeople: those who speak for another, "
        "with a name or without. Others of an organisation have no name either, such as “two staff "
        "of the port”. Documents: also those of an organisation with a name. Nobody known: "
        "descriptions, words without a sure owner or without a source."
    )
    return _bars_of_words(table, (title, subtitle), "what they rest on", measured)


def plot_words_by_affiliation(table: pd.DataFrame, *, top: int = 10):
    """Bars of the words said for each organisation or person, from `counts.words_by_affiliation`."""
    if table.empty:
        return note("Who speaks for whom", "Nobody speaks for another in this selection.")
    title = f"Others say {plenty(table['by_others'].iloc[0], 'word')} for {short(table.index[0])}"
    subtitle = (
        f"{plenty(table['by_others'].sum(), 'word')} of reported speech are said for somebody else: "
        "each organisation or person with its own words, and those of its people, named and unnamed, "
        "and of its documents. Those for whom others say "
        "most come first. Left out: who speaks only for itself."
    ) + rest(table, top, "other", "words")
    shown, ends = table.head(top), [f"{words:,}" for words in table["words"].head(top)]
    voices = shown[["itself", "named_people", "unnamed_people", "documents"]]
    voices = voices.rename(columns=lambda name: name.removesuffix("_people"))
    ax = draw_bars(voices, ends, (title, subtitle), FOUR_SHADES)
    return described(ax, "Bar chart of reported words by whom they are said for", shown.index, ends)


def _bars_of_words(table, heading, by, measured):
    total, (title, subtitle) = table["words"].sum(), heading
    marks = marks_of(measured, table.index)
    ends = with_measured(with_shares(table["words"], total), marks)
    heading = title, subtitle + note_measured(measured)
    ax = draw_bars(table[["words"]], ends, heading, marks=scaled(marks, total))
    return described(ax, f"Bar chart of reported words by {by}", table.index, ends)

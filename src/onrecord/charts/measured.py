"""Beside a share as it is reported, the share as an audit corrects it: marks, numbers and sentences.

Each takes what `Audit.shares` gives; of None, where there is no audit, there is nothing to show.
"""

from onrecord.charts.wording import plenty

MOST_WARNINGS = 2  # of a chart


def with_measured(ends, measured):
    """The texts at the ends of bars, each with the corrected share below it, where that is known."""
    told = {
        row: f"\n◆ {value:.0%} ({100 * low:.0f}–{100 * high:.0f})"
        for row, value, low, high in marks(measured)
    }
    return [end + told.get(row, "") for row, end in enumerate(ends)]


def marks(measured, whole=1):
    """Row, value and interval of bars whose lengths are parts of a whole."""
    if measured is None:
        return []
    bar = (frame.iloc[0] * whole for frame in (measured.share, measured.low, measured.high))
    return _known((row, *values) for row, values in enumerate(zip(*bar, strict=True)))


def edges(measured, bars):
    """Row, value and interval of where one part of a bar ends and the next begins."""
    if measured is None:
        return []
    frames = measured.up_to, measured.up_to_low, measured.up_to_high
    places = [(n, bar) for n, bar in enumerate(bars) if bar in measured.up_to.index]
    rows = ((n, [frame.loc[bar] for frame in frames]) for n, bar in places)
    return _known((n, *values) for n, columns in rows for values in zip(*columns, strict=True))


def note_measured(measured):
    """What the marks are, and where errors differ, as sentences."""
    if measured is None:
        return ""
    if not measured.low.notna().any(axis=None):
        return " Too few audited articles have these groups to correct their shares."
    told = [
        f" ◆: the share corrected for the errors that {plenty(measured.articles, 'audited article')} show, "
        "with its 95% interval; none where fewer than five tell.",
        *measured.warnings[:MOST_WARNINGS],
    ]
    return " ".join(told)


def _known(found):
    return [mark for mark in found if mark[2] == mark[2]]  # NaN where nothing is known

"""Beside a share as it is reported, the share as an audit corrects it: marks, numbers and sentences.

Each takes what `Audit.shares` gives; of None, where there is no audit, there is nothing to show.
"""

from onrecord.charts.wording import plenty

MOST_WARNINGS = 2  # of a chart


def with_measured(ends, marks):
    """The texts at the ends of bars, each with the corrected share below it, where that is known."""
    told = {row: _told(*share) for row, *share in marks}
    return [f"{end}\n◆ {told[row]}" if row in told else end for row, end in enumerate(ends)]


def marks_of(measured, names):
    """Row, share and interval of bars with these names, each of which is a group."""
    if measured is None:
        return []
    known = measured.bars.droplevel(0).dropna(subset="low")
    columns = ["share", "low", "high"]
    return [(n, *known.loc[name, columns]) for n, name in enumerate(names) if name in known.index]


def scaled(marks, whole):
    """Marks of bars whose lengths are parts of a whole."""
    return [(row, *(whole * share for share in shares)) for row, *shares in marks]


def edges_of(measured, bars):
    """Row, share and interval of where one part of a bar ends and the next begins."""
    if measured is None:
        return []
    known = measured.bars[["up_to", "up_to_low", "up_to_high"]].dropna()
    rows = {bar: n for n, bar in enumerate(bars)}
    return [(rows[bar], *edge) for (bar, _), edge in known.iterrows() if bar in rows]


def note_measured(measured):
    """What the marks are, and where errors differ, as sentences."""
    if measured is None:
        return ""
    if measured.bars["low"].isna().all():
        return " Too few audited articles have these groups to correct their shares."
    told = [
        f" ◆: the share corrected for the errors that {plenty(measured.articles, 'audited article')} show, "
        "with its 95% interval; none where fewer than five tell.",
        *measured.warnings[:MOST_WARNINGS],
    ]
    return " ".join(told)


def corrected(measured, names):
    """The corrected shares of some groups in words: `denies 3% (2–5)`."""
    return ", ".join(f"{names[row]} {_told(*share)}" for row, *share in marks_of(measured, names))


def _told(share, low, high):
    return f"{share:.0%} ({100 * low:.0f}–{100 * high:.0f})"

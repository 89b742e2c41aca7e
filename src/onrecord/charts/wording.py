"""Phrases: what titles, subtitles and alternative texts of charts are put together from."""

from onrecord.counts.labels import NOBODY
from onrecord.counts.periods import period_name, write_period

LONGEST_LABEL = 50  # characters


def described(ax, what, names, values):
    """Keep the alternative text with the Axes: what it is, and its first three rows."""
    rows = [f"{short(name)}: {value}" for name, value in zip(names, values, strict=True)]
    more = f"; and {plenty(len(rows) - 3, 'more row')}" if len(rows) > 3 else ""
    ax.set_label(f"{what}. {'; '.join(rows[:3])}{more}.")
    return ax


def short(name):
    """A name, cut with `…` where it is long."""
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"


def opening(name):
    """A name that opens a title, cut where it is long: it begins with a capital."""
    return short(name[:1].upper() + name[1:])


def commonest(values, top, weights=None):
    """The `top` commonest values, ties by name."""
    counts = values.value_counts() if weights is None else weights.groupby(values).sum()
    return sorted(counts.index, key=lambda name: (-counts[name], name))[:top]


def share(part, whole):
    """A part in whole percents of the whole."""
    percent = 100 * part / max(whole, 1)
    return "under 1%" if 0 < percent < 0.5 else f"{percent:.0f}%"


def with_shares(numbers, whole):
    """Each number with its share of the whole: `7 · 39%`."""
    return [f"{number:,} · {share(number, whole)}" for number in numbers]


def known_sources(names):
    """Those that are sources, and not what is of nobody known."""
    return [name for name in names if name not in NOBODY]


def rest(table, top, noun, what):
    """What the rows that are not shown hold, as a sentence; nothing where all are shown."""
    hidden = table.iloc[top:]
    nobody = [name for name in hidden.index if name in NOBODY]
    held = plenty(hidden[what].sum(), what.removesuffix("s"))
    others = [plenty(number, noun) for number in [len(hidden) - len(nobody)] if number]
    told = " and ".join([*others, *nobody])
    return f" Not shown: {told} with {held}." if len(hidden) else ""


def left_out(*hidden):
    """How many of each noun are not shown, as a sentence; nothing where all are shown."""
    told = [plenty(number, noun) for number, noun in hidden if number > 0]
    return f" Not shown: {', '.join(told)}." if told else ""


def alone(what, name):
    """Why there is nothing to compare, as a sentence."""
    return f"{opening(name)} is the only {what} in this selection, so there is nothing to compare."


def alone_in_time(table):
    """The same of a table whose rows are all of one period, which is in its column `period`."""
    period = table["period"].iloc[0]
    return alone(period_name(period), write_period(period))


def plenty(number, noun):
    """A number with its noun: `1 mention`, `2 entities`."""
    plural = {"entity": "entities"}.get(noun, noun + "s")
    return f"{number:,} {noun if number == 1 else plural}"


def times(number):
    """`once`, `2 times`."""
    return "once" if number == 1 else f"{number:,} times"

"""Periods: the days, weeks, months, quarters or years that a corpus is counted by."""

import pandas as pd

from onrecord.counts.labels import parts

MOST_PERIODS = 45  # in a corpus; if there would be more of them, longer ones are taken
PERIODS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


def with_periods(
    frame: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    shortest: str = "D",
    most: int = MOST_PERIODS,
) -> pd.DataFrame:
    """The rows of dated articles, the earliest first, with the columns `day` and `period`.

    A period is the day, week, month, quarter or year that the day lies in: the shortest of which
    there are no more than `most` from the first to the last article that was read, none shorter
    than `shortest`, one of PERIODS.
    """
    days = pd.to_datetime(articles.set_index("article_id")["published"])
    units = list(PERIODS)[list(PERIODS).index(shortest) :]
    unit = _unit(days[articles["status"].eq("ok").to_numpy()].dropna(), units, most)
    dated = frame.assign(day=pd.to_datetime(frame["article_id"].map(dict(days))))
    dated = dated.dropna(subset="day")
    dated["period"] = dated["day"].dt.to_period(unit)
    return dated.sort_values("day", kind="stable").reset_index(drop=True)


def days_and_ids(times: pd.DataFrame, row: str, ids: str) -> pd.DataFrame:
    """When there is something of each value of the column `row`, of rows `with_periods`.

    Columns `first` and `last` (days as text), `periods` (in how many there is something), `ids` (by
    period).
    """
    spelled = times.assign(period=[write_period(period) for period in times["period"]])
    groups = spelled.groupby(row)
    ends = {"first": groups["day"].min(), "last": groups["day"].max()}
    ends = {name: pd.to_datetime(days).dt.strftime("%Y-%m-%d") for name, days in ends.items()}
    table = pd.DataFrame(ends | {"periods": groups["period"].nunique()})
    table["ids"] = parts(spelled, row, "period", ids, sorted(set(spelled["period"])))
    return table


def write_period(period: pd.Period) -> str:
    """A period as text: `2025-03-04`, `week of 2025-03-03`, `2025-03`, `2025Q1`, `2025`."""
    return f"week of {period.start_time:%Y-%m-%d}" if period.freqstr[0] == "W" else str(period)


def in_period(period: pd.Period) -> str:
    """When that is, in a sentence: `on 2025-03-04`, `in the week of 2025-03-03`, `in 2025-03`."""
    preposition = {"day": "on", "week": "in the"}.get(period_name(period), "in")
    return f"{preposition} {write_period(period)}"


def period_name(period: pd.Period) -> str:
    """What kind of period it is, such as `week`."""
    return PERIODS[period.freqstr[0]]


def _unit(days, units, most):
    """The first of some periods, as pandas writes them, of which these days have not too many."""
    if days.empty:
        return units[0]
    first, last = days.min(), days.max()
    counts = {unit: (last.to_period(unit) - first.to_period(unit)).n + 1 for unit in units}
    return next((unit for unit, n in counts.items() if n <= most), "Y")

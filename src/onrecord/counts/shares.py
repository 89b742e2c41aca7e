"""Share of voice: who has the first and the last word, and how much each source has of all that is
reported, by period and by outlet.

Only attributions of depth 0 count, as in `quotes.words_by_source`. Shares are of all reported words,
also of those of nobody known.
"""

import numpy as np
import pandas as pd

from onrecord.audit.intervals import ratios, resample
from onrecord.counts.labels import NOBODY, largest_first, parts, percents, sums
from onrecord.counts.periods import with_periods, write_period
from onrecord.counts.quotes import outer_attributions
from onrecord.counts.voices import MOST_MONTHS

ENDS = ("opens", "closes")
SHARES = ["percent", "low", "high"]
MOST_COMPARED = 6  # sources over time, outlets
MOST_RESAMPLED = 400  # articles; more of them are dealt into so many groups, which cost no more


def first_and_last_word(attributions: pd.DataFrame) -> pd.DataFrame:
    """Who speaks first and who last in each article that reports anybody, with the name as index.

    Returns:
        Columns `opens` and `closes` (articles, each followed by its percent of all that report
        anybody), `articles` (in which it speaks), `ids` (of first and of last words). Who never does
        either is left out.

    >>> counts.first_and_last_word(record.attributions)[["opens", "closes"]].sum().tolist()
    [19, 19]
    """
    outer = outer_attributions(attributions)
    first, last = (~outer["article_id"].duplicated(keep=end) for end in ("first", "last"))
    at = pd.concat([outer[first].assign(end=ENDS[0]), outer[last].assign(end=ENDS[1])])
    table = largest_first(sums(at, "source", "end", ENDS, total="both"), "both")
    for n, end in enumerate(ENDS, 1):
        table.insert(2 * n, f"{end}_percent", percents(table[end]))
    table["articles"] = outer.groupby("source")["article_id"].nunique()
    table["ids"] = parts(at, "source", "end", "attribution_id", ENDS)
    return table.drop(columns="both")


def voice_over_time(
    attributions: pd.DataFrame, articles: pd.DataFrame, *, most: int = MOST_COMPARED
) -> pd.DataFrame:
    """How much of all that is reported each source has in each week, in longer corpora month,
    quarter or year, in which articles were published.

    Args:
        most: how many sources, those of most words, and never more than six; none whom nobody knows.

    Returns:
        A row for each of them and each period, the source of most words and the earliest period
        first: `source`, `period`, `words`, `percent` (of all words reported then), `low` and `high`
        (95% interval of it, by the bootstrap over articles of `audit.intervals`: Davison and Hinkley
        1997; NaN where fewer than five articles tell, or it is all or nothing), `articles` (of the
        period, that report anybody), `ids`. Articles without a date are left out.
    """
    outer = outer_attributions(attributions)
    dated = with_periods(outer, articles, shortest="W", most=MOST_MONTHS)
    dated["period"] = [write_period(period) for period in dated["period"]]
    return _voices(dated, "period", dated["period"].unique(), min(most, MOST_COMPARED))


def voice_by_outlet(
    attributions: pd.DataFrame, articles: pd.DataFrame, *, most: int = 10
) -> pd.DataFrame:
    """The same for the six outlets of most reported words: columns `source`, `outlet`, then as
    `voice_over_time`. Articles without an outlet are left out."""
    outlets = articles.set_index("article_id")["outlet"]
    outer = outer_attributions(attributions)
    outer = outer.assign(outlet=outer["article_id"].map(outlets)).dropna(subset="outlet")
    words = largest_first(outer.groupby("outlet")[["words"]].sum(), "words")
    shown = words.index[:MOST_COMPARED]
    return _voices(outer[outer["outlet"].isin(shown)], "outlet", shown, most)


def _voices(said, by, groups, most):
    known = said[~said["source"].isin(NOBODY)]
    names = largest_first(known.groupby("source")[["words"]].sum(), "words").index[:most]
    rows = pd.MultiIndex.from_product([names, groups], names=["source", by])
    own = known[known["source"].isin(names)].groupby(["source", by])
    table = own[["words"]].sum().reindex(rows, fill_value=0)
    table[SHARES] = _shares(said, by, names, groups)
    table["articles"] = said.groupby(by)["article_id"].nunique().reindex(rows, level=by)
    ids = own["attribution_id"].agg(list)
    table["ids"] = [ids.get(row, []) for row in rows]
    return table.reset_index()


def _shares(said, by, names, groups):
    """Percent, lower and upper end: a row for each name and group, in this order."""
    unit = pd.factorize(said["article_id"])[0] % MOST_RESAMPLED
    units, words = unit.max(initial=-1) + 1, said["words"].to_numpy()
    group, name = (i.get_indexer(said[c]) for i, c in ((pd.Index(groups), by), (names, "source")))
    whole, part = np.zeros((units, len(groups))), np.zeros((units, len(names), len(groups)))
    np.add.at(whole, (unit, group), words)
    np.add.at(part, (unit[name >= 0], name[name >= 0], group[name >= 0]), words[name >= 0])
    if not part.size:
        return np.empty((0, len(SHARES)))
    share, low, high = ratios(resample(units), part.reshape(units, -1), np.tile(whole, len(names)))
    told = (share > 0) & (share < 1)  # of all and of nothing, words that stand together tell little
    ends = (np.where(told, end, np.nan) for end in (low, high))
    return 100 * np.stack([np.nan_to_num(share), *ends], axis=1).round(3)

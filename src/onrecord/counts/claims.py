"""Counts of claims: what sources do with words, how sure of it, about whom, and when.

As in `counts`, each takes data frames and returns a new one, whose `ids` lead to its evidence.
Claims of every depth count, each for its own source. Claims are to have the column `source_class`,
as `labels.with_source_class` adds it: without it the unnamed of two articles are never one.
"""

import pandas as pd

from onrecord.counts.dispersion import period_unit, write_period
from onrecord.counts.labels import entity_labels, largest_first, percents, source_labels, sums
from onrecord.counts.mentions import parts
from onrecord.tables.schema import ACTS, CERTAINTIES

# What acts have in common, in the order in which a chart stacks them: the first two stand against
# something, or step back from it.
GROUPS = {
    "denies": ("denies",),
    "withholds": ("withholds",),
    "states": ("asserts", "reports", "finds", "believes", "predicts", "hints"),
    "commits": ("promises", "intends", "decides"),
    "judges or urges": ("evaluates", "urges", "warns", "asks"),
}
AGAINST = ("denies", "withholds")


def acts_by_source(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of each source by act, with its name as index.

    Columns: `claims`; the acts that occur, in the order of the schema; `ids` (by act).
    """
    found = [act for act in ACTS if (claims["act"] == act).any()]
    return _by_source(claims, "act", found)


def commitment_by_source(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of each source by FactBank's values of commitment, with its name as index.

    Columns: `claims`; every value, from `CT+` to `CT-` and then `Uu`; `ids` (by value).
    """
    return _by_source(claims, "commitment", list(CERTAINTIES))


def claims_by_commitment(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims by how sure their source is of them: columns `meaning`, `claims`, `percent`, `ids`.

    In the order of `CERTAINTIES`, with FactBank's value as index, also values that no claim has.
    """
    groups = claims.groupby("commitment")
    table = pd.DataFrame({"claims": groups.size()}).reindex(list(CERTAINTIES), fill_value=0)
    table.insert(0, "meaning", list(CERTAINTIES.values()))
    table["percent"], ids = percents(table["claims"]), groups["claim_id"].agg(list)
    table["ids"] = [ids.get(value, []) for value in table.index]
    return table.rename_axis("commitment")


def speakers_about(claims: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """How many claims of each source mention each entity.

    Columns `source`, `about`, `claims`, `ids`. A claim that mentions three entities counts once for
    each. Claims without a source, or that mention no entity but their own source (`I`), are left
    out, and so are entities that have no name.
    """
    named = claims[claims["source_name"].notna()]
    pairs = named.assign(source=source_labels(named)).explode("about").dropna(subset="about")
    pairs = pairs[pairs["about"] != pairs["source_entity"]]
    pairs["about"] = pairs["about"].map(entity_labels(entities[entities["named"]]))
    pairs = pairs.dropna(subset="about")
    groups = pairs.groupby(["source", "about"])
    ids = groups["claim_id"].agg(list)
    table = pd.DataFrame({"claims": groups.size(), "ids": ids}).reset_index()
    keys = ["claims", "source", "about"]
    return table.sort_values(keys, ascending=[False, True, True], ignore_index=True)


def claims_over_time(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """When each claim was published: one row a claim of a dated article, in that order.

    Columns `source`, `act`, `claim_id`, `day`, and `period`, as `dispersion.mentions_over_time` has
    it.
    """
    days = pd.to_datetime(articles.set_index("article_id")["published"])
    unit = period_unit(days[articles["status"].eq("ok").to_numpy()].dropna())
    table = claims.assign(source=source_labels(claims), day=claims["article_id"].map(dict(days)))
    table = table.dropna(subset="day").sort_values("day", kind="stable")
    table["period"] = pd.to_datetime(table["day"]).dt.to_period(unit)
    return table[["source", "act", "claim_id", "day", "period"]].reset_index(drop=True)


def claims_by_period(times: pd.DataFrame) -> pd.DataFrame:
    """When each source puts something forward, from `claims_over_time`, with its name as index.

    Columns `claims`, `denies`, `withholds` (of them), `first` and `last` (days), `ids` (by period).
    """
    spelled = times.assign(when=[write_period(period) for period in times["period"]])
    groups = spelled.groupby("source")
    table = sums(spelled, "source", "act", AGAINST)
    table.insert(0, "claims", groups.size())
    for column, days in (("first", groups["day"].min()), ("last", groups["day"].max())):
        table[column] = pd.to_datetime(days).dt.strftime("%Y-%m-%d")
    table["ids"] = parts(spelled, "source", "when", "claim_id", sorted(set(spelled["when"])))
    return largest_first(table, "claims")


def _by_source(claims, column, order):
    named = claims.assign(source=source_labels(claims))
    table = sums(named, "source", column, order)
    table.insert(0, "claims", table.sum(axis=1))
    table["ids"] = parts(named, "source", column, "claim_id", order)
    return largest_first(table, "claims")

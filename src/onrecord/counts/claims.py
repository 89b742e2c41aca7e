"""Counts of claims: what sources do with words, how sure of it, about whom, when, and how well
sourced it is.

Claims of every depth count, each for its own source. Claims are to have the columns that
`origins.with_origin` adds: without `source_class` the unnamed of two articles are never one.
"""

from collections.abc import Iterable, Sequence

import pandas as pd

from onrecord.counts.labels import (
    MANNER_NAMES,
    article_labels,
    entity_labels,
    largest_first,
    parts,
    percents,
    source_labels,
    sums,
)
from onrecord.counts.periods import days_and_ids, with_periods
from onrecord.tables.schema import ACTS, CERTAINTIES

# What acts have in common, in the order in which a chart stacks them: the first two stand against
# something, or step back from it.
ACT_GROUPS = {
    "denies": ("denies",),
    "withholds": ("withholds",),
    "states": ("asserts", "reports", "finds", "believes", "predicts", "hints"),
    "commits": ("promises", "intends", "decides"),
    "judges or urges": ("evaluates", "urges", "warns", "asks"),
}
ACTS_AGAINST = ("denies", "withholds")
# What is known of a source, in words: that it has a name, or its class without one.
SOURCING = {
    "named": "named",
    "unnamed_of_organization": "of an organisation",
    "document": "document",
    "unnamed": "unnamed",
    "none": "no source given",
}


def acts_by_source(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of each source by act, with its name as index.

    Columns: `claims`; the acts that occur, in the order of the schema; `ids` (by act).

    >>> claims = counts.with_origin(record.claims, record.attributions, record.articles)
    >>> counts.acts_by_source(claims).index[0]
    'Helen Ardwick'
    """
    return _by_source(claims, "act", [act for act in ACTS if (claims["act"] == act).any()])


def commitment_by_source(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of each source by its commitment (FactBank), with its name as index.

    Columns: `claims`; every value, in words and in the order of `CERTAINTIES`; `ids` (by value).
    """
    claims = claims.assign(commitment=claims["commitment"].map(CERTAINTIES))
    return _by_source(claims, "commitment", list(CERTAINTIES.values()))


def claims_by_commitment(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims by how sure their source is of them: columns `claims`, `percent`, `ids`.

    In the order of `CERTAINTIES`, with its words as index, also those that no claim has.
    """
    groups = claims.groupby(claims["commitment"].map(CERTAINTIES))
    words = list(CERTAINTIES.values())
    table = pd.DataFrame({"claims": groups.size()}).reindex(words, fill_value=0)
    table["percent"], ids = percents(table["claims"]), groups["claim_id"].agg(list)
    table["ids"] = [ids.get(value, []) for value in table.index]
    return table.rename_axis("commitment")


def claims_by_act(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of all sources by act, those that occur: columns `claims`, `ids`."""
    return _by_column(claims, claims["act"], ACTS)


def claims_by_manner(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims by how their source puts them forward, also manners without one: columns `claims`, `ids`."""
    table = _by_column(claims, claims["manner"].map(MANNER_NAMES), MANNER_NAMES.values())
    table = table.reindex(MANNER_NAMES.values())
    table["ids"] = [ids if isinstance(ids, list) else [] for ids in table["ids"]]
    return table.fillna({"claims": 0}).astype({"claims": int}).rename_axis("put forward")


def claims_by_sourcing(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims by what is known of their source, in the words of `SOURCING`: columns `claims`, `ids`."""
    return _by_column(claims, _known_of(claims), SOURCING.values())


def sourcing_shares(table: pd.DataFrame) -> pd.DataFrame:
    """Of `sourcing_by_outlet` or `sourcing_by_article` the columns that are parts of a whole."""
    return table[list(SOURCING.values())]


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
    groups = pairs.dropna(subset="about").groupby(["source", "about"])
    ids = groups["claim_id"].agg(list)
    table = pd.DataFrame({"claims": groups.size(), "ids": ids}).reset_index()
    keys = ["claims", "source", "about"]
    return table.sort_values(keys, ascending=[False, True, True], ignore_index=True)


def claims_over_time(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """When each claim was published: one row a claim of a dated article, in that order.

    Columns `source`, `act`, `claim_id`, `day` and `period`, as `dispersion.mentions_over_time` has
    them.
    """
    dated = with_periods(claims.assign(source=source_labels(claims)), articles)
    return dated[["source", "act", "claim_id", "day", "period"]]


def claims_by_period(times: pd.DataFrame) -> pd.DataFrame:
    """When each source puts something forward, from `claims_over_time`, with its name as index.

    Columns `claims`, `denies`, `withholds` (of them), `first` and `last` (days), `ids` (by period).
    """
    table = sums(times, "source", "act", ACTS, total="claims")[["claims", *ACTS_AGAINST]]
    table = table.join(days_and_ids(times, "source", "claim_id").drop(columns="periods"))
    return largest_first(table, "claims")


def sourcing_by_article(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Claims of each article by what is known of their source, with its date and title as index.

    Returns:
        Columns `claims`; the words of `SOURCING` (how many of them); `named_percent`;
        `depth` (the mean: 0 for what the article's own sources say, 1 for what stands inside their
        words); `origins` (on how many independent words they stand, as `origins` counts them);
        `ids` (by class). Articles without a claim are left out.
    """
    labels = claims["article_id"].map(article_labels(articles))
    return _sourcing(claims.assign(article=labels), "article")


def sourcing_by_outlet(claims: pd.DataFrame) -> pd.DataFrame:
    """The same for each outlet, with its name as index; articles without one are `(not given)`."""
    return _sourcing(claims, "outlet")


def _by_source(claims, column, order: Sequence[str]):
    named = claims.assign(source=source_labels(claims))
    table = sums(named, "source", column, order, total="claims")
    table["ids"] = parts(named, "source", column, "claim_id", order)
    return largest_first(table, "claims")


def _sourcing(claims, row):
    own = claims.assign(kind=_known_of(claims), depth=claims["chain"].map(len) - 1)
    order, groups = list(SOURCING.values()), own.groupby(row)
    table = sums(own, row, "kind", order, total="claims")
    table["named_percent"] = (100 * table["named"] / table["claims"]).round().astype(int)
    table["depth"] = groups["depth"].mean().astype(float).round(2)
    table["origins"] = groups["origin"].nunique()
    table["ids"] = parts(own, row, "kind", "claim_id", order)
    return largest_first(table, "claims")


def _known_of(claims):
    return claims["source_class"].map(lambda name: SOURCING.get(name, "named")).astype(object)


def _by_column(claims, values, order: Iterable[str]):
    ids = claims["claim_id"].groupby(values).agg(list).reindex(order).dropna()
    return pd.DataFrame({"claims": ids.map(len), "ids": ids})

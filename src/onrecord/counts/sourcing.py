"""Sourcing: how much of what is claimed rests on a name, by article and by outlet.

As in `counts`, each takes data frames and returns a new one, whose `ids` lead to its evidence.
Claims are to have the columns that `labels.with_source_class` and `origins.with_origin` add.
"""

import pandas as pd

from onrecord.counts.labels import article_labels, largest_first, sums
from onrecord.counts.mentions import parts

CLASSES = ("named", "unnamed", "none")


def sourcing_by_article(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Claims of each article by what is known of their source, with its date and title as index.

    Claims of every depth count, each for its own source.

    Returns:
        Columns `claims`; `named`, `unnamed` and `none` (of them); `percent` (that is named);
        `depth` (the mean: 0 for what the article's own sources say, 1 for what stands inside their
        words); `origins` (on how many independent words they stand, as `origins` counts them);
        `ids` (by class). Articles without a claim are left out.
    """
    labels = claims["article_id"].map(article_labels(articles))
    return _by(claims, labels).rename_axis("article")


def sourcing_by_outlet(claims: pd.DataFrame) -> pd.DataFrame:
    """The same for each outlet, with its name as index; articles without one are `(not given)`."""
    return _by(claims, claims["outlet"]).rename_axis("outlet")


def _by(claims, group):
    kinds = [source_class.partition("_")[0] for source_class in claims["source_class"]]
    own = claims.assign(row=group, kind=pd.Series(kinds, claims.index, dtype=object))
    table, groups = sums(own, "row", "kind", CLASSES), own.groupby("row")
    table.insert(0, "claims", table.sum(axis=1))
    table["percent"] = (100 * table["named"] / table["claims"]).round().astype(int)
    depths = (own["chain"].map(len) - 1).groupby(own["row"])
    table["depth"] = depths.mean().astype(float).round(2)
    table["origins"] = groups["origin"].nunique()
    table["ids"] = parts(own, "row", "kind", "claim_id", CLASSES)
    return largest_first(table, "claims")

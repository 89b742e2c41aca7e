"""Dispersion: where in the articles, and when, entities are mentioned."""

import pandas as pd

from onrecord.counts.labels import article_labels, largest_first, parts, with_names
from onrecord.counts.periods import days_and_ids, with_periods
from onrecord.tables.schema import FORMS

OPENING_PERCENT = 10  # percent of an article that count as its opening


def mention_positions(
    mentions: pd.DataFrame, entities: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Where in its article each mention begins: one row a mention, in the order of `mentions`.

    Columns `entity`, `entity_id`, `article_id`, `mention_id`, `form` and `position`: from 0 at the
    first character of the article to 100 at its end.
    """
    named = with_names(mentions, entities)
    read = articles[articles["text"].notna()]
    lengths = dict(zip(read["article_id"], map(len, read["text"]), strict=True))
    pairs = zip(named["start"], named["article_id"], strict=True)
    named["position"] = [100 * start / lengths[article] for start, article in pairs]
    columns = ["entity", "entity_id", "article_id", "mention_id", "form", "position"]
    return named[columns].reset_index(drop=True)


def mentions_by_position(positions: pd.DataFrame) -> pd.DataFrame:
    """How early each entity is mentioned, from `mention_positions`, with its name as index.

    Columns `mentions`, `opening` (mentions in the opening tenth), `enters` (where it is first
    mentioned, in percent of the article: the median over the articles), `ids` (first mentions).
    """
    first = positions.sort_values("position", kind="stable")
    entries = first.drop_duplicates(["entity", "article_id"]).groupby("entity")
    groups = positions.assign(opening=positions["position"] < OPENING_PERCENT).groupby("entity")
    sizes = {"mentions": groups.size(), "opening": groups["opening"].sum()}
    table = pd.DataFrame(sizes).astype(int)
    table["enters"] = entries["position"].median().round().astype(int)
    table["ids"] = entries["mention_id"].agg(list)
    return largest_first(table, "mentions")


def positions_of_entity(
    positions: pd.DataFrame, articles: pd.DataFrame, followed: str | None
) -> pd.DataFrame:
    """Where one entity is mentioned in each article, from `mention_positions`.

    The rows of that entity with two more columns: `article` (its date and title, else its id) and
    `published`; the earliest article first, those without a date last.
    """
    own = positions[positions["entity"] == followed]
    days = pd.to_datetime(articles.set_index("article_id")["published"])
    own = own.assign(
        article=own["article_id"].map(article_labels(articles)),
        published=pd.to_datetime(own["article_id"].map(dict(days))),
    )
    return own.sort_values("published", kind="stable", na_position="last").reset_index(drop=True)


def mentions_by_article(positions: pd.DataFrame) -> pd.DataFrame:
    """Mentions of one entity in each article, from `positions_of_entity`, in its order.

    Columns `article`, `mentions`, `enters` and `leaves` (its first and last mention, in percent of
    the article), `ids` (by form).
    """
    groups = positions.groupby("article_id", sort=False)
    table = pd.DataFrame({"article": groups["article"].first(), "mentions": groups.size()})
    table["enters"] = groups["position"].min().round().astype(int)
    table["leaves"] = groups["position"].max().round().astype(int)
    table["ids"] = parts(positions, "article_id", "form", "mention_id", FORMS).reindex(table.index)
    return table.reset_index(drop=True)


def mentions_over_time(
    mentions: pd.DataFrame, entities: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """When each mention was published: one row a mention of a dated article, in that order.

    Columns `entity`, `mention_id`, `day`, and `period`: the day, week, month, quarter or year that
    it lies in, the shortest of which there are no more than 45 from the first to the last article.
    """
    dated = with_periods(with_names(mentions, entities), articles)
    return dated[["entity", "mention_id", "day", "period"]]


def mentions_by_period(times: pd.DataFrame) -> pd.DataFrame:
    """When each entity is mentioned, from `mentions_over_time`, with its name as index.

    Columns `mentions`, `first` and `last` (days), `periods` (in how many it is mentioned),
    `busiest` (the period with most mentions, the earliest of several), `ids` (by period).
    """
    table = days_and_ids(times, "entity", "mention_id")
    table.insert(0, "mentions", times.groupby("entity").size())
    busiest = [max(ids, key=lambda period: len(ids[period])) for ids in table["ids"]]
    table.insert(4, "busiest", busiest)
    return largest_first(table, "mentions")

"""Counts over the tables: the numbers of a chart and of the table behind it are these.

Those of entities and of claims stand in modules of their own: `entity_counts`, `aliases`
and `dispersion`; `claim_counts`, `chains`, `contested` and `sourcing`.

Each takes data frames as a Record hands them out and returns a new frame, sorted, the largest
first and ties by name; none changes what it is given. Frames without rows give frames without
rows. A word is a `\\w+` token, as in `articles.words`. Where there is a column `ids`, it lists the
attributions, mentions or claims that a row counts, or names its parts and lists those of each:
`Record.evidence_table` opens it to them.
"""

from collections.abc import Iterable

import pandas as pd

from onrecord.corpus.article import WORD
from onrecord.counts.labels import UNRESOLVED, largest_first, percents, source_labels, sums
from onrecord.tables.schema import ARTICLE_STATUSES

CLASS_NAMES = {
    "named_person": "named person",
    "named_organization": "named organisation",
    "named_other": "other named source",
    "unnamed": "unnamed source",
    "pronoun": "a pronoun, unresolved",
    "none": "no source given",
}


def words_by_source(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words attributed to each source, by kind; a row a source, with its name as index.

    Only attributions of depth 0: words inside another's content are that outer source's already.
    An entity is one source under all of its names; unnamed sources are one where their phrase is
    the same. Content that no source is given for counts as one source, `(no source given)`.

    Returns:
        Columns `words`, `percent` (of all words attributed in the frame), `direct`, `mixed` and
        `indirect` (the words by kind), `attributions` and `articles` (numbers of them), `ids`.
    """
    outer = _outer(attributions)
    table = sums(outer, "source", "kind", ("direct", "mixed", "indirect"), "words")
    table.insert(0, "words", table.sum(axis=1))
    table.insert(1, "percent", percents(table["words"]))
    groups = outer.groupby("source")
    table["attributions"], table["articles"] = groups.size(), groups["article_id"].nunique()
    table["ids"] = _ids(groups["attribution_id"])
    return largest_first(table, "words")


def words_by_class(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words by class of source: how much is joined to a name, and how much is not.

    Only attributions of depth 0, as in `words_by_source`. In the order of `CLASS_NAMES`, also
    classes without a word; pronouns that nobody was found for are a class of their own. Columns
    `words`, `percent`, `attributions`, `sources` (0 where nobody knows how many), `ids`.
    """
    outer = _outer(attributions)
    classes = outer["source_class"].mask(outer["source"] == UNRESOLVED, "pronoun")
    groups = outer.groupby(classes)
    table = pd.DataFrame(
        {
            "words": groups["words"].sum(),
            "attributions": groups.size(),
            "sources": groups["source"].nunique(),
        }
    ).reindex(list(CLASS_NAMES), fill_value=0)
    table.insert(1, "percent", percents(table["words"]))
    table.loc[["pronoun", "none"], "sources"] = 0
    ids = _ids(groups["attribution_id"])
    table["ids"] = [ids.get(name, []) for name in table.index]
    return table.rename(index=CLASS_NAMES).rename_axis("source")


def least_sure(attributions: pd.DataFrame) -> pd.DataFrame:
    """Attributions to check by hand: those with a quote mark that never closes, then the least
    sure first. Columns `source`, `content`, `confidence`, `evidence`, `status`, `ids`."""
    shaky = attributions.assign(
        source=source_labels(attributions), open=attributions["status"] != "ok"
    )
    shaky = shaky.sort_values(["open", "confidence"], ascending=[False, True], kind="stable")
    table = shaky[["source", "content_text", "confidence", "evidence", "status"]]
    table = table.assign(confidence=table["confidence"].astype(float).round(2))
    table["ids"] = [[i] for i in shaky["attribution_id"]]
    return table.rename(columns={"content_text": "content"}).reset_index(drop=True)


def articles_by_status(articles: pd.DataFrame) -> pd.DataFrame:
    """Number of articles and of words by status, `ok` first; only the statuses that occur."""
    table = articles.groupby("status").agg(articles=("article_id", "size"), words=("words", "sum"))
    return table.reindex([status for status in ARTICLE_STATUSES if status in table.index])


def articles_by_outlet(articles: pd.DataFrame) -> pd.DataFrame:
    """Articles that were read, their words and their first and last dates, by outlet."""
    read = articles[articles["status"] == "ok"]
    dates = pd.to_datetime(read["published"]).dt.strftime("%Y-%m-%d")
    groups = read.assign(outlet=read["outlet"].fillna("(not given)"), published=dates).groupby(
        "outlet"
    )
    table = groups.agg(articles=("article_id", "size"), words=("words", "sum"))
    table["first"], table["last"] = groups["published"].min(), groups["published"].max()
    return largest_first(table, "articles")


def not_read(articles: pd.DataFrame) -> pd.DataFrame:
    """Every article that was not read, in the order of input: `path`, `status` and why."""
    rows = articles[articles["status"] != "ok"]
    return rows[["path", "status", "message"]].reset_index(drop=True)


def count_words(texts: Iterable[str]) -> list[int]:
    """Word tokens in each text."""
    return [sum(1 for _ in WORD.finditer(text)) for text in texts]


def _outer(attributions):
    outer = attributions[attributions["depth"] == 0]
    return outer.assign(source=source_labels(outer), words=count_words(outer["content_text"]))


def _ids(groups):
    return groups.agg(list)

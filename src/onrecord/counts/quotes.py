"""Counts of what is quoted: whose words, how many, and how much rests on a name; and of what was
read. A word is a `\\w+` token, as in `articles.words`.
"""

import pandas as pd

from onrecord.corpus.article import WORD
from onrecord.counts.labels import (
    NOT_GIVEN,
    has_no_sure_owner,
    largest_first,
    percents,
    source_labels,
    sums,
)
from onrecord.tables.schema import ARTICLE_STATUSES

CLASS_NAMES = {
    "named_person": "named person",
    "named_organization": "named organisation",
    "named_other": "other named source",
    "unnamed": "unnamed source",
    "unsure": "no sure owner",
    "none": "no source given",
}


def words_by_source(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words attributed to each source, by kind; a row a source, with its name as index.

    Only attributions of depth 0: words inside another's content are that outer source's already.
    An entity is one source under all of its names; unnamed sources are one where their phrase is
    the same. Content that no source is given for counts as one source, `(no source given)`.

    Returns:
        Columns `words`, `percent` (of all words attributed in the frame), `direct`, `mixed` and
        `indirect` (the words by kind), `unsure` (words whose source the article may name, but not
        surely), `attributions` and `articles` (numbers of them), `ids`.
    """
    outer = outer_attributions(attributions)
    kinds = ("direct", "mixed", "indirect")
    table = sums(outer, "source", "kind", kinds, values="words", total="words")
    table.insert(1, "percent", percents(table["words"]))
    groups = outer.groupby("source")
    unsure = outer["words"].where(has_no_sure_owner(outer), 0)
    table["unsure"] = unsure.groupby(outer["source"]).sum()
    table["attributions"], table["articles"] = groups.size(), groups["article_id"].nunique()
    table["ids"] = groups["attribution_id"].agg(list)
    return largest_first(table, "words")


def words_by_class(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words by class of source: how much is joined to a name, and how much is not.

    Only attributions of depth 0, as in `words_by_source`. In the order of `CLASS_NAMES`, also
    classes without a word. Words without a sure owner are a class of their own: the article may
    name the source, but not surely. Columns `words`, `percent`, `attributions`, `sources` (0 where
    nobody knows how many), `ids`.
    """
    outer = outer_attributions(attributions)
    classes = outer["source_class"].mask(has_no_sure_owner(outer), "unsure")
    groups = outer.groupby(classes)
    table = groups.agg(
        words=("words", "sum"), attributions=("words", "size"), sources=("source", "nunique")
    )
    table = table.reindex(list(CLASS_NAMES), fill_value=0)
    table.insert(1, "percent", percents(table["words"]))
    table.loc[["unsure", "none"], "sources"] = 0
    ids = groups["attribution_id"].agg(list)
    table["ids"] = [ids.get(name, []) for name in table.index]
    return table.rename(index=CLASS_NAMES).rename_axis("source")


def least_sure_attributions(attributions: pd.DataFrame) -> pd.DataFrame:
    """Attributions to check by hand: those with a quote mark that never closes, then the least
    sure first, by the lower of what is known of content and source.

    Columns `source`, `content`, `confidence`, `source_confidence`, `evidence`, `status`, `ids`.
    """
    sure = attributions[["confidence", "source_confidence"]]
    shaky = attributions.assign(
        source=source_labels(attributions),
        open=attributions["status"] != "ok",
        least=sure.min(axis=1),
    )
    shaky = shaky.sort_values(["open", "least"], ascending=[False, True], kind="stable")
    table = shaky[["source", "content_text", *sure, "evidence", "status"]]
    table = table.assign(**{name: table[name].astype(float).round(2) for name in sure})
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
    read = read.assign(outlet=read["outlet"].fillna(NOT_GIVEN), published=dates)
    table = read.groupby("outlet").agg(
        articles=("article_id", "size"),
        words=("words", "sum"),
        first=("published", "min"),
        last=("published", "max"),
    )
    return largest_first(table, "articles")


def articles_not_read(articles: pd.DataFrame) -> pd.DataFrame:
    """Every article that was not read, in the order of input: `path`, `status` and why."""
    rows = articles[articles["status"] != "ok"]
    return rows[["path", "status", "message"]].reset_index(drop=True)


def outer_attributions(attributions: pd.DataFrame) -> pd.DataFrame:
    """Those of depth 0, with the columns `source` (what it is called) and `words` (of the content)."""
    outer = attributions[attributions["depth"] == 0]
    words = [len(WORD.findall(text)) for text in outer["content_text"]]
    return outer.assign(source=source_labels(outer), words=words)

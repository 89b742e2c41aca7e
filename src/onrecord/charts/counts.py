"""Counts over the tables: the numbers of a chart and of the table behind it are these.

Those of entities stand in modules of their own: `entity_counts`, `aliases`, `dispersion` and
`comparison`.

Each takes data frames as a Record hands them out and returns a new frame, sorted, the largest
first and ties by name; none changes what it is given. Frames without rows give frames without
rows. A word is a `\\w+` token, as in `articles.words`. Where there is a column `ids`, it lists the
attributions, mentions or claims that a row counts, or names its parts and lists those of each:
`Record.evidence_table` opens it to them.
"""

from collections.abc import Iterable
from itertools import groupby

import pandas as pd

from onrecord.article import WORD
from onrecord.charts.labels import (
    NO_SOURCE,
    UNRESOLVED,
    entity_labels,
    largest_first,
    percents,
    source_labels,
    sums,
)
from onrecord.schema import ACTS, ARTICLE_STATUSES, COMMITMENTS

CLASS_NAMES = {
    "named_person": "named person",
    "named_organization": "named organisation",
    "named_other": "other named source",
    "unnamed": "unnamed source",
    "pronoun": "a pronoun, unresolved",
    "none": "no source given",
}
CERTAINTIES = {
    "CT+": "certain that it is so",
    "PR+": "probably so",
    "PS+": "possibly so",
    "CT-": "certain that it is not so",
    "PR-": "probably not so",
    "PS-": "possibly not so",
    "Uu": "takes no stand",
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


def speakers_about(claims: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """How many claims of each source mention each entity.

    Columns `source`, `about`, `claims`, `ids`. Claims of every depth count, each for its own
    source; a claim that mentions three entities counts once for each. Claims without a source, or
    that mention no entity but their own source (`I`), are left out, and so are entities that have
    no name.
    """
    named = claims[claims["source_name"].notna()]
    pairs = named.assign(source=source_labels(named)).explode("about").dropna(subset="about")
    pairs = pairs[pairs["about"] != pairs["source_entity"]]
    pairs["about"] = pairs["about"].map(entity_labels(entities[entities["named"]]))
    pairs = pairs.dropna(subset="about")
    groups = pairs.groupby(["source", "about"])
    table = pd.DataFrame({"claims": groups.size(), "ids": _ids(groups["claim_id"])}).reset_index()
    keys = ["claims", "source", "about"]
    return table.sort_values(keys, ascending=[False, True, True], ignore_index=True)


def acts_by_source(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of each source by act, with its name as index; claims of every depth count.

    Columns: `claims`; the acts that occur, in the order of the schema; `ids`.
    """
    named = claims.assign(source=source_labels(claims))
    found = [act for act in ACTS if (claims["act"] == act).any()]
    table = sums(named, "source", "act", found)
    table.insert(0, "claims", table.sum(axis=1))
    table["ids"] = _ids(named.groupby("source")["claim_id"])
    return largest_first(table, "claims")


def claims_by_commitment(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims by how sure their source is of them: columns `meaning`, `claims`, `percent`, `ids`.

    In the order of the schema, with FactBank's value as index, also values that no claim has.
    """
    groups = claims.groupby("commitment")
    table = pd.DataFrame({"claims": groups.size()}).reindex(COMMITMENTS, fill_value=0)
    table.insert(0, "meaning", [CERTAINTIES[value] for value in COMMITMENTS])
    table["percent"], ids = percents(table["claims"]), _ids(groups["claim_id"])
    table["ids"] = [ids.get(value, []) for value in COMMITMENTS]
    return table.rename_axis("commitment")


def disputes(claims: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Who disputes whom: a row for each claim of `others` that a claim of `claims` denies.

    Columns `source`, `denial`, `disputes` (the other source), `claim`, `ids` (both claims), in the
    order of `claims`. What is denied but is not among `others` is left out.
    """
    pairs = claims.assign(source=source_labels(claims)).explode("disputes")
    pairs = pairs[pairs["disputes"].isin(others["claim_id"])]
    facing = others.assign(other=source_labels(others)).set_index("claim_id")
    columns = {
        "source": pairs["source"],
        "denial": pairs["claim_text"],
        "disputes": pairs["disputes"].map(facing["other"]),
        "claim": pairs["disputes"].map(facing["claim_text"]),
    }
    table = pd.DataFrame(columns)
    table["ids"] = [list(ids) for ids in zip(pairs["claim_id"], pairs["disputes"], strict=True)]
    return table.reset_index(drop=True)


def passed_on(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims that reach the reader through another source: columns `chain`, `claims`, `ids`.

    The chain is written outermost first, joined by ` → `; where a source is not given, it says so.
    Neighbours of the same name are one, and a chain of one is none.
    """
    chains = claims["chain"].map(_without_repeats)
    longer = claims.assign(chain=chains.map(" → ".join))[chains.map(len) > 1]
    groups = longer.groupby("chain")
    table = pd.DataFrame({"claims": groups.size(), "ids": _ids(groups["claim_id"])})
    return largest_first(table, "claims").reset_index()


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


def _without_repeats(chain):
    names = [name or NO_SOURCE for name in chain]
    return [next(same) for _, same in groupby(names, key=str.casefold)]


def _outer(attributions):
    outer = attributions[attributions["depth"] == 0]
    return outer.assign(source=source_labels(outer), words=count_words(outer["content_text"]))


def _ids(groups):
    return groups.agg(list)

"""Counts of what is quoted: whose words, how many, in which role and for whom they speak, and how
much rests on a name; and of what was read. A word is a `\\w+` token, as in `articles.words`.

Only attributions of depth 0 count: words inside another's content are that outer source's already.
"""

from functools import lru_cache

import pandas as pd

from onrecord.corpus.article import WORD
from onrecord.counts.labels import (
    MANNER_NAMES,
    NOBODY,
    NOT_GIVEN,
    entity_labels,
    has_no_sure_owner,
    largest_first,
    parts,
    percents,
    source_labels,
    sums,
)
from onrecord.tables.schema import ARTICLE_STATUSES

CLASS_NAMES = {
    "named_person": "named person",
    "named_organization": "named organisation",
    "named_other": "other named source",
    "unnamed_of_organization": "unnamed, of an organisation",
    "document": "document",
    "unnamed": "unnamed source",
    "unsure": "no sure owner",
    "none": "no source given",
}
ROLE_NAMES = {
    "official": "officials",
    "politician": "politicians",
    "spokesperson": "spokespeople",
    "expert": "experts",
    "business": "business",
    "witness": "witnesses",
    "police_courts": "police and courts",
    "media": "media",
    "document": "documents",
    "other": "others",
}
NO_ROLE = {"": "no role given", "none": "no source given"}
# What words rest on: a spokesperson or a document by role, else by class of source.
RESTS_ON = {
    "named_person": "named people",
    "named_organization": "organisations by name",
    "named_other": "organisations by name",
    "spokesperson": "spokespeople",
    "unnamed_of_organization": "others of an organisation",
    "document": "documents",
    "unnamed": "nobody known",
    "unsure": "nobody known",
    "none": "nobody known",
}
# Who speaks for an organisation or a person, but for itself.
VOICES = {
    "named_person": "named_people",
    "named_organization": "named_people",
    "named_other": "named_people",
    "unnamed_of_organization": "unnamed_people",
    "document": "documents",
}


def words_by_source(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words attributed to each source, by kind; a row a source, with its name as index.

    An entity is one source under all of its names; sources without a name are one where their phrase
    is the same and they speak for the same. Content that no source is given for counts as one
    source, `(no source given)`.

    Returns:
        Columns `words`, `percent` (of all words attributed in the frame), `direct`, `mixed` and
        `indirect` (the words by kind), `unsure` (words whose source the article may name, but not
        surely), `attributions` and `articles` (numbers of them), `ids`.

    >>> counts.words_by_source(record.attributions).index[0]
    'Helen Ardwick'
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


def words_by_manner(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words by how their source puts them forward: in words, in the mind or by deeds.

    Also manners without a word. Columns as in `words_by_class`.
    """
    outer = outer_attributions(attributions)
    return _words_by(outer, outer["manner"], MANNER_NAMES).rename_axis("put forward")


def words_by_class(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words by class of source: how much is joined to a name, and how much is not.

    In the order of `CLASS_NAMES`, also classes without a word. Words without a sure owner are a
    class of their own: the article may name the source, but not surely. Columns `words`, `percent`,
    `attributions`, `sources` (each once, where most of its words are; none of pronouns that nobody
    was found for), `ids`.
    """
    outer = outer_attributions(attributions)
    return _words_by(outer, _classes(outer), CLASS_NAMES).rename_axis("source")


def words_by_role_kind(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words by kind of the role that the articles give their source.

    In the order of `ROLE_NAMES`, also kinds without a word; then what no role is given
    for, and what no source is given for. Columns as in `words_by_class`.
    """
    outer = outer_attributions(attributions)
    without = outer["source_class"].where(outer["source_class"] == "none", "")
    kinds = outer["source_role_kind"].fillna(without)
    return _words_by(outer, kinds, ROLE_NAMES | NO_ROLE).rename_axis("role")


def rests_on(attributions: pd.DataFrame) -> pd.DataFrame:
    """Words by what they rest on: people and organisations that speak for themselves, spokespeople
    with a name or without, others of an organisation who have no name, documents, or nobody known.

    Columns as in `words_by_class`.
    """
    outer = outer_attributions(attributions)
    kinds = outer["source_role_kind"]
    rests = kinds.where(kinds.isin(("spokesperson", "document")), _classes(outer)).map(RESTS_ON)
    names = dict.fromkeys(RESTS_ON.values())
    return _words_by(outer, rests, {name: name for name in names}).rename_axis("rests on")


def words_by_affiliation(attributions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Who speaks for whom: the words of each organisation or person for whom others speak, with its
    name as index; those of whom others say most first.

    What somebody says for another counts there, and as their own words too if others speak for them.

    Returns:
        Columns `words`, `percent` (of all words attributed in the frame), `itself` (the words under
        its own name), `by_others` (for it), of these `named_people`, `unnamed_people` and
        `documents`, also such as `a study by Halden University`; `articles`; `ids` (by source).
    """
    outer = outer_attributions(attributions)
    own, written = outer["source_entity"], outer["source_role_kind"] == "document"
    issuer = own.where(written & outer["source_class"].str.startswith("named"))
    whom = outer["source_affiliation"].fillna(issuer)
    voice = outer["source_class"].map(VOICES).mask(written, "documents")
    others = outer.assign(whom=whom, voice=voice)[written | (whom != own)]
    others = others.dropna(subset=["whom", "voice"])
    led = outer.assign(whom=own, voice="itself")[~written & own.isin(set(others["whom"]))]
    spoken = pd.concat([led, others])
    spoken["whom"] = spoken["whom"].map(entity_labels(entities))
    voices = ["itself", *dict.fromkeys(VOICES.values())]
    table = sums(spoken, "whom", "voice", voices, values="words", total="words")
    table.insert(2, "by_others", table["words"] - table["itself"])
    share = 100 * table["words"] / max(outer["words"].sum(), 1)
    table.insert(1, "percent", share.round().astype(int))
    table["articles"] = spoken.groupby("whom")["article_id"].nunique()
    table["ids"] = parts(spoken, "whom", "source", "attribution_id")
    return largest_first(table.rename_axis("for"), "by_others")


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


def _classes(outer):
    """The key in `CLASS_NAMES` of each attribution."""
    return outer["source_class"].mask(has_no_sure_owner(outer), "unsure")


def _words_by(outer, keys, names):
    """Words by a key of each attribution; `names` has what each key is called, in order."""
    groups = outer.groupby(keys)
    table = groups.agg(words=("words", "sum"), attributions=("words", "size"))
    table["sources"] = _sources(outer, keys, list(names))
    table = table.reindex(list(names)).fillna(0).astype(int)
    table.insert(1, "percent", percents(table["words"]))
    ids = groups["attribution_id"].agg(list)
    table["ids"] = [ids.get(key, []) for key in names]
    return table.rename(index=names)


def _sources(outer, keys, order):
    """How many sources have most of their words under each key: each counts once."""
    held = outer.groupby([keys.rename("key"), "source"])["words"].sum().reset_index()
    held = held[~held["source"].isin(NOBODY)]
    held["rank"] = held["key"].map(order.index)
    held = held.sort_values(["words", "rank"], ascending=[False, True], kind="stable")
    return held.drop_duplicates("source")["key"].value_counts()


def outer_attributions(attributions: pd.DataFrame) -> pd.DataFrame:
    """Those of depth 0, with the columns `source` (what it is called) and `words` (of the content)."""
    outer = attributions[attributions["depth"] == 0]
    words = list(map(_count_words, outer["content_text"]))
    return outer.assign(source=source_labels(outer), words=words)


@lru_cache(maxsize=1 << 17)  # a notebook counts the same contents for each of its charts
def _count_words(text):
    return len(WORD.findall(text))

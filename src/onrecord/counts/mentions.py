"""Counts of mentions: who is mentioned how often, in which form, under which names, by whom, and
with whom.

Entities go by their names; `who` is a list of these, in the order in which they are to stand.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from onrecord.counts.labels import (
    KIND_NAMES,
    NOT_GIVEN,
    entity_labels,
    largest_first,
    parts,
    sums,
    with_names,
)
from onrecord.errors import OnrecordError
from onrecord.reading.doc.sentences import excerpt
from onrecord.reading.union import grouped
from onrecord.tables.schema import FORMS

SHARED = {"article": ["article_id"], "paragraph": ["article_id", "paragraph"]}
LONGEST_FIRST_SENTENCE = 130  # characters of it that a row shows


def counted_mentions(
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    *,
    label: str | None = None,
    unnamed: bool = False,
) -> pd.DataFrame:
    """The mentions that count: of entities that have a name, unless `unnamed` ones count too.

    `label` keeps those of one kind, such as PERSON.
    """
    wanted = entities if unnamed else entities[entities["named"]]
    kept = mentions[mentions["entity_id"].isin(wanted["entity_id"])]
    return kept[kept["label"] == label] if label else kept


def mentions_by_form(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Mentions of each entity by form, with its name as index.

    Returns:
        Columns `mentions`, `proper`, `common` and `pronoun` (the mentions by form), `articles`,
        `kind` (of name, in words), `ids` (by form).
    """
    named = with_names(mentions, entities)
    table = sums(named, "entity", "form", FORMS, total="mentions")
    groups = named.groupby("entity")
    table["articles"] = groups["article_id"].nunique()
    table["kind"] = groups["label"].first().replace(KIND_NAMES)
    table["ids"] = parts(named, "entity", "form", "mention_id", FORMS)
    return largest_first(table, "mentions")


def mentions_by_outlet(
    mentions: pd.DataFrame, entities: pd.DataFrame, articles: pd.DataFrame, who: Sequence[str]
) -> pd.DataFrame:
    """How often each outlet mentions each entity of `who`.

    Columns `entity`, `outlet`, `mentions`, `articles` (of the outlet, that mention it),
    `per_1000_words` (mentions in as many words of the outlet), `ids`. Articles without an outlet
    are one, `(not given)`.
    """
    read = articles[articles["status"] == "ok"]
    read = read.assign(outlet=read["outlet"].fillna(NOT_GIVEN))
    words, outlets = read.groupby("outlet")["words"].sum(), read.set_index("article_id")["outlet"]
    named = with_names(mentions, entities)
    named = named[named["entity"].isin(who)]
    groups = named.assign(outlet=named["article_id"].map(outlets)).groupby(["entity", "outlet"])
    table = groups.agg(
        mentions=("mention_id", "size"),
        articles=("article_id", "nunique"),
        ids=("mention_id", list),
    ).reset_index()
    rates = 1000 * table["mentions"] / table["outlet"].map(words).clip(lower=1)
    table.insert(4, "per_1000_words", rates.astype(float).round(1))
    return _in_order(table, who, "outlet")


def mentioned_together(
    mentions: pd.DataFrame, entities: pd.DataFrame, who: Sequence[str], within: str = "paragraph"
) -> pd.DataFrame:
    """In how many paragraphs, or articles, two entities of `who` are both mentioned.

    Args:
        within: `paragraph` or `article`: what both are to be mentioned in.

    Returns:
        A row for each pair that is, the most frequent first: `entity`, `other`, `together` (number
        of paragraphs or articles), `ids` (all mentions of both in these).

    Raises:
        OnrecordError: `within` is something else.
    """
    if within not in SHARED:
        raise OnrecordError(
            f"within = {within!r} is nothing that two can share, so no pair can be counted. "
            f"Write one of {', '.join(map(repr, SHARED))}."
        )
    named = with_names(mentions, entities)
    named = named[named["entity"].isin(who)]
    units = list(zip(*(named[column] for column in SHARED[within]), strict=True))
    places: dict[str, dict] = {name: {} for name in who}
    for name, unit, mention in zip(named["entity"], units, named["mention_id"], strict=True):
        places[name].setdefault(unit, []).append(mention)
    rows = []
    for one, other in combinations(who, 2):
        if shared := [unit for unit in places[one] if unit in places[other]]:
            ids = [i for unit in shared for i in places[one][unit] + places[other][unit]]
            rows.append((one, other, len(shared), ids))
    table = pd.DataFrame(rows, columns=["entity", "other", "together", "ids"])
    return table.sort_values("together", ascending=False, kind="stable", ignore_index=True)


def entity_to_follow(
    forms: pd.DataFrame, entities: pd.DataFrame, entity_id: str | None = None
) -> str | None:
    """What the entity to look at more closely is called here: one that was asked for, else the most
    mentioned, from `mentions_by_form`; None where nobody is mentioned."""
    if entity_id is not None:
        return entity_labels(entities).get(entity_id)
    return None if forms.empty else forms.index[0]


def aliases_used(
    mentions: pd.DataFrame, entities: pd.DataFrame, articles: pd.DataFrame, who: Sequence[str]
) -> pd.DataFrame:
    """Every name and description of each entity of `who`, and how many mentions carry it.

    A mention may carry several: `German chancellor Olaf Scholz` carries `German chancellor` and
    `Olaf Scholz`, and neither `Scholz` nor `chancellor`. One that carries none of those that
    `entities` lists counts as its own wording, so that no mention but a pronoun is left out.
    Wordings that differ in case alone are one.

    Returns:
        Columns `entity`, `alias`, `form` (that of the mentions that are this wording and nothing
        else; where there are none: `proper` if each of its words begins with a capital letter),
        `mentions`, `first_sentence` (of the corpus, shortened), `ids`. In the order of `who`,
        the commonest wording first.
    """
    named = with_names(mentions[mentions["form"] != "pronoun"], entities)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    known = (entities[column] for column in ("entity_id", "name", "aliases"))
    listed = {i: (name, aliases) for i, name, aliases in zip(*known, strict=True)}
    rows = []
    for name, found in named[named["entity"].isin(who)].groupby("entity"):
        for alias, form, own in _wordings(found, listed):
            text, start = texts[own[0].article_id], own[0].start
            first = excerpt(text, start, start, focus=start, longest=LONGEST_FIRST_SENTENCE)
            rows.append((name, alias, form, len(own), first, [m.mention_id for m in own]))
    columns = ["entity", "alias", "form", "mentions", "first_sentence", "ids"]
    return _in_order(pd.DataFrame(rows, columns=columns), who, "alias")


def _in_order(table, who, ties):
    """Rows in the order of `who`, of each those with most mentions first."""
    table = table.assign(rank=table["entity"].map({name: n for n, name in enumerate(who)}))
    table = table.sort_values(["rank", "mentions", ties], ascending=[True, False, True])
    return table.drop(columns="rank").reset_index(drop=True)


def _wordings(mentions, listed):
    """Each wording of one entity: how it is spelled, its form, and the mentions that carry it."""
    name, aliases = listed[mentions["entity_id"].iloc[0]]
    spelled = {_folded(alias): alias for alias in (*reversed(aliases), name)}
    pattern, pairs = _any_of(spelled), []
    for mention in mentions.itertuples():
        whole = _folded(mention.text)
        found = [] if whole in spelled else [_folded(m[0]) for m in pattern.finditer(mention.text)]
        pairs += [(key, mention) for key in dict.fromkeys(found or [whole])]
    for key, own in grouped(pairs).items():
        alias = spelled.get(key, own[0].text)
        alone = Counter(m.form for m in own if _folded(m.text) == key).most_common(1)
        named = all(word[:1].isupper() for word in alias.split())
        yield alias, alone[0][0] if alone else "proper" if named else "common", own


def _any_of(spelled):
    """A pattern that finds any of the wordings as whole words, of two at one place the longer."""
    longest = sorted(spelled, key=len, reverse=True)
    words = (r"\s+".join(map(re.escape, wording.split())) for wording in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _folded(text):
    return " ".join(text.split()).casefold()

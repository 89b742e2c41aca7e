"""Counts of entities: who is mentioned how often, in which form, by whom, and with whom.

As in `counts`, each takes data frames and returns a new one, whose `ids` lead to its evidence.
Entities go by their names; `who` is a list of these, in the order in which they are to stand.
"""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from onrecord.counts.labels import (
    entity_labels,
    largest_first,
    percents,
    source_labels,
    sums,
    with_names,
)
from onrecord.counts.quotes import count_words
from onrecord.errors import OnrecordError
from onrecord.tables.schema import ENTITIES, FORMS

NOT_GIVEN = "(not given)"
NAMELESS = {"unnamed": "(source without a name)", "none": "(no source given)"}
PARTS = 12  # of a row that are told apart
UNITS = {"article": ["article_id"], "paragraph": ["article_id", "paragraph"]}


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
        `label`, `ids` (by form).
    """
    named = with_names(mentions, entities)
    table = sums(named, "entity", "form", FORMS)
    table.insert(0, "mentions", table.sum(axis=1))
    groups = named.groupby("entity")
    table["articles"], table["label"] = groups["article_id"].nunique(), groups["label"].first()
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
    table = pd.DataFrame({"mentions": groups.size(), "articles": groups["article_id"].nunique()})
    table = table.reset_index()
    rates = 1000 * table["mentions"] / table["outlet"].map(words).clip(lower=1)
    table["per_1000_words"] = rates.astype(float).round(1)
    table["ids"] = groups["mention_id"].agg(list).tolist()
    return _in_order(table, who, "mentions", "outlet")


def mentioned_together(
    mentions: pd.DataFrame, entities: pd.DataFrame, who: Sequence[str], within: str = "paragraph"
) -> pd.DataFrame:
    """In how many paragraphs, or articles, two entities of `who` are both mentioned.

    Args:
        within: `paragraph` or `article`: what both are to be mentioned in.

    Returns:
        A row for each pair that is, the most frequent first: `entity`, `other`, `together` (number
        of paragraphs or articles), `ids` (all mentions of both in these).
    """
    named = with_names(mentions, entities)
    named = named[named["entity"].isin(who)]
    units = list(zip(*(named[column] for column in UNITS[within]), strict=True))
    places: dict[str, dict] = {name: {} for name in who}
    for name, unit, mention in zip(named["entity"], units, named["mention_id"], strict=True):
        places[name].setdefault(unit, []).append(mention)
    rows = []
    for one, other in combinations(who, 2):
        shared = [unit for unit in places[one] if unit in places[other]]
        ids = [i for unit in shared for i in places[one][unit] + places[other][unit]]
        rows.append((one, other, len(shared), ids))
    table = pd.DataFrame(rows, columns=["entity", "other", "together", "ids"])
    table = table[table["together"] > 0].sort_values("together", ascending=False, kind="stable")
    return table.reset_index(drop=True)


def voice_by(
    attributions: pd.DataFrame, mentions: pd.DataFrame, entities: pd.DataFrame, attribute: str
) -> pd.DataFrame:
    """Who gets to speak, and who is mentioned, by an attribute such as a party; its value as index.

    Only attributions of depth 0, as in `counts.words_by_source`.

    Args:
        attribute: a column of `entities` that a register added, or `label`.

    Returns:
        Columns `attributions`, `percent` (of them), `words`, `sources` (how many), `mentions`,
        `ids` (attributions by source). Entities without a value are `(not given)`; sources without
        a name, and attributions without a source, have a row each.

    Raises:
        OnrecordError: `entities` has no such attribute; it names those there are.
    """
    values = _values_of(entities, attribute)
    outer = attributions[attributions["depth"] == 0]
    value = outer["source_entity"].map(values)
    value = value.mask(outer["source_class"].isin(NAMELESS), outer["source_class"].map(NAMELESS))
    outer = outer.assign(
        source=source_labels(outer), words=count_words(outer["content_text"]), value=value
    )
    groups = outer.groupby("value")
    sizes = {
        "attributions": groups.size(),
        "words": groups["words"].sum(),
        "sources": groups["source"].nunique(),
        "mentions": mentions["entity_id"].map(values).value_counts(),
    }
    table = pd.DataFrame(sizes).fillna(0).astype(int).rename_axis(attribute)
    table.insert(1, "percent", percents(table["attributions"]))
    ids = parts(outer, "value", "source", "attribution_id")
    table["ids"] = [ids.get(value, {}) for value in table.index]
    return largest_first(table, "attributions")


def _values_of(entities, attribute):
    """entity_id → its value of an attribute."""
    known = attribute_columns(entities)
    if attribute not in known:
        raise OnrecordError(
            f"group_by = {attribute!r} is no attribute of the entities, so nothing can be grouped "
            f"by it. There are: {', '.join(known)}. A register adds others, a column for each."
        )
    return dict(zip(entities["entity_id"], entities[attribute].fillna(NOT_GIVEN), strict=True))


def attribute_columns(entities: pd.DataFrame) -> list[str]:
    """The columns of `entities` that can be grouped by: `label`, and what a register added."""
    fixed = {column.name for column in ENTITIES.columns} - {"label"}
    return [column for column in entities.columns if column not in fixed]


def followed(
    forms: pd.DataFrame, entities: pd.DataFrame, entity_id: str | None = None
) -> str | None:
    """What the entity to look at more closely is called here: one that was asked for, else the most
    mentioned, from `mentions_by_form`; None where nobody is mentioned."""
    if entity_id is not None:
        return entity_labels(entities).get(entity_id)
    return None if forms.empty else forms.index[0]


def parts(frame, row, part, ids, order=None) -> pd.Series:
    """For each value of `row` a dict of its ids by their value of `part`.

    In the order given, else the largest part first; then parts beyond the twelfth are one.
    """
    made: dict[str, dict] = {}
    for name, key, identifier in zip(frame[row], frame[part], frame[ids], strict=True):
        made.setdefault(name, {}).setdefault(key, []).append(identifier)
    for name, found in made.items():
        if order is not None:
            made[name] = {key: found[key] for key in order if key in found}
        else:
            made[name] = _few(dict(sorted(found.items(), key=lambda f: (-len(f[1]), f[0]))))
    return pd.Series(made, dtype=object)


def _few(found):
    rest = list(found)[PARTS:]
    if len(rest) < 2:
        return found
    few = {key: found[key] for key in found if key not in rest}
    return few | {f"{len(rest):,} others": [i for key in rest for i in found[key]]}


def _in_order(table, who, largest, ties):
    """Rows in the order of `who`, then the largest first."""
    rank = {name: n for n, name in enumerate(who)}
    table = table.assign(rank=table["entity"].map(rank))
    table = table.sort_values(["rank", largest, ties], ascending=[True, False, True])
    return table.drop(columns="rank").reset_index(drop=True)

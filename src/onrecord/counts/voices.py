"""Whom we hear: words, sources and first-quoted places by a group of sources, such as a party.

A group is a value of a column that corrections added, or of `kind`, which is `label` in words. Shares
are of the voices that could have one: sources with a value, and people with a name but no value, who
are `unknown`. Other sources are counted beside them, without a share.

Only attributions of depth 0 count, as in `quotes.words_by_source`.
"""

from collections.abc import Callable

import pandas as pd

from onrecord.counts.labels import KIND_NAMES, NO_SOURCE, parts, percents
from onrecord.counts.periods import with_periods, write_period
from onrecord.counts.quotes import outer_attributions
from onrecord.errors import OnrecordError
from onrecord.tables.schema import ENTITIES

KIND = "kind"  # of name: a person, an organisation, a country or city
UNKNOWN = "unknown"
NOT_A_PERSON, NAMELESS = "(not a person, no value)", "(source without a name)"
DOCUMENT = "(document)"
BESIDE = (NOT_A_PERSON, NAMELESS, DOCUMENT, NO_SOURCE)
OF_CLASS = {"document": DOCUMENT, "none": NO_SOURCE}  # where no entity has a name
MEASURES = ("words", "sources", "first_quoted")  # the last: articles that quote them first
MOST_MONTHS = 24  # in a corpus; if there would be more of them, quarters or years are taken


def speech_by_group(
    attributions: pd.DataFrame,
    mentions: pd.DataFrame,
    entities: pd.DataFrame,
    attribute: str,
    *,
    most: int = 10,
) -> pd.DataFrame:
    """Who gets to speak, and who is mentioned, by an attribute such as a party.

    Args:
        attribute: a column of `entities` that corrections added, or `kind`.
        most: how many groups have a row of their own; the rest are one.

    Returns:
        Columns `words`, `sources` (how many speak) and `first_quoted` (articles that quote
        them first), each followed by its percent;
        `mentions`, `ids` (attributions by source). Its index: the groups, those of most words first;
        `unknown`, even where nobody is, unless it is by kind; then what has no share.

    Raises:
        OnrecordError: `entities` has no such attribute; it names those there are.
    """
    group_of, voices, rows = _grouped(attributions, entities, attribute, most)
    rows += [name for name in BESIDE if (voices["group"] == name).any()]
    table = _shares(voices, rows)
    mentioned = mentions["entity_id"].map(group_of).value_counts()
    table.insert(6, "mentions", mentioned.reindex(rows, fill_value=0))
    return table.rename_axis(attribute)


def speech_by_month(
    attributions: pd.DataFrame,
    entities: pd.DataFrame,
    articles: pd.DataFrame,
    attribute: str,
    *,
    most: int = 10,
    beside: bool = False,
) -> pd.DataFrame:
    """The same for each month (in long corpora: quarter, year) in which articles were published.

    Args:
        beside: keep what has no share.

    Returns:
        A row for each month and group: `month`, the attribute, `articles` (of the month, in which
        any of the groups speaks), then as `speech_by_group`, with percents of the month and without
        `mentions`. Every month has the same groups, also those that say nothing in it. What has no
        share is left out, and so are articles without a date.
    """
    _, voices, rows = _grouped(attributions, entities, attribute, most)
    if beside:
        rows += BESIDE
    voices = voices[beside | ~voices["group"].isin(BESIDE)]
    dated, made = with_periods(voices, articles, shortest="M", most=MOST_MONTHS), []
    rows = [group for group in rows if group == UNKNOWN or (dated["group"] == group).any()]
    for period, own in dated.groupby("period"):
        table = _shares(own, rows).rename_axis(attribute).reset_index()
        table.insert(0, "month", write_period(period))
        table.insert(2, "articles", own["article_id"].nunique())
        made.append(table)
    none = pd.DataFrame(columns=["month", attribute, "articles", *MEASURES, "ids"])
    return pd.concat(made, ignore_index=True) if made else none


def grouping(
    mentions: pd.DataFrame, entities: pd.DataFrame, attribute: str
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What counts any attributions as `speech_by_group` does, every group by itself."""

    def count(attributions: pd.DataFrame) -> pd.DataFrame:
        return speech_by_group(attributions, mentions, entities, attribute, most=len(entities))

    return count


def groups_without_share() -> tuple[str, ...]:
    """The rows of `speech_by_group` that have no share: what is nobody's, or not known to be anybody's."""
    return BESIDE


def by_month(months: pd.DataFrame, measure: str) -> pd.DataFrame:
    """One measure from `speech_by_month`: a row a month, a column a group, in the order of the groups."""
    attribute = months.columns[1]
    parts = months.pivot(index="month", columns=attribute, values=measure).fillna(0).astype(int)
    return parts[list(dict.fromkeys(months[attribute]))]


def _grouped(attributions, entities, attribute, most):
    """entity_id → its group; the attributions, with their group; the groups in order."""
    group_of, voices = _groups(entities, attribute), outer_attributions(attributions)
    voices["first_quoted"] = ~voices["article_id"].duplicated()
    sources = zip(voices["source_entity"], voices["source_class"], strict=True)
    found = [(group_of.get(i, NAMELESS), kind) for i, kind in sources]
    found = [OF_CLASS.get(kind, group) if group == NAMELESS else group for group, kind in found]
    voices["group"] = pd.Series(found, voices.index, dtype=object)
    words = voices.groupby("group")["words"].sum()
    groups = sorted({*group_of.values()} - {UNKNOWN, *BESIDE}, key=lambda g: (-words.get(g, 0), g))
    if len(groups) > most + 1:
        other = f"({len(groups) - most:,} other groups)"
        rest = dict.fromkeys(groups[most:], other)
        group_of = {entity: rest.get(group, group) for entity, group in group_of.items()}
        voices["group"], groups = voices["group"].replace(rest), [*groups[:most], other]
    return group_of, voices, groups + [UNKNOWN] * (attribute != KIND)


def _groups(entities, attribute):
    """entity_id → its value of an attribute, or what it is where it has none."""
    fixed = {column.name for column in ENTITIES.columns}
    known = [KIND, *(column for column in entities.columns if column not in fixed)]
    if attribute not in known:
        raise OnrecordError(
            f"group_by = {attribute!r} is no attribute of the entities, so nothing can be grouped "
            f"by it. There are: {', '.join(known)}. Your corrections add others, a column for each."
        )
    found = {}
    values = entities["label"].replace(KIND_NAMES) if attribute == KIND else entities[attribute]
    columns = (entities["entity_id"], entities["label"], entities["named"], values)
    for entity, label, named, value in zip(*columns, strict=True):
        without = (UNKNOWN if label == "PERSON" else NOT_A_PERSON) if named else NAMELESS
        has_value = pd.notna(value) and (named or attribute != KIND)
        found[entity] = value if has_value else without
    return found


def _shares(voices, rows):
    """The measures of these groups, each with its percent, and the ids."""
    by_group = voices.groupby("group")
    sums = by_group[["words", "first_quoted"]].sum()
    table = sums.assign(sources=by_group["source"].nunique())[list(MEASURES)]
    table = table.reindex(rows, fill_value=0).astype(int)
    shared = ~table.index.isin(BESIDE)
    for n, measure in enumerate(MEASURES, 1):
        percent = percents(table[measure].where(shared, 0)).astype("Int64").where(shared)
        table.insert(2 * n - 1, f"{measure}_percent", percent)
    ids = parts(voices, "group", "source", "attribution_id")
    table["ids"] = [ids.get(name, {}) for name in rows]
    return table

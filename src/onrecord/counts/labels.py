"""What a row is called when rows are counted, and the sums and ids under each name."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from onrecord.pages.marking import write_source
from onrecord.tables.schema import PERHAPS
from onrecord.word_lists import word_list

NO_SOURCE = "(no source given)"
UNRESOLVED = "(no sure owner)"
NOBODY = (NO_SOURCE, UNRESOLVED)  # rows that are no source of their own
NOT_GIVEN = "(not given)"
PRONOUNS = word_list("source_pronouns")
KIND_NAMES = {  # of names, by the column `label`
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "country or city",
    "LOC": "region",
    "FAC": "building",
    "NORP": "group of people",
    "EVENT": "event",
    "PRODUCT": "product",
    "LAW": "law",
}
MANNER_NAMES = {"speech": "in words", "stance": "in the mind", "act": "by deeds"}
MOST_PARTS = 12  # of a row that are told apart


def source_labels(frame: pd.DataFrame) -> pd.Series:
    """The name of the source of each row of `attributions` or `claims`.

    Rows of one entity share a name. So do sources without a name of the same phrase, in any case,
    that speak for the same: `a spokesman (for Fjord Bank)`. Each article has an entity of its own
    for them, which the column `source_class` tells; `affiliation` tells for whom they speak. Claims
    have these columns from `with_origin`.
    A pronoun that nobody was surely found for names no one: all of these are one row, `UNRESOLVED`.
    Two entities that are called alike are told apart by their ids: `John Smith (e4)`. A phrase
    that reads as an entity's name, but was not joined to it, says so: `“John Smith” (not joined)`.
    """
    entities: dict[str, str] = {}
    phrases: dict[str, str] = {}
    classes = frame.get("source_class", pd.Series("named", frame.index))
    whom = frame.get("affiliation", pd.Series(None, frame.index, dtype=object))
    rows = list(zip(frame["source_entity"], frame["source_name"], classes, whom, strict=True))
    known: dict[tuple, tuple[dict[str, str], str]] = {}  # of rows, which are alike by the hundred
    for row in dict.fromkeys(rows):
        entity, name, source_class, speaks_for = row
        name = NO_SOURCE if _lacks(name) else name
        if _lacks(entity) or not source_class.startswith("named"):
            if not _lacks(speaks_for):
                name = write_source(name, None, speaks_for)
            name = UNRESOLVED if name.casefold() in PRONOUNS else name
            known[row] = phrases, name.casefold()
        else:
            known[row] = entities, entity
        names, key = known[row]
        names.setdefault(key, name)
    taken = {name.casefold() for name in entities.values()}
    entities |= _told_apart(entities)
    phrases |= {key: f"“{name}” (not joined)" for key, name in phrases.items() if key in taken}
    labels = {row: names[key] for row, (names, key) in known.items()}
    return pd.Series([labels[row] for row in rows], frame.index, dtype=object)


def has_no_sure_owner(attributions: pd.DataFrame) -> pd.Series:
    """Whether the article may name the source of each attribution, but not surely.

    So it is with a pronoun that nobody was found for, and where the evidence says who it may be.
    """
    perhaps = attributions["evidence"].str.contains(PERHAPS, regex=False).astype(bool)
    return perhaps | (source_labels(attributions) == UNRESOLVED)


def entity_labels(entities: pd.DataFrame) -> dict[str, str]:
    """entity_id → name, with the id after a name that several have."""
    return _told_apart(dict(zip(entities["entity_id"], entities["name"], strict=True)))


def article_labels(articles: pd.DataFrame) -> dict[str, str]:
    """article_id → its date, where it has one, and its title, else its id.

    Articles that would be called alike are told apart by their outlets, else by their ids.
    """
    columns = ("article_id", "published", "title", "outlet")
    rows = list(zip(*(articles[column] for column in columns), strict=True))
    days = {article: "" if pd.isna(day) else f"{day:%Y-%m-%d} " for article, day, *_ in rows}
    labels = {i: days[i] + (i if pd.isna(title) else title) for i, _, title, _ in rows}
    alike = Counter(labels.values())
    printed = Counter((labels[article], outlet) for article, *_, outlet in rows)
    for article, *_, outlet in rows:
        label = labels[article]
        if alike[label] > 1 and pd.notna(outlet) and printed[label, outlet] == 1:
            labels[article] = f"{label} ({outlet})"
    return _told_apart(labels)


def with_names(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """The mentions with a column `entity`: what `entity_labels` calls the entity of each."""
    names = entity_labels(entities)
    labels = [names[i] for i in mentions["entity_id"]]
    return mentions.assign(entity=pd.Series(labels, mentions.index, dtype=object))


def sums(
    frame: pd.DataFrame, rows: str, columns: str, order: Iterable[str], *, total: str, values=None
) -> pd.DataFrame:
    """Sums of the column `values`, else numbers of rows, as integers.

    Returns:
        A row for each value of the column `rows`. Columns: `total`, the sum of the row; then
        exactly those of `order`, which are values of the column `columns`.
    """
    weights = frame[values] if values else pd.Series(1, index=frame.index)
    table = weights.groupby([frame[rows], frame[columns]]).sum().unstack(fill_value=0)
    table = table.reindex(columns=list(order), fill_value=0).astype(int).rename_axis(columns=None)
    table.insert(0, total, table.sum(axis=1))
    return table


def parts(
    frame: pd.DataFrame, row: str, part: str, ids: str, order: Sequence[str] | None = None
) -> pd.Series:
    """For each value of `row` a dict of its ids by their value of `part`.

    The parts stand in the order given. Without one the largest comes first, and if there are more
    than twelve, the rest are one.
    """
    made: dict[str, dict] = {}
    for name, key, identifier in zip(frame[row], frame[part], frame[ids], strict=True):
        made.setdefault(name, {}).setdefault(key, []).append(identifier)
    for name, found in made.items():
        if order is not None:
            made[name] = {key: found[key] for key in order if key in found}
            continue
        keys = sorted(found, key=lambda key: (-len(found[key]), key))
        first, rest = keys[:MOST_PARTS], keys[MOST_PARTS:]
        made[name] = {key: found[key] for key in (keys if len(rest) < 2 else first)}
        if len(rest) > 1:
            made[name][f"{len(rest):,} others"] = [i for key in rest for i in found[key]]
    return pd.Series(made, dtype=object)


def percents(values: pd.Series) -> pd.Series:
    """Whole percents of the sum; 0 throughout where the sum is 0."""
    return (100 * values / max(values.sum(), 1)).round().astype(int)


def largest_first(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Rows in descending order of a column, ties by the index as text."""
    order = sorted(range(len(table)), key=lambda i: (-table[by].iloc[i], str(table.index[i])))
    return table.iloc[order]


def _lacks(value):
    """Whether there is no text: what `pd.isna` says of one value, in a tenth of its time."""
    return value is None or value is pd.NA or value != value


def _told_apart(names):
    alike = Counter(names.values())
    return {key: f"{name} ({key})" if alike[name] > 1 else name for key, name in names.items()}

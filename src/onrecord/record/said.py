"""What sources say, chosen by who says it, how, how surely it was found, and about whom."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.errors import OnrecordError
from onrecord.record.lookup import listing
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.schema import ACTS, ENTITIES, KINDS, MANNERS

OWN_COLUMNS = frozenset(column.name for column in ENTITIES.columns)


def keep(
    tables: Tables,
    *,
    source: dict | tuple[str, str] | None = None,
    act: Iterable[str] | None = None,
    manner: Iterable[str] | None = None,
    kind: Iterable[str] | None = None,
    confidence: float | None = None,
    about: dict | None = None,
) -> tuple[Tables, str]:
    """The tables with no other attributions and claims than those that match all that is asked.

    Args:
        source: a row of `entities`, or a column that corrections add and a value of it.
        act, manner, kind: some of ACTS, of MANNERS, of KINDS.
        confidence: from 0 to 1, the least that they have.
        about: a row of `entities`, which their contents mention.

    Returns:
        The tables, and what was asked, in words: `whose source is Ann Reed and whose act is denies`.

    Raises:
        OnrecordError: one of these is wrong, or matches nothing, or all of them together do.
    """
    asked: list[tuple[str, set[str]]] = []  # in words, and the attribution_ids that match
    if source is not None:
        asked.append(_of_source(tables, source))
    values = {"act": (act, ACTS), "manner": (manner, MANNERS), "kind": (kind, KINDS)}
    for name, (wanted, known) in values.items():
        if wanted is not None:
            where = ("claims", "claim_id") if name == "act" else ("attributions", "attribution_id")
            asked.append(chosen(name, _column(tables, *where, name), wanted, known))
    if confidence is not None:
        asked.append(_sure(tables, confidence))
    if about is not None:
        mentioned = _column(tables, "claims", "claim_id", "about")
        found = {i for i, entities in mentioned if about["entity_id"] in entities}
        asked.append((f"that mentions {about['name']}", found))
    which = " and ".join(words for words, _ in asked)
    for words, found in [*asked, (which, set.intersection(*(found for _, found in asked)))]:
        if not found:
            raise OnrecordError(
                f"There is nothing {words}, so nothing would be left. Ask for less."
            )
    ids = pa.array(sorted(found), pa.string())
    keys = {"attributions": "attribution_id", "claims": "claim_id"}
    own = {name: getattr(tables, name) for name in keys}
    kept = {n: table.filter(pc.is_in(table[keys[n]], ids)) for n, table in own.items()}
    return replace(tables, **kept), which


def _column(tables, table, *columns) -> list[tuple[str, Any]]:
    return list(read_columns(getattr(tables, table), *columns))


def _of_source(tables, source):
    sources = _column(tables, "attributions", "attribution_id", "source_entity")
    if isinstance(source, dict):
        found = {i for i, entity in sources if entity == source["entity_id"]}
        return f"whose source is {source['name']}", found
    column, value = source
    known = [name for name in tables.entities.column_names if name not in OWN_COLUMNS]
    if column not in known:
        there = f"There are: {', '.join(known)}." if known else "There are none."
        raise OnrecordError(
            f"{column!r} is no column that corrections add to the entities, so no sources can be "
            f"chosen by it. {there}"
        )
    values = _column(tables, "entities", "entity_id", column)
    having = {entity for entity, own in values if own == value}
    if not (found := {i for i, entity in sources if entity in having}):
        every = {own for _, own in values if own is not None}
        there = f"There are {listing(value, every)}." if every else "No entity has a value."
        raise OnrecordError(f"No source has {column} = {value!r}. {there}")
    return f"whose source has {column} = {value}", found


def chosen(
    name: str, pairs: Iterable[tuple[str, str]], wanted: Iterable[str], known: Iterable[str]
) -> tuple[str, set[str]]:
    """What is asked, in words, and the ids of those that have one of the wanted values.

    Raises:
        OnrecordError: one of them is not known.
    """
    wanted = list(dict.fromkeys(wanted))
    for value in wanted:
        if value not in known:
            raise OnrecordError(f"There is no {name} {value!r}. There are {listing(value, known)}.")
    return f"whose {name} is {' or '.join(wanted)}", {i for i, value in pairs if value in wanted}


def _sure(tables, least):
    if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 1:
        raise OnrecordError(
            f"confidence is {least!r}, which says not how sure an attribution must be. "
            "Write a number from 0 to 1, such as 0.8."
        )
    sure = tables.attributions["confidence"].to_numpy() >= least
    ids = tables.attributions["attribution_id"].to_pylist()
    return f"of confidence {least} and above", {i for i, own in zip(ids, sure, strict=True) if own}

"""The rows of the articles that match: what a filter of the record keeps."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.errors import OnrecordError
from onrecord.record.lookup import listing
from onrecord.record.said import keep
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.links import without_dangling

OF_ARTICLES = ("articles", "attributions", "mentions", "claims")  # tables with an article_id


def select(
    tables: Tables,
    *,
    outlets: Iterable[str] | None = None,
    since: datetime.date | str | None = None,
    until: datetime.date | str | None = None,
    entity: dict | None = None,
    articles: Iterable[str] | None = None,
    said: Mapping[str, Any],
) -> tuple[Tables, tuple[str, ...]]:
    """The tables of the articles that match all that is given, and what was left out, in sentences.

    The arguments are those of `Record.filter`, but `entity` is a row and `articles` are article_ids.

    Args:
        said: what is kept of what sources say, as `said.keep` takes it; all where each is None.

    Raises:
        OnrecordError: a value matches nothing, or all of them together do.
    """
    notes: list[str] = []
    rows = kept = tables.articles.drop_columns("text").to_pylist()
    if outlets is not None:
        kept = _of_outlets(kept, outlets)
    if since is not None or until is not None:
        kept, notes = _of_days(kept, _day(since, "since"), _day(until, "until"))
    if entity is not None:
        of_entity = pc.equal(tables.mentions["entity_id"], entity["entity_id"])
        mentioning = set(tables.mentions.filter(of_entity)["article_id"].to_pylist())
        kept = [row for row in kept if row["article_id"] in mentioning]
        who = f"Articles that do not mention {entity['name']} are left out"
        notes.append(f"{who}; of the others everything counts.")
    if articles is not None:
        wanted = set(articles)
        kept = [row for row in kept if row["article_id"] in wanted]
    if any(value is not None for value in said.values()):
        tables, which = keep(tables, **said)
        speaking = set(tables.attributions["article_id"].to_pylist())
        kept = [row for row in kept if row["article_id"] in speaking]
        notes.append(
            f"Of what is said only that counts {which}, in the articles in which it stands."
        )
    if rows and not kept:
        raise OnrecordError(
            f"Not one of {len(rows):,} articles matches all that is asked at once. Ask for less."
        )
    selected, pruned = _restrict(tables, [row["article_id"] for row in kept])
    return selected, tuple(notes + pruned)


def several(value: str | Iterable[str] | None) -> list[str] | None:
    """What may be given as one or as several, as a list; None stays."""
    return [value] if isinstance(value, str) else value if value is None else list(value)


def _of_outlets(rows, outlets):
    kept = []
    for outlet in outlets:
        found = [r for r in rows if (r["outlet"] or "").casefold() == outlet.casefold()]
        if not found:
            known = {r["outlet"] for r in rows if r["outlet"]}
            there = f"There are {listing(outlet, known)}." if known else "None names its outlet."
            raise OnrecordError(f"No article is from the outlet {outlet!r}. {there}")
        kept += found
    ids = {row["article_id"] for row in kept}
    return [row for row in rows if row["article_id"] in ids]


def _of_days(rows, since, until):
    dated = [row for row in rows if row["published"]]
    first, last = since or datetime.date.min, until or datetime.date.max
    kept = [row for row in dated if first <= row["published"] <= last]
    if not kept:
        days = sorted(row["published"] for row in dated)
        there = f"Those here are of {days[0]} to {days[-1]}." if days else "None here has a date."
        asked = " ".join(f"{w} {day}" for w, day in (("since", since), ("until", until)) if day)
        raise OnrecordError(f"No article was published {asked}. {there}")
    without = len(rows) - len(dated)
    if not without:
        return kept, []
    noun = "1 article has" if without == 1 else f"{without:,} articles have"
    return kept, [f"{noun} no date, and cannot be placed in time."]


def _day(value, name):
    if isinstance(value, datetime.datetime):  # a pandas Timestamp is one
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise OnrecordError(
            f"{name} is {value!r}, which is not a date. Write it as YYYY-MM-DD, such as 2025-03-04."
        ) from error


def _restrict(tables, article_ids):
    ids = pa.array(article_ids, pa.string())
    several = {name: getattr(tables, name) for name in OF_ARTICLES}
    kept = {name: t.filter(pc.is_in(t["article_id"], ids)) for name, t in several.items()}
    kept["claims"], gone = without_dangling(kept["claims"])
    entities = _recounted(tables.entities, kept["mentions"], kept["attributions"], kept["claims"])
    restricted = replace(tables, **kept, entities=entities)
    if not gone:
        return restricted, []
    links = "1 link between claims leads" if gone == 1 else f"{gone:,} links between claims lead"
    return restricted, [f"{links} to claims outside, and cannot be followed."]


def _recounted(entities, mentions, attributions, claims):
    """The entities that are still referred to, with their mentions and articles counted anew."""
    pairs = list(read_columns(mentions, "entity_id", "article_id"))
    counts = {
        "mentions": Counter(entity for entity, _ in pairs),
        "articles": Counter(entity for entity, _ in set(pairs)),
    }
    referred = set(counts["mentions"])
    for column in ("source_entity", "source_affiliation"):
        referred |= set(attributions[column].to_pylist())
    referred |= set(chain.from_iterable(claims["about"].to_pylist()))
    there = pa.array(sorted(referred - {None}), pa.string())
    kept = entities.filter(pc.is_in(entities["entity_id"], there))
    for name, counted in counts.items():
        values = pa.array([counted[e] for e in kept["entity_id"].to_pylist()], pa.int32())
        kept = kept.set_column(kept.schema.get_field_index(name), kept.schema.field(name), values)
    return kept

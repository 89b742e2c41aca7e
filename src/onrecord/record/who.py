"""Who is meant by a name as a reader would say it: a surname, a title with it, any alias."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.corpus.inputs import counted
from onrecord.errors import OnrecordError
from onrecord.pages.evidence import EvidenceTable
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.names.titles import untitled
from onrecord.record.lookup import FOLD, Lookup, first_few, folded, listing

SHOWN = ("entity_id", "name", "kind", "attributions", "mentions", "articles", "aliases")
# How near a name is: it is one, it is a description, a surname, or words of a name or description.
NAME, DESCRIPTION, SURNAME, IN_NAME, IN_DESCRIPTION = range(5)
CLEAR = 10  # one that occurs more than so many times as often as its namesakes is meant


@dataclass(frozen=True, eq=False)
class Who:
    """The entity that a name means, and what else it could have meant; it shows itself in a notebook.

    Attributes:
        query: the name as it was asked for.
        entities: rows of `entities`, with the `kind` of name in words, the number of `attributions`
            of which each is the source, and how many of these are `inside` of others. First the one
            that is meant: that whose name is nearest, of these the one most quoted.
    """

    query: str
    entities: Sequence[dict]

    @property
    def entity_id(self) -> str:
        """Of the one that is meant."""
        return self.entities[0]["entity_id"]

    @property
    def line(self) -> str:
        """Who is meant, and what else could have been, in words."""
        meant, *others = [_told(row) for row in self.entities]
        if not others:
            return f"“{self.query}” is {meant}."
        return (
            f"“{self.query}” is taken for {meant}. It could also be {first_few(others)}: "
            "for another ask by its full name or its entity_id."
        )

    @property
    def frame(self):
        """A data frame with a row for each, the one that is meant first."""
        import pandas as pd

        return pd.DataFrame(self.entities, columns=SHOWN)

    def _repr_html_(self):
        return EvidenceTable(self.frame, None, self.line)._repr_html_()

    def __repr__(self):
        names = [f"  {row['name']}: {', '.join(row['aliases'])}" for row in self.entities]
        return "\n".join([self.line, *(name for name in names if not name.endswith(": "))])


def who(query: str, lookup: Lookup) -> Who:
    """As `Record.who`."""
    found = _candidates(query, lookup)
    return Who(query, [_row(row, lookup) for _, row in found])


def entity(query: str, lookup: Lookup, *, speaks: bool = False) -> dict:
    """The row of the one entity that a name means, where a number depends on it.

    Args:
        speaks: whether it is asked for as a source; else it is one that is mentioned.

    Raises:
        OnrecordError: there is none, or several have names as near as each other.
    """
    found = _candidates(query, lookup)
    near = found[0][0]
    nearest = [row for how, row in found if how == near]
    if near == NAME:
        often = [lookup.said_by[r["entity_id"]] if speaks else r["mentions"] or 0 for r in nearest]
        nearest = [r for r, n in zip(nearest, often, strict=True) if n * CLEAR >= max(often)]
    if len(nearest) == 1:
        return nearest[0]
    named = [f"{row['name']!r} ({row['entity_id']}, {row['label']})" for row in nearest]
    raise OnrecordError(
        f"{query!r} may be any of {first_few(named)}. Each would give another answer; "
        "ask for the one you mean by its full name or its entity_id."
    )


def _candidates(query, lookup) -> list[tuple[int, dict]]:
    """How near its name is, and the row, of each entity that may be meant; the nearest first."""
    if query in lookup.ids("entities"):
        return [(NAME, lookup.row("entities", query))]
    rows = list(lookup.rows("entities"))
    ranked = [(how, r) for r in rows if (how := _nearness(query, r, lookup.proper)) is not None]
    if not ranked:
        names = [name for row in rows for name in (row["name"], *row["aliases"])]
        near = (
            f"The nearest are {listing(query, names)}." if names else "The record has no entities."
        )
        raise OnrecordError(
            f"No entity is called {query!r}. {near} Ask by a name, a surname or an entity_id."
        )
    widest = _widest(min(how for how, _ in ranked), query)
    said = lookup.said_by
    ranked = [(how, row) for how, row in ranked if how <= widest]
    return sorted(ranked, key=lambda r: (r[0], -said[r[1]["entity_id"]], -(r[1]["mentions"] or 0)))


def _widest(nearest, query):
    """The farthest that may be meant too: one word may be short for a name, a full name is no question."""
    if nearest == NAME and len(untitled(query, shorten=True).split()) > 1:
        return NAME
    return IN_DESCRIPTION if nearest in (DESCRIPTION, IN_DESCRIPTION) else IN_NAME


def _nearness(query, row, proper):
    """How near a name of a row is, or None; `proper` are the proper names of `Lookup`."""
    names = [row["name"]] if row["named"] else []
    names += [a for a in row["aliases"] if (row["entity_id"], folded(a)) in proper]
    others = [name for name in (row["name"], *row["aliases"]) if name not in names]
    for how, called in ((NAME, names), (DESCRIPTION, others)):
        if folded(query) in map(folded, called):
            return how
    words = plain_name(untitled(query, shorten=True), row["label"]).split()
    if not words:
        return None
    own = plain_name(row["name"], row["label"]).split()
    if row["named"] and row["label"] == "PERSON" and own[-len(words) :] == words:
        return SURNAME
    if any(set(words) <= set(folded(name).split()) for name in names):
        return IN_NAME
    return IN_DESCRIPTION if any(_describe(words, other) for other in others) else None


def _describe(words, description):
    """Whether these stand in it, and not only in capitals: they would be the name of somebody else."""
    own = description.translate(FOLD).split()
    return set(words) <= set(map(str.casefold, own)) and not set(words).isdisjoint(own)


def _row(row, lookup):
    from onrecord.counts.labels import KIND_NAMES

    said, inside = (n[row["entity_id"]] for n in (lookup.said_by, lookup.said_inside))
    kind = KIND_NAMES.get(row["label"], row["label"])
    return row | {"kind": kind, "attributions": said, "inside": inside}


def _told(row: dict[str, Any]) -> str:
    said = counted(row["attributions"], "attribution")
    inside = f", {row['inside']:,} of them inside others’" if row["inside"] else ""
    return f"{row['name']} ({row['entity_id']}, {row['kind']}, {said}{inside})"

"""Who is meant by a name as a reader would say it: a surname, a title with it, any alias."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.corpus.inputs import counted
from onrecord.errors import OnrecordError
from onrecord.pages.evidence import EvidenceTable
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.names.titles import untitled
from onrecord.record.lookup import Lookup, first_few, folded, listing

SHOWN = ("entity_id", "name", "kind", "attributions", "mentions", "articles", "aliases")


@dataclass(frozen=True, eq=False)
class Who:
    """The entity that a name means, and what else it could have meant; it shows itself in a notebook.

    Attributes:
        query: the name as it was asked for.
        entities: rows of `entities`, with the `kind` of name in words and the number of
            `attributions` of which each is the source. First the one that is meant: that whose
            name is nearest, of these the one most quoted.
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


def entity(query: str, lookup: Lookup) -> dict:
    """The row of the one entity that a name means, where a number depends on it.

    Raises:
        OnrecordError: there is none, or several have names as near as each other.
    """
    found = _candidates(query, lookup)
    nearest = [row for how, row in found if how == found[0][0]]
    if len(nearest) == 1:
        return nearest[0]
    named = [f"{row['name']!r} ({row['entity_id']}, {row['label']})" for row in nearest]
    raise OnrecordError(
        f"{query!r} may be any of {first_few(named)}. Each would give another answer; "
        "ask for the one you mean by its full name or its entity_id."
    )


def _candidates(query, lookup) -> list[tuple[tuple, dict]]:
    """How near its name is, and the row, of each entity that may be meant; the nearest first."""
    if query in lookup.ids("entities"):
        return [((), lookup.row("entities", query))]
    rows = list(lookup.rows("entities"))
    ranked = [((near, not row["named"]), row) for row in rows if (near := _nearness(query, row))]
    if not ranked:
        names = [name for row in rows for name in (row["name"], *row["aliases"])]
        near = (
            f"The nearest are {listing(query, names)}." if names else "The record has no entities."
        )
        raise OnrecordError(
            f"No entity is called {query!r}. {near} Ask by a name, a surname or an entity_id."
        )
    said = lookup.said_by
    return sorted(ranked, key=lambda r: (r[0], -said[r[1]["entity_id"]], -(r[1]["mentions"] or 0)))


def _nearness(query, row):
    """1 for its name, 2 for an alias, 3 for its surname, 4 for words of one of them; 0 for none."""
    wanted = folded(query)
    if folded(row["name"]) == wanted:
        return 1
    if wanted in map(folded, row["aliases"]):
        return 2
    words = plain_name(untitled(query, shorten=True), row["label"]).split()
    own = plain_name(row["name"], row["label"]).split()
    if words and row["label"] == "PERSON" and own[-len(words) :] == words:
        return 3
    every = (set(folded(name).split()) for name in (row["name"], *row["aliases"]))
    return 4 if words and any(set(words) <= each for each in every) else 0


def _row(row, lookup):
    from onrecord.counts.labels import KIND_NAMES

    said = lookup.said_by[row["entity_id"]]
    return row | {"kind": KIND_NAMES.get(row["label"], row["label"]), "attributions": said}


def _told(row: dict[str, Any]) -> str:
    said = counted(row["attributions"], "attribution")
    return f"{row['name']} ({row['entity_id']}, {row['kind']}, {said})"

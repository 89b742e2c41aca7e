"""Entities over articles that are made by hand."""

import tempfile
from typing import NamedTuple

from onrecord.reading.entities import join_entities
from onrecord.tables.scratch import open_scratch


class Link(NamedTuple):
    entity_id: str
    evidence: str


def join(articles, revise=None):
    """The entities, and for each article the link of each mention; see `join_entities`."""
    with tempfile.TemporaryDirectory() as folder, open_scratch(folder) as database:
        joined = join_entities(iter(articles), database, revise)
        links = [
            [Link(known[m.referent.number].entity_id, known[m.referent.number].evidence_of(m))
             for m in mentions]
            for (_, mentions, _), known in zip(articles, joined.referents(), strict=True)
        ]  # fmt: skip
        return list(joined.entities()), links

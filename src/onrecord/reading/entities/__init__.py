"""Entities: every mention of an article joined to who it means, and every source named."""

from onrecord.reading.entities.joining import Entity, Group, Member, join_entities, make_group
from onrecord.reading.entities.mentions import Mention, Referent, find_mentions
from onrecord.reading.entities.ranking import load_ranking
from onrecord.reading.entities.sources import Source, resolve_sources

__all__ = [
    "Entity",
    "Group",
    "Member",
    "Mention",
    "Referent",
    "Source",
    "find_mentions",
    "join_entities",
    "load_ranking",
    "make_group",
    "resolve_sources",
]

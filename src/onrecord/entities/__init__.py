"""Entities: every mention of an article joined to who it means, and every source named."""

from onrecord.entities.finding import find_mentions
from onrecord.entities.joining import Entity, Group, Link, Member, join_entities, make_group
from onrecord.entities.mentions import Mention, Referent
from onrecord.entities.ranking import load_ranking
from onrecord.entities.sources import Source, resolve_sources
from onrecord.entities.words import Words

__all__ = [
    "Entity",
    "Group",
    "Link",
    "Member",
    "Mention",
    "Referent",
    "Source",
    "Words",
    "find_mentions",
    "join_entities",
    "load_ranking",
    "make_group",
    "resolve_sources",
]

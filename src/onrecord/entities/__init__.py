"""Entities: every mention of an article joined to who it means, and every source named."""

from onrecord.entities.finding import find_mentions
from onrecord.entities.joining import Entity, evidence_of, join_entities
from onrecord.entities.mentions import Mention
from onrecord.entities.sources import Source, resolve_sources

__all__ = [
    "Entity",
    "Mention",
    "Source",
    "evidence_of",
    "find_mentions",
    "join_entities",
    "resolve_sources",
]

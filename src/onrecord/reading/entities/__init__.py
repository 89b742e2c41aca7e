"""Entities: every mention of an article joined to who it means, and every source named."""

from onrecord.reading.entities.joining import Entity, Joined, Meant, join_entities, name_and_label
from onrecord.reading.entities.mentions import Mention, Referent, find_mentions
from onrecord.reading.entities.ranking import load_ranking
from onrecord.reading.entities.sources import Source, resolve_sources
from onrecord.reading.entities.speakers import Speakers, find_speakers
from onrecord.reading.entities.speaking import load_speaking
from onrecord.reading.entities.voices import Voice

__all__ = [
    "Entity",
    "Joined",
    "Meant",
    "Mention",
    "Referent",
    "Source",
    "Speakers",
    "Voice",
    "find_mentions",
    "find_speakers",
    "join_entities",
    "load_ranking",
    "load_speaking",
    "name_and_label",
    "resolve_sources",
]

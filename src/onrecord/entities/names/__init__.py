"""Proper names of an article: found, labelled, and joined where they are forms of one name."""

from onrecord.entities.names.finding import find_names
from onrecord.entities.names.joining import joined_names
from onrecord.entities.names.nesting import names_within
from onrecord.entities.names.spans import LABELS, Name
from onrecord.entities.names.titles import gender_of_title, is_titled

__all__ = [
    "LABELS",
    "Name",
    "find_names",
    "gender_of_title",
    "is_titled",
    "joined_names",
    "names_within",
]

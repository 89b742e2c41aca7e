"""Proper names: found in an article and labelled, and joined where they are forms of one name."""

from onrecord.reading.names.finding import find_names, names_within
from onrecord.reading.names.forms import joined_names
from onrecord.reading.names.spans import LABELS, Name
from onrecord.reading.names.titles import gender_of_title

__all__ = ["LABELS", "Name", "find_names", "gender_of_title", "joined_names", "names_within"]

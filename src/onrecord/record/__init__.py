"""The record: the five tables in a notebook's hand, to filter, search and show."""

from onrecord.record.record import Record

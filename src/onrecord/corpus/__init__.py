"""A corpus: files, folders and patterns of articles, read one article at a time."""

from onrecord.corpus.reader import MAX_CHARACTERS, read_articles

__all__ = ["MAX_CHARACTERS", "read_articles"]

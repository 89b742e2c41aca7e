"""What the kit reads of sources in a text: their roles, and for whom they speak."""

from onrecord.corpus.article import Article
from onrecord.extraction.extract import extract_tables

TOLD = "source_role", "source_role_kind", "affiliation"


def read(text):
    """The attributions of a text, each with the name of whom it speaks for as `affiliation`."""
    tables = extract_tables([Article(article_id="a", path="a.txt", text=text)])
    names = {row["entity_id"]: row["name"] for row in tables.entities.to_pylist()}
    rows = tables.attributions.to_pylist()
    return [row | {"affiliation": names.get(row["source_affiliation"])} for row in rows]


def last(text):
    """Role, kind and affiliation of the last attribution of a text."""
    return tuple(read(text)[-1][column] for column in TOLD)

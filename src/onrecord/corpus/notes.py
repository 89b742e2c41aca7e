"""What a reader of the corpus should know of something that was read."""

from dataclasses import dataclass

# what notes of one kind have in common, as a list of them is headed
NOTE_KINDS = {
    "export": "exports of news databases: articles announced, and articles read",
    "length": "articles that are longer or shorter than their header says",
    "date": "dates that were left out",
    "field": "fields that were left out",
    "columns": "columns that were not used",
    "misread": "texts that look as if they were read wrongly",
}


@dataclass(frozen=True)
class Note:
    """One thing to know, of one article or of a whole file.

    Attributes:
        kind: one of `NOTE_KINDS`; notes of one kind are told together, counted, with an example.
        text: one sentence or two, which do not name the article or the file.
    """

    kind: str
    text: str

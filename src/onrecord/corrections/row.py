"""One row of a file of corrections, and what it may say.

A row is of one kind: what it sets right. It finds its place by names (who is who), or by an article and
the words in it (what was read there).
"""

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, fields

from onrecord.reading.names.spans import LABELS
from onrecord.reading.names.spelling import plain_name
from onrecord.tables.links import LINKS, SURE
from onrecord.tables.schema import ACTS, COMMITMENTS, CORRECTED, KINDS, MANNERS, ROLE_KINDS

UNNAMED = "unnamed"  # an answer: the article names nobody
# What of the entities is set right, and what of the text of an article; each with its answers, where
# these are a few.
OF_ENTITIES: dict[str, tuple[str, ...]] = {
    "entity": (), "merge": (), "split": (), "name": (), "label": LABELS,
}  # fmt: skip
OF_TEXTS: dict[str, tuple[str, ...]] = {
    "attribution": (), "content": (), "cue": (), "source": (), "role": tuple(ROLE_KINDS),
    "affiliation": (), "act": tuple(ACTS), "commitment": COMMITMENTS, "kind": KINDS,
    "manner": MANNERS,
    "mention": (), "link": SURE,
}  # fmt: skip
ANSWERS = OF_ENTITIES | OF_TEXTS
ALONE = (
    "attribution",
    "cue",
    "source",
    "role",
    "affiliation",
    "mention",
    "link",
)  # may be `no` alone
WITHOUT_ANSWER = ("attribution", "entity", "merge", "split")
NAMED = ("source", "affiliation", "mention")  # their answer is a name
DECISIONS = ("yes", "no", "")
ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")  # of spreadsheets
DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](?P<year>\d{4})")
GAP = " … "  # between the pieces of what was said, as in the tables

Spans = tuple[tuple[int, int], ...]


class Wrong(ValueError):
    """What of a row cannot be done, as a sentence or two."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its columns in the order of the file. Those that are not given are empty.

    Attributes:
        number: as a spreadsheet counts: the header is row 1.
        answer: what is right, where that is not what the kit believes.
        believed: what the kit believes; `yes` says that it is right, `no` that it is not.
        spans: `[[start, end], ...]` of `text` in the article, half-open, in characters; `other_spans`
            are of `other_text`: the right words, or the content of the other claim of a link.
        attributes: column that the user added → its value, where there is one.
    """

    number: int = 0
    kind: str
    decision: str = ""
    answer: str = ""
    believed: str = ""
    name: str = ""
    label: str = ""
    other_name: str = ""
    other_label: str = ""
    reason: str = ""
    example: str = ""
    other_example: str = ""
    articles: str = ""
    other_articles: str = ""
    spans: str = ""
    text: str = ""
    other_spans: str = ""
    other_text: str = ""
    entity_id: str = ""
    other_entity_id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def right(self) -> str:
        """What is right by this row; empty where it only says what is not."""
        return self.answer or (self.believed if self.decision == "yes" else "")

    @property
    def rejects(self) -> bool:
        """Whether it says that what the kit believes is not so, and no more."""
        return self.decision == "no" and not self.answer

    @property
    def evidence(self) -> str:
        """What the tables say of what it has set right."""
        return f"{CORRECTED}, row {self.number}"

    @property
    def confirms(self) -> bool:
        """Whether it says that what the kit believes is right."""
        return bool(self.right) and plain_name(self.right) == plain_name(self.believed)

    @property
    def decided(self) -> bool:
        """Whether its user has said anything in it."""
        if self.kind in OF_TEXTS or self.kind in ("name", "label"):
            right_words = self.kind != "link" and self.other_text
            return bool(self.decision or self.answer or right_words)
        return bool(self.decision or self.attributes)


COLUMNS = tuple(f.name for f in fields(Row) if f.name not in ("number", "attributes"))


def read_spans(cell: str) -> Spans:
    """The spans in a cell, in text order; none of an empty one.

    Raises:
        Wrong: it holds no spans, or torn ones.
    """
    try:
        spans = tuple((start, end) for start, end in json.loads(cell or "[]"))
    except (ValueError, TypeError, RecursionError):
        spans = ((0, 0),)
    edges = [edge for span in spans for edge in span]
    whole = all(type(edge) is int for edge in edges)
    if not whole or edges != sorted(set(edges)) or any(edge < 0 for edge in edges[:1]):
        raise Wrong(
            f"{cell!r} is no list of spans, so nobody knows which words are meant. Write them as "
            "[[start, end]], each in characters, in the order of the text."
        )
    return spans


def article_ids(cell: str) -> list[str]:
    """The article_ids in a cell, which stand between semicolons."""
    return [i for i in (part.strip() for part in cell.split(";")) if i]


def same_days(cell: str) -> list[str]:
    """An article_id, and what it was if a spreadsheet took it for a day and wrote that in its own way."""
    match = DAY.fullmatch(cell)
    if not match:
        return [cell]
    days = [
        f"{match['year']}-{int(a):02}-{int(b):02}"
        for a, b in (match.group(2, 1), match.group(1, 2))
    ]
    return list(dict.fromkeys([cell, *days]))


def known_id(cell: str, known: Container[str]) -> str | None:
    """The article_id that a cell means, of those that are known; None where it is none of them."""
    return next((article_id for article_id in same_days(cell) if article_id in known), None)


def check_row(row: Row) -> None:
    """Check what can be checked without the articles.

    Raises:
        Wrong: it says nothing that can be done.
    """
    if row.kind not in ANSWERS:
        raise Wrong(
            f"kind is {row.kind!r}, so nobody knows what to do. It must be one of {_list(ANSWERS)}."
        )
    if row.decision not in DECISIONS:
        raise Wrong(f"decision is {row.decision!r}, and must be 'yes', 'no' or empty.")
    if wrong := next((c for c in COLUMNS if getattr(row, c) in ERRORS), None):
        raise Wrong(
            f"{wrong} is {getattr(row, wrong)!r}, an error of the spreadsheet in place of what was meant. "
            "Write it as plain text."
        )
    if row.answer and row.kind in WITHOUT_ANSWER:
        raise Wrong(
            f"answer is {row.answer!r}, which has no effect on a row of the kind {row.kind}. Write yes or no "
            "into decision. Another name for an entity is the answer of a row of the kind name."
        )
    (_check_entities if row.kind in OF_ENTITIES else _check_text)(row)
    allowed = ANSWERS[row.kind]
    known = tuple(LINKS) if row.kind == "link" else allowed
    for value, among in ((row.answer, allowed), (row.believed if row.decision else "", known)):
        if allowed and value and value not in among:
            raise Wrong(f"{value!r} is no {row.kind}. It must be one of {_list(allowed)}.")
    if row.kind != "entity" and row.attributes:
        raise Wrong(
            f"{_list(row.attributes)} stands on a row of the kind {row.kind}, where it would have no "
            "effect. Put it on a row of the kind entity."
        )


def _check_entities(row):
    if not row.name:
        raise Wrong("name is empty, so it means no entity. Give a name, or delete the row.")
    if row.decision == "yes" and row.kind == "merge" and not row.other_name:
        raise Wrong(
            "other_name is empty, so there is nothing to merge. Give the name of the other entity."
        )
    if row.kind in ("name", "label") and row.decision and not row.right:
        raise Wrong(f"answer is empty, so there is no right {row.kind}. Write it there.")
    if row.decision == "yes" and row.kind == "split" and not row.other_articles:
        raise Wrong(
            "other_articles is empty, so nothing would be split off. Give the article_ids in which "
            f"{row.name!r} is somebody else, between semicolons."
        )


def _check_text(row):
    _check_place(row, "articles", "spans", "text")
    if row.kind == "link":
        _check_place(row, "other_articles", "other_spans", "other_text")
        ends = (
            (row.articles, row.spans, row.text),
            (row.other_articles, row.other_spans, row.other_text),
        )
        if ends[0] == ends[1]:
            raise Wrong("both ends of the link are the same words. Give the other claim.")
    else:
        read_spans(row.other_spans)
    if not row.decided:
        return
    if row.kind == "link" and not (row.answer or row.believed):
        raise Wrong("answer is empty, so nobody knows which link is meant. Write its kind there.")
    if row.kind in ("mention", "affiliation") and row.right.casefold() == UNNAMED:
        raise Wrong(
            f"answer is {row.right!r}, and no name. If it is nobody, write no into decision."
        )
    right_words = row.other_text and row.kind in ("content", "cue", "source", "role")
    if row.rejects and row.kind not in ALONE:
        raise Wrong(
            f"decision is 'no', and what is the right {row.kind} is not said. Write it into answer."
        )
    if not row.right and not row.rejects and not right_words and row.kind != "attribution":
        raise Wrong(
            f"answer is empty, and believed too, so there is no right {row.kind}. Write it into answer."
        )


def _check_place(row, articles, spans, text):
    if not getattr(row, articles):
        raise Wrong(
            f"{articles} is empty, and a row of the kind {row.kind} means words in one article. Give its "
            "article_id."
        )
    read_spans(getattr(row, spans))
    if not getattr(row, text).strip():
        raise Wrong(
            f"{text} is empty, so nobody could check that the offsets still mean the same words. "
            "Copy the words there."
        )


def _list(names):
    return ", ".join(map(repr, names))

"""Who an attribution's source is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution
from onrecord.entities.mentions import Mention, head_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

PLURAL_TAGS = ("NNS", "NNPS")
PLURAL = {"they", "we", "some", "many", "others", "both"}


@dataclass(frozen=True)
class Source:
    """A source: the article's entity where there is one, and its name or else the phrase itself."""

    entity: str | None
    name: str | None
    label: str | None
    plural: bool


def resolve_source(doc: "Doc", attribution: Attribution, mentions: Sequence[Mention]) -> Source:
    """Say who speaks: who the head of the source is, or a name in apposition to it.

    `Trump's team` is not Trump: only the head of the phrase counts.
    """
    head = head_of(doc, attribution.source)
    if head is None:
        return Source(None, None, None, False)
    plural = head.tag_ in PLURAL_TAGS or head.lower_ in PLURAL
    meant = _mention_of(head, mentions) or _named_beside(doc, head, attribution.source, mentions)
    if meant is not None:
        return Source(meant.entity, meant.entity, meant.label, plural)
    (start, end), *_ = attribution.source
    return Source(None, doc.text[start:end], None, plural)


def _mention_of(head, mentions):
    for token in (head, *(c for c in head.children if c.dep_ == "appos")):
        for mention in mentions:
            if mention.start <= token.idx < mention.end:
                return mention
    return None


def _named_beside(doc, head, source, mentions):
    """`the returning officer, Verity Lanhurst`: a person's name after a comma."""
    if head.tag_ != "NN":
        return None
    end = source[0][1]
    people = (m for m in mentions if m.form == "proper" and m.label == "PERSON")
    return next((m for m in people if doc.text[end : m.start] == ", "), None)

"""Who an attribution's source is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution
from onrecord.entities.mentions import Mention, head_of, tokens_in

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


def resolve_sources(
    doc: "Doc", attributions: Sequence[Attribution], mentions: Sequence[Mention]
) -> list[Source]:
    """Say who speaks in each attribution: who the head of its source is, or a name beside that.

    `Trump's team` is not Trump: only the head of the phrase counts.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
        mentions: the article's own, in text order.
    """
    text, at, people = doc.text, {}, {}
    for mention in mentions:
        for token in tokens_in(doc, [(mention.start, mention.end)]):
            at.setdefault(token.i, mention)
        if mention.form == "proper" and mention.label == "PERSON":
            people.setdefault(mention.start, mention)
    return [_resolve(doc, text, attribution.source, at, people) for attribution in attributions]


def _resolve(doc, text, source, at, people):
    head = head_of(doc, source)
    if head is None:
        return Source(None, None, None, False)
    plural = head.tag_ in PLURAL_TAGS or head.lower_ in PLURAL
    beside = [head, *(child for child in head.children if child.dep_ == "appos")]
    meant = next((at[token.i] for token in beside if token.i in at), None)
    start, end = source[0]
    if meant is None and head.tag_ == "NN" and text.startswith(", ", end):
        # `the returning officer, Verity Lanhurst`: a person's name after a comma
        meant = people.get(end + len(", "))
    if meant is None or (meant.label == "NORP" and not plural):
        # `the Republican` is one of them, not all of them
        return Source(None, text[start:end], None, plural)
    return Source(meant.entity, meant.entity, meant.label, plural)

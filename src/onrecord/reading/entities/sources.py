"""Who an attribution's source is."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.words import PLURALS, Words
from onrecord.reading.entities.mentions import Mention, Referent

SEVERAL = {"they", "we", "some", "many", "others", "both"}
AFTER_NOUN = {"relcl", "acl", "appos", "punct"}


@dataclass(frozen=True)
class Source:
    """A source: who it refers to where that is sure, and its name or else the phrase itself.

    Attributes:
        confidence: how likely `name` is right, from 0 to 1.
        candidate: who it may be where that is not sure; `name` is the phrase then.
    """

    referent: Referent | None
    name: str | None
    plural: bool
    confidence: float = 1.0
    candidate: str = ""


def resolve_sources(
    words: Words, attributions: Sequence[Attribution], mentions: Sequence[Mention]
) -> list[Source]:
    """Say who speaks in each attribution: whom the head of its source means.

    `Trump's team` is not Trump: only the head of the phrase counts. A relative pronoun stands for the
    noun that it takes up, and `whose spokesman` for that spokesman.

    Args:
        mentions: the article's own, in text order.
    """
    innermost = {}
    for mention in mentions:  # an inner one comes after the one that holds it
        for i in words.tokens_in([(mention.start, mention.end)]):
            innermost[i] = mention.referent
    return [_resolve(words, a.source, innermost) for a in attributions]


def _resolve(words, source, innermost):
    head = words.head_of(source)
    if head is None:
        return Source(None, None, False)
    spoken = " … ".join(words.text[start:end] for start, end in source)
    noun = words.antecedent_of(head)
    if relative := noun != head:
        head, spoken = noun, _without_clause(words, noun)
    several = any(words.deps[c] == "conj" for c in words.children[head])
    plural = several or words.tags[head] in PLURALS or words.lower[head] in SEVERAL
    beside = [head, *(c for c in words.children[head] if words.deps[c] == "appos")]
    meant = next((innermost[i] for i in beside if i in innermost), None)
    if meant is None or (several and relative):  # `Smith and Jones, who said`
        return Source(None, spoken, plural)
    return Source(meant, meant.name, plural or (meant.plural and not meant.named))


def _without_clause(words, i):
    """The phrase of a noun, without what follows a comma or is a clause."""
    after = (c for c in words.children[i] if c > i and words.deps[c] in AFTER_NOUN)
    ends = (c if words.deps[c] == "punct" else words.left[c] for c in after)
    return words.said(words.left[i], min(ends, default=words.right[i] + 1))

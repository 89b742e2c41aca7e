"""One article understood: its attributions with their sources and claims, and its mentions."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.corpus.article import Article
from onrecord.reading.attribution import Attribution, find_in_batch
from onrecord.reading.claims import Claim, find_claims
from onrecord.reading.doc.pipeline import parse_articles
from onrecord.reading.entities import Mention, Source, Words, find_mentions, resolve_sources


@dataclass(frozen=True)
class Found:
    """One attribution, who its source is, and what that source puts forward."""

    attribution: Attribution
    source: Source
    claim: Claim


@dataclass(frozen=True)
class Reading:
    """All that was found in one article, in text order; nothing where it could not be read."""

    article: Article
    found: Sequence[Found] = ()
    mentions: Sequence[Mention] = ()


def read_batch(articles: Sequence[Article], threshold: float | None = None) -> list[Reading]:
    """A reading of each article, in order.

    Args:
        threshold: the least confidence of an attribution; the model's own if not given.

    Raises:
        OnrecordError: a model is missing or damaged.
    """
    parsed = list(parse_articles(articles))
    attributions = iter(find_in_batch([doc for _, doc in parsed if doc is not None], threshold))
    return [
        Reading(article) if doc is None else _read(article, doc, next(attributions))
        for article, doc in parsed
    ]


def _read(article, doc, attributions):
    words = Words(doc)
    mentions = find_mentions(doc, attributions, words)
    sources = resolve_sources(doc, attributions, mentions, words)
    claims = find_claims(doc, attributions, words)
    found = [Found(*each) for each in zip(attributions, sources, claims, strict=True)]
    return Reading(article, found, mentions)

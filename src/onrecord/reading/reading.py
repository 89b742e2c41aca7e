"""One article understood: its attributions with their sources and claims, and its mentions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.corpus.article import Article
from onrecord.reading.attribution import Attribution, find_in_batch
from onrecord.reading.claims import Claim, find_claims
from onrecord.reading.doc.clean import clean
from onrecord.reading.doc.pipeline import parse_articles
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import (
    Mention,
    Source,
    find_mentions,
    find_speakers,
    resolve_sources,
)
from onrecord.tables.schema import ROLES


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


def read_batch(
    articles: Sequence[Article],
    threshold: float | None = None,
    source_threshold: float | None = None,
) -> list[Reading]:
    """A reading of each article, in order.

    Args:
        threshold: the least confidence of an attribution; the model's own if not given.
        source_threshold: the least confidence at which a source is named; the model's own if not
            given.

    Raises:
        OnrecordError: a model is missing or damaged.
    """
    cleaned = [clean(article.text or "") for article in articles]
    read = (
        article if article.text is None else replace(article, text=each.text)
        for article, each in zip(articles, cleaned, strict=True)
    )
    parsed = [None if doc is None else Words(doc) for _, doc in parse_articles(read)]
    readable = [words for words in parsed if words is not None]
    attributions = iter(find_in_batch(readable, threshold))
    return [
        Reading(article)
        if words is None
        else _untouched(_read(article, words, next(attributions), source_threshold), each)
        for article, each, words in zip(articles, cleaned, parsed, strict=True)
    ]


def _read(article, words, attributions, source_threshold):
    speakers = find_speakers(words, attributions, source_threshold)
    mentions = find_mentions(words, attributions, speakers)
    sources = resolve_sources(words, attributions, mentions, speakers)
    claims = find_claims(words, attributions)
    found = [Found(*each) for each in zip(attributions, sources, claims, strict=True)]
    return Reading(article, found, mentions)


def _untouched(reading, cleaned):
    """A reading of a clean text, with the offsets of the article's own."""
    if not cleaned.starts:
        return reading
    found = [_placed(each, cleaned) for each in reading.found]
    spans = cleaned.untouched((m.start, m.end) for m in reading.mentions)
    mentions = [
        replace(m, start=start, end=end)
        for m, (start, end) in zip(reading.mentions, spans, strict=True)
    ]
    return replace(reading, found=found, mentions=mentions)


def _placed(found, cleaned):
    spans = {role: cleaned.untouched(getattr(found.attribution, role)) for role in ROLES}
    attribution, source = replace(found.attribution, **spans), found.source
    if source.voice.role:
        [role] = cleaned.untouched([source.voice.role])
        source = replace(source, voice=source.voice._replace(role=role))
    return replace(found, attribution=attribution, source=source)

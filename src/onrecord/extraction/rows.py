"""What was found in an article as rows of the tables."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from onrecord.corpus.article import Article
from onrecord.reading.claims import Stated
from onrecord.reading.doc.quotes import GAP, said
from onrecord.reading.doc.sentences import paragraphs
from onrecord.reading.entities import Entity, Meant
from onrecord.reading.reading import Reading
from onrecord.tables.schema import ARTICLES, CORRECTED, ENTITIES, PERHAPS

NO_WORD = re.compile(r"[,;:&/|()\s]+")  # between the names of several authors
# One body, as `the council` is; `a firm` is any.
BODY = re.compile(r"(?:the|this|that|its|his|her|their|our)\b|police$", re.IGNORECASE)
NAMED = {"PERSON": "named_person", "ORG": "named_organization"}


class FoundRows(NamedTuple):
    """The rows of one article; its claims lack their links, and stand beside what is compared."""

    mentions: list[dict]
    attributions: list[dict]
    claims: list[tuple[dict, Stated]]


def rows_of_article(number: int, reading: Reading, known: Mapping[int, Meant]) -> FoundRows:
    """What was found in an article as rows, in the order in which they are written.

    Args:
        number: of the article in the corpus.
        known: number of a referent → whom it means in the corpus.
    """
    mentions = list(_mention_rows(reading, known))
    found = [(_attribution_row(reading, n, known), f) for n, f in enumerate(reading.found)]
    named = {meant.entity_id for meant in known.values() if meant.named}
    claims = [_claim(number, n, found, mentions, named) for n in range(len(found))]
    return FoundRows(mentions, [row for row, _ in found], claims)


def article_row(article: Article) -> dict:
    return {column.name: getattr(article, column.name) for column in ARTICLES.columns}


def entity_row(entity: Entity) -> dict:
    known = {column.name: getattr(entity, column.name) for column in ENTITIES.columns}
    return {**known, "aliases": list(entity.aliases), **entity.attributes}


def _mention_rows(reading, known):
    text = reading.article.text
    edges = [start for start, _ in paragraphs(text)] if text else []
    for n, m in enumerate(reading.mentions, 1):
        meant = known[m.referent.number]
        yield {
            "mention_id": f"{reading.article.article_id}:m{n}",
            "article_id": reading.article.article_id,
            "entity_id": meant.entity_id,
            "start": m.start,
            "end": m.end,
            "text": text[m.start : m.end],
            "form": m.form,
            "label": meant.label,
            "metonym": m.metonym,
            "paragraph": bisect_right(edges, m.start) - 1,
            "evidence": meant.evidence_of(m),
        }


def _attribution_row(reading, n, known):
    article_id, text = reading.article.article_id, reading.article.text
    a, source = reading.found[n].attribution, reading.found[n].source
    entity = known.get(source.referent.number) if source.referent else None
    voice = source.voice
    speaks_for = known.get(voice.affiliation.number) if voice.affiliation else None
    role = [voice.role] if voice.role else []
    name = entity.name if entity else source.name
    told = CORRECTED in a.evidence
    if entity and a.kind == "indirect" and not told and _is_author(entity, reading.article):
        entity = name = None  # a byline
    perhaps = source.candidate and not (entity and entity.named)  # which the corpus may tell
    return {
        "attribution_id": f"{article_id}:a{n + 1}",
        "article_id": article_id,
        "kind": a.kind,
        "manner": reading.found[n].claim.manner,
        "source_spans": [list(span) for span in a.source],
        "cue_spans": [list(span) for span in a.cue],
        "content_spans": [list(span) for span in a.content],
        "source_text": said(text, a.source, GAP) or None,
        "cue_text": said(text, a.cue, GAP) or None,
        "content_text": said(text, a.content, GAP) or None,
        "source_entity": entity.entity_id if entity else None,
        "source_name": name,
        "source_class": _source_class(name, entity, voice.kind, speaks_for),
        "source_role": said(text, role) or None,
        "source_role_spans": [list(span) for span in role],
        "source_role_kind": voice.kind,
        "source_affiliation": speaks_for.entity_id if speaks_for else None,
        "source_plural": source.plural,
        "source_confidence": None if name is None else source.confidence,
        "parent_id": None if a.parent is None else f"{article_id}:a{a.parent + 1}",
        "depth": a.depth,
        "confidence": a.confidence,
        "evidence": a.evidence + (f"{PERHAPS}{source.candidate}" if perhaps else ""),
        "status": a.status,
    }


def _is_author(entity, article):
    """Whether somebody is whom the corpus has as the author of an article, by first name and surname."""
    name, written = entity.name.casefold(), (article.author or "").casefold()
    return (
        " " in name and entity.label == "PERSON" and f" {name} " in f" {NO_WORD.sub(' ', written)} "
    )


def _source_class(name, entity, role_kind, speaks_for):
    if name is None:
        return "none"
    if entity is None or not entity.named:
        if role_kind == "document":
            return role_kind
        body = entity and entity.label == "ORG" and BODY.match(name)
        return "unnamed_of_organization" if speaks_for or body else "unnamed"
    return NAMED.get(entity.label, "named_other")


def _claim(number, n, found, mentions, named):
    """The row of a claim but for its links, and the claim as it is compared with others.

    Args:
        number: of the article.
        n: of the claim in its article; `found` has for each the row of its attribution, and what
            was found; `mentions` are the rows of the mentions.
        named: the entities of the article that have a name.
    """
    own, claim = found[n][0], found[n][1].claim
    about = _about(own["content_spans"], mentions)
    row = {
        "claim_id": own["attribution_id"],
        "article_id": own["article_id"],
        "source_entity": own["source_entity"],
        "source_name": own["source_name"],
        "act": claim.act,
        "commitment": claim.commitment,
        "act_evidence": claim.act_evidence,
        "claim_text": claim.text,
        "about": about,
        "chain": _chain(found, n),
    }
    # an unnamed source is one of its article alone
    source = own["source_name"] and f"{number}: {own['source_name']}"
    return row, Stated(
        claim=claim,
        article=number,
        span=(own["content_spans"][0][0], own["content_spans"][-1][1]),
        source=_as_term(own["source_entity"]) if own["source_entity"] else source,
        entities=frozenset(_as_term(e) for e in about if e in named),
        claim_id=row["claim_id"],
    )


def _as_term(entity_id):
    """An entity_id that may stand among words: no word begins with `@`."""
    return f"@{entity_id}"


def _about(spans, mentions):
    """The entities mentioned in spans, each once; `mentions` are rows, in order."""
    by_start = itemgetter("start")
    edges = ([bisect_left(mentions, edge, key=by_start) for edge in span] for span in spans)
    inside = chain.from_iterable(mentions[first:last] for first, last in edges)
    return list(dict.fromkeys(row["entity_id"] for row in inside))


def _chain(found, n):
    """Source names from the outermost attribution to this one."""
    names = []
    while n is not None:
        row, each = found[n]
        names.append(row["source_name"])
        n = each.attribution.parent
    return names[::-1]

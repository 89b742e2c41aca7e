"""What was found in the articles as the rows of the five tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.corpus.article import Article
from onrecord.reading.attribution import Attribution
from onrecord.reading.claims import Claim, Stated, link_claims
from onrecord.reading.doc.pipeline import paragraphs
from onrecord.reading.doc.quotes import Span
from onrecord.reading.entities import Entity, Mention, Source, join_entities
from onrecord.register import Revision
from onrecord.tables.schema import ARTICLES, ENTITIES, TABLES

NAMED = {"PERSON": "named_person", "ORG": "named_organization"}


@dataclass(frozen=True)
class Reading:
    """All that was found in one article."""

    article: Article
    attributions: Sequence[Attribution] = ()
    sources: Sequence[Source] = ()
    mentions: Sequence[Mention] = ()
    claims: Sequence[Claim] = ()


def make_rows(readings: Sequence[Reading], revision: Revision | None) -> dict[str, list[dict]]:
    """Table name → its rows, in the order in which they are written.

    Args:
        readings: of the whole corpus, in order.
        revision: what the user decided on who is who.
    """
    found = [(r.article.article_id, r.article.text, r.mentions) for r in readings]
    entities, links = join_entities(found, revision or list)
    by_id = {e.entity_id: e for e in entities}
    rows = {name: [] for name in TABLES}
    rows["entities"] = [_entity_row(entity) for entity in entities]
    for reading, linked in zip(readings, links, strict=True):
        meant = [by_id[link.entity_id] for link in linked]
        known = {m.referent.number: e for m, e in zip(reading.mentions, meant, strict=True)}
        attributions = _attribution_rows(reading, known)
        rows["articles"].append(_article_row(reading.article))
        rows["attributions"] += attributions
        rows["mentions"] += _mention_rows(reading, meant, linked)
        rows["claims"] += _claim_rows(reading, attributions, [e.entity_id for e in meant])
    _link(rows["claims"], readings, by_id)
    return rows


def _article_row(article: Article) -> dict:
    return {column.name: getattr(article, column.name) for column in ARTICLES.columns}


def _entity_row(entity: Entity) -> dict:
    known = {column.name: getattr(entity, column.name) for column in ENTITIES.columns}
    return {**known, "aliases": list(entity.aliases), **entity.attributes}


def _mention_rows(reading, entities, links):
    text = reading.article.text
    edges = [start for start, _ in paragraphs(text)] if text else []
    for n, (m, entity, link) in enumerate(zip(reading.mentions, entities, links, strict=True), 1):
        yield {
            "mention_id": f"{reading.article.article_id}:m{n}",
            "article_id": reading.article.article_id,
            "entity_id": entity.entity_id,
            "start": m.start,
            "end": m.end,
            "text": text[m.start : m.end],
            "form": m.form,
            "label": entity.label,
            "metonym": m.metonym,
            "paragraph": bisect_right(edges, m.start) - 1,
            "evidence": link.evidence,
        }


def _attribution_rows(reading, known):
    article_id, text = reading.article.article_id, reading.article.text
    rows = []
    for n, (a, source) in enumerate(zip(reading.attributions, reading.sources, strict=True), 1):
        entity = known.get(source.referent.number) if source.referent else None
        rows.append(
            {
                "attribution_id": f"{article_id}:a{n}",
                "article_id": article_id,
                "kind": a.kind,
                "source_spans": _lists(a.source),
                "cue_spans": _lists(a.cue),
                "content_spans": _lists(a.content),
                "source_text": _joined(text, a.source),
                "cue_text": _joined(text, a.cue),
                "content_text": _joined(text, a.content),
                "source_entity": entity.entity_id if entity else None,
                "source_name": entity.name if entity else source.name,
                "source_class": _source_class(a, entity),
                "source_plural": source.plural,
                "parent_id": None if a.parent is None else f"{article_id}:a{a.parent + 1}",
                "depth": a.depth,
                "confidence": a.confidence,
                "evidence": a.evidence,
                "status": a.status,
            }
        )
    return rows


def _source_class(attribution, entity):
    if not attribution.source:
        return "none"
    if entity is None or not entity.named:
        return "unnamed"
    return NAMED.get(entity.label, "named_other")


def _claim_rows(reading, attributions, entity_ids):
    by_id = {row["attribution_id"]: row for row in attributions}
    starts = [m.start for m in reading.mentions]
    for row, claim in zip(attributions, reading.claims, strict=True):
        yield {
            "claim_id": row["attribution_id"],
            "article_id": row["article_id"],
            "source_entity": row["source_entity"],
            "source_name": row["source_name"],
            "act": claim.act,
            "commitment": claim.commitment,
            "act_evidence": claim.act_evidence,
            "claim_text": claim.text,
            "about": _about(row["content_spans"], starts, entity_ids),
            "chain": _chain(by_id, row),
            "disputes": [],
            "echoes": [],
            "responds": [],
            "link_evidence": None,
        }


def _link(rows, readings, entities):
    """Fill in the links between claims, and what decided them."""
    stated = []
    for number, reading in enumerate(readings):
        first = len(stated)
        for attribution, claim in zip(reading.attributions, reading.claims, strict=True):
            row = rows[len(stated)]
            stated.append(_stated(row, number, first, attribution.content, claim, entities))
    ids = [row["claim_id"] for row in rows]
    for place, links in link_claims(stated).items():
        found = {name: getattr(links, name) for name in ("disputes", "echoes", "responds")}
        for name, others in found.items():
            rows[place][name] = [ids[other] for other in sorted(others)]
        why = {other: words for others in found.values() for other, words in others.items()}
        rows[place]["link_evidence"] = "; ".join(f"{ids[n]}: {why[n]}" for n in sorted(why)) or None


def _stated(row, number, first, content, claim, entities):
    """A claim as it is compared with others; an unnamed source is one of its article alone."""
    source = row["source_name"] and f"{number}: {row['source_name']}"
    if row["source_entity"]:
        source = _as_term(row["source_entity"])
    return Stated(
        article=number,
        span=(content[0][0], content[-1][1]),
        source=source,
        act=claim.act,
        commitment=claim.commitment,
        statements=claim.statements,
        entities=frozenset(_as_term(e) for e in row["about"] if entities[e].named),
        describes=claim.describes,
        disputes=tuple(first + n for n in claim.disputes),
        responds=tuple(first + n for n in claim.responds),
        pointing=claim.pointing,
    )


def _as_term(entity_id):
    """An entity among words: no word begins so."""
    return f"@{entity_id}"


def _about(spans, starts, entity_ids):
    """The entities mentioned in spans, each once; `starts` are those of the mentions, in order."""
    inside = (entity_ids[bisect_left(starts, s) : bisect_left(starts, e)] for s, e in spans)
    return list(dict.fromkeys(chain.from_iterable(inside)))


def _chain(by_id, row):
    """Source names from the outermost attribution to this one."""
    names = [row["source_name"]]
    while row["parent_id"]:
        row = by_id[row["parent_id"]]
        names.append(row["source_name"])
    return names[::-1]


def _lists(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _joined(text, spans):
    return " … ".join(text[s:e] for s, e in spans) or None

"""What was found in the articles as the rows of the five tables."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from tempfile import TemporaryDirectory

from onrecord.corpus.article import Article
from onrecord.reading.claims import Stated, link_claims
from onrecord.reading.doc.quotes import GAP, said
from onrecord.reading.doc.sentences import paragraphs
from onrecord.reading.entities import Entity, join_entities
from onrecord.reading.reading import Reading
from onrecord.register import Revision
from onrecord.tables.schema import ARTICLES, ENTITIES, PERHAPS, TABLES
from onrecord.tables.scratch import open_scratch

NO_WORD = re.compile(r"[,;:&/|()\s]+")  # between the names of several authors
NAMED = {"PERSON": "named_person", "ORG": "named_organization"}


def make_rows(readings: Sequence[Reading], revision: Revision | None) -> dict[str, list[dict]]:
    """Table name → its rows, in the order in which they are written.

    Args:
        readings: of the whole corpus, in order.
        revision: what the user decided on who is who.
    """
    with TemporaryDirectory() as folder, open_scratch(folder) as database:
        articles = ((r.article, r.mentions, _sources(r)) for r in readings)
        joined = join_entities(articles, database, revision)
        return _rows(readings, joined, database)


def _rows(readings, joined, database):
    rows: dict[str, list[dict]] = {name: [] for name in TABLES}
    rows["entities"] = [_entity_row(entity) for entity in joined.entities()]
    claims: list[tuple[dict, Stated]] = []
    for number, (reading, known) in enumerate(zip(readings, joined.referents(), strict=True)):
        mentions = list(_mention_rows(reading, known))
        found = [(_attribution_row(reading, n, known), f) for n, f in enumerate(reading.found)]
        rows["articles"].append(_article_row(reading.article))
        rows["attributions"] += [row for row, _ in found]
        rows["mentions"] += mentions
        named = {meant.entity_id for meant in known.values() if meant.named}
        claims += (_claim(number, n, found, mentions, named) for n in range(len(found)))
    rows["claims"] = _with_links(claims, database)
    return rows


def _sources(reading):
    """The numbers of the referents that are a source."""
    return {f.source.referent.number for f in reading.found if f.source.referent}


def _article_row(article: Article) -> dict:
    return {column.name: getattr(article, column.name) for column in ARTICLES.columns}


def _entity_row(entity: Entity) -> dict:
    known = {column.name: getattr(entity, column.name) for column in ENTITIES.columns}
    return {**known, "aliases": list(entity.aliases), **entity.attributes}


def _mention_rows(reading, known):
    text = reading.article.text
    edges = [start for start, _ in paragraphs(text)] if text else []
    for n, m in enumerate(reading.mentions, 1):
        entity = known[m.referent.number]
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
            "evidence": entity.evidence_of(m),
        }


def _attribution_row(reading, n, known):
    article_id, text = reading.article.article_id, reading.article.text
    a, source = reading.found[n].attribution, reading.found[n].source
    entity = known.get(source.referent.number) if source.referent else None
    voice = source.voice
    speaks_for = known.get(voice.affiliation.number) if voice.affiliation else None
    role = [voice.role] if voice.role else []
    name = entity.name if entity else source.name
    if entity and a.kind == "indirect" and _is_author(entity, reading.article):
        entity = name = None  # a byline
    return {
        "attribution_id": f"{article_id}:a{n + 1}",
        "article_id": article_id,
        "kind": a.kind,
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
        "evidence": a.evidence + (f"{PERHAPS}{source.candidate}" if source.candidate else ""),
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
        of_whom = "unnamed_of_organization" if speaks_for else "unnamed"
        return "document" if role_kind == "document" else of_whom
    return NAMED.get(entity.label, "named_other")


def _claim(number, n, found, mentions, named):
    """The row of a claim but for its links, and the claim as it is compared with others.

    Args:
        number: of the article.
        n: of the claim in its article; `found` has for each the row of its attribution, and what
            was found; `mentions` are the rows of the mentions.
        named: the entity_ids of the article's entities with a name.
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
        claim_id=own["attribution_id"],
        article=number,
        span=(own["content_spans"][0][0], own["content_spans"][-1][1]),
        source=_as_term(own["source_entity"]) if own["source_entity"] else source,
        entities=frozenset(_as_term(e) for e in about if e in named),
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


def _with_links(claims, database):
    """The rows of all claims with the links between them, and what decided these."""
    links = link_claims((stated for _, stated in claims), database)
    return [row | cells for (row, _), cells in zip(claims, links, strict=True)]

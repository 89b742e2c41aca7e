"""Articles in, the six tables out: every step of the kit run over a corpus, once."""

import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain, islice

from onrecord.article import Article
from onrecord.attribution import Attribution, find_in_batch, load_attribution_model
from onrecord.attribution.quotes import Span
from onrecord.claims import Claim, find_claims
from onrecord.corpus.inputs import explain
from onrecord.entities import (
    Entity,
    Mention,
    Source,
    Words,
    find_mentions,
    join_entities,
    load_ranking,
    resolve_sources,
)
from onrecord.errors import OnrecordError
from onrecord.pipeline import BATCH, model_info, paragraphs, parse_articles
from onrecord.register import Register, Revision
from onrecord.schema import ARTICLES, ENTITIES, TABLES
from onrecord.tables import Tables, build_tables

NAMED = {"PERSON": "named_person", "ORG": "named_organization"}


@dataclass(frozen=True)
class Reading:
    """All that was found in one article."""

    article: Article
    attributions: Sequence[Attribution] = ()
    sources: Sequence[Source] = ()
    mentions: Sequence[Mention] = ()
    claims: Sequence[Claim] = ()
    names: Sequence[tuple[int, int, str]] = ()  # start, end, label: the recogniser's alone


def extract_tables(
    articles: Iterable[Article],
    *,
    threshold: float | None = None,
    register: Register | None = None,
    parameters: dict | None = None,
    on_article: Callable[[Article], None] | None = None,
    timings: dict | None = None,
) -> Tables:
    """Read `articles` and build the six tables.

    Args:
        threshold: the least confidence of an attribution; the model's own if not given.
        register: the user's decisions on who is who; what it did is listed in the manifest.
        parameters: what was asked for; it goes into the manifest as it is.
        on_article: called after each article, in order, for a progress bar.
        timings: filled with `seconds` in all, `words` read and `words_per_second`.

    An article that the kit fails on becomes a row with the status `failed`; the others go on.
    """
    started = time.perf_counter()
    readings = []
    for reading in _read_all(articles, threshold):
        readings.append(reading)
        if on_article:
            on_article(reading.article)
    revision = Revision(register) if register else None
    rows = _rows(readings, revision)
    manifest = _manifest(readings, parameters or {}, threshold)
    if revision:
        manifest["register"] = revision.manifest()
    tables = build_tables(rows, manifest, attributes=register.attributes if register else ())
    if timings is not None:
        seconds = time.perf_counter() - started
        words = sum(r.article.words for r in readings if r.article.status == "ok")
        timings |= {
            "seconds": round(seconds, 3),
            "words": words,
            "words_per_second": round(words / seconds),
        }
    return tables


def _read_all(articles: Iterable[Article], threshold: float | None) -> Iterator[Reading]:
    """A reading of each article, in order; where the kit fails on a batch, one by one."""
    articles = iter(articles)
    while batch := list(islice(articles, BATCH)):
        try:
            yield from _read_batch(batch, threshold)
        except OnrecordError:
            raise  # no article is at fault: a model is missing
        except Exception:
            yield from (_read(article, threshold) for article in batch)


def _read(article: Article, threshold: float | None) -> Reading:
    """All that is in one article; where the kit fails on it, the article with the reason."""
    try:
        return _read_batch([article], threshold)[0]
    except Exception as error:
        reason = f"The kit failed on it, and the others went on: {explain(error)}"
        message = " ".join(filter(None, (article.message, reason)))
        return Reading(replace(article, status="failed", message=message))


def _read_batch(batch, threshold):
    parsed = list(parse_articles(batch))
    found = iter(find_in_batch([doc for _, doc in parsed if doc is not None], threshold))
    return [
        Reading(article) if doc is None else _find_all(article, doc, next(found))
        for article, doc in parsed
    ]


def _find_all(article, doc, attributions):
    words = Words(doc)
    mentions = find_mentions(doc, attributions, words)
    sources = resolve_sources(doc, attributions, mentions, words)
    claims = find_claims(doc, attributions, words)
    names = [(*words.span(first, last), label) for first, last, label in words.recognised()]
    return Reading(article, attributions, sources, mentions, claims, names)


def _manifest(readings, parameters, threshold):
    import platform
    from importlib.metadata import version

    from onrecord import __version__

    return {
        "onrecord": __version__,
        "python": platform.python_version(),
        "spacy": version("spacy"),
        "model": asdict(model_info()),
        "attribution_model": {
            "sha256": load_attribution_model().sha256,
            "threshold": load_attribution_model().threshold if threshold is None else threshold,
        },
        "entity_model": {"sha256": load_ranking().sha256},
        "parameters": parameters,
        "inputs": {
            r.article.article_id: {"path": r.article.path, "sha256": r.article.sha256}
            for r in readings
        },
        "counts": dict(sorted(Counter(r.article.status for r in readings).items())),
    }


def _rows(readings: Sequence[Reading], revision: Revision | None) -> dict[str, list[dict]]:
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
        rows["names"] += _name_rows(reading)
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
            "disputes": [attributions[k]["attribution_id"] for k in claim.disputes],
            "echoes": [],
            "responds": [],
            "link_evidence": claim.link_evidence,
        }


def _name_rows(reading):
    article = reading.article
    for start, end, label in reading.names:
        row = {"article_id": article.article_id, "start": start, "end": end}
        yield row | {"text": article.text[start:end], "label": label}


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

"""The tables as JSON-LD: schema.org claims, each with Web Annotations that point into its article.

See https://schema.org/Claim and https://www.w3.org/TR/annotation-model/. One document, written node by
node: `{"@context": ...,`, `"@graph": [`, one node a line, `]}`. Who cannot hold it all in memory reads
the lines between, each of which is JSON once its last comma is gone. `<` is escaped, so that the
document can stand in a web page.
"""

import functools
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from onrecord.exchange.by_article import ArticleRows, by_article
from onrecord.exchange.values import as_json, as_share, given
from onrecord.tables.folder import Tables
from onrecord.tables.links import EVIDENCE, LINKS
from onrecord.tables.outputs import opens_with
from onrecord.tables.schema import ENTITIES, ROLES, added_columns

AROUND = 32  # characters of the text before and after a span, by which it is found again
OURS = "urn:onrecord:terms:"
ENTITY_TYPES = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place",
}  # fmt: skip


def write_jsonld(tables: Tables, path: Path, on_articles: Callable[[int], object]) -> None:
    """Write one JSON-LD document; mentions are not in it."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {_line(context())},\n"@graph": [')
        comma = ""
        for node in _nodes(tables, on_articles):
            file.write(f"{comma}\n{_line(node)}")
            comma = ","
        file.write("\n]}\n")


@functools.cache
def context() -> dict:
    """The terms: those of schema.org and of W3C Web Annotation, and our own for the rest.

    They stand in each document, so that whoever reads one fetches nothing.
    """
    text = (files("onrecord.exchange") / "context.jsonld").read_text(encoding="utf-8")
    return json.loads(text)["@context"]


def mint(kind: str, id_: str, *further: str) -> str:
    """An IRI for an id of a table: what an IRI cannot hold, and `/`, is percent-encoded."""
    return ":".join(["urn:onrecord", kind, *(quote(part, safe=":") for part in (id_, *further))])


def is_our_document(path: Path) -> bool:
    """Whether a file is one that `write_jsonld` wrote."""
    return opens_with(path, OURS)


def _line(value):
    return as_json(value).replace("<", "\\u003c")


def _nodes(tables, on_articles):
    for batch in tables.entities.to_batches():
        yield from map(_entity, batch.to_pylist())
    for found in by_article(tables):
        yield _article(found.article)
        yield from _of_attributions(found)
        on_articles(1)


def _entity(row):
    added = [name for name in added_columns(ENTITIES, row) if row[name] is not None]
    return given(
        {
            "@id": mint("entity", row["entity_id"]),
            "@type": ENTITY_TYPES.get(row["label"], "Thing"),
            "name": row["name"],
            "alternateName": row["aliases"],
            "label": row["label"],
            "named": row["named"],
            "additionalProperty": [
                {"@type": "PropertyValue", "name": name, "value": row[name]} for name in added
            ],
        }
    )


def _article(row):
    repeated, published = row["duplicate_of"], row["published"]
    return given(
        {
            "@id": mint("article", row["article_id"]),
            "@type": "NewsArticle",
            "identifier": row["article_id"],
            "headline": row["title"],
            "publisher": row["outlet"] and {"@type": "Organization", "name": row["outlet"]},
            "author": row["author"] and {"name": row["author"]},
            "url": row["url"],
            "inLanguage": row["language"],
            "datePublished": published and published.isoformat(),
            "articleBody": row["text"],
            "wordCount": row["words"],
            **{name: row[name] for name in ("sha256", "path", "status", "message")},
            "duplicateOf": repeated and mint("article", repeated),
        }
    )


def _of_attributions(found: ArticleRows) -> Iterator[dict]:
    """The claim of each attribution, then what points to its source, cue and content."""
    for row in found.attributions:
        yield _claim(row, found.claim(row))
        for role in ROLES:
            if row[f"{role}_spans"]:
                yield _annotation(role, row, found.article)


def _claim(row, claim):
    entity, parent, speaks_for = (
        row[c] for c in ("source_entity", "parent_id", "source_affiliation")
    )
    source = {"@id": mint("entity", entity)} if entity else _named(row["source_name"])
    return given(
        {
            "@id": mint("claim", row["attribution_id"]),
            "@type": "Claim",
            "identifier": row["attribution_id"],
            "text": claim.get("claim_text", row["content_text"]),
            "author": source,
            "sourceName": row["source_name"],
            "sourceClass": row["source_class"],
            "sourceRole": row["source_role"],
            "sourceRoleKind": row["source_role_kind"],
            "sourceAffiliation": speaks_for and {"@id": mint("entity", speaks_for)},
            "sourcePlural": row["source_plural"],
            "sourceConfidence": as_share(row["source_confidence"]),
            "appearance": mint("article", row["article_id"]),
            "act": claim.get("act"),
            "commitment": claim.get("commitment"),
            "actEvidence": claim.get("act_evidence"),
            "about": [mint("entity", e) for e in claim.get("about", ())],
            "chain": [_named(name) or {"noSource": True} for name in claim.get("chain", ())],
            **{k: [mint("claim", c) for c in claim.get(k, ())] for k in LINKS},
            "linkEvidence": claim.get(EVIDENCE),
            "within": parent and mint("claim", parent),
            "depth": row["depth"],
            "kind": row["kind"],
            "manner": row["manner"],
            "confidence": as_share(row["confidence"]),
            "evidence": row["evidence"],
            "status": row["status"],
        }
    )


def _named(name):
    return None if name is None else {"name": name}


def _annotation(role, row, article):
    claim = row["attribution_id"]
    return {
        "@id": mint("annotation", claim, role),
        "@type": "Annotation",
        "motivation": "linking",
        "body": mint("claim", claim),
        "role": role,
        "target": [_target(article, start, end) for start, end in row[f"{role}_spans"]],
    }


def _target(article, start, end):
    """One piece of a text, by what it says and where it stands: W3C counts code points, as we do."""
    text = article["text"]
    words = {
        "@type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    return {
        "@type": "SpecificResource",
        "source": mint("article", article["article_id"]),
        "selector": [words, {"@type": "TextPositionSelector", "start": start, "end": end}],
    }

"""The terms of the JSON-LD: those of schema.org and of W3C Web Annotation, and our own for the rest.

The context stands in each document, so that whoever reads one fetches nothing.
"""

from urllib.parse import quote

from onrecord.tables.links import LINKS

OURS = "urn:onrecord:terms:"
POINTERS = (*LINKS, "within", "duplicateOf")
NUMBERS = ("start", "end")
_SCHEMA = (
    "NewsArticle", "Claim", "Person", "Organization", "Place", "Thing", "PropertyValue",
    "identifier", "headline", "articleBody", "author", "publisher", "name", "alternateName", "url",
    "inLanguage", "wordCount", "text", "additionalProperty", "value",
)  # fmt: skip
_ANNOTATION = (
    "Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector",
    "exact", "prefix", "suffix", "linking",
)  # fmt: skip
_OWN = (
    "role", "act", "commitment", "actEvidence", "linkEvidence", "sourceName", "sourceClass",
    "sourcePlural", "kind", "depth", "confidence", "evidence", "status", "message", "sha256", "path",
    "noSource", "label", "named",
)  # fmt: skip


def _iri(term):
    return {"@id": term, "@type": "@id"}


CONTEXT = {
    "@version": 1.1,
    "schema": "http://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "onrecord": OURS,
    **{term: f"schema:{term}" for term in _SCHEMA},
    **{term: f"oa:{term}" for term in _ANNOTATION},
    **{term: f"onrecord:{term}" for term in _OWN},
    **{term: _iri(f"onrecord:{term}") for term in POINTERS},
    "about": _iri("schema:about"),
    "appearance": _iri("schema:appearance"),
    "datePublished": {"@id": "schema:datePublished", "@type": "schema:Date"},
    "chain": {"@id": "onrecord:chain", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": _iri("oa:hasBody"),
    "target": {"@id": "oa:hasTarget"},
    "source": _iri("oa:hasSource"),
    "selector": {"@id": "oa:hasSelector"},
    **{term: {"@id": f"oa:{term}", "@type": "xsd:nonNegativeInteger"} for term in NUMBERS},
}
ENTITY_TYPES = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}


def mint(kind: str, id_: str, *further: str) -> str:
    """An IRI for an id of a table: what an IRI cannot hold, and `/`, is percent-encoded."""
    return ":".join(["urn:onrecord", kind, *(quote(part, safe=":") for part in (id_, *further))])

"""A record built by hand, for tests: texts with marks in brackets, nothing from a model."""

import datetime

from tables_by_hand import build_tables

from onrecord.corpus.article import Article
from onrecord.record import Record

ARTICLE = ("title", "outlet", "author", "url", "language", "status", "duplicate_of", "message")


def article(article_id, text=None, published=None, **known):
    made = Article(
        article_id=article_id,
        path=known.pop("path", f"{article_id}.txt"),
        text=text,
        published=published and datetime.date.fromisoformat(published),
        **known,
    )
    row = {key: getattr(made, key) for key in ("article_id", "path", "text", "published", *ARTICLE)}
    return row | {"sha256": made.sha256, "words": made.words}


def span(text, words):
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return [start, start + len(words)]


def attribution(of, n, content, *, source=None, cue=None, **known):
    """A row of `attributions` of an article's row; source, cue and content are given as words."""
    contents = [content] if isinstance(content, str) else content
    text = of["text"]
    row = {
        "attribution_id": f"{of['article_id']}:a{n}",
        "article_id": of["article_id"],
        "kind": "indirect",
        "manner": "speech",
        "source_spans": [span(text, source)] if source else [],
        "cue_spans": [span(text, cue)] if cue else [],
        "content_spans": [span(text, words) for words in contents],
        "source_text": source,
        "cue_text": cue,
        "content_text": " … ".join(contents),
        "source_entity": None,
        "source_name": source,
        "source_class": "unnamed" if source else "none",
        "source_role": None,
        "source_role_spans": [],
        "source_role_kind": None,
        "source_affiliation": None,
        "source_plural": False,
        "source_confidence": 0.95 if source else None,
        "parent_id": None,
        "depth": 0,
        "confidence": 0.9,
        "evidence": "reporting_clause",
        "status": "ok",
    }
    return row | known


def claim(of, **known):
    """A row of `claims` of a row of `attributions`."""
    row = {
        "claim_id": of["attribution_id"],
        "article_id": of["article_id"],
        "source_entity": of["source_entity"],
        "source_name": of["source_name"],
        "act": "asserts",
        "commitment": "CT+",
        "act_evidence": of["cue_text"] or "",
        "claim_text": of["content_text"],
        "about": [],
        "chain": [of["source_name"]],
        "disputes": [],
        "may_dispute": [],
        "echoes": [],
        "link_evidence": None,
    }
    return row | known


def mention(of, n, words, entity_id, **known):
    """A row of `mentions` of an article's row."""
    start, end = span(of["text"], words)
    row = {
        "mention_id": f"{of['article_id']}:m{n}",
        "article_id": of["article_id"],
        "entity_id": entity_id,
        "start": start,
        "end": end,
        "text": words,
        "form": "proper",
        "label": "PERSON",
        "metonym": False,
        "paragraph": 0,
        "evidence": "name",
    }
    return row | known


def entity(entity_id, name, aliases=(), **known):
    row = {"label": "PERSON", "named": True, "mentions": 1, "articles": 1}
    return row | {"entity_id": entity_id, "name": name, "aliases": list(aliases)} | known


def record(articles=(), attributions=(), mentions=(), entities=(), claims=None):
    """A Record of rows; each attribution has a claim, unless claims are given."""
    rows = {
        "articles": list(articles),
        "attributions": list(attributions),
        "mentions": list(mentions),
        "entities": list(entities),
        "claims": [claim(a) for a in attributions] if claims is None else list(claims),
    }
    model = {"name": "en_core_web_sm", "version": "3.8.0"}
    return Record(build_tables(rows, {"onrecord": "0.1.0", "model": model}))


def harbour():
    """Three articles that were read, of two outlets, one without a date, and one that was not."""
    gazette = article(
        "gazette-1",
        "Mayor Ann Reed said the port “won’t close”. Ann Reed’s office did not answer.\n"
        "Critics say it will close.",
        published="2025-03-04",
        title="The port stays",
        outlet="The Harbour Gazette",
        url="https://gazette.example/1",
    )
    tide = article(
        "tide-1",
        "The union denied that the port won't close. Tom Reed warned of strikes.",
        published="2025-03-11",
        title="Union says no",
        outlet="Tidewater Business",
    )
    undated = article("undated", "The port is old.", outlet="Tidewater Business")
    broken = article("broken", status="undecodable", message="broken.txt holds NUL bytes")
    said = attribution(
        gazette,
        1,
        "the port “won’t close”",
        source="Mayor Ann Reed",
        cue="said",
        source_entity="e1",
        source_name="Ann Reed",
        source_class="named_person",
        kind="mixed",
    )
    critics = attribution(gazette, 2, "it will close", source="Critics", cue="say")
    denied = attribution(tide, 1, "that the port won't close", source="The union", cue="denied")
    warned = attribution(
        tide,
        2,
        "strikes",
        source="Tom Reed",
        cue="warned",
        source_entity="e2",
        source_class="named_person",
    )
    return record(
        [gazette, tide, undated, broken],
        [said, critics, denied, warned],
        [
            mention(gazette, 1, "Ann Reed", "e1"),
            mention(gazette, 2, "Ann Reed’s office", "e3"),
            mention(tide, 1, "Tom Reed", "e2"),
        ],
        [
            entity("e1", "Ann Reed", ["Reed", "Mayor Ann Reed"]),
            entity("e2", "Tom Reed", ["Reed"]),
            entity("e3", "Ann Reed’s office", label="ORG"),
        ],
        [
            claim(said, echoes=["tide-1:a1"]),
            claim(critics),
            claim(denied, act="denies", disputes=["gazette-1:a1"], echoes=["gazette-1:a1"]),
            claim(warned, act="warns"),
        ],
    )

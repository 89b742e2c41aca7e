"""Small tables made by hand, for the tests of counts, charts, notebooks and reports.

The numbers in the tests are counted by hand from the rows here, never by the code under test.
"""

import datetime

from onrecord.article import Article
from onrecord.tables import build_tables

MANIFEST = {
    "onrecord": "0.1.0",
    "model": {"name": "en_core_web_sm", "version": "3.8.0", "weights_sha256": "ab" * 32},
    "spacy": "3.8.0",
    "python": "3.11",
    "parameters": {"paths": ["news"]},
    "counts": {},
}
HOSTILE = "<script>document.title='ran'</script> $x_{ & \"q\" <img src=x onerror=\"document.title='ran'\">"


class Writer:
    """Rows of the five tables, one article after the other, with offsets found in the text."""

    def __init__(self):
        self.rows = {n: [] for n in ("articles", "attributions", "mentions", "entities", "claims")}
        self.at = None

    def article(self, article_id, text, **known):
        article = Article(article_id=article_id, path=f"{article_id}.txt", text=text, **known)
        names = "article_id path title outlet author url language published text sha256 words status"
        row = {n: getattr(article, n) for n in (*names.split(), "duplicate_of", "message")}
        self.rows["articles"].append(row)
        self.at = row

    def entity(self, entity_id, name, label="PERSON", aliases=()):
        self.rows["entities"].append(
            {"entity_id": entity_id, "name": name, "label": label, "aliases": list(aliases)}
            | {"mentions": 0, "articles": 0}
        )

    def mention(self, entity_id, text, form, nth=0, metonym=False):
        start = -1
        for _ in range(nth + 1):
            start = self.at["text"].index(text, start + 1)
        label = next(e["label"] for e in self.rows["entities"] if e["entity_id"] == entity_id)
        self.rows["mentions"].append(
            {"mention_id": self._next("mentions", "m"), "article_id": self.at["article_id"]}
            | {"entity_id": entity_id, "start": start, "end": start + len(text), "text": text}
            | {"form": form, "label": label, "metonym": metonym, "paragraph": 0, "evidence": "name"}
        )

    def claim(self, source, cue, content, *, act="asserts", kind="indirect", by=None, name=None, **more):
        """One attribution and its claim; `by` is the entity_id of the source, `name` its name."""
        text, attribution = self.at["text"], self._next("attributions", "a")
        spans = {
            role: [[text.index(part), text.index(part) + len(part)]] if part else []
            for role, part in (("source", source), ("cue", cue), ("content", content))
        }
        shared = {"article_id": self.at["article_id"], "source_entity": by, "source_name": name}
        named = "named_person" if by else "unnamed" if name else "none"
        self.rows["attributions"].append(
            {"attribution_id": attribution, "kind": kind, **shared, "source_plural": False}
            | {f"{role}_spans": found for role, found in spans.items()}
            | {"source_text": source, "cue_text": cue, "content_text": content}
            | {"source_class": more.get("source_class", named), "parent_id": more.get("parent")}
            | {"depth": more.get("depth", 0), "confidence": more.get("confidence", 0.9)}
            | {"evidence": "reporting_clause", "status": more.get("status", "ok")}
        )
        self.rows["claims"].append(
            {"claim_id": attribution, **shared, "act": act, "act_evidence": cue or ""}
            | {"commitment": more.get("commitment", "CT+"), "claim_text": content.strip("“”")}
            | {"about": more.get("about", []), "chain": more.get("chain", [name])}
            | {"disputes": more.get("disputes", []), "echoes": [], "link_evidence": None}
        )
        return attribution

    def tables(self):
        for entity in self.rows["entities"]:
            own = [m for m in self.rows["mentions"] if m["entity_id"] == entity["entity_id"]]
            entity["mentions"], entity["articles"] = len(own), len({m["article_id"] for m in own})
        return build_tables(self.rows, MANIFEST)

    def _next(self, table, letter):
        own = [r for r in self.rows[table] if r["article_id"] == self.at["article_id"]]
        return f"{self.at['article_id']}:{letter}{len(own) + 1}"


def ferry_tables():
    """Two articles that were read and two that were not.

    Words of reported speech, depth 0: Ada Marsh 4 direct and 3 indirect; Ben Okoro 5 mixed;
    officials 4 indirect; nobody 2 indirect. 18 in all, 6 of them from nobody named.
    """
    w = Writer()
    w.entity("e1", "Ada Marsh", aliases=["the mayor"])
    w.entity("e2", "Ben Okoro")
    w.entity("e3", "Harbour House", "FAC")
    w.article(
        "ferry",
        "Ada Marsh said: “The ferry is safe.” She promised a new boat. Officials said Okoro was wrong there.",
        title="The ferry",
        outlet="The Gazette",
        published=datetime.date(2025, 3, 4),
    )
    w.mention("e1", "Ada Marsh", "proper")
    w.mention("e1", "She", "pronoun")
    w.mention("e2", "Okoro", "proper")
    w.claim("Ada Marsh", "said", "“The ferry is safe.”", kind="direct", by="e1", name="Ada Marsh")
    promised = {"act": "promises", "by": "e1", "name": "Ada Marsh"}
    w.claim("She", "promised", "a new boat", **promised)
    w.claim("Officials", "said", "Okoro was wrong there", name="Officials", about=["e2"])
    w.article(
        "reply",
        "Ben Okoro denied that the mayor “told the truth”, which Harbour House told him. It was reported that boats leak. officials said",
        outlet="The Gazette",
        published=datetime.date(2025, 3, 6),
    )
    w.mention("e2", "Ben Okoro", "proper")
    w.mention("e1", "the mayor", "common")
    w.mention("e3", "Harbour House", "proper", metonym=True)
    denial = {"act": "denies", "kind": "mixed", "by": "e2", "name": "Ben Okoro", "commitment": "CT-"}
    outer = w.claim(
        "Ben Okoro", "denied", "the mayor “told the truth”", about=["e1"], disputes=["ferry:a1"], **denial
    )
    inner = {"depth": 1, "parent": outer, "chain": ["Ben Okoro", "Harbour House"]}
    told = {"by": "e3", "name": "Harbour House", "source_class": "named_organization", **inner}
    w.claim("Harbour House", "told", "“told the truth”", about=["e1"], act="reports", **told)
    w.claim(None, "reported", "boats leak", confidence=0.4, status="unclosed_quote")
    for article_id, status, why in (
        ("picture", "unsupported", "picture.txt is a picture"),
        ("noise", "undecodable", "noise.txt holds NUL bytes, so it is not text"),
    ):
        w.article(article_id, None, status=status, message=why)
    return w.tables()


def hostile_tables():
    """One article in which every field that may be shown holds markup, formulas and controls."""
    w = Writer()
    w.entity("e1", HOSTILE, aliases=["$\\frac{"])
    w.entity("e2", "王毅 \u202eevil\x01 " + "Longname" * 20)
    text = f"{HOSTILE} said “{HOSTILE}”. 王毅 knew."
    known = {"title": HOSTILE, "outlet": HOSTILE, "url": "javascript:document.title='ran'"}
    w.article("h", text, author=HOSTILE, published=datetime.date(2025, 1, 1), **known)
    w.mention("e1", HOSTILE, "proper")
    w.mention("e2", "王毅", "proper")
    w.claim(HOSTILE, "said", f"“{HOSTILE}”", by="e1", name=HOSTILE, kind="direct", about=["e2", "e1"])
    w.claim("王毅", "knew", "said", by="e2", name=w.rows["entities"][1]["name"], disputes=["h:a1"])
    w.article("broken", None, status="failed", message=f"could not read {HOSTILE}")
    return w.tables()


def unread_tables():
    """Nothing could be read, so nothing was found."""
    w = Writer()
    w.article("noise", None, status="undecodable", message="noise.txt is not text")
    return w.tables()

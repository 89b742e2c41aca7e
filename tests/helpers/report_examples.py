"""Small tables made by hand, and what notebooks and reports make of them, once a session.

The numbers in the tests are counted by hand from the rows here, never by the code under test.
"""

import datetime
import tempfile
from functools import cache
from pathlib import Path

import pytest
from tables_by_hand import build_tables, write_tables

from onrecord.corpus.article import Article
from onrecord.report import make_reports
from onrecord.report.execution import Kernel
from onrecord.report.parameters import NOTEBOOKS
from onrecord.report.project import find_notebooks
from onrecord.tables.schema import TABLES

MANIFEST = {
    "onrecord": "0.1.0",
    "model": {"name": "en_core_web_sm", "version": "3.8.0", "weights_sha256": "ab" * 32},
    "spacy": "3.8.0",
    "python": "3.11",
    "parameters": {"paths": ["news"]},
    "counts": {},
}
RUN = "document.title='ran'"
HOSTILE = f'<script>{RUN}</script> $x_{{ & "q" <img src=x onerror="{RUN}">'
LONG = "王毅 \u202eevil\x01 " + "Longname" * 20


class Writer:
    """Rows of the five tables, one article after the other, with offsets found in the text."""

    def __init__(self):
        self.rows = {name: [] for name in TABLES}
        self.at, self.attributes = None, ()

    def article(self, article_id, text, **known):
        article = Article(article_id=article_id, path=f"{article_id}.txt", text=text, **known)
        names = "article_id path title outlet author url language published text sha256 words"
        self.at = {
            n: getattr(article, n) for n in (*names.split(), "status", "duplicate_of", "message")
        }
        self.rows["articles"].append(self.at)

    def entity(self, entity_id, name, label="PERSON", aliases=(), named=True, **attributes):
        row = {"entity_id": entity_id, "name": name, "label": label, "aliases": list(aliases)}
        self.rows["entities"].append(row | {"named": named} | attributes)
        self.attributes = tuple(dict.fromkeys((*self.attributes, *attributes)))

    def mention(self, entity_id, text, form, metonym=False):
        start = self.at["text"].index(text)
        label = next(e["label"] for e in self.rows["entities"] if e["entity_id"] == entity_id)
        self.rows["mentions"].append(
            {"mention_id": self._next("mentions", "m"), "article_id": self.at["article_id"]}
            | {"entity_id": entity_id, "start": start, "end": start + len(text), "text": text}
            | {"form": form, "label": label, "metonym": metonym, "paragraph": 0, "evidence": "name"}
        )

    def claim(
        self, source, cue, content, *, act="asserts", kind="indirect", by=None, name=None, **more
    ):
        """One attribution and its claim; `by` is the entity_id of the source, `name` its name."""
        text, attribution = self.at["text"], self._next("attributions", "a")
        spans = {
            f"{role}_spans": [[text.index(part), text.index(part) + len(part)]] if part else []
            for role, part in (("source", source), ("cue", cue), ("content", content))
        }
        shared = {"article_id": self.at["article_id"], "source_entity": by, "source_name": name}
        named = "named_person" if by else "unnamed" if name else "none"
        self.rows["attributions"].append(
            {"attribution_id": attribution, "kind": kind, **shared, "source_plural": False, **spans}
            | {"manner": more.get("manner", "speech")}
            | {"source_text": source, "cue_text": cue, "content_text": content}
            | {"source_class": more.get("source_class", named), "parent_id": more.get("parent")}
            | {"source_role": None, "source_role_spans": [], "source_role_kind": None}
            | {"source_affiliation": more.get("source_affiliation")}
            | {"depth": more.get("depth", 0), "confidence": more.get("confidence", 0.9)}
            | {"source_confidence": 0.95 if source else None}
            | {"evidence": "reporting_clause", "status": more.get("status", "ok")}
        )
        self.rows["claims"].append(
            {"claim_id": attribution, **shared, "act": act, "act_evidence": cue or ""}
            | {"commitment": more.get("commitment", "CT+"), "claim_text": content.strip("“”")}
            | {"about": more.get("about", []), "chain": more.get("chain", [name])}
            | {
                "disputes": more.get("disputes", []),
                "may_dispute": [],
                "echoes": [],
                "link_evidence": None,
            }
        )
        return attribution

    def tables(self):
        for entity in self.rows["entities"]:
            own = [m for m in self.rows["mentions"] if m["entity_id"] == entity["entity_id"]]
            entity |= {"mentions": len(own), "articles": len({m["article_id"] for m in own})}
        return build_tables(self.rows, MANIFEST, attributes=self.attributes)

    def _next(self, table, letter):
        own = [r for r in self.rows[table] if r["article_id"] == self.at["article_id"]]
        return f"{self.at['article_id']}:{letter}{len(own) + 1}"


def add_ferry(w):
    """Two articles that were read and two that were not.

    Reported words, depth 0: Ada Marsh 4 direct and 3 indirect; Ben Okoro 5 mixed;
    officials 4 indirect; nobody 2 indirect. 18 in all, 6 of them from nobody named.
    """
    w.entity("e1", "Ada Marsh", aliases=["the mayor"], party="Harbour League")
    w.entity("e2", "Ben Okoro")
    w.entity("e3", "Harbour House", "FAC")
    w.article(
        "ferry",
        "Ada Marsh said: “The ferry is safe.” She promised a new boat. "
        "Officials said Okoro was wrong there.",
        **{"title": "The ferry", "outlet": "The Gazette", "published": datetime.date(2025, 3, 4)},
    )
    w.mention("e1", "Ada Marsh", "proper")
    w.mention("e1", "She", "pronoun")
    w.mention("e2", "Okoro", "proper")
    w.claim("Ada Marsh", "said", "“The ferry is safe.”", kind="direct", by="e1", name="Ada Marsh")
    w.claim("She", "promised", "a new boat", act="promises", by="e1", name="Ada Marsh")
    w.claim("Officials", "said", "Okoro was wrong there", name="Officials", about=["e2"])
    w.article(
        "reply",
        "Ben Okoro denied that the mayor “told the truth”, which Harbour House told him. "
        "It was reported that boats leak.",
        **{"outlet": "The Gazette", "published": datetime.date(2025, 3, 6)},
    )
    w.mention("e2", "Ben Okoro", "proper")
    w.mention("e1", "the mayor", "common")
    w.mention("e3", "Harbour House", "proper", metonym=True)
    denial = {"act": "denies", "kind": "mixed", "commitment": "CT-", "disputes": ["ferry:a1"]}
    okoro = {"by": "e2", "name": "Ben Okoro", "about": ["e1"]}
    outer = w.claim("Ben Okoro", "denied", "the mayor “told the truth”", **okoro, **denial)
    inner = {"depth": 1, "parent": outer, "chain": ["Ben Okoro", "Harbour House"], "about": ["e1"]}
    house = {"by": "e3", "name": "Harbour House", "source_class": "named_organization"}
    w.claim("Harbour House", "told", "“told the truth”", act="reports", **house, **inner)
    w.claim(None, "reported", "boats leak", confidence=0.4, status="unclosed_quote")
    w.article("picture", None, status="unsupported", message="picture.txt is a picture")
    w.article("noise", None, status="undecodable", message="noise.txt holds NUL bytes")


def add_hostile(w):
    """One article in which every field that may be shown holds markup, formulas and controls."""
    w.entity("e8", HOSTILE, aliases=["$\\frac{"], party=HOSTILE)
    w.entity("e9", LONG)
    known = {"title": HOSTILE, "outlet": HOSTILE, "author": HOSTILE, "url": f"javascript:{RUN}"}
    w.article("h", f"{HOSTILE} said “{HOSTILE}”. 王毅 knew.", **known)
    w.mention("e8", HOSTILE, "proper")
    w.mention("e9", "王毅", "proper")
    own = {"by": "e8", "name": HOSTILE, "about": ["e8", "e9"]}
    w.claim(HOSTILE, "said", f"“{HOSTILE}”", kind="direct", **own)
    w.claim("王毅", "knew", "said", by="e9", name=LONG, act="denies", disputes=["h:a1"])
    w.article("broken", None, status="failed", message=f"could not read {HOSTILE}")


def add_aide(w):
    """Somebody who has no name, in an article without a date and an outlet."""
    w.entity("e7", "A former aide", named=False)
    w.article("aide", "A former aide said that it leaked. He laughed.")
    w.mention("e7", "A former aide", "common")
    w.mention("e7", "He", "pronoun")
    aide = {"by": "e7", "name": "A former aide", "source_class": "unnamed"}
    w.claim("A former aide", "said", "it leaked", **aide)


def add_long(w):
    """Its text is kept and its words are known, but it was not read."""
    w.article("long", "Far too many words.", outlet="The Tide", status="too_long", message="long")


def add_reprint(w):
    """Another outlet printed it too; both were read."""
    w.article("reprint", "It rained.", outlet="The Tide", duplicate_of="ferry")


def add_unread(w):
    """Nothing could be read, so nothing was found."""
    w.article("noise", None, status="undecodable", message="noise.txt is not text")


def tables_of(*parts):
    writer = Writer()
    for add in parts:
        add(writer)
    return writer.tables()


@cache
def _scratch():
    """A folder for the session; it goes when Python ends."""
    return tempfile.TemporaryDirectory(prefix="onrecord-tests-")


def fresh_folder() -> Path:
    return Path(tempfile.mkdtemp(dir=_scratch().name))


@cache
def write_once(*parts) -> Path:
    folder = fresh_folder() / "tables"
    write_tables(tables_of(*parts), folder)
    return folder


@cache
def run_once(name, *parts, **parameters):
    """An executed notebook; each combination runs once a session."""
    corpus = {"corpus": str(write_once(*parts))}
    with Kernel() as kernel:
        return kernel.run(find_notebooks(NOTEBOOKS)[name], parameters | corpus)


@cache
def report_once():
    """The reports of all that is above, in a folder of their own."""
    tables = write_once(add_ferry, add_hostile)
    return make_reports(tables, fresh_folder() / "reports", command="onrecord report news")


@pytest.fixture
def reports():
    """Name of each file of the reports → its path."""
    return {path.name: path for path in report_once().pages}

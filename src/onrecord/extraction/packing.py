"""What was found in an article as JSON, to be laid aside, and back: lists, with fields in a fixed order.

What comes back is equal to what was packed. It is read several times for each article in the pass
over the corpus, and JSON is read faster than the nested columns that would say the same.
"""

import json
from typing import Any

from onrecord.corpus.article import Article
from onrecord.reading.attribution import Attribution
from onrecord.reading.claims import Claim, Statement
from onrecord.reading.entities import Mention, Referent, Source, Voice
from onrecord.reading.reading import Found, Reading
from onrecord.tables.schema import ROLES


def pack_mentions(reading: Reading) -> str:
    """The mentions of an article, and whom or what they and its sources mean."""
    referents = {m.referent.number: m.referent for m in reading.mentions}
    for source in (found.source for found in reading.found):
        known = (source.referent, source.voice.affiliation)
        referents |= {r.number: r for r in known if r is not None}
    meant = [
        [r.number, r.name, r.label, r.named, r.gender, r.plural]
        for _, r in sorted(referents.items())
    ]
    mentions = [
        [m.start, m.end, m.referent.number, m.form, m.evidence, m.aliases, m.metonym]
        for m in reading.mentions
    ]
    speakers = sorted({f.source.referent.number for f in reading.found if f.source.referent})
    return _dump([meant, mentions, speakers])


def unpack_mentions(packed: str) -> tuple[dict[int, Referent], list[Mention], set[int]]:
    """Number → referent; the mentions; and the numbers of the referents that are a source."""
    meant, mentions, speakers = json.loads(packed)
    referents = {values[0]: Referent(*values) for values in meant}
    found = [
        Mention(start, end, referents[number], form, evidence, tuple(aliases), metonym)
        for start, end, number, form, evidence, aliases, metonym in mentions
    ]
    return referents, found, set(speakers)


def pack_found(reading: Reading) -> str:
    """The attributions of an article, with their sources and claims."""
    return _dump(
        [[_attribution(f.attribution), _source(f.source), _claim(f.claim)] for f in reading.found]
    )


def unpack_reading(article: Article, mentions: str, found: str) -> Reading:
    """The reading that was packed, of an article with the same text."""
    referents, those, _ = unpack_mentions(mentions)
    made = [
        Found(_to_attribution(*a), _to_source(s, referents), _to_claim(*c))
        for a, s, c in json.loads(found)
    ]
    return Reading(article, made, those)


def _dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _attribution(a):
    spans = [getattr(a, role) for role in ROLES]
    return [*spans, a.kind, a.evidence, float(a.confidence), a.status, a.parent, a.depth]


def _to_attribution(*packed):
    names = (*ROLES, "kind", "evidence", "confidence", "status", "parent", "depth")
    known: dict[str, Any] = dict(zip(names, packed, strict=True))
    return Attribution(**known | {role: tuple(map(tuple, known[role])) for role in ROLES})


def _source(s):
    referent, whom = (None if r is None else r.number for r in (s.referent, s.voice.affiliation))
    voice = [s.voice.role, s.voice.kind, whom]
    return [referent, s.name, s.plural, float(s.confidence), s.candidate, voice]


def _to_source(packed, referents):
    referent, name, plural, confidence, candidate, (role, kind, whom) = packed
    voice = Voice(role and tuple(role), kind, None if whom is None else referents[whom])
    meant = None if referent is None else referents[referent]
    return Source(meant, name, plural, confidence, candidate, voice)


def _claim(c):
    statements = [[s.terms, sorted(s.heads), s.states, s.negated] for s in c.statements]
    points = [c.points_to, c.pointing, c.describes]
    return [c.act, c.commitment, c.act_evidence, c.text, c.manner, statements, *points]


def _to_claim(act, commitment, evidence, text, manner, statements, points_to, *packed):
    made = tuple(Statement(tuple(t), frozenset(h), *rest) for t, h, *rest in statements)
    return Claim(act, commitment, evidence, text, manner, made, tuple(points_to), *packed)

"""Attributions: source, cue and content, linked (after PARC3, Pareti 2012, and PolNeAR, Newell et al. 2018).

Two kinds of evidence are joined: reporting clauses in the parse (`clauses`) and paired quotation
marks (`quotes`). A content that holds part of a quotation holds all of it; a quotation beside a
verb of speech is its content; one that follows without a cue of its own goes to the speaker
before it. Quotation marks alone (scare quotes, titles, nicknames) are no attribution.

Not found: contents in another sentence without quotation marks, free indirect speech, attitudes
that no word of the lexicon signals.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.attribution.clauses import find_clauses
from onrecord.attribution.drafts import make_drafts
from onrecord.attribution.layout import Layout
from onrecord.attribution.quotes import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The share of each rule's attributions whose content is right (shares half of its words or more
# with a gold one) on PolNeAR's training articles: `benchmarks/attributions.py DATA --part train`
# prints it. The last three PolNeAR hardly marks: signed quotations are those of dev, the other two
# were drawn from train with a fixed seed and read by hand (`benchmarks/read_by_hand.tsv`; the same
# command prints the share).
CONFIDENCE = {
    "according_to": 0.83,
    "adjective_clause": 0.76,
    "adjective_inf": 0.47,
    "adjective_preposition": 0.71,
    "noun_clause": 0.76,
    "noun_inf": 0.61,
    "noun_preposition": 0.51,
    "verb_clause": 0.89,
    "verb_inf": 0.68,
    "verb_obj": 0.58,
    "verb_preposition": 0.62,
    "verb_quote": 0.86,
    "verb_small": 0.64,
    "floating_quotation": 0.9,
    "speaker_label": 0.94,
    "signed_quotation": 0.95,
}
BLOCK = 512  # characters: contents are looked up by the block of text that they reach into


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """One relation of source, cue and content, as half-open character spans in text order.

    `content` is never empty; `source` and `cue` may be. `act` and `commitment` are those of the
    cue alone. `parent` is the index, in the list that `find_attributions` returns, of the
    attribution whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    evidence: str
    act: str
    commitment: str
    confidence: float
    status: str = "ok"
    parent: int | None = None
    depth: int = 0


def find_attributions(doc: "Doc") -> list[Attribution]:
    """Find the attributions of one article, in text order of their contents.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
    """
    layout = Layout(doc)
    found = [_finish(layout, draft) for draft in make_drafts(layout, find_clauses(doc))]
    return _nested(sorted((a for a in found if a.content), key=lambda a: (a.content, a.cue)))


def _finish(layout, draft):
    content = layout.spans(draft.content)
    return Attribution(
        source=layout.spans(draft.source),
        cue=tuple(layout.span_of(run) for run in layout.runs(draft.cue)),
        content=content,
        kind="direct" if draft.rule == "speaker_label" else _kind(layout, draft.content, content),
        evidence=draft.rule,
        act=draft.act,
        commitment=draft.commitment,
        confidence=CONFIDENCE[draft.rule],
        status="unclosed_quote" if _is_unclosed(layout, draft) else "ok",
    )


def _is_unclosed(layout, draft):
    """Whether the content has a quotation that never closes; not so for one inside of it."""
    quoted = {layout.quotation_at[i] for i in draft.content if i in layout.quotation_at}
    inside = draft.head in layout.quotation_at and draft.cue
    return not inside and any(not layout.outer[n].closed for n in quoted)


def _kind(layout, tokens, spans):
    """By the marks that open inside the content; those around the whole attribution do not count."""
    opened = []
    for s, e in spans:
        first, last = (bisect_left(layout.quotations, at, key=lambda q: q.start) for at in (s, e))
        opened += [span for q in layout.quotations[first:last] for span in q.spans]
    starts, ends = zip(*sorted(opened), strict=True) if opened else ((), ())
    reach = [0, *accumulate(ends, max)]  # the farthest end of all that start before
    words = [layout.tokens[i].idx for i in layout.words(tokens)]
    quoted = sum(w < reach[bisect_right(starts, w)] for w in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def _nested(found: Sequence[Attribution]) -> list[Attribution]:
    """Set parent and depth: the smallest content that holds another attribution's cue and content."""
    size = [sum(e - s for s, e in a.content) for a in found]
    over = _by_block(found)
    parents = []
    for k, a in enumerate(found):
        holders = [
            (size[n], n)
            for n in over.get(a.content[0][0] // BLOCK, ())
            if size[n] > size[k] and a.cue and _holds(found[n].content, a.cue + a.content)
        ]
        parents.append(min(holders)[1] if holders else None)
    depths = [_depth(parents, k) for k in range(len(found))]
    return [replace(a, parent=p, depth=d) for a, p, d in zip(found, parents, depths, strict=True)]


def _by_block(found):
    """Block of the text → the attributions, by place in the list, whose content reaches into it."""
    over = {}
    for n, a in enumerate(found):
        for block in {b for s, e in a.content for b in range(s // BLOCK, e // BLOCK + 1)}:
            over.setdefault(block, []).append(n)
    return over


def _holds(outer, inner):
    return all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def _depth(parents, k):
    depth = 0
    while parents[k] is not None:
        k, depth = parents[k], depth + 1
    return depth

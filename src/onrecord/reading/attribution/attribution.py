"""Attributions: source, cue and content, linked (after PARC3, Pareti 2012, and PolNeAR, Newell et al. 2018).

A small neural network finds cues and what belongs to them (`network`); quotation marks keep
contents whole and bring what has no cue (`drafts`, `discourse`). Quotation marks alone (scare
quotes, titles, nicknames) are no attribution.

Not found: contents in another paragraph without quotation marks, free indirect speech.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.reading.attribution.confidence import CONFIDENCE, confidence, signals
from onrecord.reading.attribution.discourse import with_unattributed
from onrecord.reading.attribution.drafts import make_drafts
from onrecord.reading.attribution.features import read_features
from onrecord.reading.attribution.layout import Layout
from onrecord.reading.attribution.model import AttributionModel, load_attribution_model
from onrecord.reading.doc.quotes import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

BLOCK = 512  # characters: contents are looked up by the block of text that they reach into


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """One relation of source, cue and content, as half-open character spans in text order.

    `content` is never empty; `source` and `cue` may be. `parent` is the index, in the list that
    `find_attributions` returns, of the attribution whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    evidence: str
    confidence: float
    status: str = "ok"
    parent: int | None = None
    depth: int = 0


def find_attributions(
    doc: "Doc", threshold: float | None = None, model: AttributionModel | None = None
) -> list[Attribution]:
    """Find the attributions of one article, in text order of their contents.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
        threshold: the least confidence, between 0 and 1; the model's own if not given.
        model: the shipped one if not given.

    Raises:
        OnrecordError: the model does not fit the pipeline or is damaged, or the threshold is no share.
    """
    return find_in_batch([doc], threshold, model)[0]


def find_in_batch(
    docs: "Sequence[Doc]", threshold: float | None = None, model: AttributionModel | None = None
) -> list[list[Attribution]]:
    """What `find_attributions` finds in each of some articles, faster."""
    model = model or load_attribution_model()
    threshold = model.threshold if threshold is None else threshold
    if not 0 <= threshold <= 1:
        raise OnrecordError(
            f"The threshold {threshold} is no share. Attributions have a confidence from 0 to 1, so "
            "that nothing or all would be left out; give a number from 0 to 1."
        )
    return [
        nested([a for a, _ in scored if a.confidence >= threshold])
        for scored in find_scored(docs, model)
    ]


def find_scored(
    docs: "Sequence[Doc]", model: AttributionModel
) -> list[list[tuple[Attribution, tuple[float, ...]]]]:
    """For each article all that may be attributions, with the signals of their confidence.

    This is what the calibration is made from. They are not linked yet: depth is 0.
    """
    layouts = [Layout(doc) for doc in docs]
    features = [read_features(layout, model.places) for layout in layouts]
    drafts = make_drafts(layouts, features, model.network, model.least) if docs else []
    return [_finished(*each, model) for each in zip(layouts, drafts, strict=True)]


def _finished(layout, drafts, model):
    whole = with_unattributed(layout, drafts)
    signs = [signals(layout, draft) for draft in whole]
    found = [(_finish(layout, model, *each), each[1]) for each in zip(whole, signs, strict=True)]
    return sorted(((a, s) for a, s in found if a.content), key=lambda f: (f[0].content, f[0].cue))


def _finish(layout, model, draft, signs):
    content = layout.spans(draft.content)
    sure = confidence(model.calibration, signs) if signs else CONFIDENCE[draft.rule]
    return Attribution(
        source=layout.spans(draft.source),
        cue=tuple(layout.span_of(run) for run in layout.runs(draft.cue)),
        content=content,
        kind="direct" if draft.rule == "speaker_label" else _kind(layout, draft.content, content),
        evidence=", ".join((draft.rule, *draft.further)),
        confidence=round(sure, 3),
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
    words = layout.starts[layout.words(tokens)].tolist()
    quoted = sum(w < reach[bisect_right(starts, w)] for w in words)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def nested(found: Sequence[Attribution]) -> list[Attribution]:
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

"""Attributions: source, cue and content, linked (after PARC3, Pareti 2012, and PolNeAR, Newell et al. 2018).

A small neural network finds cues and what belongs to them (`network`); quotation marks keep
contents whole and bring what has no cue (`drafts`, `discourse`). Quotation marks alone (scare
quotes, titles, nicknames) are no attribution.

Not found: contents in another paragraph without quotation marks, free indirect speech.
"""

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.reading.attribution.discourse import with_unattributed
from onrecord.reading.attribution.drafts import Draft, make_drafts
from onrecord.reading.attribution.features import read_features
from onrecord.reading.attribution.inside import with_inside
from onrecord.reading.attribution.model import AttributionModel, load_attribution_model
from onrecord.reading.attribution.pieces import runs, spans_of, trimmed_spans, words_among
from onrecord.reading.attribution.reported import EVEN, leaves_no_doubt
from onrecord.reading.attribution.roles import with_roles
from onrecord.reading.attribution.signs import confidence, signals
from onrecord.reading.attribution.turns import INTERVIEW, LABELLED, TURNS
from onrecord.reading.doc.quotes import Span
from onrecord.reading.doc.words import Words
from onrecord.reading.union import grouped

if TYPE_CHECKING:
    from spacy.tokens import Doc

BLOCK = 512  # characters: contents are looked up by the block of text that they reach into
# The confidence of each rule: the share of its finds that is right. PolNeAR hardly marks these. Signed
# quotations are those of dev; the others were drawn with a fixed seed and read by hand
# (`benchmarks/attributions/read_by_hand.tsv`).
CONFIDENCE = {
    "floating_quotation": 0.9, "announced_quotation": 0.9, "signed_quotation": 0.95,
    LABELLED: 0.94, INTERVIEW: 0.9,
}  # fmt: skip


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
    return find_in_batch([Words(doc)], threshold, model)[0]


def find_in_batch(
    articles: Sequence[Words], threshold: float | None = None, model: AttributionModel | None = None
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
        for scored in find_scored(articles, model)
    ]


def find_scored(
    articles: Sequence[Words], model: AttributionModel
) -> list[list[tuple[Attribution, tuple[float, ...]]]]:
    """For each article all that may be attributions, with the signals of their confidence.

    This is what the calibration is made from. They are not linked yet: depth is 0.
    """
    features = [read_features(words, model.places) for words in articles]
    if not articles:
        return []
    drafts = make_drafts(articles, features, model.network, model.least)
    several = [
        with_unattributed(words, with_roles(words, labelled))
        for words, labelled in zip(articles, drafts, strict=True)
    ]
    several = with_inside(articles, features, several, functools.partial(sureness, model))
    return [_in_order(words, found, model) for words, found in zip(articles, several, strict=True)]


def _in_order(words, drafts, model):
    found = [
        (_attribution(words, draft, sureness(model, words, draft)), signals(words, draft))
        for draft in drafts
    ]
    return sorted(
        ((a, signs) for a, signs in found if a.content), key=lambda f: (f[0].content, f[0].cue)
    )


def sureness(model: AttributionModel, words: Words, draft: Draft) -> float:
    """How likely a draft is right; a rule's finds have the share that is.

    Where words leave no doubt that something is reported, it is as likely as not at least.
    """
    if draft.likely is not None:
        return draft.likely
    signs = signals(words, draft)
    if not signs:
        return CONFIDENCE[draft.rule]
    likely = confidence(model.calibration, signs)
    if likely < EVEN and leaves_no_doubt(
        words, sorted(draft.cue), words_among(words, draft.content)
    ):
        return EVEN
    return likely


def _attribution(words, draft, sure):
    content, at = trimmed_spans(words, draft.content), words.quotation_at
    # A quotation that never closes; one inside of it is not to blame.
    inside = draft.cue and at[draft.head] >= 0
    closed = all(at[i] < 0 or words.outer.quotations[at[i]].closed for i in draft.content)
    return Attribution(
        source=trimmed_spans(words, draft.source),
        cue=spans_of(words, runs(words, draft.cue)),
        content=content,
        kind="direct" if draft.rule in TURNS else _kind(words, draft.content, content),
        evidence=", ".join((draft.rule, *draft.further)),
        confidence=round(sure, 3),
        status="ok" if inside or closed else "unclosed_quote",
    )


def _kind(words, tokens, spans):
    """By the marks that open inside the content; those around the whole attribution do not count."""
    opened = []
    for s, e in spans:
        first, last = (bisect_left(words.quotations, at, key=lambda q: q.start) for at in (s, e))
        opened += [span for q in words.quotations[first:last] for span in q.spans]
    starts, ends = zip(*sorted(opened), strict=True) if opened else ((), ())
    reach = [0, *accumulate(ends, max)]  # the farthest end of all that start before
    said = [words.starts[i] for i in words_among(words, tokens)]
    quoted = sum(start < reach[bisect_right(starts, start)] for start in said)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(said) else "mixed"


def nested(found: Sequence[Attribution], added: Collection[int] = ()) -> list[Attribution]:
    """Set parent and depth: the smallest content that holds another attribution's cue and content.

    Args:
        added: the places of those that people added, which need no cue for that.
    """
    size = [sum(e - s for s, e in a.content) for a in found]
    over = grouped(
        (block, n)  # the contents that reach into a block of the text
        for n, a in enumerate(found)
        for block in {b for s, e in a.content for b in range(s // BLOCK, e // BLOCK + 1)}
    )
    parents: dict[int, int | None] = {}
    depths: dict[int | None, int] = {None: -1}
    for k in sorted(range(len(found)), key=lambda k: -size[k]):  # a parent is larger
        a = found[k]
        holders = [
            (size[n], n)
            for n in over.get(a.content[0][0] // BLOCK, ())
            if size[n] > size[k]
            and (a.cue or k in added)
            and _holds(found[n].content, a.cue + a.content)
        ]
        parents[k] = min(holders)[1] if holders else None
        depths[k] = depths[parents[k]] + 1
    return [replace(a, parent=parents[k], depth=depths[k]) for k, a in enumerate(found)]


def _holds(outer, inner):
    return all(any(s <= a and b <= e for s, e in outer) for a, b in inner)

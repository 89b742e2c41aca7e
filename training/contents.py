"""The contents of attributions in which others are marked, as the attribution network goes on learning.

It has learned to pass over what stands inside another attribution. Shown each content as a text of
its own, with what is marked inside, it learns what there reports and what each cue takes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.common.polnear import Marked, MarkedArticle
from benchmarks.common.scoring import HALF, overlap
from benchmarks.common.scoring import Words as WordsOf
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.features import Features, opened
from onrecord.reading.attribution.inside import may_report
from onrecord.reading.attribution.network import BEGIN, CONTENT, INSIDE, SOURCE
from onrecord.reading.attribution.openings import outermost, parts_of
from onrecord.reading.attribution.pieces import trimmed_spans
from onrecord.reading.doc.words import Words
from training.examples import COLUMNS, Asked, Examples, cue_head, under


@dataclass(frozen=True)
class ReadArticle:
    """One article of PolNeAR: what is marked in it, and the attributions found that have no other around.

    Attributes:
        inner: what is marked inside the contents of others.
        held: ids of the drafts that are marked too, content for content.
    """

    article: MarkedArticle
    words: Words
    features: Features
    drafts: Sequence[Draft]
    inner: Sequence[Marked]

    @cached_property
    def held(self) -> set[int]:
        of = WordsOf(self.article.text)
        own = [of.under(a.content) for a in self.article.attributions]
        found = {id(d): of.under(trimmed_spans(self.words, d.content)) for d in self.drafts}
        return {n for n, said in found.items() if any(overlap(said, c) >= HALF for c in own if c)}


def examples_of(
    articles: Sequence[ReadArticle],
    labels: int,
    pieced: Callable[[Words, Features], Any] | None = None,
) -> Examples:
    """The contents that the package reads, each as a unit, with the marked attributions inside.

    Contents of what is not marked itself are `unmarked`: whoever marked may not have read them so.

    Args:
        labels: how many values `dep` has.
        pieced: makes of an article what an encoder reads; none is read if not given.
    """
    columns = {name: [] for name in COLUMNS}
    units, numbers, cues, asked, offset = [], [], [], [], 0
    unmarked, pieces = set(), []
    for number, each in enumerate(articles):
        found = parts_of(each.words, each.features, outermost(each.drafts))
        held = {n for n, (root, _) in enumerate(found) if id(root) in each.held}
        parts = [part for _, part in found]
        whole, encoded = opened(each.features, parts), pieced and pieced(each.words, each.features)
        marks = [_tokens(each.words, m) for m in (*each.inner, *each.article.attributions)]
        for n, part in enumerate(parts):
            head = _heads_within(whole.head, part)
            own, wanted = _marked(part, head, marks) if n in held else (_none(part), [])
            if not wanted and not may_report(each.words, each.features, part):
                continue
            for name in COLUMNS:
                column = head + offset if name == "head" else getattr(whole, name)[part]
                columns[name].append(column)
            if n not in held:
                unmarked.add(len(units))
            if encoded:
                pieces.append(encoded.around(part))
            cues.append(own)
            asked.append([Asked(c + offset, d + offset, h + offset, r) for c, d, h, r in wanted])
            units.append((offset, offset + len(part)))
            numbers.append(number)
            offset += len(part)
    joined = SimpleNamespace(**{name: np.concatenate(parts) for name, parts in columns.items()})
    own = (joined, units, numbers, np.concatenate(cues), asked, labels)
    return Examples(*own, unmarked=frozenset(unmarked), pieces=pieces or None)


def only(examples: Examples, units: Iterable[int]) -> Examples:
    """Some of the units, with all that belongs to them; what is written to their targets stays in both."""
    kept = list(units)
    lists = ("units", "article", "asked", "pieces")
    chosen = {n: [of[u] for u in kept] for n in lists if (of := getattr(examples, n))}
    unmarked = frozenset(n for n, u in enumerate(kept) if u in examples.unmarked)
    return replace(examples, unmarked=unmarked, **chosen)


def _none(part):
    return np.zeros(len(part), np.int64)


def _tokens(words, marked):
    return [under(words, spans) for spans in (marked.cue[:1], marked.content, marked.source)]


def _heads_within(head, part):
    """Places of the heads in a part; its own place where the head is outside."""
    own = np.arange(len(part))
    place = np.minimum(np.searchsorted(part, head[part]), len(part) - 1)
    return np.where(part[place] == head[part], place, own)


def _marked(part, head, marks):
    """Cue labels of a part, and its cues: first, last + 1, head, roles. Most of the content is in it."""
    labels, wanted = _none(part), []
    for cue, content, source in marks:
        at, said, spoken = (np.flatnonzero(np.isin(part, of)) for of in (cue, content, source))
        whole = len(at) and len(at) == len(cue) == at[-1] + 1 - at[0]
        if not whole or len(said) < HALF * len(content) or labels[at].any():
            continue
        labels[at], labels[at[0]] = INSIDE, BEGIN
        roles = np.zeros(len(part), np.int64)
        roles[said], roles[spoken] = CONTENT, SOURCE
        first, last = int(at[0]), int(at[-1])
        wanted.append((first, last + 1, cue_head(head, first, last), roles))
    return labels, wanted

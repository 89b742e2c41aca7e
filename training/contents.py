"""The contents of attributions in which others are marked, as the attribution network goes on learning.

It has learned to pass over what stands inside another attribution. Shown each content as a text of
its own, with what is marked inside, it learns what there reports and what each cue takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from benchmarks.common.polnear import Marked, MarkedArticle
from benchmarks.common.scoring import HALF, overlap
from benchmarks.common.scoring import Words as WordsOf
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.features import Features, opened
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


def examples_of(articles: Sequence[ReadArticle], labels: int) -> Examples:
    """The contents that are marked, each as a unit, with the marked attributions inside.

    Args:
        labels: how many values `dep` has.
    """
    columns = {name: [] for name in COLUMNS}
    units, numbers, cues, asked, offset = [], [], [], [], 0
    for number, each in enumerate(articles):
        roots, held = outermost(each.drafts), each.held
        found = parts_of(each.words, each.features, roots)
        parts = [part for root, part in found if id(root) in held]
        whole = opened(each.features, parts)
        marks = [_tokens(each.words, m) for m in (*each.inner, *each.article.attributions)]
        for part in parts:
            head = _heads_within(whole.head, part)
            for name in COLUMNS:
                column = head + offset if name == "head" else getattr(whole, name)[part]
                columns[name].append(column)
            own, wanted = _marked(part, head, marks)
            cues.append(own)
            asked.append([Asked(c + offset, d + offset, h + offset, r) for c, d, h, r in wanted])
            units.append((offset, offset + len(part)))
            numbers.append(number)
            offset += len(part)
    joined = SimpleNamespace(**{name: np.concatenate(parts) for name, parts in columns.items()})
    return Examples(joined, units, numbers, np.concatenate(cues), asked, labels)


def _tokens(words, marked):
    return [under(words, spans) for spans in (marked.cue[:1], marked.content, marked.source)]


def _heads_within(head, part):
    """Places of the heads in a part; its own place where the head is outside."""
    own = np.arange(len(part))
    place = np.minimum(np.searchsorted(part, head[part]), len(part) - 1)
    return np.where(part[place] == head[part], place, own)


def _marked(part, head, marks):
    """Cue labels of a part, and its cues: first, last + 1, head, roles. Most of the content is in it."""
    labels, wanted = np.zeros(len(part), np.int64), []
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

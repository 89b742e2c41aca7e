"""Marked articles as the ranking network learns from them: each phrase, and what it means."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.common.gum import GoldArticle
from benchmarks.common.parsing import parse_marked
from benchmarks.entities.entity_scoring import align
from benchmarks.entities.systems import Found
from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.pairs import make_pairs
from onrecord.reading.entities.phrased_article import PhrasedArticle, read_phrases
from training.ranking import Example


def make_examples(folder: Path, articles: Sequence[GoldArticle]) -> list[Example]:
    """Parse the texts `folder/NAME.txt`, and say for each phrase what the marks have it mean."""
    gold = {a.name: a for a in articles}
    return [
        Example(name, article, make_pairs(article), _meant(article, gold[name]))
        for name, article in _read(folder, gold)
    ]


def _read(folder, gold) -> Iterator[tuple[str, PhrasedArticle]]:
    for parsed in parse_marked(folder, {name: a.text for name, a in gold.items()}):
        if parsed.doc is None:
            raise SystemExit(f"{parsed.name} cannot be learned from: {parsed.problem}")
        yield parsed.name, read_phrases(Words(parsed.doc), find_attributions(parsed.doc))


def _meant(article: PhrasedArticle, gold: GoldArticle) -> np.ndarray:
    """The number of the marked entity of each phrase; one of its own, below 0, where it has no mark."""
    spans = [article.words.span(p.first, p.last) for p in article.phrases]
    found = [Found("", start, end, "", "") for start, end in spans]
    twins, _ = align(found, gold.mentions)
    numbers = {entity: n for n, entity in enumerate(gold.types)}
    return np.array(
        [
            numbers[gold.mentions[twins[n]].entity] if n in twins else -1 - n
            for n in range(len(spans))
        ]
    )

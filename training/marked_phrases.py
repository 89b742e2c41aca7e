"""Articles in which every mention is marked, as the ranking network learns from them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.common.gum import GoldArticle
from benchmarks.common.parsing import Parsed, parse_marked, parse_texts
from benchmarks.entities.entity_scoring import align
from benchmarks.entities.systems import Found
from onrecord.reading.attribution import find_in_batch
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.pairs import Pairs, make_pairs
from onrecord.reading.entities.phrased_article import PhrasedArticle, read_phrases
from onrecord.reading.entities.traits import GROUP, PERSON
from training.marked_articles import UNNUMBERED, OwnArticle
from training.phrase_examples import Example

AT_ONCE = 16  # articles in which attributions are found together


def read_pairs(articles: Iterable[Parsed]) -> Iterator[tuple[str, PhrasedArticle, Pairs]]:
    """Name, phrases and pairs of each parsed article.

    Raises:
        SystemExit: one of them was lost.
    """
    batch: list[tuple[str, Words]] = []
    for parsed in articles:
        if parsed.doc is None:
            raise SystemExit(f"{parsed.name} cannot be learned from: {parsed.problem}")
        batch.append((parsed.name, Words(parsed.doc)))
        if len(batch) == AT_ONCE:
            yield from _pairs_of(batch)
            batch = []
    yield from _pairs_of(batch)


def _pairs_of(batch):
    found = find_in_batch([words for _, words in batch]) if batch else []
    for (name, words), attributions in zip(batch, found, strict=True):
        article = read_phrases(words, attributions)
        yield name, article, make_pairs(article)


def gum_examples(folder: Path, articles: Sequence[GoldArticle]) -> list[Example]:
    """The texts `folder/NAME.txt`, and for each phrase what the marks have it mean."""
    gold = {a.name: a for a in articles}
    parsed = parse_marked(folder, {name: a.text for name, a in gold.items()})
    return [
        Example(name, article, pairs, _meant(article, gold[name]))
        for name, article, pairs in read_pairs(parsed)
    ]


def _meant(article, gold):
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


def own_examples(articles: Sequence[OwnArticle]) -> list[Example]:
    """Articles of our own. They mark no things, so a phrase without a mark asks nothing if it may be one."""
    marked = {a.name: a for a in articles}
    examples = []
    for name, article, pairs in read_pairs(parse_texts({a.name: a.text for a in articles})):
        meant, known = _meant_in_own(article, marked[name])
        asked = known[pairs.anaphors]
        pairs = Pairs(
            pairs.mentions, pairs.anaphors[asked], pairs.candidates[asked], pairs.features[asked]
        )
        examples.append(Example(name, article, pairs, meant))
    return examples


def _meant_in_own(article, marked):
    """As `_meant`, and for each phrase whether a missing mark says something."""
    words, at = article.words, phrases_at(article)
    meant = -1 - np.arange(len(article.phrases))
    known = np.array(
        [
            p.kind == "pronoun" or article.classes[n] & (PERSON | GROUP) > 0
            for n, p in enumerate(article.phrases)
        ],
        bool,
    )
    for mention in reversed(marked.mentions):  # an outer mark of the same head comes last
        head = words.head_of([(mention.start, mention.end)])
        if head in at:
            known[at[head]] = True
            if mention.number != UNNUMBERED:
                meant[at[head]] = mention.number
    return meant, known


def phrases_at(article: PhrasedArticle) -> dict[int, int]:
    """Token → the phrase that it heads, or of whose name it is."""
    at = {p.head: n for n, p in enumerate(article.phrases)}
    for n, phrase in enumerate(article.phrases):
        if phrase.name >= 0:
            name = article.names[phrase.name]
            at |= dict.fromkeys(range(name.first, name.last), n)
    return at

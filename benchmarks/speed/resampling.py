"""Claims of as many articles as asked for, drawn from really read ones with names and words changed.

Each article is one that was read, drawn with a fixed seed, with its claims, who holds whom and what
points to what. Of its words and named entities one in ten is kept, as in another story of the same
kind. Words are changed to others of the corpus, drawn as often as they stand there, and now and then
to a new one, as vocabularies grow; so are names. One article in ten is a retelling of one of the
last that were made, and keeps nine in ten, so that a story is told as often in a large corpus.
"""

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.reading.claims import Stated
    from onrecord.reading.claims.statements import Statement

SEED = 0
RETOLD = 0.1  # of the articles
KEPT, KEPT_RETOLD = 0.1, 0.9  # of the words and entities of an article
LAST = 100  # articles made, of which one is told again
NEW_WORD, NEW_NAME = 0.01, 0.3  # of what is changed


def resample(read: Sequence[Sequence["Stated"]], size: int) -> Iterator["Stated"]:
    """The claims of `size` articles, in order; the first ones are the same whatever the size.

    Args:
        read: the claims of each article.
    """
    chance = random.Random(SEED)
    words = [t for claims in read for c in claims for s in c.claim.statements for t in s.terms]
    names = sorted({e for claims in read for c in claims for e in c.entities})
    last = deque(maxlen=LAST)
    for article in range(size):
        retold = bool(last) and chance.random() < RETOLD
        change = _Change(chance, words, names, KEPT_RETOLD if retold else KEPT)
        last.append(_changed(chance.choice(last if retold else read), article, change))
        yield from last[-1]


class _Change:
    """What one article's words and names are changed to; a name is changed once."""

    def __init__(self, chance, words, names, kept):
        self._chance, self._words, self._names, self._kept = chance, words, names, kept
        self._known: dict[str, str] = {}

    def word(self, term: str) -> str:
        return self._another(term, self._words, NEW_WORD)

    def name(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._another(name, self._names, NEW_NAME)
        return self._known[name]

    def _another(self, known, pool, new):
        if self._chance.random() < self._kept or not pool:
            return known
        if self._chance.random() < new:
            return f"new {self._chance.getrandbits(64)}"
        return self._chance.choice(pool)


def _changed(claims, article, change) -> list["Stated"]:
    return [
        replace(
            claim,
            claim_id=f"{article}:a{n}",
            article=article,
            source=claim.source and change.name(claim.source),
            entities=frozenset(change.name(e) for e in sorted(claim.entities)),
            claim=replace(
                claim.claim,
                statements=tuple(_restated(s, change) for s in claim.claim.statements),
            ),
        )
        for n, claim in enumerate(claims, 1)
    ]


def _restated(statement: "Statement", change: _Change) -> "Statement":
    """The main words stay main words."""
    terms = tuple(change.word(term) for term in statement.terms)
    places = {term: n for n, term in enumerate(statement.terms)}
    heads = frozenset(terms[places[h]] if h in places else h for h in statement.heads)
    return replace(statement, terms=terms, heads=heads)


def by_article(claims: Sequence["Stated"]) -> list[list["Stated"]]:
    """The claims of each article that has any."""
    return [list(own) for _, own in groupby(claims, key=lambda claim: claim.article)]

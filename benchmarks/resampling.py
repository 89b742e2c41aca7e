"""Claims of as many articles as asked for, drawn from really read ones with names and words changed.

Each article is one that was read, drawn with a fixed seed, with its claims, who holds whom and what
points to what. Most of them keep one word in five, as another story of the same kind; one in ten is
a retelling that keeps nine in ten. Words are changed to others of the corpus, drawn as often as they
stand there, and now and then to a new one, as vocabularies grow; so are the named entities and sources.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.claims import Stated
    from onrecord.claims.statements import Statement

SEED = 0
RETOLD = 0.1  # of the articles
KEPT, KEPT_RETOLD = 0.2, 0.9  # of the words and entities of an article
NEW_WORD, NEW_NAME = 0.01, 0.3  # of what is changed


def resample(read: Sequence[Sequence["Stated"]], size: int) -> list["Stated"]:
    """The claims of `size` articles, in order; the first ones are the same whatever the size.

    Args:
        read: the claims of each article, with places counted in their own article.
    """
    chance = random.Random(SEED)
    words = [t for claims in read for c in claims for s in c.statements for t in s.terms]
    names = sorted({e for claims in read for c in claims for e in c.entities})
    made = []
    for article in range(size):
        change = _Change(chance, words, names, article)
        made += _changed(chance.choice(read), article, len(made), change)
    return made


class _Change:
    """What one article's words and names are changed to; a name is changed once."""

    def __init__(self, chance, words, names, article):
        self._chance, self._words, self._names, self._article = chance, words, names, article
        self._kept = KEPT_RETOLD if chance.random() < RETOLD else KEPT
        self._known: dict[str, str] = {}

    def word(self, term: str) -> str:
        if self._chance.random() < self._kept:
            return term
        new = self._chance.random() < NEW_WORD
        return f"w{self._chance.getrandbits(64)}" if new else self._chance.choice(self._words)

    def name(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._another(name)
        return self._known[name]

    def _another(self, name):
        if self._chance.random() < self._kept or not self._names:
            return name
        new = self._chance.random() < NEW_NAME
        return f"{self._article}: {name}" if new else self._chance.choice(self._names)


def _changed(claims, article, first, change) -> Iterator["Stated"]:
    for claim in claims:
        yield replace(
            claim,
            article=article,
            over=tuple(first + n for n in claim.over),
            disputes=tuple(first + n for n in claim.disputes),
            responds=tuple(first + n for n in claim.responds),
            source=claim.source and change.name(claim.source),
            entities=frozenset(change.name(e) for e in sorted(claim.entities)),
            statements=tuple(_restated(s, change) for s in claim.statements),
        )


def _restated(statement: "Statement", change: _Change) -> "Statement":
    """The main words stay main words."""
    terms = tuple(change.word(term) for term in statement.terms)
    places = {term: n for n, term in enumerate(statement.terms)}
    heads = frozenset(terms[places[h]] if h in places else h for h in statement.heads)
    return replace(statement, terms=terms, heads=heads)


def by_article(claims: Sequence["Stated"]) -> list[list["Stated"]]:
    """The claims of each article that has any, with places counted in it."""
    firsts, made = {}, {}
    for n, claim in enumerate(claims):
        first = firsts.setdefault(claim.article, n)
        own = {
            name: tuple(other - first for other in getattr(claim, name))
            for name in ("over", "disputes", "responds")
        }
        made.setdefault(claim.article, []).append(replace(claim, **own))
    return list(made.values())

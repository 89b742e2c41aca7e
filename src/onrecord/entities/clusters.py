"""Phrases that mean the same, as they are joined, and what forbids to join them.

Never joined: two names; `he` and someone who is `she`; a phrase and what it holds, or that holds it
(`Putin's spokesperson` is not Putin); in quotation marks, `he` or `she` and who speaks.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from onrecord.entities.pairs import Article

PERSON = 1  # a bit of `Pairs.classes`


@dataclass(frozen=True)
class Link:
    """What a phrase was joined to: the phrase that counted most, and the rule that said so."""

    to: int
    why: str


class Clusters:
    """Phrases that mean the same, as they are joined."""

    def __init__(self, article: Article, genders: np.ndarray):
        """`genders` has for each phrase the bits 1 (m) and 2 (f) where the text tells it."""
        self._parent = list(range(len(article.phrases)))
        self._group = list(article.group)
        self._gender = [0] * len(self._parent)
        self._barred = _barred(article)
        first = {}
        for n, group in enumerate(article.group):
            if group >= 0:
                self._parent[n] = first.setdefault(group, n)
        for n, bits in enumerate(genders.tolist()):
            self._gender[self.of(n)] |= bits & 3

    def of(self, n: int) -> int:
        """The phrase that stands for all that a phrase is joined with."""
        parent = self._parent
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    def may_join(self, n: int, other: int) -> bool:
        """Whether nothing forbids that two phrases mean the same."""
        a, b = self.of(n), self.of(other)
        names = self._group[a] >= 0 and self._group[b] >= 0 and self._group[a] != self._group[b]
        genders = self._gender[a] | self._gender[b] == 3
        return not (names or genders or any(self.of(k) == b for k in self._barred[n]))

    def join(self, n: int, other: int) -> None:
        """Let two phrases mean the same."""
        a, b = self.of(n), self.of(other)
        if a != b:
            a, b = max(a, b), min(a, b)
            self._parent[a] = b
            self._gender[b] |= self._gender[a]
            self._group[b] = max(self._group[a], self._group[b])

    def group(self, n: int) -> int:
        """The number of the name's referent that a phrase means, or -1 where it has no name."""
        return self._group[self.of(n)]

    def gender(self, n: int) -> str:
        """`m`, `f`, or empty where neither or both are told."""
        return {1: "m", 2: "f"}.get(self._gender[self.of(n)], "")


def _barred(article):
    """For each phrase those that it cannot mean: what it holds, what holds it, who speaks it."""
    barred, open_ = defaultdict(set), []
    for n, phrase in enumerate(article.phrases):
        open_ = [k for k in open_ if article.phrases[k].last > phrase.first]
        for k in open_:
            barred[n].add(k)
            barred[k].add(n)
        open_.append(n)
        if phrase.word in ("he", "she") and phrase.kind == "pronoun" and article.speaker[n] >= 0:
            barred[n].add(article.speaker[n])
    return barred

"""Phrases that mean the same, as they are joined, and what forbids to join them.

Never joined: two names; `he` and someone who is `she`; a noun for places or groups and a person; a
phrase and what it holds, or that holds it (`Putin's spokesperson` is not Putin); in quotation marks,
`he` or `she` and who speaks; the author, who is `I`, and anybody with a name.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from onrecord.reading.entities.pairs import Article

PERSON, SOMEBODY, ANY = 1, 7, 15  # bits of `Pairs.classes`


NO_NAME, AUTHOR = -1, -2
PARAGRAPHS, QUESTIONS = 3, 3


@dataclass(frozen=True)
class Link:
    """What a phrase was joined to: the phrase that counted most, and the rule that said so."""

    to: int
    why: str


class Clusters:
    """Phrases that mean the same, as they are joined."""

    def __init__(self, article: Article, genders: np.ndarray, classes: np.ndarray):
        """`genders` and `classes` are those of `Pairs`."""
        self._parent = list(range(len(article.phrases)))
        self._group = list(article.group)
        self._gender = [0] * len(self._parent)
        self._classes = [ANY] * len(self._parent)
        self._barred = _barred(article)
        for n in _author(article):
            self._group[n] = AUTHOR
        first = {}
        for n, group in enumerate(self._group):
            if group != NO_NAME:
                self._parent[n] = first.setdefault(group, n)
        for n, bits in enumerate(genders.tolist()):
            self._gender[self.of(n)] |= bits & 3
        for n, (phrase, bits) in enumerate(zip(article.phrases, classes.tolist(), strict=True)):
            if phrase.kind != "pronoun" and bits & SOMEBODY:
                self._classes[self.of(n)] &= bits

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
        one, two = self._group[a], self._group[b]
        if one != two and NO_NAME not in (one, two):
            return False
        if self._gender[a] | self._gender[b] == 3 or not self._classes[a] & self._classes[b]:
            return False
        barred = self._barred.get(n)
        return not barred or all(self.of(k) != b for k in barred)

    def join(self, n: int, other: int) -> None:
        """Let two phrases mean the same."""
        a, b = self.of(n), self.of(other)
        if a != b:
            a, b = max(a, b), min(a, b)
            self._parent[a] = b
            self._gender[b] |= self._gender[a]
            self._classes[b] &= self._classes[a]
            if self._group[b] == NO_NAME:
                self._group[b] = self._group[a]

    def group(self, n: int) -> int:
        """The number of the name that a phrase means, or a negative number where it has none."""
        return self._group[self.of(n)]

    def gender(self, n: int) -> str:
        """`m`, `f`, or empty where neither or both are told."""
        return {1: "m", 2: "f"}.get(self._gender[self.of(n)], "")


def _author(article):
    """The phrases that are `I` of whoever wrote the article: outside of quotations, over paragraphs.

    Where several paragraphs ask questions, it is an interview, and `I` is somebody in it.
    """
    words, phrases = article.words, article.phrases
    own = [
        n
        for n, p in enumerate(phrases)
        if p.kind == "pronoun" and p.word == "i"
        and words.quotation[p.head] < 0 and article.speaker[n] < 0
    ]  # fmt: skip
    paragraphs = {words.paragraph[phrases[n].head] for n in own}
    return own if len(paragraphs) >= PARAGRAPHS and words.questions < QUESTIONS else []


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

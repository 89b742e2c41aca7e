"""Phrases joined: names first, then what rules say, then what the ranking network finds likeliest.

The rules, in this order: a name in brackets after a pronoun is who it means (`He [Putin]`); a
description in apposition to a name is that name's (`Bob Woodward, a journalist`); `I` in a
quotation is who speaks it. All else is for the network: of those before a phrase it takes up the
referent whose mentions are likeliest together, if they are likelier than none.

Never joined: two names; `he` and someone who is `she`; a phrase and what it holds, or that holds it
(`Putin's spokesperson` is not Putin); in quotation marks, `he` or `she` and who speaks.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.entities.pairs import Article, Pairs

LEAST = 1e-3  # candidates less likely than this beside the best are not looked at
BRACKETS, APPOSITION, SPEAKER = "name in brackets after it", "apposition", "who speaks"
NEARBY = 3  # a description in apposition begins so many tokens after a name, at most


@dataclass
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


def link(
    article: Article, pairs: Pairs, scores: np.ndarray, none: np.ndarray
) -> tuple[Clusters, dict[int, Link]]:
    """Join the phrases of an article.

    Args:
        scores, none: as the ranking network gives them.

    Returns:
        What is joined with what; and for each phrase that was joined to another one, why.
    """
    clusters, links = Clusters(article, pairs.genders), {}
    for n, other, why in _by_rule(article, pairs.classes):
        if n not in links and clusters.may_join(n, other):
            clusters.join(n, other)
            links[n] = Link(other, why)
    for n, candidates, likely, likely_none in _ranked(pairs, scores, none):
        if n in links:
            continue
        mass, best = defaultdict(float), {}
        for other, p in zip(candidates, likely, strict=True):
            if clusters.may_join(n, other):
                whose = clusters.of(other)
                mass[whose] += p
                if p > best.get(whose, (0.0, 0))[0]:
                    best[whose] = (p, other)
        whose = max(mass, key=lambda k: (mass[k], k), default=None)
        if whose is not None and mass[whose] > likely_none:
            other = best[whose][1]
            clusters.join(n, other)
            links[n] = Link(other, "model")
    return clusters, links


def _ranked(pairs, scores, none) -> Iterator[tuple[int, list[int], list[float], float]]:
    """Phrase, candidates that are likely enough, how likely they are, and how likely none is."""
    if not len(scores):
        return
    begins = np.flatnonzero(np.r_[True, pairs.anaphors[1:] != pairs.anaphors[:-1]])
    best = np.maximum(np.maximum.reduceat(scores, begins), none[pairs.anaphors[begins]])
    lengths = np.diff(np.r_[begins, len(scores)])
    likely = np.exp(scores - np.repeat(best, lengths))
    likely_none = np.exp(none[pairs.anaphors[begins]] - best)
    kept = likely > LEAST
    for k, (begin, length) in enumerate(zip(begins.tolist(), lengths.tolist(), strict=True)):
        part = slice(begin, begin + length)
        chosen = kept[part]
        yield (
            int(pairs.anaphors[begin]),
            pairs.candidates[part][chosen].tolist(),
            likely[part][chosen].tolist(),
            float(likely_none[k]),
        )


def _by_rule(article, classes) -> Iterator[tuple[int, int, str]]:
    """Phrase, the phrase that it means, and the rule that says so."""
    words, phrases = article.words, article.phrases
    at = {p.head: n for n, p in enumerate(phrases)}
    beginning = {p.first: n for n, p in enumerate(phrases) if p.name >= 0}
    for n, phrase in enumerate(phrases):
        if phrase.kind == "pronoun":
            end = phrase.last
            if end + 1 < len(words) and words.texts[end] == "[" and end + 1 in beginning:
                yield n, beginning[end + 1], BRACKETS
            elif phrase.word == "i" and article.speaker[n] >= 0:
                yield n, article.speaker[n], SPEAKER
        elif phrase.name < 0:
            name = _apposed(words, phrases, at, phrase)
            if name is not None and classes[n] & classes[name]:
                yield n, name, APPOSITION


def _apposed(words, phrases, at, phrase):
    """The name that a description stands in apposition to, or None."""
    beside = [words.heads[phrase.head]] if words.deps[phrase.head] == "appos" else []
    beside += [c for c in words.children[phrase.head] if words.deps[c] == "appos"]
    for i in beside:
        n = at.get(i)
        if n is None or phrases[n].name < 0:
            continue
        a, b = sorted((phrase, phrases[n]), key=lambda p: p.first)
        if 0 < b.first - a.last <= NEARBY and not phrase.plural:
            return n
    return None

"""Phrases joined: names, who speaks, what rules say, then what the ranking network finds likeliest.

Who speaks has been decided before (`speakers`), and what fits several by its words means none of them.
The rules, in this order: a speaker's label is who is introduced so (see `labels`); a name in brackets
after a pronoun is who it means (`He [Putin]`); a description in apposition to a name is that name's
(`Bob Woodward, a journalist`); `I` in a quotation is who speaks it. All else is for the network: of
those before a phrase it takes up the referent whose mentions are likeliest together: `he` or `she` if
they are likelier than none, anything else if they are likelier than all else. What forbids to join two
phrases stands in `clusters`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from onrecord.reading.entities.clusters import Antecedent, Clusters
from onrecord.reading.entities.pairs import Pairs
from onrecord.reading.entities.phrased_article import NOBODY, PhrasedArticle
from onrecord.reading.entities.traits import PERSON
from onrecord.reading.entities.variation import People

LEAST_LIKELY = 1e-2  # candidates less likely than this beside the best are not looked at
BRACKETS, APPOSITION, SPEAKER = "name in brackets after it", "apposition", "who speaks"
LABEL, SPEAKS = "speaker's label", "likeliest to speak"


def link(
    article: PhrasedArticle,
    pairs: Pairs,
    scores: np.ndarray,
    none: np.ndarray,
    speaks: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Clusters, dict[int, Antecedent]]:
    """Join the phrases of an article, whose pairs a `Ranking` has scored.

    Args:
        speaks: for the phrases that are sources the name that each means, as the place of a phrase, or
            -1 where it means nobody with a name.

    Returns:
        What is joined with what; and for each phrase that was joined to another one, why.
    """
    links = _Linking(article)
    for n, name in speaks.items():
        if name < 0:
            links.clusters.bar(n)
    for n, to in by_rule(article):
        links.join(n, to)
    for n, name in speaks.items():
        if name >= 0:
            links.speak(n, name)
    for n, *likely in _ranked(article, pairs, scores, none):
        links.take_up(n, *likely)
    for n in range(len(article.phrases)):
        links.name_later(n)
    return links.clusters, links.found


class _Linking:
    """The phrases of an article as they are joined, and why each was."""

    def __init__(self, article: PhrasedArticle):
        self.clusters, self.found = Clusters(article), dict[int, Antecedent]()
        self._article, self._people = article, People(article, self.clusters)

    def join(self, n, to):
        if to is not None and n not in self.found and self.clusters.may_join(n, to.phrase):
            self.clusters.join(n, to.phrase)
            self._people.note(n)
            self.found[n] = to

    def speak(self, n, name):
        """Join a source to the name of who speaks; where it cannot be, it means nobody with a name."""
        people = self._people
        if not people.fits_several(n) and not people.has_other_rank(n, name):
            self.join(n, Antecedent(name, SPEAKS))
        if n not in self.found:
            self.clusters.bar(n)

    def take_up(self, n, candidates, likely, likely_none):
        """Join a phrase to whom it takes up, if it takes up anybody."""
        article, people = self._article, self._people
        phrase = article.phrases[n]
        by_nobody = phrase.word == "i" and article.speaker[n] == NOBODY
        if n in article.labels or by_nobody or people.fits_several(n):
            return
        if people.is_variation(n) and article.classes[n] & PERSON:
            self.join(n, people.just_named(n))
        elif candidates:
            to = self._likeliest(n, candidates, likely, likely_none)
            if to and not (phrase.name >= 0 and len(people.named_later(to.phrase)) > 1):
                self.join(n, to)

    def name_later(self, n):
        """Join a description of a person that was joined to no name, where a later one or its words tell."""
        article, phrase = self._article, self._article.phrases[n]
        described = phrase.kind != "pronoun" and n not in article.labels and not phrase.plural
        if described and self.clusters.group(n) < 0 and article.classes[n] & PERSON:
            self.join(n, self._people.same_office_later(n))
            self.join(n, self._people.called_so_before(n))

    def _likeliest(self, n, candidates, likely, likely_none):
        """The candidate whose referent is likeliest, if it is likely enough.

        A wrong name is worse than none, so a description needs half of all. `a port worker` is nobody who was
        called a port worker before.
        """
        mass, best = defaultdict[int, float](float), dict[int, tuple[float, int]]()
        phrases, deps = self._article.phrases, self._article.words.deps
        phrase = phrases[n]
        new = phrase.word if phrase.kind == "a" and deps[phrase.head] != "appos" else None
        for other, p in zip(candidates, likely, strict=True):
            if phrases[other].word == new or self._people.has_other_rank(n, other):
                continue
            if self.clusters.may_join(n, other):
                whose = self.clusters.find(other)
                mass[whose] += p
                if p > best.get(whose, (0.0, 0))[0]:
                    best[whose] = (p, other)
        likeliest = max(mass, key=lambda k: (mass[k], k), default=None)
        least = likely_none if phrase.kind == "pronoun" else (sum(mass.values()) + likely_none) / 2
        if likeliest is None or mass[likeliest] <= least:
            return None
        return Antecedent(best[likeliest][1], "model")


def _ranked(article, pairs, scores, none) -> Iterator[tuple[int, list[int], list[float], float]]:
    """Phrase, candidates that are likely enough, how likely they are, and how likely none is.

    `his` comes before `his spokesman`. Where all together are not likelier than none, there are none.
    """
    if not len(scores):
        return
    firsts = np.flatnonzero(np.r_[True, pairs.anaphors[1:] != pairs.anaphors[:-1]])
    anaphors = pairs.anaphors[firsts]
    best = np.maximum(np.maximum.reduceat(scores, firsts), none[anaphors])
    lasts = np.append(firsts[1:], len(scores))
    lengths = lasts - firsts
    likely = np.exp(scores - np.repeat(best, lengths))
    likely_none = np.exp(none[anaphors] - best)
    hopeful = np.add.reduceat(likely, firsts) > likely_none
    kept = np.flatnonzero((likely > LEAST_LIKELY) & np.repeat(hopeful, lengths))
    ends = np.searchsorted(kept, lasts).tolist()
    candidates, likely = pairs.candidates[kept].tolist(), likely[kept].tolist()
    ranked = zip(anaphors.tolist(), [0, *ends[:-1]], ends, likely_none.tolist(), strict=True)
    for n, begin, end, p in sorted(ranked, key=lambda each: article.phrases[each[0]].head):
        yield n, candidates[begin:end], likely[begin:end], p


def by_rule(article) -> Iterator[tuple[int, Antecedent]]:
    """Phrase, and the phrase that a rule says it means."""
    phrases = article.phrases
    for n, m in article.labels.items():
        if m != n:
            yield n, Antecedent(m, BRACKETS if phrases[n].kind == "pronoun" else LABEL)
    for n, phrase in enumerate(phrases):
        if phrase.word == "i" and phrase.kind == "pronoun" and article.speaker[n] >= 0:
            yield n, Antecedent(article.speaker[n], SPEAKER)
        elif (name := article.apposed[n]) >= 0 and article.classes[n] & article.classes[name]:
            yield n, Antecedent(name, APPOSITION)

"""Phrases joined: names, who speaks, what rules say, then what the ranking network finds likeliest.

Who speaks has been decided before (`speakers`), and what fits several by its words means none of
them. The rules, in this order: a name in brackets after a
pronoun is who it means (`He [Putin]`); a description in apposition to a name is that name's (`Bob
Woodward, a journalist`); `I` in a quotation is who speaks it. All else is for the network: of those
before a phrase it takes up the referent whose mentions are likeliest together, if they are likelier
than none. What forbids to join two phrases stands in `clusters`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from onrecord.reading.entities.clusters import Antecedent, Clusters
from onrecord.reading.entities.pairs import Pairs
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.traits import PERSON
from onrecord.reading.entities.variation import People

LEAST_LIKELY = 1e-2  # candidates less likely than this beside the best are not looked at
BRACKETS, APPOSITION, SPEAKER = "name in brackets after it", "apposition", "who speaks"
SPEAKS = "likeliest to speak"
NEARBY = 3  # a description in apposition begins so many tokens after a name, at most


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
    clusters, found = Clusters(article), dict[int, Antecedent]()
    people = People(article, clusters)

    def join(n, to):
        if to is not None and n not in found and clusters.may_join(n, to.phrase):
            clusters.join(n, to.phrase)
            people.note(n)
            found[n] = to

    for n, name in speaks.items():
        if name < 0:
            clusters.bar(n)
    for n, to in _by_rule(article):
        join(n, to)
    for n, name in speaks.items():
        if name >= 0 and not people.fits_several(n):
            join(n, Antecedent(name, SPEAKS))
        if name >= 0 and n not in found:
            clusters.bar(n)
    for n, *likely in _ranked(article, pairs, scores, none):
        varies = people.is_variation(n) and article.classes[n] & PERSON
        if (varies or likely[0]) and not people.fits_several(n):
            join(n, people.just_named(n) if varies else _likeliest(article, clusters, n, *likely))
    for n, phrase in enumerate(article.phrases):
        unnamed = clusters.group(n) < 0 and phrase.kind != "pronoun" and not phrase.plural
        if unnamed and article.classes[n] & PERSON:
            join(n, people.same_office_later(n))
            join(n, people.called_so_before(n))
    return clusters, found


def _likeliest(article, clusters, n, candidates, likely, likely_none):
    """The candidate whose referent is likeliest, if it is likelier than none.

    `a port worker` is nobody who was called a port worker before.
    """
    mass, best = defaultdict[int, float](float), dict[int, tuple[float, int]]()
    phrase = article.phrases[n]
    new = phrase.word if phrase.kind == "a" and article.words.deps[phrase.head] != "appos" else None
    for other, p in zip(candidates, likely, strict=True):
        if article.phrases[other].word != new and clusters.may_join(n, other):
            whose = clusters.find(other)
            mass[whose] += p
            if p > best.get(whose, (0.0, 0))[0]:
                best[whose] = (p, other)
    whose = max(mass, key=lambda k: (mass[k], k), default=None)
    if whose is None or mass[whose] <= likely_none:
        return None
    return Antecedent(best[whose][1], "model")


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


def _by_rule(article) -> Iterator[tuple[int, Antecedent]]:
    """Phrase, and the phrase that a rule says it means."""
    words, phrases = article.words, article.phrases
    at = {p.head: n for n, p in enumerate(phrases)}
    beginning = {p.first: n for n, p in enumerate(phrases) if p.name >= 0}
    for n, phrase in enumerate(phrases):
        if phrase.kind == "pronoun":
            after = phrase.last
            if after + 1 in beginning and words.texts[after] == "[":
                yield n, Antecedent(beginning[after + 1], BRACKETS)
            elif phrase.word == "i" and article.speaker[n] >= 0:
                yield n, Antecedent(article.speaker[n], SPEAKER)
        elif phrase.name < 0:
            name = _apposed(words, phrase, phrases, at)
            if name is not None and article.classes[n] & article.classes[name]:
                yield n, Antecedent(name, APPOSITION)


def _apposed(words, phrase, phrases, at):
    """The name that a description stands in apposition to, or None; `at` finds phrases by heads."""
    beside = [words.heads[phrase.head]] if words.deps[phrase.head] == "appos" else []
    beside += [c for c in words.children[phrase.head] if words.deps[c] == "appos"]
    for n in (at[i] for i in beside if i in at and not phrase.plural):
        first, second = sorted((phrase, phrases[n]), key=lambda p: p.first)
        if phrases[n].name >= 0 and 0 < second.first - first.last <= NEARBY:
            return n
    return None

"""The mentions of one article: its phrases, joined, and what each referent is called."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.entities.linking import link
from onrecord.reading.entities.pairs import Pairs, make_pairs
from onrecord.reading.entities.phrased_article import PhrasedArticle
from onrecord.reading.entities.phrases import end_before_time
from onrecord.reading.entities.ranking import load_ranking
from onrecord.reading.entities.speakers import Speakers, find_speakers
from onrecord.reading.entities.traits import BIT_OF_CLASS, GUESSED, TOLD
from onrecord.reading.names.lexicon import LABEL_OF_CLASS
from onrecord.reading.names.spans import PLACES
from onrecord.word_lists import word_list

# Buildings and streets that are named for who works there.
SEATS = word_list("seats")
BY_FIRST_NAME = " (by first name)"
OF_SOMEBODY = {"the", "this", "whose", "a"}  # not `people`, in general


@dataclass(frozen=True)
class Referent:
    """Who or what mentions of one article refer to.

    Attributes:
        number: from 0, in order of its first mention in the article; unique there.
        name: its most complete proper name in the article; where it has none, its first description.
        label: OntoNotes name type.
        named: whether it has a proper name in the article.
        gender: `m` or `f` where a title, a pronoun or a relation (`wife`) has told it, else empty.
        plural: whether it is several who are spoken of as one (`officials`, `the brothers`).
    """

    number: int
    name: str
    label: str
    named: bool = True
    gender: str = ""
    plural: bool = False


@dataclass(frozen=True)
class Mention:
    """A span that refers to somebody or something: half-open characters, its form, what joined it.

    Attributes:
        aliases: the names and descriptions that it gives its referent: none for a pronoun, and
            `Olaf Scholz`, `German chancellor` for `German chancellor Olaf Scholz`.
        metonym: whether a place or building is named for its government or institution.
    """

    start: int
    end: int
    referent: Referent
    form: str
    evidence: str
    aliases: tuple[str, ...] = ()
    metonym: bool = False


def find_mentions(
    words: Words, attributions: Sequence[Attribution] = (), speakers: Speakers | None = None
) -> list[Mention]:
    """Find the mentions of one article, in text order.

    Found are those of all who have a name; of people, groups and places without one, those who are
    the source of an attribution or come up twice. Not found: things without a name, `this` and
    `that`, and who `they` are where the article does not say it in a noun.

    Args:
        attributions: the article's own; they tell who `I` is and which places speak.
        speakers: who they were decided to be; decided here if not given.
    """
    speakers = speakers or find_speakers(words, attributions)
    pairs = make_pairs(speakers.article)
    return mentions_of(speakers.article, pairs, *load_ranking()(pairs), speakers.joins)


def mentions_of(
    article: PhrasedArticle,
    pairs: Pairs,
    scores: np.ndarray,
    none: np.ndarray,
    speaks: Mapping[int, int] = MappingProxyType({}),
) -> list[Mention]:
    """The mentions of an article whose pairs a ranking network has scored; see `find_mentions`, `link`."""
    clusters, antecedents = link(article, pairs, scores, none, speaks)
    members = defaultdict(list)
    for n in range(len(article.phrases)):
        members[clusters.find(n)].append(n)
    mentions, number = [], 0
    for group in members.values():
        referent = _referent(number, article, clusters.gender(group[0]), group)
        if referent is not None:
            mentions += [_mention(article, antecedents.get(n), referent, n) for n in group]
            number += 1
    return sorted(mentions, key=lambda m: (m.start, -m.end))


def _referent(number, article, gender, group):
    """Who a group of phrases means, or None where it is nobody to be counted.

    Without a name, that is who comes up once and is no source, and who is a thing or people in general.
    """
    phrases = [article.phrases[n] for n in group]
    names = [p.name for p in phrases if p.name >= 0]
    if names:
        called, _ = article.joined[names[0]]
        label = _commonest(article.names[n].label for n in names)
        return Referent(number, called, label, True, gender, bool(phrases[0].plural))
    comes_up = len(group) > 1 and any(p.kind in OF_SOMEBODY for p in phrases)
    if not comes_up and not any(p.head in article.sources for p in phrases):
        return None
    described = [n for n in group if article.phrases[n].kind != "pronoun"]
    told = [c for n in described for c, bit in BIT_OF_CLASS.items() if article.classes[n] & bit]
    if not told:
        return None
    first = article.phrases[max(described, key=lambda n: _telling(article, n))]
    called = article.words.said(first.first, end_before_time(article.words, first))
    label = LABEL_OF_CLASS[_commonest(told)]
    return Referent(number, called, label, False, gender, bool(first.plural))


def _telling(article, n):
    """How well a description tells who is meant: `the Reed campaign`, `the campaign`, `her campaign`."""
    words, phrase = article.words, article.phrases[n]
    inside = range(phrase.first, phrase.head)
    return (any(words.tags[i] in PROPER for i in inside), words.tags[phrase.first] != "PRP$")


def _commonest(values):
    """What comes most often; of several, the first of them."""
    return Counter(values).most_common(1)[0][0]


def _mention(article, antecedent, referent, n):
    words, phrase = article.words, article.phrases[n]
    start, end = words.span(phrase.first, phrase.last)
    form = {"name": "proper", "pronoun": "pronoun"}.get(phrase.kind, "common")
    speaks = referent.label in PLACES and phrase.head in article.sources
    return Mention(
        start=start,
        end=end,
        referent=referent,
        form=form,
        evidence=_evidence(article, n, antecedent),
        aliases=() if form == "pronoun" else _aliases(words, phrase),
        metonym=form == "proper" and (speaks or phrase.word.casefold() in SEATS),
    )


def _aliases(words, phrase):
    begin, end = phrase.role
    if begin == end:
        return (words.said(phrase.first, phrase.last),)
    return words.said(end, phrase.last), words.said(begin, end)


def _evidence(article, n, antecedent):
    """What joined a phrase to its referent, in a few words."""
    phrase = article.phrases[n]
    if antecedent is None:
        return article.joined[phrase.name][1] if phrase.name >= 0 else "description"
    to, other = article.phrases[antecedent.phrase], article.gender[antecedent.phrase]
    # a first name's usual gender spoke for it, and nothing else
    guessed = article.gender[n] & TOLD & other >> GUESSED and not other & TOLD
    hint = BY_FIRST_NAME if guessed else ""
    return f"{antecedent.why}: {article.words.said(to.first, to.last)}{hint}"

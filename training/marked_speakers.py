"""Articles in which it is marked who speaks, as the speaking network learns from them.

Two kinds of marks: a file for each article of PolNeAR that says who the source of each attribution
is, and our own articles (`marked_articles.py`), in which each mention has a number.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.common.polnear import MarkedArticle
from benchmarks.common.scoring import Words as WordsOf
from benchmarks.common.scoring import pair
from onrecord.reading.attribution import Attribution
from onrecord.reading.entities.asked import read_asked
from onrecord.reading.entities.cast import Cast
from onrecord.reading.entities.conversation import NOBODY, UNKNOWN, Conversation
from onrecord.reading.entities.options import Options
from onrecord.reading.entities.phrased_article import PhrasedArticle

NAMED = ("person", "org", "place")
TITLES = {
    "mr", "mrs", "ms", "dr", "sen", "senator", "rep", "gov", "governor", "president", "the",
    "secretary", "gen", "prof", "sir", "judge",
}  # fmt: skip


@dataclass(frozen=True)
class SpeakingExample:
    """One article: features of all pairs, facts of all sources, and what is right.

    Attributes:
        question: of each pair, its source.
        right: whether a pair is right.
        nobody: whether a source means nobody with a name.
        marked: whether it is known who a source is; others are not learned from.
    """

    features: np.ndarray
    facts: np.ndarray
    question: np.ndarray
    right: np.ndarray
    nobody: np.ndarray
    marked: np.ndarray


class Meant(NamedTuple):
    """Who a source is: numbers in the cast, of which there may be none; and whether it has a name."""

    who: set[int]
    named: bool


Truth = Mapping[int, Meant]  # by the place of an attribution; those without are not marked


def read_speakers(folder: Path) -> dict[str, dict[int, tuple[str, str]]]:
    """For each article the marks of its attributions: who (`A|B & C`: forms, several) and what type."""
    marks = {}
    for path in sorted(folder.glob("*.json")):
        speakers = json.loads(path.read_text(encoding="utf-8"))["speakers"]
        marks[path.stem] = {int(n): (s["who"], s["type"]) for n, s in speakers.items()}
    return marks


def truth_of_speakers(
    article: PhrasedArticle,
    attributions: Sequence[Attribution],
    marked: MarkedArticle,
    speakers: Mapping[int, tuple[str, str]],
) -> Truth:
    """Who the sources of those attributions are that were marked too.

    A name that is but the source's own words (`Republicans`) is right where nobody else is meant.
    """
    called = {g: c for g, (c, _) in zip(_groups(article), article.joined, strict=True)}
    truth = {}
    for ours, theirs, _ in pair(WordsOf(marked.text), attributions, marked.attributions):
        who, kind = speakers.get(theirs, ("", "unclear"))
        if kind in NAMED:
            truth[ours] = Meant({g for g, c in called.items() if is_called(c, who, kind)}, True)
        elif kind != "unclear":
            source = marked.attributions[theirs].source
            said = {word for start, end in source for word in _plain(marked.text[start:end])}
            own = _group_at(article, attributions[ours].source)
            so = own >= 0 and said >= set(_plain(called[own]))
            truth[ours] = Meant({own} if so else set(), False)
    return truth


def _group_at(article, source):
    """The number of the name that heads a source, or -1."""
    head = article.words.source_of(source)
    inside = (
        group
        for phrase, group in zip(article.phrases, article.group, strict=True)
        if phrase.name >= 0 and head is not None and phrase.first <= head < phrase.last
    )
    return next(inside, -1)


def truth_of_mentions(article: PhrasedArticle, attributions: Sequence[Attribution], own) -> Truth:
    """The same for an article of our own: the source's head has a number, and so have all names."""
    words, numbers = article.words, {}
    for mention in own.mentions:  # an inner one comes after the one that holds it
        for i in words.tokens_in([(mention.start, mention.end)]):
            numbers[i] = mention.number
    votes = defaultdict(Counter)
    for phrase, group in zip(article.phrases, article.group, strict=True):
        if group >= 0 and numbers.get(phrase.head):
            votes[group][numbers[phrase.head]] += 1
    meant = {group: max(c, key=c.__getitem__) for group, c in votes.items()}
    heads = {k: words.source_of(a.source) for k, a in enumerate(attributions)}
    return {
        k: Meant({g for g, number in meant.items() if number == numbers[head]}, numbers[head] > 0)
        for k, head in heads.items()
        if head in numbers
    }


def example_of(
    article: PhrasedArticle, attributions: Sequence[Attribution], truth: Truth
) -> SpeakingExample | None:
    """Features and targets of one article; None where no source is asked about.

    Who spoke before is taken from the marks, and tells nothing where there is none.
    """
    cast, sources = Cast(article), read_asked(article, attributions)
    options = Options(article, attributions, cast, [a for a in sources if a.kind != "name"])
    conversation = Conversation(article, attributions, cast, sources)
    if not options.asked:
        return None
    later, facts, right, nobody, marked = [], [], [], [], []
    for a, known in _known(sources, truth):
        if a.kind == "name":
            conversation.say(a, cast.of_phrase[a.phrase])
            continue
        k = len(facts)
        entity = options.entity[options.begins[k] : options.begins[k + 1]]
        of_pairs, of_source = conversation.about(a, entity)
        later.append(of_pairs)
        facts.append(of_source)
        theirs = np.isin(entity, sorted(known or ()))
        marked.append(known is not None)
        nobody.append(not theirs.any())
        right.append(theirs if theirs.any() else entity >= cast.named)
        conversation.say(a, UNKNOWN if known is None else min(known, default=NOBODY))
    return SpeakingExample(
        np.hstack([options.features, np.concatenate(later)]),
        np.hstack([options.facts, np.array(facts)]),
        np.repeat(np.arange(len(facts)), np.diff(options.begins)),
        np.concatenate(right),
        np.array(nobody),
        np.array(marked),
    )


def _known(sources, truth):
    for a in sources:
        yield a, next((truth[m].who for m in a.attributions if m in truth), None)


def is_called(name: str, who: str, kind: str) -> bool:
    """Whether a name is one of those that were marked; of several that speak as one any will do.

    A person by first and last name, or by a single name that is marked; others by all their words
    or their initials. Titles do not count.
    """
    have = _plain(name)
    for part in who.split("&"):
        forms = [form for form in map(_plain, part.split("|")) if form]
        full = max(forms, key=len, default=[])
        if kind == "person" and len(have) > 1 and len(full) > 1:
            if (have[-1] == full[-1] and have[0] == full[0]) or have in forms:
                return True
        elif kind == "person":
            if have in forms or (have and have[-1] == full[-1]):
                return True
        elif have and any(
            set(have) == set(form)
            or _initials(form) == "".join(have)
            or _initials(have) == "".join(form)
            for form in forms
        ):
            return True
    return False


def _plain(name):
    words = re.sub(r"[’']s\b|[^\w\s-]", " ", name.lower().replace("’", "'")).split()
    return [word for word in words if word not in TITLES]


def _initials(words):
    return "".join(word[0] for word in words if word not in ("of", "for", "and"))


def _groups(article):
    """The number of each name's referent."""
    numbers = {called: n for n, called in enumerate(dict.fromkeys(c for c, _ in article.joined))}
    return [numbers[called] for called, _ in article.joined]

"""Who speaks in an article, decided before its phrases are joined, and how sure that is."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from onrecord.errors import OnrecordError
from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.words import PLURALS, Words
from onrecord.reading.entities.asked import DESCRIPTIONS
from onrecord.reading.entities.calls import Calls
from onrecord.reading.entities.cast import Cast
from onrecord.reading.entities.left_out import SUBJECTS
from onrecord.reading.entities.phrased_article import PhrasedArticle, read_phrases
from onrecord.reading.entities.speaking import Speaker, form_of, load_speaking
from onrecord.reading.entities.traits import GROUP, PERSON, PLACE
from onrecord.reading.union import grouped

NO_MANY = ("pronoun", "name")
OBJECTS = ("dobj", "dative", "pobj")
ADJECTIVES = ("JJ", "JJR", "JJS")
# Before a people or party: only some of it is meant.
SOME = {
    *("a", "an", "another", "any", "both", "few", "fewer", "many", "more", "most", "no", "other"),
    *("several", "some", "these", "those"),
}


@dataclass(frozen=True)
class Decision:
    """Who a source was decided to be.

    Attributes:
        phrase: the phrase at the head of the source, or -1.
        name: the phrase that says the name of who is likeliest, near the source; -1 where nobody is.
        candidate: that name, as the article has it most complete; empty where nobody is likeliest.
        confidence: how likely it is the right one, from 0 to 1.
        sure: whether that is enough to give the name; never where there is no source in words, nor for
            one of several (`Smith and Jones, who said`).
    """

    phrase: int
    name: int
    candidate: str
    confidence: float
    sure: bool


@dataclass(frozen=True)
class Speakers:
    """An article's phrases, and for attributions, by place, who their sources are.

    No decision is made on `you`, and none on `I` in quotation marks, which is whoever speaks it.
    """

    article: PhrasedArticle
    decisions: Mapping[int, Decision]

    @cached_property
    def joins(self) -> dict[int, int]:
        """Sources that are phrases without a name → the phrase whose name they mean, or -1 for nobody.

        A document may speak for who issued it, and is not the same.
        """
        classes, phrases = self.article.classes, self.article.phrases
        return {
            d.phrase: d.name if d.sure and classes[d.phrase] & (PERSON | GROUP | PLACE) else -1
            for d in self.decisions.values()
            if d.phrase >= 0 and phrases[d.phrase].name < 0
        }

    def confidence_of(self, phrase: int) -> float:
        """How sure it is who a phrase means that is the source of an attribution; 0 where it is none."""
        return self._confidences.get(phrase, 0.0)

    @cached_property
    def _confidences(self):
        return {d.phrase: d.confidence for d in self.decisions.values() if d.sure}


def find_speakers(
    words: Words, attributions: Sequence[Attribution], threshold: float | None = None
) -> Speakers:
    """Decide who the sources of one article are.

    Args:
        threshold: the least confidence of a name that is given, between 0 and 1; if not given, the
            network has its own for names, descriptions and pronouns.

    Raises:
        OnrecordError: the network's file is missing or damaged, or the threshold is no share.
    """
    speaking = load_speaking()
    if threshold is not None and not 0 <= threshold <= 1:
        raise OnrecordError(
            f"The source threshold {threshold} is no share. Who a source is has a confidence from 0 to 1, "
            "so that no name or every name would be given; give a number from 0 to 1."
        )
    article = read_phrases(words, attributions)
    names, calls = _PlacesOfNames(article), cache(lambda: Calls(article, Cast(article)))
    decisions = {}
    for speaker in speaking(article, attributions):
        asked, name = speaker.asked, names.nearest(speaker)
        confidence = round(speaking.confidence(speaker), 3)
        described = asked.kind in DESCRIPTIONS
        somebody_else = names.is_beside(asked.token, speaker.entity) or (
            described and names.is_subject_over(asked.token, speaker.entity)
        )
        if somebody_else or _is_part(article, asked):
            name, confidence = -1, 0.0
        given = asked.kind != "nothing" and not _is_several(words, asked, attributions)
        given &= not _is_of_many(article, asked.phrase, name)
        given &= asked.kind != "this" or not _is_stranger(article, asked.phrase)
        given &= not _has_other_office(article, asked, speaker.entity, calls)
        least = speaking.thresholds[form_of(asked)] if threshold is None else threshold
        decision = Decision(
            asked.phrase,
            name,
            article.joined[article.phrases[name].name][0] if name >= 0 else "",
            confidence,
            given and name >= 0 and confidence >= least,
        )
        decisions.update(dict.fromkeys(asked.attributions, decision))
    return Speakers(article, decisions)


def _is_several(words, asked, attributions):
    """Whether several are taken up or described: `Smith and Jones, who said`, `the family and friends`."""
    joined = {c for c in words.children[asked.token] if words.deps[c] == "conj"}
    if asked.relative or asked.kind not in DESCRIPTIONS:
        return asked.relative and bool(joined)
    verb = words.heads[
        asked.token
    ]  # of which each is a subject, where the parse does not join them
    joined.update(c for c in words.children[verb] if words.deps[c] in SUBJECTS and c != asked.token)
    source = words.tokens_in(attributions[asked.attributions[0]].source)
    return any(words.tags[c] in PLURALS for c in joined.intersection(source))


def _is_of_many(article, n, name):
    """Whether a description is of several, and a name of one person: `his critics`."""
    if n < 0 or name < 0 or not article.phrases[n].plural or article.phrases[n].kind in NO_MANY:
        return False
    token, said = article.phrases[n].head, article.phrases[name]
    inside = article.words.left[token] <= said.head <= article.words.right[token]
    return article.names[said.name].label == "PERSON" and not inside


def _is_part(article, asked):
    """Whether a source is but some of a people or party: `some Democrats`, `six in ten Republicans`.

    After `the` an adjective tells which party it is, as it may at the beginning of a sentence.
    """
    words, name = article.words, article.phrases[asked.phrase].name if asked.phrase >= 0 else -1
    if name < 0 or article.names[name].label != "NORP":
        return False
    before = [c for c in words.children[asked.token] if c < asked.token]
    if any(words.tags[c] == "CD" or words.lower[c] in SOME for c in before):
        return True
    told = any(words.tags[c] in ADJECTIVES and words.texts[c].islower() for c in before)
    return told and all(words.lower[c] != "the" for c in before)


def _is_stranger(article, n):
    """Whether the noun of a description introduced somebody without a name: `a guest`, `that guest`."""
    return article.introduced.get(article.phrases[n].word, n) < n


def _has_other_office(article, asked, entity, calls):
    """Whether an office that tells whose (`the council’s clerk`) meets nothing that somebody is called."""
    words = article.words
    if asked.kind not in DESCRIPTIONS or entity < 0 or asked.phrase < 0:
        return False
    if all(words.deps[c] != "poss" for c in words.children[asked.token]):
        return False
    *met, otherwise = calls().met(asked.phrase, [entity])[0].tolist()
    return otherwise and not any(met)


class _PlacesOfNames:
    """The phrases that say the names of each entity, in text order."""

    def __init__(self, article: PhrasedArticle):
        self._article, phrases = article, article.phrases
        named = [(n, article.group[n]) for n, phrase in enumerate(phrases) if phrase.name >= 0]
        self._said = grouped((group, n) for n, group in named)
        self._named_at = {phrases[n].head: group for n, group in named}
        self._beside = grouped(((group, self._verb(n)), phrases[n].head) for n, group in named)
        # the least head from each place on: the last one that is small enough is found by bisection
        self._least = {
            group: [*accumulate((phrases[n].head for n in reversed(said)), min)][::-1]
            for group, said in self._said.items()
        }

    def _verb(self, n):
        """The verb to which a phrase belongs otherwise than as its subject: `the bank told Acme`."""
        words, head = self._article.words, self._article.phrases[n].head
        above = words.heads[head] if words.deps[head] in OBJECTS else head
        return words.heads[above] if words.deps[above] == "prep" else above

    def is_beside(self, subject: int, entity: int) -> bool:
        """Whether a name of an entity belongs to the verb of a subject, which is somebody else."""
        words = self._article.words
        heads = self._beside.get((entity, words.heads[subject]), ())
        return words.deps[subject] in SUBJECTS and any(head != subject for head in heads)

    def is_subject_over(self, token: int, entity: int) -> bool:
        """Whether a name of an entity is the subject of the verb that a token belongs to otherwise.

        `Reed was urged by the mayor’s letter`: the mayor is not Reed.
        """
        words = self._article.words
        verb = words.heads[token]
        while words.heads[verb] != verb and words.tags[verb][0] != "V":
            token, verb = verb, words.heads[verb]
        subjects = (c for c in words.children[verb] if words.deps[c] in SUBJECTS)
        return words.deps[token] not in SUBJECTS and any(
            self._named_at.get(c) == entity for c in subjects
        )

    def nearest(self, speaker: Speaker) -> int:
        """The last phrase before a source that says its speaker's name, or the first after it; or -1."""
        if speaker.asked.kind == "name":
            return speaker.asked.phrase
        said, least = (of.get(speaker.entity, ()) for of in (self._said, self._least))
        before = bisect_right(least, speaker.asked.token)
        return said[max(before - 1, 0)] if said else -1

"""Who an attribution's source is."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reading.attribution import Attribution
from onrecord.reading.attribution.pieces import is_nobody
from onrecord.reading.doc.words import PLURALS, RELATIVE, Words
from onrecord.reading.entities.affiliations import Affiliations
from onrecord.reading.entities.mentions import Mention, Referent
from onrecord.reading.entities.phrases import PRONOUN_OF_FORM
from onrecord.reading.entities.role_nouns import (
    DOCUMENT,
    MEMBERS,
)
from onrecord.reading.entities.speakers import Speakers, find_speakers
from onrecord.reading.entities.voices import UNTOLD, Place, Voice

SEVERAL = {"they", "we", "some", "many", "others", "both"}
AFTER_NOUN = {"relcl", "acl", "appos", "punct"}
SIGNED = 0.9  # how likely `I` outside of quotations is who signs; set, not measured
LIKELY = 0.3  # for whom a source speaks may be told of a candidate as likely as this
IT = ("It", "it")
AMOUNT = ("CD", "DT", "JJ", "JJS")  # tags of `one of them`, `some`, `many`, `most`
LEAST = 0.2  # a candidate less likely than this is not told


@dataclass(frozen=True)
class Source:
    """A source: who it refers to where that is sure, and its name or else the phrase itself.

    Attributes:
        confidence: how likely `name` is right, from 0 to 1.
        voice: what it is, and for whom it speaks.
        candidate: who it may be where that is not sure enough to name it; `name` is the phrase then.
    """

    referent: Referent | None
    name: str | None
    plural: bool
    confidence: float = 1.0
    candidate: str = ""
    voice: Voice = UNTOLD


def resolve_sources(
    words: Words,
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    speakers: Speakers | None = None,
) -> list[Source]:
    """Say who speaks in each attribution, as it was decided.

    `Trump's team` is not Trump: the head of the phrase counts. A relative pronoun stands for the
    noun that it takes up, and `whose spokesman` for that spokesman. A quoted `we` is who is
    quoted. Where no name was decided on, a source is whom the article does not name, as its mention has it.
    `Nobody` has no name.

    Args:
        mentions: the article's own, in text order.
        speakers: who they were decided to be; decided here if not given.
    """
    speakers = speakers or find_speakers(words, attributions)
    innermost = {}
    for mention in mentions:  # an inner one comes after the one that holds it
        for i in words.tokens_in([(mention.start, mention.end)]):
            innermost[i] = mention.referent
    affiliations = Affiliations(speakers, mentions)
    found: list[Source] = []
    for n, attribution in enumerate(attributions):
        source = _resolve(n, attribution.source, innermost, speakers)
        if source.name is not None:
            place = _place(n, attribution, speakers)
            voice = affiliations.voice(place, source.referent)
            again = source.name in IT and voice.affiliation is None and place.phrase >= 0
            if again and n and _go_together(words, attributions[n - 1], attribution):
                voice = found[-1].voice if found[-1].voice.kind == DOCUMENT else voice
            source = replace(source, voice=voice)
        found.append(source)
    for n in sorted(range(len(found)), key=lambda n: attributions[n].depth):
        around = attributions[n].parent
        if around is not None and found[around].referent and _is_we(words, attributions[n].source):
            found[n] = replace(found[around], plural=True)
    return found


def _is_we(words, source):
    """Whether a source is a quoted `we`, which is who is quoted, with others."""
    spoken = words.tokens_in(source)
    return [words.lower[i] for i in spoken] == ["we"] and words.quotation_at[spoken[0]] >= 0


def _go_together(words, before, attribution):
    """Whether the sources of two attributions stand in one paragraph."""
    tokens = [words.tokens_in(each.source) for each in (before, attribution)]
    return all(tokens) and words.paragraph[tokens[0][0]] == words.paragraph[tokens[1][0]]


def _place(n, attribution, speakers):
    words, decision = speakers.article.words, speakers.decisions.get(n)
    spoken = words.tokens_in(attribution.source)
    last = (spoken or words.tokens_in(attribution.content) or [0])[-1]
    end = bisect_right(words.sentence, words.sentence[last])
    phrase = decision.phrase if decision else -1
    if phrase < 0:
        phrase = _of_whom_one(attribution.source, speakers)
    if decision is None or decision.name < 0:
        return Place(phrase, end, last + 1)
    name = speakers.article.phrases[decision.name].head
    inside = name in spoken
    told = decision.confidence >= (LEAST if inside and decision.phrase >= 0 else LIKELY)
    return Place(phrase, end, last + 1, name if told else -1, inside)


def _of_whom_one(source, speakers):
    """The phrase of those of whom a source is one or some: `one of her aides`; or -1."""
    words, article = speakers.article.words, speakers.article
    head = words.head_of(source)
    if head is None or not (words.tags[head] in AMOUNT or words.lower[head] in MEMBERS):
        return article.at.get(head, -1)
    links = (c for c in words.children[head] if words.lower[c] == "of")
    of_whom = (i for link in links for i in words.children[link] if i in article.at)
    return next((article.at[i] for i in of_whom), -1)


def _resolve(n, source, innermost, speakers):
    article, decision = speakers.article, speakers.decisions.get(n)
    words, head = article.words, article.words.head_of(source)
    if head is None and decision is not None and decision.phrase >= 0:  # one that is left out
        head = article.phrases[decision.phrase].head
    if head is None:
        spoken, plural, meant = None, False, None
    else:
        noun = words.antecedent_of(head)
        if words.tags[head] in RELATIVE and decision is not None and decision.phrase >= 0:
            noun = article.phrases[decision.phrase].head
        spoken, plural, meant = _said(words, source, head, noun, innermost)
    if is_nobody(words, words.tokens_in(source)):
        return Source(None, None, False)
    if decision is None:  # `I`, a label, or nobody
        if meant is None or PRONOUN_OF_FORM.get(words.lower[head]) == "you":
            return Source(None, spoken, plural)
        speaker = _speaker_at(article, head)
        sure = SIGNED if speaker == -1 else speakers.confidence_of(speaker)
        if sure or not meant.named:
            return Source(meant, meant.name, plural, sure if meant.named else 1.0)
        return Source(None, spoken, plural)
    if decision.sure:
        whose = innermost.get(article.phrases[decision.name].head)
        joined = speakers.joins.get(decision.phrase, -1) >= 0
        if whose is not None and (whose == meant or not joined):
            plural = plural and not (joined and whose.label == "PERSON")  # `they`, of one
            return Source(whose, whose.name, plural, decision.confidence)
    if meant is None or meant.named:
        meant, name = None, spoken
    else:
        name, plural = meant.name, plural or meant.plural
    candidate = decision.candidate if decision.confidence >= LEAST else ""
    return Source(meant, name, plural, round(1 - decision.confidence, 3), candidate)


def _speaker_at(article, head):
    """The phrase that speaks the word at the head of a source, or -1."""
    return next((article.speaker[k] for k, p in enumerate(article.phrases) if p.head == head), -1)


def _said(words, source, head, noun, innermost):
    """The words of a source, whether it is several, and whom the noun that heads it means as a mention."""
    spoken = " … ".join(words.text[start:end] for start, end in source)
    if noun != head:
        head, spoken = noun, _without_clause(words, noun)
    several = any(words.deps[c] == "conj" for c in words.children[head])
    plural = several or words.tags[head] in PLURALS or words.lower[head] in SEVERAL
    return spoken, plural, innermost.get(head)


def _without_clause(words, i):
    """The phrase of a noun, without what follows a comma or is a clause."""
    after = (c for c in words.children[i] if c > i and words.deps[c] in AFTER_NOUN)
    ends = (c if words.deps[c] == "punct" else words.left[c] for c in after)
    return words.said(words.left[i], min(ends, default=words.right[i] + 1))

"""The sources of an article: those that say a name, and those that have to be asked about.

Asked about is a source whose head is a pronoun, a description or a relative, and one that is not
there. Not asked about are `I`, who speaks the words around it or else has written the article, `you`,
who is nobody, and a speaker's label, which is whoever is introduced so or nobody.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.words import RELATIVE
from onrecord.reading.entities.left_out import dropped_subject
from onrecord.reading.entities.phrased_article import PhrasedArticle

PRONOUNS = ("he", "it", "they", "we")  # `she` is asked about like `he`
DESCRIPTIONS = ("the", "this", "whose", "a", "bare", "some")
PAIRS = ("both", "two")
THEIRS = "they/them"  # who is introduced with these pronouns is one
KINDS = (*PRONOUNS, "who", "words", "nothing", *DESCRIPTIONS)


@dataclass(frozen=True)
class Asked:
    """One source, of one attribution or of several.

    Attributes:
        token: its head, or what a relative takes up, or the cue where there is no source.
        phrase: the phrase at that token, or -1.
        kind: one of KINDS, or `name`; `who` takes up a name, and `words` are no phrase.
        relative: whether it is a relative pronoun.
        attributions: whose source it is, by place.
    """

    token: int
    phrase: int
    kind: str
    relative: bool
    attributions: tuple[int, ...]


def read_asked(article: PhrasedArticle, attributions: Sequence[Attribution]) -> list[Asked]:
    """The sources of an article in text order, but for `I` and `you`."""
    words, phrases = article.words, article.phrases
    at: dict[int, int] = {}
    for n, phrase in enumerate(phrases):
        whole = phrase.name >= 0 or n in article.labels
        inside = range(phrase.first, phrase.last) if whole else [phrase.head]
        at.update(dict.fromkeys(inside, n))
    ends = {words.span(p.first, p.last)[1]: n for n, p in enumerate(phrases) if p.name >= 0}
    places: dict[tuple[int, bool, bool], list[int]] = defaultdict(list)
    for k, attribution in enumerate(attributions):
        head = words.head_of(attribution.source)
        head = dropped_subject(words, attribution) if head is None else head
        if head is None:
            first = words.tokens_in(attribution.cue) or words.tokens_in(attribution.content)
            if first:
                places[first[0], False, False].append(k)
        else:
            token = _antecedent(words, at, head)
            last = ends.get(attribution.source[-1][1], -1) if attribution.source else -1
            token = _name_at_end(article, token, at.get(token, -1), last)
            places[token, True, token != head].append(k)
    found, one = [], THEIRS in words.text.lower()
    for (token, said, relative), of in sorted(places.items()):
        n = at.get(token, -1) if said else -1
        n, label = article.labels.get(n, n), n in article.labels
        if label and phrases[n].name < 0:
            continue
        if n >= 0 and article.apposed[n] >= 0:
            n = article.apposed[n]  # `a clerk, Ida Holm, said`
        if n >= 0:
            kind = _kind(phrases[n], relative)
        elif said:
            kind = "they" if words.lower[token] in PAIRS else "words"
        else:
            kind = "nothing"
        kind = "he" if kind == "they" and one else kind
        if kind not in ("i", "you"):
            found.append(Asked(token, n, kind, relative, tuple(of)))
    return found


def _antecedent(words, at, head):
    """What a relative takes up.

    Of several it is the last where its verb is singular (`Smith and Jones, who has said`); and where no
    clause was read, what stands before it (`Smith, whose words`).
    """
    token, verb = words.antecedent_of(head), words.heads[head]
    if words.tags[head] in RELATIVE and token == head:
        before = head - 1 - (words.texts[max(head - 1, 0)] == ",")
        return before if before in at else head
    verbs = (verb, *(i for i in words.children[verb] if words.deps[i].startswith("aux")))
    if token != head and any(words.tags[i] == "VBZ" for i in verbs):
        joined = (i for i in range(token + 1, head) if words.deps[i] == "conj")
        for i in joined:
            token = i if words.heads[i] == token else token
    return token


def _name_at_end(article, token, n, m):
    """The head of the name `m` that ends a source, after a comma: `the clerk, Ida Holm`; else its own."""
    words, phrases = article.words, article.phrases
    if n < 0 or m < 0 or phrases[n].name >= 0 or phrases[n].plural:
        return token
    named = article.names[phrases[m].name].label in ("PERSON", "ORG")
    beside = words.texts[phrases[m].first - 1] == "," and phrases[m].first > phrases[n].head
    fits = named and beside and article.classes[n] & article.classes[m]
    return phrases[m].head if fits else token


def _kind(phrase, relative):
    if phrase.name >= 0:
        return "who" if relative else "name"
    return phrase.word.replace("she", "he") if phrase.kind == "pronoun" else phrase.kind

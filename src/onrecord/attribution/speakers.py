"""Who speaks: the source of a cue in a dependency parse.

The source of a verb is its subject, the agent of its passive, or the subject of the clause that
it depends on; that of a noun is its owner. Sources outside the sentence are not found here.
"""

from typing import TYPE_CHECKING

from onrecord.attribution.phrases import SUBJECTS, noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = {"who", "which", "that", "whom", "whose"}


def find_source(token: "Token", part: str = "verb") -> frozenset[int]:
    """Token indices of the noun phrase that speaks, without its relative clauses; may be empty."""
    if part == "noun":
        return _owner(token)
    if part == "adjective" and token.dep_ in ("acomp", "oprd", "attr") and token.head != token:
        token = token.head
    return _subject_of(token, depth=0)


def _owner(noun):
    """`Smith's claim`, `a claim by Smith`, `made the claim`."""
    for child in noun.children:
        if child.dep_ == "poss":
            return noun_phrases([child])
        if (child.dep_ == "prep" and child.lower_ in ("by", "from")) or child.dep_ == "agent":
            return noun_phrases([c for c in child.children if c.dep_ == "pobj"])
    if noun.dep_ in ("dobj", "attr") and noun.head.tag_.startswith("V"):
        return _subject_of(noun.head, depth=0)
    return frozenset()


def _subject_of(verb, depth):
    if depth > 4:
        return frozenset()
    children = list(verb.children)
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in children)
    agents = [c for c in children if c.dep_ == "agent"]
    if agents:
        pobj = [c for a in agents for c in a.children if c.dep_ == "pobj"]
        return noun_phrases(pobj)
    subjects = [c for c in children if c.dep_ in SUBJECTS]
    if subjects:
        subject = subjects[0]
        if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
            return noun_phrases([verb.head])
        if subject.lower_ in ("it", "there") and passive:
            return frozenset()
        return noun_phrases([subject])
    if passive or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "dep", "amod")):
        return frozenset()  # `Asked whether ..., a spokesman said`: nobody says who asked
    return _inherited_subject(verb, depth)


def _inherited_subject(verb, depth):
    """The subject of the clause that a verb without one depends on."""
    head = verb.head
    if head == verb:
        return frozenset()
    if verb.dep_ == "conj" and head.tag_[:1] in "VM":
        return _subject_of(head, depth + 1)
    if verb.dep_ == "acl":
        return noun_phrases([head]) if verb.tag_ == "VBG" else frozenset()
    if verb.dep_ == "xcomp":
        objects = [c for c in head.children if c.dep_ == "dobj"]
        if objects and verb.tag_ == "VB":
            return noun_phrases(objects)
        return _subject_of(head, depth + 1)
    if verb.dep_ in ("advcl", "ccomp", "dep"):
        return _subject_or_passive_subject(head, depth)
    if verb.dep_ in ("pcomp", "prep"):
        while head.dep_ in ("prep", "pcomp") and head.head != head:
            head = head.head
        return _subject_or_passive_subject(head, depth) if head.tag_[:1] == "V" else frozenset()
    return frozenset()


def _subject_or_passive_subject(verb, depth):
    """Who an adverbial clause is about: `Asked ..., he was told`: its head's subject, active or not."""
    if verb.tag_[:1] not in "VM":
        return frozenset()
    passive = passive_subjects(verb)
    if passive:
        return noun_phrases(passive)
    return _subject_of(verb, depth + 1)


def passive_subjects(verb):
    return [c for c in verb.children if c.dep_ == "nsubjpass"]

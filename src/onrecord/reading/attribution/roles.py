"""Who says, who hears and who passes it on: what the network mixes up and the parse tells apart.

- Who is told, hears in court or faces calls says nothing: the source is who tells (`by`, `from`), or
  nobody.
- Who is quoted by others speaks (`was quoted by Tass as saying`).
- Who is misquoted did not say it, so that it has no source.
- An account beside a cue that has no source is its source (`tweeted @weir`).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from onrecord.reading.attribution.cues import CLAUSE, look_up
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.pieces import (
    ancestors,
    brought_by,
    children_of,
    phrase_of,
    words_among,
)
from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.word_lists import word_list

HEAR, TELL = "hear", "tell"
BY, FROM = ("by",), ("from",)
TELLING = word_list("telling")
QUOTING = {"cite", "hear", "overhear", "quote", "report"}
ASCRIBING = {"ascribe", "attribute", "cite", "credit", "quote", "report"}
WRONGLY = {"erroneously", "falsely", "inaccurately", "incorrectly", "mistakenly", "wrongly"}
FACED = {"accusation", "allegation", "call", "claim", "criticism", "demand", "question"}
MISTAKEN = {"misattribute", "misquote", "misreport"}
OURS = {"article", "caption", "headline", "report", "story", "version", "we"}  # who corrects itself
# How far above a verb the one stands that takes it: `quoted as saying`, `reported that he said`.
ABOVE = defaultdict(int, {"ccomp": 1, "xcomp": 1, "pcomp": 2})
SUBJECTS, OBJECTS = ("nsubj", "nsubjpass"), ("dobj", "dative")
PLACES = ("FAC", "GPE", "ORG")
LONGEST = 12  # tokens from `quoted` to `saying`


def with_roles(words: Words, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of an article in text order, each with who says it by the parse."""
    drafts = [_with_account(words, draft) for draft in drafts]
    for verb, saying in _quotings(words, drafts):
        drafts = _with_quoted(words, drafts, verb, saying)
    drafts = [_without_told(words, _without_hearer(words, draft)) for draft in drafts]
    for k, draft in enumerate(drafts):
        mistaken = mistaken_verb(words, draft.cue)
        if mistaken is not None and (mistaken not in draft.cue or _is_passive(words, mistaken)):
            drafts[k] = replace(draft, source=frozenset())
    return drafts


def mistaken_verb(words: Words, cue: Collection[int]) -> int | None:
    """The verb that says that somebody was quoted wrongly: `was wrongly attributed`, `misquoted`.

    It is in the cue, or the cue hangs from it: `wrongly reported that Smith | had said`. None without
    any.
    """
    verbs = _verbs(words, cue)
    above = [k for verb in verbs for k in islice(ancestors(words, verb), ABOVE[words.deps[verb]])]
    return next((verb for verb in (*verbs, *above) if _is_mistaken(words, verb)), None)


def _is_mistaken(words, verb):
    lemma, subject = lemma_of(words.lower[verb]), _subject(words, verb)
    ours = subject is not None and words.lower[subject] in OURS
    wrongly = any(words.lower[k] in WRONGLY for k in words.children[verb])
    return lemma in MISTAKEN or (wrongly and (ours or lemma in ASCRIBING))


def hears(words: Words, cue) -> bool:
    """Whether a cue has a hearer for its subject: `the jury was told`, `the court heard`."""
    return any(_has_hearer(words, verb) for verb in _verbs(words, cue))


def _has_hearer(words, verb):
    lemma, subject = lemma_of(words.lower[verb]), _subject(words, verb)
    if _is_passive(words, verb):
        return lemma in TELLING
    if lemma != HEAR or subject is None:
        return False
    listed = lemma_of(words.lower[subject]) in word_list("hearers")
    return listed or words.entity_types[subject] in PLACES


def _verbs(words, cue):
    return [i for i in sorted(cue) if words.tags[i][:2] == "VB"]


def _is_passive(words, verb):
    """`was told`, and `told` alone that hangs from another word: `Holm, told that he had won, ...`."""
    deps = {words.deps[k] for k in words.children[verb]}
    bare = deps.isdisjoint(("aux", "nsubj", "dobj")) and words.deps[verb] in ("acl", "advcl")
    return words.tags[verb] == "VBN" and ("auxpass" in deps or "nsubjpass" in deps or bare)


def _faces(words, verb):
    """Whether others say it to the subject of a verb: `faced calls to resign`."""
    objects = (lemma_of(words.lower[k]) for k in children_of(words, verb, OBJECTS))
    return lemma_of(words.lower[verb]) == "face" and not FACED.isdisjoint(objects)


def _subject(words, verb):
    """The token that heads the subject of a verb, or of the verb that it is joined to."""
    while not (found := children_of(words, verb, SUBJECTS)) and words.deps[verb] == "conj":
        verb = words.heads[verb]
    return found[0] if found else None


def _with(words, draft, source, others):
    """A draft with another source, which neither cue nor content has, nor these other tokens."""
    cue = draft.cue - source - others
    content = draft.content - source - others - cue
    if not cue or (words_among(words, draft.content) and not words_among(words, content)):
        return draft  # `a different story was told by Smith` has no hearer
    return replace(draft, head=min(cue), source=frozenset(source), cue=cue, content=content)


def _without_hearer(words, draft):
    """A draft whose source is who tells, where its cue has a hearer for its subject."""
    draft = _of_verb(words, draft)
    faced = [words.heads[i] for i in sorted(draft.cue) if words.deps[i] in OBJECTS]
    verbs = [*_verbs(words, draft.cue), *faced]  # `faced | calls`
    verb = next((v for v in verbs if hears(words, [v]) or _faces(words, v)), None)
    if verb is None:
        return draft
    preposition = BY if _is_passive(words, verb) else FROM
    teller = phrase_of(words, brought_by(words, verb, preposition))
    hearer = phrase_of(words, _subject(words, verb))
    after = next(iter(words_among(words, (i for i in draft.content if i > verb))), None)
    if after is not None and words.lower[after] == "to":  # `was told to leave`: what he is to do
        return replace(draft, source=teller or draft.source - hearer)
    return _with(words, draft, teller, hearer - teller)


def _without_told(words, draft):
    """`Smith told | the jury | he lied`: who is told is no part of what is said."""
    for verb in _verbs(words, draft.cue):
        if lemma_of(words.lower[verb]) in TELLING and not _is_passive(words, verb):
            told = _told(words, verb)
            further = words_among(words, draft.content - told)
            if further and min(told, default=0) > verb and words.lower[further[0]] != "to":
                return replace(draft, content=draft.content - told)
    return draft


def _told(words, verb):
    """The tokens of who is told: an object beside a clause, or an organization behind the verb."""
    told, clauses = children_of(words, verb, OBJECTS), children_of(words, verb, ("ccomp",))
    if told and clauses and told[0] < clauses[0]:
        quoted = words.quotation_at[told[0]] != words.quotation_at[verb]
        return frozenset() if quoted else phrase_of(words, told[0])
    if lemma_of(words.lower[verb]) != TELL:
        return frozenset()  # `warned | Acme would close`
    first = verb + 1 + (words.tags[verb + 1 : verb + 2] == ["DT"])
    kinds = enumerate(words.entity_types[first:], first)
    last = next((i for i, kind in kinds if kind != "ORG"), first)
    return frozenset(range(verb + 1, last) if last > first else ())


def _of_verb(words, draft):
    """`the | inquest | heard`: the verb is the cue, not its subject."""
    verbs = {words.heads[i] for i in draft.cue if words.deps[i] in SUBJECTS}
    hearing = [verb for verb in verbs if not _verbs(words, draft.cue) and hears(words, [verb])]
    return replace(draft, head=hearing[0], cue=frozenset(hearing)) if hearing else draft


def _quotings(words, drafts) -> Iterator[tuple[int, int]]:
    """Verbs that quote somebody, each with the verb of what this one says: `quoted as saying`."""
    for verb in dict.fromkeys(v for draft in drafts for v in _verbs(words, draft.cue)):
        if lemma_of(words.lower[verb]) in QUOTING | MISTAKEN:
            for saying in range(verb + 1, min(verb + LONGEST, len(words))):
                if _is_saying(words, verb, saying):
                    yield verb, saying
                    break


def _is_saying(words, verb, i):
    """Whether a word is the `saying` of `quoted as saying`, `reported to have said`, `heard to say`."""
    if words.tags[i][:2] != "VB" or CLAUSE not in look_up(words.texts[i], "verb"):
        return False
    first = words.left[i] if words.deps[i] != "pcomp" else words.heads[i]
    opening, passive = words.lower[first] if first > verb else "", _is_passive(words, verb)
    if passive and words.tags[i] == "VBG" and words.heads[i] == verb:
        return True  # `was quoted in Tass saying`
    return opening in (("as", "to") if passive else ("as",)) and verb in ancestors(words, i)


def _with_quoted(words, drafts, verb, saying):
    """The drafts, where all that cue one quoted person's words are one with this person as source."""
    link = (i for i in range(verb, saying) if words.lower[i] in ("as", "having", "to", "have"))
    own = {verb, saying, *link}
    speaker, passing_on = _subject(words, verb), None
    if _is_passive(words, verb):
        passing_on = brought_by(words, verb, BY) or brought_by(words, saying, BY)
    else:
        passing_on, speaker = speaker, next(iter(children_of(words, verb, OBJECTS)), None)
    meant = [draft for draft in drafts if draft.cue & own]
    if speaker is None or not meant:
        return drafts
    others = phrase_of(words, passing_on)
    others |= {i - 1 for i in others if i and words.lower[i - 1] == "by"}
    if lemma_of(words.lower[saying]) in TELLING:
        others = others.union(*(phrase_of(words, k) for k in children_of(words, saying, OBJECTS)))
    cue = own.union(*(draft.cue for draft in meant))
    content = frozenset().union(*(draft.content for draft in meant)) - own
    whole = replace(meant[0], cue=frozenset(cue), content=content)
    one = _with(words, whole, phrase_of(words, speaker), others)
    return sorted([*(d for d in drafts if d not in meant), one], key=lambda draft: draft.head)


def _with_account(words, draft):
    """`tweeted @weir`: the account beside a cue, or within it, where nobody is the source."""
    first, last = min(draft.cue), max(draft.cue)
    near = range(max(first - 1, 0), min(last + 2, len(words)))
    accounts = [i for i in near if re.match("@.", words.texts[i])]
    if draft.source or not accounts:
        return draft
    [account, *_] = accounts
    side = {i for i in draft.cue if i < account}
    verbs = _verbs(words, draft.cue)
    cue = side if verbs and verbs[0] < account else draft.cue - {account}
    return _with(words, replace(draft, cue=frozenset(cue)), frozenset({account}), frozenset())

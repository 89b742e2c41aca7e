"""What may be an attribution inside the content of another: where to look, and what a cue there takes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from onrecord.reading.attribution.drafts import Draft, drafted
from onrecord.reading.attribution.features import Features
from onrecord.reading.attribution.network import Labelled
from onrecord.reading.attribution.pieces import brought_by, children_of, phrase_of, words_among
from onrecord.reading.doc.words import Words

LEAST_WORDS = 3  # of a content in which another attribution may stand
HALF = 0.5  # a part of which so much has been read already is not read again
SUBJECTS = ("nsubj", "nsubjpass")
SHARING = ("conj", "xcomp", "aux")  # verbs that have the subject of the one above them
ARTICLES = ("the", "a", "an")
FINITE = ("VBD", "VBZ", "VBP")
UP = 4  # verbs over a cue at which its subject may stand


class Opening(NamedTuple):
    """What a cue inside the content of another attribution may be.

    Attributes:
        outer: the attribution in whose content it stands.
        head: the token of the cue that the others hang from.
    """

    draft: Draft
    outer: Draft
    head: int


def outermost(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that stand in the content of no other."""
    roots: list[Draft] = []
    around: dict[int, list[Draft]] = defaultdict(
        list
    )  # token → the roots in whose content it stands
    for draft in sorted(drafts, key=lambda d: (-len(d.content), d.head)):
        own = draft.cue | draft.content
        if draft.cue and any(own <= root.content for root in around[min(own)]):
            continue
        roots.append(draft)
        for i in draft.content:
            around[i].append(draft)
    return roots


def parts_of(
    words: Words, features: Features, roots: Sequence[Draft]
) -> list[tuple[Draft, np.ndarray]]:
    """The contents in which another attribution may stand, unit by unit; no part is there twice."""
    edges = [first for first, _ in features.units]
    read: set[int] = set()
    found = []
    for root in roots:
        content = np.array(sorted(root.content), dtype=np.int64)
        unit = np.searchsorted(edges, content, side="right")
        for part in np.split(content, np.flatnonzero(np.diff(unit)) + 1):
            tokens = part.tolist()
            known = len(read.intersection(tokens))
            if known < HALF * len(tokens) and len(words_among(words, tokens)) >= LEAST_WORDS:
                read.update(tokens)
                found.append((root, part))
    return found


def find_openings(
    words: Words, labelled: Iterable[Labelled], parts: Iterable[tuple[Draft, np.ndarray]]
) -> list[Opening]:
    """What the cues may be that stand in some parts; where no source was found, the parse tells it."""
    adverbial = [i for i, dep in enumerate(words.deps) if dep == "advcl"]
    outer: dict[int, Draft] = {}
    for root, tokens in parts:
        outer |= {i: root for i in tokens.tolist() if i not in outer}
    found = []
    for each in labelled:
        draft = drafted(words, each, adverbial)
        source = draft.source or source_by_parse(words, each.head) - draft.content - draft.cue
        draft = replace(
            draft,
            source=_without_article(words, _without_verb(words, source & outer.keys())),
            content=draft.content.difference(_linking_that(words, draft)),
        )
        root = outer[each.head]
        if words_among(words, draft.content) and draft.content <= root.content:
            found.append(Opening(draft, root, each.head))
    return found


def source_by_parse(words: Words, cue: int) -> frozenset[int]:
    """Who says what a cue says, by the parse: its subject, that of a verb it is joined to, or its owner."""
    if words.tags[cue][0] == "N":  # `Smith's claim`, `a claim by Smith that he won`
        owner = next(iter(children_of(words, cue, ("poss",))), None)
        return phrase_of(words, brought_by(words, cue, ("by",)) if owner is None else owner)
    verb = cue
    for _ in range(UP):
        subject = children_of(words, verb, SUBJECTS)
        if subject:
            return phrase_of(words, subject[0])
        if words.deps[verb] not in SHARING:
            break
        verb = words.heads[verb]
    return frozenset()


def _without_verb(words, source):
    """Of a clause its subject: `They sent a text | telling me`."""
    verbs = (i for i in sorted(source) if words.tags[i] in FINITE)
    verbs = (i for i in verbs if words.heads[i] == i or words.heads[i] not in source)
    subjects = (c for i in verbs for c in children_of(words, i, SUBJECTS) if c in source)
    first = next(subjects, None)
    return source if first is None else phrase_of(words, first) & source


def _without_article(words, source):
    """No source is an article alone."""
    spoken = words_among(words, source)
    return frozenset() if all(words.lower[i] in ARTICLES for i in spoken) else source


def _linking_that(words, draft):
    """The `that` which only brings what somebody else says: `that, | according to Smith, | it failed`."""
    first, *others = words_among(words, draft.content) or [0]
    parted = others and first < draft.head < others[0]
    return range(first, draft.head) if parted and words.lower[first] == "that" else ()

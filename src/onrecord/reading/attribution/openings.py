"""What may be an attribution inside the content of another: cues there, and what each may take.

The network reads each outermost content once, as a text of its own. A cue in it need not be likely:
`inside` judges. What the cue takes as content, the network says and the parse says, and whichever is
likelier right is taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.reading.attribution.drafts import Draft, drafted
from onrecord.reading.attribution.features import Features
from onrecord.reading.attribution.network import Labelled
from onrecord.reading.attribution.pieces import brought_by, children_of, phrase_of, words_among
from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.word_lists import word_list

LEAST_WORDS = 3  # of a content in which another attribution may stand
HALF = 0.5  # a part of which so much has been read already is not read again
SUBJECTS, CLAUSES = ("nsubj", "nsubjpass"), ("ccomp", "xcomp")
OBJECTS = ("dobj", "attr", "oprd")
MODIFIERS = ("acl", "relcl", "advcl")
SHARING = ("conj", "xcomp", "aux")  # verbs that have the subject of the one above them
ARTICLES = ("the", "a", "an")
TELLING = word_list("telling")
UP = 4  # verbs over a cue at which its subject may stand
# What told the content of an option; SEEN is what the network took where it read the whole paragraph.
NETWORK, CLAUSE, OBJECT, BOTH, OF, MODIFIER, REST, WITH_OF, BELOW, SEEN = range(10)
OPTIONS = 10


@dataclass(frozen=True)
class Opening:
    """One way to read one cue inside the content of another attribution.

    Attributes:
        outer: the attribution in whose content it stands.
        part: the tokens that were read as a text of their own.
        seen: what the network found with that cue where it read the whole paragraph, if anything.
        option: what told the content.
    """

    draft: Draft
    labelled: Labelled
    outer: Draft
    part: tuple[int, ...]
    seen: Draft | None
    option: int


def outermost(drafts: Iterable[Draft]) -> tuple[list[Draft], list[Draft]]:
    """The drafts that stand in the content of no other, and those that do."""
    roots: list[Draft] = []
    inner: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-len(d.content), d.head)):
        own = draft.cue | draft.content
        held = draft.cue and any(own <= root.content for root in roots)
        (inner if held else roots).append(draft)
    return roots, inner


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
    words: Words,
    labelled: Iterable[Labelled],
    parts: Iterable[tuple[Draft, np.ndarray]],
    inner: Iterable[Draft],
) -> list[Opening]:
    """All ways to read the cues that stand in some parts, cue by cue."""
    adverbial = [i for i, dep in enumerate(words.deps) if dep == "advcl"]
    at: dict[int, tuple[Draft, tuple[int, ...]]] = {}
    for root, tokens in parts:
        own = root, tuple(tokens.tolist())
        for i in own[1]:
            at.setdefault(i, own)
    by_cue = {i: draft for draft in inner for i in draft.cue}
    found = []
    for each in labelled:
        outer, part = at[each.head]
        cue = range(*each.cue)
        seen = next((by_cue[i] for i in cue if i in by_cue), None)
        known: set[frozenset[int]] = set()
        for option, source, content in _options(words, each, part, seen):
            raw = frozenset(i for i in content if words.is_word[i] and i not in cue)
            if not raw or raw in known:
                continue
            spoken, taken = (
                np.array(sorted(set(of).difference(cue)), dtype=np.int64)
                for of in (source, content)
            )
            draft = drafted(words, replace(each, source=spoken, content=taken), adverbial)
            said = frozenset(words_among(words, draft.content))
            if said and said not in known and draft.content <= outer.content:
                linking = _linking_that(words, draft)
                source = _without_article(words, draft.source)
                draft = replace(draft, source=source, content=draft.content.difference(linking))
                found.append(Opening(draft, each, outer, part, seen, option))
            known |= {raw, said}
    return found


def _options(words, each, part, seen) -> Iterator[tuple[int, Iterable[int], Iterable[int]]]:
    here, cue = set(part), range(*each.cue)
    source = source_by_parse(words, each.head) & here
    yield (
        NETWORK,
        each.source.tolist() or sorted(source - set(each.content.tolist())),
        each.content.tolist(),
    )
    source = source or frozenset(each.source.tolist())

    def below(*tokens):
        return [
            k for i in tokens for k in range(words.left[i], words.right[i] + 1)
            if k in here and k not in source and k not in cue
        ]  # fmt: skip

    kids = [k for i in cue for k in words.children[i] if k not in cue]
    clauses = [k for k in kids if words.deps[k] in CLAUSES]
    told = clauses and lemma_of(words.lower[each.head]) in TELLING  # whom, not what
    objects = [] if told else [k for k in kids if words.deps[k] in OBJECTS]
    yield from ((CLAUSE, source, below(k)) for k in clauses)
    yield from ((OBJECT, source, below(k)) for k in objects)
    if len(clauses) + len(objects) > 1:
        yield BOTH, source, below(*clauses, *objects)
    for k in kids:
        if words.deps[k] == "prep":
            for noun in children_of(words, k, ("pobj", "pcomp")):
                yield OF, source, below(noun)
                yield WITH_OF, source, below(k)
        if words.deps[k] in MODIFIERS:
            yield MODIFIER, source, below(k)
    last = cue[-1]
    sentence = words.sentence[each.head]
    yield REST, source, [k for k in part if k > last and words.sentence[k] == sentence]
    yield BELOW, source, [k for k in range(last + 1, words.right[each.head] + 1) if k in here]
    if seen:
        yield SEEN, seen.source, seen.content


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


def _without_article(words, source):
    """No source is an article alone."""
    spoken = words_among(words, source)
    return frozenset() if all(words.lower[i] in ARTICLES for i in spoken) else source


def _linking_that(words, draft):
    """The `that` which only brings what somebody else says: `that, | according to Smith, | it failed`."""
    first, *others = words_among(words, draft.content)
    parted = others and first < draft.head < others[0]
    return range(first, draft.head) if parted and words.lower[first] == "that" else ()

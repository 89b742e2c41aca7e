"""What tells which claims of its article a denial denies: numbers for each denial and each other claim.

A denial holds the claim in its own content (`denied accusations that ...`), or takes up what was said
(`the charges`, `that idea`, `which`). Either way has numbers of its own, so that a linear model tells
them apart.

Not found: what a denial says itself is not so (`denied that he left`), which `relations` compares;
what is denied by what it means alone; who takes back their own words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log
from typing import NamedTuple

import numpy as np

from onrecord.reading.attribution import Attribution
from onrecord.reading.claims.claims import Claim
from onrecord.reading.claims.stances import CLAIM_NOUNS
from onrecord.reading.claims.taking_up import CLAIMS_CUE
from onrecord.reading.doc.quotes import said
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import Mention, Source
from onrecord.tables.links import POINTS_TO

BESIDE = 40  # claims of an article between a denial and what it may deny, at most
LEFT_OPEN = ("withholds", "urges")
NAME = re.compile(r"[A-Z][\w-]+")
NO_NAMES = {"A", "An", "He", "Mr", "Mrs", "Ms", "One", "She", "Some", "The", "They", "Who"}
PUT = (
    rf"(?:{CLAIM_NOUNS}|(?:idea|label|proposal|call|push|demand|concern|criticism|comparison"
    r"|statement|remark|comment|contention|perception|finding|poll)s?)"
)
WHOSE = (
    r"(?:the|that|this|those|these|such|his|her|their|its|(?-i:[A-Z][\w.]*(?: [A-Z][\w.]*)*[’']s?))"
)
# Contents that only take up what was said: `which`, `their account`, `the reports and ...`.
TAKES_UP = re.compile(
    r"^(?:that )?((?:which|that|it|this|them|otherwise)(?=\W*$)|(?:(?:all|any|both)(?: of)? )?"
    rf"{WHOSE}(?: [\w-]+)?? {PUT}\b(?! (?:that|of|about|to|for|as|on|by|from|in)\b))",
    re.IGNORECASE,
)
NAMES_CLAIM = re.compile(rf"^(?:[\w.’'-]+ ){{0,4}}?{PUT}\b", re.IGNORECASE)
SEVERAL = re.compile(
    r"\b(?:claims|charges|allegations|accusations|reports|rumou?rs|comments|statements|remarks)\b"
)
# Cues that reject, whatever they do in the lexicon.
REJECTS = re.compile(
    r"\b(?:reject|den[iy]|disput|dismiss|refut|rebut|contradict|push\w* back|counter|disavow"
    r"|back\w* away|scoff|repudiat|doubt|disagree|discount|debunk|rubbish)",
    re.IGNORECASE,
)
# Who refuses to reject does not: `refused to disavow`.
REFUSES = re.compile(r"\b(?:refus|declin|fail|not\b|never\b|\w*n[’']t\b)", re.IGNORECASE)
# Cues that call their own content untrue: `the myth that`, `falsely claimed`.
UNTRUE = re.compile(
    r"\b(?:false(?:ly)?|myths?|fiction|l(?:ie[sd]?|ying)|wrong(?:ly)?|pretend\w*|mislead\w*|bogus"
    r"|inaccurate(?:ly)?|unfounded|baseless|debunked)\b",
    re.IGNORECASE,
)
WAYS = INSIDE, TAKES_IT_UP = "inside", "takes up"
SIGNS = (
    "any", "before", "next", "in its sentence", "a sentence off", "in its paragraph", "nearest",
    "of the nearest one’s source", "put forward", "of the denier", "by who is spoken of",
    "nearest of these", "by another than is spoken of", "shared", "most shared", "of its side",
    "denies too", "left open", "a noun", "called untrue", "directly inside", "inside another",
    "several", "names a claim",
)  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One claim of an article as denials are compared with it.

    Attributes:
        start: its first character, with source and cue.
        sentences: its first and last.
        within: places of the claims in whose content it stands, from the inside.
        source: what tells its source from others; None where there is none.
        party: numbers of the referents that its source is or speaks for.
        names: capitalised words of its source, so that `Reed’s office` and `Ann Reed` are one side.
        spoken_of: numbers of the referents that its content mentions.
        terms: its content words.
        noun: whether its cue is a noun (`the allegation that`).
        rejects: whether it denies, or its cue rejects.
        takes_up: the words by which it takes up what was said, if it does.
    """

    start: int
    sentences: tuple[int, int]
    paragraph: int
    within: tuple[int, ...]
    source: int | str | None
    party: frozenset[int]
    names: frozenset[str]
    spoken_of: frozenset[int]
    terms: frozenset[str]
    act: str
    cue: str
    text: str
    noun: bool
    rejects: bool
    takes_up: str | None

    def is_own(self, other: "Side") -> bool:
        """Whether both are of one source, or speak for one, as far as it is known."""
        same = self.source is not None and self.source == other.source
        return same or bool(self.party & other.party)


class Denial(NamedTuple):
    """A claim and another that it may deny, as places.

    Attributes:
        why: how it would, in words.
        signs: numbers that tell whether it does.
    """

    claim: int
    other: int
    why: str
    signs: np.ndarray


def may_deny(claim: Claim) -> bool:
    """Whether a claim may deny another one, or may be denied by what holds it: quickly told."""
    cued = REJECTS.search(claim.act_evidence) or UNTRUE.search(claim.act_evidence)
    return claim.act == "denies" or cued is not None


def read_sides(
    words: Words,
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
) -> list[Side]:
    """The claims of an article, in order; all that is given is the article's own."""
    spoken_of: dict[int, set[int]] = {}
    for mention in mentions:
        for i in words.tokens_in([(mention.start, mention.end)]):
            spoken_of.setdefault(i, set()).add(mention.referent.number)
    within = [_around(attributions, n) for n in range(len(attributions))]
    each = zip(attributions, within, sources, claims, strict=True)
    return [_side(words, *one, spoken_of) for one in each]


def _around(attributions, n):
    found = []
    while (n := attributions[n].parent) is not None:
        found.append(n)
    return tuple(found)


def _side(words, attribution, within, source, claim, spoken_of):
    content, cue = (words.tokens_in(spans) for spans in (attribution.content, attribution.cue))
    cue_text, tokens = said(words.text, attribution.cue), sorted((*cue, *content)) or [0]
    whose = [r for r in (source.referent, source.voice.affiliation) if r is not None]
    named = [said(words.text, attribution.source), *(r.name for r in whose if r.named)]
    takes_up = TAKES_UP.match(claim.text)
    return Side(
        start=min(s for s, _ in (*attribution.source, *attribution.cue, *attribution.content)),
        sentences=(words.sentence[tokens[0]], words.sentence[tokens[-1]]),
        paragraph=words.paragraph[tokens[0]],
        within=within,
        source=source.referent.number if source.referent else source.name,
        party=frozenset(r.number for r in whose),
        names=frozenset(NAME.findall(" ".join(named))) - NO_NAMES,
        spoken_of=frozenset(r for i in content for r in spoken_of.get(i, ())),
        terms=frozenset(term for s in claim.statements for term in s.terms),
        act=claim.act,
        cue=cue_text,
        text=claim.text,
        noun=bool(cue) and words.tags[cue[0]].startswith("N"),
        rejects=_rejects(claim, cue_text),
        takes_up=takes_up and takes_up.group(1),
    )


def _rejects(claim, cue):
    denies = claim.act == "denies" or REJECTS.search(cue) is not None
    return denies and not REFUSES.search(cue)


def find_denials(sides: Sequence[Side]) -> list[Denial]:
    """Each claim of an article with each that it may deny."""
    common = Counter(term for side in sides for term in side.terms)
    weights = {term: log((len(sides) + 1) / n) for term, n in common.items()}
    order = sorted(range(len(sides)), key=lambda n: sides[n].start)
    found = []
    for place, n in enumerate(order):
        around = order[max(place - BESIDE, 0) : place + BESIDE + 1]
        others = (k for k in around if k != n and k not in sides[n].within)
        pairs = {k: _way(sides[n], sides[k], n in sides[k].within) for k in others}
        if any(pairs.values()):
            among = _Among(sides, n, around, weights)
            found += [
                Denial(n, k, _why(sides[n], way), among.signs(k, way))
                for k, way in pairs.items() if way
            ]  # fmt: skip
    return found


def _why(denial, way):
    return f"{POINTS_TO} {denial.takes_up}" if way == TAKES_IT_UP else "denies: what it holds"


def _way(denial, other, inside):
    if other.act == "asks" or denial.is_own(other):
        return None
    if inside:
        rejected = denial.rejects and (other.noun or REJECTS.search(denial.cue))
        return INSIDE if rejected or UNTRUE.search(other.cue) else None
    # where both reject, both deny the same
    return TAKES_IT_UP if denial.takes_up and denial.rejects and not other.rejects else None


class _Among:
    """One denial among the claims around it, which are given in text order."""

    def __init__(self, sides, n, around, weights):
        self._sides, self._n, self._denial, self._weights = sides, n, sides[n], weights
        self._before = [k for k in around[: around.index(n)] if self._is_other(k)]
        self._last = self._before[-1] if self._before else None
        spoken = [k for k in self._before if sides[k].party & self._denial.spoken_of]
        self._spoken = spoken[-1] if spoken else None
        self._next = around[around.index(n) - 1] if around[0] != n else None
        self._most = max(map(self._share, self._before), default=0.0)

    def _is_other(self, k):
        other = self._sides[k]
        return not (self._n in other.within or other.rejects or self._denial.is_own(other))

    def _share(self, k):
        mine, other = self._denial.terms, self._sides[k].terms
        least = min(fsum(map(self._weights.__getitem__, terms)) for terms in (mine, other))
        shared = fsum(self._weights[term] for term in mine & other)
        return shared / least if least else 0.0

    def signs(self, k, way):
        """All numbers of the denial of another claim: those of its way, and 0 for the other ways."""
        denial, other, share = self._denial, self._sides[k], self._share(k)
        first = other.start < denial.start
        early, late = (other, denial) if first else (denial, other)
        apart = late.sentences[0] - early.sentences[1]
        nearest = self._last is not None and self._sides[self._last]
        beside = nearest and k != self._last and k in self._before and nearest.is_own(other)
        theirs = other.party & denial.spoken_of
        values = (
            1, first, k == self._next, apart <= 0, apart <= 1, denial.paragraph == other.paragraph,
            k == self._last, bool(beside), bool(CLAIMS_CUE.search(other.cue)),
            bool(denial.party & other.spoken_of), bool(theirs), k == self._spoken,
            bool(denial.spoken_of - denial.party) and not theirs, share, 0 < share == self._most,
            bool(denial.names & other.names), other.act == "denies", other.act in LEFT_OPEN,
            other.noun, bool(UNTRUE.search(other.cue)), other.within[:1] == (self._n,),
            bool(other.within), bool(SEVERAL.search(denial.text)),
            bool(NAMES_CLAIM.match(denial.text)),
        )  # fmt: skip
        signs = np.zeros((len(WAYS), len(SIGNS)), np.float32)
        signs[WAYS.index(way)] = values
        return signs.ravel()

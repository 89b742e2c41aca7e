"""How much two claims say the same: which words they share, and whether one negates the other.

Words weigh by how rare they are in the corpus (inverse document frequency, Spärck Jones 1972), over
the weight of a word that stands in one claim alone, so that weights do not grow with the corpus.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from onrecord.reading.claims.claims import Claim

SENTENCES = 6  # of one claim that are compared
DIGIT = re.compile(r"\d")
NEGATIVE = ("CT-", "PR-", "PS-")


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim as it is compared with others, over the corpus.

    Attributes:
        claim_id: what it is called in the tables.
        article: number of its article, in order of the corpus.
        span: half-open characters of its article, from its content's first piece to its last.
        source: what tells its source from others; None where there is none.
        entities: named entities of its content.
    """

    claim: Claim
    claim_id: str
    article: int
    span: tuple[int, int]
    source: str | None
    entities: frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """What two statements, one of each claim, share.

    Attributes:
        of_first, of_second: weight of the shared words in that of either statement, 0 to 1.
        shared: those words, in the order of the first.
        entities: how many named entities the two claims share.
        heads: whether a main word of one is a main word of the other.
        opposed: whether one negates what the other says.
        negated: whether the first is the one that does.
        states: whether both state something; else they are the same words about something.
        terms: of the first and of the second.
    """

    of_first: float
    of_second: float
    shared: tuple[str, ...]
    entities: int
    heads: bool
    opposed: bool
    negated: bool
    states: bool
    terms: tuple[tuple[str, ...], tuple[str, ...]]

    @cached_property
    def share(self) -> float:
        """How much of the statement that has less is shared."""
        return max(self.of_first, self.of_second)

    @cached_property
    def whole(self) -> float:
        """How much of the statement that has more is shared."""
        return min(self.of_first, self.of_second)

    @cached_property
    def longest(self) -> int:
        """What `run` is at most, which is quickly told: content words that the other has too."""
        shared = set(self.shared)
        return min(sum(term in shared for term in terms) for terms in self.terms)

    @cached_property
    def run(self) -> int:
        """Length of the longest run of content words that stands in both."""
        return SequenceMatcher(None, *self.terms, autojunk=False).find_longest_match().size

    @cached_property
    def numbers(self) -> bool:
        """Whether both have numbers, and not one in common."""
        first, second = ({t for t in terms if DIGIT.search(t)} for terms in self.terms)
        return bool(first and second and not first & second)


def weigh(claims: int, corpus: int) -> float:
    """The weight, 0 to 1, of a term or entity that stands in so many claims of a corpus of so many."""
    return math.log((corpus + 1) / claims) / (math.log(corpus + 1) or 1)


def likeness(a: Stated, b: Stated, weights: Mapping[str, float]) -> Likeness | None:
    """Of the two statements, one of each claim, that share most; None where none shares a word."""
    best, most = None, 0.0
    described = a.claim.describes or b.claim.describes
    for s in a.claim.statements[:SENTENCES]:
        for u in b.claim.statements[:SENTENCES]:
            if not (described or (s.states and u.states) or s.terms == u.terms):
                continue  # a topic alone is no statement
            shared = set(s.terms).intersection(u.terms)
            weight = math.fsum(weights[t] for t in shared)
            both = _weight(s, weights), _weight(u, weights)
            if weight and weight * weight / min(both) > most:
                most, best = weight * weight / min(both), (weight, both, shared, s, u)
    return None if best is None else _likeness(a, b, *best)


def _weight(statement, weights):
    return math.fsum(weights[t] for t in set(statement.terms))


def _likeness(a, b, weight, both, shared, s, u):
    first, second = (x.negated != (of.claim.commitment in NEGATIVE) for x, of in ((s, a), (u, b)))
    return Likeness(
        of_first=weight / both[0],
        of_second=weight / both[1],
        shared=tuple(dict.fromkeys(t for t in s.terms if t in shared)),
        entities=len(a.entities & b.entities),
        heads=bool(s.heads & u.heads),
        opposed=first != second,
        negated=first,
        states=s.states and u.states,
        terms=(s.terms, u.terms),
    )

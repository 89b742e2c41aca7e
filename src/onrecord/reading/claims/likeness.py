"""How much two claims say the same: which words they share, and whether one negates the other.

Words weigh by how rare they are in the corpus (inverse document frequency, Spärck Jones 1972), over
the weight of a word that stands in one claim alone, so that weights do not grow with the corpus.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.reading.claims.statements import Statement

STATEMENTS = 6  # of one claim that are compared
DIGIT = re.compile(r"\d")
NEGATIVE = ("CT-", "PR-", "PS-")


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim as it is compared with others, over the corpus.

    Attributes:
        article: number of its article, in order of the corpus.
        span: half-open characters of its article, from its content's first piece to its last.
        source: what tells its source from others; None where there is none.
        entities: named entities of its content.
        describes: whether it denies claims that it describes (`the allegations about the tests`).
        disputes, responds: places of the claims of its article that it only points to.
        pointing: the words by which it does.
    """

    article: int
    span: tuple[int, int]
    source: str | None
    act: str
    commitment: str
    statements: tuple[Statement, ...]
    entities: frozenset[str]
    describes: bool = False
    disputes: tuple[int, ...] = ()
    responds: tuple[int, ...] = ()
    pointing: str | None = None


class Likeness(NamedTuple):
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

    @property
    def share(self) -> float:
        """How much of the statement that has less is shared."""
        return max(self.of_first, self.of_second)

    @property
    def whole(self) -> float:
        """How much of the statement that has more is shared."""
        return min(self.of_first, self.of_second)

    @property
    def run(self) -> int:
        """Length of the longest run of content words that stands in both."""
        return _run(*self.terms)

    @property
    def numbers(self) -> bool:
        """Whether both have numbers, and not one in common."""
        first, second = ({t for t in terms if DIGIT.search(t)} for terms in self.terms)
        return bool(first and second and not first & second)


def weights_of(claims: Iterable[Stated]) -> dict[str, float]:
    """Term or entity → weight, 0 to 1."""
    counts: dict[str, int] = {}
    number = 0
    for claim in claims:
        number += 1
        for term in claim.entities.union(*(s.terms for s in claim.statements)):
            counts[term] = counts.get(term, 0) + 1
    most = math.log(number + 1) or 1
    return {t: math.log((number + 1) / n) / most for t, n in sorted(counts.items())}


def likeness(a: Stated, b: Stated, weights: Mapping[str, float]) -> Likeness | None:
    """Of the two statements, one of each claim, that share most; None where none shares a word."""
    best, most = None, 0.0
    for s in a.statements[:STATEMENTS]:
        for u in b.statements[:STATEMENTS]:
            if not ((s.states and u.states) or s.terms == u.terms or a.describes or b.describes):
                continue  # a topic alone is no statement
            shared = set(s.terms).intersection(u.terms)
            weight = math.fsum(weights[t] for t in shared)
            both = _weigh(s, weights), _weigh(u, weights)
            if weight and weight * weight / min(both) > most:
                most, best = weight * weight / min(both), (weight, both, shared, s, u)
    return None if best is None else _likeness(a, b, *best)


def _weigh(statement, weights):
    return math.fsum(weights[t] for t in set(statement.terms))


def _likeness(a, b, weight, both, shared, s, u):
    first, second = (x.negated != (claim.commitment in NEGATIVE) for x, claim in ((s, a), (u, b)))
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


def _run(a, b):
    best, ends = 0, {}
    places: dict[str, list[int]] = {}
    for j, term in enumerate(b):
        places.setdefault(term, []).append(j)
    for term in a:
        ends = {j: ends.get(j - 1, 0) + 1 for j in places.get(term, ())}
        best = max(best, *ends.values(), 0)
    return best

"""Claims of a corpus in a file, so that any two can be compared and memory holds only these.

A claim is known by where its line begins, so that its number tells its place in the corpus.
"""

import json
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BufferedRandom
from itertools import repeat
from typing import NamedTuple

from onrecord.reading.claims.claims import Claim
from onrecord.reading.claims.likeness import SENTENCES, Likeness, Stated, likeness, weigh
from onrecord.reading.claims.statements import Statement

# Claims that stay in memory once read, and pairs once compared: much is repeated soon.
KEPT = 10_000
READ = 600  # bytes that are read at once: most claims have fewer


class Held(NamedTuple):
    """A claim as it is compared.

    Attributes:
        weights: of each of its terms and entities.
        content: the number of a claim that says the same in all that is compared.
    """

    stated: Stated
    weights: Mapping[str, float]
    content: int


class ClaimFile:
    """Claims that are written one after the other, and then read in any order.

    Attributes:
        size: how many there are.
    """

    def __init__(self, lines: BufferedRandom, counts: BufferedRandom):
        """`lines` and `counts` are empty files; before any claim is read, `counts` gets what
        `CorpusTerms` writes: how many claims have each word and entity, as 32-bit numbers."""
        self._lines, self._counts = lines, counts
        self._held: dict[int, Held] = {}
        self._said: dict[bytes, tuple] = {}
        self._likenesses: dict[tuple[int, int], Likeness | None] = {}
        self._encode = json.JSONEncoder(separators=(",", ":")).encode
        self._weight = lru_cache(KEPT)(weigh)
        self._end = self.size = 0

    def add(self, stated: Stated, first: int) -> int:
        """The claim's number; its first word or entity is `first` of those in `counts`."""
        claim = stated.claim
        head = stated.claim_id, stated.article, *stated.span, stated.source, first
        statements = [
            (s.terms, sorted(s.heads), s.states, s.negated) for s in claim.statements[:SENTENCES]
        ]
        said = claim.act, claim.commitment, claim.describes, sorted(stated.entities), statements
        line = f"{self._encode(head)}\t{self._encode(said)}\n".encode()
        number, self._end = self._end, self._end + len(line)
        self._lines.write(line)
        self.size += 1
        return number

    def flush(self) -> None:
        """To be called when all are added, before any is read."""
        self._lines.flush()

    def read(self, number: int) -> Held:
        """One claim. What is not compared, such as its text, is left empty."""
        if number not in self._held:
            _make_room(self._held)
            self._held[number] = self._read(number)
        return self._held[number]

    def compare(self, first: Held, second: Held) -> Likeness | None:
        """How alike two of its claims are."""
        both = first.content, second.content
        if both not in self._likenesses:
            _make_room(self._likenesses)
            weights = {**first.weights, **second.weights}
            self._likenesses[both] = likeness(first.stated, second.stated, weights)
        return self._likenesses[both]

    def _read(self, number):
        line, size = b"", READ
        while b"\n" not in line:
            line = _bytes_at(self._lines, number, size)
            size *= 2
        head, _, said = line[: line.index(b"\n")].partition(b"\t")
        claim_id, article, start, end, source, first = json.loads(head.decode())
        if said not in self._said:
            _make_room(self._said)
            self._said[said] = *self._content(said, first), number
        claim, entities, *known = self._said[said]
        return Held(Stated(claim, claim_id, article, (start, end), source, entities), *known)

    def _content(self, said, first):
        act, commitment, describes, entities, found = json.loads(said.decode())
        statements = tuple(Statement(tuple(t), frozenset(h), s, n) for t, h, s, n in found)
        claim = Claim(act, commitment, "", "", statements=statements, describes=describes)
        terms = dict.fromkeys([*entities, *(t for s in statements for t in s.terms)])
        counts = array("i", _bytes_at(self._counts, 4 * first, 4 * len(terms)))
        weights = map(self._weight, counts, repeat(self.size))
        return claim, frozenset(entities), dict(zip(terms, weights, strict=True))

    def numbers(self) -> Iterator[int]:
        """The numbers of all claims, in order."""
        number = 0
        self._lines.seek(0)
        for line in self._lines:
            yield number
            number += len(line)


def _bytes_at(file, start, size):
    file.raw.seek(start)  # the file itself reads more at once than is asked for
    return file.raw.read(size)


def _make_room(known):
    if len(known) >= KEPT:
        known.clear()

"""Claims in a file: what is read is what was added, whatever the order, with the weights of its terms."""

from array import array
from dataclasses import replace

import pytest
from stated import scratch, stated, statement

from onrecord.reading.claims import claim_file
from onrecord.reading.claims.claim_file import ClaimFile
from onrecord.reading.claims.likeness import SENTENCES, weigh
from onrecord.tables.scratch import scratch_file

SAID = {"act": "denies", "commitment": "CT-", "text": "", "act_evidence": ""}
CLAIMS = [
    stated("mayor sell", statement("no ferry", negated=True), **SAID, describes=True),
    stated(**SAID, article=1, span=(3, 9), source="a\tb\n\u2028", entities="e2 e1 ä\u0301"),
    stated(" ".join(f"w{n}" for n in range(2000)), **SAID, source="e1"),
    stated(statement("é 漢", heads="漢", states=False), **SAID),
]


def kept(database, claims, counts):
    """The file, and the numbers of the claims."""
    lines, of_terms = scratch_file(database), scratch_file(database)
    file, first, numbers = ClaimFile(lines, of_terms), 0, []
    for claim, own in zip(claims, counts, strict=True):
        numbers.append(file.add(claim, first))
        of_terms.write(array("i", own).tobytes())
        first += len(own)
    file.flush()
    of_terms.flush()
    return file, numbers


@pytest.mark.parametrize("room", [10_000, 1])
def test_claims_are_read_in_any_order_as_they_were_added(monkeypatch, room):
    monkeypatch.setattr(claim_file, "KEPT", room)
    counts = [[1] * 4, [1] * 3, [1] * 2000, [1] * 2]
    with scratch() as database:
        file, numbers = kept(database, CLAIMS, counts)
        for n in (2, 0, 3, 3, 1, 2, 0):
            assert file.read(numbers[n]).stated == CLAIMS[n]
        assert list(file.numbers()) == numbers == sorted(numbers)
        assert file.size == 4


def test_terms_weigh_what_is_counted_for_them_entities_first():
    claim = stated("mayor sell mayor", "ferry", entities="e2 e1")
    with scratch() as database:
        file, [_, number] = kept(database, [CLAIMS[1], claim], [[1] * 3, [2, 2, 1, 2, 1]])
        counts = {"e1": 2, "e2": 2, "mayor": 1, "sell": 2, "ferry": 1}
        assert file.read(number).weights == {t: weigh(n, 2) for t, n in counts.items()}


def test_only_the_statements_that_are_compared_are_kept():
    claim = stated(*(f"w{n}" for n in range(9)))
    with scratch() as database:
        file, [number] = kept(database, [claim], [[1] * 9])
        assert len(file.read(number).stated.claim.statements) == SENTENCES


def test_two_that_say_the_same_are_as_alike_as_two_others_that_say_it():
    first = stated("mayor sell ferry", source="e1", **SAID)
    claims = [first, replace(first, article=1, source="e2"), stated("mayor sell port", **SAID)]
    with scratch() as database:
        file, numbers = kept(database, claims, [[3, 3, 2], [3, 3, 2], [3, 3, 1]])
        one, two, other = map(file.read, numbers)
        assert file.compare(one, other) is file.compare(two, other)
        assert file.compare(one, two).whole == 1 > file.compare(other, one).whole > 0

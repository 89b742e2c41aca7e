"""Candidates: what the index finds beside all pairs, and that its work does not grow with their number."""

import io
import random
import time
from collections import Counter
from itertools import combinations

import pytest
from patience import PATIENCE
from stated import scratch, stated, statement

from benchmarks.claims.pair_ways import weights_of
from onrecord.reading.claims import candidates
from onrecord.reading.claims.candidates import (
    HEAVIEST,
    LEAST_WEIGHT,
    NEIGHBOURS,
    SHARED_TERMS,
    SHARED_WORDS,
    candidate_pairs,
)
from onrecord.reading.claims.terms import CorpusTerms

VOCABULARY = [f"w{n}" for n in range(400)]


def pairs(*claims):
    with scratch() as database:
        words = CorpusTerms(database)
        for n, claim in enumerate(claims):
            words.add(claim, n)
        return list(candidate_pairs(database, words.count(len(claims), io.BytesIO())))


def made_up(size, seed):
    """Claims of words as common as words are (Zipf), some with entities and two statements."""
    chance = random.Random(seed)
    common = [1 / n for n in range(1, len(VOCABULARY) + 1)]
    made = []
    for _ in range(size):
        said = [chance.choices(VOCABULARY, common, k=chance.randint(1, 9)) for _ in range(2)]
        some = " ".join(chance.choices(["e1", "e2", "e3", "e4"], k=chance.randint(0, 2)))
        statements = [statement(" ".join(words)) for words in said[: chance.randint(1, 2)]]
        made.append(stated(*statements, entities=some))
    return made


def should_be_found(claims, weights):
    """By all pairs: those that share enough, and two heavy terms that few others have together."""
    rows = [(n, c, s) for n, c in enumerate(claims) for s in c.claim.statements]
    heavy = [heaviest(c, s, weights) for _, c, s in rows]
    keys = Counter(key for terms in heavy for key in combinations(terms, 2))
    for x, y in combinations(range(len(rows)), 2):
        (i, a, s), (j, b, u) = rows[x], rows[y]
        words, entities = set(s.terms) & set(u.terms), a.entities & b.entities
        least = min(sum(weights[t] for t in set(each.terms)) for each in (s, u))
        enough = len(words) >= SHARED_WORDS and len(words) + len(entities) >= SHARED_TERMS
        under = {*combinations(heavy[x], 2)} & {*combinations(heavy[y], 2)}
        rare = any(keys[key] <= NEIGHBOURS for key in under)
        if (
            i != j
            and enough
            and rare
            and sum(weights[t] for t in words) > (LEAST_WEIGHT + 0.01) * least
        ):
            yield i, j


def heaviest(claim, statement, weights):
    terms = claim.entities.union(statement.terms)
    return sorted(terms, key=lambda t: (-weights[t], t))[:HEAVIEST]


@pytest.mark.parametrize("seed", range(4))
def test_index_finds_what_all_pairs_find(seed):
    claims = made_up(300, seed)
    weights = weights_of(claims)
    wanted = set(should_be_found(claims, weights))
    found = set(pairs(*claims))
    assert len(wanted) > 100
    assert wanted <= found
    assert len(found) < 0.2 * len(claims) ** 2 / 2


def test_each_pair_comes_once_in_order_and_no_claim_with_itself():
    claims = [stated("mayor sell ferry", "mayor sell ferry") for _ in range(4)]
    assert pairs(*claims) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [stated("mayor sell ferry")],
        [stated()],
        [stated(), stated()],
        [stated("ferry"), stated("ferry")],
        [stated(entities="e1 e2 e3"), stated(entities="e1 e2 e3")],
    ],
)
def test_hardly_any_claims_or_words_make_no_pairs(claims):
    assert pairs(*claims) == []


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (stated("mayor sell ferry"), stated("mayor sell ferry"), True),
        (stated("mayor sell ferry"), stated("mayor sell port"), False),
        (stated("mayor sell"), stated("mayor sell"), True),  # two words, but all of them
        (stated("mayor sell", entities="e1"), stated("mayor sell port", entities="e1"), True),
        (stated("mayor sail", entities="e1 e2"), stated("mayor sell", entities="e1 e2"), False),
        (stated("mayor sell ferry cheap"), stated("ferry sell mayor"), True),
    ],
)
def test_claims_share_enough_words_and_entities(a, b, found):
    assert pairs(a, b) == [(0, 1)] * found


def test_topic_is_no_candidate_unless_in_the_same_words_or_of_a_description():
    topic = statement("mayor sell ferry harbour", states=False)
    longer = stated("mayor sell ferry harbour cheap")
    assert pairs(stated(topic), longer) == []
    assert pairs(stated(topic), stated(topic)) == [(0, 1)]
    assert pairs(stated(topic), stated("mayor sell ferry harbour")) == [(0, 1)]
    assert pairs(stated(topic, describes=True), longer) == [(0, 1)]


def test_words_of_one_claim_alone_take_no_place_among_the_heaviest():
    rare = " ".join(f"u{n}" for n in range(9))
    assert pairs(stated("mayor sell ferry"), stated(f"mayor sell ferry {rare}")) == [(0, 1)]


def test_entity_of_every_claim_alone_makes_no_candidates():
    assert pairs(*(stated(f"a{n} b{n} c{n}", entities="e1 e2") for n in range(20))) == []


def test_candidates_do_not_depend_on_how_the_index_is_cut(monkeypatch):
    claims = made_up(200, seed=9)
    whole = pairs(*claims)
    monkeypatch.setattr(candidates, "STATEMENTS_AT_ONCE", 7)
    monkeypatch.setattr(candidates, "PAIRS_AT_ONCE", 3)
    monkeypatch.setattr(candidates, "SORTED_AT_ONCE", 11)
    assert pairs(*claims) == whole


def test_ten_thousand_equal_claims_are_compared_with_the_next_few():
    claims = [stated("mayor sell ferry harbour")] * 10_000
    started = time.perf_counter()
    found = pairs(*claims)
    assert time.perf_counter() - started < PATIENCE
    assert len(found) <= NEIGHBOURS * len(claims)
    assert {j - i for i, j in found} == set(range(1, NEIGHBOURS + 1))


def test_claim_of_very_many_words_is_one_among_others():
    long = stated(" ".join(f"v{n}" for n in range(50_000)))
    assert pairs(long, stated("mayor sell ferry"), stated("mayor sell ferry"), long) == [
        (0, 3), (1, 2),
    ]  # fmt: skip

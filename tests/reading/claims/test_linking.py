"""Links between claims over a corpus: echoes, disputes, and near misses that stay apart."""

import gc
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from patience import PATIENCE
from stated import link, scratch, stated, statement

from onrecord.reading.claims import Stated, claim_file, link_claims, linking
from onrecord.tables.links import EVIDENCE, LINKS, Links

SOLD = "mayor sell harbour ferry"
NOT_SOLD = statement(SOLD, negated=True)
QUOTE = "kind stubborn captain storm rope lamp"
OTHERS = [f"a{n} b{n} c{n} d{n}" for n in range(30)]  # what gives words their weights


def linked(*claims):
    """Kind → pairs of places, of claims in articles of their own among thirty about other things."""
    corpus = [*claims, *(stated(words, article=100 + n) for n, words in enumerate(OTHERS))]
    pairs = pairs_of(link(corpus))
    return {kind: each for kind, each in pairs.items() if each}


def pairs_of(found):
    """Kind → pairs of places, in order."""
    return {
        kind: [(i, int(j)) for i, cells in enumerate(found) for j in cells[kind]] for kind in LINKS
    }


def both_ways(*pairs):
    return sorted([*pairs, *((j, i) for i, j in pairs)])


def test_same_words_in_two_articles_echo_each_other():
    assert linked(stated(SOLD), stated(SOLD)) == {"echoes": [(0, 1), (1, 0)]}


def test_source_echoes_itself_where_more_is_said_than_another_may_say():
    words = "sell ferry rope ka", "sell ferry rope la lb lc ld"
    assert linked(*(stated(w, source="e1") for w in words)) == {"echoes": both_ways((0, 1))}
    assert linked(*(stated(w, source=f"source of {w}") for w in words)) == {}


def test_reprinted_quotation_echoes_whatever_stands_around_it():
    around = [
        statement(f"{first} {QUOTE} {last}") for first, last in (("clerk", "ed"), ("ox", "id"))
    ]
    assert linked(*map(stated, around)) == {"echoes": both_ways((0, 1))}
    mixed = statement("ox storm rope kind stubborn lamp captain id")
    assert linked(stated(around[0]), stated(mixed)) == {}


def test_quotation_that_states_nothing_echoes_in_the_same_words():
    quoted = statement("kind stubborn old captain", states=False)
    assert linked(stated(quoted), stated(quoted)) == {"echoes": both_ways((0, 1))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (stated("lose 40 job winter"), stated("lose 90 job winter")),
        (stated(SOLD, entities="e1"), stated(SOLD, entities="e2")),
        (stated(SOLD, entities="e1"), stated(NOT_SOLD, entities="e2")),
        (stated(SOLD), stated(SOLD, act="asks")),
        (stated(SOLD), stated(SOLD, act="urges")),
        (stated(SOLD, commitment="Uu"), stated(NOT_SOLD)),
        (stated(SOLD, commitment="Uu"), stated(SOLD, act="denies")),
        (stated("sell ferry"), stated("sell ferry harbour")),
        (stated("sell ferry lamp rope"), stated("sink ferry lamp storm")),
    ],
    ids=[
        "another number", "another person", "another person denied", "asked", "demanded",
        "on a condition", "a condition denied", "two words of three", "another main word",
    ],
)  # fmt: skip
def test_near_misses_stay_apart(one, other):
    assert linked(one, other) == {}
    assert linked(other, one) == {}


def test_person_in_both_or_the_speaker_is_not_another():
    assert linked(stated(SOLD, entities="e1 e2"), stated(SOLD, entities="e2 e3"))
    assert linked(stated(SOLD, entities="e1"), stated(SOLD))
    spoken = stated(NOT_SOLD, source="e1", entities="e5")  # `I` that was taken for somebody else
    assert linked(stated(SOLD, entities="e1"), spoken) == {"may_dispute": [(1, 0)]}


def test_shared_topic_alone_is_neither_echo_nor_dispute():
    topic, short = statement(SOLD, states=False), statement("sale harbour ferry", states=False)
    assert linked(stated(topic), stated(f"{SOLD} cheap")) == {}
    assert linked(stated(topic, act="asserts"), stated(topic, act="warns")) == {}
    assert linked(stated(topic), stated(topic, act="denies")) == {}
    assert linked(stated(short), stated(short)) == {}


@pytest.mark.parametrize(
    ("denial", "of"),
    [
        (stated(SOLD, act="denies"), stated(SOLD)),
        (stated(SOLD, act="denies"), stated(SOLD, act="reports", commitment="Uu")),
        (stated(SOLD, act="denies"), stated(f"{SOLD} cheap")),
        (stated(NOT_SOLD), stated(NOT_SOLD, act="denies")),
    ],
    ids=["denied that", "denied a report", "denied in part", "denied a denial"],
)
def test_denial_disputes_what_it_denies_and_not_the_other_way_about(denial, of):
    assert linked(of, denial) in ({"disputes": [(1, 0)]}, {"disputes": [(0, 1)]})
    if "denies" not in of.claim.act:
        assert linked(of, denial) == {"disputes": [(1, 0)]}
        assert linked(denial, of) == {"disputes": [(0, 1)]}


def test_two_denials_of_one_thing_echo_each_other():
    denials = [stated(SOLD, act="denies", source=f"e{n}", article=n) for n in (1, 2)]
    found = linked(stated(SOLD, source="e3"), *denials, stated(NOT_SOLD, source="e4", article=4))
    assert (found["disputes"], found["may_dispute"]) == ([(1, 0), (2, 0)], [(3, 0)])
    assert found["echoes"] == both_ways((1, 2), (1, 3), (2, 3))


@pytest.mark.parametrize(
    "denial",
    [
        stated(NOT_SOLD, source="e1"),
        stated(SOLD, act="denies", source="e1"),
        stated("sell ferry harbour", act="denies", source="e1", describes=True),
        stated("claim", act="denies", source="e1", points_to=(0,), pointing="the claims"),
    ],
    ids=["negated", "denied", "described", "pointed at"],
)
def test_nobody_disputes_their_own_claim(denial):
    found = linked(stated(SOLD, source="e1"), denial)
    assert found.keys().isdisjoint(("disputes", "may_dispute"))


def test_unknown_sources_are_not_one_and_the_same():
    assert linked(stated(SOLD), stated(NOT_SOLD)) == {"may_dispute": [(1, 0)]}


def test_what_a_claim_points_to_is_disputed_with_what_echoes_it():
    denial = stated(
        "lawyer advise", act="denies", source="e9", points_to=(0,), pointing="the claim"
    )
    found = linked(
        stated(SOLD, source="e1"),
        denial,
        stated(SOLD, source="e2", article=1),
        stated(SOLD, source="e9", article=2),
    )
    assert found["disputes"] == [(1, 0), (1, 2)]  # and not the denier's own


@pytest.mark.parametrize(
    ("words", "denied"),
    [("the reports", [(2, 0), (2, 1)]), ("the claims", [(2, 0), (2, 1), (2, 3)])],
)
def test_reports_that_are_denied_are_of_who_denies_them_or_of_nobody_named(words, denied):
    of_denier = stated("trustee steal lamp", source="e1", entities="e9")
    unnamed, other = stated("rope burn"), stated("storm rise", source="e2")
    denial = stated(act="denies", source="e9", points_to=(0, 1, 3), pointing=words)
    assert linked(of_denier, unnamed, denial, other) == {"disputes": denied}


def test_refusal_to_comment_never_disputes():
    assert linked(stated(SOLD), stated(SOLD, act="withholds")) == {}
    assert linked(stated(NOT_SOLD), stated(SOLD, act="withholds")) == {}


def test_two_refusals_echo_each_other():
    refusals = [stated(SOLD, act="withholds", article=n) for n in (0, 1)]
    assert linked(*refusals) == {"echoes": both_ways((0, 1))}


DESCRIBED = statement("harbour ferry sell", states=False)


def test_denial_disputes_the_claim_that_it_describes_in_another_article():
    denial = stated(DESCRIBED, act="denies", describes=True, source="e1", article=1)
    assert linked(stated(SOLD), denial) == {"disputes": [(1, 0)]}
    assert linked(denial, stated(SOLD)) == {"disputes": [(0, 1)]}


@pytest.mark.parametrize(
    "other",
    [
        stated(SOLD, act="denies"),
        stated(NOT_SOLD),
        stated(SOLD, act="asks"),
        stated(SOLD, act="withholds"),
        stated("sell lamp rope storm"),
        stated(DESCRIBED, act="denies", describes=True),
    ],
    ids=["denied", "negated", "asked", "withheld", "other words", "described and denied too"],
)
def test_described_claim_is_not_what_denies_it_or_leaves_it_open(other):
    denial = stated(DESCRIBED, act="denies", describes=True, source="e1", article=1)
    assert "disputes" not in linked(other, denial)


def test_denial_of_who_is_accused_disputes_the_accusation_in_its_article_alone():
    accused = stated("trustee steal harbour ferry", entities="e1", source="e2")
    denial = stated("trustee sign", act="denies", source="e1")
    assert linked(accused, denial) == {"disputes": [(1, 0)]}
    assert linked(denial, accused) == {"disputes": [(0, 1)]}
    assert linked(accused, stated("trustee sign", act="denies", source="e1", article=1)) == {}
    assert linked(accused, stated("trustee sign", act="denies", source="e3")) == {}


def test_claim_is_never_linked_to_one_that_holds_it():
    outer, inner = stated(SOLD, source="e1", span=(10, 90)), {"source": "e2", "span": (40, 90)}
    assert linked(outer, stated(SOLD, **inner)) == {}
    assert linked(stated(NOT_SOLD, **inner), outer) == {}
    assert linked(outer, stated(SOLD, article=1, **inner)) == {"echoes": both_ways((0, 1))}


def test_link_tells_the_words_that_decided():
    echo = link([stated(SOLD), stated(SOLD)])
    assert echo[0][EVIDENCE] == "1: shares: mayor, sell, harbour, ferry"
    denial = link([stated(SOLD), stated(NOT_SOLD)])
    assert denial[1][EVIDENCE] == "0: denies: mayor, sell, harbour, ferry"
    pointed = link([stated(SOLD), stated(act="denies", points_to=(0,), pointing="the claim")])
    assert (pointed[1]["disputes"], pointed[1][EVIDENCE]) == (["0"], "0: takes up: the claim")


def test_what_holds_less_than_half_of_the_time_is_left_to_a_reader():
    by_not = linked(stated(SOLD), stated(NOT_SOLD))
    by_pronoun = linked(stated(SOLD), stated(act="denies", points_to=(0,), pointing="it"))
    assert by_not == by_pronoun == {"may_dispute": [(1, 0)]}


def test_what_is_surely_denied_is_not_also_perhaps_denied():
    denial = stated(NOT_SOLD, act="evaluates", points_to=(0,), pointing="the claim")
    assert linked(stated(SOLD), denial) == {"disputes": [(1, 0)]}


@pytest.mark.parametrize("claims", [[], [stated(SOLD)], [stated()], [stated(), stated("ferry")]])
def test_hardly_any_claims_have_no_links(claims):
    assert link(claims) == [Links().cells({}) for _ in claims]


def test_each_claim_has_its_row_whether_it_is_linked_or_not():
    claims = [stated(SOLD), stated(OTHERS[0]), stated(SOLD), stated(OTHERS[1]), stated(NOT_SOLD)]
    assert [cells["echoes"] for cells in link(claims)] == [["2"], [], ["0"], [], []]


def test_echoes_are_symmetric_and_no_pair_is_both_echo_and_dispute():
    pairs = pairs_of(link(made_up()))
    echoes, disputes = set(pairs["echoes"]), set(pairs["disputes"])
    assert len(echoes) > 20 and len(disputes) > 10
    assert echoes == {(j, i) for i, j in echoes}
    assert not disputes & echoes
    assert not disputes & {(j, i) for i, j in disputes}
    assert all(i != j for i, j in echoes | disputes)


def made_up():
    """Claims of few words, so that many are alike, of some sources and acts."""
    chance, made = random.Random(5), []
    acts = ("asserts", "asserts", "denies", "withholds", "asks", "evaluates")
    for n in range(300):
        words = " ".join(chance.choices([*"abcdefghijklmn"], k=chance.randint(3, 5)))
        said = statement(words, negated=chance.random() < 0.3)
        source = chance.choice([None, "e1", "e2", "e3", "e4"])
        made.append(stated(said, article=n // 5, act=chance.choice(acts), source=source))
    return made


def test_links_do_not_depend_on_how_many_are_sorted_at_once(monkeypatch):
    rnd = random.Random(4)
    claims = [stated(" ".join(rnd.sample(SOLD.split() + QUOTE.split(), 4))) for _ in range(60)]
    whole = link(claims)
    assert sum(len(cells["echoes"]) for cells in whole) > 20
    monkeypatch.setattr(linking, "SORTED_AT_ONCE", 7)
    assert link(claims) == whole


def test_links_do_not_depend_on_the_hash_seed():
    code = "from test_linking import *; print(link(made_up()))"
    path = os.pathsep.join(map(str, (Path(__file__).parent, *filter(None, sys.path))))
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1
    assert len(made.pop()) > 1000


@pytest.mark.parametrize(
    "claims",
    [
        [stated(SOLD)] * 10_000,
        [stated(SOLD, article=n, source=f"e{n}") for n in range(5000)]
        + [stated(SOLD, article=n, source=f"e{n}", act="denies") for n in range(5000)],
        [stated(SOLD, source="e1", act="denies"), stated(SOLD, source="e2", entities="e1")] * 5000,
        [stated(*[SOLD] * 500)] * 500,
        [stated(" ".join(f"w{n}" for n in range(20_000)))] * 6,
    ],
    ids=["equal", "denied", "accused and denied in one article", "long", "one long sentence"],
)
def test_hostile_corpus_is_linked_in_no_time(claims):
    started = time.perf_counter()
    link(claims)
    assert time.perf_counter() - started < PATIENCE


def test_no_more_claims_are_held_than_those_of_an_article_and_what_is_compared_often(monkeypatch):
    monkeypatch.setattr(claim_file, "KEPT", 50)
    most = 0

    def claims():
        nonlocal most
        for n in range(600):
            yield from (stated(f"{SOLD} a{n % 9}", article=n, claim_id=f"{n}:{k}") for k in (1, 2))
            if n % 100 == 99:
                most = max(most, sum(isinstance(each, Stated) for each in gc.get_objects()))

    before = sum(isinstance(each, Stated) for each in gc.get_objects())
    with scratch() as database:
        for n, _ in enumerate(link_claims(claims(), database)):
            if n % 400 == 0:
                most = max(most, sum(isinstance(each, Stated) for each in gc.get_objects()))
    assert n == 1199 and most - before < 200


def test_who_denies_does_not_dispute_who_defends_them_or_speaks_of_a_condition():
    said = "steal money builder march"
    denial = stated(statement(said), source="@e1", act="denies", span=(0, 9))
    defender = stated(
        statement("steal money", negated=True), source="b", entities="@e1", span=(10, 19)
    )
    supposing = stated(
        statement("steal money"), source="c", entities="@e1", commitment="Uu", span=(20, 29)
    )
    accuser = stated(statement("steal money"), source="d", entities="@e1", span=(30, 39))
    assert link([denial, defender, supposing, accuser])[0]["disputes"] == ["3"]


def test_denial_in_the_same_words_disputes_what_was_said_just_before():
    said, denied = stated("money", source="e1"), stated("money", act="denies", source="e2")
    assert link([said, denied])[1]["disputes"] == ["0"]
    others = [stated(words) for words in OTHERS[:3]]
    assert link([said, *others, denied])[4]["disputes"] == []
    for near_miss in (
        stated("money", act="denies", source="e1"),
        stated("money ferry", act="denies", source="e2", entities="e9", article=1),
        stated("lamp money", act="denies", source="e2"),
    ):
        assert link([stated("money rope", source="e1"), near_miss])[1]["disputes"] == []

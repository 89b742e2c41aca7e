"""How much two claims say the same: weights of words, what is shared, and polarity."""

import pytest
from stated import stated, statement

from benchmarks.claims.pair_ways import weights_of
from onrecord.reading.claims.likeness import likeness, weigh

PLAIN = "mayor sell ferry harbour"


def like(a, b, *others):
    return likeness(a, b, weights_of([a, b, *others]))


def test_what_one_claim_alone_has_weighs_one_and_what_all_have_next_to_nothing():
    assert weigh(1, 3) == 1
    assert 0 < weigh(3, 3) < weigh(2, 3) < 1
    assert weigh(1, 1) == 1


def test_equal_claims_share_all():
    found = like(stated(PLAIN), stated(PLAIN))
    assert (found.share, found.whole) == (1, 1)
    assert found.shared == ("mayor", "sell", "ferry", "harbour")
    assert found.run == 4


def test_share_is_of_the_lighter_one_and_whole_of_the_heavier_one():
    found = like(stated("mayor sell"), stated(PLAIN))
    assert found.share == 1
    assert 0 < found.whole < 0.5  # shared words weigh less than others
    assert (found.of_first, found.of_second) == (found.share, found.whole)
    found = like(stated(PLAIN), stated("mayor sell"))
    assert (found.of_first, found.of_second) == (found.whole, found.share)


def test_rare_words_weigh_more_than_common_ones():
    others = [stated("mayor speak") for _ in range(8)]
    rare = like(stated("mayor ferry"), stated("ferry sink"), *others)
    common = like(stated("mayor ferry"), stated("mayor sink"), *others)
    assert rare.share > common.share


@pytest.mark.parametrize(
    ("a", "b"), [(stated(), stated()), (stated("ferry"), stated("port")), (stated("x"), stated())]
)
def test_claims_without_a_word_in_common_are_not_alike(a, b):
    assert like(a, b) is None


def test_best_two_statements_are_compared():
    found = like(stated("clerk swim", PLAIN), stated("mayor sell", PLAIN, "harbour"))
    assert found.terms == (tuple(PLAIN.split()),) * 2


def test_topic_that_states_nothing_is_not_compared_with_a_statement():
    topic = stated(statement(PLAIN, states=False))
    assert like(topic, stated(PLAIN + " cheap")) is None
    assert like(topic, stated(statement(PLAIN + " cheap", states=False))) is None


def test_topic_in_the_same_words_is():
    topic = stated(statement(PLAIN, states=False))
    assert like(topic, topic).states is False
    assert like(topic, stated(PLAIN)).states is False
    assert like(stated(PLAIN), stated(PLAIN)).states is True


def test_description_of_a_claim_is_compared_though_it_states_nothing():
    description = stated(statement("harbour ferry", states=False), describes=True)
    assert like(description, stated(PLAIN)).shared == ("harbour", "ferry")


@pytest.mark.parametrize(
    ("a", "b", "opposed", "negated"),
    [
        (stated(PLAIN), stated(PLAIN), False, False),
        (stated(statement(PLAIN, negated=True)), stated(PLAIN), True, True),
        (stated(PLAIN), stated(statement(PLAIN, negated=True)), True, False),
        (stated(PLAIN, act="denies"), stated(PLAIN), True, True),
        (stated(PLAIN, act="denies"), stated(PLAIN, act="denies"), False, True),
        (stated(PLAIN, act="denies"), stated(statement(PLAIN, negated=True)), False, True),
        (stated(statement(PLAIN, negated=True), act="denies"), stated(PLAIN), False, False),
        (stated(PLAIN, commitment="PS-"), stated(PLAIN, commitment="PS+"), True, True),
    ],
)
def test_claims_are_opposed_where_one_negates_what_the_other_says(a, b, opposed, negated):
    found = like(a, b)
    assert (found.opposed, found.negated) == (opposed, negated)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("lose 40 job", "lose 90 job", True),
        ("lose 40 job", "lose 40 job", False),
        ("lose 40 job", "lose job", False),
        ("lose 40 job 2020", "lose 90 job 2020", False),
        ("lose job", "lose job", False),
    ],
)
def test_numbers_tell_apart_where_both_have_some_and_none_in_common(a, b, apart):
    assert like(stated(a), stated(b)).numbers is apart


@pytest.mark.parametrize(
    ("ours", "theirs", "heads"),
    [("sell", "sell", True), ("sell ferry", "ferry", True), ("sell", "ferry", False)],
)
def test_main_word_is_shared_where_it_is_one_of_both(ours, theirs, heads):
    a, b = (stated(statement("sell ferry", heads=each)) for each in (ours, theirs))
    assert like(a, b).heads is heads


def test_entities_in_common_are_counted():
    assert like(stated(PLAIN, entities="e1 e2"), stated(PLAIN, entities="e2 e3")).entities == 1


@pytest.mark.parametrize(
    ("a", "b", "run"),
    [
        ("a b c d", "x b c y", 2),
        ("a b c", "c b a", 1),
        ("a a a", "a a", 2),
        ("a b a b c", "a b c", 3),
    ],
)
def test_longest_run_of_words_stands_in_both(a, b, run):
    assert like(stated(a), stated(b)).run == run


def test_only_the_first_statements_of_a_long_claim_are_compared():
    long = stated(*(f"w{n} v{n}" for n in range(50)), PLAIN)
    assert like(long, stated(PLAIN)) is None

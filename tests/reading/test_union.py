"""Things under one key, in a row, or joined: what comes first, and what stays apart."""

from itertools import permutations

import numpy as np
import pytest

from onrecord.reading.union import UnionFind, firsts, followed, grouped


def test_values_of_a_key_keep_the_order_in_which_they_come():
    pairs = [("b", 2), ("a", 3), ("b", 1), ("b", 2)]
    assert list(grouped(pairs).items()) == [("b", [2, 1, 2]), ("a", [3])]
    assert grouped([]) == {}


def test_what_follows_is_walked_to_its_end_even_outside_of_what_is_known():
    assert followed("a", {"a": "b", "b": "c"}) == ["a", "b", "c"]
    assert followed("a", {}) == ["a"]


def test_circle_of_what_follows_ends_before_it_begins_anew():
    assert followed("a", {"a": "b", "b": "c", "c": "b"}) == ["a", "b", "c"]
    assert followed("a", {"a": "a"}) == ["a"]


def test_what_is_not_joined_stays_apart():
    union = UnionFind("abc")
    union.join("a", "b")
    assert [union.find(thing) for thing in "abc"] == ["a", "a", "c"]


@pytest.mark.parametrize("pairs", list(permutations(["ed", "ce", "bd", "ab"])))
def test_first_thing_stands_for_all_in_whatever_order_they_are_joined(pairs):
    union = UnionFind("abcdef")
    for one, other in pairs:
        union.join(one, other)
    assert [union.find(thing) for thing in "abcdef"] == [*"aaaaaf"]


def test_first_is_the_one_given_first_not_the_smallest():
    union = UnionFind([3, 1, 2])
    union.join(1, 3)
    assert union.find(1) == 3


def test_joining_twice_or_with_itself_changes_nothing():
    union = UnionFind("ab")
    for one, other in ("aa", "ab", "ba", "bb"):
        union.join(one, other)
    assert union.find("b") == union.find("a") == "a"


def test_of_nothing_nothing_is_known():
    with pytest.raises(KeyError):
        UnionFind([]).find("a")


@pytest.mark.parametrize("seed", range(20))
def test_all_links_at_once_join_what_one_after_the_other_does(seed):
    drawn = np.random.default_rng(seed)
    count = int(drawn.integers(1, 60))
    links = drawn.integers(0, count, (int(drawn.integers(0, 80)), 2))
    union = UnionFind(range(count))
    for one, other in links.tolist():
        union.join(one, other)
    assert firsts(links, count).tolist() == [union.find(n) for n in range(count)]

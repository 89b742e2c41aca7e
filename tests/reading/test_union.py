"""Things joined two by two: which of them stands for all, and what stays apart."""

from itertools import permutations

import pytest

from onrecord.reading.union import UnionFind


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

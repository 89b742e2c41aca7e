"""The list of nouns that say what somebody is."""

from onrecord.tables.schema import ROLE_KINDS
from onrecord.word_lists import read_table


def test_list_of_roles_is_sorted_and_takes_only_what_is_known():
    rows = read_table("roles.tsv")
    nouns = [row["role"] for row in rows]
    assert nouns == sorted(set(nouns))
    assert {row["kind"] for row in rows} == set(ROLE_KINDS)
    assert {row["speaks_for"] for row in rows} == {"", "person", "nobody"}
    assert {row["kind_of"] for row in rows} == {"", "owner", "business"}

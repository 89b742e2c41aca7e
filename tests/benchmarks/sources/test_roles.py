"""The benchmark of roles and affiliations: what counts, and what is right of it."""

from benchmarks.common.judging import read_judged
from benchmarks.sources import roles
from benchmarks.sources.roles import WHAT, Read

ENTITIES = [{"entity_id": "e1", "name": "Harbour Board"}, {"entity_id": "e2", "name": "Irma Dowd"}]


def row(number, role=None, kind=None, whom=None, source_class="named_person", entity="e2"):
    return {
        "attribution_id": f"a:a{number}",
        "source_spans": [[10 * number, 10 * number + 4]],
        "source_entity": entity,
        "source_class": source_class,
        "source_role": role,
        "source_role_kind": kind,
        "source_affiliation": whom,
    }


def cells(rows, judged):
    """Of each of WHAT the cells of the table: read, as read, given, right, told, found."""
    run = roles.values(rows, ENTITIES)
    read = {
        Read(f"a:a{n}", what, told, run[f"a:a{n}", what].fingerprint): right
        for n, what, told, right in judged
    }
    lines = roles.roles_table(read, run).splitlines()[2:]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: (*others[:4], *others[5:7]) for first, *others in table}


def test_missing_value_is_wrong_where_the_article_tells_it_and_right_where_not():
    rows = [row(1, "pilot"), row(2, "clerk"), row(3), row(4)]
    judged = [
        (1, "role", "yes", True),
        (2, "role", "no", False),
        (3, "role", "yes", False),
        (4, "role", "no", True),
    ]
    assert cells(rows, judged)["role"] == ("4", "4", "2", "0.500", "2", "0.500")


def test_value_or_source_that_is_not_the_one_that_was_read_does_not_count():
    before, after = roles.values([row(1, "pilot")], []), roles.values([row(1, "clerk")], [])
    moved = roles.values([row(1, "pilot") | {"source_spans": [[3, 7]]}], [])
    judged = {Read("a:a1", "role", "yes", before["a:a1", "role"].fingerprint): True}
    for run, as_read in ((before, 1), (after, 0), (moved, 0), ({}, 0)):
        line = roles.roles_table(judged, run).splitlines()[2]
        assert [cell.strip() for cell in line.split("|")][3] == str(as_read)


def test_document_that_is_named_after_its_issuer_has_it_as_affiliation():
    named = {"source_class": "named_organization", "entity": "e1"}
    rows = [row(1, "poll", "document", **named), row(2, "board", "other", **named)]
    run = roles.values(
        [*rows, row(3, "aide", "politician", "e2", "unnamed_of_organization")], ENTITIES
    )
    assert [run[f"a:a{n}", "affiliation"].text for n in (1, 2, 3)] == [
        "Harbour Board",
        "",
        "Irma Dowd",
    ]


def test_all_four_of_two_hundred_sources_were_read():
    judged = read_judged(roles.HAND, Read)
    assert {each.what for each in judged} == set(WHAT)
    assert len(judged) == 800 and len({each.attribution for each in judged}) == 200
    assert {each.told for each in judged} == {"yes", "no"}

"""Links between claims: how they are written into the table, read back, and cut to claims that are there."""

import pyarrow as pa
import pytest

from onrecord.tables.links import EVIDENCE, LINKS, Links, only_points, without_dangling
from onrecord.tables.schema import CLAIMS

IDS = {0: "a:a1", 1: "a:a2", 2: "b:a1"}


def table(*rows):
    columns = ("claim_id", *LINKS, EVIDENCE)
    schema = pa.schema([CLAIMS.arrow.field(name) for name in columns])
    return pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows], schema)


def test_columns_are_those_of_the_schema_and_of_one_value():
    assert set(Links().cells(IDS)) == {*LINKS, EVIDENCE} <= set(CLAIMS.arrow.names)
    assert Links().cells(IDS) == {"disputes": [], "may_dispute": [], "echoes": [], EVIDENCE: None}


def test_links_are_written_in_the_order_of_the_corpus_with_their_reasons():
    cells = Links(disputes={2: "takes up: it"}, echoes={1: "shares: port", 0: "shares: a"}).cells(
        IDS
    )
    assert (cells["disputes"], cells["echoes"]) == (["b:a1"], ["a:a1", "a:a2"])
    assert cells[EVIDENCE] == "a:a1: shares: a; a:a2: shares: port; b:a1: takes up: it"


@pytest.mark.parametrize("missing", [None, float("nan"), ""])
def test_only_what_is_taken_up_by_pointing_points(missing):
    evidence = "a:a1: takes up: the claims; b:a1: denies: takes up: port"
    assert only_points(evidence, "a:a1")
    assert not only_points(evidence, "b:a1") and not only_points(evidence, "a1")
    assert not only_points(missing, "a:a1")


def test_links_that_lead_elsewhere_go_with_their_reasons_and_are_counted():
    evidence = "a:a2: takes up: it; so he said; b:a1: denies: port; c:a1: shares: port"
    row = "a:a1", ["a:a2", "b:a1"], ["d:a1"], ["c:a1"], evidence
    cut, gone = without_dangling(table(row, ("a:a2", [], [], [], None)))
    assert gone == 3
    assert cut.to_pylist()[0] == {
        "claim_id": "a:a1", "disputes": ["a:a2"], "may_dispute": [], "echoes": [],
        EVIDENCE: "a:a2: takes up: it; so he said",
    }  # fmt: skip


@pytest.mark.parametrize("evidence", [None, "said in another way", "b:a1: shares: port"])
def test_reason_that_is_missing_is_no_error(evidence):
    cut, gone = without_dangling(table(("a:a1", [], [], ["b:a1"], evidence)))
    assert (gone, cut[EVIDENCE].to_pylist()) == (1, [None])

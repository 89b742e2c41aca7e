"""Tables as data frames: lists are the plain lists that Arrow itself would give."""

import pyarrow as pa
import pytest

from onrecord.tables.frames import to_frame

SPANS = pa.list_(pa.list_(pa.int32()))
LISTS = {
    "spans": ([[[0, 4], [9, 12]], [], [[3, 5]], [[7, 8]]], SPANS),
    "spans that are missing": ([[[0, 4]], None, [[3, 5]]], SPANS),
    "lists of another length": ([[[0, 4, 5]], [[1]], [[], [2, 3]]], SPANS),
    "spans with a hole": ([[[0, None]], [[1, 2], None]], SPANS),
    "names": ([["a", "b"], [], None, ["c", None]], pa.list_(pa.string())),
    "nothing": ([], SPANS),
}


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("first", [0, 1])
def test_lists_are_those_of_arrow_in_whole_tables_parts_and_pieces(kind, first):
    values, of = LISTS[kind]
    column = pa.array(values, of)
    for table in (
        pa.table({"it": column}).slice(first),
        pa.table({"it": pa.chunked_array([column[:1], column[1:]], of)}).slice(first),
    ):
        found = to_frame(table)["it"].tolist()
        assert found == table["it"].to_pylist()
        assert all(type(each) is list for each in found if each is not None)

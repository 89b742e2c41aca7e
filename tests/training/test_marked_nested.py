"""Marks of attributions inside others: those of files, and those that the kit has."""

import csv
import json
from itertools import chain

from benchmarks.common.polnear import Marked
from training.marked_nested import NESTED, ROLES, read_nested


def test_marks_of_files_and_of_the_table_are_read(tmp_path):
    marks = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 12], [14, 20]]}
    told = {"nested": [marks, marks | {"content": []}]}
    (tmp_path / "an-article.json").write_text(json.dumps(told))
    found = read_nested(tmp_path)
    assert found["an-article"] == [Marked(((0, 3),), ((4, 8),), ((9, 12), (14, 20)))]
    assert len(found) > 400 and sum(map(len, found.values())) > 3_000


def test_table_is_sorted_without_repeats_and_its_spans_are_in_order():
    with NESTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    keys = [tuple(row.values()) for row in rows]
    assert len(set(keys)) == len(keys)
    assert [row["article"] for row in rows] == sorted(row["article"] for row in rows)
    for mark in chain.from_iterable(read_nested(NESTED.parent).values()):
        for role in ROLES:
            flat = [place for span in getattr(mark, role) for place in span]
            assert flat == sorted(flat)
        assert mark.cue and mark.content

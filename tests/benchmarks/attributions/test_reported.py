"""What was read of the rows that are still found."""

from types import SimpleNamespace

from benchmarks.attributions.reported import READ, found_table, grades_of, read_grades

READ_HERE = {(10, "outermost"): "yes", (10, "inside"): "no", (40, "outermost"): "no"}


def found(start, end, depth=0):
    return SimpleNamespace(cue=((start, end),), depth=depth)


def test_row_has_the_grade_of_the_cue_that_was_read_where_it_stands():
    assert list(grades_of(found(8, 12), READ_HERE)) == [("outermost", "yes")]
    assert list(grades_of(found(8, 12, depth=2), READ_HERE)) == [("inside", "no")]
    assert list(grades_of(found(11, 12), READ_HERE)) == []


def test_shares_are_of_what_is_found_and_of_all_that_is_reported():
    grades = [(0.9, "yes"), (0.55, "no")]
    table = found_table({"outermost": grades, "inside": []}, {"a": READ_HERE})
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    assert ["in no other", "any", "2", "0.500", "0.000", "0.500", "1.00"] in rows
    assert ["in no other", "0.6", "1", "1.000", "0.000", "0.000", "1.00"] in rows


def test_all_that_was_read_has_a_grade():
    read = read_grades(READ)
    assert sum(map(len, read.values())) == 1400
    assert {grade for of in read.values() for grade in of.values()} == {"yes", "arguable", "no"}

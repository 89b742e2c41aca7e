"""Rows drawn to be read, and what was judged of them."""

import pytest

from benchmarks.common import judging


@pytest.mark.parametrize(
    ("right", "of", "ends"),
    [(27, 30, (0.744, 0.965)), (0, 10, (0, 0.278)), (10, 10, (0.722, 1)), (0, 0, (0, 1))],
)
def test_wilson_interval(right, of, ends):
    assert judging.wilson(right, of) == pytest.approx(ends, abs=0.0005)


def test_draw_is_the_same_for_a_seed_and_in_order():
    items = list(range(100))
    drawn = judging.draw(items, 10, seed=1)
    assert drawn == judging.draw(items, 10, seed=1) == sorted(set(drawn))
    assert len(drawn) == 10
    assert drawn != judging.draw(items, 10, seed=2)
    assert judging.draw(items, 200, seed=1) == items


def test_name_in_a_key_is_one_line_and_no_formula():
    assert judging.key("a", 3, "Ann\n Lee").entity == "Ann Lee"
    assert judging.key("a", 3, "=1+1").entity == "'=1+1"


def judged_file(folder, *rows):
    path = folder / "judged.tsv"
    judging.write_sheet(path, [judging.key("a", 3, "Ann Lee"), judging.key("b", 0, "@bo")])
    header, *lines = path.read_text("utf-8").splitlines()
    filled = [line + right for line, right in zip(lines, rows, strict=True)]
    path.write_text("\n".join([header, *filled]))
    return path


def test_judgements_are_read_as_they_are_filled_in(tmp_path):
    judged = judging.read_judged(judged_file(tmp_path, "yes", "no"))
    assert judged == {judging.key("a", 3, "Ann Lee"): True, judging.key("b", 0, "@bo"): False}


def test_row_that_is_not_judged_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"line 3.*yes or no"):
        judging.read_judged(judged_file(tmp_path, "yes", ""))


def test_judgements_without_a_column_are_refused(tmp_path):
    (tmp_path / "judged.tsv").write_text("article\tstart\tright\n")
    with pytest.raises(ValueError, match="no column entity"):
        judging.read_judged(tmp_path / "judged.tsv")


def test_sheet_with_judgements_is_not_written_over(tmp_path):
    path = judged_file(tmp_path, "yes", "no")
    with pytest.raises(FileExistsError):
        judging.write_sheet(path, [])

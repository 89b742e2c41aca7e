"""Ids: unique, stable, on one line, and no longer than they need be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corpus.ids import ArticleIds, clean_id
from onrecord.corpus.listing import File


def make(*paths, root="/corpus"):
    return ArticleIds([File(f"{root}/{path}", path) for path in paths])


def take_all(*paths, **options):
    ids = make(*paths, **options)
    return [ids.take(number, None, None) for number in range(len(paths))]


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["a/x.txt", "b/y.md.gz"], ["x", "y"]),
        (["a/x.txt", "b/x.txt", "c.txt"], ["a/x", "b/x", "c"]),
        (["x.txt", "a/x.txt", "b/a/x.txt"], ["x", "a/x", "b/a/x"]),
        (["a/b/x.txt", "c/b/x.txt", "d/x.txt"], ["a/b/x", "c/b/x", "d/x"]),
        (["x.html", "x.txt", "x.txt.gz"], ["x", "x-2", "x-3"]),
        (["x.jpg", "x.txt"], ["x-2", "x"]),
        (["x.md", "x.txt", "x-2.txt"], ["x", "x-3", "x-2"]),
    ],
)
def test_file_is_named_by_the_shortest_part_of_its_path_that_differs(paths, ids):
    assert take_all(*paths) == ids


def test_files_given_one_by_one_are_told_apart_by_their_folders():
    files = [File(f"/corpus/{folder}/x.txt", "x.txt") for folder in ("a", "b")]
    ids = ArticleIds(files)
    assert [ids.take(n, None, None) for n in range(2)] == ["a/x", "b/x"]


def test_folder_that_cannot_be_listed_has_an_id():
    assert take_all(".") == ["_"]


def test_ids_do_not_depend_on_where_the_corpus_lies():
    paths = ["x.txt", "a/x.txt", "b/x.txt", "b/x.md"]
    assert take_all(*paths) == take_all(*paths, root="/elsewhere/of/it")


def test_rows_are_numbered_after_their_file():
    ids = make("a/t.csv", "b/t.csv", "t.txt")
    taken = [ids.take(0, 1, None), ids.take(0, 3, None), ids.take(1, 1, None)]
    assert taken == ["a/t-1", "a/t-3", "b/t-1"]
    assert ids.take(2, None, None) == "t"


def test_id_that_is_given_is_kept():
    ids = make("t.csv", "x.txt")
    assert ids.take(0, 1, " 007 ") == "007"
    assert ids.take(1, None, "x") == "x"


def test_id_that_another_file_has_is_put_behind_the_files_own():
    ids = make("s.csv", "t.csv")
    taken = [ids.take(0, 1, "7"), ids.take(0, 2, "7"), ids.take(1, 1, "7"), ids.take(1, 2, "7")]
    assert taken == ["7", "7-2", "t/7", "t/7-2"]


def test_many_rows_with_one_id_take_no_time_to_tell_apart():
    ids = make("t.csv")
    taken = [ids.take(0, row, "7") for row in range(1, 100_001)]
    assert taken[-1] == "7-100000"


def test_file_keeps_its_stem_against_rows_that_come_earlier():
    ids = make("a.csv", "a-1.txt", "z.txt")
    assert ids.take(0, 1, None) == "a/a-1"
    assert ids.take(0, 2, "z") == "a/z"
    assert ids.take(1, None, None) == "a-1"
    assert ids.take(2, None, None) == "z"


def test_table_that_fails_does_not_take_the_stem_of_an_article():
    ids = make("a.csv", "a.txt")
    assert [ids.take(0, None, None), ids.take(1, None, None)] == ["a-2", "a"]


@pytest.mark.parametrize(
    ("given_id", "cleaned"),
    [("a\nb", "a_b"), (" a\u2028b\x00\ud800 ", "a_b__"), ("\t", ""), ("é ü", "é ü")],
)
def test_id_is_one_printable_line(given_id, cleaned):
    assert clean_id(given_id) == cleaned


def test_long_id_is_cut():
    assert len(clean_id("x" * 10_000)) == 200


PARTS = st.text(st.sampled_from("ab-2 \n"), min_size=1, max_size=3)
PATHS = st.builds(
    lambda parts, ending: "/".join(parts) + ending,
    st.lists(PARTS, min_size=1, max_size=3),
    st.sampled_from([".txt", ".md", ".csv", ".jpg"]),
)


@given(
    st.lists(PATHS, min_size=1, max_size=8, unique=True),
    st.lists(st.tuples(st.integers(0, 7), st.none() | st.text(max_size=3)), max_size=20),
)
def test_ids_are_unique_printable_and_the_same_again(paths, rows):
    runs = []
    for _ in range(2):
        ids = make(*paths)
        taken = []
        for number, path in enumerate(paths):
            if path.endswith(".csv"):
                given_ids = [given_id for n, given_id in rows if n == number]
                taken += [ids.take(number, r, g) for r, g in enumerate(given_ids, 1)]
            else:
                taken.append(ids.take(number, None, None))
        runs.append(taken)
    assert runs[0] == runs[1]
    assert len(set(runs[0])) == len(runs[0])
    assert all(one and one.isprintable() and one == one.strip() for one in runs[0])

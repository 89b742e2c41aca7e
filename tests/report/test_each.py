"""What --each names: values, rows of files, and folders that any system takes."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_examples import add_aide, add_ferry, add_hostile, add_long, tables_of

from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.report.each import LONGEST_FOLDER, choose, folder_names


def add_tide(w):
    """Another outlet, of another month; and the first outlet once more in capitals."""
    known = {"outlet": "The Tide", "published": datetime.date(2025, 4, 1)}
    w.article("tide", "It rained.", title="Rain", **known)
    w.article("loud", "It rained.", outlet="THE TIDE", published=datetime.date(2025, 4, 30))


@pytest.fixture(scope="module")
def corpus():
    return Record(tables_of(add_ferry, add_tide, add_aide, add_long))


def chosen(each, corpus, parameters=None):
    return [
        (c.name, c.parameters, c.folder)
        for c in choose(str(each), corpus, parameters or {}).reports
    ]


def test_each_outlet_in_one_spelling_and_what_names_none_is_told(corpus):
    assert chosen("outlet", corpus) == [
        ("The Gazette", {"outlet": "The Gazette"}, "the-gazette"),
        ("The Tide", {"outlet": "The Tide"}, "the-tide"),
    ]
    assert choose("outlet", corpus, {}).left_out == [
        "1 article has no outlet, and is in none of the reports."
    ]


def test_each_article_that_was_read_by_its_title_in_the_order_of_the_corpus(corpus):
    found = chosen("article", corpus)
    assert [parameters["article"] for _, parameters, _ in found] == [
        *("ferry", "reply", "tide", "loud", "aide")
    ]
    assert ("Rain", {"article": "tide"}, "tide") in found
    assert ("aide", {"article": "aide"}, "aide") in found


def test_each_month_from_its_first_day_to_its_last(corpus):
    days = {"since": "2025-04-01", "until": "2025-04-30"}
    assert ("2025-04", days, "2025-04") in chosen("month", corpus)
    assert choose("month", corpus, {}).left_out == [
        "1 article has no date, and is in none of the reports."
    ]
    [(_, within, _)] = chosen("month", corpus, {"since": "2025-04-02", "until": "2025-05-02"})
    assert within == {"since": "2025-04-02", "until": "2025-04-30"}


def test_each_value_of_a_column_of_the_corrections_is_a_choice_of_sources(corpus):
    own = {"group_by": "party", "group": "Harbour League"}
    assert chosen("party", corpus) == [("Harbour League", own, "harbour-league")]
    [told] = choose("party", corpus, {}).left_out
    assert told.endswith("of nobody who has a value of party, and in none of the reports.")


def test_parameters_of_all_narrow_the_values_and_go_into_each_report(corpus):
    asked = {"outlet": "The Tide", "top": "3"}
    assert chosen("month", corpus, asked) == [
        ("2025-04", asked | {"since": "2025-04-01", "until": "2025-04-30"}, "2025-04")
    ]


def test_rows_of_csv_are_parameters_and_empty_cells_are_none(corpus, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("name;outlet;since\nSpring;The Tide;2025-04-01\n;;\n;The Gazette;\n", "utf-8")
    assert chosen(rows, corpus, {"top": 5}) == [
        ("Spring", {"top": 5, "outlet": "The Tide", "since": "2025-04-01"}, "spring"),
        ("outlet The Gazette", {"top": 5, "outlet": "The Gazette"}, "outlet-the-gazette"),
    ]


def test_rows_of_yaml_may_have_dates_and_numbers(corpus, tmp_path):
    rows = tmp_path / "rows.yaml"
    rows.write_text("- name: A\n  since: 2025-04-01\n  top: 3\n- {unnamed: true}\n")
    assert [parameters for _, parameters, _ in chosen(rows, corpus)] == [
        {"since": datetime.date(2025, 4, 1), "top": 3},
        {"unnamed": True},
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("outlet,top\nThe Tide,5\nThe Tide,many\n", "row 3: 01-quotes: top = 'many'"),
        ("outlet,topp\nThe Tide,5\n", "row 2: A report has no parameter 'topp'"),
        ("outlet\nThe Tide,5\n", "row 2 has more cells"),
        ('outlet\n"The Tide\n', "are not CSV"),
        ("group\nHarbour League\n", "row 2: 01-quotes: group = 'Harbour League'"),
        ("outlet\n", "nothing for --each"),
        ("", "nothing for --each"),
    ],
)
def test_wrong_row_of_csv_is_named(corpus, tmp_path, text, named):
    rows = tmp_path / "rows.csv"
    rows.write_text(text)
    with pytest.raises(OnrecordError, match=r"rows\.csv") as raised:
        choose(str(rows), corpus, {})
    assert named in str(raised.value)


@pytest.mark.parametrize(
    "text", ["outlet: A", "- outlet", "- {", "&a [*a]", "- !!python/name:os.x {}"]
)
def test_yaml_that_is_no_list_of_mappings_is_refused(corpus, tmp_path, text):
    rows = tmp_path / "rows.yml"
    rows.write_text(text)
    with pytest.raises(OnrecordError, match=r"rows\.yml"):
        choose(str(rows), corpus, {})


def test_file_that_is_not_there_or_no_text_is_refused(corpus, tmp_path):
    with pytest.raises(OnrecordError, match="cannot be read"):
        choose(str(tmp_path / "no.csv"), corpus, {})
    (tmp_path / "latin.csv").write_bytes("outlet\nÄ\n".encode("latin-1"))
    with pytest.raises(OnrecordError, match="in UTF-8"):
        choose(str(tmp_path / "latin.csv"), corpus, {})


def test_unknown_word_is_refused_with_what_there_is(corpus):
    with pytest.raises(OnrecordError, match=r"Did you mean outlet\?.*month, party"):
        choose("outlets", corpus, {})
    with pytest.raises(OnrecordError, match="these tables have none"):
        choose("party", Record(tables_of(add_tide)), {})
    with pytest.raises(OnrecordError, match="nothing for --each outlet"):
        choose("outlet", Record(tables_of(add_aide)), {})


def test_names_of_folders_are_plain_and_never_the_same():
    assert folder_names(
        ["The Tide", "the tide!", "../../etc", "C:\\x", "王毅 News", "CON", "com1.txt", "…"]
    ) == [*("the-tide", "the-tide-2", "etc", "c-x", "王毅-news", "con-0", "com1-txt", "report")]


@given(st.lists(st.text(max_size=90), max_size=20))
def test_any_names_become_folders_that_differ_in_any_case(values):
    names = folder_names(values)
    assert len({name.casefold() for name in names}) == len(values)
    for name in names:
        assert name.replace("-", "").isalnum() or name.strip("-")
        assert not set('/\\:*?"<>|. \0') & set(name)
        assert name == name.strip() and 0 < len(name) <= LONGEST_FOLDER + 4


def test_hostile_values_are_only_values(corpus):
    hostile = Record(tables_of(add_hostile))
    [(name, parameters, folder)] = chosen("outlet", hostile)
    assert parameters == {"outlet": name} and "<" not in folder and "/" not in folder

"""The parameters: what is taken, what is refused, and in which words."""

import datetime
import re
import shutil
from dataclasses import FrozenInstanceError, asdict

import pytest
from report_examples import add_aide, add_ferry, add_reprint, tables_of, write_once
from tables_by_hand import write_tables

import onrecord
from onrecord import counts
from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.report.cells import check_cell
from onrecord.report.parameters import (
    NOTEBOOKS,
    check_for_all,
    check_parameters,
    fields_of,
)
from onrecord.tables.paths import locate, project_root


def refusal(notebook, **values):
    with pytest.raises(OnrecordError) as raised:
        check_parameters(notebook, values)
    return str(raised.value)


def test_defaults_are_the_seeds_and_no_filter():
    params = check_parameters("01-quotes", {})
    assert asdict(params) == {
        **{"corpus": "seeds", "corrections": None, "outlet": None, "since": None, "until": None},
        **{"entity": None, "article": None, "group_by": None, "group": None},
        **{"top": 10, "manner": "speech", "count_reprints": False, "confidence": 0.0},
    }


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("top", "10", 10),
        ("top", 1, 1),
        ("top", "50", 50),
        ("confidence", "0.5", 0.5),
        ("confidence", 1, 1.0),
        ("since", "2025-03-01", "2025-03-01"),
        ("since", datetime.date(2025, 3, 1), "2025-03-01"),
        ("outlet", "007", "007"),
    ],
)
def test_allowed_values_are_taken(name, given, taken):
    value = getattr(check_parameters("01-quotes", {name: given}), name)
    assert (value, type(value)) == (taken, type(taken))


@pytest.mark.parametrize(("given", "taken"), [("True", True), ("false", False), (True, True)])
def test_yes_and_no_are_taken_as_they_are_written(given, taken):
    assert check_parameters("02-mentions", {"unnamed": given}).unnamed is taken
    assert check_parameters("03-claims", {"count_reprints": given}).count_reprints is taken


def test_reprints_are_one_origin_unless_they_are_to_count():
    assert check_parameters("03-claims", {}).count_reprints is False
    assert "'yes' is not allowed" in refusal("03-claims", count_reprints="yes")
    assert "has no parameter" in refusal("04-audit", count_reprints=True)


@pytest.mark.parametrize(
    ("notebook", "name", "value", "allowed"),
    [
        ("01-quotes", "top", "ten", "1 to 50"),
        ("01-quotes", "top", "-1", "1 to 50"),
        ("01-quotes", "top", "1_0", "1 to 50"),
        ("01-quotes", "top", "١٠", "1 to 50"),
        ("01-quotes", "top", 0, "1 to 50"),
        ("01-quotes", "top", 51, "1 to 50"),
        ("01-quotes", "top", 10.0, "1 to 50"),
        ("01-quotes", "top", True, "1 to 50"),
        ("01-quotes", "top", None, "1 to 50"),
        ("01-quotes", "confidence", "high", "0 to 1"),
        ("01-quotes", "confidence", 1.5, "0 to 1"),
        ("01-quotes", "confidence", float("nan"), "0 to 1"),
        ("01-quotes", "confidence", True, "0 to 1"),
        ("01-quotes", "since", "1 March", "2025-03-01"),
        ("01-quotes", "since", "2025-02-30", "2025-03-01"),
        ("01-quotes", "since", "20250301", "2025-03-01"),
        ("01-quotes", "until", datetime.datetime(2025, 3, 1), "2025-03-31"),
        ("01-quotes", "corpus", None, "a file, folder or pattern"),
        ("01-quotes", "outlet", " ", "None for all"),
        ("01-quotes", "entity", ["Ada"], "by any of its names"),
        ("02-mentions", "label", "person", "PERSON, ORG"),
        ("02-mentions", "unnamed", "yes", "True to count"),
        ("02-mentions", "unnamed", 1, "True to count"),
        ("02-mentions", "within", "page", "one of paragraph, article"),
        ("02-mentions", "group_by", "", "None for kind"),
        ("03-claims", "act", "said", "asserts, denies"),
    ],
)
def test_refusal_names_notebook_parameter_value_and_what_is_allowed(notebook, name, value, allowed):
    message = refusal(notebook, **{name: value})
    assert message.startswith(f"{notebook}: {name} = {value!r} ")
    assert allowed in message


def test_unknown_name_is_refused_with_the_nearest_known_one():
    message = refusal("01-quotes", topp=3)
    assert "'topp'" in message and "Did you mean top?" in message and "confidence" in message


def test_parameter_of_another_notebook_is_unknown():
    assert "'act'" in refusal("01-quotes", act="denies")


def test_parameters_that_were_checked_do_not_change():
    with pytest.raises(FrozenInstanceError):
        check_parameters("03-claims", {}).corrections = "r.csv"


def test_unknown_notebook_is_refused():
    assert "'quotes'" in refusal("quotes")


def test_number_where_text_is_wanted_says_how_papermill_takes_text():
    assert "-r outlet" in refusal("01-quotes", outlet=7)
    assert "-r since" in refusal("01-quotes", since=20250301)


def test_since_after_until_is_refused():
    message = refusal("01-quotes", since="2025-03-02", until="2025-03-01")
    assert "since" in message and "until" in message


def test_parameters_of_a_report_go_to_the_notebooks_that_know_them():
    checked = check_for_all({"top": "5", "act": "denies"})
    assert [p.top for p in checked.values()] == [5] * len(NOTEBOOKS)
    assert checked["03-claims"].act == "denies"


@pytest.mark.parametrize("name", ["topp", "corpus", "corrections"])
def test_report_refuses_what_no_notebook_knows_and_what_is_its_own(name):
    with pytest.raises(OnrecordError, match=f"no parameter '{name}'"):
        check_for_all({name: "x"})


OWN = "\n".join(
    ["# Parameters", 'corpus = "news"', "top = 10", 'manner = "speech"', "confidence = 0.0"]
    + [
        f"{name} = None"
        for name in ("corrections", "outlet", "since", "until", "entity", "article")
    ]
    + ["group_by = None", "group = None", "count_reprints = False"]
)


def test_cell_takes_the_values_of_the_names_not_of_the_source():
    names = {
        "In": ["", OWN, "# Parameters\ntop = 3\n", "check"],
        "corpus": "news",
        "top": 3,
        "other": 1,
    }
    params = check_cell("01-quotes", names)
    assert (params.corpus, params.top) == ("news", 3)


@pytest.mark.parametrize("injected", ["topp = 3", "topp: int = 3", "topp = top = 3"])
def test_cell_refuses_an_unknown_name_that_papermill_injected(injected):
    names = {"In": ["", OWN, f"# Parameters\n{injected}\n", "check"], "topp": 3, "top": 3}
    with pytest.raises(OnrecordError, match="Did you mean top"):
        check_cell("01-quotes", names)


def test_cell_forgets_a_name_that_was_corrected_since():
    wrong = OWN.replace("top =", "topp =")
    names = {"In": ["", wrong, "check", OWN, "check"], "topp": 3, "top": 3}
    assert check_cell("01-quotes", names).top == 3
    names["In"] = ["", wrong, OWN, "check"]
    assert check_cell("01-quotes", names).top == 3


def test_cell_without_history_takes_the_known_names():
    assert check_cell("03-claims", {"act": "denies", "__name__": "x"}).act == "denies"


def test_cell_that_cannot_be_parsed_did_not_run():
    assert check_cell("01-quotes", {"In": ["# Parameters\ntop = = 3"]}).top == 10


def test_error_shows_as_its_message_alone_in_jupyter():
    assert OnrecordError("no such file")._render_traceback_() == ["OnrecordError: no such file"]


def test_path_is_looked_up_from_the_working_directory_then_from_the_root(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").touch()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert project_root() == tmp_path
    assert locate("news") == str(tmp_path / "news")
    assert locate("news/*.txt") == str(tmp_path / "news" / "*.txt")
    (tmp_path / "notebooks" / "news").mkdir()
    assert locate("news") == "news"


def test_what_python_reads_is_found_from_the_folder_of_notebooks_and_without_a_project(
    tmp_path, monkeypatch
):
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "notebooks").mkdir()
    write_tables(tables_of(add_aide), tmp_path / "tables")
    monkeypatch.chdir(tmp_path / "notebooks")
    assert list(onrecord.load("tables").articles["article_id"]) == ["aide"]
    assert next(onrecord.read_articles("seeds/demo")).article_id  # those that come with the kit
    with pytest.raises(OnrecordError, match="no tables to load"):
        onrecord.load("tabels")
    assert locate("s3://bucket/news") == "s3://bucket/news"


def test_path_that_is_nowhere_is_refused_with_where_it_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OnrecordError, match=re.escape(str(tmp_path / "nope*"))):
        locate("nope*")


def test_tables_are_loaded_and_anything_else_is_extracted(tmp_path, monkeypatch):
    extract = lambda path, corrections: f"extracted {path} by {corrections}"  # noqa: E731
    monkeypatch.setattr(onrecord, "extract", extract, raising=False)
    tables = write_once(add_ferry)
    assert len(check_parameters("01-quotes", {"corpus": str(tables)}).read().articles) == 4
    read = check_parameters("01-quotes", {"corpus": str(tmp_path)}).read()
    assert read == f"extracted {tmp_path} by None"


def test_corrections_are_applied_to_articles_and_refused_for_tables(tmp_path):
    (tmp_path / "news.txt").write_text("Ann Reed said it rained. Ann Reed left.")
    (tmp_path / "r.csv").write_text("kind,name,party\nentity,Ann Reed,Lab\n")
    given = {"corpus": str(tmp_path / "news.txt"), "corrections": str(tmp_path / "r.csv")}
    record = check_parameters("01-quotes", given).read()
    assert list(record.entities["party"]) == ["Lab"]
    nothing = check_parameters("01-quotes", {"since": "2030-01-01"}).select(record)
    assert list(nothing.entities.columns) == list(record.entities.columns)
    with pytest.raises(OnrecordError, match="holds tables, in which that is settled"):
        check_parameters("01-quotes", {**given, "corpus": str(write_once(add_ferry))}).read()
    with pytest.raises(OnrecordError, match="so there is nothing to apply"):
        check_parameters(
            "01-quotes", {**given, "corrections": str(tmp_path / "nowhere.csv")}
        ).read()


@pytest.fixture(scope="module")
def ferry():
    return Record(tables_of(add_ferry))


def test_selection_filters_by_outlet_and_dates(ferry):
    params = check_parameters("01-quotes", {"outlet": "The Gazette", "since": "2025-03-05"})
    assert list(params.select(ferry).articles["article_id"]) == ["reply"]


def test_selection_that_nothing_matches_is_empty_and_says_why(ferry):
    record = check_parameters("01-quotes", {"since": "2030-01-01"}).select(ferry)
    assert record.articles.empty and record.claims.empty
    assert "2030-01-01" in " ".join(record.notes)


@pytest.mark.parametrize(
    ("given", "read"),
    [({}, ["ferry", "reply"]), ({"count_reprints": True}, ["ferry", "reply", "reprint"])],
)
@pytest.mark.parametrize("notebook", ["01-quotes", "02-mentions", "03-claims"])
def test_what_is_printed_again_counts_once_unless_asked_for(notebook, given, read):
    record = onrecord.load(write_once(add_ferry, add_reprint))
    found = check_parameters(notebook, given).select(record)
    assert found.articles.loc[found.articles["status"] == "ok", "article_id"].tolist() == read
    assert any("1 reprint" in note for note in found.notes) is not bool(given)


def test_a_reprint_counts_where_its_original_is_not_selected():
    record = onrecord.load(write_once(add_ferry, add_reprint))
    found = check_parameters("01-quotes", {"outlet": "The Tide"}).select(record)
    assert found.articles["article_id"].tolist() == ["reprint"] and not found.notes


def test_counts_of_a_selection_that_nothing_matches_are_empty(ferry):
    nothing = check_parameters("03-claims", {"until": "1999-01-01"}).select(ferry)
    claims, attributions, articles = nothing.claims, nothing.attributions, nothing.articles
    assert counts.claims_over_time(claims, articles).empty
    assert counts.mentions_over_time(nothing.mentions, nothing.entities, articles).empty
    assert counts.contested_statements(
        claims, counts.sides_taken(claims), claims, attributions, articles
    ).empty


def test_selection_of_an_article_or_of_sources_of_a_group(ferry):
    one = check_parameters("03-claims", {"article": "reply"}).select(ferry)
    assert list(one.articles["article_id"]) == ["reply"]
    group = {"group_by": "party", "group": "Harbour League"}
    said = check_parameters("01-quotes", group).select(ferry)
    assert set(said.attributions["source_name"]) == {"Ada Marsh"}
    nobody = check_parameters("01-quotes", {**group, "article": "reply"}).select(ferry)
    assert nobody.attributions.empty and nobody.articles.empty


def test_group_without_the_column_that_it_is_a_value_of_is_refused():
    assert "Set it, as group_by = 'party'" in refusal("01-quotes", group="Harbour League")


def test_tables_are_read_once_and_again_where_they_changed(tmp_path):
    write_tables(tables_of(add_ferry), tmp_path / "t")
    params = check_parameters("01-quotes", {"corpus": str(tmp_path / "t")})
    first = params.read()
    assert params.read() is first and params.select(first) is params.select(first)
    shutil.rmtree(tmp_path / "t")
    write_tables(tables_of(add_aide), tmp_path / "t")
    assert list(params.read().articles["article_id"]) == ["aide"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("outlet", "The Gazete"), ("entity", "Ada March"), ("article", "replay")],
)
def test_selection_refuses_what_the_corpus_does_not_know(ferry, name, value):
    with pytest.raises(OnrecordError, match=value):
        check_parameters("01-quotes", {name: value}).select(ferry)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_parameter_has_a_help(notebook):
    assert all(field.description for field in fields_of(notebook).values())

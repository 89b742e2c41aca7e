"""The charts of a record, by name."""

from dataclasses import replace

import pyarrow as pa
import pytest
from report_examples import add_aide, add_ferry, add_hostile, add_unread, tables_of

from onrecord import charts, counts
from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.record.charts import OPTIONS
from onrecord.report.parameters import NOTEBOOKS, check_parameters, fields_of
from onrecord.tables.cells import read_rows


@pytest.fixture(scope="module")
def ferry():
    return Record(tables_of(add_ferry, add_hostile, add_aide))


def test_every_chart_of_the_notebooks_is_there_and_draws_what_they_draw(ferry):
    drawn = {n.removeprefix("plot_") for n in vars(charts) if n.startswith("plot_")}
    assert drawn - {"sourcing"} <= set(ferry.charts)
    for name in ferry.charts:
        chart = ferry.chart(name)
        assert chart.picture.svg.startswith("<?xml") and repr(chart).startswith(f"{name}: ")
        assert "text/html" in chart._repr_mimebundle_()[0]
    words = counts.words_by_source(ferry.attributions)
    chart = ferry.charts.words_by_source
    assert chart.table.equals(words)
    assert chart.picture == charts.show_chart(charts.plot_words_by_source(words))


def test_a_chart_is_saved_by_the_ending_of_its_name(ferry, tmp_path):
    for name in ferry.charts:
        chart = ferry.chart(name)
        for ending in ("png", "SVG", "csv"):
            chart.save(tmp_path / f"{name}.{ending}")
        assert (tmp_path / f"{name}.png").read_bytes() == chart.picture.png
        assert (tmp_path / f"{name}.SVG").read_text("utf-8") == chart.picture.svg
        assert "['" not in (tmp_path / f"{name}.csv").read_text("utf-8-sig")
    rows = read_rows((tmp_path / "words_by_source.csv").read_text("utf-8-sig"))
    table = ferry.chart("words_by_source").table
    assert rows[0] == ["source", *table.columns]
    assert rows[1][-1].split(" ") == table["ids"].iloc[0]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("words.pdf", r"ends in \.png, \.svg, \.csv"),
        ("words", "'words'"),
        ("no/words.csv", "another place"),
    ],
)
def test_a_chart_that_cannot_be_saved_is_refused(ferry, tmp_path, name, told):
    with pytest.raises(OnrecordError, match=told):
        ferry.chart("words_by_source").save(tmp_path / name)


def test_charts_of_a_record_without_articles_say_so():
    empty = Record(tables_of(add_unread))
    assert all("in this selection" in repr(empty.charts[name]) for name in empty.charts)


def test_options_are_those_of_the_notebooks(ferry):
    assert "Ben Okoro" not in repr(ferry.chart("words_by_source", top=1))
    one = ferry.chart("positions_of_entity", entity="Okoro").table
    assert set(one["entity"]) == {"Ben Okoro"}
    by = ferry.chart("speech_by_group", group_by="party").table
    assert "Harbour League" in by.index
    assert "articles" in repr(ferry.chart("mentioned_together", within="article"))


def test_names_are_completed_listed_and_explained(ferry):
    assert "words_by_source" in dir(ferry.charts)
    assert "words_by_source" in ferry.charts._ipython_key_completions_()
    assert "words_by_source          Bars of the words of each source by kind" in repr(ferry.charts)
    assert "Bars of the words of each source by kind" in ferry.charts._repr_html_()
    assert not hasattr(ferry.charts, "_ipython_display_")


def test_an_unknown_chart_or_option_is_refused_with_those_there_are(ferry):
    with pytest.raises(OnrecordError, match=r"no chart 'words_by_sorce'. .* 'words_by_source'"):
        ferry.chart("words_by_sorce")
    with pytest.raises(OnrecordError, match="no chart 'nothing'"):
        _ = ferry.charts.nothing
    with pytest.raises(OnrecordError, match=r"no option 'topp', .* It has: 'top'\."):
        ferry.chart("words_by_source", topp=3)
    with pytest.raises(OnrecordError, match="It has none"):
        ferry.chart("words_by_class", top=3)
    with pytest.raises(OnrecordError, match="'patry' is no attribute"):
        ferry.chart("speech_by_group", group_by="patry")
    assert not hasattr(ferry.charts, "nothing")


@pytest.mark.parametrize(
    ("name", "option", "value", "allowed"),
    [
        ("words_by_source", "top", 0, "a whole number from 1 to 50"),
        ("words_by_source", "top", -1, "a whole number from 1 to 50"),
        ("words_by_source", "top", "5", "a whole number from 1 to 50"),
        ("words_by_source", "top", True, "a whole number from 1 to 50"),
        ("speech_by_month", "measure", "foo", "one of 'words', 'sources', 'first_quoted'"),
        ("mentions_by_form", "label", "Person", "one of None, 'PERSON', 'ORG'"),
        ("mentions_by_form", "unnamed", "yes", "one of False, True"),
        ("mentioned_together", "within", ["article"], "one of 'article', 'paragraph'"),
        ("positions_of_entity", "entity", 5, "text, or None"),
        ("speech_by_group", "group_by", "", "text, or None"),
    ],
)
def test_an_option_that_may_not_be_so_is_refused(ferry, name, option, value, allowed):
    with pytest.raises(OnrecordError) as raised:
        ferry.chart(name, **{option: value})
    assert f"{option} = {value!r} is not allowed for the chart {name!r}" in str(raised.value)
    assert allowed in str(raised.value)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_options_have_the_defaults_and_limits_of_the_notebooks(notebook):
    for name in OPTIONS.keys() & fields_of(notebook):
        default, allowed = OPTIONS[name].default, OPTIONS[name].allowed
        assert getattr(check_parameters(notebook, {}), name) == default
        for value in () if allowed is str else allowed:
            assert getattr(check_parameters(notebook, {name: value}), name) == value


def test_a_name_that_several_have_is_asked_for():
    record = Record(tables_of(add_ferry, add_aide))
    rows = record.tables.entities.to_pylist()
    for row in rows:
        row["aliases"] = [*row["aliases"], "The Same"]
    tables = replace(
        record.tables, entities=pa.Table.from_pylist(rows, record.tables.entities.schema)
    )
    with pytest.raises(OnrecordError, match="'The Same' may be any of"):
        Record(tables).chart("positions_of_entity", entity="The Same")

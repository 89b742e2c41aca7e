"""The charts of a record, by name."""

import pytest
from report_examples import add_aide, add_ferry, add_hostile, add_unread, tables_of

from onrecord import charts, counts
from onrecord.errors import OnrecordError
from onrecord.record import Record


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

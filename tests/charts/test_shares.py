"""Charts of share of voice and of who speaks about whom; and what charts say where there is nothing."""

import pandas as pd
import pytest
from report_examples import add_ferry, tables_of

from onrecord import charts, counts
from onrecord.charts.picture import note, show_chart
from onrecord.record import Record

ENDS = pd.DataFrame(
    {"opens": [3, 1], "closes": [1, 3], "ids": [{}, {}]}, index=["Ann Reed", "Bo Vale"]
)
LINKS = pd.DataFrame(
    [("Ann", "Bo", 3), ("Bo", "Ann", 1), ("Cy", "Ann", 1)], columns=["source", "about", "claims"]
)


def voices(by, *rows):
    columns = ["source", by, "percent", "low", "high", "articles"]
    return pd.DataFrame(rows, columns=columns).assign(words=1)


TIMES = voices(
    "period",
    ("Ann", "week of 2025-03-03", 40.0, 10.0, 70.0, 6),
    ("Ann", "week of 2025-03-10", 0.0, float("nan"), float("nan"), 3),
)
OUTLETS = voices(
    "outlet",
    *(("Ann", "Tide", 40.0, 10.0, 70.0, 6), ("Ann", "Gazette", 30.0, 10.0, 50.0, 6)),
    *(("Bo", "Tide", 5.0, 1.0, 9.0, 6), ("Bo", "Gazette", 45.0, 20.0, 60.0, 6)),
)


@pytest.fixture(scope="module")
def ferry():
    return Record(tables_of(add_ferry))


def said(ax):
    picture = show_chart(ax)
    return f"{picture.title} {picture.subtitle}"


def test_first_and_last_words_are_told_with_their_numbers():
    ax = charts.plot_first_and_last_word(ENDS, top=1)
    assert said(ax).startswith("Ann Reed has the first word in 3 of 4 articles, the last in 1")
    assert "Not shown: 1 source." in said(ax)
    never = charts.plot_first_and_last_word(ENDS.assign(closes=[0, 4]))
    assert "in 3 of 4 articles, the last in none" in said(never)
    assert "Ann Reed: 3 first, 1 last" in ax.get_label()


def test_share_over_time_says_its_interval_and_the_fewest_articles():
    ax = charts.plot_voice_over_time(TIMES)
    assert "Ann: 40% of the reported words in the week of 2025-03-03, 0% in the week" in said(ax)
    assert "bootstrap over articles" in said(ax) and "behind a share: 3" in said(ax)
    assert "week of 2025-03-03: Ann 40%; week of 2025-03-10: Ann 0%" in ax.get_label()


def test_outlets_are_compared_by_the_source_that_differs_most():
    ax = charts.plot_voice_by_outlet(OUTLETS)
    assert said(ax).startswith("Bo has 45% of the reported words in Gazette, 5% in Tide")
    assert "Ann: Tide 40%, Gazette 30%; Bo: Tide 5%, Gazette 45%" in ax.get_label()


def test_interval_is_drawn_where_it_is_known_and_stays_in_its_panel():
    ax = charts.plot_voice_by_outlet(OUTLETS)
    spans = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    assert len(spans) == 4 and all(low < high < int(low) + 1 for low, high in spans)


def test_network_reads_down_on_the_right_and_up_on_the_left():
    ax = charts.plot_network_of_speakers(LINKS)
    assert said(ax).startswith("2 others here speak about Ann")
    arcs = [line for line in ax.lines if len(line.get_xdata()) > 2]
    ways = [(a.get_xdata()[9] > 0, a.get_ydata()[-1] > a.get_ydata()[0]) for a in arcs]
    assert ways == [(True, True), (False, False), (False, False)]
    thick = [arc.get_linewidth() for arc in arcs]
    assert thick[0] > thick[1] == thick[2]
    assert "Ann: 3 claims about Bo; Bo: 1 claim about Ann" in ax.get_label()


@pytest.mark.parametrize(
    "ax",
    [
        charts.plot_voice_over_time(TIMES[:1]),
        charts.plot_voice_by_outlet(OUTLETS[OUTLETS["outlet"] == "Tide"]),
    ],
    ids=["period", "outlet"],
)
def test_one_of_a_kind_is_a_sentence_and_no_picture(ax):
    picture = show_chart(ax)
    assert "is the only" in picture.alt and not picture.drawn
    assert str(picture.figure) == f'<p class="chart-note">{picture.alt}</p>'


def test_one_outlet_and_one_month_are_said_by_the_older_charts_too(ferry):
    of = ferry.mentions, ferry.entities
    outlets = counts.mentions_by_outlet(*of, ferry.articles, ["Ada Marsh"])
    ax = charts.plot_mentions_by_outlet(outlets)
    assert "The Gazette is the only outlet in this selection" in ax.get_label()
    months = counts.speech_by_month(ferry.attributions, ferry.entities, ferry.articles, "kind")
    assert "2025-03 is the only period" in charts.plot_speech_by_month(months).get_label()
    same = ferry.articles.assign(published=pd.Timestamp("2025-03-04"))
    mentions = charts.plot_mentions_over_time(counts.mentions_over_time(*of, same))
    assert "2025-03-04 is the only day in this selection" in mentions.get_label()
    claims = charts.plot_claims_over_time(counts.claims_over_time(ferry.claims, same), 2)
    assert claims.get_label().endswith("nothing to compare. 2 claims without a date.")


def test_what_is_no_source_is_told_by_its_name_and_counted_as_none(ferry):
    words = counts.words_by_source(ferry.attributions)
    assert "18 words of reported speech by 3 sources." in said(charts.plot_words_by_source(words))
    shown = said(charts.plot_words_by_source(words, top=2))
    assert "Not shown: 1 source and (no source given) with 6 words." in shown


def test_a_page_has_the_first_sentence_of_a_note_and_folds_the_others(ferry):
    words = counts.words_by_source(ferry.attributions)
    html = str(show_chart(charts.plot_words_by_source(words)).figure)
    first, more = html.split('<details class="chart-more">')
    assert first.endswith('<p class="chart-note">18 words of reported speech by 3 sources.</p>')
    assert '<summary>How it is counted</summary><p class="chart-note">Direct: ' in more


def test_an_initial_ends_no_sentence_and_one_sentence_is_not_folded():
    picture = show_chart(charts.plot_first_and_last_word(ENDS))
    changed = type(picture)(picture.svg, "x", "Title", "Of J. R. Reed. More.", 10)
    assert '<p class="chart-note">Of J. R. Reed.</p><details' in str(changed.figure)
    alone = type(picture)(picture.svg, "x", "Title", "Of J. R. Reed.", 10)
    assert "<details" not in str(alone.figure)


def test_a_note_shows_itself_in_a_notebook_as_a_picture():
    picture = show_chart(note("Title", "Nothing here."))
    assert "<img" in picture.html and picture.title == ""

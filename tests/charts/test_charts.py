"""Counts and the charts that are drawn of them."""

import re
import warnings
import xml.etree.ElementTree as ElementTree
from itertools import combinations, pairwise

import matplotlib
import pandas as pd
import pytest
import small_record
from chart_examples import draw
from matplotlib.colors import to_rgb
from report_examples import add_ferry, add_hostile, add_unread, tables_of

from onrecord import charts, counts
from onrecord.charts import shapes, two_sided
from onrecord.charts.picture import (
    GREY,
    INK,
    QUIET,
    SMALL_TEXT,
    TEXT,
    drawing,
    fit,
    show_chart,
    text_width,
)
from onrecord.counts.labels import NO_SOURCE, UNRESOLVED, source_labels
from onrecord.record import Record
from onrecord.tables.schema import PERHAPS

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ferry():
    return Record(tables_of(add_ferry))


@pytest.fixture(scope="module")
def hostile():
    return Record(tables_of(add_hostile))


def texts(picture):
    return ["".join(t.itertext()) for t in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


def test_words_count_for_the_outer_source_only(ferry):
    table = counts.words_by_source(ferry.attributions)
    assert table["words"].to_dict() == {
        "Ada Marsh": 7,
        "Ben Okoro": 5,
        "Officials": 4,
        NO_SOURCE: 2,
    }
    assert table.loc["Ada Marsh", ["direct", "mixed", "indirect"]].tolist() == [4, 0, 3]
    assert table["percent"].tolist() == [39, 28, 22, 11]
    assert table.loc["Ada Marsh", "ids"] == ["ferry:a1", "ferry:a2"]


def test_words_by_class_show_what_rests_on_nobody_named(ferry):
    table = counts.words_by_class(ferry.attributions)
    assert table["words"].tolist() == [12, 0, 0, 0, 0, 4, 0, 2]
    assert table["sources"].tolist() == [2, 0, 0, 0, 0, 1, 0, 0]


def test_words_of_pronouns_that_nobody_was_found_for_have_no_sure_owner(ferry):
    frame = ferry.attributions.replace({"source_name": {"Officials": "They"}})
    table = counts.words_by_class(frame)
    assert table.loc["no sure owner", ["words", "sources"]].tolist() == [4, 0]
    assert table["words"]["unnamed source"] == 0
    said = " ".join(texts(show_chart(charts.plot_words_by_class(table))))
    assert "33% of the reported words come from sources not joined to a name" in said


def test_words_of_whom_the_article_may_name_have_no_sure_owner(ferry):
    frame = ferry.attributions
    officials = frame["source_name"] == "Officials"
    frame.loc[officials, "evidence"] += f"{PERHAPS}Ada Marsh"
    assert counts.words_by_class(frame)["words"].to_dict() == {
        "named person": 7 + 5,
        "named organisation": 0,
        "other named source": 0,
        "unnamed, of an organisation": 0,
        "document": 0,
        "unnamed source": 0,
        "no sure owner": 4,
        "no source given": 2,
    }
    table = counts.words_by_source(frame)
    assert table["unsure"].to_dict() == dict.fromkeys(table.index, 0) | {"Officials": 4}
    said = " ".join(texts(show_chart(charts.plot_words_by_source(table))))
    assert "4 words (22%) have no sure owner." in said


def test_unnamed_sources_are_one_whatever_their_case(ferry):
    frame = ferry.attributions
    twice = pd.concat([frame, frame.assign(source_name=frame["source_name"].str.lower())])
    unnamed = twice[twice["source_class"] == "unnamed"]
    assert counts.words_by_source(unnamed).index.tolist() == ["Officials"]


def test_unnamed_sources_of_one_phrase_are_one_though_each_article_has_its_own(ferry):
    attributions, claims = ferry.attributions, ferry.claims
    for frame in (attributions, claims):
        frame["source_entity"] = ["e1", "e1", "e7", "e2", "e3", "e8"]
        frame.loc[5, "source_name"] = "officials"
    attributions.loc[5, "source_class"] = "unnamed"
    words = counts.words_by_source(attributions)["words"]
    assert words.to_dict() == {"Ada Marsh": 7, "Officials": 6, "Ben Okoro": 5}
    classed = counts.with_origin(claims.iloc[::-1], attributions, ferry.articles)
    assert counts.acts_by_source(classed)["claims"]["officials"] == 2


def test_least_sure_comes_first_and_what_never_closes_before_it(ferry):
    table = counts.least_sure_attributions(ferry.attributions)
    assert table.loc[0, ["source", "confidence", "status"]].tolist() == [
        NO_SOURCE,
        0.4,
        "unclosed_quote",
    ]


def test_what_is_checked_by_hand_goes_by_the_lower_of_both_confidences(ferry):
    frame = ferry.attributions.assign(confidence=0.9, source_confidence=0.8, status="ok")
    frame.loc[2, "source_confidence"] = 0.3
    frame.loc[1, "confidence"] = 0.2
    frame.loc[0, "source_confidence"] = None  # no source is given: its content alone counts
    table = counts.least_sure_attributions(frame)
    least = frame["attribution_id"].iloc[[1, 2]].tolist()
    assert [i for [i] in table["ids"][:2]] == least and [i for [i] in table["ids"]][-1] == frame[
        "attribution_id"
    ][0]
    assert table.loc[1, ["confidence", "source_confidence"]].tolist() == [0.9, 0.3]


def test_no_title_is_about_a_pronoun_that_nobody_was_found_for(ferry):
    frame = ferry.attributions.assign(source_entity=None, source_name="They")
    said = texts(show_chart(charts.plot_words_by_source(counts.words_by_source(frame))))
    assert "No source is known of any" in " ".join(said)
    claims = ferry.claims.replace({"source_name": {"Ben Okoro": "They"}})
    claims["source_entity"] = claims["source_entity"].replace("e2", None)
    claims = claims.loc[[3, 3, 4]].assign(claim_id=["a", "b", "c"])
    ax = charts.plot_speakers_about(counts.speakers_about(claims, ferry.entities))
    assert "1 claim by Harbour House mentions Ada Marsh" in texts(show_chart(ax))


def test_articles_that_were_not_read_are_all_listed_with_their_reason(ferry):
    assert counts.articles_not_read(ferry.articles)["path"].tolist() == ["picture.txt", "noise.txt"]
    assert counts.articles_by_status(ferry.articles)["articles"].to_dict() == {
        **{"ok": 2, "undecodable": 1, "unsupported": 1}
    }


def test_outlets_have_their_first_and_last_day(ferry):
    row = counts.articles_by_outlet(ferry.articles).loc["The Gazette"]
    assert row[["articles", "first", "last"]].tolist() == [2, "2025-03-04", "2025-03-06"]


def test_counts_change_nothing_they_are_given(ferry):
    before, given = ferry.claims, ferry.claims
    counts.acts_by_source(given)
    counts.speakers_about(given, ferry.entities)
    counts.claims_over_time(given, ferry.articles)
    counts.contested_statements(
        given, counts.sides_taken(given), given, ferry.attributions, ferry.articles
    )
    counts.claims_passed_on(given, ferry.attributions)
    pd.testing.assert_frame_equal(before, given)


def test_chart_of_nothing_says_so():
    for name, ax in draw(Record(tables_of(add_unread))).items():
        assert "in this selection" in ax.get_label(), name
        assert any("in this selection" in text for text in texts(show_chart(ax)))


def test_chart_shows_the_numbers_of_its_table(ferry):
    shown = {name: texts(show_chart(ax)) for name, ax in draw(ferry).items()}
    assert {"7 · 39%", "5 · 28%", "4 · 22%", "2 · 11%"} <= set(shown["words"])
    assert {"12 · 67%", "0 · 0%"} <= set(shown["classes"])
    assert {"3", "2", "1"} <= set(shown["forms"])
    assert {"Ada Marsh", "Ben Okoro", "start", "end"} <= set(shown["places"])
    assert {"denies", "withholds", "states", "commits", "judges or urges"} <= set(shown["acts"])
    assert {"2025-03-06 reply", "2", "1"} <= set(shown["own"])
    assert {"2025-03-04", "2025-03-06", "3", "2", "1"} <= set(shown["times"])
    assert {"person", "words", "12", "sources", "2", "first quoted"} <= set(shown["voice"])


@pytest.mark.parametrize("name", ["contested", "chains"])
def test_chart_of_what_is_often_missed_says_how_often(ferry, name):
    said = " ".join(" ".join(texts(show_chart(draw(ferry)[name]))).split())
    assert "In other articles" in said


def test_title_is_a_finding_and_alternative_text_has_the_top_numbers(ferry):
    drawn = draw(ferry)
    assert "Ada Marsh gets 39% of the reported words" in texts(show_chart(drawn["words"]))
    assert drawn["words"].get_label() == (
        "Bar chart of reported words by source. Ada Marsh: 7 · 39%; Ben Okoro: 5 · 28%; "
        "Officials: 4 · 22%; and 1 more row."
    )
    assert show_chart(drawn["words"]).alt == drawn["words"].get_label()
    assert show_chart(drawn["words"], alt="other").alt == "other"


def test_what_is_not_shown_is_said(ferry):
    said = " ".join(texts(show_chart(draw(ferry, top=1)["words"])))
    assert "Not shown: 2 sources and (no source given) with 11 words." in said
    said = " ".join(texts(show_chart(draw(ferry, top=1)["forms"])))
    assert "Not shown: 2 entities with 3 mentions." in said


def test_largest_is_on_top(ferry):
    ax = draw(ferry)["words"]
    assert ax.get_yticklabels()[0].get_text() == "Ada Marsh"
    assert ax.yaxis_inverted()


def test_same_table_gives_the_same_bytes(ferry):
    first, second = ({n: show_chart(a).svg for n, a in draw(ferry).items()} for _ in range(2))
    assert first == second


def test_hostile_names_are_drawn_as_they_are_and_svg_stays_well_formed(hostile):
    for ax in draw(hostile).values():
        picture = show_chart(ax)
        root = ElementTree.fromstring(picture.svg)
        assert not list(root.iter(f"{SVG}script"))
        assert "\u202e" not in picture.svg and "\x01" not in picture.svg + picture.alt
    assert any("$x_{" in text for text in texts(show_chart(draw(hostile)["words"])))


def test_hostile_names_raise_nothing_when_saved_by_hand(hostile, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        draw(hostile)["acts"].figure.savefig(tmp_path / "chart.png")


def test_glyph_that_our_font_lacks_warns_nobody(hostile):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ax in draw(hostile).values():
            show_chart(ax)


def test_settings_of_the_user_are_neither_used_nor_changed(ferry):
    with matplotlib.rc_context({"font.size": 40, "svg.fonttype": "path", "axes.facecolor": "red"}):
        before = dict(matplotlib.rcParams)
        changed = {n: show_chart(a).svg for n, a in draw(ferry).items()}
        assert dict(matplotlib.rcParams) == before
    assert changed == {n: show_chart(a).svg for n, a in draw(ferry).items()}


def test_nothing_is_drawn_off_the_sheet(ferry, hostile):
    for record in (ferry, hostile):
        for name, ax in draw(record).items():
            ax.figure.set_dpi(720)  # at few dots an inch, text is rounded up
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of glyphs that our font lacks
                ax.figure.draw_without_rendering()
                box = ax.figure.get_tightbbox()
            assert box.x0 > -0.03 and box.x1 < ax.figure.get_figwidth() + 0.03, name
            assert box.y0 > -0.03 and box.y1 < ax.figure.get_figheight() + 0.03, name


def crowd(size):
    """So many people, each mentioned once in one article without a date and an outlet."""
    people = [f"Person {n} {'of Somewhere ' * (n % 20)}{'X' * (n % 90)}" for n in range(size)]
    of = small_record.article("crowd", ". ".join(people) + ".")
    mentions, at = [], 0
    for n, person in enumerate(people):
        place = {"start": at, "end": at + len(person), "text": person}
        mentions.append(small_record.mention(of, n, person, f"e{n}") | place)
        at += len(person) + 2
    entities = [small_record.entity(f"e{n}", person) for n, person in enumerate(people)]
    said = small_record.attribution(of, 1, people[0], source_entity="e0", source_name=people[0])
    return small_record.record([of], [said], mentions, entities)


@pytest.mark.parametrize("size", [1, 5000])
def test_one_and_thousands_of_entities_are_drawn_on_the_sheet(size):
    drawn = draw(crowd(size), top=50)
    assert "No mentions in dated articles" in drawn["times"].get_label()
    assert "No mentions with an outlet" in drawn["outlets"].get_label()
    for name, ax in drawn.items():
        ax.figure.set_dpi(720)
        ax.figure.draw_without_rendering()
        box = ax.figure.get_tightbbox()
        assert box.x0 > -0.03 and box.x1 < ax.figure.get_figwidth() + 0.03, name
        assert len(ax.get_yticks()) <= 50, name


def test_cell_of_somebody_with_themselves_is_empty(ferry):
    ax = draw(ferry)["together"]
    [cells] = ax.collections
    assert cells.get_array().mask.tolist() == [[r == c for c in range(3)] for r in range(3)]


def test_shades_differ_in_a_grey_print():
    greys = [
        sum(w * c for w, c in zip((0.30, 0.59, 0.11), to_rgb(face), strict=True))
        for face, *_ in shapes.SHADES
    ]
    assert all(later - earlier > 0.2 for earlier, later in pairwise(greys))


@pytest.mark.parametrize(
    "text",
    ["word " * 60, "Longname" * 40, "", "王" * 90, "one"],
    ids=["words", "long", "none", "wide", "one"],
)
def test_text_fits_its_width_and_lines(text):
    made = fit(text, 2.0, 10, lines=2).split("\n")
    assert len(made) <= 2
    assert all(text_width(line, 10) <= 2.0 for line in made)


def test_picture_has_its_alternative_text_for_jupyter_and_for_the_report(ferry):
    picture = show_chart(draw(ferry)["words"])
    data, metadata = picture._repr_mimebundle_()
    assert data["image/svg+xml"].startswith("<?xml") and data["text/plain"] == picture.alt
    assert metadata["image/svg+xml"]["alt"] == picture.alt
    assert f'alt="{picture.alt}"' in data["text/html"]


def test_text_is_as_large_in_a_picture_of_any_width(ferry):
    drawn = draw(ferry)
    widths = {n: re.search(r"max-width: (\d+)px", show_chart(drawn[n]).html)[1] for n in drawn}
    assert widths["words"] == "540" and widths["contested"] == "457"


def test_parts_of_claims_differ_by_shade_or_hatch_in_a_grey_print():
    looks = [two_sided.COMMITMENT, two_sided.SOURCED, two_sided.BOTH_WAYS]
    looks += [shapes.FOUR_SHADES, two_sided.AGAINST]
    for parts in looks:
        for (face, hatch, *_), (other, second, *_) in combinations(parts, 2):
            greys = [
                sum(w * c for w, c in zip((0.30, 0.59, 0.11), to_rgb(f), strict=True))
                for f in (face, other)
            ]
            assert hatch != second or abs(greys[0] - greys[1]) > 0.2


def test_denials_go_left_of_the_line_and_down_from_it(ferry):
    drawn = draw(ferry)
    assert min(patch.get_x() + patch.get_width() for patch in drawn["acts"].patches) == -1
    assert any(patch.get_height() > 0 for patch in drawn["when"].patches)  # the axis points down


def test_claims_without_a_date_are_counted_and_not_drawn(ferry):
    undated = counts.claims_over_time(ferry.claims, ferry.articles.assign(published=None))
    ax = charts.plot_claims_over_time(undated, 6)
    assert (
        "No claims in dated articles in this selection. 6 claims without a date." in ax.get_label()
    )


def test_unresolved_pronouns_are_one_row_and_no_ones_name():
    frame = pd.DataFrame(
        {
            "source_entity": [None, None, "e1", None],
            "source_name": ["It", "they", "She Li", "a man"],
        }
    )
    assert list(source_labels(frame)) == [UNRESOLVED, UNRESOLVED, "She Li", "a man"]


def test_phrase_is_never_told_apart_by_an_id_but_says_that_it_was_not_joined():
    frame = pd.DataFrame(
        {
            "source_entity": ["e1", None, "e2", "e3", "e1"],
            "source_name": ["Ann Reed", "ANN REED", "Bo Vale", "Bo Vale", "Ann Reed"],
        }
    )
    assert list(source_labels(frame)) == [
        *("Ann Reed", "“ANN REED” (not joined)", "Bo Vale (e2)", "Bo Vale (e3)", "Ann Reed"),
    ]


def test_style_has_the_colors_and_sizes_that_charts_are_drawn_in():
    with drawing():
        style = dict(matplotlib.rcParams)
    assert style["text.color"] == style["ytick.labelcolor"] == INK
    assert style["xtick.color"] == style["xtick.labelcolor"] == QUIET
    assert style["axes.edgecolor"] == GREY
    assert style["font.size"] == style["ytick.labelsize"] == TEXT
    assert style["xtick.labelsize"] == style["legend.fontsize"] == SMALL_TEXT


# Whom we hear.


def speakers(values):
    """An article in each of two months in which people speak, each of a party of its own."""
    people = [f"Person {n}" for n in range(len(values))]
    days = {"a": "2025-03-01", "b": "2025-04-01"}
    of = [small_record.article(a, ", ".join(people), published=day) for a, day in days.items()]
    entities, said = [], []
    for n, (person, party) in enumerate(zip(people, values, strict=True)):
        entities.append(small_record.entity(f"e{n}", person) | {"party": party})
        by = {"source_name": person, "source_entity": f"e{n}", "source_class": "named_person"}
        said += [small_record.attribution(each, n, person, **by) for each in of]
    made = small_record.record(of, said)
    return made.attributions, made.mentions, pd.DataFrame(entities), made.articles


def drawn_of(values):
    attributions, mentions, entities, articles = speakers(values)
    voice = counts.speech_by_group(attributions, mentions, entities, "party", most=50)
    months = counts.speech_by_month(attributions, entities, articles, "party", most=50)
    return [charts.plot_speech_by_group(voice), charts.plot_speech_by_month(months)]


def test_share_of_the_unknown_stands_beside_every_bar_even_where_it_is_nothing():
    for ax in drawn_of(["Lab", "Con"]):
        assert {"unknown", "0%"} <= set(texts(show_chart(ax)))
    for ax in drawn_of(["Lab", None, None]):
        assert {"unknown", "67%"} <= set(texts(show_chart(ax)))
        assert "Lab 33%, unknown 67%" in ax.get_label()


def test_nobody_is_unknown_by_kind(ferry):
    drawn = draw(ferry)
    for name in ("voice", "months words"):
        assert "nknown" not in " ".join(texts(show_chart(drawn[name])))


def test_groups_that_looks_cannot_tell_apart_are_one():
    for ax in drawn_of([f"Party {n}" for n in range(9)]):
        said = texts(show_chart(ax))
        assert {"Party 0", "Party 4", "(4 others)", "unknown"} <= set(said)
        assert "Party 5" not in said


def test_groups_of_names_that_are_long_alike_or_hidden_have_each_their_mark_on_the_sheet():
    names = ["_quiet", "X" * 80, "X" * 90, "=cmd|'/c'!A1", "\u202e\x01 $x_{", "<b>"]
    for ax in drawn_of(names):
        said = [text.strip() for text in texts(show_chart(ax))]
        cut = next(text for text in said if text.startswith("XXX") and text.endswith("…"))
        assert f"{cut}*" in said
        assert any("_quiet" in text for text in said)
        ax.figure.set_dpi(720)
        ax.figure.draw_without_rendering()
        box = ax.figure.get_tightbbox()
        assert box.x0 > -0.03 and box.x1 < ax.figure.get_figwidth() + 0.03


def test_chart_by_group_of_a_corpus_where_no_one_has_a_name_says_so(ferry):
    nameless = ferry.attributions.assign(source_entity=None, source_class="unnamed")
    of = nameless, ferry.mentions, ferry.entities, "party"
    assert (
        "No sources with a name"
        in charts.plot_speech_by_group(counts.speech_by_group(*of)).get_label()
    )


def test_style_is_for_charts_of_ones_own_and_pyplot_shows_none_twice():
    import matplotlib.pyplot as plt

    with plt.style.context("onrecord.style"):
        assert plt.rcParams["axes.prop_cycle"].by_key()["color"][0] == shapes.DARK
        figure, ax = plt.subplots()
        ax.plot([1, 2])
    picture = charts.show_chart(ax, alt="A line from 1 to 2.")
    assert picture.alt == "A line from 1 to 2." and not plt.fignum_exists(figure.number)

"""The record: filter, find, show."""

import datetime
from dataclasses import replace

import pandas as pd
import pytest
from report_examples import add_aide, add_ferry, tables_of
from small_record import article, attribution, claim, entity, harbour, mention, record
from tables_by_hand import write_tables

from onrecord import load
from onrecord.errors import OnrecordError
from onrecord.record import Record

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202e'


def ids(made):
    return made.articles["article_id"].tolist()


def test_what_was_written_is_loaded(tmp_path):
    write_tables(harbour().tables, tmp_path / "t")
    assert repr(load(tmp_path / "t")) == repr(harbour())
    with pytest.raises(OnrecordError, match="not a folder of onrecord tables"):
        load(tmp_path)


def test_frames_hold_plain_values():
    made = harbour()
    assert made.articles["published"].dtype.kind == "M"
    assert made.articles.set_index("article_id")["outlet"]["broken"] is None
    assert made.attributions["content_spans"][0] == [[20, 42]]
    assert type(made.claims["echoes"][0]) is list


def test_changing_a_frame_changes_no_record():
    made = harbour()
    frame = made.attributions
    frame["content_spans"][0][0][0] = 99
    frame["content_spans"][0].append([0, 1])
    frame.loc[0, "source_name"] = "nobody"
    made.manifest["model"]["name"] = "other"
    assert made.attributions["content_spans"][0] == [[20, 42]]
    assert made.attributions["source_name"][0] == "Ann Reed"
    assert "en_core_web_sm" in repr(made)


def test_outlets_are_found_in_any_case():
    assert ids(harbour().filter(outlet="the harbour GAZETTE")) == ["gazette-1"]
    both = harbour().filter(outlet=["Tidewater Business", "The Harbour Gazette"])
    assert ids(both) == ["gazette-1", "tide-1", "undated"]


def test_an_unknown_outlet_names_those_there_are_nearest_first():
    with pytest.raises(OnrecordError, match="'The Harbour Gazette', 'Tidewater Business'"):
        harbour().filter(outlet="Harbor Gazette")


@pytest.mark.parametrize(
    "day", ["2025-03-11", datetime.date(2025, 3, 11), pd.Timestamp("2025-03-11")]
)
def test_days_are_inclusive_and_articles_without_one_are_said_to_be_left_out(day):
    made = harbour().filter(since=day, until=day)
    assert ids(made) == ["tide-1"]
    assert made.notes[0] == "2 articles have no date, and cannot be placed in time."
    assert made.notes[0] in repr(made) and made.notes[0] in made._repr_html_()


def test_days_before_or_after_all_articles_name_those_there_are():
    with pytest.raises(OnrecordError, match="2025-03-04 to 2025-03-11"):
        harbour().filter(since="2026-01-01")
    with pytest.raises(OnrecordError, match="YYYY-MM-DD"):
        harbour().filter(until="4 March")


def test_an_entity_keeps_the_articles_that_mention_it():
    assert ids(harbour().filter(entity="tom reed")) == ["tide-1"]


def test_a_filter_counts_entities_anew_and_cuts_links_that_lead_out():
    made = harbour().filter(articles="tide")
    assert made.entities["name"].tolist() == ["Tom Reed"]
    assert made.entities[["mentions", "articles"]].values.tolist() == [[1, 1]]
    assert made.claims["disputes"].tolist() == [[], []]
    assert any("2 links between claims lead" in note for note in made.notes)
    assert len(made.attributions) == 2 and len(made.mentions) == 1


def test_a_filter_keeps_only_the_evidence_of_links_that_are_left():
    texts = {i: article(i, "Yes. No.") for i in ("a", "b: x", "c")}
    rows = [
        attribution(of, n, what) for of in texts.values() for n, what in ((1, "Yes"), (2, "No"))
    ]
    claims = [claim(row) for row in rows]
    kept, gone = "b: x:a1: shares: port, quay; close", "c:a1: denies: c:a2; no"
    claims[0] |= {"disputes": ["c:a1"], "echoes": ["b: x:a1"], "link_evidence": f"{kept}; {gone}"}
    claims[1] |= {"disputes": ["c:a1"], "link_evidence": gone}
    claims[2] |= {"echoes": ["a:a1"], "link_evidence": "a:a1: shares: port"}
    made = record(texts.values(), rows, claims=claims)
    assert made.filter(articles=["a", "b: x"]).claims["link_evidence"].tolist() == [
        kept, None, "a:a1: shares: port", None,
    ]  # fmt: skip
    assert made.filter(articles=["a", "c"]).claims["link_evidence"].tolist()[:2] == [gone, gone]
    assert made.filter().claims["link_evidence"].tolist()[0] == f"{kept}; {gone}"


def test_sources_with_a_value_keep_what_they_say_and_where_they_say_it():
    made = Record(tables_of(add_ferry, add_aide)).filter(source=("party", "Harbour League"))
    assert ids(made) == ["ferry"]
    assert set(made.attributions["source_name"]) == set(made.claims["source_name"]) == {"Ada Marsh"}
    assert len(made.mentions) > 2 and "party = Harbour League" in made.notes[0]
    assert made.claims["disputes"].map(len).sum() == 0


@pytest.mark.parametrize(
    ("sources", "named"),
    [
        (("patry", "Harbour League"), "'patry' is no column.*There are: party"),
        (("kind", "PERSON"), "'kind' is no column"),
        (("label", "PERSON"), "'label' is no column"),
        (("party", "Harbour"), "No source has party = 'Harbour'. There are 'Harbour League'"),
    ],
)
def test_sources_by_what_nobody_added_or_nobody_has_are_refused(sources, named):
    with pytest.raises(OnrecordError, match=named):
        Record(tables_of(add_ferry, add_aide)).filter(source=sources)


def test_criteria_that_no_article_meets_together_are_refused():
    with pytest.raises(OnrecordError, match="Not one of 4 articles"):
        harbour().filter(articles="undated", entity="Tom Reed")


def test_an_entity_is_found_by_id_name_or_alias():
    made = harbour()
    for who in ("e1", "ann reed", "MAYOR Ann Reed"):
        assert made.who(who).entity_id == "e1"
    assert made.who("ann reed's office").entity_id == "e3"


def test_an_alias_of_two_entities_names_both_where_a_number_would_depend_on_it():
    with pytest.raises(
        OnrecordError, match=r"'Ann Reed' \(e1, PERSON\), 'Tom Reed' \(e2, PERSON\)"
    ):
        harbour().filter(entity="Reed")


def test_of_entities_called_alike_the_one_with_a_name_is_meant():
    twins = [entity(f"e{n}", "the mayor", named=False) for n in range(20)]
    made = record(entities=[*twins, entity("e20", "Ann Reed", ["the mayor"])])
    with pytest.raises(OnrecordError, match=r"'the mayor' \(e7, PERSON\) and 13 more"):
        made.filter(source="the mayor")
    made = record(entities=[entity("e1", "Reed", named=False), entity("e2", "Reed")])
    assert made.who("reed").entity_id == "e2"


def test_the_summary_keeps_those_who_have_no_name_apart():
    of = article("a", "Officials said no.")
    said = attribution(of, 1, "no", source="Officials", source_entity="e2")
    made = record(
        [of], [said], entities=[entity("e1", "Ann"), entity("e2", "Officials", named=False)]
    )
    assert "named 1 · without a name 1" in repr(made) and "most quoted" not in repr(made)
    assert "without a name" not in repr(harbour())


def test_an_unknown_entity_names_near_ones():
    with pytest.raises(OnrecordError, match="nearest are 'Tom Reed'"):
        harbour().who("Tim Reed")
    with pytest.raises(OnrecordError, match="no entities"):
        record().who("x")


def test_an_article_is_found_by_a_beginning_of_its_own_or_its_stem():
    made = record([article("a-1"), article("a-2"), article("b", path="folder/deep.txt#3.txt")])
    assert made.article("b").row["article_id"] == "b"
    assert harbour().article("gaz").row["article_id"] == "gazette-1"
    assert record([article("x", path="y/stem.txt")]).article("stem").row["article_id"] == "x"
    with pytest.raises(OnrecordError, match="'a-1', 'a-2'"):
        made.article("a-")
    for unknown in ("zz", ""):
        with pytest.raises(OnrecordError, match="nearest"):
            made.article(unknown)


def test_the_marked_article_has_its_text_legend_numbers_and_notes():
    shown = harbour().article("gazette-1")
    html = shown._repr_html_()
    assert "The port stays" in html and 'href="https://gazette.example/1"' in html
    assert 'title="content of a1 · Ann Reed · asserts"' in html
    assert 'id="onrecord-gazette-1:a1"' in html and 'id="onrecord-gazette-1:a1.note"' in html
    assert "who speaks" in html and "· mixed" in html
    assert "a1  Ann Reed asserts: the port" in repr(shown)


def test_mentions_are_marked_when_asked_for():
    made = harbour()
    mark = '<span class="onrecord-mention"'
    assert mark not in made.article("gaz").html
    assert made.article("gaz", mentions=True).html.count(mark + ' title="') == 2
    assert made.article("gaz", entity="e1").html.count(mark + ' title="') == 1
    assert "of Ann Reed" in made.article("gaz", entity="e1").html


def test_a_second_showing_can_have_ids_of_its_own():
    assert 'id="second-gazette-1:a1"' in harbour().article("gaz", prefix="second").html


def test_an_article_that_was_not_read_says_why():
    shown = harbour().article("broken")
    for text in (shown._repr_html_(), repr(shown)):
        assert "Not read: undecodable." in text and "holds NUL bytes" in text


def test_a_duplicate_names_what_it_repeats():
    made = record([article("a", "x"), article("b", "x", status="duplicate", duplicate_of="a")])
    assert "It repeats" in made.article("b").html


def test_the_summary_says_what_was_read_and_found():
    text = repr(harbour())
    for part in (
        "4 · read 3 · undecodable 1",
        "2025-03-04 to 2025-03-11 · no date 1",
        "4 · indirect 3 · mixed 1",
        "named 2 · unnamed of an organisation 0 · documents 0 · unnamed 2 · no source 0",
        "Ann Reed 1 · Tom Reed 1",
        "broken: broken.txt holds NUL bytes",
        "onrecord 0.1.0 · en_core_web_sm 3.8.0",
    ):
        assert part in text


def test_the_summary_counts_only_what_was_read_and_the_outermost_sources():
    read = article("a", "Ann said that Bo said no.", outlet="The Tide")
    long = article("b", "Words not read.", "1999-01-01", outlet="The Ebb", status="too_long")
    outer = attribution(read, 1, "Bo said no", source="Ann", source_entity="e1")
    inner = attribution(read, 2, "no", source="Bo", source_entity="e2", depth=1)
    text = repr(
        record([read, long], [outer, inner], entities=[entity("e1", "Ann"), entity("e2", "Bo")])
    )
    assert "words  6" in text and "The Tide 1" in text and "no date 1" in text
    assert "The Ebb" not in text and "1999" not in text
    assert "most quoted  Ann 1\n" in text


def test_the_summary_says_that_articles_were_chosen_by_whom_they_mention():
    assert "Articles that do not mention Ann Reed are left out" in repr(
        harbour().filter(entity="e1")
    )


def test_an_empty_record_can_be_shown_searched_and_filtered():
    made = record()
    assert "articles  0" in repr(made) and "<dl" in made._repr_html_()
    assert made.articles.empty and made.claims.empty and not len(made.search("x"))
    assert made.sentences([]) == [] and made.filter().articles.empty
    with pytest.raises(OnrecordError, match="no articles"):
        made.article("x")


def test_sentences_are_the_evidence_for_ids_in_the_order_of_the_articles():
    made = harbour()
    found = made.sentences(["tide-1:a2", "gazette-1:m1", "gazette-1:a1", "gazette-1:a1"])
    assert [p.ids[0] for p in found] == ["gazette-1:a1", "gazette-1:m1", "tide-1:a2"]
    assert made.sentences("tide-1:a2")[0].label == "Tom Reed warns"
    with pytest.raises(OnrecordError, match="'tide-1:a9' is no attribution"):
        made.sentences(["tide-1:a9"])


def test_a_frame_opens_to_its_evidence_and_does_not_show_the_ids():
    made = harbour()
    frame = made.attributions.groupby("source_name").agg(
        n=("article_id", "size"), ids=("attribution_id", list)
    )
    shown = made.evidence_table(frame, evidence="ids", caption="Sources", linked=["gazette-1"])
    html = shown._repr_html_()
    assert html.count("<details>") == 4 and "tide-1:a1" not in html
    assert 'href="#onrecord-gazette-1:a1"' in html and "#onrecord-tide" not in html
    assert "source name" in html and "Ann Reed" in repr(shown) and "ids" not in repr(shown)


def test_evidence_may_be_missing_for_a_row_or_for_all():
    made = harbour()
    frame = pd.DataFrame({"n": [1, 2, 3]})
    evidence = [None, float("nan"), ["tide-1:a1"]]
    assert made.evidence_table(frame, evidence=evidence).html.count("<details>") == 1
    assert "<details>" not in made.evidence_table(frame).html
    assert (
        made.evidence_table(frame, evidence=evidence, linked=True).html.count("in the article") == 1
    )


def hostile_record():
    of = article(
        HOSTILE, f"{HOSTILE} said\n{HOSTILE}!", title=HOSTILE, outlet=HOSTILE, author=HOSTILE
    )
    of |= {"url": "javascript:alert(1)"}
    row = attribution(of, 1, f"{HOSTILE}!", source=HOSTILE, cue="said", source_entity=HOSTILE)
    unread = article(f"{HOSTILE}2", status="failed", message=HOSTILE)
    return record(
        [of, unread],
        [row],
        [mention(of, 1, HOSTILE, HOSTILE)],
        [entity(HOSTILE, HOSTILE, [HOSTILE])],
        [claim(row)],
    )


def everything_shown(made):
    frame = made.attributions[["source_name", "content_text"]]
    evidence = [[i] for i in made.attributions["attribution_id"]]
    shown = [
        made,
        made.search("script"),
        made.evidence_table(frame, evidence=evidence, linked=True),
    ]
    shown += [made.article(i, mentions=True) for i in ids(made)]
    return "\n".join(thing._repr_html_() for thing in shown)


def test_nothing_of_an_article_is_ever_markup():
    html = everything_shown(hostile_record())
    assert "<script" not in html and "<img" not in html and "javascript:" not in html


def test_a_browser_runs_nothing_and_shows_the_untouched_text(page):
    made = hostile_record()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.set_content(everything_shown(made))
    texts = page.eval_on_selector_all(
        ".onrecord-text",
        "found => found.map(text => [...text.querySelectorAll('.onrecord-paragraph')]"
        ".map(p => p.textContent).join(''))",
    )
    assert texts == [made.articles["text"][0], ""] and not dialogs
    assert page.evaluate("document.querySelectorAll('.onrecord-output img, script').length") == 0


@pytest.mark.parametrize("width", [400, 1400])
def test_nothing_is_wider_than_the_window(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(everything_shown(harbour()))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_row_opens_without_a_script(page):
    made = harbour()
    page.set_content(made.evidence_table(pd.DataFrame({"n": [1]}), evidence=[["tide-1:a2"]]).html)
    assert not page.locator(".onrecord-quote").is_visible()
    page.locator("summary").click()
    assert page.locator(".onrecord-quote").inner_text() == "Tom Reed warned of strikes."


@pytest.mark.parametrize(
    ("model", "said"),
    [("x", "x"), ({"name": "y"}, "y"), ({"version": "1"}, "1"), (["a"], "['a']"), (None, "")],
)
def test_summary_says_what_a_manifest_has_of_the_model(model, said):
    tables = harbour().tables
    made = Record(replace(tables, manifest=tables.manifest | {"model": model}))
    lines = [line.split("  ")[-1] for line in repr(made).splitlines() if "made by" in line]
    assert said in " ".join(lines)


def test_article_and_passage_show_role_and_for_whom():
    of = article("x", "A Fjord spokesman said no.")
    row = attribution(of, 1, "no", source="A Fjord spokesman", cue="said", source_role="spokesman")
    row |= {"source_affiliation": "e1"}
    made = record([of], [row], [], [entity("e1", "Fjord Bank", label="ORG")])
    for shown in (made.article("x").html, repr(made.article("x")), made.sentences("x:a1")[0].label):
        assert "A Fjord spokesman (for Fjord Bank) asserts" in str(shown).replace("</bdi>", "")

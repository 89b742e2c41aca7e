"""The table of claims to search and filter: what it holds, and what of it reaches a page."""

import re
from html.parser import HTMLParser

import pytest
from report_examples import HOSTILE, add_ferry, add_hostile, tables_of
from small_record import article, attribution, claim, entity, harbour, record

from onrecord.errors import OnrecordError
from onrecord.pages.marking import browsing_script
from onrecord.record import Record


class Cells(HTMLParser):
    """The rows of a table: text by column; those inside a <template> are `later`."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.later, self.column, self.inside = [], [], None, False
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "template"
        if tag == "tbody":
            (self.later if self.inside else self.rows).append({})
        self.column = dict(attrs).get("data-column", self.column)

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.column = None

    def handle_data(self, data):
        if self.column:
            row = (self.later if self.inside else self.rows)[-1]
            row[self.column] = row.get(self.column, "") + data


def cells(table):
    return Cells(table.html).rows


def many(n):
    of = article("a1", " ".join(f"Ann said the boat {i} leaked." for i in range(n)))
    return record(
        [of],
        [
            attribution(of, i + 1, f"the boat {i} leaked", source="Ann", cue="said")
            for i in range(n)
        ],
    )


def test_row_says_who_does_what_where_and_how_surely():
    assert cells(harbour().claims_table())[0] == {
        "source": "Ann Reed",
        "act": "asserts",
        "commitment": "certainly so",
        "claim": "the port “won’t close”",
        "dispute": "is denied",
        "outlet": "The Harbour Gazette",
        "article": "The port stays",
        "published": "2025-03-04",
    }


def test_every_claim_of_the_record_is_a_row_in_its_order():
    made = harbour()
    assert [row.passage.ids for row in made.claims_table().rows] == [
        (i,) for i in made.claims["claim_id"]
    ]


def test_only_the_claims_that_are_given_are_rows_in_the_order_given():
    made = harbour()
    claims = made.claims
    chosen = claims[claims["act"] != "asserts"].iloc[::-1]
    assert [row["act"] for row in cells(made.claims_table(chosen))] == ["warns", "denies"]


def test_claim_given_twice_is_one_row():
    claims = harbour().claims
    assert len(harbour().claims_table(claims.iloc[[0, 0, 1]]).rows) == 2


def test_row_opens_to_its_sentence_with_source_cue_and_content_marked():
    html = harbour().claims_table().html
    assert '<span class="onrecord-source"' in html and '<b class="onrecord-cue"' in html
    assert html.count("<details>") == 4 and ">sentence</summary>" in html


def test_row_names_what_it_denies_and_who_denies_it():
    asserted, _, denied, _ = (dict(row.facts) for row in harbour().claims_table().rows)
    assert asserted["is denied by"] == ["The union: that the port won't close"]
    assert denied["denies"] == ["Ann Reed: the port “won’t close”"]
    assert denied["says the same as"] == ["Ann Reed: the port “won’t close”"]
    assert "is denied by" not in denied and asserted["decided by"] == ["said"]


def test_claim_that_came_through_others_says_through_whom():
    rows = Record(tables_of(add_ferry)).claims_table().rows
    chains = [dict(row.facts).get("through") for row in rows]
    assert chains == [None] * 4 + [["Ben Okoro says that Harbour House"], None]


def test_claim_with_many_denials_names_some_and_counts_the_rest():
    of = article("a1", "One. " + " ".join(f"S{n} denied it." for n in range(8)))
    said = attribution(of, 1, "One")
    others = [attribution(of, n + 2, "it", source=f"S{n}", cue="denied") for n in range(8)]
    denials = [claim(a, act="denies", disputes=["a1:a1"]) for a in others]
    made = record([of], [said, *others], claims=[claim(said), *denials])
    denied_by = dict(made.claims_table().rows[0].facts)["is denied by"]
    assert denied_by == [*(f"S{n}: it" for n in range(5)), "and 3 more"]


def test_sources_that_are_called_alike_are_told_apart_and_one_alone_is_not():
    of = article("a1", "Ann said yes. Ann said no. Bob said maybe.")
    rows = [
        attribution(of, n, what, source=who, cue="said", source_entity=f"e{n}")
        for n, what, who in ((1, "yes", "Ann"), (2, "no", "Ann"), (3, "maybe", "Bob"))
    ]
    entities = [entity("e1", "Ann"), entity("e2", "Ann"), entity("e3", "Bob")]
    made = record([of], rows, entities=entities)
    assert [row["source"] for row in cells(made.claims_table())] == ["Ann (e1)", "Ann (e2)", "Bob"]


def test_articles_of_one_title_are_told_apart_and_one_alone_is_not():
    titles = {"a1": "Letters", "a2": " Letters\n", "a3": "News"}
    of = [article(i, "Ann said yes. Bob said no.", title=title) for i, title in titles.items()]
    rows = [
        attribution(a, n, what, source=who, cue="said")
        for a in of
        for n, what, who in ((1, "yes", "Ann"), (2, "no", "Bob"))
    ]
    shown = [row["article"] for row in cells(record(of, rows).claims_table())]
    assert shown == ["Letters (a1)"] * 2 + ["Letters (a2)"] * 2 + ["News"] * 2


def test_what_is_missing_says_so_and_is_sorted_as_missing():
    of = article("a1", "It leaked.")
    html = record([of], [attribution(of, 1, "It leaked")]).claims_table().html
    assert '<th scope="row" data-column="source" data-key=""><bdi>no source</bdi>' in html
    for column in ("dispute", "outlet", "published"):
        assert f'<td data-column="{column}" data-key=""><bdi>–</bdi>' in html


def test_long_claim_is_cut_at_a_word_in_its_cell_and_whole_in_its_sentence():
    words = "leak " * 100 + "END"
    of = article("a1", f"Ann said {words}.")
    table = record([of], [attribution(of, 1, words, source="Ann", cue="said")]).claims_table()
    [row] = cells(table)
    assert row["claim"].endswith("leak …") and len(row["claim"]) < 290
    assert "END" in table.rows[0].passage.html


def test_without_scripts_the_first_rows_are_a_table_that_says_how_many_there_are():
    read = Cells(many(30).claims_table().html)
    assert (len(read.rows), len(read.later)) == (25, 5)
    assert read.later[0]["claim"] == "the boat 25 leaked"
    assert "The first 25 of 30 claims." in many(30).claims_table().html
    assert ">1 claim.<" in many(1).claims_table().html


def test_what_is_left_out_is_said_with_the_ways_to_see_it():
    html = many(30).claims_table(limit=10).html
    assert "These are the first 10 of 30 claims: the other 20 are left out" in html
    assert all(way in html for way in ("record.filter(", "record.claims<", "onrecord export"))
    assert "These are the first" not in many(30).claims_table(limit=30).html
    assert len(many(30).claims_table(limit=None).rows) == 30


def test_each_claim_adds_little_to_a_page():
    sizes = [len(many(n).claims_table().html) for n in (100, 300)]
    assert (sizes[1] - sizes[0]) / 200 < 2500


def test_nothing_hostile_becomes_markup_or_reaches_the_script():
    html = Record(tables_of(add_ferry, add_hostile)).claims_table(caption=HOSTILE).html
    assert re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL) == [browsing_script()]
    assert "<img" not in html and "javascript:" not in html and html.count("</script") == 1
    assert html.count("&lt;script&gt;") > 5


def test_script_can_stand_in_a_page_and_runs_no_text():
    script = browsing_script()
    assert not re.search(r"</|<!--|<script", script)
    for unsafe in ("innerHTML", "eval", "Function(", "insertAdjacent", "document.write", "fetch"):
        assert unsafe not in script


def test_links_lead_to_articles_only_where_they_are_in_the_document():
    made = harbour()
    assert "in the article" not in made.claims_table().html
    assert made.claims_table(linked=["tide-1"]).html.count("in the article") == 2
    assert made.claims_table(linked=True).html.count("in the article") == 4


def test_same_claims_give_the_same_bytes_and_no_ids():
    first, second = (harbour().claims_table().html for _ in range(2))
    assert first == second and " id=" not in first


def test_record_without_claims_shows_a_table_without_rows():
    made = record([article("a1", "It rained.")])
    assert cells(made.claims_table()) == [] and "0 claims." in made.claims_table().html
    assert repr(made.claims_table()) == "Claims: 0"


def test_plain_text_names_some_claims_and_counts_the_rest():
    lines = repr(many(30).claims_table(caption="Boats")).splitlines()
    assert lines[0] == "Boats: 30" and lines[1] == "  a1:a1  Ann asserts: the boat 0 leaked"
    assert len(lines) == 22 and lines[-1] == "  … and 10 more"


@pytest.mark.parametrize(("n", "limit", "more"), [(30, 3, 27), (10, 3, 7), (30, 25, 10), (3, 3, 0)])
def test_plain_text_counts_what_it_does_not_name_whatever_the_limit(n, limit, more):
    _, *lines = repr(many(n).claims_table(limit=limit)).splitlines()
    assert len(lines) == n - more + bool(more)
    assert [line for line in lines if "…" in line] == [f"  … and {more} more"] * bool(more)


def test_frame_that_names_no_claims_is_refused():
    made = harbour()
    with pytest.raises(OnrecordError, match="no column claim_id"):
        made.claims_table(made.attributions)


def test_claim_of_another_record_is_refused_by_its_name():
    with pytest.raises(OnrecordError, match="'a1:a1' is no claim of this record"):
        harbour().claims_table(many(1).claims)

"""In which roles sources speak, and for whom: words of an invented port, its people and its papers."""

from xml.etree import ElementTree

import pytest
import small_record

from onrecord import charts, counts
from onrecord.charts.picture import show_chart
from onrecord.counts.labels import NO_SOURCE, source_labels

TEXT = (
    "Fjord Bank said one. Its spokeswoman Dana Cole said two two. A bank spokesman said three three "
    "three. A letter of the bank says four four four four. Two staff of the bank said six six. "
    "Ann Reed said seven. Officials said eight. Nine is known. A spokesman said ten. "
    "Her team said eleven. A report said twelve."
)


@pytest.fixture(scope="module")
def harbour():
    """Words: Fjord Bank 1 itself, 2 by Dana Cole, 3 + 2 by people without a name, 4 in a letter;
    Ann Reed 1 herself, 1 by her team; and 1 each by officials, nobody, a spokesman of the port who
    is called as one of the bank in another article, and a report of nobody known."""
    of = small_record.article("a", TEXT)
    other = small_record.article("b", "A spokesman said no. A spokesman said yes.")
    bank = {"source_affiliation": "e1"}
    unnamed = {"source_class": "unnamed_of_organization"}
    press = {"source_role_kind": "spokesperson", "source_role": "spokesman"}
    rows = [
        (of, "one", "Fjord Bank", {"source_class": "named_organization", "source_entity": "e1"}),
        (of, "two two", "Dana Cole", {"source_class": "named_person", "source_entity": "e2"} | bank | press),
        (of, "three three three", "A bank spokesman", unnamed | bank | press),
        (of, "four four four four", "A letter of the bank",
         {"source_class": "document", "source_role_kind": "document"} | bank),
        (of, "six six", "Two staff of the bank", unnamed | bank),
        (of, "seven", "Ann Reed",
         {"source_class": "named_person", "source_entity": "e3", "source_role_kind": "police_courts"}),
        (of, "eight", "Officials", {"source_role_kind": "official"}),
        (of, "Nine", None, {}),
        (of, "ten", "A spokesman", unnamed | press | {"source_affiliation": "e4", "source_entity": "e5"}),
        (of, "eleven", "Her team", unnamed | {"source_affiliation": "e3"}),
        (of, "twelve", "A report", {"source_class": "document", "source_role_kind": "document"}),
        (other, "no", "A spokesman", unnamed | press | bank | {"source_entity": "e6"}),
        (other, "yes", "A spokesman", unnamed | press | bank | {"source_entity": "e6"}),
    ]  # fmt: skip
    found = [
        small_record.attribution(article, n, content, source=source, **known)
        for n, (article, content, source, known) in enumerate(rows, 1)
    ]
    entities = [
        small_record.entity("e1", "Fjord Bank", label="ORG"),
        small_record.entity("e2", "Dana Cole"),
        small_record.entity("e3", "Ann Reed"),
        small_record.entity("e4", "Port Authority", label="ORG"),
        small_record.entity("e5", "A spokesman", named=False),
        small_record.entity("e6", "A spokesman", named=False),
    ]
    return small_record.record([of, other], found, [], entities)


def said(ax):
    """All text of a chart, on one line."""
    return " ".join(" ".join(ElementTree.fromstring(show_chart(ax).svg).itertext()).split())


def test_words_are_told_apart_by_the_role_of_their_source(harbour):
    table = counts.words_by_role_kind(harbour.attributions)
    assert {kind: n for kind, n in table["words"].items() if n} == {
        **{"officials": 1, "spokespeople": 2 + 3 + 1 + 2, "police and courts": 1, "documents": 5},
        **{"no role given": 1 + 2 + 1, "no source given": 1},
    }
    assert table["sources"]["no source given"] == 0 and table["sources"]["spokespeople"] == 4
    assert table.loc["police and courts", "ids"] == ["a:a6"]


def test_words_rest_on_named_people_spokespeople_documents_or_nobody_known(harbour):
    table = counts.rests_on(harbour.attributions)
    assert table["words"].to_dict() == {
        "named people": 1,
        "organisations by name": 1,
        "spokespeople": 2 + 3 + 1 + 2,
        "others of an organisation": 2 + 1,
        "documents": 4 + 1,
        "nobody known": 2,
    }
    assert table["ids"]["nobody known"] == ["a:a7", "a:a8"]


def test_who_speaks_for_whom_counts_by_whose_mouth(harbour):
    table = counts.words_by_affiliation(harbour.attributions, harbour.entities)
    voices = ["words", "itself", "by_others", "named_people", "unnamed_people", "documents"]
    assert table[voices].T.to_dict("list") == {
        "Fjord Bank": [14, 1, 13, 2, 3 + 2 + 2, 4],
        "Ann Reed": [2, 1, 1, 0, 1, 0],
        "Port Authority": [1, 0, 1, 0, 1, 0],
    }
    assert table["percent"]["Fjord Bank"] == 70  # of 20
    assert table["ids"]["Ann Reed"] == {"Ann Reed": ["a:a6"], "Her team (for Ann Reed)": ["a:a10"]}
    assert table["articles"]["Fjord Bank"] == 2


def test_for_whom_nobody_else_speaks_there_is_no_row(harbour):
    frame = harbour.attributions
    table = counts.words_by_affiliation(
        frame[frame["source_affiliation"] != "e3"], harbour.entities
    )
    assert list(table.index) == ["Fjord Bank", "Port Authority"]


def test_document_that_names_its_issuer_is_no_voice_of_the_issuer_itself(harbour):
    frame = harbour.attributions
    study = frame.loc[[0]].assign(source_role_kind="document")  # a study by Fjord Bank
    assert counts.rests_on(study)["words"]["documents"] == 1
    row = counts.words_by_affiliation(study, harbour.entities).loc["Fjord Bank"]
    assert row[["itself", "by_others", "documents"]].tolist() == [0, 1, 1]


def test_spokesmen_of_two_organisations_are_no_one_source(harbour):
    words = counts.words_by_source(harbour.attributions)["words"]
    assert words["A spokesman (for Port Authority)"] == 1
    assert words["A spokesman (for Fjord Bank)"] == 2
    classed = counts.with_origin(harbour.claims, harbour.attributions, harbour.articles)
    assert counts.acts_by_source(classed)["claims"]["A spokesman (for Fjord Bank)"] == 2


def test_unnamed_people_of_one_organisation_are_an_origin_in_each_article(harbour):
    attributions = harbour.attributions.assign(source_name="A spokesman", source_entity=None)
    spokesmen = attributions["source_class"] == "unnamed_of_organization"
    claims = harbour.claims.assign(source_name="A spokesman", source_entity=None)[spokesmen]
    origins = counts.with_origin(claims, attributions, harbour.articles)["origin"]
    assert list(dict.fromkeys(origins)) == [
        "a: A spokesman (for Fjord Bank)",
        "a: A spokesman (for Port Authority)",
        "a: A spokesman (for Ann Reed)",
        "b: A spokesman (for Fjord Bank)",
    ]


def test_pronoun_of_whose_owner_the_organisation_is_known_is_no_unresolved_one(harbour):
    frame = harbour.attributions.assign(source_name="they", source_entity=None)
    assert set(source_labels(frame[frame["source_affiliation"] == "e1"])) <= {
        "they (for Fjord Bank)",
        "they",
    }


def test_sourcing_counts_people_of_an_organisation_and_documents_apart(harbour):
    claims = counts.with_origin(harbour.claims, harbour.attributions, harbour.articles)
    row = counts.sourcing_by_outlet(claims).iloc[0]
    assert row["claims"] == 13
    parts = {"named": 3, "of an organisation": 6, "document": 2, "unnamed": 1}
    parts["no source given"] = 1
    assert row[list(parts)].to_dict() == parts
    assert {kind: len(ids) for kind, ids in row["ids"].items()} == parts
    ax = charts.plot_sourcing(counts.sourcing_by_outlet(claims))
    assert "15% of the claims come from nobody known" in said(ax)


def test_charts_say_what_was_counted(harbour):
    frame = harbour.attributions
    affiliations = counts.words_by_affiliation(frame, harbour.entities)
    for ax, words in (
        (charts.plot_rests_on(counts.rests_on(frame)), "40% of the reported words rest on spokes"),
        (
            charts.plot_words_by_role_kind(counts.words_by_role_kind(frame)),
            "40% of the reported words come from spokespeople, the most",
        ),
        (charts.plot_words_by_affiliation(affiliations), "Others say 13 words for Fjord Bank"),
        (charts.plot_words_by_affiliation(affiliations, top=2), "Not shown: 1 other with 1 word."),
    ):
        assert words in said(ax)


@pytest.mark.parametrize("top", [1, 50])
def test_nothing_of_who_speaks_for_whom_is_drawn_off_the_sheet(harbour, top):
    table = counts.words_by_affiliation(harbour.attributions, harbour.entities)
    figure = charts.plot_words_by_affiliation(table, top=top).figure
    figure.set_dpi(720)  # at few dots an inch, text is rounded up
    figure.draw_without_rendering()
    box = figure.get_tightbbox()
    assert box.x0 > -0.03 and box.x1 < figure.get_figwidth() + 0.03
    assert box.y0 > -0.03 and box.y1 < figure.get_figheight() + 0.03


def test_no_role_of_anybody_is_said(harbour):
    frame = harbour.attributions.assign(source_role_kind=None)
    ax = charts.plot_words_by_role_kind(counts.words_by_role_kind(frame))
    assert "No role is given of any source" in said(ax)


def test_record_tells_for_whom_each_source_speaks(harbour):
    frame = harbour.attributions
    assert frame.loc[[0, 1, 8], "affiliation"].tolist() == [None, "Fjord Bank", "Port Authority"]


def test_chain_shows_for_whom_an_unnamed_source_speaks():
    of = small_record.article("a", "It rained.")
    spoken = {"source_class": "unnamed_of_organization", "source_affiliation": "e1"}
    outer = small_record.attribution(of, 0, "It rained", source_name="an aide", **spoken)
    inner = small_record.attribution(of, 1, "It rained", depth=1, parent_id="a:a0")
    made = small_record.record([of], [outer, inner], [], [small_record.entity("e1", "Ann Reed")])
    table = counts.claims_passed_on(made.claims, made.attributions)
    assert table["chain"].tolist() == [
        f"an aide (for Ann Reed) says that somebody {NO_SOURCE} says"
    ]
    shown = said(charts.plot_claims_passed_on(table))
    assert (
        "an aide (for Ann Reed)" in shown
        and "1 of 1 claim passed on come from nobody known" in shown
    )


def test_words_are_counted_by_how_they_are_put_forward():
    of = small_record.article("a", "Ann said one. Ann wants two two. Ann signed three.")
    rows = [("one", "speech"), ("two two", "stance"), ("three", "act")]
    found = [
        small_record.attribution(of, n, content, source="Ann", manner=manner)
        for n, (content, manner) in enumerate(rows, 1)
    ]
    quotes = small_record.record([of], found, [], []).attributions
    table = counts.words_by_manner(quotes)
    assert table["words"].to_dict() == {"in words": 1, "in the mind": 2, "by deeds": 1}
    assert [len(counts.of_manner(quotes, m)) for m in ("speech", "stance", "act", "all")] == [
        1,
        1,
        1,
        3,
    ]

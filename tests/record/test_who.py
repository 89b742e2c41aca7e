"""Who is meant by a name, what they say, and what is kept of what is said."""

import pytest
from report_examples import add_aide, add_ferry, tables_of
from small_record import article, attribution, entity, harbour, mention, record

from onrecord.errors import OnrecordError
from onrecord.record import Record

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def council():
    """Dana Cole is quoted twice, her namesake Ivo Cole once; a company is called after one of them."""
    of = article("a", "Dana Cole said yes. She said no. Ivo Cole said perhaps. Cole & Sons closed.")
    said = [
        attribution(of, 1, "yes", source="Dana Cole", source_entity="e1", source_name="Dana Cole"),
        attribution(of, 2, "no", source="She", source_entity="e1", source_name="Dana Cole"),
        attribution(of, 3, "perhaps", source="Ivo Cole", source_entity="e2"),
    ]
    sons = entity("e3", "Cole & Sons", label="ORG")
    return record([of], said, [], [entity("e2", "Ivo Cole"), entity("e1", "Dana Cole"), sons])


def names(found):
    return [row["name"] for row in found.entities]


@pytest.mark.parametrize("asked", ["Cole", "cole", "Ms Cole", "COLE"])
def test_a_surname_means_the_one_most_quoted_and_says_who_else_it_could_be(asked):
    found = council().who(asked)
    assert names(found) == ["Dana Cole", "Ivo Cole", "Cole & Sons"]
    assert found.entity_id == "e1"
    assert "taken for Dana Cole (e1, person, 2 attributions)" in found.line
    assert "Ivo Cole (e2, person, 1 attribution)" in repr(found) and "Ivo" in found._repr_html_()


def test_a_full_name_goes_before_a_surname_and_an_id_means_nobody_else():
    assert names(council().who("Ivo Cole")) == ["Ivo Cole"]
    assert council().who("e3").line == "“e3” is Cole & Sons (e3, organisation, 0 attributions)."
    assert council().who("Sons").entity_id == "e3"


@pytest.mark.parametrize("asked", ["Kole", "", "Cole Dana Ivo", "Co"])
def test_nobody_of_that_name_is_refused_with_the_nearest(asked):
    for ask in (council().who, council().quotes):
        with pytest.raises(OnrecordError, match=r"The nearest are .*'Ivo Cole'"):
            ask(asked)


def marine():
    """A company is called as a village is; Ida Voss is described by her place in it."""
    of = article(
        "a", "Tarn is a village. Tarn said no. Ida Voss said Tarn will pay.", title="=Bill"
    )
    said = [
        attribution(of, 1, "no", source="Tarn", cue="said", source_entity="e2"),
        attribution(of, 2, "Tarn will pay", source="Ida Voss", cue="said", source_entity="e3"),
        attribution(of, 3, "pay", source="Tarn", source_entity="e2", kind="direct", depth=1),
    ]
    village, short = mention(of, 1, "Tarn", "e1"), mention(of, 2, "Tarn", "e2")
    entities = [
        entity("e1", "Tarn", label="GPE", mentions=2),
        entity("e2", "Tarn Marine", ["Tarn"], label="ORG", mentions=30),
        entity("e3", "Ida Voss", ["a partner at Tarn Marine", "partner at Fell Brothers"]),
        entity("e4", "Counsel for Tarn", named=False),
    ]
    return record([of], said, [village, short], entities)


def test_of_those_with_this_very_name_the_one_most_quoted_is_meant():
    found = marine().who("Tarn")
    assert names(found) == ["Tarn Marine", "Tarn"]
    assert [passage.ids for passage in marine().quotes("Tarn")] == [("a:a1",), ("a:a3",)]
    assert "2 attributions, 1 of them inside others’)" in found.line


def test_a_number_rests_on_a_name_only_where_one_is_far_more_frequent():
    assert len(marine().filter(source="Tarn").claims) == 2
    assert "Tarn Marine" in marine().filter(entity="Tarn").notes[0]
    rows = [entity(f"e{n}", "Tarn", mentions=n) for n in (1, 9)]
    with pytest.raises(OnrecordError, match="'Tarn' may be any of 'Tarn'"):
        record(entities=rows).filter(about="Tarn")


def test_a_full_name_is_no_question_and_a_name_inside_a_description_means_nobody():
    assert marine().who("Tarn Marine").line.startswith("“Tarn Marine” is Tarn Marine (e2")
    assert names(marine().who("Marine")) == ["Tarn Marine"]
    assert names(marine().who("partner")) == names(marine().who("partner Fell")) == ["Ida Voss"]
    assert names(marine().who("counsel for tarn")) == ["Counsel for Tarn"]
    for asked in ("Fell", "Fell Brothers", "fell"):
        with pytest.raises(OnrecordError, match=r"The nearest are 'partner at Fell Brothers'"):
            marine().quotes(asked)


def test_quotes_are_chosen_by_kind():
    found = marine().quotes("Tarn Marine", kind="direct")
    assert [passage.ids for passage in found] == [("a:a3",)]
    assert found.line.endswith("Those whose kind is direct: 1.")
    assert len(marine().quotes("Tarn Marine", kind=["direct", "indirect"])) == 2
    assert marine().quotes("Ida Voss", kind="mixed").frame.empty
    assert marine().filter(kind="direct").attributions["attribution_id"].tolist() == ["a:a3"]
    for ask in (marine().filter, lambda kind: marine().quotes("Voss", kind=kind)):
        with pytest.raises(OnrecordError, match=r"no kind 'quoted'. There are .*'direct'"):
            ask(kind="quoted")


def test_the_frame_of_quotes_has_their_words_and_where_they_stand():
    frame = marine().quotes("Ida Voss").frame
    row = frame[["title", "kind", "cue", "content"]].iloc[0].tolist()
    assert row == ["=Bill", "indirect", "said", "Tarn will pay"]
    mentioned = marine().sentences(["a:m1"]).frame
    assert mentioned["content"].tolist() == [None] and mentioned["ids"].tolist() == [["a:m1"]]


def test_quotes_are_what_the_source_says_with_who_was_meant():
    found = council().quotes("Cole")
    assert [passage.ids for passage in found] == [("a:a1",), ("a:a2",)]
    assert repr(found).startswith("“Cole” is taken for Dana Cole")
    assert "She said no." in repr(found) and "Ivo Cole (e2" in found._repr_html_()
    assert found.frame["text"].tolist() == ["Dana Cole said yes.", "She said no."]


def test_whoever_is_never_quoted_has_no_quotes():
    found = council().quotes("Sons")
    assert found == [] and "0 attributions" in repr(found) and found.frame.empty


def test_sentences_show_themselves_and_hostile_ones_stay_text():
    shown = harbour().sentences(["gazette-1:a1", "tide-1:a1"])
    assert "gazette-1 · The Harbour Gazette · 2025-03-04 · Ann Reed asserts" in repr(shown)
    assert "<mark" in shown._repr_html_()
    of = article("x", f"{HOSTILE} said no.")
    made = record([of], [attribution(of, 1, "no", source=HOSTILE)])
    assert "<script>" not in made.sentences("x:a1")._repr_html_()


def test_what_is_said_is_kept_by_source_act_confidence_and_whom_it_is_about():
    ferry = Record(tables_of(add_ferry, add_aide))
    kept = {
        ("source", "Okoro"): ["reply:a1"],
        ("act", "promises"): ["ferry:a2"],
        ("act", ("denies", "promises")): ["ferry:a2", "reply:a1"],
        ("confidence", 0.9): [
            "aide:a1",
            "ferry:a1",
            "ferry:a2",
            "ferry:a3",
            "reply:a1",
            "reply:a2",
        ],
        ("about", "Okoro"): ["ferry:a3"],
    }
    for (name, value), ids in kept.items():
        made = ferry.filter(**{name: value})
        assert sorted(made.attributions["attribution_id"]) == ids, name
        assert sorted(made.claims["claim_id"]) == ids
        assert set(made.articles["article_id"]) == {i.partition(":")[0] for i in ids}
    both = ferry.filter(source="Ada Marsh", act="promises", outlet="The Gazette")
    assert both.notes[0].startswith(
        "Of what is said only that counts whose source is Ada Marsh and whose act is promises"
    )
    assert both.notes[0] in repr(both) and len(both.claims) == 1
    assert repr(both.filter(source="Marsh")) == repr(both.filter(source="e1"))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"act": "denys"}, "no act 'denys'. There are 'denies'"),
        ({"act": ["denies", ""]}, "no act ''"),
        ({"confidence": 80}, "from 0 to 1"),
        ({"confidence": True}, "from 0 to 1"),
        ({"confidence": 0.99}, "nothing of confidence 0.99 and above"),
        ({"source": "Reed"}, "may be any of 'Ann Reed'"),
        ({"about": "Zeno"}, "The nearest are"),
        ({"source": "Ann Reed", "act": "denies"}, "source is Ann Reed and whose act is denies"),
        ({"source": "Ann Reed", "outlet": "Tidewater Business"}, "Not one of 4 articles"),
    ],
)
def test_what_matches_nothing_is_refused_in_words(asked, told):
    with pytest.raises(OnrecordError, match=told):
        harbour().filter(**asked)

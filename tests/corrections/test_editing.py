"""Corrections of texts, applied to articles made by hand: what each kind of row does in the tables."""

from dataclasses import replace

import pytest
from corrected import corrected, on, story

from onrecord.corrections.row import Row
from onrecord.reading.claims import Claim
from onrecord.reading.entities import Voice

RAIN = story("a", "[Ann Reed] {said} <that it rained>.", "[she] {added} <that it snowed>.")
SNOW = story("b", "[Tom Vale] {said} <that it snowed>.", "[the boss] {said} <it would thaw>.")


def attributions(made):
    return {row["attribution_id"]: row for row in made["attributions"]}


def entity(made, entity_id):
    [row] = [row for row in made["entities"] if row["entity_id"] == entity_id]
    return row


def test_source_is_who_the_row_says_and_its_mention_goes_along():
    made, told = corrected([RAIN, SNOW], on(RAIN, "source", n=1, answer="Ann Reed"))
    row = attributions(made)["a:a2"]
    who = entity(made, row["source_entity"])
    assert (row["source_name"], row["source_class"]) == ("Ann Reed", "named_person")
    assert (row["source_confidence"], row["confidence"]) == (1.0, 1.0)
    assert row["evidence"].endswith("; the corrections, row 2")
    assert (who["name"], who["mentions"], who["articles"]) == ("Ann Reed", 2, 1)
    mention = next(m for m in made["mentions"] if m["text"] == "she")
    assert (mention["entity_id"], mention["evidence"]) == (
        who["entity_id"], "the corrections, row 2",
    )  # fmt: skip
    assert next(c for c in made["claims"] if c["claim_id"] == "a:a2")["chain"] == ["Ann Reed"]
    did = {"row": 2, "did": "source set", "right": "Ann Reed", "articles": ["a"]}
    assert told["rows"] == [did]


def test_source_of_another_article_and_one_that_no_article_names():
    rows = on(RAIN, "source", answer="tom vale"), on(SNOW, "source", n=1, answer="Cy Moss")
    made, told = corrected([RAIN, SNOW], *rows)
    found = attributions(made)
    assert found["a:a1"]["source_entity"] == found["b:a1"]["source_entity"]
    assert found["b:a2"]["source_name"] == "Cy Moss"
    assert entity(made, found["b:a2"]["source_entity"])["aliases"] == ["the boss"]
    assert told["warnings"] == []


@pytest.mark.parametrize(
    "known", [{"answer": "unnamed"}, {"decision": "no", "believed": "Ann Reed"}]
)
def test_source_that_is_unnamed_or_not_who_was_believed_has_no_name(known):
    made, _ = corrected([RAIN], on(RAIN, "source", **known))
    row = attributions(made)["a:a1"]
    assert (row["source_name"], row["source_class"]) == (None, "none")
    assert row["source_entity"] is None


def test_deleting_one_that_is_gone_leaves_a_wider_one():
    made, told = corrected([RAIN], on(RAIN, "attribution", "rained", decision="no"))
    assert set(attributions(made)) == {"a:a1", "a:a2"}
    [warning] = told["warnings"]
    assert warning.startswith("c.csv, row 2: in 'a': no attribution has these very words; one has")
    rows = on(RAIN, "attribution", n=1, decision="no"), on(RAIN, "act", n=1, answer="warns")
    [warning] = corrected([RAIN], *rows)[1]["warnings"]
    assert warning == "c.csv, row 3: in 'a': by row 2 these words are no attribution."
    told = corrected([RAIN], on(RAIN, "attribution", "Ann Reed", decision="no"))[1]
    assert [did["did"] for did in told["rows"]] == ["nothing: there is none"]


@pytest.mark.parametrize(("where", "kept"), [("mayor", False), ("she", True)])
def test_role_of_who_was_believed_to_speak_goes_unless_the_source_itself_says_it(where, kept):
    reading = story("a", "[The mayor] {said} <that it rained>.", "[she] {added} <that it snowed>.")
    start = reading.article.text.index(where)
    voice = Voice((start, start + len(where)), "official", None)
    first, second = reading.found
    second = replace(second, source=replace(second.source, voice=voice))
    reading = replace(reading, found=[first, second])
    made, _ = corrected([reading], on(reading, "source", n=1, answer="Tom Vale"))
    row = attributions(made)["a:a2"]
    assert row["source_name"] == "Tom Vale"
    assert (row["source_role"], row["source_role_kind"]) == (
        (where, "official") if kept else (None, None)
    )


def test_belief_that_is_accepted_holds_whatever_is_believed_later():
    row = on(RAIN, "source", n=1, decision="yes", believed="Ann Reed")
    made, told = corrected([RAIN], row)
    assert attributions(made)["a:a2"]["source_name"] == "Ann Reed"
    assert [did["did"] for did in told["rows"]] == ["source confirmed"]


def told_of(reading, n, **known):
    """A reading whose n-th source is known otherwise."""
    found = list(reading.found)
    found[n] = replace(found[n], source=replace(found[n].source, **known))
    return replace(reading, found=found)


@pytest.mark.parametrize("typed", [{"decision": "yes"}, {"answer": "Tom Vale"}])
def test_source_that_is_confirmed_keeps_its_role_affiliation_and_number(typed):
    boss = next(m.referent for m in SNOW.mentions if m.referent.name == "the boss")
    reading = told_of(SNOW, 0, voice=Voice((0, 8), "official", boss), plural=True)
    plain = attributions(corrected([reading])[0])["b:a1"]
    made, told = corrected([reading], on(SNOW, "source", believed="Tom Vale", **typed))
    kept = attributions(made)["b:a1"]
    changed = {name for name in plain if plain[name] != kept[name]}
    assert changed == {"source_confidence", "evidence"}
    assert [did["did"] for did in told["rows"]] == ["source confirmed"]


@pytest.mark.parametrize("believed", ["the boss", "unnamed"])
def test_words_that_are_no_name_become_none_by_being_confirmed(believed):
    plain = corrected([SNOW])[0]
    made, _ = corrected([SNOW], on(SNOW, "source", n=1, decision="yes", believed=believed))
    for column in ("source_name", "source_class", "source_plural"):
        assert attributions(made)["b:a2"][column] == attributions(plain)["b:a2"][column]
    assert made["entities"] == plain["entities"]


def test_pronoun_that_is_not_who_was_believed_means_nobody():
    made, _ = corrected([RAIN], on(RAIN, "source", n=1, decision="no", believed="Bea"))
    assert [entity["name"] for entity in made["entities"]] == ["Ann Reed"]
    assert attributions(made)["a:a2"]["source_entity"] is None


def test_name_in_the_words_of_a_source_goes_on_to_mean_who_is_called_so():
    made, _ = corrected([SNOW], on(SNOW, "source", answer="Acme Club", label="ORG"))
    assert attributions(made)["b:a1"]["source_name"] == "Acme Club"
    tom = next(e for e in made["entities"] if e["name"] == "Tom Vale")
    assert [m["text"] for m in made["mentions"] if m["entity_id"] == tom["entity_id"]] == [
        "Tom Vale"
    ]


def test_rows_on_words_inside_another_attribution_never_change_that_one():
    outer = story("a", "[Ann Reed] {said} <that by then, she added, it had rained for two days>.")
    inner = on(outer, "source", "it had rained for two days", answer="Tom Vale")
    made, told = corrected([outer], inner)
    assert attributions(made)["a:a1"]["source_name"] == "Ann Reed"
    assert "no attribution has this content any more; one has 'that by then" in told["warnings"][0]


def test_content_and_other_columns_of_one_attribution_are_all_set():
    rows = on(RAIN, "act", answer="warns"), on(RAIN, "content", answer="it rained")
    made, told = corrected([RAIN], *rows, on(RAIN, "source", answer="Tom Vale"))
    row = attributions(made)["a:a1"]
    assert (row["content_text"], row["source_name"]) == ("it rained", "Tom Vale")
    assert (made["claims"][0]["act"], told["warnings"]) == ("warns", [])


def test_added_attribution_is_nested_where_it_stands_in_another():
    outer = story("a", "[Ann Reed] {said} <that it would rain and snow>.")
    made, _ = corrected([outer], on(outer, "attribution", "rain and snow", decision="yes"))
    assert [row["depth"] for row in made["attributions"]] == [0, 1]


def test_two_names_for_one_entity_are_a_warning():
    rows = [
        Row(kind="merge", decision="yes", name="Ann Reed", other_name="Tom Vale"),
        Row(kind="name", name="Ann Reed", answer="Bea"),
        Row(kind="name", name="Tom Vale", answer="Cy"),
    ]
    made, told = corrected([RAIN, SNOW], *rows)
    assert "Bea" in [entity["name"] for entity in made["entities"]]
    assert told["warnings"] == [
        "c.csv, row 4: row 3 gives the same entity the name 'Bea', so 'Cy' was left out."
    ]


def test_days_of_spreadsheets_are_read_in_every_column_of_articles():
    one, two = (
        story("2025-03-05", "[the union] {said} <it>."),
        story("2025-03-06", "[the union] {said} <so>."),
    )
    row = Row(
        kind="merge", decision="yes", name="the union", articles="05.03.2025",
        other_name="the union", other_articles="06.03.2025",
    )  # fmt: skip
    made, told = corrected([one, two], row)
    assert (len(made["entities"]), told["warnings"]) == (1, [])


def test_one_row_holds_in_every_article_that_it_names():
    copy = story(
        "b",
        "[Bo] {said} <hail>.",
        "[Ann Reed] {said} <that it rained>.",
        "[she] {added} <that it snowed>.",
    )
    row = replace(on(RAIN, "source", n=1, answer="Tom Vale"), articles="b")
    made, told = corrected([RAIN, copy], on(RAIN, "source", n=1, answer="Tom Vale"), row)
    assert {attributions(made)[i]["source_name"] for i in ("a:a2", "b:a3")} == {"Tom Vale"}
    assert told["warnings"] == []


def test_new_name_that_is_nearly_one_that_is_there_is_doubted():
    made, told = corrected([RAIN, SNOW], on(SNOW, "source", n=1, answer="Anne Reed"))
    assert attributions(made)["b:a2"]["source_name"] == "Anne Reed"
    [warning] = told["warnings"]
    assert (
        warning.startswith("c.csv, row 2: nobody is called 'Anne Reed'") and "'Ann Reed'" in warning
    )
    for name in ("Bea Hill", "Bea O’Hill"):  # which is not near to itself, however it is compared
        assert corrected([RAIN, SNOW], on(SNOW, "source", n=1, answer=name))[1]["warnings"] == []


def test_attribution_is_deleted_or_added_and_ids_follow_the_text():
    added = on(RAIN, "attribution", "it snowed", decision="yes")
    none = on(RAIN, "attribution", decision="no")
    made, told = corrected([RAIN, SNOW], none, on(SNOW, "attribution", "Tom Vale", decision="yes"))
    assert [row["content_text"] for row in made["attributions"] if row["article_id"] == "b"] == [
        "Tom Vale", "that it snowed", "it would thaw",
    ]  # fmt: skip
    assert [row["content_text"] for row in made["attributions"] if row["article_id"] == "a"] == [
        "that it snowed"
    ]
    assert [did["did"] for did in told["rows"]] == ["attribution deleted", "attribution added"]
    again, _ = corrected([RAIN], added)
    assert len(again["attributions"]) == 2, "it is like one that is there, which is confirmed"
    assert attributions(again)["a:a2"]["confidence"] == 1.0


def test_every_other_kind_of_row_sets_its_column():
    rows = [
        on(RAIN, "act", answer="warns"),
        on(RAIN, "commitment", answer="PR+"),
        on(RAIN, "kind", answer="mixed"),
        on(RAIN, "manner", answer="stance"),
        on(RAIN, "role", other_text="it snowed", answer="witness"),
        on(RAIN, "affiliation", answer="Acme Ltd"),
        on(RAIN, "content", answer="it rained"),
        on(RAIN, "cue", n=1, decision="no"),
        on(RAIN, "mention", "rained", answer="Acme Ltd", label="ORG"),
    ]
    made, told = corrected([RAIN], *rows)
    row, claim = attributions(made)["a:a1"], made["claims"][0]
    assert (claim["act"], claim["commitment"], claim["claim_text"]) == ("warns", "PR+", "it rained")
    assert (row["kind"], row["manner"], row["content_text"], row["source_role"]) == (
        "mixed",
        "stance",
        "it rained",
        "it snowed",
    )
    assert row["source_role_kind"] == "witness"
    assert attributions(made)["a:a2"]["cue_text"] is None
    acme = entity(made, row["source_affiliation"])
    assert (acme["name"], acme["label"], acme["mentions"]) == ("Acme Ltd", "ORG", 1)
    assert claim["about"] == [acme["entity_id"]]
    assert len(told["rows"]) == len(rows) and told["warnings"] == []


def test_right_words_alone_are_a_decision():
    made, _ = corrected([RAIN], on(RAIN, "content", other_text="it rained"))
    assert made["attributions"][0]["content_text"] == "it rained"


def test_mention_is_deleted_and_entity_gets_another_name_and_label():
    rows = [
        on(SNOW, "mention", "the boss", decision="no"),
        Row(kind="name", name="Tom Vale", answer="Thomas Vale"),
        Row(kind="label", name="tom vale", answer="ORG"),
        on(SNOW, "source", n=1, answer="Tom Vale"),
    ]
    made, told = corrected([SNOW], *rows)
    assert [(e["name"], e["label"]) for e in made["entities"]] == [("Thomas Vale", "ORG")]
    assert {row["source_name"] for row in made["attributions"]} == {"Thomas Vale"}
    assert told["warnings"] == []


def test_links_are_accepted_and_rejected_on_both_sides():
    link = on(RAIN, "link", answer="echoes", decision="yes")
    other = on(SNOW, "link")
    ends = {"other_articles": "b", "other_spans": other.spans, "other_text": other.text}
    made, told = corrected([RAIN, SNOW], replace(link, **ends))
    claims = {row["claim_id"]: row for row in made["claims"]}
    assert (claims["a:a1"]["echoes"], claims["b:a1"]["echoes"]) == (["b:a1"], ["a:a1"])
    assert claims["a:a1"]["link_evidence"] == "b:a1: the corrections, row 2"
    instead = replace(link, **ends, decision="no", answer="disputes", believed="echoes")
    [first, *_] = corrected([RAIN, SNOW], instead)[0]["claims"]
    assert (first["echoes"], first["disputes"]) == ([], ["b:a1"])
    rejected = replace(link, **ends, decision="no", answer="", believed="echoes")
    assert corrected([RAIN, SNOW], rejected)[0]["claims"][0]["link_evidence"] is None
    assert [did["did"] for did in told["rows"]] == ["link set"]


@pytest.mark.parametrize(
    ("decision", "disputes"), [("yes", ["a:a1"]), ("no", [])], ids=["accepted", "rejected"]
)
def test_possible_denial_is_one_where_a_reader_says_so(decision, disputes):
    two = story("a", "[Ann Reed] {said} <that the port was closed>.", "[Tom Vale] {denied} <it>.")
    denial = Claim("denies", "CT-", "denied", "it", points_to=(0,), pointing="it")
    two = replace(two, found=[two.found[0], replace(two.found[1], claim=denial)])
    may = corrected([two])[0]["claims"][1]
    assert (may["may_dispute"], may["disputes"]) == (["a:a1"], [])
    one, other = on(two, "link", n=1), on(two, "link")
    ends = {"other_articles": "a", "other_spans": other.spans, "other_text": other.text}
    asked = replace(one, **ends, decision=decision, believed="may_dispute")
    made, told = corrected([two], asked)
    assert told["warnings"] == []
    assert (made["claims"][1]["may_dispute"], made["claims"][1]["disputes"]) == ([], disputes)


def test_moved_words_are_found_and_other_words_refused_with_the_row():
    row = on(RAIN, "source", n=1, answer="Tom Vale")
    moved = story("a", "[Zed] {wrote} <a new first line>.", "[Ann Reed] {said} <that it rained>.",
                  "[she] {added} <that it snowed>.")  # fmt: skip
    made, told = corrected([moved], row)
    assert attributions(made)["a:a3"]["source_name"] == "Tom Vale"
    assert told["warnings"] == []
    other = story("a", "[Ann Reed] {said} <that it rained>.", "[she] {added} <that it hailed>.")
    made, told = corrected([other], row)
    assert told["warnings"] == ["c.csv, row 2: in 'a': the article does not have these words."]
    assert "corrections" not in attributions(made)["a:a2"]["evidence"]


def test_rows_that_fit_nothing_any_more_are_warnings_with_their_numbers():
    fewer = story("a", "[Ann Reed] {said} <that it rained>. she added that it snowed.")
    rows = [
        on(RAIN, "act", n=1, answer="warns"),
        on(SNOW, "act", answer="warns"),
        Row(kind="name", name="Nobody", answer="Somebody"),
        on(RAIN, "attribution", "Ann Reed", decision="no"),
    ]
    made, told = corrected([fewer], *rows)
    assert told["warnings"] == [
        "c.csv, row 2: in 'a': no attribution has this content any more.",
        "c.csv, row 3: no article has the id 'b'; was it taken out, or are these corrections of other "
        "articles.",
        "c.csv, row 4: no entity is called 'Nobody'; the name was left out.",
    ]
    assert [did["did"] for did in told["rows"]] == ["nothing: there is none"]
    assert len(made["attributions"]) == 1


def test_name_that_several_have_is_a_warning_and_joined_to_none():
    one = story("a", "[Ann Reed] {said} <it rained>.")
    two = story("b", "[Acme] {said} <it rained>.", "[the boss] {said} <it thawed>.")
    rename = Row(kind="name", name="Acme", answer="Ann Reed")
    third = story("c", "[she] {said} <it froze>.")
    made, told = corrected([one, two, third], rename, on(third, "source", answer="Ann Reed"))
    renamed, warning = told["warnings"]
    assert renamed.startswith("c.csv, row 2: another entity is called 'Ann Reed'")
    assert warning.startswith("c.csv, row 3: 2 entities are called 'Ann Reed'; say in `label`")
    assert len({row["source_entity"] for row in made["attributions"]}) == 4
    made, told = corrected(
        [one, two, third], rename, on(third, "source", answer="Ann Reed", label="ORG")
    )
    assert len(told["warnings"]) == 1


def test_ids_that_a_spreadsheet_took_for_days_still_mean_their_article():
    reading = story("2025-03-04", "[she] {said} <that it rained>.")
    for cell in ("04/03/2025", "4.3.2025", "3/4/2025"):
        made, told = corrected(
            [reading], replace(on(reading, "source", answer="Ann Reed"), articles=cell)
        )
        assert (attributions(made)["2025-03-04:a1"]["source_name"], told["warnings"]) == (
            "Ann Reed",
            [],
        )


def test_corrections_change_nothing_of_articles_that_they_do_not_name():
    plain = corrected([SNOW])[0]
    made = corrected([SNOW, RAIN], on(RAIN, "source", n=1, answer="Ann Reed"))[0]
    for name in ("attributions", "mentions"):
        assert [r for r in made[name] if r["article_id"] == "b"] == plain[name]


def test_denial_that_is_none_disputes_nothing_any_more():
    made = story("d", "[Ann Reed] {claimed} <that it rained>.", "[Tom Vale] {denied} <the claims>.")
    first, second = made.found
    points = {"act": "denies", "points_to": (0,), "pointing": "the claims"}
    denial = replace(made, found=[first, replace(second, claim=replace(second.claim, **points))])
    for act, disputes in (("denies", ["d:a1"]), ("warns", [])):
        tables, _ = corrected([denial], on(denial, "act", n=1, answer=act))
        assert {c["claim_id"]: c["disputes"] for c in tables["claims"]}["d:a2"] == disputes

"""The wordings of an entity."""

import pytest
from small_record import article, entity, mention, record

from onrecord.counts import aliases_used

HOSTILE = "(a|b)*<script>$"


def used(text, *mentions, aliases=(), name="Olaf Scholz"):
    """The wordings of one entity of an article; mentions are their words, or (words, form)."""
    of, rows = article("a", text), []
    for n, given in enumerate(mentions, 1):
        words, form = (given, "proper") if isinstance(given, str) else given
        rows.append(mention(of, n, words, "e1", form=form))
    made = record([of], mentions=rows, entities=[entity("e1", name, aliases)])
    return aliases_used(made.mentions, made.entities, made.articles, [name])


def shown(table):
    return {
        row["alias"]: (row["form"], row["mentions"], row["ids"]) for row in table.to_dict("records")
    }


def test_description_inside_a_mention_is_a_wording_of_its_own():
    table = used(
        "German chancellor Olaf Scholz spoke. Scholz left.",
        *("German chancellor Olaf Scholz", "Scholz"),
        aliases=["German chancellor", "Scholz"],
    )
    assert shown(table) == {
        "German chancellor": ("common", 1, ["a:m1"]),
        "Olaf Scholz": ("proper", 1, ["a:m1"]),
        "Scholz": ("proper", 1, ["a:m2"]),
    }


def test_form_is_that_of_the_mentions_that_are_the_wording_alone():
    table = used(
        "Prime Minister Olaf Scholz spoke. The Prime Minister left.",
        *("Prime Minister Olaf Scholz", ("Prime Minister", "common")),
        aliases=["Prime Minister"],
    )
    assert shown(table)["Prime Minister"][0] == "common"


def test_wordings_that_differ_in_case_or_spaces_are_one():
    table = used(
        "the Mayor left. The  mayor slept.",
        ("the Mayor", "common"),
        ("The  mayor", "common"),
        aliases=["the Mayor"],
    )
    assert shown(table) == {"the Mayor": ("common", 2, ["a:m1", "a:m2"])}


def test_mention_that_carries_no_listed_alias_is_not_lost():
    assert "Chancellor Scholz" in shown(used("Chancellor Scholz left.", "Chancellor Scholz"))


def test_part_of_a_word_is_no_alias():
    table = used("Scholzes met.", "Scholzes", aliases=["Scholz"])
    assert list(shown(table)) == ["Scholzes"]


def test_pronouns_are_no_wording():
    assert used("He left.", ("He", "pronoun")).empty


def test_signs_of_regular_expressions_are_only_signs():
    table = used(f"{HOSTILE} left. ab", HOSTILE, aliases=[HOSTILE], name="Ann")
    assert list(shown(table)) == [HOSTILE]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It rained. Olaf Scholz left. It ended.", "Olaf Scholz left."),
        ("Rain\n\nOlaf Scholz\nleft", "Olaf Scholz"),
    ],
)
def test_first_sentence_is_the_one_around_the_mention(text, first):
    assert used(text, "Olaf Scholz")["first_sentence"].tolist() == [first]


def test_long_sentence_is_cut_between_words_and_keeps_the_mention():
    [first] = used("word " * 80 + "Olaf Scholz " + "word " * 80, "Olaf Scholz")["first_sentence"]
    assert len(first) < 140 and "Olaf Scholz" in first
    assert first.startswith("… word") and first.endswith("word …")


def test_rows_stand_in_the_order_asked_for_and_the_commonest_first():
    of = article("a", "Ann, Ann, Annie, Bo")
    rows = [
        mention(of, n, w, e)
        for n, (w, e) in enumerate([("Annie", "e1"), ("Ann", "e1"), ("Ann", "e1"), ("Bo", "e2")], 1)
    ]
    made = record(
        [of], mentions=rows, entities=[entity("e1", "Ann", ["Annie"]), entity("e2", "Bo")]
    )
    table = aliases_used(made.mentions, made.entities, made.articles, ["Bo", "Ann", "Nobody"])
    assert table[["entity", "alias"]].values.tolist() == [
        ["Bo", "Bo"],
        ["Ann", "Ann"],
        ["Ann", "Annie"],
    ]


def test_nobody_has_no_wording():
    made = record()
    assert aliases_used(made.mentions, made.entities, made.articles, []).empty

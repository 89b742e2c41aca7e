"""Two people who speak: whose each quotation is. Drafts are made by hand."""

import pytest
from hand_made_drafts import found_in


def speakers(text, *cued):
    """Content → source of all drafts."""
    return {content: source for source, _, content, _ in found_in(text, *cued)}


ASKED = ("Judge Vane", "asked", "“Where were you?”")
ANSWERED = ("Told", "said", "“I was at home,”")
OPENING = "“Where were you?” asked Judge Vane.\n“I was at home,” said Told.\n"


def test_quotation_that_two_cues_claim_is_that_of_its_own_sentence():
    text = "“Who pays?” said Marlow. “Who knows?” Dask asked."
    both = ("Marlow", "said", "“Who pays?”", "“Who knows?”")
    assert speakers(text, both, ("Dask", "asked", "“Who knows?”")) == {
        "“Who pays?”": "Marlow",
        "“Who knows?”": "Dask",
    }


def test_quotation_that_one_says_another_said_stays_in_both():
    text = "Marlow said that Dask called it “a very bad day”."
    inner = ("Dask", "called it", "“a very bad day”")
    found = speakers(text, ("Marlow", "said", "that Dask called it “a very bad day”"), inner)
    assert set(found.values()) == {"Marlow", "Dask"}


@pytest.mark.parametrize(
    "text, own, other",
    [
        ("“Did you see it?” “I saw nothing,” said Told.", "“I saw nothing,”", "“Did you see it?”"),
        ("Told said: “I saw nothing.” “You did see it.”", "“I saw nothing.”", "“You did see it.”"),
    ],
)
def test_of_two_quotations_with_nothing_between_one_is_the_cues(text, own, other):
    assert speakers(text, ("Told", "said", own, other)) == {own: "Told", other: ""}


def test_words_in_marks_side_by_side_are_of_one_speaker():
    text = "Told called it “sad,” “bad” and “over”."
    found = speakers(text, ("Told", "called", "“sad,”", "“bad”", "“over”"))
    assert set(found.values()) == {"Told"}


def test_quotation_goes_on_after_what_was_done_meanwhile():
    text = "“I have told them,” Told said, pointing at the crack, “that it will go.”"
    cued = ("Told", "said", "“I have told them,”")
    between = ("Told", "pointing at", "the crack, “that it will go.”")
    assert found_in(text, cued, between) == [
        ("Told", "said", "“I have told them,” … “that it will go.”", "model")
    ]


def test_quotation_after_the_end_of_a_sentence_does_not_go_on():
    text = "“I have told them,” Told added. Dask called it “that it will go”."
    told = ("Told", "added", "“I have told them,”")
    dask = ("Dask", "called it", "“that it will go”")
    assert list(speakers(text, told, dask).values()) == ["Told", "Dask"]


def test_two_who_take_turns_ask_and_answer_in_turn():
    text = OPENING + "“And did anybody see you there?”\n“My mother saw me there.”"
    assert list(speakers(text, ASKED, ANSWERED).values())[2:] == ["Judge Vane", "Told"]


def test_answer_to_a_question_is_not_by_who_asked():
    text = "“Where were you?” asked Judge Vane.\n“I was at home all night.”"
    assert speakers(text, ASKED)["“I was at home all night.”"] == ""


def test_question_that_is_put_to_nobody_may_be_answered_by_who_asks():
    text = "“Why would it fail?” said Told.\n“It was built for the sea.”"
    assert (
        speakers(text, ("Told", "said", "“Why would it fail?”"))["“It was built for the sea.”"]
        == "Told"
    )


def test_third_person_who_asks_is_not_answered_by_those_before():
    text = f"{OPENING}“What do you say?” Dask demanded.\n“It was not so at all.”"
    found = speakers(text, ASKED, ANSWERED, ("Dask", "demanded", "“What do you say?”"))
    assert found["“It was not so at all.”"] == ""


def test_question_to_somebody_after_a_quotation_is_not_by_who_was_quoted():
    text = "“I was at home,” said Told.\n“Did anybody see you there?”"
    assert speakers(text, ANSWERED)["“Did anybody see you there?”"] == ""


def test_short_lines_after_two_speakers_are_found_and_nobodys():
    text = "“You knew,” said Vane.\n“I did,” said Told.\n“Since May.”\n“No.”"
    found = speakers(text, ("Vane", "said Vane", "“You knew,”"), ("Told", "said Told", "“I did,”"))
    assert found["“Since May.”"] == "" and found["“No.”"] == ""


def test_long_quotation_after_two_speakers_is_the_last_ones():
    text = OPENING + "“The police came at nine and told my mother where all of us had been.”"
    assert list(speakers(text, ASKED, ANSWERED).values())[-1] == "Told"


def test_title_after_a_quotation_is_not_said():
    text = "“I was at home,” said Told.\n“The Old Mill”"
    assert list(speakers(text, ANSWERED)) == ["“I was at home,”"]


def test_what_nobody_says_of_a_so_called_name_is_no_content():
    text = "The so-called “quiet room” was noisy."
    assert found_in(text, ("", "was noisy", "The so-called “quiet room”")) == []
    assert len(found_in(text, ("The so-called", "was noisy", "“quiet room”"))) == 1


@pytest.mark.parametrize("second", ["as necessary", "as “a good day”"])
def test_cue_that_two_people_share_is_one_row_for_each(second):
    text = f"The ban was described by Roth as “a gift” and by Anton Veld {second}."
    rest = f"as “a gift” and by Anton Veld {second}"
    assert [f[:3] for f in found_in(text, ("Roth", "was described", "The ban", rest))] == [
        ("Roth", "was described", "The ban … as “a gift”"),
        ("Anton Veld", "was described", f"The ban … {second}"),
    ]


def test_content_with_a_by_of_its_own_is_one():
    text = "The ban was described by Roth as made by hand and by law."
    assert (
        len(found_in(text, ("Roth", "was described", "The ban", "as made by hand and by law"))) == 1
    )

"""Turns of transcripts and interviews: what a paragraph opens with, and who speaks until the next."""

import pytest

from onrecord.reading.attribution.discourse import with_unattributed
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.pieces import trimmed_spans
from onrecord.reading.attribution.turns import find_turns
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

INTRODUCTION = "The diver Ilse Marrow lives in Corby. Marrow found the wreck.\n"


def turns_in(text):
    """(source, content, rules) of the turns of a text."""
    words = Words(parse_text(text))

    def said(tokens):
        return " … ".join(text[s:e] for s, e in trimmed_spans(words, tokens))

    turns = find_turns(words)
    return [(said(t.source), said(t.content), ", ".join((t.rule, *t.further))) for t in turns]


def said_in(text):
    return [turn[:2] for turn in turns_in(text)]


@pytest.mark.parametrize(
    "label, source",
    [
        ("MARROW:", "MARROW"),
        ("Ilse Marrow:", "Ilse Marrow"),
        ("SEN. ILSE MARROW (D):", "SEN. ILSE MARROW"),
        ("Ilse Marrow (Labour):", "Ilse Marrow"),
        ("Ilse Marrow, chair of the board:", "Ilse Marrow"),
        ("**Ilse Marrow:**", "Ilse Marrow"),
        ("**ILSE MARROW**:", "ILSE MARROW"),
        ("“MARROW:", "MARROW"),
        ("Élodie Marrow:", "Élodie Marrow"),
        ("Audience member:", "Audience member"),
        ("SPEAKER 1:", "SPEAKER 1"),
        ("A:", "A"),
    ],
)
def test_label_may_have_a_title_a_party_a_role_and_bold_type(label, source):
    text = f"{label} We won it.\nTOLD: No.\n{label} You did not win.\nTOLD: Yes."
    assert said_in(text)[::2] == [(source, "We won it"), (source, "You did not win")]


def test_letters_with_a_full_stop_are_labels():
    text = "Q. Why did you go?\nA. It was late.\nQ. Who saw you?\nA. Nobody."
    assert [source for source, _ in said_in(text)] == ["Q.", "A.", "Q.", "A."]


def test_two_labels_in_capitals_are_an_exchange_where_one_asks():
    assert len(said_in("MARROW: Do you deny it?\nTOLD: I do.")) == 2
    assert said_in("MARROW: I deny it.\nTOLD: So do I.") == []
    assert said_in("Marrow: Do you deny it?\nTold: I do.") == []
    assert said_in("SECTION: News\nLENGTH: 400 words\nBYLINE: Jo Told") == []


def test_turn_goes_on_over_paragraphs_until_the_next_label():
    text = "MARROW: We won it.\nAll of us.\nTOLD: No.\nMARROW: We did.\nIt rained after that."
    assert turns_in(text) == [
        ("MARROW", "We won it … All of us", "speaker_label, continued_quotation"),
        ("TOLD", "No", "speaker_label"),
        ("MARROW", "We did", "speaker_label"),
    ]


def test_narration_between_few_labels_is_nobodys_turn():
    text = "MARROW: We won it.\nIt rained.\nIt got dark.\nThey ate.\nIt cleared.\nTOLD: No.\nMARROW: We did."
    assert [content for _, content in said_in(text)] == ["We won it", "No", "We did"]


def test_paragraphs_after_the_only_label_are_somebody_elses():
    text = "A: It was late.\nWho saw you?\nA: Nobody saw me.\nWhy?\nA: They slept."
    assert [content for _, content in said_in(text)] == [
        "It was late",
        "Nobody saw me",
        "They slept",
    ]


def test_label_alone_in_its_paragraph_has_the_next():
    text = "MARROW:\nWe won it.\n\nTOLD:\nYou lost it.\n\nMARROW:\nWe won."
    assert [content for _, content in said_in(text)] == ["We won it", "You lost it", "We won"]


def test_known_label_inside_a_paragraph_begins_a_turn():
    text = "Q: Why did you go? A: It was late. Q: Who saw you? A: Nobody."
    assert said_in(text) == [
        ("Q", "Why did you go?"),
        ("A", "It was late"),
        ("Q", "Who saw you?"),
        ("A", "Nobody"),
    ]


def test_headline_with_a_colon_is_no_turn():
    text = (
        "Interview: the wreck\nIt is old.\nQ: Why did you go?\nA: It was late.\nQ: Who saw?\nA: Jo."
    )
    assert said_in(text)[0] == ("Q", "Why did you go?")


def test_note_among_labels_in_capitals_is_no_turn():
    turns = "MARROW: We won it.\nTOLD: No.\n" * 3
    assert "Note" not in [source for source, _ in said_in(f"{turns}Note: this was cut.")]


@pytest.mark.parametrize(
    "stage", ["(Laughter)", "[Applause]", "(CROSSTALK)", "(He laughs.)", "*Laughs*"]
)
def test_stage_direction_is_no_part_of_a_turn(stage):
    text = f"MARROW: We won it. {stage} We did.\n{stage}\nTOLD: No.\nMARROW: We did.\nTOLD: {stage}"
    assert said_in(text) == [("MARROW", "We won it … We did"), ("TOLD", "No"), ("MARROW", "We did")]


def test_brackets_in_a_turn_stay_where_they_are_no_stage_direction():
    text = "MARROW: We won (twice) in May.\nTOLD: No.\nMARROW: We did."
    assert said_in(text)[0][1] == "We won (twice) in May"


def test_attribution_loses_the_stage_direction_that_was_read_into_it():
    text = "MARROW: We won. (Laughs) Jo said so.\nTOLD: No.\nMARROW: We did."
    words = Words(parse_text(text))
    start = text.index("Laughs")
    source = frozenset(words.tokens_in([(start, start + len("Laughs) Jo"))]))
    cue, content = max(source) + 1, max(source) + 2
    draft = Draft(cue, source, frozenset([cue]), frozenset([content]))
    (kept,) = [d for d in with_unattributed(words, [draft]) if d.rule == "model"]
    assert [words.texts[i] for i in kept.source] == ["Jo"]


def test_quotation_in_a_turn_does_not_float():
    text = "MARROW: “We won it in the last minute.”\nTOLD: No.\nMARROW: We did."
    words = Words(parse_text(text))
    assert {d.rule for d in with_unattributed(words, [])} == {"speaker_label"}


def test_attribution_that_holds_a_label_is_dropped():
    text = "MARROW: We won.\nTOLD: No.\nMARROW: We did."
    words = Words(parse_text(text))
    draft = Draft(0, frozenset([0]), frozenset([1]), frozenset(range(2, len(words))))
    assert "model" not in {d.rule for d in with_unattributed(words, [draft])}


def test_questions_in_bold_are_asked_and_what_follows_answers():
    text = f"{INTRODUCTION}**Why did you dive?**\nI was cold.\nWe all were.\n**Will you go back?**\nNo."
    assert turns_in(text) == [
        ("", "Why did you dive?", "interview_turn"),
        ("Ilse Marrow", "I was cold … We all were", "interview_turn, continued_quotation"),
        ("", "Will you go back?", "interview_turn"),
        ("Ilse Marrow", "No", "interview_turn"),
    ]


def test_questions_alone_in_their_paragraphs_are_asked():
    asked = "Why did you dive?\nI was cold.\nWere you alone?\nMy sister came.\nWill you go back?\nI will."
    found = said_in(INTRODUCTION + asked)
    assert [source for source, _ in found] == ["", "Ilse Marrow"] * 3
    assert [content for _, content in found[::2]] == [
        "Why did you dive?", "Were you alone?", "Will you go back?",
    ]  # fmt: skip


def test_narration_after_an_answer_without_marks_is_nobodys():
    asked = "Why did you dive?\nI was cold.\nThe sea is deep.\nWere you alone?\nI was.\nAre you well?\nI am."
    assert "The sea is deep" not in [content for _, content in said_in(INTRODUCTION + asked)]


@pytest.mark.parametrize(
    "text",
    [
        "**What is the ban?**\nThe ban is a law.\n**Who pays?**\nThe city pays.",
        "What is the ban?\nIt is a law.\nWho pays?\nThe city.\nWhen is it?\nIn May.",
        "**Why did you dive?**\nI was cold.",
        "Why did you dive?\nI was cold.\nWere you alone?\nI was.",
    ],
)
def test_questions_of_an_explainer_and_a_few_alone_are_no_interview(text):
    assert said_in(INTRODUCTION + text) == []


def test_label_at_the_end_of_an_article_has_nothing():
    text = "MARROW: We won it.\nTOLD: No.\nMARROW: We did.\nTOLD:"
    assert [source for source, _ in said_in(text)] == ["MARROW", "TOLD", "MARROW"]

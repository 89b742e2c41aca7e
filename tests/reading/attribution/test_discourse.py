"""Quotations without a cue of their own: who gets them, by what stands around. Drafts are made by hand."""

import pytest
from hand_made_drafts import found_in

from onrecord.reading.attribution.attribution import CONFIDENCE
from onrecord.reading.attribution.discourse import is_utterance, with_unattributed
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

WON = ("Smith", "said", "“We won the game today,”")


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n"])
def test_quotation_that_opens_the_next_paragraph_belongs_to_a_cue_before_a_colon(between):
    text = f"Smith said:{between}“We won the game today.”"
    assert found_in(text, ("Smith", "said")) == [
        ("Smith", "said", "“We won the game today.”", "model, announced_quotation")
    ]


def test_cue_before_a_colon_gets_all_paragraphs_of_the_quotation():
    text = "Smith said:\n“One is here now.\n“Two is here.”\nHe left."
    (found,) = found_in(text, ("Smith", "said"))
    assert found[2] == "“One is here now. … “Two is here.”"


def test_last_cue_before_the_colon_gets_the_quotation():
    text = "Smith said it rained, and Jones added:\n“We won the game today.”"
    found = found_in(text, ("Smith", "said", "it rained"), ("Jones", "added"))
    assert [f[:3] for f in found] == [
        ("Smith", "said", "it rained"),
        ("Jones", "added", "“We won the game today.”"),
    ]


def test_quotation_in_the_next_paragraph_without_a_colon_is_not_the_cues():
    text = "Smith said no such thing.\n“We won the game today.”"
    found = found_in(text, ("Smith", "said", "no such thing"))
    assert found == [
        ("Smith", "said", "no such thing", "model"),
        ("", "", "“We won the game today.”", "floating_quotation"),
    ]


def test_quotation_two_paragraphs_after_a_colon_is_not_the_cues():
    text = "Smith said:\nIt rained.\n“We won the game today.”"
    assert found_in(text, ("Smith", "said")) == [
        ("", "", "“We won the game today.”", "floating_quotation")
    ]


def test_quotation_that_does_not_open_the_paragraph_after_a_colon_is_not_the_cues():
    text = "Smith said:\nThe “old mill” is gone."
    assert found_in(text, ("Smith", "said")) == []


def test_cue_that_no_content_was_found_for_is_dropped():
    assert found_in("Smith said:", ("Smith", "said")) == []


def test_further_quotation_in_the_paragraph_is_more_content_of_the_cue_before():
    text = "“We won the game today,” Smith said. “We will win again. We have to.” It rained."
    assert found_in(text, WON) == [
        (
            "Smith",
            "said",
            "“We won the game today,” … “We will win again. We have to.”",
            "model, continued_quotation",
        )
    ]


def test_further_quotation_goes_to_the_last_cue_before_it():
    text = "“We won the game today,” Smith said. “We lost it,” added Jones. “It was bad for us.”"
    found = found_in(text, WON, ("Jones", "added", "“We lost it,”"))
    assert [(f[0], f[2]) for f in found] == [
        ("Smith", "“We won the game today,”"),
        ("Jones", "“We lost it,” … “It was bad for us.”"),
    ]
    assert [f[3] for f in found] == ["model", "model, continued_quotation"]


def test_quotation_after_indirect_speech_in_the_paragraph_is_not_joined_to_it():
    text = "Smith said it rained. “We won the game today, all of us.”"
    found = found_in(text, ("Smith", "said", "it rained"))
    assert found[0][2] == "it rained"


@pytest.mark.parametrize("words", ["old mill", "Gone with the Wind", "won"])
def test_scare_quote_or_title_after_a_quotation_is_no_more_content(words):
    text = f"“We won the game today,” Smith said. She went to the “{words}” then."
    assert found_in(text, WON) == [(*WON, "model")]


def test_floating_quotations_take_the_speaker_before():
    text = (
        "“We won the game today,” Smith said.\n“We will win again too.”\n“We always win it here.”"
    )
    assert found_in(text, WON)[1:] == [
        ("Smith", "", "“We will win again too.”", "floating_quotation"),
        ("Smith", "", "“We always win it here.”", "floating_quotation"),
    ]


def test_quotation_after_narration_has_no_source():
    text = "“We won the game today,” Smith said.\nIt rained.\n“We will win the next one.”"
    assert found_in(text, WON)[-1] == ("", "", "“We will win the next one.”", "floating_quotation")


def test_floating_quotation_after_narration_does_not_take_the_source_of_one_before_it():
    text = (
        "“We won it,” Smith said.\n“We will win again too.”\nIt rained.\n“We always win it here.”"
    )
    found = found_in(text, ("Smith", "said", "“We won it,”"))
    assert [f[0] for f in found] == ["Smith", "Smith", ""]


def test_quotation_that_only_begins_a_paragraph_does_not_float():
    text = (
        "“We won the game” is what stood on the wall of the old town hall, in red paint, all year."
    )
    assert found_in(text) == []


def test_quotation_with_a_cue_does_not_float():
    text = "“We won the game today and that is what matters to all of us here,” Smith said."
    cued = ("Smith", "said", "“We won the game today and that is what matters to all of us here,”")
    assert found_in(text, cued) == [(*cued, "model")]


def test_cue_inside_a_quotation_does_not_attribute_the_quotation():
    text = "“Smith said that we won the game today.”"
    found = found_in(text, ("Smith", "said", "that we won the game today"))
    assert sorted(f[3] for f in found) == ["floating_quotation", "model"]


@pytest.mark.parametrize("dash", ["—", "–", "--", "―", "-", "\n—", "\n\n-"])
@pytest.mark.parametrize("end", ["", ".", " "])
@pytest.mark.parametrize("name", ["Jo Smith", "Jo B. Smith"])
def test_signed_quotation_takes_the_name_after_the_dash(dash, end, name):
    assert found_in(f"“We won the game today.” {dash} {name}{end}") == [
        (name, dash.strip(), "“We won the game today.”", "signed_quotation")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We won the game today.” — and it rained",
        "“We won the game today.” — Jo Smith left. It rained.",
        "“We won the game today,” it said.\n— Jo Smith",
        "“We won the game today.” Jo Smith",
    ],
)
def test_dash_without_a_name_that_ends_the_paragraph_signs_nothing(text):
    assert "signed_quotation" not in [f[3] for f in found_in(text)]


def test_quotation_after_a_signed_one_does_not_float_to_its_speaker():
    text = "“We won the game today.” — Jo Smith\n“We will win the next one too.”"
    assert [f[0] for f in found_in(text)] == ["Jo Smith", ""]


@pytest.mark.parametrize(
    "line, source",
    [
        ("And this from Jo Smith:", "Jo Smith"),
        ("And this from the chair, Jo Smith:", "Jo Smith"),
        ("A word from Jo Smith, head of the mill:", "Jo Smith, head of the mill"),
        ("From the desk of Jo Smith:", "Jo Smith"),
        ("From the ministry:", "the ministry"),
    ],
)
@pytest.mark.parametrize("between", ["\n", " "])
def test_line_that_names_from_whom_a_quotation_is_announces_it(line, source, between):
    text = f"{line}{between}“We won the game today.”"
    found = [(source, ":", "“We won the game today.”", "announced_quotation")]
    assert found_in(text) == found
    assert found_in(text, ("", ":", "“We won the game today.”")) == found


@pytest.mark.parametrize(
    "line",
    ["He came from Jo Smith:", "It rained. From there:\nIt stopped.", "From Jo Smith. He said:"],
)
def test_sentence_with_from_in_it_announces_nobody(line):
    assert "announced_quotation" not in [
        f[3] for f in found_in(f"{line}\n“We won the game today.”")
    ]


def test_quotation_that_opens_the_headline_is_said_by_nobody_who_is_told():
    text = "‘A gift to all’: mill owners hail it\nIt rained."
    headline = [("", "", "‘A gift to all’", "floating_quotation")]
    assert found_in(text) == found_in(text, ("", "hail", "‘A gift to all’")) == headline
    assert found_in(text, ("mill owners", "hail", "‘A gift to all’"))[0][0] == "mill owners"
    assert found_in(f"It rained.\n{text}") == []


def test_quotation_that_has_a_cue_is_not_signed():
    text = "“We won the game today, Smith said.” — Jo Jones"
    inside = ("Jo Jones", "—", "“We won the game today, Smith said.”")
    found = found_in(text, inside)
    assert found == [(*inside, "model")]


def test_labels_of_a_transcript_are_speakers():
    text = "SMITH: We won.\nDr Jones: No.\nSMITH: You did not win.\nDr Jones: Yes."
    assert found_in(text) == [
        ("SMITH", ":", "We won", "speaker_label"),
        ("Dr Jones", ":", "No", "speaker_label"),
        ("SMITH", ":", "You did not win", "speaker_label"),
        ("Dr Jones", ":", "Yes", "speaker_label"),
    ]


def test_cue_that_is_a_speakers_label_is_not_found_twice():
    text = "SMITH: We won.\nJONES: No.\nSMITH: You lost it."
    words = Words(parse_text(text))
    colon = text.index(":")
    spans = ((colon, colon + 1), (colon + 2, colon + 9))
    cue, content = (frozenset(words.tokens_in([span])) for span in spans)
    found = with_unattributed(words, [Draft(min(cue), frozenset([0]), cue, content)])
    assert [d.rule for d in found] == ["speaker_label"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Smith: a player\nJones: a coach\nBrown: a fan",
        "Place: Rye\nTime: noon",
        "Clinton: 547\nSanders: 411\nClinton: 612",
        "Smith: We won.\nSmith: We won again.",
        "smith: we won\njones: no\nsmith: you did not",
    ],
)
def test_lists_with_colons_are_no_transcript(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” met at the “Old Mill” on Monday.",
        "She read “Gone with the Wind” on a train.",
        "“Gone with the Wind”",
        "Word.",
        "“”",
        "”",
        "“",
        "",
    ],
)
def test_titles_and_scare_quotes_are_nobodys(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“We won the game today.”",
        "“We won the game today.” — Jo Smith",
        "SMITH: We won.\nJONES: No.\nSMITH: You lost it.",
    ],
)
def test_every_rule_has_a_confidence_of_its_own(text):
    for *_, rule in found_in(text):
        assert 0 < CONFIDENCE[rule] < 1


@pytest.mark.parametrize(
    "text, utterance",
    [
        ("“We have won it.”", True),
        ("“Gone with the Wind”", False),
        ("“Gone with the wind he has”", True),
        ("“the old mill”", False),
        ("“won”", False),
        ("“”", False),
    ],
)
def test_utterance_has_a_verb_and_four_words(text, utterance):
    words = Words(parse_text(f"He saw {text} there."))
    [tokens] = words.outer.tokens
    assert is_utterance(words, tokens) == utterance

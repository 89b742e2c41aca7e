"""Quotations and reporting clauses brought together: who gets which quotation."""

import re

import pytest

from onrecord.attribution.clauses import find_clauses
from onrecord.attribution.drafts import make_drafts
from onrecord.attribution.layout import Layout
from onrecord.pipeline import parse_text


def drafts(text):
    """(source, cue, content, rule) of each draft, as its spans' text, in text order."""
    doc = parse_text(text)
    layout = Layout(doc)
    found = sorted(make_drafts(layout, find_clauses(doc)), key=lambda d: min(d.content))
    join = lambda tokens: " … ".join(text[s:e] for s, e in layout.spans(tokens))  # noqa: E731
    return [(*map(join, (d.source, d.cue, d.content)), d.rule) for d in found]


def parts(text):
    return [d[:3] for d in drafts(text)]


@pytest.mark.parametrize(
    "text, content",
    [
        ("“We won the game today,” said Smith.", "“We won the game today,”"),
        ("“We won the game today,” Smith said.", "“We won the game today,”"),
        ("“We won!” Smith said.", "“We won!”"),
        ("Smith said: “We won the game today.”", "“We won the game today.”"),
        ("Smith said, “We won the game today.”", "“We won the game today.”"),
        ("Smith said:\n“We won the game today.”", "“We won the game today.”"),
        ("“We won,” Smith said, “the game today.”", "“We won,” … “the game today.”"),
        ("Smith said the plan was “a big mistake”.", "the plan was “a big mistake”"),
        ("‘I was there,’ Smith said.", "‘I was there,’"),
    ],
)
def test_quotation_belongs_to_the_verb_of_speech_beside_it(text, content):
    assert parts(text) == [("Smith", "said", content)]


def test_quotation_that_goes_on_after_its_cue_is_joined():
    text = "“We won the game today,” Smith said. “We will win again. We have to.”"
    expected = "“We won the game today,” … “We will win again. We have to.”"
    assert parts(text) == [("Smith", "said", expected)]


def test_each_speaker_keeps_his_own_quotation_in_one_paragraph():
    text = "“We won the game today,” Smith said. “We lost it by far,” Jones said."
    assert parts(text) == [
        ("Smith", "said", "“We won the game today,”"),
        ("Jones", "said", "“We lost it by far,”"),
    ]


def test_quotation_in_the_next_paragraph_without_a_colon_is_not_the_cues():
    found = drafts("Smith said no such thing.\n“We won the game today.”")
    assert found[-1] == ("", "", "“We won the game today.”", "floating_quotation")


def test_floating_quotation_takes_the_speaker_before():
    text = (
        "“We won the game today,” Smith said.\n“We will win again too.”\n“We always win it here.”"
    )
    assert [(d[0], d[3]) for d in drafts(text)][1:] == [("Smith", "floating_quotation")] * 2


def test_floating_quotation_after_narration_has_no_source():
    text = "“We won the game today,” Smith said.\nIt rained.\n“We will win the next one.”"
    assert drafts(text)[-1][0] == ""


@pytest.mark.parametrize("dash", ["—", "–", "--", "―"])
def test_signed_quotation_takes_the_name_after_the_dash(dash):
    (found,) = drafts(f"“We won the game today.” {dash} Jo Smith")
    assert (found[0], found[2]) == ("Jo Smith", "“We won the game today.”")
    assert found[3] == "signed_quotation"


def test_labels_of_a_transcript_are_speakers():
    text = "SMITH: We won.\nDr Jones: No.\nSMITH: You did not win.\nDr Jones: Yes."
    assert [(d[0], d[2]) for d in drafts(text) if d[3] == "speaker_label"] == [
        ("SMITH", "We won"), ("Dr Jones", "No"), ("SMITH", "You did not win"), ("Dr Jones", "Yes"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Smith: a player\nJones: a coach\nBrown: a fan",
        "Place: Rye\nTime: noon",
        "The so-called “experts” met at the “Old Mill” on Monday.",
        "She read “Gone with the Wind” on a train.",
        "Word.",
        "“”",
        "”",
        "",
    ],
)
def test_lists_titles_and_scare_quotes_are_no_attributions(text):
    assert drafts(text) == []


def test_passive_without_an_agent_has_no_source():
    assert parts("“We won the game today,” it was said.") == [
        ("", "was said", "“We won the game today,”")
    ]


def test_cue_inside_a_quotation_stays_inside():
    assert parts("“Smith said that we lost,” Jones said.")[1] == ("Smith", "said", "that we lost")


def test_content_holds_the_whole_of_a_quotation_inside_another():
    found = parts("“Smith told me ‘we lost’ and left,” Jones said.")
    assert ("Smith", "told", "‘we lost’ and left") in found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“If you pay us,” said John Brown, a spokesman, “we will go.”", "John Brown, a spokesman"),
        (
            "“If he offered me that,” said Ilse Corvey, the clerk, “I’d ask.”",
            "Ilse Corvey, the clerk",
        ),
        ("“If you pay us,” he said on Thursday, “we will go.”", "he"),
    ],
)
def test_narrators_words_inside_a_quotation_are_its_source_and_never_its_content(text, source):
    [(who, cue, content)] = parts(text)
    assert (who, cue) == (source, "said")
    assert content == " … ".join(re.findall("“.*?”", text))


def test_two_quotations_with_words_of_their_own_between_are_two_contents():
    text = "He said the plan was “savvy” and he said it was “genius”."
    assert [content for *_, content in parts(text)] == ["the plan was “savvy”", "it was “genius”"]

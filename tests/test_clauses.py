"""Reporting clauses: cue, source and content in a dependency parse."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from onrecord.attribution.clauses import DEEPEST, find_clauses
from onrecord.pipeline import parse_text

VOCAB = English().vocab


def hand_built(*tokens):
    """A Doc of one sentence from (word, tag, label, head) of each token."""
    words, tags, deps, heads = zip(*tokens, strict=True)
    return Doc(VOCAB, words=words, tags=tags, deps=deps, heads=heads)


def clauses(doc):
    """Source, cue and content of each clause, as words, with the rule that found it."""
    doc = parse_text(doc) if isinstance(doc, str) else doc
    return [
        (*(" ".join(doc[i].text for i in sorted(x) if not doc[i].is_punct) for x in parts), rule)
        for *parts, rule in ((c.source, c.cue, c.content, c.rule) for c in find_clauses(doc))
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Smith said that the plan failed.", ("Smith", "said", "that the plan failed", "clause")),
        ("The plan failed, Smith said.", ("Smith", "said", "The plan failed", "clause")),
        ("Smith pledged to leave.", ("Smith", "pledged", "to leave", "inf")),
        ("Smith urged her to resign.", ("Smith", "urged", "her to resign", "inf")),
        ("Smith welcomed the law.", ("Smith", "welcomed", "the law", "obj")),
        ("Smith called the plan a mistake.", ("Smith", "called", "the plan a mistake", "small")),
        (
            "Smith described the plan as a mistake.",
            ("Smith", "described", "the plan as a mistake", "small"),
        ),
        (
            "Smith complained about the noise.",
            ("Smith", "complained about", "the noise", "preposition"),
        ),
        ("Smith stood by the story.", ("Smith", "stood by", "the story", "preposition")),
        (
            "Emphasising that the plan failed, Smith left.",
            ("Smith", "Emphasising", "that the plan failed", "clause"),
        ),
    ],
)
def test_each_frame_of_a_verb_finds_its_content(text, expected):
    *parts, frame = expected
    assert clauses(text) == [(*parts, f"verb_{frame}")]


def test_verb_of_speech_without_content_waits_for_its_quotation():
    assert clauses("Smith continued.") == [("Smith", "continued", "", "verb_quote")]


@pytest.mark.parametrize(
    "text",
    [
        "According to Smith, the plan failed.",
        "The plan failed, according to Smith.",
        "The plan, according to Smith, failed.",
    ],
)
def test_according_to_may_stand_in_front_in_the_middle_or_at_the_end(text):
    ((source, cue, content, rule),) = clauses(text)
    assert (source, cue.lower(), content.lower()) == ("Smith", "according to", "the plan failed")
    assert rule == "according_to"


@pytest.mark.parametrize(
    "text, source",
    [
        ("The mayor said that it failed.", "The mayor"),
        ("Police were told by Smith that it failed.", "Smith"),
        ("It was said that it failed.", ""),
        ("Smith, who said that it failed, left.", "Smith"),
        ("Emphasising that it failed, Smith left.", "Smith"),
        ("Smith sat down and said that it failed.", "Smith"),
        ("Smith’s claim that it failed was false.", "Smith ’s"),
        ("Smith, the mayor of Rye, said that it failed.", "Smith the mayor of Rye"),
        ("Smith told reporters that it failed.", "Smith"),
    ],
)
def test_source_of_a_cue(text, source):
    assert [c[0] for c in clauses(text) if c[2] == "that it failed"] == [source]


def test_controlled_infinitive_takes_the_subject_above_it():
    assert ("Smith", "to deny", "that it failed", "verb_clause") in clauses(
        "Smith wants to deny that it failed."
    )


def test_who_asks_is_not_told_by_asked_whether():
    asked, said = clauses("Asked whether the plan failed, he said that it had.")
    assert asked == ("", "Asked", "whether the plan failed", "verb_clause")
    assert said == ("he", "said", "that it had", "verb_clause")


def test_owner_of_a_noun_may_follow_it():
    found = clauses("Smith rejected the claim by Jones that the plan failed.")
    assert ("Jones", "claim", "that the plan failed", "noun_clause") in found


@pytest.mark.parametrize(
    "text, cue",
    [
        ("Smith has not said whether it failed.", "has not said"),
        ("Smith would never admit that it failed.", "would never admit"),
        ("Smith wrote off the plan.", "wrote off"),
        ("Police were told that it failed.", "were told"),
    ],
)
def test_cue_holds_auxiliaries_negation_and_particle(text, cue):
    assert clauses(text)[0][1] == cue


def test_adjective_takes_the_subject_of_its_verb():
    doc = hand_built(
        ("Critics", "NNS", "nsubj", 1), ("are", "VBP", "ROOT", 1), ("adamant", "JJ", "acomp", 1),
        ("that", "IN", "mark", 5), ("it", "PRP", "nsubj", 5), ("failed", "VBD", "ccomp", 2),
    )  # fmt: skip
    assert clauses(doc) == [("Critics", "adamant", "that it failed", "adjective_clause")]


def test_parenthesis_takes_its_host_as_content():
    doc = hand_built(
        ("Plans", "NNS", "nsubj", 5), (",", ",", "punct", 5), ("he", "PRP", "nsubj", 3),
        ("said", "VBD", "parataxis", 5), (",", ",", "punct", 5), ("fail", "VBP", "ROOT", 5),
    )  # fmt: skip
    assert clauses(doc) == [("he", "said", "Plans fail", "verb_clause")]


def test_content_leaves_out_what_the_narrator_adds():
    doc = hand_built(
        ("He", "PRP", "nsubj", 1), ("said", "VBD", "ROOT", 1), ("it", "PRP", "nsubj", 3),
        ("failed", "VBD", "ccomp", 1), ("although", "IN", "mark", 6), ("it", "PRP", "nsubj", 6),
        ("worked", "VBD", "advcl", 3),
    )  # fmt: skip
    assert clauses(doc) == [("He", "said", "it failed", "verb_clause")]


def test_infinitive_of_a_noun_needs_to():
    doc = hand_built(
        ("his", "PRP$", "poss", 1), ("promise", "NN", "ROOT", 1), ("to", "TO", "aux", 3),
        ("leave", "VB", "acl", 1),
    )  # fmt: skip
    assert clauses(doc) == [("his", "promise", "to leave", "noun_inf")]


@pytest.mark.parametrize(
    "text", ["", "Word.", "The cat sat.", "“”", "Mr Claim left.", "in order to"]
)
def test_no_cue_no_clause(text):
    assert clauses(text) == []


@pytest.mark.parametrize("n", [1, 10, 3000])
def test_cues_nested_without_end_are_followed_only_so_deep(n):
    doc = hand_built(
        ("said", "VBD", "ROOT", 0), *(("said", "VBD", "ccomp", i) for i in range(n - 1))
    )
    assert len(find_clauses(doc)) == min(n, DEEPEST + 1)


@pytest.mark.parametrize(
    "text", ["Let’s find out what happened.", "They sang in order to please the crowd."]
)
def test_set_phrases_attribute_nothing(text):
    assert clauses(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan, said Smith, failed.", ("Smith", "said", "The plan failed", "verb_clause")),
        ("It rained, said Smith, who lives there.", ("Smith", "said", "It rained", "verb_clause")),
    ],
)
def test_speaker_in_a_parenthesis_parts_a_subject_from_its_verb(text, expected):
    assert clauses(text)[0] == expected

"""Attributions inside the content of another, as the shipped network judges them."""

import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.attribution.inside import load_inside
from onrecord.reading.doc.pipeline import parse_text


def inner(text):
    """Source, cue and content of what stands inside another's content."""
    found = find_attributions(parse_text(text))
    spans = [(a.source, a.cue, a.content) for a in found if a.depth]
    return [tuple(" … ".join(text[s:e] for s, e in role) for role in each) for each in spans]


def test_what_somebody_is_said_to_have_said_is_a_row_inside():
    text = "The clerk said the mayor had denied that the bridge was shut."
    assert inner(text) == [("the mayor", "had denied", "that the bridge was shut")]


@pytest.mark.parametrize(
    "text",
    [
        "“I think it is a fine plan for the town,” Holm said.",
        "“We believe the pump will hold until June,” said Ida Holm.",
        "The mayor said the hall is officially closed until further notice.",
        "Smith refused to say why he had left the firm.",
        "“Nobody asked whether the old bridge was safe,” said Ida Holm.",
        "The clerk said the old green boat lay there for years.",
        "Tom Reed said he believed that the offer had been made more than once.",
        "Ida Holm told the board that she hoped the bridge would open in May.",
        "Ida Holm said that if the council says it is safe, she will swim.",
        "Ida Holm said the council might say that the bridge is safe.",
        "Ida Holm said the council might have said that the bridge is safe.",
        "Ida Holm said she will swim only if the council says that it is safe.",
    ],
)
def test_nothing_is_inside_where_nobody_else_says_anything(text):
    assert inner(text) == []


def test_row_inside_is_no_surer_than_the_one_that_holds_it():
    text = "The clerk said the mayor had denied that the bridge was shut."
    found = find_attributions(parse_text(text), threshold=0)
    assert any(a.depth for a in found)
    for attribution in found:
        if attribution.depth:
            assert attribution.confidence <= found[attribution.parent].confidence


def test_shipped_network_is_read_once():
    assert load_inside() is load_inside()


def test_claim_by_somebody_that_another_answers_is_theirs():
    text = "Ida Mollin was answering a claim by Karl Mollin that the port had lost its licence."
    found = find_attributions(parse_text(text))
    said = [[text[start:end] for start, end in (*a.source, *a.content)] for a in found]
    assert ["Karl Mollin", "that the port had lost its licence"] in said


def test_whom_others_follow_is_a_row_inside():
    text = "The Ledger reported on Friday that, according to two guests, Ida Holm had eaten with the mayor."
    assert inner(text) == [("two guests", "according to", "Ida Holm had eaten with the mayor")]

"""Which claims of its article a denial denies: those it takes up, and those in its own content."""

from dataclasses import replace

import numpy as np
import pytest
from marked_text import unmarked

from onrecord.reading.attribution.attribution import nested
from onrecord.reading.claims import find_claims, with_denied
from onrecord.reading.claims.sides import SIGNS, WAYS, find_denials, read_sides
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import find_mentions, find_speakers, resolve_sources

SAID = "[Ann Reed] {said} <that the council had sold the ferry in secret>."
DENIED = "[Tom Vale] {rejected} <that idea>."


def read(*marked):
    """Words, attributions, sources, mentions and claims of marked sentences."""
    text, attributions = "", []
    for sentence in marked:
        bare, attribution = unmarked(sentence)
        spans = {
            role: tuple((s + len(text), e + len(text)) for s, e in getattr(attribution, role))
            for role in ("source", "cue", "content")
        }
        attributions.append(replace(attribution, **spans))
        text += bare + " "
    return read_text(text, attributions)


def read_text(text, attributions):
    words, attributions = Words(parse_text(text)), nested(attributions)
    speakers = find_speakers(words, attributions)
    mentions = find_mentions(words, attributions, speakers)
    sources = resolve_sources(words, attributions, mentions, speakers)
    return words, attributions, sources, mentions, find_claims(words, attributions)


def denied(*marked):
    """Place of a claim → places of those that it denies."""
    claims = with_denied(*read(*marked))
    return {n: [d.claim for d in c.denies] for n, c in enumerate(claims) if c.denies}


@pytest.mark.parametrize(
    "denial",
    [
        DENIED,
        "[Tom Vale] {denied} <the charges>.",
        "[Tom Vale] {disputed} <her account>.",
        "[A spokesman for the mayor] {dismissed} <that claim>.",
    ],
)
def test_denial_of_what_was_said_denies_the_claim_before_it(denial):
    assert denied(SAID, denial) == {1: [0]}


def test_of_several_claims_the_one_just_before_is_denied():
    other = "[Ida Moss] {said} <that the summer had been warm>."
    rain = "[The office] {reported} <that it would rain all week>."
    assert denied(other, rain, SAID, DENIED) == {3: [2]}


@pytest.mark.parametrize(
    "other",
    [
        "[Ann Reed] later {rejected} <that idea>.",
        "[Tom Vale] {rejected} <the bid>.",
        "[Tom Vale] {said} <that the ferry was old>.",
        "[Tom Vale] {welcomed} <that idea>.",
    ],
    ids=["her own", "an offer", "another statement", "no denial"],
)
def test_near_misses_deny_nothing(other):
    assert denied(SAID, other) == {}


def test_claim_that_a_denial_holds_is_denied():
    text = "Tom Vale dismissed the allegation by Ann Reed that the ferry was sold in secret."
    _, outer = unmarked("[Tom Vale] {dismissed} <the allegation by Ann Reed that it was sold>.")

    def span(words):
        return ((text.index(words), text.index(words) + len(words)),)

    outer = replace(outer, content=span(text[text.index("the allegation") : -1]))
    inner = replace(
        outer,
        source=span("Ann Reed"),
        cue=span("allegation"),
        content=span("that the ferry was sold in secret"),
    )
    claims = with_denied(*read_text(text, [outer, inner]))
    [found] = claims[0].denies
    assert (found.claim, found.why) == (1, "denies: what it holds")
    assert not claims[1].denies


def test_why_stands_beside_what_is_denied():
    [found] = with_denied(*read(SAID, DENIED))[1].denies
    assert found.why == "takes up: that idea"


def test_each_pair_has_the_numbers_of_its_way_alone():
    for found in find_denials(read_sides(*read(SAID, DENIED))):
        signs = found.signs.reshape(len(WAYS), len(SIGNS))
        assert (np.abs(signs).sum(axis=1) > 0).sum() == 1


def test_article_without_claims_or_with_one_denies_nothing():
    assert with_denied(*read_text("It rained.", [])) == []
    assert denied(DENIED) == {}

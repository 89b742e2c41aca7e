"""Claims: one for each attribution, and which claims of its article a denial takes up."""

import re
import time
from itertools import accumulate, pairwise

import pytest
import spacy
from marked_text import unmarked
from patience import PATIENCE
from spacy.tokens import Doc

from onrecord.reading.attribution import Attribution, find_attributions
from onrecord.reading.claims import find_claims
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

VOCAB = spacy.blank("en").vocab


def claims(text):
    doc = parse_text(text)
    return find_claims(Words(doc), find_attributions(doc))


def test_claim_has_the_act_and_the_text_of_its_attribution():
    text, attribution = unmarked("“<The port may flood,>” [Ann Reed] {said}, “<and it will.>”")
    [made] = find_claims(Words(parse_text(text)), [attribution])
    assert (made.act, made.commitment, made.act_evidence) == ("asserts", "PS+", "said … may")
    assert made.text == "The port may flood, … and it will."


def test_claims_stand_in_the_order_of_their_attributions():
    made = claims(
        "Ann Reed denied that the port was open. Tom Vale would not say whether it was. "
        "“It was wet and it was cold,” Ida Moss said.\n\n“It was dark, and nobody was there.”"
    )
    assert [c.act for c in made] == ["denies", "withholds", "asserts", "asserts"]
    assert [c.act_evidence for c in made] == ["denied", "would not say", "said", "no cue"]


@pytest.mark.parametrize("denial", ["denied the claims", "dismissed the claim as baseless"])
def test_denial_of_the_claims_is_tied_to_the_claim_before_it(denial):
    made = claims(f"Ann Reed claimed that the port was open. Tom Vale {denial}.")
    assert [c.points_to for c in made] == [(), (0,)]
    assert made[1].pointing.startswith("the claim")


def test_denial_passes_over_a_plain_statement_and_another_denial():
    made = claims(
        "Ann Reed claimed that the port was open. Ida Moss said it rained. "
        "Tom Vale denied the claim. Ida Moss said the allegations were untrue."
    )
    assert [c.points_to for c in made] == [(), (), (0,), (0,)]


def test_denial_takes_up_a_claim_and_the_claim_inside_it():
    made = claims(
        "Ann Reed claimed that Tom Vale had claimed that the port was open. "
        "Ida Moss denied the claims."
    )
    assert [c.points_to for c in made] == [(), (), (0, 1)]


def test_denial_does_not_reach_forward_or_far_back():
    made = claims("Tom Vale denied the claims. Ann Reed claimed that the port was open.")
    assert [c.points_to for c in made] == [(), ()]
    rain = "It rained all day and all night. " * 15
    made = claims(f"Ann Reed claimed that the port was open. {rain}Tom Vale denied the claims.")
    assert [c.points_to for c in made] == [(), ()]


def test_denial_of_a_fact_takes_up_nothing():
    made = claims("Ann Reed claimed that the port was open. Tom Vale denied that it was.")
    assert [c.points_to for c in made] == [(), ()]


def test_article_without_attributions_has_no_claims():
    assert claims("It rained.") == []
    assert claims("") == []


def test_ten_thousand_claims_and_denials_in_one_article_do_not_hang():
    claimed = "Ann/NNP claimed/VBD that/IN it/PRP rained/VBD ./."
    denied = "Tom/NNP denied/VBD the/DT claims/NNS ./."
    sentences = [
        [w.split("/") for w in (denied if n % 2 else claimed).split()] for n in range(10_000)
    ]
    words, tags = zip(*(pair for sentence in sentences for pair in sentence), strict=True)
    firsts = [0, *accumulate(map(len, sentences))]
    doc = Doc(
        VOCAB,
        words=words,
        tags=tags,
        sent_starts=[n == 0 for s in sentences for n in range(len(s))],
    )
    made = [
        Attribution(
            source=(span(doc, first, first + 1),), cue=(span(doc, first + 1, first + 2),),
            content=(span(doc, first + 2, last - 1),),
            kind="indirect", evidence="by hand", confidence=0.9,
        )
        for first, last in pairwise(firsts)
    ]  # fmt: skip
    started = time.perf_counter()
    found = find_claims(Words(doc), made)
    assert time.perf_counter() - started < PATIENCE
    assert all(c.points_to and max(c.points_to) == k - 1 for k, c in enumerate(found) if k % 2)
    assert max(len(c.points_to) for c in found) < 30


def span(doc, first, last):
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])


@pytest.mark.parametrize(
    "noise", ["the " * 50_000, "the claim" * 20_000, "'" * 100_000, "not " * 50_000]
)
def test_hostile_content_is_read_in_no_time(noise):
    text, attribution = unmarked(f"[Ann] {{said}} <{noise.strip()}>.")
    pieces = re.findall(r"(\w+|\S)(\s?)", text)  # spaCy's own tokenizer takes minutes for some
    doc = Doc(VOCAB, words=[word for word, _ in pieces], spaces=[bool(s) for _, s in pieces])
    assert doc.text == text
    started = time.perf_counter()
    find_claims(Words(doc), [attribution])
    assert time.perf_counter() - started < PATIENCE

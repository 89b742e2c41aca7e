"""Claims: act, commitment, the text without its marks, and which claims a denial takes up."""

import time
from dataclasses import replace

import pytest
import spacy
from patience import PATIENCE

from onrecord.attribution import Attribution, find_attributions
from onrecord.claims import find_claims
from onrecord.pipeline import parse_text

BLANK = spacy.blank("en")


def claims(text):
    doc = parse_text(text)
    return find_claims(doc, find_attributions(doc))


def by_cue(text):
    """Act and commitment of each claim, by the words that decided."""
    return {c.act_evidence: (c.act, c.commitment) for c in claims(text)}


def attribution(text, content, *, cue=None, source=None, act="asserts", commitment="CT+", **known):
    """One attribution by hand; the words stand in `text` once."""

    def spans(words):
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return Attribution(
        source=spans(source), cue=spans(cue), content=spans(content), kind="indirect",
        evidence="verb_clause", act=act, commitment=commitment, confidence=0.9, **known,
    )  # fmt: skip


def moved(made, by):
    """An attribution whose sentence begins at another character."""
    spans = {
        role: tuple((s + by, e + by) for s, e in getattr(made, role))
        for role in ("source", "cue", "content")
    }
    return replace(made, **spans)


class Text:
    """A Doc of which no more is asked than its text."""

    def __init__(self, text):
        self.text = text


def claim(text, content, **known):
    [made] = find_claims(BLANK(text), [attribution(text, content, **known)])
    return made


@pytest.mark.parametrize(
    ("text", "act", "commitment"),
    [
        ("Ann Reed said the port was open.", "asserts", "CT+"),
        ("Ann Reed denied that the port was open.", "denies", "CT-"),
        ("Ann Reed dismissed the claims as baseless.", "denies", "CT-"),
        ("Ann Reed said the claims were false.", "denies", "CT-"),
        ("Ann Reed promised to open the port.", "promises", "CT+"),
        ("Ann Reed plans to open the port.", "intends", "CT+"),
        ("Ann Reed urged the council to open the port.", "urges", "Uu"),
        ("Ann Reed warned that the port will flood.", "warns", "PR+"),
        ("Ann Reed predicted that the port would flood.", "predicts", "PR+"),
        ("Ann Reed praised the port.", "evaluates", "CT+"),
        ("Ann Reed believes that the port is open.", "believes", "PR+"),
        ("The study found that the port is open.", "finds", "CT+"),
        ("The court ruled that the port was open.", "decides", "CT+"),
        ("Ann Reed hinted that the port was open.", "hints", "PR+"),
        ("Ann Reed asked whether the port was open.", "asks", "Uu"),
        ("The port is alleged to be closed.", "reports", "Uu"),
        ("Ann Reed would not say whether the port was open.", "withholds", "Uu"),
    ],
)
def test_cue_says_what_the_source_does(text, act, commitment):
    assert [(c.act, c.commitment) for c in claims(text)] == [(act, commitment)]


@pytest.mark.parametrize(
    "cue",
    ["did not say", "never claimed", "has not said", "would not say", "didn’t say", "didn't say"],
)
def test_who_does_not_say_withholds(cue):
    text = f"Ann Reed {cue} that the port was open."
    made = claim(text, "that the port was open", cue=cue)
    assert (made.act, made.commitment) == ("withholds", "Uu")


def test_negation_of_a_thought_turns_its_commitment():
    text = "Ann Reed doesn’t believe that the port is open."
    assert by_cue(text) == {"doesn’t believe": ("believes", "PR-")}
    text = "Ann Reed does not expect the port to close."
    assert by_cue(text) == {"does not expect": ("predicts", "PR-")}


@pytest.mark.parametrize(
    ("content", "commitment", "evidence"),
    [
        ("the port may flood", "PS+", "said … may"),
        ("the port might flood", "PS+", "said … might"),
        ("perhaps the port was open", "PS+", "said … perhaps"),
        ("the port would probably flood", "PR+", "said … probably"),
        ("the port seems safe", "PR+", "said … seems"),
        ("the port would flood", "CT+", "said"),
        ("the port flooded in mayhem", "CT+", "said"),
    ],
)
def test_modal_or_hedge_lowers_the_commitment(content, commitment, evidence):
    made = claim(f"Ann Reed said {content}.", content, cue="said", source="Ann Reed")
    assert (made.act, made.commitment, made.act_evidence) == ("asserts", commitment, evidence)


def test_hedge_lowers_a_negated_commitment_without_turning_it():
    text = "Ann Reed does not expect that it may flood."
    cue = "does not expect"
    made = claim(text, "that it may flood", cue=cue, act="predicts", commitment="PR+")
    assert made.commitment == "PS-"


def test_hedge_far_into_a_content_is_not_the_sources():
    content = "the port was open on all of the days on which it rained, or may have been"
    assert claim(f"Ann Reed said {content}.", content, cue="said").commitment == "CT+"


def test_quotation_without_a_cue_says_so():
    text = "“It rained all day and all night,” Ann Reed said.\n\n“It was wet and it was cold.”"
    assert [c.act_evidence for c in claims(text)] == ["said", "no cue"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("“It is late,”", "It is late,"),
        ('"It is late"', "It is late"),
        ("``It is late''", "It is late"),
        ("''It is late''", "It is late"),
        ("«It is late»", "It is late"),
        ("‘It is late’", "It is late"),
        ("“It’s the workers’ port, ‘so they say’”", "It’s the workers’ port, so they say"),
        ("‘It’s the workers’ “port”, isn’t it?’", "It’s the workers’ port, isn’t it?"),
        ("it   is\n late", "it is late"),
        ("“It is late", "It is late"),
    ],
)
def test_claim_is_the_content_without_its_quote_marks(content, text):
    assert claim(f"Ann said {content} then.", content, cue="said").text == text


def test_pieces_of_a_claim_are_joined_by_an_ellipsis():
    [made] = claims("“It is late,” Ann Reed said, “and it is dark.”")
    assert made.text == "It is late, … and it is dark."


@pytest.mark.parametrize("denial", ["denied the claims", "dismissed the claim as baseless"])
def test_denial_of_the_claims_is_tied_to_the_claim_before_it(denial):
    made = claims(f"Ann Reed claimed that the port was open. Tom Vale {denial}.")
    assert [c.disputes for c in made] == [(), (0,)]
    assert made[1].link_evidence.startswith("takes up: the claim")


def test_denial_is_never_tied_to_a_plain_statement():
    made = claims("Ann Reed said that the port was open. Tom Vale denied the claims.")
    assert [c.disputes for c in made] == [(), ()]
    assert made[1].link_evidence is None


def test_denial_passes_over_a_plain_statement_and_another_denial():
    made = claims(
        "Ann Reed claimed that the port was open. Ida Moss said it rained. "
        "Tom Vale denied the claim. Ida Moss said the allegations were untrue."
    )
    assert [c.disputes for c in made] == [(), (), (0,), (0,)]


def test_denial_takes_up_a_claim_and_the_claim_inside_it():
    made = claims(
        "Ann Reed claimed that Tom Vale had claimed that the port was open. "
        "Ida Moss denied the claims."
    )
    assert [c.disputes for c in made] == [(), (), (0, 1)]


def test_denial_does_not_reach_forward_or_far_back():
    made = claims("Tom Vale denied the claims. Ann Reed claimed that the port was open.")
    assert [c.disputes for c in made] == [(), ()]
    rain = "It rained all day and all night. " * 10
    made = claims(f"Ann Reed claimed that the port was open. {rain}Tom Vale denied the claims.")
    assert [c.disputes for c in made] == [(), ()]


def test_denial_of_a_fact_takes_up_nothing():
    made = claims("Ann Reed claimed that the port was open. Tom Vale denied that it was.")
    assert [c.disputes for c in made] == [(), ()]


def test_article_without_attributions_has_no_claims():
    assert claims("It rained.") == []
    assert claims("") == []


def test_ten_thousand_claims_and_denials_in_one_article_do_not_hang():
    sentences, made, at = [], [], 0
    for n in range(10_000):
        cue, content = ("denied", "the claims") if n % 2 else ("claimed", "that it rained")
        sentence = f"Ann {cue} {content}."
        one = attribution(
            sentence, content, cue=cue, source="Ann", act="denies" if n % 2 else "asserts"
        )
        made.append(moved(one, at))
        sentences.append(sentence)
        at += len(sentence) + 1
    doc = BLANK.make_doc(" ".join(sentences))
    started = time.perf_counter()
    found = find_claims(doc, made)
    assert time.perf_counter() - started < PATIENCE
    assert all(c.disputes and max(c.disputes) == k - 1 for k, c in enumerate(found) if k % 2)
    assert max(len(c.disputes) for c in found) < 30


@pytest.mark.parametrize(
    "noise", ["the " * 50_000, "the claim" * 20_000, "'" * 100_000, "not " * 50_000]
)
def test_hostile_content_is_read_in_no_time(noise):
    content = noise.strip()
    made = attribution(f"Ann said {content}.", content, cue="said", source="Ann")
    started = time.perf_counter()
    find_claims(Text(f"Ann said {content}."), [made])
    assert time.perf_counter() - started < PATIENCE

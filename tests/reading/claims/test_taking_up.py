"""Denials that only point: which claims of their article they take up."""

import time
from dataclasses import replace
from itertools import accumulate

import pytest
from marked_text import unmarked
from patience import PATIENCE

from onrecord.reading.claims.acts import Speech
from onrecord.reading.claims.taking_up import take_up
from onrecord.reading.doc.quotes import find_quotations, said, without_marks
from onrecord.reading.doc.sentences import paragraphs

CLAIMED = "[Ann Reed] {claimed} <that the port was open>.", "asserts"
SAID = "[Ann Reed] {said} <that the port was open>.", "asserts"
RUMOUR = "[A clerk] {alleged} <that the port was sold>.", "asserts"
DENIED = "[Tom Vale] {denied} <the claims>.", "denies"
RAIN = "It rained all day and all night. "


def taken(*marked):
    """Place → places of what it takes up, of marked sentences with their acts and text between."""
    text, attributions, acts = "", [], []
    for piece in marked:
        sentence, act = (piece, None) if isinstance(piece, str) else piece
        bare, attribution = unmarked(sentence)
        if act:
            acts.append(act)
            attributions.append(moved(attribution, len(text)))
        text += bare + " "
    return found(text, attributions, acts)


def moved(attribution, by):
    roles = {r: getattr(attribution, r) for r in ("source", "cue", "content")}
    return replace(attribution, **{r: moved_spans(spans, by) for r, spans in roles.items()})


def moved_spans(spans, by):
    return tuple((start + by, end + by) for start, end in spans)


def found(text, attributions, acts):
    return {k: p.claims for k, p in take_up(speeches(text, attributions, acts)).items()}


def speeches(text, attributions, acts):
    text_of = without_marks(text, find_quotations(text, paragraphs(text)))
    return [
        Speech(a, said(text, a.source), said(text, a.cue), text_of(a.content), act, "Uu", "")
        for a, act in zip(attributions, acts, strict=True)
    ]


@pytest.mark.parametrize(
    "denial",
    [
        "{denied} <the claims>", "{denied} <the claim>", "{denied} <that account>",
        "{denied} <it>", "{denied} <that>", "{denied} <doing so>",
        "{dismissed} <a report in the Herald>", "{dismissed} <the allegations as baseless>",
        "{said} <the accusations were false>", "{said} <that the rumours were lies>",
        "{rejected} <any such suggestion>",
    ],
)  # fmt: skip
def test_denial_that_points_takes_up_the_claim_before_it(denial):
    assert taken(CLAIMED, (f"[Tom Vale] {denial}.", "denies")) == {1: (0,)}


@pytest.mark.parametrize(
    "denial",
    [
        "{denied} <that the port was open>", "{denied} <claims>", "{denied} <it was open>",
        "{denied} <the notion that it was open>", "{denied} <a report of the opening>",
        "{denied} <the allegations about the port>",
    ],
)  # fmt: skip
def test_denial_with_words_of_its_own_takes_up_nothing(denial):
    assert taken(CLAIMED, (f"[Tom Vale] {denial}.", "denies")) == {}


def test_plain_statement_is_meant_only_where_nothing_is_put_forward_as_a_claim():
    assert taken(SAID, DENIED) == {1: (0,)}
    assert taken(CLAIMED, SAID, DENIED) == {2: (0,)}


@pytest.mark.parametrize("noun", ["account", "argument", "idea", "proposal", "version"])
def test_plain_statement_may_be_called_an_account(noun):
    assert taken(SAID, (f"[Tom Vale] {{rejected}} <that {noun}>.", "denies")) == {1: (0,)}


@pytest.mark.parametrize("words", ["Moss’s claim", "Ida Moss’s idea"])
def test_named_owner_is_the_one_who_is_denied(words):
    other = "[Ida Moss] {claimed} <that the port was sold>.", "asserts"
    denial = f"[Tom Vale] {{rejected}} <{words}>.", "denies"
    assert taken(other, CLAIMED, denial) == {2: (0,)}
    assert taken(CLAIMED, denial) == {}


@pytest.mark.parametrize("content", ["“That is untrue,”", "it was a lie"])
def test_calling_it_untrue_points_to_what_was_said_before(content):
    assert taken(SAID, (f"[Tom Vale] {{said}} <{content}>.", "denies")) == {1: (0,)}


def test_cue_that_rejects_is_enough_and_refusing_to_reject_is_not():
    for cue, found in (
        ("scoffed at", {1: (0,)}),
        ("refused to reject", {}),
        ("cannot deny", {}),
        ("heard", {}),
    ):
        assert taken(CLAIMED, (f"[Tom Vale] {{{cue}}} <the claims>.", "evaluates")) == found


def test_nobody_denies_who_has_a_name_of_theirs():
    own = "[A spokesman for Tom Vale] {claimed} <that it rained>.", "asserts"
    assert taken(CLAIMED, own, DENIED) == {2: (0,)}


def test_title_is_no_name_in_common():
    said = "[Mr Vale] {claimed} <that the port was open>.", "asserts"
    assert taken(said, ("[Mr Reed] {denied} <the claims>.", "denies")) == {1: (0,)}
    other = "[Mr Moss] {claimed} <that it rained>.", "asserts"
    assert taken(said, other, ("[Ida Hill] {rejected} <Mr Vale’s claim>.", "denies")) == {2: (0,)}


def held(content, act="denies"):
    """What is taken up by `Tom Vale dismissed CONTENT`, which holds `that the port was sold`."""
    text, outer = unmarked(f"[Tom Vale] {{dismissed}} <{content} that the port was sold>.")
    at, cue = text.index("that the port"), content.split()[-1]
    inner = replace(
        outer,
        source=(),
        cue=((at - 1 - len(cue), at - 1),),
        content=((at, len(text) - 1),),
        parent=0,
        depth=1,
    )
    return found(text, [outer, inner], [act, "asserts"])


def test_denial_takes_up_the_claim_that_it_names_and_tells():
    assert held("the allegation") == {0: (1,)}
    assert held("allegations") == {0: (1,)}
    assert held("a clerk who said") == {0: (1,)}
    assert held("it. A clerk said") == {}
    assert held("Mr. Reed’s allegation") == {0: (1,)}
    assert held("remarks by Mr. Reed, who said") == {0: (1,)}
    assert held("what Tom Vale said") == {0: (1,)}
    assert held(f"what {'he had heard ' * 7}of the allegation") == {}


@pytest.mark.parametrize("words", ["that account", "it"])
def test_one_account_is_the_nearest_one(words):
    assert taken(RUMOUR, CLAIMED, (f"[Tom Vale] {{denied}} <{words}>.", "denies")) == {2: (1,)}


def test_claims_are_the_whole_run_before_the_denial():
    assert taken(RUMOUR, CLAIMED, DENIED) == {2: (0, 1)}


def test_run_ends_where_other_text_comes_between():
    assert taken(RUMOUR, RAIN * 20, CLAIMED, DENIED) == {2: (1,)}


def test_run_does_not_reach_over_the_length_of_a_few_paragraphs():
    many = [(f"[A clerk] {{claimed}} <that ferry {n} was sold{' to him' * 30}>.", "asserts")
            for n in range(20)]  # fmt: skip
    [(denial, run)] = taken(*many, DENIED).items()
    assert denial == 20
    assert run == tuple(range(run[0], 20))
    assert 2 < len(run) < 10


def test_denial_takes_up_nothing_far_before_it():
    assert taken(CLAIMED, RAIN * 20, DENIED) == {}


def test_denial_takes_up_nothing_that_stands_after_it():
    assert taken(DENIED, CLAIMED) == {}


def test_denial_passes_over_denials_refusals_demands_and_questions():
    for act in ("denies", "withholds", "urges", "asks"):
        other = "[Ida Moss] {claimed} <that it rained>.", act
        assert taken(CLAIMED, other, DENIED)[2] == (0,)


def test_denial_takes_up_a_claim_and_the_claim_in_it():
    outer = "[Ann Reed] {claimed} <that Ida Moss had claimed that the port was open>.", "asserts"
    text, attribution = unmarked(outer[0])
    at = text.index("Ida Moss")
    inner = replace(
        attribution,
        source=((at, at + 8),),
        cue=((at + 13, at + 20),),
        content=((at + 21, len(text) - 1),),
        parent=0,
        depth=1,
    )
    denial, denied = unmarked(DENIED[0])
    attributions = [attribution, inner, moved(denied, len(text) + 1)]
    acts = ["asserts", "asserts", "denies"]
    assert found(f"{text} {denial}", attributions, acts) == {2: (0, 1)}


def test_words_that_point_are_told():
    text, claim = unmarked(CLAIMED[0])
    for content, words in (("the wild claims as false", "the wild claims"), ("it.", "it")):
        denial, denied = unmarked(f"[Tom Vale] {{denied}} <{content}>.")
        attributions = [claim, moved(denied, len(text) + 1)]
        acts = ["asserts", "denies"]
        pointed = take_up(speeches(f"{text} {denial}", attributions, acts))
        assert pointed[1].words == words


def test_nobody_takes_up_a_claim_in_the_same_words_of_source():
    text, claim = unmarked("[Ann Reed] {claimed} <that the port was open> and {denied} the claims.")
    start = text.index("denied")
    denied = replace(
        claim,
        cue=((start, start + 6),),
        content=((start + 7, len(text) - 1),),
    )
    acts = ["asserts", "denies"]
    assert found(text, [claim, denied], acts) == {}


def test_no_attributions_take_up_nothing():
    assert take_up([]) == {}


def test_thousands_of_claims_that_end_together_do_not_hang():
    text = "Ann claimed " * 3000 + "it rained. Tom denied the claims."
    _, ann = unmarked("[Ann] {claimed} <it>")
    starts = [0, *accumulate(12 for _ in range(2999))]
    end = text.index(".")
    attributions = [
        replace(
            moved(ann, start),
            content=((start + 12, end),),
            parent=n - 1 if n else None,
            depth=n,
        )
        for n, start in enumerate(starts)
    ]
    _, tom = unmarked("[Tom] {denied} <the claims>")
    attributions.append(moved(tom, end + 2))
    acts = ["asserts"] * 3000 + ["denies"]
    started = time.perf_counter()
    taken_up = found(text, attributions, acts)
    assert time.perf_counter() - started < PATIENCE
    assert taken_up.keys() == {3000}


def test_claim_that_somebody_else_calls_untrue_is_denied_though_it_is_told_in_the_same_words():
    text, outer = unmarked("[Reed] {said} <that Holm’s claim that the port is shut is not true>")
    content = "that the port is shut"
    start = text.index(content)
    cue = (text.index("claim"), text.index("claim") + len("claim"))
    inner = replace(outer, cue=(cue,), content=((start, start + len(content)),), parent=0, depth=1)
    assert found(text, [outer, inner], ["denies", "asserts"]) == {0: (1,)}

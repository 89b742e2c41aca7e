"""The confidence of an attribution: a probability that rises with what speaks for it."""

import numpy as np
import pytest

from onrecord.reading.attribution import load_attribution_model
from onrecord.reading.attribution.attribution import CONFIDENCE
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.signs import SIGNALS, confidence, signals
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

WEIGHTS = (-0.5, 0.6, 0.1, 0.2, 0.0, 0.7, 0.1, 0.5, 0.2)


def draft_of(words, cue, content, scores=(0.9, 0.8, 0.7, 1.0), rule="model"):
    at = [i for i, text in enumerate(words.texts) if text == cue]
    first = words.texts.index(content.split()[0])
    tokens = frozenset(range(first, first + len(content.split())))
    return Draft(at[0], frozenset(), frozenset(at), tokens, rule, scores=scores)


def test_signals_have_their_names():
    words = Words(parse_text("Smith said it rained."))
    found = dict(zip(SIGNALS, signals(words, draft_of(words, "said", "it rained")), strict=True))
    assert found["cue"] == pytest.approx(np.log(9))
    assert found["words"] == pytest.approx(np.log(3))
    assert (found["verb"], found["quoted"]) == (1, 0)


def test_signals_tell_quotations_and_contents_without_a_verb():
    words = Words(parse_text("Smith praised the “ plan ” again."))
    signs = dict(
        zip(SIGNALS, signals(words, draft_of(words, "praised", "the “ plan")), strict=True)
    )
    assert (signs["verb"], signs["quoted"]) == (0, 1)


def test_certain_scores_count_as_nearly_certain():
    words = Words(parse_text("Smith said it rained."))
    sure, never = (
        signals(words, draft_of(words, "said", "it rained", scores=(p,) * 4)) for p in (1.0, 0.0)
    )
    assert sure[0] == pytest.approx(-never[0]) and 6 < sure[0] < 7


def test_what_a_rule_found_has_no_signals():
    words = Words(parse_text("Smith said it rained."))
    assert signals(words, draft_of(words, "said", "it rained", (), "speaker_label")) == ()
    assert all(0.5 < share < 1 for share in CONFIDENCE.values())


def test_confidence_is_a_probability_whatever_speaks_for_it():
    for signs in np.random.default_rng(0).normal(size=(200, len(SIGNALS))) * 7:
        assert 0 < confidence(WEIGHTS, signs) < 1


def test_number_of_signals_must_be_that_of_the_weights():
    with pytest.raises(ValueError):
        confidence(WEIGHTS, (1.0, 2.0))


def test_shipped_confidence_rises_with_the_probability_of_the_cue():
    words, weights = (
        Words(parse_text("Smith said it rained.")),
        load_attribution_model().calibration,
    )
    rising = [
        confidence(
            weights, signals(words, draft_of(words, "said", "it rained", (p, 0.9, 0.8, 1.0)))
        )
        for p in (0.2, 0.4, 0.6, 0.8, 0.95)
    ]
    assert rising == sorted(set(rising))

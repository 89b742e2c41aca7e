"""Thresholds of the speaking network: many right names with few false ones."""

import pytest

pytest.importorskip("torch")

from training.train_speaking import FORMS, Judged, thresholds_of


def judged(form, *, right=(), false=(), silent=0):
    """Marked sources of one form: right names and false ones by how sure they are, and some never named."""
    return [
        *(Judged(sure, True, True, form) for sure in right),
        *(Judged(sure, False, False, form) for sure in false),
        *(Judged(0.0, False, False, form) for _ in range(silent)),
    ]


def test_form_that_is_seldom_false_gets_the_lower_threshold():
    sources = [
        *judged("description", right=[0.9, 0.5], false=[0.6] * 9),
        *judged("pronoun", right=[0.9, 0.5, 0.4], false=[0.3]),
        *judged("name", right=[0.9], silent=90),
    ]
    thresholds = thresholds_of(sources)
    assert set(thresholds) == set(FORMS)
    assert 0.6 < thresholds["description"] <= 0.9 and thresholds["pronoun"] <= 0.4


def test_of_thresholds_that_give_as_much_the_highest_is_taken():
    sources = [j for form in FORMS for j in judged(form, right=[0.8, 0.9], silent=9)]
    assert set(thresholds_of(sources).values()) == {0.8}

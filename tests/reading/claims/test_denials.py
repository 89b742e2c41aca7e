"""A word that may deny denies where something is claimed, and where it is more than supposed."""

import pytest
from marked_text import act_of


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann Reed] {rejected} <the allegation>.",
        "[Ann Reed] {dismissed} <the idea that the port was closed>.",
        "[Ann Reed] {dismissed} <the claims as idle talk>.",
        "[Ann Reed] {denied} <any part in the fire>.",
        "[Ann Reed] {denied} <it>.",
        "[Ann Reed] {disputed} <the figures>.",
        "[Ann Reed] {denied} <lighting the fire>.",
        "[Ann Reed] {disputes} <that the port was closed>.",
    ],
)
def test_what_is_claimed_is_denied(marked):
    assert act_of(marked)[:2] == ("denies", "CT-")


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("[Ann Reed] {rejected} <the offer>.", "evaluates"),
        ("[Ann Reed] {rejected} <Tom Hale>.", "evaluates"),
        ("[Ann Reed] {dismissed} <the harbour master as a fool>.", "evaluates"),
        ("[Ann Reed] {downplayed} <the danger>.", "evaluates"),
        ("[The judge] {rejected} <the request>.", "decides"),
        ("[The council] {denied} them <a permit>.", "decides"),
        ("[Ann Reed] {ruled out} <a third term>.", "intends"),
        ("[Ann Reed] {would deny} <that the port was closed>.", "withholds"),
        ("If [Ann Reed] {denies} <that the port was closed>, nobody will know.", "withholds"),
    ],
)
def test_what_is_not_claimed_is_not_denied(marked, act):
    assert act_of(marked)[0] == act

"""In words, in the mind or by deeds: the cue tells, quotations are words, and things show."""

import pytest
from marked_text import manner_in

from onrecord.reading.attribution.cues import load_cues
from onrecord.tables.schema import MANNERS

SPOKEN = [
    "[Ann Reed] {said} <the port was open>.",
    "[Ann Reed] {denied} <that the port was open>.",
    "[Ann Reed] {promised} <to open the port>.",
    "[Ann Reed] {urged} <the council to open the port>.",
    "[Ann Reed] {asked} <whether the port was open>.",
    "[Ann Reed] {hinted} <that the port was open>.",
    "[Ann Reed] {warned} <that the port would flood>.",
    "[Ann Reed] {predicted} <that the port would flood>.",
    "[Ann Reed] {criticised} <the harbour master>.",
    "[Ann Reed] {voiced support for} <the harbour master>.",
    "[Ann Reed] {said she hopes} <that the port will open>.",
    "{According to} [Ann Reed], <the port was open>.",
    "[Ann Reed]{:} <The port is open>.",
    "“<It was wet and it was cold.>”",
    "“<It was wet and it was cold>,” [Ann Reed] {thought}.",
    "[The court] {heard} <that the port was open>.",
    "[Ann Reed] {took aim at} <the harbour master>.",
    "[Ann Reed] {gave a speech on} <the harbour>.",
    "[Ann Reed] {declined} <to comment>.",
    "[Ann Reed] {refused} <to comment>.",
    "[The report] {said} <the port was open>.",
]
THOUGHT = [
    "[Ann Reed] {believes} <that the port is open>.",
    "[Ann Reed] {knew} <that the port was open>.",
    "[Ann Reed] {fears} <that the port is closed>.",
    "[Ann Reed] {wants} <to open the port>.",
    "[Ann Reed] {plans} <to open the port>.",
    "[Ann Reed] {has no plans to tell} <the council>.",
    "[Ann Reed] {expects} <the port to open>.",
    "[Ann Reed] {supports} <the harbour master>.",
    "[Ann Reed] {is wary of} <the harbour master>.",
    "{For} [Ann Reed], <the harbour is a home>.",
]
DONE = [
    "[The court] {ruled} <that the port was open>.",
    "[The council] {ordered} <the port to close>.",
    "[The council] {passed} <the bill>.",
    "[Ann Reed] {signed} <the bill>.",
    "[Ann Reed] {decided} <to open the port>.",
    "[Ann Reed] {found} <that the port was open>.",
    "[The poll] {shows} <that the port is popular>.",
    "[The figures] {underscore} <the decline of the port>.",
    "[Ann Reed] {refused} <to leave the port>.",
]


@pytest.mark.parametrize(
    ("marked", "manner"),
    [(m, "speech") for m in SPOKEN] + [(m, "stance") for m in THOUGHT] + [(m, "act") for m in DONE],
)
def test_manner_is_that_of_the_cue(marked, manner):
    assert manner_in(marked) == manner


def test_quotation_around_the_cue_too_says_nothing_of_the_manner():
    assert manner_in("“[They] {want} <to open the port>,” she said.") == "stance"


@pytest.mark.parametrize("further", [False, True])
def test_every_cue_has_a_manner(further):
    frames = [cue for frames in load_cues(further).values() for cue in frames.values()]
    assert {cue.manner for cue in frames} == set(MANNERS)

"""The steps that are timed, and the watch that times them."""

from importlib import import_module

import pytest

from benchmarks.common import steps
from benchmarks.common.measuring import Stopwatch


@pytest.mark.parametrize(("entities", "said"), [(15, ", at most"), (15.1, "NOT at most")])
def test_cost_of_entities_is_the_share_of_the_rate_that_is_lost(entities, said):
    seconds = {"model": 60, "attribution": 25, "entities": entities}
    before, after = 1000 / 85, 1000 / (85 + entities)
    assert steps.cost_of_entities(seconds) == pytest.approx((before - after) / before)
    assert said in steps.cost_sentence(seconds)
    assert steps.cost_row(8500, seconds)[0] == "100"


def test_steps_are_what_an_extraction_calls():
    calls = [(module, call) for module, named in steps.CALLS.items() for call in named]
    assert all(hasattr(import_module(f"onrecord.{module}"), call) for module, call in calls)


def test_stopwatch_times_generators_while_they_are_read():
    stopwatch = Stopwatch()
    read = stopwatch.timed("step", lambda: (sum(range(200_000)) for _ in range(5)))()
    before = stopwatch.seconds["step"]
    assert len(list(read)) == 5
    assert stopwatch.seconds["step"] > before

"""The steps of an extraction, timed inside of `extract_tables`, so that they are what a user waits for."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib import import_module
from unittest.mock import patch

from benchmarks.common.measuring import Stopwatch
from benchmarks.common.printing import number, percent

# What an extraction calls, by module, and the step that it belongs to; what is left is making the tables.
CALLS = {
    "reading.reading": {
        "parse_articles": "model",
        "Words": "attribution",
        "find_in_batch": "attribution",
        "find_speakers": "entities",
        "find_mentions": "entities",
        "resolve_sources": "entities",
        "find_claims": "claims",
    },
    "extraction.corpus_pass": {
        "join_entities": "entities",
        "link_claims": "claims",
    },
}
MOST = 0.15  # of the words a second of what runs before it, for entities


@contextmanager
def timed_steps(stopwatch: Stopwatch) -> Iterator[None]:
    """While the block runs, the time of each step of an extraction is added to `stopwatch`."""
    with ExitStack() as stack:
        for name, calls in CALLS.items():
            module = import_module(f"onrecord.{name}")
            timed = {
                call: stopwatch.timed(step, getattr(module, call)) for call, step in calls.items()
            }
            stack.enter_context(patch.multiple(module, **timed))
        yield


def cost_of_entities(seconds: Mapping[str, float]) -> float:
    """The share of the words a second of parse and attributions that is lost when entities follow.

    Args:
        seconds: processor time of the steps `model`, `attribution` and `entities`.
    """
    before = seconds["model"] + seconds["attribution"]
    return seconds["entities"] / max(before + seconds["entities"], 1e-9)


def cost_row(words: int, seconds: Mapping[str, float]) -> list[str]:
    """Words a second of parse and attributions, of entities alone, of all three; and the cost."""
    before, alone = seconds["model"] + seconds["attribution"], seconds["entities"]
    rates = (number(words / max(each, 1e-9)) for each in (before, alone, before + alone))
    return [*rates, percent(cost_of_entities(seconds))]


def cost_sentence(seconds: Mapping[str, float]) -> str:
    cost = cost_of_entities(seconds)
    limit = "at most" if cost <= MOST else "NOT at most"
    return (
        f"Entities cost {percent(cost)} of the words a second of parse and attributions before them, "
        f"{limit} {percent(MOST)}."
    )

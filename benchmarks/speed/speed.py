"""Speed on one thread: the model, the kit's steps, loading, importing, and peak memory.

The articles are a corpus repeated, or cut, to about as many words as asked for. Rates are words
(`\\w+`) a second of processor time, medians of the repeats. The kit's steps are timed inside of
`extract_tables`, so that they are what a user waits for.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from unittest.mock import patch

from tqdm import tqdm

from benchmarks.common.measuring import Stopwatch, Watch, in_new_process, megabytes, peak_memory
from benchmarks.common.printing import markdown, number, percent
from benchmarks.common.steps import cost_sentence, timed_steps

NEEDS = ""
EXAMPLES = ("", "~/articles --words 20000")
SEEDS = Path(__file__).parents[2] / "seeds"
NEURAL = {
    "model": "the kit's pipeline (model)",
    "network": "attribution: the network",
    "ranking": "entities: the network",
}
STEPS = {
    "reading": "reading",
    "attribution": "attribution: all but the network",
    "entities": "entities: all but the network",
    "claims": "claims",
    "tables": "tables",
}
LIMIT = 0.2  # of the time, for all that is not neural
FASTER = 1.4  # times the full model, for all up to attributions
IMPORTS = """
import time
times = [time.perf_counter()]
import onrecord; times.append(time.perf_counter())
import spacy; times.append(time.perf_counter())
from onrecord.reading.doc.pipeline import load_model; load_model(); times.append(time.perf_counter())
print(*(b - a for a, b in zip(times, times[1:])))
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "corpus", metavar="CORPUS", nargs="?", type=Path, default=SEEDS, help="default: seeds"
    )
    parser.add_argument("--words", type=int, default=60_000, help="default: %(default)s")
    parser.add_argument("--repeats", type=int, default=3, help="default: %(default)s")


def run(args: argparse.Namespace) -> None:
    started = [import_seconds() for _ in range(args.repeats)]
    peak = in_new_process(extraction_peak, args.corpus, args.words)
    articles, times = take_articles(args.corpus, args.words)
    words = sum(article.words for article in articles)
    full_model = full_model_of(articles)
    full, steps = [], []
    with Watch() as watch:
        for _ in tqdm(range(args.repeats), desc="Repeats", unit="repeat"):
            full.append(seconds_of(full_model))
            steps.append(step_seconds(articles) | reading_seconds(args.corpus, times))
    seconds = {step: median(each[step] for each in steps) for step in (*NEURAL, *STEPS)}
    print(
        f"{number(words)} words in {len(articles)} articles, one thread, {args.repeats} repeats.\n"
    )
    print(step_table(words, median(full), seconds), end="\n\n")
    print(other_table([median(column) for column in zip(*started, strict=True)], peak), end="\n\n")
    print(watch.note())


def take_articles(corpus: Path, words: int) -> tuple[list, float]:
    """Articles of `corpus` again and again until they have `words` words, and how many times over."""
    from onrecord.corpus import read_articles

    once = [article for article in read_articles(corpus) if article.status == "ok"]
    taken, so_far = [], 0
    while once and so_far < words:
        article = once[len(taken) % len(once)]
        n = len(taken)  # in the text as well: what was read is not read again
        text = article.text if n < len(once) else f"{article.text}\n\n{n}"
        taken.append(replace(article, article_id=f"{article.article_id}-{n}", text=text))
        so_far += article.words
    return taken, len(taken) / max(len(once), 1)


def seconds_of(function: Callable) -> float:
    with Watch() as watch:
        function()
    return watch.cpu


def full_model_of(articles) -> Callable:
    """The same model as spaCy loads it by default, over the same texts."""
    import importlib.util

    import spacy

    from onrecord.reading.doc.pipeline import MODEL_PACKAGES

    nlp = spacy.load(next(name for name in MODEL_PACKAGES if importlib.util.find_spec(name)))
    texts = [article.text for article in articles]
    return lambda: list(nlp.pipe(texts))


def step_seconds(articles) -> dict[str, float]:
    """Processor time of each step of an extraction, the tables written and thrown away."""
    from onrecord.extraction.extract import extract_tables
    from onrecord.reading.attribution.network import Network
    from onrecord.reading.entities.ranking import Ranking

    extract_tables(articles[:1])  # what is loaded once is loaded now
    stopwatch, network = Stopwatch(), Stopwatch()
    with (
        timed_steps(stopwatch),
        patch.object(Network, "label", network.timed("network", Network.label)),
        patch.object(Ranking, "__call__", network.timed("ranking", Ranking.__call__)),
    ):
        whole = seconds_of(lambda: extract_tables(articles))
    rest = {"tables": whole - stopwatch.seconds.total()}
    attribution = stopwatch.seconds["attribution"] - network.seconds["network"]
    entities = stopwatch.seconds["entities"] - network.seconds["ranking"]
    without = {"attribution": attribution, "entities": entities}
    return stopwatch.seconds | network.seconds | without | rest


def reading_seconds(corpus: Path, times: float) -> dict[str, float]:
    """Processor time of reading the corpus as often as its articles were taken."""
    from onrecord.corpus import read_articles

    return {"reading": times * seconds_of(lambda: list(read_articles(corpus)))}


def import_seconds() -> list[float]:
    """Seconds, in a new process, of importing the kit, of importing spaCy, and of loading the model."""
    import subprocess

    command = [sys.executable, "-c", IMPORTS]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(each) for each in run.stdout.split()]


def extraction_peak(corpus: Path, words: int) -> int | None:
    """Peak memory of an extraction, in bytes; to be called in a process of its own."""
    articles, _ = take_articles(corpus, words)
    step_seconds(articles)
    return peak_memory()


def step_table(words: int, full: float, seconds: dict[str, float]) -> str:
    """One row a step: words a second and share of the kit's time."""
    whole = sum(seconds.values())
    others = sum(seconds[step] for step in STEPS)
    attribution = seconds["network"] + seconds["attribution"]
    entities = seconds["ranking"] + seconds["entities"]
    up_to = seconds["reading"] + seconds["model"] + attribution
    rows = [
        ["full small model, spaCy's defaults", number(words / full), f"{full:.2f}", ""],
        *([name, *_row(words, seconds[step], whole)] for step, name in (NEURAL | STEPS).items()),
        ["attribution", *_row(words, attribution, whole)],
        ["entities", *_row(words, entities, whole)],
        ["all up to attributions", *_row(words, up_to, whole)],
        ["all that is not neural", *_row(words, others, whole)],
        ["the whole kit", *_row(words, whole, whole)],
    ]
    under = "under" if others < LIMIT * whole else "NOT under"
    fast = "at least" if full >= FASTER * up_to else "NOT"
    table = markdown(["step", "words a second", "seconds", "share"], rows)
    return (
        f"{table}\n\nAll that is not neural takes {percent(others / whole)} of the time, {under} a "
        f"fifth. All up to attributions is {full / up_to:.2f} times as fast as the full model, {fast} "
        f"{FASTER} times; the pipeline alone is {full / seconds['model']:.2f} times as fast. "
        + cost_sentence({**seconds, "attribution": attribution, "entities": entities})
    )


def _row(words, seconds, whole):
    return number(words / max(seconds, 1e-9)), f"{seconds:.2f}", percent(seconds / whole)


def other_table(started: list[float], peak: int | None) -> str:
    names = ("import onrecord", "import spaCy", "load the model")
    rows = [[name, f"{each:.3f} s"] for name, each in zip(names, started, strict=True)]
    return markdown(["what", "value"], [*rows, ["peak memory of an extraction", megabytes(peak)]])

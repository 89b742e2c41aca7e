"""Entities on GUM: are the mentions of each counted and joined right, and at what cost of time?

Beside the kit stands a naive baseline, which is what its recogniser alone gives: its entities,
one for each case-folded string without a leading `the` or a possessive. Definitions stand in
entity_scoring.py. Each genre is a corpus of its own, since the kit joins names over a corpus.

Which figures are out of sample: the baseline has seen none of these articles. `onrecord` is what
ships, and its ranking model learned from GUM articles (training/train_entities.py): on those its
figures are in sample. With `--predictions FILE` the mentions in FILE are scored too; where they were
made by models that had not seen the article that they are of, as the script that trains the model
writes them (cross-validation), the rows `predictions` are what to expect on other articles.

Words a second are of processor time on one thread, models loaded before, files read before: parse
and attributions, then entities alone (find_mentions, resolve_sources, join_entities).
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from pathlib import Path

from tqdm import tqdm

from benchmarks.common.command import given
from benchmarks.common.extracting import Extracted, extract
from benchmarks.common.gum import GoldArticle, read_genres
from benchmarks.common.printing import markdown, number, share
from benchmarks.common.steps import cost_row, cost_sentence
from benchmarks.entities.entity_scoring import FORMS, Tally, tally
from benchmarks.entities.systems import (
    Found,
    kit_mentions,
    missing,
    naive_mentions,
    read_predictions,
)

NEEDS = "gum"
EXAMPLES = ("~/corpora --genre news", "~/corpora --predictions out_of_fold.jsonl")
Tallies = dict[str, dict[str, Tally]]  # genre → system → what is counted


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--genre", help="one genre alone, such as news (default: all)")
    parser.add_argument(
        "--predictions",
        metavar="FILE",
        type=Path,
        help="score these as well: JSONL as `predictions --mentions` writes it",
    )


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print all tables. Returns name → why of each article that was lost."""
    with given():
        genres = choose(read_genres(args.data), args.genre)
        others = {"predictions": read_predictions(args.predictions)} if args.predictions else {}
    tallies, runs, lost = {}, {}, {}
    with tqdm(total=sum(map(len, genres.values())), unit="article") as bar:
        for genre, articles in genres.items():
            runs[genre], found = run_genre(args.data / "gum" / "text", articles, bar)
            tallies[genre] = {s: count_all(articles, f) for s, f in (found | others).items()}
            lost |= runs[genre].lost
    for system, found in others.items():
        names = [a.name for articles in genres.values() for a in articles]
        lost |= {f"{name} ({system})": why for name, why in missing(found, names).items()}
    print(*report(genres, tallies, runs), sep="\n\n")
    return lost


def choose(genres: dict[str, list[GoldArticle]], genre: str | None) -> dict:
    """All genres, or the one that was asked for.

    Raises:
        ValueError: there is no such genre.
    """
    if genre and genre not in genres:
        raise ValueError(f"no genre {genre!r} there; there are {', '.join(genres)}")
    return {genre: genres[genre]} if genre else genres


def run_genre(
    folder: Path, articles: Sequence[GoldArticle], bar: tqdm
) -> tuple[Extracted, dict[str, dict[str, list[Found]]]]:
    """Extract the articles of one genre; system → name of an article → its mentions."""
    baseline = {}
    run = extract(
        folder,
        {article.name: article.text for article in articles},
        lambda name, doc: baseline.update({name: naive_mentions(doc)}),
        bar,
    )
    return run, {"onrecord": kit_mentions(run), "baseline": baseline}


def count_all(articles: Sequence[GoldArticle], found: Mapping[str, Sequence[Found]]) -> Tally:
    """Count some articles; one that nothing is found for counts with nothing found."""
    return reduce(add, (tally(article, found.get(article.name, ())) for article in articles))


def report(genres: dict, tallies: Tallies, runs: dict[str, Extracted]) -> list[str]:
    """What is printed: the measures, the forms, the time; each by genre, then all."""
    sizes = {genre: len(articles) for genre, articles in genres.items()}
    seconds = {genre: run.seconds for genre, run in runs.items()}
    words = {genre: run.words for genre, run in runs.items()}
    lost = sum(len(run.lost) for run in runs.values())
    opening = f"GUM: {sum(sizes.values())} articles, {lost} of them lost."
    total = sum(seconds.values(), Counter())
    if len(genres) > 1:
        systems = next(iter(tallies.values()))
        every = {s: reduce(add, (each[s] for each in tallies.values())) for s in systems}
        tallies = tallies | {"all": every}
        sizes = sizes | {"all": sum(sizes.values())}
        seconds, words = seconds | {"all": total}, words | {"all": sum(words.values())}
    return [
        opening,
        measure_table(sizes, tallies),
        "Mentions by form; shares found and in the right entity are of those marked, the share of extra "
        "ones is of the mentions of twins:",
        form_table(tallies),
        "Words a second, one thread:",
        time_table(words, seconds),
        cost_sentence(total),
    ]


def measure_table(sizes: dict[str, int], tallies: Tallies) -> str:
    rows = [
        [genre, system, sizes[genre], number(len(t.sizes)), *map(share, t.measures().values())]
        for genre, by_system in tallies.items()
        for system, t in by_system.items()
    ]
    return markdown(["genre", "system", "articles", "entities", *Tally().measures()], rows)


def form_table(tallies: Tallies) -> str:
    rows = [
        [genre, form, system, *_form_cells(t.forms, form)]
        for genre, by_system in tallies.items()
        for form in FORMS
        for system, t in by_system.items()
    ]
    three = ("found", "right entity", "extra")
    columns = [column for name in three for column in (name, "share")]
    return markdown(["genre", "form", "system", "marked", *columns], rows)


def _form_cells(forms, form):
    marked, found, right, extra = (forms[form, k] for k in ("marked", "found", "right", "extra"))
    yield number(marked)
    for part, whole in ((found, marked), (right, marked), (extra, right + extra)):
        yield from (number(part), share(part / whole) if whole else "")


def time_table(words: dict[str, int], seconds: dict[str, Counter]) -> str:
    rows = [
        [genre, number(words[genre]), *cost_row(words[genre], s)] for genre, s in seconds.items()
    ]
    header = ["genre", "words", "parse and attributions", "entities alone", "all three", "cost"]
    return markdown(header, rows)

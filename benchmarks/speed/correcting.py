"""What corrections cost: ten thousand of them on two thousand articles, in the pass over the corpus.

The articles are copies of the demo, read once. Each has some corrections, by turns of several kinds, drawn
with a fixed seed from what was found in it. What is timed is their part of the pass: the file is read, they
are applied to the articles, twice, and to the entities, and articles are unpacked whole. That other sources
make other links is no cost of theirs.
"""

import argparse
import json
import random
import tempfile
from collections import Counter
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path
from unittest.mock import patch

from benchmarks.common.made_articles import DEMO
from benchmarks.common.measuring import Stopwatch
from benchmarks.common.printing import markdown, number
from benchmarks.speed.copied_run import copy_run

NEEDS = ""
EXAMPLES = ("", "--articles 2000 --rows 10000")
SEED = 0
ARTICLES, ROWS = 2_000, 10_000
LIMIT = 10  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=int, default=ARTICLES, help="default: %(default)s")
    parser.add_argument("--rows", type=int, default=ROWS, help="default: %(default)s")


def run(args: argparse.Namespace) -> None:
    from onrecord.corpus import read_articles
    from onrecord.corrections.sheet import write_sheet
    from onrecord.extraction.extract import extract, merge
    from onrecord.tables.folder import read_tables

    with tempfile.TemporaryDirectory(prefix="onrecord-correcting-") as name:
        place = Path(name)
        extract(read_articles(DEMO), place / "demo")
        size = read_tables(place / "demo").articles.num_rows
        copy_run(place / "demo", place / "many", -(-args.articles // size))
        plan = (place / "many" / "parts" / "plan.json").read_bytes()
        without = measure(lambda: merge(place / "many"))
        tables = read_tables(place / "many")
        rows = list(islice(draw(tables), args.rows))
        write_sheet(place / "corrections.csv", rows)
        (place / "many" / "parts" / "plan.json").write_bytes(plan)
        within = measure(lambda: merge_with(place / "many", place / "corrections.csv"))
        told = read_tables(place / "many").manifest["corrections"]
    within["unpacked"] -= without.pop("unpacked")
    lines = [[what, f"{seconds:.1f}"] for what, seconds in within.items()]
    print(markdown(["step", "seconds"], lines), end="\n\n")
    whole = sum(within.values())
    print(
        f"{number(len(rows))} corrections on {number(tables.articles.num_rows)} articles: "
        f"{number(len(told['rows']))} did something, {number(len(told['warnings']))} fit nothing. They "
        f"take {whole:.1f} s of processor time, {'under' if whole < LIMIT else 'NOT under'} {LIMIT} s."
    )


def merge_with(folder: Path, file: Path) -> None:
    from onrecord.corrections import corrections
    from onrecord.extraction.extract import merge

    merge(folder, corrections=corrections.read_corrections(file))


def measure(work) -> Counter:
    """Do some work; the seconds of each step that corrections have a part in."""
    from onrecord.corrections import corrections
    from onrecord.corrections.applying import Revision
    from onrecord.corrections.editor import Editor
    from onrecord.extraction.corpus_pass import RunCorpus

    watch, steps = Stopwatch(), {
        "unpacked": [(RunCorpus, "mentions"), (RunCorpus, "readings")],
        "file read": [(corrections, "read_corrections")],
        "articles": [(Editor, "edit")],
        "entities": [(Revision, "__call__")],
    }  # fmt: skip
    with ExitStack() as patched:
        for step, places in steps.items():
            for owner, attribute in places:
                timed = watch.timed(step, getattr(owner, attribute))
                patched.enter_context(patch.object(owner, attribute, timed))
        work()
    return watch.seconds


def draw(tables):
    """Rows of corrections, article by article: other sources, acts, mentions, and none at all."""
    from onrecord.corrections.row import Row
    from onrecord.tables.schema import ACTS

    chance, named = random.Random(SEED), tables.entities.filter(tables.entities["named"])
    names = named["name"].to_pylist()
    rows = tables.attributions.to_pylist()
    chance.shuffle(rows)
    for row, kind in zip(
        rows, cycle(["source", "act", "attribution", "affiliation"]), strict=False
    ):
        answers = {"act": list(ACTS), "attribution": [""]}.get(kind, names)
        yield Row(
            kind=kind,
            decision="no" if kind == "attribution" else "",
            answer=chance.choice(answers),
            articles=row["article_id"],
            spans=json.dumps(row["content_spans"]),
            text=row["content_text"],
        )

"""What corrections cost: the pass over a corpus with ten thousand of them, beside the same pass without.

The articles are copies of the demo, read once. Each has some corrections, by turns of several kinds, drawn
with a fixed seed from what was found in it.
"""

import argparse
import json
import random
import tempfile
from itertools import cycle, islice
from pathlib import Path

from benchmarks.common.made_articles import DEMO
from benchmarks.common.measuring import Watch
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
    from onrecord.corrections import read_corrections
    from onrecord.corrections.sheet import write_sheet
    from onrecord.extraction.extract import extract, merge
    from onrecord.tables.folder import read_tables

    with tempfile.TemporaryDirectory(prefix="onrecord-correcting-") as name:
        place = Path(name)
        extract(read_articles(DEMO), place / "demo")
        size = read_tables(place / "demo").articles.num_rows
        copy_run(place / "demo", place / "many", -(-args.articles // size))
        plan = (place / "many" / "parts" / "plan.json").read_bytes()
        with Watch() as without:
            merge(place / "many")
        tables = read_tables(place / "many")
        rows = list(islice(draw(tables), args.rows))
        write_sheet(place / "corrections.csv", rows)
        (place / "many" / "parts" / "plan.json").write_bytes(plan)
        with Watch() as within:
            merge(place / "many", corrections=read_corrections(place / "corrections.csv"))
        told = read_tables(place / "many").manifest["corrections"]
    lines = [["without", f"{without.cpu:.1f}"], [f"with {number(len(rows))}", f"{within.cpu:.1f}"]]
    print(markdown(["corrections", "seconds of the pass"], lines), end="\n\n")
    more = within.cpu - without.cpu
    print(
        f"{number(tables.articles.num_rows)} articles. {number(len(told['rows']))} rows did something, "
        f"{number(len(told['warnings']))} fit nothing. They take {more:.1f} s, "
        f"{'under' if more < LIMIT else 'NOT under'} {LIMIT} s. {without.note()} {within.note()}"
    )


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

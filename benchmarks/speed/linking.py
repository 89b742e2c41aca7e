"""Growth of the linking: seconds and peak memory for the claims of more and more articles.

The articles are drawn from PolNeAR's training part, read by the kit, with their words and names changed
(resampling.py), so that nothing need be parsed for them. Each number of articles is linked in
a process of its own. Beside it stands the time to parse a tenth of the most articles.
"""

import argparse
import math
import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tqdm import tqdm

from benchmarks.common.command import add_sizes, given
from benchmarks.common.linked import KINDS, link
from benchmarks.common.measuring import (
    Stopwatch,
    Watch,
    in_new_process,
    megabytes,
    peak_memory,
    undisturbed,
)
from benchmarks.common.polnear import as_article, read_part
from benchmarks.common.printing import markdown, number
from benchmarks.speed.resampling import SEED, by_article, resample

if TYPE_CHECKING:
    from onrecord.corpus.article import Article
    from onrecord.reading.claims import Stated

NEEDS = "polnear/train"
EXAMPLES = ("~/corpora", "~/corpora 20000 200000")
SIZES = (5_000, 10_000, 20_000)
READ = 300  # articles that others are drawn from
PARSED = 200  # articles whose parse is timed
TENTH = 10  # parsing this part of the articles is to take as long as linking all
LIMIT = 0.7e9  # bytes
FLAT = 1.1  # times the memory that the fewest articles take, at most
LINEAR = 1.25  # power of the number of articles that time grows by, at most


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_sizes(parser, SIZES)
    parser.add_argument(
        "--read", type=int, default=READ, help="articles to draw from (default: %(default)s)"
    )


def run(args: argparse.Namespace) -> None:
    with given():
        articles = read_articles(args.data, args.read)
    with tqdm(total=len(articles), desc="Reading", unit="article") as bar:
        read = by_article(claim.stated for claim in link(articles, bar).claims)
    parsed = in_new_process(parse, articles[:PARSED])
    runs = []
    for size in tqdm(args.sizes, desc="Sizes", unit="size"):
        runs.append({"articles": size, **in_new_process(measure, read, size)})
    words = sum(article.words for article in articles) / len(articles)
    print(f"{len(articles)} articles were read, of {number(words)} words in the mean.\n")
    print(growth_table(runs), end="\n\n")
    print(verdict(runs, parsed), end="\n\n")
    print(undisturbed([*runs, parsed]))


def read_articles(data: Path, size: int) -> list["Article"]:
    """Articles of PolNeAR's training part, drawn with a fixed seed."""
    marked = read_part(data, "train")
    return [as_article(m) for m in random.Random(SEED).sample(marked, min(size, len(marked)))]


def parse(articles: list["Article"]) -> dict:
    """Parse `articles` and do nothing with them; to be called in a process of its own."""
    from onrecord.reading.doc.pipeline import load_model, parse_articles

    load_model()
    with Watch() as watch:
        for _ in parse_articles(articles):
            pass
    return {"articles": len(articles), "seconds": watch.cpu, "note": watch.note()}


def measure(read: list[list["Stated"]], size: int) -> dict:
    """Link the claims of `size` articles; to be called in a process of its own."""
    from onrecord.reading.claims import link_claims
    from onrecord.tables.scratch import open_scratch

    drawing, found, claims = Stopwatch(), Counter(), 0
    before = peak_memory()
    with TemporaryDirectory() as folder, open_scratch(folder) as database, Watch() as watch:
        draw = drawing.timed("drawing", resample)
        for links in link_claims(draw(read, size), database):
            claims += 1
            found.update({kind: len(links[kind]) for kind in KINDS})
    return {
        "claims": claims,
        "links": found.total() - found["echoes"] // 2,  # an echo stands on both
        "seconds": watch.cpu - drawing.seconds["drawing"],
        "before": before,
        "peak": peak_memory(),
        "note": watch.note(),
    }


def growth_table(runs: list[dict]) -> str:
    """One row a size; time grows linearly where the last column stays as it is."""
    rows = []
    for run in runs:
        rows.append(
            [
                number(run["articles"]),
                number(run["claims"]),
                number(run["links"]),
                f"{run['seconds']:.1f}",
                megabytes(run["peak"]),
                megabytes(run["before"]),
                f"{1000 * run['seconds'] / run['articles']:.2f}",
            ]
        )
    header = ["articles", "claims", "links", "seconds", "peak memory", "before it"]
    return markdown([*header, "ms an article"], rows)


def verdict(runs: list[dict], parsed: dict) -> str:
    """What is asked of the most articles: time, memory, and the growth from the fewest to them."""
    least, most = (choose(runs, key=lambda run: run["articles"]) for choose in (min, max))
    fewer = most["articles"] // TENTH
    parsing = parsed["seconds"] * fewer / parsed["articles"]
    larger = most["articles"] / least["articles"]
    slower = most["seconds"] / max(least["seconds"], 1e-9)
    power = math.log(slower) / math.log(larger) if larger > 1 else 1
    fast = "no more" if most["seconds"] <= parsing else "MORE"
    small = "NOT under" if (most["peak"] or 0) >= LIMIT else "under"
    linear = "close" if power <= LINEAR else "NOT close"
    wider = (most["peak"] or 0) / (least["peak"] or 1)
    flat = "flat" if wider <= FLAT else "NOT flat"
    return (
        f"Linking {number(most['articles'])} articles takes {most['seconds']:.0f} s, {fast} than the "
        f"{parsing:.0f} s that parsing {number(fewer)} of them takes (measured on "
        f"{parsed['articles']}, times {fewer / parsed['articles']:g}), and {megabytes(most['peak'])}, "
        f"{small} {megabytes(LIMIT)}. {larger:g} times the articles take {slower:.1f} times as long "
        f"(a power of {power:.2f}), {linear} to linear, and {wider:.2f} times the memory, {flat}."
    )

"""Crawls: whether the texts come back that pages with menus and adverts were made around, and how fast.

The texts are of paragraphs of the demo corpus, drawn with a fixed seed. Of paragraphs that stand in
a text twice only the first goes into its page, for trafilatura takes the second for a repeated box.
"""

import argparse
import gzip
import tempfile
from pathlib import Path

from benchmarks.common.command import add_sizes
from benchmarks.common.made_articles import make_articles
from benchmarks.common.made_pages import make_crawl, make_page
from benchmarks.common.measuring import Watch, in_new_process, megabytes, peak_memory, undisturbed
from benchmarks.common.printing import markdown, number

NEEDS = ""
EXAMPLES = ("", "500")
SIZES = (500, 2_000)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_sizes(parser, SIZES)


def run(args: argparse.Namespace) -> None:
    runs = [in_new_process(measure, size) for size in args.sizes]
    header = ["pages", "with exactly their text", "kB of crawl a page", "ms a page", "peak memory"]
    print(markdown(header, [run["row"] for run in runs]), end="\n\n")
    print(undisturbed(runs))


def measure(size: int) -> dict:
    """Read a WARC file of `size` pages; to be called in a process of its own."""
    from onrecord.corpus import read_articles

    texts = ["\n\n".join(dict.fromkeys(a.text.split("\n\n"))) for a in make_articles(size)]
    length = same = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        with path.open("wb") as file:
            for record in make_crawl(make_page(n, f"Story {n}", t) for n, t in enumerate(texts)):
                file.write(gzip.compress(record))
                length += len(record)
        with Watch() as watch:
            for article, text in zip(read_articles(path), texts, strict=True):
                same += article.text == text
    row = [
        number(size),
        number(same),
        f"{length / size / 1000:.1f}",
        f"{1000 * watch.cpu / size:.1f}",
        megabytes(peak_memory()),
    ]
    return {"row": row, "note": watch.note()}

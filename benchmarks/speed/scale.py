"""Growth: seconds and peak memory of an extraction of more and more articles.

The articles are made of the paragraphs of the demo corpus, drawn with a fixed seed, and are as long
as news articles are. Each number of articles is extracted in a process of its own.
"""

import argparse
import tempfile
from pathlib import Path

from tqdm import tqdm

from benchmarks.common.command import add_sizes
from benchmarks.common.made_articles import make_articles
from benchmarks.common.measuring import Watch, in_new_process, megabytes, peak_memory, undisturbed
from benchmarks.common.printing import markdown, number

NEEDS = ""
EXAMPLES = ("", "50 100 200")
SIZES = (100, 200, 400)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_sizes(parser, SIZES)


def run(args: argparse.Namespace) -> None:
    runs = []
    for size in tqdm(args.sizes, desc="Sizes", unit="size"):
        runs.append({"articles": size, **in_new_process(measure, size)})
    print(growth_table(runs), end="\n\n")
    print(undisturbed(runs))


def measure(size: int) -> dict:
    """Extract `size` articles; to be called in a process of its own."""
    from onrecord.extraction.extract import extract_tables
    from onrecord.reading.doc.pipeline import load_model
    from onrecord.tables.folder import write_tables

    articles = make_articles(size)
    load_model()
    before = peak_memory()
    with tempfile.TemporaryDirectory() as folder, Watch() as watch:
        write_tables(extract_tables(articles), Path(folder) / "tables")
    return {
        "words": sum(article.words for article in articles),
        "seconds": watch.cpu,
        "before": before,
        "peak": peak_memory(),
        "note": watch.note(),
    }


def growth_table(runs: list[dict]) -> str:
    """One row a size; time grows linearly where the last two columns stay as they are."""
    rows = []
    for run in runs:
        rows.append(
            [
                run["articles"],
                number(run["words"]),
                f"{run['seconds']:.1f}",
                megabytes(run["peak"]),
                megabytes(run["before"]),
                number(run["words"] / run["seconds"]),
                f"{1000 * run['seconds'] / run['articles']:.0f}",
            ]
        )
    header = ["articles", "words", "seconds", "peak memory", "with the model alone"]
    return markdown([*header, "words a second", "ms an article"], rows)

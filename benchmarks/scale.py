"""Growth: seconds and peak memory of an extraction of more and more articles.

The articles are made of the paragraphs of the demo corpus, drawn with a fixed seed, and are as long
as news articles are. Each number of articles is extracted in a process of its own.
"""

import argparse
import random
import tempfile
from pathlib import Path

from measuring import Watch, in_new_process, megabytes, peak_memory, use_one_thread
from printing import markdown, number
from tqdm import tqdm

EXAMPLE = "example: python benchmarks/scale.py 50 100 200"
DEMO = Path(__file__).parents[1] / "seeds" / "demo"
SIZES = (100, 200, 400)
SEED = 0
WORDS = (200, 1100)  # in an article: drawn evenly between these, 650 in the middle


def main():
    args = parse_arguments()
    use_one_thread()
    runs = []
    for size in tqdm(args.sizes, desc="Sizes", unit="size"):
        runs.append({"articles": size, **in_new_process(measure, size)})
    print(growth_table(runs), end="\n\n")
    disturbed = [run["note"] for run in runs if run["note"].startswith("Disturbed")]
    print("\n".join(disturbed) or "Undisturbed.")


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "sizes", metavar="N", nargs="*", type=int, default=SIZES,
        help=f"how many articles (default: {' '.join(map(str, SIZES))})",
    )  # fmt: skip
    return parser.parse_args()


def make_articles(size: int) -> list:
    """`size` articles of shuffled paragraphs; the same for the same size."""
    from onrecord.corpus import read_articles
    from onrecord.corpus.article import WORD, Article
    from onrecord.reading.doc.sentences import paragraphs

    read = [article.text for article in read_articles(DEMO) if article.status == "ok"]
    pool = [text[s:e] for text in read for s, e in paragraphs(text)]
    chance, made = random.Random(SEED), []
    for n in range(size):
        chosen, words, enough = [], 0, chance.randint(*WORDS)
        for paragraph in chance.sample(pool, len(pool)):
            if words >= enough:
                break
            chosen.append(paragraph)
            words += len(WORD.findall(paragraph))
        made.append(Article(article_id=f"a{n}", path=f"a{n}.txt", text="\n\n".join(chosen)))
    return made


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


if __name__ == "__main__":
    main()

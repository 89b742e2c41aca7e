"""Time for each character of texts of many shapes, from 10 kB to 1 MB: whether any step is not linear.

Each shape and size is read in a process of its own, which has read another text before. What is over the
bounds of one article (`too_costly`) is not read at any size. `spread` is the most time for a character
over the least; up to 1.5 it is within 20 % of the middle.
"""

import argparse
import math
import random

from tqdm import tqdm

from benchmarks.common.measuring import Watch, in_new_process, undisturbed
from benchmarks.common.printing import markdown

NEEDS = ""
EXAMPLES = ("", "--sizes 10000 100000 --shapes marks prose")
SIZES = (10_000, 100_000, 1_000_000)
SEED = 0
SAID = (
    "Ann Lee, the mayor of Ellerby, said on Monday that the bridge was unsafe.",
    "“Nobody told us,” she added, and her deputy, Bo Ross, denied it.",
    "According to two officials the harbour will be closed until March.",
    "The Whimbrel Line did not answer questions about the ferry, which sank in 2019.",
    "Critics of the plan, including Tom Reed, called it a gift to the port’s owners.",
)


def prose(size: int, between: str = " ") -> str:
    """Sentences of news in an order drawn with a fixed seed."""
    chance, count = random.Random(SEED), size // min(map(len, SAID)) + 1
    return between.join(chance.choices(SAID, k=count))


def repeated(piece: str):
    """What gives a text of one piece, again and again, after a sentence."""
    return lambda size: SAID[0] + " x" + piece * (size // len(piece) + 1)


SHAPES = {
    "prose": prose,
    "paragraphs": lambda size: prose(size, "\n\n"),
    "capitals": lambda size: prose(size).upper(),
    "open marks": lambda size: prose(size, "\n\n“"),
    "transcript": lambda size: prose(size, "\nANN LEE: "),
    "claims denied": repeated("Bo Ross denied it. “The claims are false,” he said.\n\n"),
    "one name": repeated("Ann Lee said Ann Lee. "),
    "pronouns": repeated("He said she said he said they said it. "),
    "chain": repeated("Ann Lee said that "),
    "nested marks": repeated("“he said ‘she said “no” so’ so” said Ann Lee. "),
    "apostrophes": repeated("'a 'b' "),
    "spaced marks": repeated(' " a'),
    "gap": lambda size: f"{SAID[0]}{' ' * size}{SAID[1]}",
    "lines": lambda size: f"{SAID[0]}{chr(10) * size}{SAID[1]}",
    "no space": repeated("thebridgeisclosedsaidannlee"),
    "possessives": repeated("'s"),
    "emoji": repeated("😀"),
    **{f"run of {mark}": repeated(mark) for mark in '"“(=_*…!?—$#'},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sizes", metavar="N", nargs="+", type=int, default=SIZES)
    parser.add_argument("--shapes", metavar="SHAPE", nargs="+", choices=SHAPES, default=[*SHAPES])


def run(args: argparse.Namespace) -> None:
    rows, notes = [], []
    for shape in tqdm(args.shapes, desc="Shapes", unit="shape"):
        found = [in_new_process(measure, shape, size) for size in args.sizes]
        notes += found
        told = [each["each"] for each in found]
        cells = ["too costly" if math.isnan(each) else f"{each:.0f}" for each in told]
        read = [each for each in told if not math.isnan(each)]
        rows.append([shape, *cells, f"{max(read) / min(read):.2f}" if len(read) > 1 else ""])
    header = ["µs a character", *(f"{size:,}" for size in args.sizes), "spread"]
    print(markdown(header, rows), end="\n\n")
    print(undisturbed(notes))


def measure(shape: str, size: int) -> dict:
    """Microseconds for each character of one text; to be called in a process of its own."""
    from onrecord.corpus.inputs import Input
    from onrecord.corpus.reader import judge
    from onrecord.extraction.extract import extract_tables

    extract_tables([_article("first", prose(2_000))])
    with Watch() as fixed:
        extract_tables([_article("second", prose(200))])
    text = SHAPES[shape](size)[:size]
    if judge(Input(text), "en")[1] != "ok":
        return {"each": math.nan, "note": ""}
    with Watch() as watch:
        extract_tables([_article("third", text)])
    return {"each": (watch.cpu - fixed.cpu) * 1e6 / size, "note": watch.note()}


def _article(name, text):
    from onrecord.corpus.article import Article

    return Article(article_id=name, path=name, text=text)

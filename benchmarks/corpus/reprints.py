"""Reprints: precision and recall on planted ones, what PolNeAR's own articles hold, time and growth.

Planted reprints are seeded edits (reprinting.py) of every other article of PolNeAR; what an edit
puts in comes from the next one, which is not in the corpus itself. Near misses share passages with
an article, at most half of the shorter text, and are to stay apart. Each edit is a corpus of its
own: the articles, then their reprints. One is found when it leads where its original leads; any
other article that it leads to is a false find.
"""

import argparse
import random
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from benchmarks.common.command import add_sizes, given
from benchmarks.common.made_articles import WORDS, make_articles
from benchmarks.common.measuring import Watch, in_new_process, megabytes, peak_memory
from benchmarks.common.polnear import PARTS, read_part
from benchmarks.common.printing import markdown, number, share
from benchmarks.common.printings import find_printings, first_printings
from benchmarks.corpus.reprinting import NEAR_MISSES, REPRINTS, TEMPLATES, fill, shared_half

if TYPE_CHECKING:
    from onrecord.corpus.article import Article

NEEDS = "polnear/dev and polnear/train"
EXAMPLES = ("~/corpora", "~/corpora 5000")
SIZES = (5_000, 20_000)
FILLED = 300  # articles of one template
SEED = 0
FILE = "articles.parquet"
BATCH = 1_000  # articles that are written and read at once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_sizes(parser, SIZES)


def run(args: argparse.Namespace) -> None:
    with given():
        texts = {a.name: a.text for part in PARTS for a in read_part(args.data, part)}
    print(f"Planted reprints, made of {len(texts)} articles of PolNeAR.\n")
    print(planted_table(texts), end="\n\n")
    print("Near misses: none is a reprint.\n")
    print(near_miss_table(texts), end="\n\n")
    print("What PolNeAR itself holds, to be read by eye.\n")
    print(natural_table(texts), end="\n\n")
    print("Growth: seconds and peak memory of finding reprints in articles that lie in one file.\n")
    print(growth_table(args.sizes))


def find(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first article that each reprint leads to, by article_id; of article_ids and texts."""
    return {name: first for name, first in first_printings(texts).items() if first != name}


def edited(texts: dict[str, str], edit: Callable) -> dict[str, tuple[str, str]]:
    """Every other article as it is and edited with the next one, by name."""
    chance, names = random.Random(SEED), list(texts)
    pairs = zip(names[::2], names[1::2], strict=False)
    return {one: (texts[one], edit(texts[one], texts[next_], chance)) for one, next_ in pairs}


def planted_table(texts: dict[str, str]) -> str:
    """A row an edit."""
    rows = []
    for title, edit in tqdm(REPRINTS.items(), desc="Edits", unit="edit"):
        made = edited(texts, edit)
        originals = [(name, text) for name, (text, _) in made.items()]
        found = find([*originals, *((f"{name} again", text) for name, (_, text) in made.items())])
        again = {name: found[f"{name} again"] for name in made if f"{name} again" in found}
        right = sum(to == found.get(name, name) for name, to in again.items())
        rates = share(right / max(1, len(again))), share(right / len(made))
        rows.append([title, len(made), right, len(again) - right, *rates])
    return markdown(["edit", "planted", "right", "wrong", "precision", "recall"], rows)


def near_miss_table(texts: dict[str, str]) -> str:
    """A row a kind of near miss; a template's articles are filled with other facts each time."""
    rows = []
    for title, make in NEAR_MISSES.items():
        made = [pair for pair in edited(texts, make).values() if shared_half(*pair)]
        wrong = sum(bool(find(zip("ab", pair, strict=True))) for pair in made)
        rows.append([title, len(made), wrong])
    for title, template in TEMPLATES.items():
        chance = random.Random(SEED)
        made = [(str(n), fill(template, chance)) for n in range(FILLED)]
        rows.append([f"a template: {title}", len(made), len(find(made))])
    return markdown(["near miss", "articles", "wrongly found"], rows)


def natural_table(texts: dict[str, str]) -> str:
    rows = [
        [name, printing.status, printing.message]
        for name, printing in find_printings(texts.items()).items()
        if printing.duplicate_of
    ]
    return markdown(["article", "status", "message"], rows)


def growth_table(sizes: Sequence[int]) -> str:
    """A row for each number and kind of articles."""
    rows = []
    for title, make in (("of their own words", "make_texts"), ("of shared paragraphs", "shared")):
        for size in tqdm(sizes, desc=title, unit="size"):
            with tempfile.TemporaryDirectory() as folder:
                in_new_process(write, make, size, folder)
                found = in_new_process(measure, folder)
            rows.append(
                [f"{number(size)}, {title}", number(found["found"]), f"{found['seconds']:.1f}",
                 f"{1000 * found['seconds'] / size:.2f}", megabytes(found["peak"])]
            )  # fmt: skip
    return markdown(["articles", "reprints found", "seconds", "ms an article", "peak memory"], rows)


def write(make: str, size: int, folder: str) -> None:
    """Texts to a file of `folder`, made in a process of its own, since that takes memory."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = make_texts(size) if make == "make_texts" else shared(size)
    schema = pa.schema([("text", pa.string())])
    with pq.ParquetWriter(Path(folder) / FILE, schema) as file:
        while some := list(islice(texts, BATCH)):
            file.write_table(pa.table([some], schema))


def measure(folder: str) -> dict:
    """Find the reprints of what `write` wrote, as a run does; to be called in a process of its own."""
    from onrecord.corpus.reprints import find_reprints
    from onrecord.tables.scratch import open_scratch

    with Watch() as watch, open_scratch(folder) as database:
        printings = find_reprints(lambda: read(Path(folder) / FILE), database)
        found = sum(printing.duplicate_of is not None for printing in printings)
    return {"found": found, "seconds": watch.cpu, "peak": peak_memory()}


def read(path: Path) -> Iterator["Article"]:
    import pyarrow.parquet as pq

    from onrecord.corpus.article import Article

    batches = pq.ParquetFile(path, pre_buffer=False).iter_batches(BATCH)
    texts = (text.as_py() for batch in batches for text in batch["text"])
    return (Article(article_id=str(n), path=str(n), text=text) for n, text in enumerate(texts))


def shared(size: int) -> Iterator[str]:
    """Articles that are shuffled from one small set of paragraphs: the hardest case there is."""
    return (article.text for article in make_articles(size))


def make_texts(size: int) -> Iterator[str]:
    """Articles as long as news is, of words in no order; every tenth reprints one of those before it."""
    chance, last = random.Random(SEED), deque[str](maxlen=BATCH)
    pool = [word for text in shared(20) for word in text.split()]
    edit = REPRINTS["10 % of the sentences replaced"]
    for n in range(size):
        if n % 10 == 9:
            last.append(edit(chance.choice(last), last[-1], chance))
        else:
            words = chance.choices(pool, k=chance.randint(*WORDS))
            sentences = [" ".join(words[k : k + 20]) + "." for k in range(0, len(words), 20)]
            last.append("\n\n".join(sentences))
        yield last[-1]

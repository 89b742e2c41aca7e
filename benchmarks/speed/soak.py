"""Faults and odd texts for as many minutes as wanted: whether anything is lost, torn or believed wrongly.

In turn, each drawn with a seed that is printed: texts made of pieces of the demo and of all that texts
break of; runs that are killed; runs whose files may not grow; and finished runs in which one bit of one
file is changed, which the same command must notice. Every run must end with the bytes of one that was
never disturbed.
"""

import argparse
import hashlib
import random
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.common.made_articles import make_articles
from benchmarks.common.printing import markdown
from benchmarks.speed.scale import write_articles
from benchmarks.speed.stopping import begin, files, kill_one

NEEDS = ""
EXAMPLES = ("", "--minutes 60", "--seed 7")
MINUTES, ARTICLES, TEXTS = 3, 16, 12
PIECES = (
    *"“”\"'‘’«»„,:;()[]…?!*_=#$-—\n\t\r\x0b\x0c\x01\x1b", "\r\n", "\n\n", "\u2028", "\x85", "\u202e",
    "\u200b", "\ufeff", "\u00ad", "e\u0301", "😀", "👩‍👩‍👧", "漢字", "ß", "İ", "ﬁ", "٣", "\U0010ffff",
    "Ann Lee", "Mr. Reed", "Marsh", "Donald J. Marsh", "the mayor", "NHS", "He", "it", "I", "we",
    " said", " said that ", " denied ", " according to ", " he said", "the claims", "are false",
    "SPEAKER: ", "Q: ", "A. ", "photo: ", "<b>", "</script>", "&amp;", "@x", "http://x.y/z", "a" * 40,
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, default=MINUTES, help="default: %(default)s")
    parser.add_argument("--seed", type=int, help="drawn if not given; it is printed")


def run(args: argparse.Namespace) -> dict[str, str]:
    seed = random.SystemRandom().randrange(10**6) if args.seed is None else args.seed
    print(f"Seed {seed}.", flush=True)
    chance, counts, lost = random.Random(seed), Counter(), {}
    until = time.monotonic() + 60 * args.minutes
    with tempfile.TemporaryDirectory(prefix="onrecord-soak-") as name:
        place = Path(name)
        source = write_articles(place / "articles.jsonl", ARTICLES)
        started = time.monotonic()
        begin(place, source, place / "whole").wait()
        seconds, whole = time.monotonic() - started, files(place / "whole")
        number = 0
        while time.monotonic() < until:
            number += 1
            out = place / f"run{number}"
            for disturb in (odd_texts, killed, narrow, flipped):
                what, wrong = disturb(Case(place, source, out, seconds), chance)
                counts[what] += 1
                if what != TEXTS_READ and not wrong and files(out) != whole:
                    wrong = "its bytes are others"
                if wrong:
                    lost[f"round {number}, {what}"] = wrong
                    print(f"{what}: {wrong}", flush=True)
                    break  # what comes after it needs a whole run
            shutil.rmtree(out, ignore_errors=True)
    counts[TEXTS_READ] *= TEXTS
    print(markdown(["what", "times"], [[what, n] for what, n in sorted(counts.items())]))
    print(f"\n{len(lost)} of them ended otherwise than they should.")
    return lost


TEXTS_READ = "odd texts read"


class Case(NamedTuple):
    """A run to disturb: where it works, what it reads, where it writes, and how long it takes."""

    place: Path
    source: Path
    out: Path
    seconds: float

    def begin(self, *options: str, **how) -> subprocess.Popen:
        return begin(self.place, self.source, self.out, *options, **how)


def odd_texts(_: Case, chance: random.Random) -> tuple[str, str | None]:
    """Some odd texts read, and what is wrong with the rows."""
    from onrecord.corpus.article import Article
    from onrecord.extraction.extract import extract_tables

    texts = [odd_text(chance) for _ in range(TEXTS)]
    articles = [Article(article_id=str(n), path="p", text=text) for n, text in enumerate(texts)]
    tables = extract_tables(articles)
    for row, text in zip(tables.articles.to_pylist(), texts, strict=True):
        digest = hashlib.sha256(text.encode()).hexdigest()
        if (row["text"], row["sha256"]) != (text, digest):
            return TEXTS_READ, f"another text than {text!r}"
        if row["status"] == "failed":
            return TEXTS_READ, f"{row['message']}: {text!r}"
    for row in [*tables.attributions.to_pylist(), *tables.mentions.to_pylist()]:
        text = texts[int(row["article_id"])]
        for start, end, said in _spans(row):
            if not 0 <= start < end <= len(text) or (said and text[start:end] != said):
                return TEXTS_READ, f"{start} to {end} of {text!r}"
    return TEXTS_READ, None


def _spans(row):
    """Every span of a row, with the words that the row has of it, if it has them."""
    if "start" in row:
        yield row["start"], row["end"], row["text"]
    for role in ("source", "cue", "content"):
        spans = row.get(f"{role}_spans") or ()
        for start, end in spans:
            yield start, end, row[f"{role}_text"] if len(spans) == 1 else None


def odd_text(chance: random.Random) -> str:
    """Pieces alone, or put into an article of the demo, words of which are lost or doubled."""
    if chance.random() < 0.3:
        return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 150))) + "."
    [article] = make_articles(1, seed=chance.randrange(10**6))
    words = article.text.split(" ")[: chance.randint(5, 150)]
    for _ in range(chance.randint(0, 30)):
        at = chance.randrange(len(words))
        words[at] = chance.choice((chance.choice(PIECES), "", words[at] * 2, words[at] + "\n\n"))
    return " ".join(words) + chance.choice(PIECES)


def killed(case: Case, chance: random.Random) -> tuple[str, str | None]:
    """A run that is killed once, or one of its workers, and begun again."""
    process = case.begin()
    after = chance.uniform(0.05, 0.9) * case.seconds
    what = kill_one(process, chance, after, case.out) or "a run not killed"
    if process.wait():
        process = case.begin()
        process.wait()
    return what, f"ended with {process.returncode}" if process.returncode else None


def narrow(case: Case, chance: random.Random) -> tuple[str, str | None]:
    """A run whose files may not grow beyond some size, as on a full disk, and one with room after it."""
    import resource  # not on Windows

    shutil.rmtree(case.out, ignore_errors=True)
    most = int(10 ** chance.uniform(2, 5.5))  # bytes
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
    process = case.begin(preexec_fn=limit)
    _, errors = process.communicate()
    if process.returncode not in (0, 2) or b"Traceback" in errors:
        return "files that may not grow", f"ended with {process.returncode}: {errors[-300:]!r}"
    process = case.begin()
    _, errors = process.communicate()
    wrong = f"then ended with {process.returncode}: {errors[-300:]!r}"
    return "files that may not grow", wrong if process.returncode else None


def flipped(case: Case, chance: random.Random) -> tuple[str, str | None]:
    """A finished run in which one bit is changed, and the same command again."""
    found = [p for p in sorted(case.out.rglob("*")) if p.is_file() and p.stat().st_size]
    path = chance.choice([p for p in found if p.name not in ("lock", "timings.json")])
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    what = f"a bit changed in {path.name if path.suffix == '.json' else path.parent.name}"
    process = case.begin()
    _, errors = process.communicate()
    if process.returncode and b"--overwrite" in errors:  # what the run is made with reads otherwise
        process = case.begin("--overwrite")
        _, errors = process.communicate()
    wrong = f"ended with {process.returncode}: {errors[-300:]!r}"
    return what, wrong if process.returncode else None

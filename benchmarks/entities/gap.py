"""GAP (Webster et al. 2018): a pronoun of Wikipedia and two names, one of which it may mean; half are women.

A pair counts as joined when the mention that covers the pronoun and the smallest that covers the name's
last character belong to one entity. F1 of pairs over both names, for he and for she, and their ratio, as
in the paper. The names are given there; here the kit has to find them itself.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from benchmarks.common.command import given
from benchmarks.common.printing import markdown, number, share
from benchmarks.common.scoring import rates

NEEDS = "gap"
EXAMPLES = ("~/corpora", "~/corpora --part development")
PARTS = ("validation", "development")
FEMALE = {"she", "her", "hers"}
GENDERS = ("all", "he", "she")


@dataclass(frozen=True)
class Ambiguous:
    """One text: the pronoun's place, and for each of two names its last character and whether it is meant."""

    name: str
    text: str
    pronoun: int
    gender: str
    names: tuple[tuple[int, bool], ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--part", choices=PARTS, default=PARTS[0], help="which part (default: %(default)s)"
    )


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print the table. Returns name → why of each text that was lost."""
    with given():
        texts = read_gap(args.data / "gap" / f"gap-{args.part}.tsv")
    mentions, lost = read_mentions(texts)
    counts = count_pairs(texts, mentions)
    print(f"GAP {args.part}: {number(len(texts))} texts, {len(lost)} of them lost.\n")
    print(score_table(counts))
    return lost


def read_gap(file: Path) -> list[Ambiguous]:
    """The texts of one file of GAP.

    Raises:
        FileNotFoundError: it is not there.
    """
    if not file.is_file():
        raise FileNotFoundError(f"{file} is not there: no marked articles to compare with.")
    with open(file, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_ambiguous(row) for row in rows]


def _ambiguous(row):
    names = tuple(
        (int(row[f"{x}-offset"]) + len(row[x]) - 1, row[f"{x}-coref"].upper() == "TRUE")
        for x in "AB"
    )
    gender = "she" if row["Pronoun"].lower() in FEMALE else "he"
    return Ambiguous(row["ID"], row["Text"], int(row["Pronoun-offset"]), gender, names)


def read_mentions(texts: Sequence[Ambiguous]) -> tuple[dict[str, list], dict[str, str]]:
    """Name of a text → (start, end, entity) of its mentions; and name → why it was lost."""
    from onrecord.corpus.article import Article
    from onrecord.extraction.extract import extract_tables

    articles = (Article(article_id=t.name, path=t.name, text=t.text) for t in texts)
    with tqdm(total=len(texts), desc="Texts", unit="text") as bar:
        tables = extract_tables(articles)
        bar.update(len(texts))
    mentions = defaultdict(list)
    for row in tables.mentions.to_pylist():
        mentions[row["article_id"]].append((row["start"], row["end"], row["entity_id"]))
    statuses = tables.articles.select(["article_id", "status", "message"]).to_pylist()
    lost = {row["article_id"]: row["message"] for row in statuses if row["status"] != "ok"}
    return mentions, lost


def count_pairs(texts: Sequence[Ambiguous], mentions: dict[str, list]) -> Counter:
    """(gender, meant, joined) → how many pairs of pronoun and name."""
    counts: Counter = Counter()
    for text in texts:
        own = mentions.get(text.name, ())
        meant = entity_at(own, text.pronoun)
        for place, right in text.names:
            joined = meant is not None and meant == entity_at(own, place)
            counts[text.gender, right, joined] += 1
    return counts


def entity_at(mentions: Sequence[tuple[int, int, str]], place: int) -> str | None:
    """The entity of the smallest mention that covers a character, or None."""
    here = [(end - start, entity) for start, end, entity in mentions if start <= place < end]
    return min(here)[1] if here else None


def score_table(counts: Counter) -> str:
    rows = {}
    for name in GENDERS:
        genders = GENDERS[1:] if name == "all" else (name,)
        right, wrong, missed = (
            sum(counts[g, *key] for g in genders)
            for key in ((True, True), (False, True), (True, False))
        )
        rows[name] = rates(right, right + wrong, right + missed)
    ratio = rows["she"][2] / (rows["he"][2] or 1)
    table = markdown(["pronoun", "P", "R", "F1"], [[n, *map(share, r)] for n, r in rows.items()])
    return f"{table}\n\nF1 of she, divided by that of he: {share(ratio)}."

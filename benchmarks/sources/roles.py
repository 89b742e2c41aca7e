"""For whom sources speak: how often the role, its kind, the affiliation and the class are right.

Two times 100 sources at the articles' own level were drawn from PolNeAR dev with fixed seeds, after the
code was frozen; none had been read before. Each was read in its article: the first hundred by who had
written the code, the second by somebody who had not, and who marked them before they saw what the tables
have. `roles_read_by_hand.tsv` has what was judged, whether the article tells it (there or earlier), and
whether what was given is right; a value that is missing is right where the article tells none. It holds
no words of the articles: `given` is a fingerprint of the value and of where the source stands, and a row
counts only where this run gives the value that was read. The affiliation of a document that is named
after its issuer is the issuer.
"""

import argparse
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from benchmarks.common.command import given
from benchmarks.common.extracting import extract
from benchmarks.common.judging import rate, read_judged
from benchmarks.common.polnear import read_part
from benchmarks.common.printing import markdown, number

NEEDS = "polnear"
EXAMPLES = ("~/corpora",)
HAND = Path(__file__).with_name("roles_read_by_hand.tsv")
WHAT = ("role", "affiliation", "kind", "class")


class Read(NamedTuple):
    """One value that was read; `told` is whether the article has it, `given` the fingerprint."""

    attribution: str
    what: str  # one of WHAT
    told: str  # yes or no
    given: str


class Value(NamedTuple):
    """What this run gives: the text, empty where there is none, and its fingerprint."""

    text: str
    fingerprint: str


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    pass


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print the table. Returns name → why of each article that was lost."""
    with given():
        texts = {article.name: article.text for article in read_part(args.data, "dev")}
        judged = read_judged(HAND, Read)
    with tqdm(total=len(texts), desc="Articles", unit="article") as bar:
        found = extract(
            args.data / "polnear" / "dev" / "text", texts, lambda _name, _doc: None, bar
        )
    print(f"PolNeAR dev: {number(len({each.attribution for each in judged}))} sources, read.\n")
    tables = found.tables
    print(roles_table(judged, values(tables.attributions.to_pylist(), tables.entities.to_pylist())))
    return found.lost


def values(
    attributions: Iterable[Mapping], entities: Iterable[Mapping]
) -> dict[tuple[str, str], Value]:
    """What the rows give: the row and one of WHAT → its value."""
    names = {entity["entity_id"]: entity["name"] for entity in entities}
    return {
        (row["attribution_id"], what): Value(text or "", _fingerprint(row, text))
        for row in attributions
        for what, text in zip(WHAT, _given(row, names), strict=True)
    }


def _given(row, names):
    whom = row["source_affiliation"]
    if row["source_role_kind"] == "document" and row["source_class"].startswith("named"):
        whom = whom or row["source_entity"]
    return row["source_role"], names.get(whom), row["source_role_kind"], row["source_class"]


def _fingerprint(row, text):
    said = f"{row['source_spans']} {text or ''}"
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def roles_table(judged: Mapping[Read, bool], run: Mapping[tuple[str, str], Value]) -> str:
    """For each of WHAT: how many are as they were read; of those given, and of those told, how many right."""
    heads = ("", "read", "as read", "given", "right", "95 %", "told", "found", "95 %")
    rows = []
    for what in WHAT:
        read = {each: right for each, right in judged.items() if each.what == what}
        same = {e: right for e, right in read.items() if _is_same(e, run)}
        gave = [right for e, right in same.items() if run[e.attribution, what].text]
        told = [right for e, right in same.items() if e.told == "yes"]
        cells = (number(len(all_)) for all_ in (read, same))
        shares = [(number(len(of)), *rate(sum(of), len(of))) for of in (gave, told)]
        rows.append([what, *cells, *shares[0], *shares[1]])
    return markdown(heads, rows)


def _is_same(each, run):
    value = run.get((each.attribution, each.what))
    return value is not None and value.fingerprint == each.given

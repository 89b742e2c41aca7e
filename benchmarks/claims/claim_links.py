"""Links between claims as they come, over PolNeAR dev and train: how many, and the share that is right.

Articles are extracted with the kit, as one corpus. Links between two printings of one story are counted
but not read, as they are right by themselves, and of links between the same two wordings only the first
is. `--sample` draws links of one kind with a fixed seed, and writes them with what stands before them,
to be read; beside it a TSV is written to judge them in, by marking_pairs.md. `--judged` prints the share
that is right, with Wilson's interval. What is not linked nobody read: for recall see claim_pairs.py.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from benchmarks.claims.link_sheet import entry
from benchmarks.common.command import given
from benchmarks.common.judging import (
    add_sample,
    check_sample,
    draw,
    rate,
    read_judged,
    write_sample,
)
from benchmarks.common.linked import KINDS, Linked, link
from benchmarks.common.polnear import PARTS, as_article, read_part
from benchmarks.common.printing import markdown, number
from benchmarks.common.printings import first_printings

NEEDS = "polnear/dev and polnear/train"
EXAMPLES = (
    "~/corpora",
    "~/corpora --sample 40 --kind echoes --seed 1 --out sheet.md",
    "~/corpora --judged sheet.tsv",
)
HAND = Path(__file__).with_name("links_read_by_hand.tsv")


class LinkKey(NamedTuple):
    """What tells a link from others: its kind, and where the contents of both claims stand."""

    kind: str
    article: str
    start: int
    end: int
    other_article: str
    other_start: int
    other_end: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_sample(parser, HAND)
    parser.add_argument(
        "--kind", choices=KINDS, default=KINDS[0], help="of links to draw (default: %(default)s)"
    )


def run(args: argparse.Namespace) -> Mapping[str, str]:
    """Print all tables, and write a sample. Returns name → why of each article that was lost."""
    with given():
        check_sample(args)
        articles = [as_article(a) for part in PARTS for a in read_part(args.data, part)]
        judged = read_judged(args.judged, LinkKey) if args.judged else {}
    with tqdm(total=len(articles), desc="Articles", unit="article") as bar:
        linked = link(articles, bar)
    stories = first_printings(linked.texts.items())
    print(f"{number(len(linked.claims))} claims of {len(linked.texts)} articles.\n")
    print(links_table(linked, stories))
    if judged:
        print(f"\nRead by hand ({args.judged.name}):\n\n{judged_table(judged, linked)}")
    if args.sample:
        _write_sample(args, linked, stories)
    return linked.lost


def candidates(linked: Linked, stories: Mapping[str, str], kind: str) -> list[tuple[int, int]]:
    """Links within an article or between two stories, as places of claims, in order.

    Of links between the same wordings, as a note under many articles brings them, there is the first.
    """
    once: dict[tuple[str, str], tuple[int, int]] = {}
    for pair in linked.links[kind]:
        if _where(linked, stories, pair) != "reprint":
            wording = tuple(" ".join(linked.claims[n].text.split()) for n in pair)
            once.setdefault(wording, pair)
    return list(once.values())


def _where(linked, stories, pair):
    a, b = (linked.claims[n].article for n in pair)
    if a == b:
        return "within"
    return "reprint" if stories[a] == stories[b] else "across"


def links_table(linked: Linked, stories: Mapping[str, str]) -> str:
    """A row a kind of link."""
    rows = []
    for kind in KINDS:
        where = [_where(linked, stories, pair) for pair in linked.links[kind]]
        counts = (number(where.count(each)) for each in ("within", "across", "reprint"))
        different = number(len(candidates(linked, stories, kind)))
        rows.append([kind, number(len(where)), *counts, different])
    header = [
        "links", "in all", "in one article", "across articles", "of reprints", "to draw from",
    ]  # fmt: skip
    return markdown(header, rows)


def keys_of(linked: Linked, kind: str, pairs: Sequence[tuple[int, int]]) -> list[LinkKey]:
    claims = ((linked.claims[i], linked.claims[j]) for i, j in pairs)
    return [LinkKey(kind, a.article, *a.place, b.article, *b.place) for a, b in claims]


def judged_table(judged: Mapping[LinkKey, bool], linked: Linked) -> str:
    """A row a kind: the share right of all that were read, and of those that this run makes too."""
    rows = []
    for kind in KINDS:
        read = {key: right for key, right in judged.items() if key.kind == kind}
        made = set(keys_of(linked, kind, list(linked.links[kind])))
        still = [right for key, right in read.items() if key in made]
        rows.append([kind, *_shares(list(read.values())), *_shares(still)])
    header = ["links", "read", "right", "share", "95 %", "made still", "right", "share", "95 %"]
    return markdown(header, rows)


def _shares(rights):
    right, of = sum(rights), len(rights)
    return of, right, *rate(right, of)


def _write_sample(args, linked, stories):
    drawn = draw(candidates(linked, stories, args.kind), args.sample, args.seed)
    entries = []
    for n, (i, j) in enumerate(drawn, 1):
        why, pair = linked.links[args.kind][i, j], (linked.claims[i], linked.claims[j])
        entries.append(entry(n, args.kind, why, pair, linked.texts))
    write_sample(args.out, entries, keys_of(linked, args.kind, drawn), LinkKey)

"""Links between claims, held against pairs that were marked by hand: echoes and disputes.

The claims of the demo are those that the kit extracts from seeds/; those of PolNeAR dev are given as
they are marked there, so that what is measured is the linking. Claims are matched with marked ones by
where their contents stand (half of the characters in common); a marked pair of a claim that is not
matched is missed. A dispute that is linked the other way round is wrong. How the pairs were marked, and
that near misses are among them by choice, stands in marking_pairs.md: precision here is that among
marked pairs; for links as they come see claim_links.py. The intervals are Wilson's.

`--ways` compares other ways to decide (pair_ways.py), on the open half alone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from benchmarks.claims.pairs import HALVES, RELATIONS, SETS, Pair, match, read_marked
from benchmarks.common.command import given
from benchmarks.common.judging import rate
from benchmarks.common.linked import Linked, link
from benchmarks.common.polnear import as_article, read_part
from benchmarks.common.printing import markdown, number, share

NEEDS = "polnear/dev"
EXAMPLES = ("~/corpora", "~/corpora --half open --wrong --ways")
SEEDS = Path(__file__).parents[2] / "seeds"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument(
        "--wrong", action="store_true", help="list what is missed and what is wrong"
    )
    parser.add_argument("--ways", action="store_true", help="compare other ways to decide")


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print all tables. Returns name → why of each article that was lost."""
    with given():
        marked = read_marked()
        corpora = read_corpora(args.data)
    with tqdm(total=sum(len(a) for a, _ in corpora.values()), unit="article") as bar:
        linked = {name: link(corpora[name][0], bar, corpora[name][1]) for name in SETS}
    pairs = [pair for name in SETS for pair in match(marked, name, linked[name])]
    halves = [args.half] if args.half else HALVES
    print(*report(pairs, linked, halves), sep="\n\n")
    if args.ways:
        from benchmarks.claims.pair_ways import ways_table

        print("", "Other ways, on the open half:", sep="\n")
        print("", *ways_table([p for p in pairs if p.half == "open"], linked), sep="\n")
    if args.wrong:
        print("", *wrong_lines([p for p in pairs if p.half in halves], linked), sep="\n")
    return {name: why for each in linked.values() for name, why in each.lost.items()}


def read_corpora(data: Path) -> dict[str, tuple]:
    """Set → its articles, and the attributions that are marked in them, None where the kit finds them."""
    from onrecord.corpus import read_articles

    dev = read_part(data, "dev")
    return {
        "demo": (list(read_articles(SEEDS)), None),
        "polnear": ([as_article(a) for a in dev], {a.name: a.attributions for a in dev}),
    }


def report(pairs: Sequence[Pair], linked: dict[str, Linked], halves: Sequence[str]) -> list[str]:
    """What is printed at any time."""
    texts = [
        " ".join(_corpus_sentence(name, pairs, linked[name]) for name in SETS),
        accuracy_table(pairs, halves),
        "Links that are made between claims of no marked pair:",
        unmarked_table(pairs, linked),
    ]
    return texts


def _corpus_sentence(name, pairs, linked):
    marked = {place for p in pairs if p.set == name for place in _marked_places(p)}
    unmatched = {place for place, claim in marked if claim is None}
    return (
        f"{name}: {number(len(linked.claims))} claims of {len(linked.texts)} articles; "
        f"{len(unmatched)} of {len(marked)} marked claims are not among them."
    )


def _marked_places(pair):
    yield (pair.article, pair.place), pair.first
    yield (pair.other_article, pair.other_place), pair.second


def accuracy_table(pairs: Sequence[Pair], halves: Sequence[str]) -> str:
    """A row a set, relation and half."""
    rows = []
    for name in SETS:
        for relation in RELATIONS:
            for half in halves:
                these = [p for p in pairs if (p.set, p.half) == (name, half)]
                rows.append([name, relation, half, *_accuracy(these, relation)])
    header = ["set", "relation", "half", "right", "wrong", "marked", "precision", "95 %", "recall",
              "95 %", "F1"]  # fmt: skip
    return markdown(header, rows)


def _accuracy(pairs, relation):
    right = sum(p.is_right(relation) for p in pairs)
    wrong = sum(p.wrong(relation) for p in pairs)
    marked = sum(p.relation == relation for p in pairs)
    f1 = 2 * right / max(1, right + wrong + marked)
    return [right, wrong, marked, *rate(right, right + wrong), *rate(right, marked), share(f1)]


def unmarked_table(pairs: Sequence[Pair], linked: dict[str, Linked]) -> str:
    rows = []
    for name in SETS:
        known = {frozenset((p.first, p.second)) for p in pairs if p.set == name}
        links = linked[name].links
        rows.append([name, *(sum(frozenset(p) not in known for p in links[k]) for k in links)])
    return markdown(["set", *linked[SETS[0]].links], rows)


def wrong_lines(pairs: Sequence[Pair], linked: dict[str, Linked]) -> list[str]:
    """A line for each pair with a link that is missed, or one that should not be."""
    return [
        "\t".join((p.half, p.relation, found, *_claims_of(p, linked[p.set])))
        for p in pairs
        for found in _faults(p)
    ]


def _faults(pair):
    for relation in RELATIONS:
        if pair.relation == relation and not pair.is_right(relation):
            yield f"missed {relation}" if pair.matched else f"unmatched {relation}"
        if pair.wrong(relation):
            yield f"wrong {relation}"


def _claims_of(pair, linked):
    places = (pair.article, pair.place), (pair.other_article, pair.other_place)
    for (article, (start, end)), n in zip(places, (pair.first, pair.second), strict=True):
        yield f"{article} {start} {end}"
        if n is not None:
            claim = linked.claims[n]
            yield f"{claim.source} | {claim.cue} | {claim.act} | {' '.join(claim.text.split())}"

"""Links between claims, held against pairs that were marked by hand: echoes and disputes.

The claims of the demo are those that the kit extracts from seeds/; those of PolNeAR dev are given as
they are marked there, so that what is measured is the linking. Claims are matched with marked ones by
where their contents stand (half of the characters in common); a marked pair of a claim that is not
matched is missed. A dispute that is linked the other way round is wrong. How the pairs were marked, and
that near misses are among them by choice, stands in marking_pairs.md: precision here is that among
marked pairs; for links as they come see claim_links.py. The intervals are Wilson's.

`--ways` compares other ways to decide (pair_ways.py), on the open half alone.

Exit codes: 0 done; 1 an article was lost; 2 wrong usage.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from judging import wilson
from linked import Linked, link, matcher
from measuring import use_one_thread
from polnear import read_part
from printing import markdown, number, share
from tqdm import tqdm

EXAMPLE = """examples:
  python benchmarks/claim_pairs.py ~/corpora
  python benchmarks/claim_pairs.py ~/corpora --half open --wrong --ways"""
MARKED = Path(__file__).with_name("pairs_marked.tsv")
SEEDS = Path(__file__).parents[1] / "seeds"
SETS, HALVES = ("demo", "polnear"), ("open", "kept")
RELATIONS = {"echo": "echoes", "dispute": "disputes"}


@dataclass(frozen=True)
class Pair:
    """Two claims that were marked; `first` and `second` are their places in the corpus, if matched.

    Attributes:
        relation: `echo`, `dispute` (the first denies the second) or `none`.
        found: what links them, as (relation, whether from the first to the second).
    """

    set: str
    half: str
    relation: str
    article: str
    place: tuple[int, int]
    other_article: str
    other_place: tuple[int, int]
    first: int | None = None
    second: int | None = None
    found: frozenset[tuple[str, bool]] = frozenset()

    @property
    def matched(self) -> bool:
        return self.first is not None and self.second is not None

    def is_right(self, relation: str) -> bool:
        return self.relation == relation and (relation, True) in self.found

    def wrong(self, relation: str) -> int:
        """How many links of that relation stand between the two and should not."""
        return sum(r == relation for r, _ in self.found) - self.is_right(relation)


def main():
    args = parse_arguments()
    use_one_thread()
    try:
        marked = read_marked()
        corpora = read_corpora(args.data)
    except (OSError, ValueError) as error:
        print(f"claim_pairs.py: {error}", file=sys.stderr)
        return 2
    with tqdm(total=sum(len(a) for a, _ in corpora.values()), unit="article") as bar:
        linked = {name: link(corpora[name][0], bar, corpora[name][1]) for name in SETS}
    pairs = [pair for name in SETS for pair in match(marked, name, linked[name])]
    halves = [args.half] if args.half else HALVES
    print(*report(pairs, linked, halves), sep="\n\n")
    if args.ways:
        from pair_ways import ways_table

        print("", "Other ways, on the open half:", sep="\n")
        print("", *ways_table([p for p in pairs if p.half == "open"], linked), sep="\n")
    if args.wrong:
        print("", *wrong_lines([p for p in pairs if p.half in halves], linked), sep="\n")
    lost = {name: why for each in linked.values() for name, why in each.lost.items()}
    for name, problem in lost.items():
        print(f"lost: {name}: {problem}", file=sys.stderr)
    return 1 if lost else 0


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder that holds polnear/dev")
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument(
        "--wrong", action="store_true", help="list what is missed and what is wrong"
    )
    parser.add_argument("--ways", action="store_true", help="compare other ways to decide")
    return parser.parse_args()


def read_marked(path: str | Path = MARKED) -> list[Pair]:
    """The pairs as they were marked, in the order of the file.

    Raises:
        ValueError: a set, half or relation is not one of those above.
    """
    allowed = {"set": SETS, "half": HALVES, "relation": (*RELATIONS, "none")}
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for n, row in enumerate(rows, 2):
        for name, values in allowed.items():
            if row[name] not in values:
                raise ValueError(
                    f"{path}, line {n}: {name} {row[name]!r} is not one of {', '.join(values)}, so "
                    "the pair could not be counted."
                )
    return [
        Pair(
            *(row[name] for name in allowed),
            row["article"],
            (int(row["start"]), int(row["end"])),
            row["other_article"],
            (int(row["other_start"]), int(row["other_end"])),
        )
        for row in rows
    ]


def read_corpora(data: Path) -> dict[str, tuple]:
    """Set → its articles, and the attributions that are marked in them, None where the kit finds them."""
    from onrecord.corpus import read_articles
    from onrecord.corpus.article import Article

    dev = read_part(data, "dev")
    articles = [Article(article_id=a.name, path=a.name, text=a.text) for a in dev]
    return {
        "demo": (list(read_articles(SEEDS)), None),
        "polnear": (articles, {a.name: a.attributions for a in dev}),
    }


def match(marked: Iterable[Pair], name: str, linked: Linked) -> list[Pair]:
    """The pairs of one set with the claims that they are of, and what links these."""
    find = matcher(linked.claims)
    pairs = []
    for pair in marked:
        if pair.set == name:
            first = find(pair.article, pair.place)
            second = find(pair.other_article, pair.other_place)
            found = frozenset(_found(linked, first, second))
            pairs.append(replace(pair, first=first, second=second, found=found))
    return pairs


def _found(linked, first, second):
    for relation, kind in RELATIONS.items():
        if (first, second) in linked.links[kind]:
            yield relation, True
        if (second, first) in linked.links[kind]:
            yield relation, relation == "echo"


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
    return [right, wrong, marked, *_rate(right, right + wrong), *_rate(right, marked), share(f1)]


def _rate(right, of):
    """A share and its interval; a dash where there is nothing to share."""
    return share(right / of) if of else "-", " to ".join(map(share, wilson(right, of)))


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


if __name__ == "__main__":
    sys.exit(main())

"""Act and commitment of claims, held against 150 attributions of PolNeAR dev that were marked by hand.

The cue, source and content are those that PolNeAR marks, so that what is measured is the act alone.
How it was marked stands in marking_acts.md. The intervals are Wilson's, at 95 %.
"""

import argparse
import csv
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from benchmarks.common.command import given
from benchmarks.common.judging import rate
from benchmarks.common.parsing import parse_texts
from benchmarks.common.polnear import MarkedArticle, as_attribution, read_part
from benchmarks.common.printing import markdown, share

if TYPE_CHECKING:
    from onrecord.reading.claims import Claim

NEEDS = "polnear/dev"
EXAMPLES = ("~/corpora", "~/corpora --half open --wrong")
MARKED = Path(__file__).with_name("acts_marked.tsv")
HALVES = ("open", "kept")
SEED, SIZE = 5, 150  # of the draw
NEEDED = (
    "Each row needs half, article, cue and content (first characters), an act and a commitment of the "
    "schema, and a second reader's or nothing, parted by tabs, so that it can be compared."
)
SAID = 60  # characters of a claim that are listed


@dataclass(frozen=True)
class Row:
    """One marked attribution, and the claim that the kit makes of it.

    `cue` and `content` are their first characters; what a second reader marked may be empty.
    """

    half: str
    article: str
    cue: int
    content: int
    act: str
    commitment: str
    second_act: str
    second_commitment: str
    claim: "Claim | None" = None

    @property
    def key(self) -> tuple[str, int, int]:
        return self.article, self.cue, self.content


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--half", choices=HALVES, help="only this half of the rows (default: both)")
    parser.add_argument("--wrong", action="store_true", help="list the rows that are not right")
    parser.add_argument(
        "--marked",
        metavar="FILE",
        type=Path,
        default=MARKED,
        help="the rows (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> None:
    with given():
        marked = [r for r in read_marked(args.marked) if args.half in (None, r.half)]
        articles = read_part(args.data, "dev")
        rows = with_claims(marked, articles)
    print(*report(rows, articles), sep="\n\n")
    if args.wrong:
        print("", wrong_table(rows), sep="\n")


def read_marked(path: str | Path = MARKED) -> list[Row]:
    """The rows as they were marked, without claims.

    Raises:
        ValueError: a row is not of the schema.
    """
    from onrecord.tables.schema import ACTS, COMMITMENTS

    rows = []
    with open(path, encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t")
        for each in reader:
            try:
                at = {name: int(each[name]) for name in ("cue", "content")}
                rows.append(Row(**each | at))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}, line {reader.line_num}: {error}. {NEEDED}") from error
            if each["act"] not in ACTS or each["commitment"] not in COMMITMENTS:
                wrong = f"act {each['act']!r}, commitment {each['commitment']!r}"
                raise ValueError(f"{path}, line {reader.line_num}: {wrong}. {NEEDED}")
    return rows


def with_claims(rows: Sequence[Row], articles: Iterable[MarkedArticle]) -> list[Row]:
    """The rows with what the kit makes of the attributions as they are marked.

    Raises:
        ValueError: the data has not an attribution that was marked.
    """
    wanted = {r.article for r in rows}
    marked = {a.name: a for a in articles if a.name in wanted}
    parsed = parse_texts({name: a.text for name, a in marked.items()})
    made = {}
    for each in tqdm(parsed, total=len(marked), desc="Articles", unit="article"):
        for key, claim in _claims(each.doc, marked[each.name].attributions):
            made[each.name, *key] = claim
    if lacking := [r.key for r in rows if r.key not in made]:
        raise ValueError(
            f"{len(lacking)} of the {len(rows)} attributions that were marked are not in the data; the "
            f"first is {lacking[0]}: article, first character of cue and of content. So there is "
            "nothing to compare with. The rows are of dev of PolNeAR 1.0."
        )
    return [replace(r, claim=made[r.key]) for r in rows]


def _claims(doc, attributions):
    """First character of cue and of content, and the claim."""
    from onrecord.reading.attribution.attribution import nested
    from onrecord.reading.claims import find_claims
    from onrecord.reading.doc.words import Words

    cued = sorted((m for m in attributions if m.cue), key=lambda m: (m.content, m.cue))
    claims = find_claims(Words(doc), nested([as_attribution(m) for m in cued]))
    return zip(((m.cue[0][0], m.content[0][0]) for m in cued), claims, strict=True)


def drawn(articles: Iterable[MarkedArticle]) -> dict[str, set[tuple[str, int, int]]]:
    """Half → the keys that the seed draws from all attributions that have a cue."""
    keys = [
        (a.name, m.cue[0][0], m.content[0][0]) for a in articles for m in a.attributions if m.cue
    ]
    chosen = random.Random(SEED).sample(keys, min(SIZE, len(keys)))
    return {"open": set(chosen[: SIZE // 2]), "kept": set(chosen[SIZE // 2 :])}


def report(rows: Sequence[Row], articles: Sequence[MarkedArticle]) -> Iterator[str]:
    """What is printed but for the rows that are wrong."""
    from onrecord.tables.schema import ACTS, COMMITMENTS

    yield accuracy_table(rows)
    yield f"{agreement_line(rows)} {draw_line(rows, drawn(articles))}"
    for name, values in (("act", tuple(ACTS)), ("commitment", COMMITMENTS)):
        yield confusion_table(rows, name, values)


def accuracy_table(rows: Sequence[Row]) -> str:
    """One row a half and a measure, with its interval, and what always saying the commonest gives."""
    table = []
    for half in HALVES:
        these = [r for r in rows if r.half == half]
        for name in ("act", "commitment") if these else ():
            right = sum(getattr(r, name) == getattr(r.claim, name) for r in these)
            [(value, most)] = Counter(getattr(r, name) for r in these).most_common(1)
            table.append([
                half, name, right, len(these), *rate(right, len(these)),
                f"{share(most / len(these))} ({value})",
            ])  # fmt: skip
    return markdown(["half", "what", "right", "of", "accuracy", "95 %", "commonest alone"], table)


def confusion_table(rows: Sequence[Row], name: str, values: Sequence[str]) -> str:
    """As marked down, as found across; only values that occur."""
    pairs = Counter((getattr(r, name), getattr(r.claim, name)) for r in rows)
    used = [v for v in values if any(v in pair for pair in pairs)]
    table = [[v, *(pairs[v, other] or "" for other in used)] for v in used]
    return markdown([f"{name}: marked, found", *used], table)


def agreement_line(rows: Sequence[Row]) -> str:
    """How often two readers marked the same."""
    both = [r for r in rows if r.second_act]
    acts = sum(r.act == r.second_act for r in both)
    commitments = sum(r.commitment == r.second_commitment for r in both)
    return f"Two readers agree on the act of {acts} and the commitment of {commitments} of {len(both)}."


def draw_line(rows: Sequence[Row], chosen: dict[str, set]) -> str:
    """How many rows are those that the seed draws from the data."""
    same = sum(r.key in chosen[r.half] for r in rows)
    return f"{same} of the {len(rows)} rows are those that seed {SEED} draws."


def wrong_table(rows: Sequence[Row]) -> str:
    """The rows whose act or commitment is not right, with the words that decided."""
    table = []
    for r in rows:
        if (r.act, r.commitment) != (r.claim.act, r.claim.commitment):
            marked, found = f"{r.act} {r.commitment}", f"{r.claim.act} {r.claim.commitment}"
            table.append(
                [*map(str, r.key), marked, found, r.claim.act_evidence, r.claim.text[:SAID]]
            )
    return markdown(["article", "cue", "content", "marked", "found", "by", "claim"], table)

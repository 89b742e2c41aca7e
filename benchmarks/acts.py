"""Act and commitment of claims, held against 150 attributions of PolNeAR dev that were marked by hand.

    python benchmarks/acts.py DATA [--half open|kept] [--wrong]

The cue, source and content are those that PolNeAR marks, so that what is measured is the act alone.
How it was marked stands in `marking_acts.md`. The intervals are Wilson's.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from judging import wilson
from parsing import parse_texts
from polnear import Marked, MarkedArticle, read_part
from printing import markdown, share

from onrecord.attribution import Attribution
from onrecord.attribution.attribution import nested
from onrecord.claims import Claim, find_claims
from onrecord.schema import ACTS, COMMITMENTS

MARKED = Path(__file__).with_name("acts_marked.tsv")
HALVES = ("open", "kept")


@dataclass(frozen=True)
class Row:
    """One marked attribution, and the claim that the kit makes of it."""

    half: str
    article: str
    cue: int
    content: int
    act: str
    commitment: str
    second_act: str
    second_commitment: str
    claim: Claim | None = None


def read_marked(path: str | Path = MARKED) -> list[Row]:
    """The rows as they were marked, without claims."""
    with open(path, encoding="utf-8", newline="") as lines:
        rows = [
            Row(**each | {"cue": int(each["cue"]), "content": int(each["content"])})
            for each in csv.DictReader(lines, delimiter="\t")
        ]
    wrong = [r for r in rows if r.act not in ACTS or r.commitment not in COMMITMENTS]
    if wrong:
        raise ValueError(f"{path}: {wrong[0].act!r}, {wrong[0].commitment!r} are not of the schema.")
    return rows


def with_claims(rows: Sequence[Row], articles: Iterable[MarkedArticle]) -> list[Row]:
    """The rows with what the kit makes of the attributions as they are marked.

    Raises:
        KeyError: the data has not an attribution that was marked.
    """
    wanted = {r.article for r in rows}
    marked = {a.name: a for a in articles if a.name in wanted}
    made = {}
    for parsed in parse_texts({name: a.text for name, a in marked.items()}):
        for key, claim in _claims(parsed.doc, marked[parsed.name].attributions):
            made[parsed.name, *key] = claim
    return [replace(r, claim=made[r.article, r.cue, r.content]) for r in rows]


def _claims(doc, attributions):
    """First character of cue and of content, and the claim."""
    cued = sorted((m for m in attributions if m.cue), key=lambda m: (m.content, m.cue))
    claims = find_claims(doc, nested([_attribution(m) for m in cued]))
    return zip(((m.cue[0][0], m.content[0][0]) for m in cued), claims, strict=True)


def _attribution(marked: Marked) -> Attribution:
    return Attribution(
        source=marked.source, cue=marked.cue, content=marked.content,
        kind="indirect", evidence="marked by hand", confidence=1.0,
    )  # fmt: skip


def accuracy_table(rows: Sequence[Row], halves: Sequence[str]) -> str:
    """One row a half and a measure, with its interval, and what always saying the commonest gives."""
    table = []
    for half in halves:
        these = [r for r in rows if r.half == half]
        for name in ("act", "commitment"):
            right = sum(getattr(r, name) == getattr(r.claim, name) for r in these)
            commonest = Counter(getattr(r, name) for r in these).most_common(1)[0]
            table.append([
                half, name, right, len(these), share(right / len(these)),
                " to ".join(map(share, wilson(right, len(these)))),
                f"{share(commonest[1] / len(these))} ({commonest[0]})",
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
    same = sum(r.act == r.second_act for r in both), sum(
        r.commitment == r.second_commitment for r in both
    )
    return (
        f"Two readers agree on the act of {same[0]} and the commitment of {same[1]} of {len(both)}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", help="a folder that holds polnear/")
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--wrong", action="store_true", help="list the rows that are not right")
    args = parser.parse_args()
    halves = [args.half] if args.half else HALVES
    marked = [r for r in read_marked() if r.half in halves]
    rows = with_claims(marked, read_part(args.data, "dev"))
    print(accuracy_table(rows, halves), agreement_line(rows), sep="\n\n")
    for name, values in (("act", tuple(ACTS)), ("commitment", COMMITMENTS)):
        print("", confusion_table(rows, name, values), sep="\n")
    if args.wrong:
        for r in rows:
            if (r.act, r.commitment) != (r.claim.act, r.claim.commitment):
                print(r.half, r.article, r.cue, r.act, r.commitment, r.claim, sep="\t")


if __name__ == "__main__":
    main()

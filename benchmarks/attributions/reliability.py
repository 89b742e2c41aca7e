"""Whether a stated confidence is the share that is right: by tenths, and rule by rule."""

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from benchmarks.common.polnear import MarkedArticle
from benchmarks.common.printing import markdown, number, share
from benchmarks.common.scoring import right_contents

HAND = Path(__file__).with_name("read_by_hand.tsv")
BINS = 10
Verdicts = list[tuple[float, bool]]  # stated confidence, whether the content is right


def judge(marked: Sequence[MarkedArticle], found: dict[str, list]) -> dict[str, Verdicts]:
    """Evidence → a verdict on each of its rows."""
    verdicts = defaultdict(list)
    for article in marked:
        mine = found[article.name]
        right = right_contents(article.text, mine, article.attributions)
        for a, ok in zip(mine, right, strict=True):
            verdicts[a.evidence].append((a.confidence, ok))
    return dict(verdicts)


def of_model(verdicts: dict[str, Verdicts]) -> Verdicts:
    """Those of rows that the model found, whatever rules brought further content to them."""
    each = (v for evidence, v in verdicts.items() if evidence.partition(",")[0] == "model")
    return [verdict for verdicts in each for verdict in verdicts]


def in_bins(verdicts: Verdicts) -> list[Verdicts]:
    """Ten bins of equal width from 0 to 1; 1 itself stands in the last."""
    bins = [[] for _ in range(BINS)]
    for stated, right in verdicts:
        bins[min(int(stated * BINS), BINS - 1)].append((stated, right))
    return bins


def calibration_error(verdicts: Verdicts) -> float:
    """Expected calibration error (Naeini et al. 2015): how far a bin is off, over all rows; 0 to 1."""
    bins = (_sums(each) for each in in_bins(verdicts) if each)
    return sum(rows * abs(stated - right) for rows, stated, right in bins) / max(len(verdicts), 1)


def _sums(verdicts):
    """Rows, mean stated, share right."""
    stated, right = zip(*verdicts, strict=True)
    return len(verdicts), mean(stated), mean(right)


def bin_table(verdicts: Verdicts) -> str:
    """One row a bin, then all."""
    rows = []
    for n, each in enumerate(in_bins(verdicts)):
        name = f"{n / BINS:.1f} to {(n + 1) / BINS:.1f}"
        rows.append([name, *(_cells(each) if each else ("0", "", ""))])
    if verdicts:
        rows.append(["all", *_cells(verdicts)])
    return markdown(["confidence", "rows", "mean stated", "share right"], rows)


def _cells(verdicts):
    rows, stated, right = _sums(verdicts)
    return number(rows), share(stated), share(right)


def rule_table(marked: Sequence[MarkedArticle], outer: dict, found: dict) -> str:
    """One row an evidence: how many rows, how many nested ones beside them, how many of the rows right."""
    nested = Counter(a.evidence for each in found.values() for a in each if a.depth)
    verdicts = sorted(judge(marked, outer).items(), key=lambda item: (-len(item[1]), item[0]))
    rows = []
    for evidence, each in verdicts:
        size, stated, right = _sums(each)
        hits = sum(ok for _, ok in each)
        rows.append([evidence, size, hits, share(right), share(stated), nested[evidence]])
    return markdown(["evidence", "rows", "right", "share", "mean stated", "nested rows"], rows)


def hand_table() -> str:
    """The share right of the rows that were drawn with a fixed seed and read by hand."""
    from onrecord.reading.attribution.attribution import CONFIDENCE

    verdicts = defaultdict(list)
    with HAND.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            verdicts[row["rule"]].append(row["right"] == "yes")
    rows = [
        [rule, len(v), sum(v), share(mean(v)), share(CONFIDENCE[rule])]
        for rule, v in verdicts.items()
    ]
    return markdown(["rule", "rows", "right", "share", "stated"], rows)

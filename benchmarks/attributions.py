"""Attributions on PolNeAR: precision, recall and F1, quoted recall, right by rule, and speed.

Definitions stand in scoring.py. PolNeAR marks neither nested attributions nor quotation paragraphs
without a cue of their own, so rows of depth 0 are compared, once those with a cue and once all.

Exit codes: 0 done; 1 an article was lost; 2 wrong usage.
"""

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from measuring import use_one_thread
from parsing import parse_marked
from polnear import PARTS, MarkedArticle, read_part
from printing import markdown, number, share
from scoring import Words, count, f1_interval, rates, right_contents, total
from tqdm import tqdm

EXAMPLE = "example: python benchmarks/attributions.py ~/corpora --part dev"
HAND = Path(__file__).with_name("read_by_hand.tsv")
MEASURES = {
    "attribution@.5": ("right", "found", "marked"),
    "with source": ("right_source", "found", "marked"),
    "exact content": ("pieces_right", "pieces_found", "pieces_marked"),
}
RECALLS = {
    "quoted": ("quoted_right", "quoted"),
    "quoted, with source": ("quoted_right_source", "quoted"),
}


@dataclass
class Result:
    """What the kit found in one part of PolNeAR.

    Attributes:
        found: name of an article → its attributions; none for one that was lost.
        lost: name of an article → why.
        seconds: processor time of attribution alone.
        words: word tokens in the articles that seconds were spent on.
    """

    found: dict = field(default_factory=dict)
    lost: dict = field(default_factory=dict)
    seconds: float = 0.0
    words: int = 0


def main():
    args = parse_arguments()
    use_one_thread()
    try:
        marked = read_part(args.data, args.part)
    except FileNotFoundError as error:
        sys.exit(f"attributions.py: {error}")
    result = run_kit(args.data / "polnear" / args.part / "text", marked)
    print(report(args.part, marked, result))
    for name, problem in result.lost.items():
        print(f"lost: {name}: {problem}", file=sys.stderr)
    return 1 if result.lost else 0


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", metavar="DATA", type=Path, help="folder that holds polnear/dev, polnear/train"
    )
    parser.add_argument(
        "--part", choices=PARTS, default="dev", help="which part (default: %(default)s)"
    )
    return parser.parse_args()


def run_kit(folder: Path, marked: list[MarkedArticle]) -> Result:
    """Find the attributions of the marked articles, whose texts lie in `folder`."""
    from onrecord.attribution import find_attributions
    from onrecord.pipeline import parse_text

    find_attributions(parse_text("It rained, she said."))  # loads what is loaded once
    result = Result()
    texts = {article.name: article.text for article in marked}
    for parsed in tqdm(parse_marked(folder, texts), total=len(texts), unit="article"):
        found, problem = [], parsed.problem
        if parsed.doc is not None:
            start = time.process_time()
            try:
                found = find_attributions(parsed.doc)
            except Exception as error:  # whatever it is, the article is lost and is said to be
                problem = repr(error)
            result.seconds += time.process_time() - start
            result.words += len(Words(parsed.doc.text))
        result.found[parsed.name] = found
        if problem:
            result.lost[parsed.name] = problem
    return result


def report(part: str, marked: list[MarkedArticle], result: Result) -> str:
    """All tables, as one text in Markdown."""
    outer = {name: [a for a in found if a.depth == 0] for name, found in result.found.items()}
    with_cue = {name: [a for a in found if a.cue] for name, found in outer.items()}
    words = sum(len(Words(article.text)) for article in marked)
    speed = result.words / result.seconds if result.seconds else 0
    return "\n\n".join(
        [
            f"PolNeAR {part}: {len(marked)} articles, {len(result.lost)} of them lost; "
            f"{number(words)} words; {number(sum(len(a.attributions) for a in marked))} "
            "attributions marked.",
            "Rows of depth 0 that have a cue:",
            score_table(marked, with_cue),
            "The same, and rows without a cue (floating quotations):",
            score_table(marked, outer),
            "Right by rule, rows of depth 0 (`stated`: the confidence that the kit states):",
            rule_table(marked, outer, result.found),
            "Read by hand, train (PolNeAR does not mark these; read_by_hand.tsv says which were read):",
            hand_table(),
            f"Attribution alone: {number(speed)} words a second of processor time, one thread.",
        ]
    )


def score_table(marked: list[MarkedArticle], found: dict) -> str:
    """One row a measure, with the bootstrap interval of its F1."""
    articles = [count(a.text, found[a.name], a.attributions) for a in marked]
    sums = total(articles)
    rows = []
    for name, names in MEASURES.items():
        low, high = f1_interval(articles, *names)
        numbers = [getattr(sums, n) for n in names]
        interval = f"{share(low)} to {share(high)}"
        rows.append([name, *_counts(*numbers), *map(share, rates(*numbers)), interval])
    for name, (right, of) in RECALLS.items():
        right, of = getattr(sums, right), getattr(sums, of)
        rows.append([name, *_counts(right, "", of), "", share(right / of if of else 0), "", ""])
    return markdown(["measure", "right", "found", "marked", "P", "R", "F1", "95 % of F1"], rows)


def _counts(right, found, marked):
    return [n and number(n) for n in (right, found, marked)]


def rule_table(marked: list[MarkedArticle], outer: dict, found: dict) -> str:
    """One row a rule: how many rows, how many nested ones beside them, how many of the rows right."""
    from onrecord.attribution.attribution import CONFIDENCE

    verdicts = defaultdict(list)
    for article in marked:
        mine = outer[article.name]
        for a, right in zip(
            mine, right_contents(article.text, mine, article.attributions), strict=True
        ):
            verdicts[a.evidence].append(right)
    nested = Counter(a.evidence for each in found.values() for a in each if a.depth)
    rows = [
        [rule, len(v), sum(v), share(sum(v) / len(v)), f"{CONFIDENCE[rule]:.2f}", nested[rule]]
        for rule, v in sorted(verdicts.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return markdown(["rule", "rows", "right", "share", "stated", "nested rows"], rows)


def hand_table() -> str:
    """The share right of the rows that were drawn with a fixed seed and read by hand."""
    from onrecord.attribution.attribution import CONFIDENCE

    verdicts = defaultdict(list)
    with HAND.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            verdicts[row["rule"]].append(row["right"] == "yes")
    rows = [
        [rule, len(v), sum(v), share(sum(v) / len(v)), f"{CONFIDENCE[rule]:.2f}"]
        for rule, v in verdicts.items()
    ]
    return markdown(["rule", "rows", "right", "share", "stated"], rows)


if __name__ == "__main__":
    sys.exit(main())

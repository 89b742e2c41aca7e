"""Attributions on PolNeAR: all measures, peers, groups of articles, confidence, typography, speed.

Definitions stand in scoring.py. PolNeAR hardly marks nested attributions, or quotation paragraphs
without a cue of their own, so rows of depth 0 are compared, once those with a cue and once all;
nested ones too in a third table. Intervals are the middle 95 % of 2,000 bootstrap resamples of the
articles.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from benchmarks.attributions.attributing import Result, attribute, loading_seconds, outer
from benchmarks.attributions.curve import FORMATS, curve_table, draw, points
from benchmarks.attributions.figures import (
    by_length,
    by_publisher,
    count_all,
    group_table,
    kind_table,
    score_table,
)
from benchmarks.attributions.peers import peer_table
from benchmarks.attributions.reliability import (
    bin_table,
    calibration_error,
    hand_table,
    judge,
    of_model,
    rule_table,
)
from benchmarks.attributions.textacy_quotations import run_textacy
from benchmarks.attributions.typography import VERSIONS, retype
from benchmarks.common.command import add_part, given
from benchmarks.common.parsing import parse_marked, parse_texts
from benchmarks.common.polnear import MarkedArticle, read_part
from benchmarks.common.printing import markdown, number, share
from benchmarks.common.scoring import MEASURES, Words, measured, total

NEEDS = "polnear/dev or polnear/train"
EXAMPLES = ("~/corpora --part dev", "~/corpora --textacy --curve curve.svg")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_part(parser)
    parser.add_argument(
        "--textacy",
        action="store_true",
        help="run textacy 0.13 on the same articles; installs it once, in the user's cache",
    )
    parser.add_argument(
        "--curve",
        metavar="FILE",
        type=picture,
        help="draw precision and recall: FILE.svg or FILE.png",
    )


def picture(name: str) -> Path:
    """The path of a picture that can be drawn."""
    path = Path(name)
    if path.suffix not in FORMATS:
        raise argparse.ArgumentTypeError(f"{name}: the name ends in {' or '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{name}: there is no folder {path.parent}")
    return path


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print all sections. Returns name → why of each article that was lost, and of textacy."""
    with given():
        marked = read_part(args.data, args.part)
    loading = loading_seconds()
    texts = {article.name: article.text for article in marked}
    with tqdm(total=len(marked), desc="Articles", unit="article") as bar:
        result = attribute(parse_marked(args.data / "polnear" / args.part / "text", texts), bar)
    say(opening(args.part, marked, result))
    say(*score_sections(marked, result.found))
    problems = dict(result.lost) | say_peers(args, marked, result)
    say(*group_sections(marked, outer(result.found, with_cue=True)))
    say(*confidence_sections(marked, result.found))
    say_curve(args, marked, result)
    problems |= say_typography(marked, result)
    say(
        f"Attribution alone: {number(result.speed())} words a second of processor time, one thread; "
        f"its model loads in {loading:.2f} s."
    )
    return problems


def say(*sections: str) -> None:
    print(*sections, sep="\n\n", end="\n\n", flush=True)


def opening(part: str, marked: list[MarkedArticle], result: Result) -> str:
    words = sum(len(Words(article.text)) for article in marked)
    attributions = sum(len(article.attributions) for article in marked)
    return (
        f"PolNeAR {part}: {len(marked)} articles, {len(result.lost)} of them lost; "
        f"{number(words)} words; {number(attributions)} attributions marked."
    )


def score_sections(marked: list[MarkedArticle], found: dict) -> Iterator[str]:
    yield "Rows of depth 0 that have a cue:"
    yield score_table(marked, outer(found, with_cue=True))
    yield "The same, and rows without a cue (floating quotations):"
    yield score_table(marked, outer(found))
    yield "All rows, nested ones too (PolNeAR hardly marks those):"
    yield score_table(marked, found)


def say_peers(args, marked: list[MarkedArticle], result: Result) -> dict[str, str]:
    """Figures of other tools; those published are of dev. Returns what went wrong."""
    here = {
        "onrecord, rows with a cue": count_all(marked, outer(result.found, with_cue=True)),
        "onrecord, rows without one too": count_all(marked, outer(result.found)),
    }
    problems = {}
    if args.textacy:
        try:
            found, raised = run_textacy({article.name: article.text for article in marked})
        except (OSError, subprocess.CalledProcessError) as error:
            problems["textacy"] = str(error)
        else:
            say(
                f"textacy, run now; it raised on {len(raised)} of {len(marked)} articles:",
                score_table(marked, found),
            )
            here["textacy, run now"] = count_all(marked, found)
    if args.part == "dev":
        say(
            "Peers on dev; `onrecord` and `run now` are this run's, the others as published with "
            "the issue or measured by us earlier:",
            peer_table(here),
        )
    return problems


def group_sections(marked: list[MarkedArticle], found: dict) -> Iterator[str]:
    yield "By kind of the marked attribution, by its double quotation marks (recall):"
    yield kind_table(marked, found)
    yield "By publisher:"
    yield group_table("publisher", by_publisher(marked), found)
    yield "By length of the article, in thirds:"
    yield group_table("length", by_length(marked), found)


def confidence_sections(marked: list[MarkedArticle], found: dict) -> Iterator[str]:
    verdicts = of_model(judge(marked, outer(found)))
    yield "Confidence of the model's rows of depth 0, and the share whose content is right:"
    yield bin_table(verdicts)
    yield f"Expected calibration error: {share(calibration_error(verdicts))}."
    yield "Right by evidence, rows of depth 0:"
    yield rule_table(marked, outer(found), found)
    yield "Read by hand, train (PolNeAR does not mark these; read_by_hand.tsv says which were read):"
    yield hand_table()


def say_curve(args, marked: list[MarkedArticle], result: Result) -> None:
    from onrecord.reading.attribution import load_attribution_model

    default = load_attribution_model().threshold
    curve = points(marked, result.scored, default)
    say("By threshold, rows of depth 0 that have a cue:", curve_table(curve, default))
    if args.curve:
        draw(curve, default, f"Attributions on PolNeAR {args.part}", args.curve)
        print(f"drawn: {args.curve}", file=sys.stderr)


def say_typography(marked: list[MarkedArticle], result: Result) -> dict[str, str]:
    """F1 of each version of the text. Returns the articles that were lost in one."""
    figures = {"as it is": _f1s(marked, result)}
    lost = {}
    with tqdm(total=len(VERSIONS) * len(marked), desc="Typography", unit="article") as bar:
        for version, changes in VERSIONS.items():
            retyped = [retype(article, changes(article.text)) for article in marked]
            again = attribute(parse_texts({a.name: a.text for a in retyped}), bar)
            figures[version] = _f1s(retyped, again)
            lost |= {f"{name}, {version}": why for name, why in again.lost.items()}
    say(
        "The same text in other typography, rows of depth 0 that have a cue (F1):",
        typography_table(figures),
    )
    return lost


def _f1s(marked, result):
    sums = total(count_all(marked, outer(result.found, with_cue=True)))
    return [measured(sums, MEASURES[name])[2] for name in ("attribution@.5", "with source")]


def typography_table(figures: dict[str, list[float]]) -> str:
    """One row a version: attribution@.5 and with source, each with the difference to the first row."""
    first = next(iter(figures.values()))
    rows = []
    for version, f1s in figures.items():
        pairs = zip(f1s, first, strict=True)
        cells = [(share(f1), _difference(f1 - was)) for f1, was in pairs]
        rows.append([version, *(cell for pair in cells for cell in pair)])
    return markdown(["text", "attribution@.5", "difference", "with source", "difference"], rows)


def _difference(value):
    return f"{round(value, 3) or 0:+.3f}"  # never -0.000

"""Precision and recall as the least confidence rises: a table, and a picture."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from benchmarks.attributions.attributing import outer
from benchmarks.attributions.figures import count_all
from benchmarks.common.polnear import MarkedArticle
from benchmarks.common.printing import markdown, number, share
from benchmarks.common.scoring import MEASURES, measured, total

THRESHOLDS = tuple(round(0.2 + 0.05 * n, 2) for n in range(15))
FORMATS = (".svg", ".png")
LABELLED = (0.2, 0.4, 0.6, 0.8)
INK, GREY = "black", "0.45"


class Point(NamedTuple):
    """What comes out at one threshold: rates between 0 and 1."""

    threshold: float
    rows: int
    precision: float
    recall: float
    f1: float


def points(marked: Sequence[MarkedArticle], scored: dict[str, list], default: float) -> list[Point]:
    """Rows of depth 0 with a cue, at each of THRESHOLDS and at the default one."""
    thresholds = sorted({*THRESHOLDS, default})
    return [_point(marked, scored, t) for t in tqdm(thresholds, desc="Curve", unit="threshold")]


def _point(marked, scored, threshold):
    from onrecord.reading.attribution.attribution import nested

    kept = {n: [a for a in each if a.confidence >= threshold] for n, each in scored.items()}
    found = outer({name: nested(each) for name, each in kept.items()}, with_cue=True)
    sums = total(count_all(marked, found))
    return Point(threshold, sums.found, *measured(sums, MEASURES["attribution@.5"]))


def curve_table(curve: Sequence[Point], default: float) -> str:
    rows = []
    for threshold, found, *three in curve:
        name = f"{threshold:.2f}" + (" (default)" if threshold == default else "")
        rows.append([name, number(found), *map(share, three)])
    return markdown(["threshold", "rows", "P", "R", "F1"], rows)


def draw(curve: Sequence[Point], default: float, title: str, path: Path) -> None:
    """Draw the curve with the default threshold marked; SVG or PNG, by the name of the file."""
    import matplotlib
    from matplotlib.figure import Figure  # not pyplot: nothing is shown, and nothing global is kept

    figure = Figure(figsize=(5, 4), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([p.recall for p in curve], [p.precision for p in curve], color=INK, marker=".")
    for point in curve:
        if point.threshold == default:
            axes.plot(point.recall, point.precision, "o", markersize=9, color=INK)
            _label(axes, point, f"threshold {default:.2f} (default)", color=INK, left=True)
        elif point.threshold in LABELLED:
            _label(axes, point, f"{point.threshold:.2f}", color=GREY)
    axes.set(xlabel="Recall", ylabel="Precision", title=title)
    axes.margins(0.15)
    axes.grid(color="0.9")
    axes.spines[["top", "right"]].set_visible(False)
    with matplotlib.rc_context({"svg.hashsalt": "onrecord"}):  # same figures, same file
        figure.savefig(path, dpi=200, metadata={"Date": None} if path.suffix == ".svg" else None)


def _label(axes, point, text, *, color, left=False):
    place = {"xytext": (-10, -4), "ha": "right"} if left else {"xytext": (8, 5)}
    at = (point.recall, point.precision)
    axes.annotate(text, at, textcoords="offset points", color=color, **place)

"""Fit which cues a reader takes for one where somebody's words or thoughts are reported.

PolNeAR's annotators marked judgements of the article and deeds too (`seems to have left`, `is full of
hate`), and the attribution network learned it. Language models read 2,727 of its finds, all but 42 in
articles that it did not learn from, by written rules (`judging_reported.md`). A logistic regression tells
these grades from what the network reads at a cue's head. The layer is written into the network's file, of
which all else stays. This comes after `train`.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.common.measuring import use_one_thread

use_one_thread()

import numpy as np  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.attributions.reported import read_grades  # noqa: E402
from benchmarks.common.parsing import parse_texts  # noqa: E402
from benchmarks.common.polnear import read_part  # noqa: E402
from onrecord.reading.attribution.drafts import make_drafts  # noqa: E402
from onrecord.reading.attribution.features import read_features  # noqa: E402
from onrecord.reading.attribution.model import MODEL_NAME, load_attribution_model  # noqa: E402
from onrecord.reading.attribution.network import Network  # noqa: E402
from onrecord.reading.attribution.reported import LEAST_REPORTED  # noqa: E402
from onrecord.reading.doc.recogniser import load_recogniser  # noqa: E402
from onrecord.reading.doc.words import Words  # noqa: E402
from onrecord.weights import SHIPPED, read_weights, write_weights  # noqa: E402
from training.shipping import THRESHOLD, logistic  # noqa: E402

EXAMPLE = "example: python -m training.train_reported ~/corpora ~/corpora/fnc1-bodies.tsv"
READ = Path(__file__).with_name("reported.tsv")
GRADES = {"no": 0.0, "arguable": 0.5, "yes": 1.0}
OUTERMOST = "outermost"  # where a find stands of which this learns
LAYER = ("reported.weight", "reported.bias")
FOLDS = 8
RIDGE = 333.0  # of columns with a deviation of 1; 100 and 1,000 are no better by folds
SHOWN = (0.2, LEAST_REPORTED, 0.3, 0.35, 0.4, 0.5)


class Recording(Network):
    """A network that keeps what it reads at the head of each cue."""

    def __init__(self, arrays: dict):
        super().__init__(arrays)
        self.heads: dict[int, np.ndarray] = {}

    def find_cues(self, features, states, index, rows, least):
        """As it finds them; the states of their heads are kept, by token."""
        cues = super().find_cues(features, states, index, rows, least)
        self.heads |= {int(index[head]): states[head] for _, _, head, *_ in cues}
        return cues


def main():
    args = parse_arguments()
    weights = read_weights(SHIPPED, MODEL_NAME)
    read = outermost_grades(READ)
    texts = {name: text for name, text in all_texts(args.data, args.bodies).items() if name in read}
    if missing := sorted(read.keys() - texts.keys()):
        sys.exit(
            f"{len(missing)} texts are missing that were read, such as {missing[0]}: {args.bodies}"
        )
    columns, graded, names = [], [], []
    for name, states in tqdm(heads_of(texts, Recording(weights.arrays)), total=len(texts)):
        for place, grade in read[name].items():
            if place in states:
                columns.append(states[place])
                graded.append(grade)
                names.append(name)
    every = sum(map(len, read.values()))
    print(f"{len(graded)} of {every} cues that were read are still found", file=sys.stderr)
    x, y = np.array(columns, dtype=float), np.array(graded)
    print(table(x, y, names), file=sys.stderr)
    layer = dict(zip(LAYER, fitted(x, y), strict=True))
    about = weights.about | {"threshold": THRESHOLD}
    write_weights(args.out, MODEL_NAME, weights.arrays | layer, about)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder that holds polnear/train")
    parser.add_argument("bodies", type=Path, help="articles of FNC-1: columns body_id and text")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder to write to")
    return parser.parse_args()


def outermost_grades(path: Path) -> dict[str, dict[int, float]]:
    """By text: the character at which the head of a cue in no other content begins → its grade, 0 to 1."""
    read = {
        text: {at: GRADES[grade] for (at, stands), grade in of.items() if stands == OUTERMOST}
        for text, of in read_grades(path).items()
    }
    return {text: of for text, of in read.items() if of}


def all_texts(data: Path, bodies: Path) -> dict[str, str]:
    """The train articles of PolNeAR by name, and those of FNC-1 by number."""
    texts = {article.name: article.text for article in read_part(data, "train")}
    return texts | read_bodies(bodies)


def read_bodies(path: Path) -> dict[str, str]:
    """The articles of FNC-1 by number."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["body_id"]: row["text"] for row in rows}


def heads_of(
    texts: dict[str, str], network: Recording
) -> Iterator[tuple[str, dict[int, np.ndarray]]]:
    """What the network reads at the head of each cue, by its first character."""
    model = load_attribution_model()
    for parsed in parse_texts(texts):
        words = Words(parsed.doc, *load_recogniser()([parsed.doc]))
        network.heads.clear()
        make_drafts([words], [read_features(words, model.places)], network, model.least)
        yield parsed.name, {words.starts[i]: state for i, state in network.heads.items()}


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weight and bias of the layer: a logistic regression on columns of mean 0 and deviation 1."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    bias, *weight = logistic(np.c_[np.ones(len(x)), (x - mean) / spread], y, RIDGE)
    scaled = np.array(weight) / spread
    return scaled[None], np.array([bias - scaled @ mean])


def table(x: np.ndarray, y: np.ndarray, names: Sequence[str]) -> str:
    """For some thresholds: what is kept of what is reported, and what is none of what is kept, by folds."""
    numbers = {name: n for n, name in enumerate(sorted(set(names)))}
    fold = np.array([numbers[name] for name in names]) % FOLDS
    likely = np.empty(len(y))
    for k in range(FOLDS):
        weight, bias = fitted(x[fold != k], y[fold != k])
        likely[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ weight[0] - bias))
    lines = [f"{np.mean(y == 0):.3f} of them are none"]
    for least in SHOWN:
        kept = likely >= least
        lines.append(
            f"{least:.2f}  kept {np.mean(kept[y > 0]):.3f} of the others, "
            f"none are {np.mean(y[kept] == 0):.3f} of what is kept"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()

"""Fit which cues a reader takes for one where somebody's words or thoughts are reported.

PolNeAR's annotators marked judgements of the article and deeds too (`seems to have left`, `is full of
hate`), and the networks learned it. Language models read 3,986 of their finds, all but 42 in articles that
they did not learn from, by written rules. A logistic regression tells these grades from what a network
reads at a cue's head. The layer is written into the networks' files, of which all else stays. This comes
last, after `train` and `train_inside`.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.common.measuring import use_one_thread

use_one_thread()

import numpy as np  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.common.parsing import parse_texts  # noqa: E402
from benchmarks.common.polnear import read_part  # noqa: E402
from onrecord.reading.attribution.discourse import with_unattributed  # noqa: E402
from onrecord.reading.attribution.drafts import LEAST_REPORTED, make_drafts  # noqa: E402
from onrecord.reading.attribution.features import read_features  # noqa: E402
from onrecord.reading.attribution.inside import NAME, open_contents  # noqa: E402
from onrecord.reading.attribution.model import MODEL_NAME, load_attribution_model  # noqa: E402
from onrecord.reading.attribution.network import Network  # noqa: E402
from onrecord.reading.attribution.openings import outermost  # noqa: E402
from onrecord.reading.attribution.roles import with_roles  # noqa: E402
from onrecord.reading.doc.recogniser import load_recogniser  # noqa: E402
from onrecord.reading.doc.words import Words  # noqa: E402
from onrecord.weights import SHIPPED, read_weights, write_weights  # noqa: E402
from training.shipping import logistic  # noqa: E402

EXAMPLE = "example: python -m training.train_reported ~/corpora ~/corpora/fnc1-bodies.tsv"
READ = Path(__file__).with_name("reported.tsv")
GRADES = {"no": 0.0, "arguable": 0.5, "yes": 1.0}
NETWORKS = {MODEL_NAME: "outermost", NAME: "inside"}  # and where what they find stands
LAYER = ("reported.weight", "reported.bias")
FOLDS = 8
RIDGE = {"outermost": 333.0, "inside": 1000.0}  # of columns with a deviation of 1


class Recording(Network):
    """A network that keeps what it reads at the head of each cue, and leaves none out."""

    def __init__(self, arrays: dict):
        super().__init__(arrays | {name: 0 * arrays[name] for name in LAYER})
        self.heads: dict[int, np.ndarray] = {}

    def find_cues(self, features, states, index, rows, least):
        """As it finds them; the states of their heads are kept, by token."""
        cues = super().find_cues(features, states, index, rows, least)
        self.heads |= {int(index[head]): states[head] for _, _, head, *_ in cues}
        return cues


def main():
    args = parse_arguments()
    weights = {name: read_weights(SHIPPED, name) for name in NETWORKS}
    words = weights[MODEL_NAME].arrays["words"]
    networks = [Recording({"words": words, **each.arrays}) for each in weights.values()]
    read = read_grades(READ)
    texts = {n: text for n, text in all_texts(args.data, args.bodies).items() if n in read}
    columns, graded, of = (defaultdict(list) for _ in range(3))
    for name, states in tqdm(heads_of(texts, networks), desc="articles", total=len(texts)):
        for place, grade in read[name].items():
            columns[place[1]].append(states[place])
            graded[place[1]].append(grade)
            of[place[1]].append(name)
    for name, stands in NETWORKS.items():
        x, y = np.array(columns[stands], dtype=float), np.array(graded[stands])
        print(table(stands, x, y, of[stands]), file=sys.stderr)
        layer = fitted(x, y, RIDGE[stands])
        arrays = weights[name].arrays | dict(zip(LAYER, layer, strict=True))
        write_weights(args.out, name, arrays, weights[name].about)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", metavar="DATA", type=Path, help="folder that holds polnear/train")
    parser.add_argument("bodies", type=Path, help="articles of FNC-1: columns body_id and text")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="folder to write to")
    return parser.parse_args()


def read_grades(path: Path) -> dict[str, dict[tuple[int, str], float]]:
    """By text: the character at which a cue's head begins, and where it stands → its grade, 0 to 1."""
    found: dict = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["text"]][int(row["cue"]), row["stands"]] = GRADES[row["reported"]]
    return found


def all_texts(data: Path, bodies: Path) -> dict[str, str]:
    """The train articles of PolNeAR by name, and those of FNC-1 by number."""
    texts = {article.name: article.text for article in read_part(data, "train")}
    with bodies.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            texts[row["body_id"]] = row["text"]
    return texts


def heads_of(
    texts: dict[str, str], networks: Sequence[Recording]
) -> Iterator[tuple[str, dict[tuple[int, str], np.ndarray]]]:
    """What the two networks read at the head of each cue, by its first character and where it stands."""
    model, (outer, inside) = load_attribution_model(), networks
    for parsed in parse_texts(texts):
        words = Words(parsed.doc, *load_recogniser()([parsed.doc]))
        features = read_features(words, model.places)
        outer.heads, inside.heads = {}, {}
        [drafts] = make_drafts([words], [features], outer, model.least)
        roots = outermost(with_unattributed(words, with_roles(words, drafts)))
        open_contents([words], [features], [roots], inside)
        heads = zip(NETWORKS.values(), (outer.heads, inside.heads), strict=True)
        found = {(words.starts[i], stands): x for stands, each in heads for i, x in each.items()}
        yield parsed.name, found


def fitted(x: np.ndarray, y: np.ndarray, ridge: float) -> tuple[np.ndarray, np.ndarray]:
    """Weight and bias of the layer: a logistic regression on columns of mean 0 and deviation 1."""
    mean, spread = x.mean(axis=0), x.std(axis=0)
    bias, *weight = logistic(np.c_[np.ones(len(x)), (x - mean) / spread], y, ridge)
    scaled = np.array(weight) / spread
    return scaled[None], np.array([bias - scaled @ mean])


def table(stands: str, x: np.ndarray, y: np.ndarray, names: Sequence[str]) -> str:
    """For some thresholds: what is kept of what is reported, and what is none of what is kept, by folds."""
    numbers = {name: n for n, name in enumerate(sorted(set(names)))}
    fold = np.array([numbers[name] for name in names]) % FOLDS
    likely = np.empty(len(y))
    for k in range(FOLDS):
        weight, bias = fitted(x[fold != k], y[fold != k], RIDGE[stands])
        likely[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ weight[0] - bias))
    lines = [f"{stands}: {len(y)} cues, {np.mean(y == 0):.3f} of them none"]
    for least in (0.2, 0.3, LEAST_REPORTED, 0.4, 0.5):
        kept = likely >= least
        lines.append(
            f"{least:.2f}  kept {np.mean(kept[y > 0]):.3f} of the others, "
            f"none are {np.mean(y[kept] == 0):.3f} of what is kept"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()

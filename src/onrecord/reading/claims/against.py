"""Which claims of its article a denial denies: a logistic regression over the numbers of `sides`.

It was trained on articles in which it is marked who denies what (`training/train_against.py`). Below a
threshold of its probability there is no link: few denials are linked, and most links are right.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from onrecord.reading.attribution import Attribution
from onrecord.reading.claims.claims import Claim, Denied
from onrecord.reading.claims.sides import Denial, find_denials, may_deny, read_sides
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import Mention, Source
from onrecord.weights import SHIPPED, read_weights

NAME = "against"


class Against:
    """The weights, the bias first, and the least probability of a link."""

    def __init__(self, arrays: Mapping[str, np.ndarray], threshold: float):
        self._bias, *rest = np.asarray(arrays["weights"], np.float64)
        self._weights, self.threshold = np.array(rest), threshold

    def confidence(self, denials: Sequence[Denial]) -> list[float]:
        """How likely each denies the other claim, 0 to 1."""
        signs = np.array([denial.signs for denial in denials]).reshape(-1, len(self._weights))
        return (1 / (1 + np.exp(-self._bias - signs @ self._weights))).tolist()


def with_denied(
    words: Words,
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
) -> list[Claim]:
    """The claims of an article, each with those that it denies; all that is given is the article's own."""
    if not any(map(may_deny, claims)):
        return list(claims)
    model = load_against()
    found = find_denials(read_sides(words, attributions, sources, mentions, claims))
    denied: dict[int, list[Denied]] = {}
    for each, sure in zip(found, model.confidence(found), strict=True):
        if sure >= model.threshold:
            denied.setdefault(each.claim, []).append(Denied(each.other, each.why))
    return [
        replace(claim, denies=tuple(sorted(denied[n]))) if n in denied else claim
        for n, claim in enumerate(claims)
    ]


@functools.cache
def load_against() -> Against:
    """The shipped model, loaded once a process.

    Raises:
        OnrecordError: its file is missing or damaged.
    """
    weights = read_weights(SHIPPED, NAME)
    return Against(weights.arrays, weights.about["threshold"])

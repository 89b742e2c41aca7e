"""What speaks for an attribution, and how likely it is right."""

import math
from collections.abc import Sequence

from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.pieces import has_verb, words_among
from onrecord.reading.doc.words import Words

LIMIT = 1e-3  # probabilities count as at least that far from 0 and 1
SIGNALS = (
    "cue", "content", "least of content", "source", "words", "verb", "quoted", "words of cue",
)  # fmt: skip


def signals(words: Words, draft: Draft) -> tuple[float, ...]:
    """What speaks for a draft of the network, as SIGNALS; empty for one that a rule found.

    Log-odds of the network's four scores (`network.Labelled`), logarithm of the words of the content,
    whether it has a verb, whether some of it stands in quotation marks, logarithm of the words of the
    cue.
    """
    if not draft.scores:
        return ()
    content = words_among(words, draft.content)
    return (
        *map(log_odds, draft.scores),
        math.log(1 + len(content)),
        float(has_verb(words, content)),
        float(any(words.quotation_at[i] >= 0 for i in content)),
        math.log(1 + len(draft.cue)),
    )


def confidence(weights: Sequence[float], signs: Sequence[float]) -> float:
    """How likely an attribution is right, between 0 and 1, by logistic regression (Platt 1999).

    The weights, the bias first, stand in the file of the network. They were fitted on articles that
    it did not learn from.
    """
    bias, *others = weights
    return 1 / (1 + math.exp(-bias - sum(w * s for w, s in zip(others, signs, strict=True))))


def log_odds(probability: float) -> float:
    p = min(max(probability, LIMIT), 1 - LIMIT)
    return math.log(p / (1 - p))

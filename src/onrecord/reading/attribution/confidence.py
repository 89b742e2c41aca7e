"""How likely an attribution is right: what speaks for it, and the rules' shares.

A logistic regression (Platt 1999) on the signals below; its weights stand in the model file, fitted
on articles that the network did not learn from.
"""

import math
from collections.abc import Sequence

from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.pieces import has_verb, words_among
from onrecord.reading.doc.words import Words

# The share right of what the rules find. PolNeAR hardly marks these: signed quotations are those of
# dev, the others were drawn with a fixed seed and read by hand
# (`benchmarks/attributions/read_by_hand.tsv`).
CONFIDENCE = {
    "floating_quotation": 0.9,
    "speaker_label": 0.94,
    "signed_quotation": 0.95,
}
SIGNALS = (
    "cue", "content", "least of content", "source", "words", "verb", "quoted", "words of cue",
)  # fmt: skip
LIMIT = 1e-3  # probabilities count as at least that far from 0 and 1


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
        *map(_log_odds, draft.scores),
        math.log(1 + len(content)),
        float(has_verb(words, content)),
        float(any(words.quotation[i] >= 0 for i in content)),
        math.log(1 + len(draft.cue)),
    )


def confidence(weights: Sequence[float], signs: Sequence[float]) -> float:
    """Between 0 and 1. The first weight is the bias."""
    bias, *others = weights
    return 1 / (1 + math.exp(-bias - sum(w * s for w, s in zip(others, signs, strict=True))))


def _log_odds(probability):
    p = min(max(probability, LIMIT), 1 - LIMIT)
    return math.log(p / (1 - p))

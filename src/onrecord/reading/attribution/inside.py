"""Attributions inside the content of another: `Smith said | Jones had warned him | that it leaks`.

In PolNeAR none of these is marked, so that the network has learned to pass them over. A small
network judges them that has learned from articles in which they are marked (`training/`): whether
a cue is one, and what of several contents it takes. What it reads of each is in `signs`.
"""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from onrecord.reading.attribution.cues import read_cue
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.features import ACCORDING, Features, joined, opened
from onrecord.reading.attribution.network import Network
from onrecord.reading.attribution.openings import (
    MODIFIER,
    NETWORK,
    Opening,
    find_openings,
    outermost,
    parts_of,
    source_by_parse,
)
from onrecord.reading.attribution.pieces import has_verb, words_among
from onrecord.reading.attribution.roles import with_roles
from onrecord.reading.attribution.signs import ME, WE, read_signs, source_class
from onrecord.reading.doc.words import Words
from onrecord.weights import SHIPPED, read_weights

NAME = "inside"
LEAST = 0.01  # cues less likely, which the lexicon does not have either, are not judged
LEAST_LIKELY = 0.1  # what is less likely an attribution is none, whatever the threshold
SAME = 0.7  # share of words from which two contents are one
NO_CUE = ("RB", "RBR", "RBS", "DT", "IN")  # tags of words that alone are no cue
Sure = Callable[[Words, Draft], float]


class Inside:
    """The weights, by the names that training gives them.

    Attributes:
        shift: what is added to the log-odds, so that the model's threshold of attributions is the
            one that was chosen for those inside others.
        sha256: of the file.
    """

    def __init__(self, arrays: Mapping[str, np.ndarray], about: Mapping, sha256: str = ""):
        self._w = {name: np.asarray(array, dtype=np.float32) for name, array in arrays.items()}
        self.shift: float = about.get("shift", 0.0)
        self.sha256 = sha256

    def likely(self, signs: Mapping[str, np.ndarray], sure: np.ndarray) -> np.ndarray:
        """How likely each opening is an attribution with that content.

        Args:
            sure: for each opening the confidence of the attribution in whose content it stands. Where that
                is none nothing inside it is one, and none is surer than it: a row has its parent.
        """
        w = self._w
        hidden = sum((signs[kind] @ w[f"{kind}.weight"] for kind in sorted(signs)), w["bias"])
        each = np.maximum(hidden, 0) * w["out.weight"]
        each = each.reshape(len(hidden), len(w["out.bias"]), -1).sum(axis=2) + w["out.bias"]
        likely = (1 / (1 + np.exp(-each))).mean(axis=1) * sure
        return np.minimum(likely / (likely + (1 - likely) * math.exp(-self.shift)), sure)


@functools.cache
def load_inside() -> Inside:
    """The shipped network, loaded once a process.

    Raises:
        OnrecordError: its file is missing or damaged.
    """
    weights = read_weights(SHIPPED, NAME)
    return Inside(weights.arrays, weights.about, weights.sha256)


def with_inside(
    articles: Sequence[Words],
    features: Sequence[Features],
    drafts: Sequence[Sequence[Draft]],
    network: Network,
    sure: Sure,
) -> list[list[Draft]]:
    """The drafts of some articles that stand in no other, and those that are likely in their contents.

    Args:
        sure: how sure a draft is that stands in no other.
    """
    found, judge = [], load_inside()
    for roots, (words, read, openings) in zip(
        *open_contents(articles, features, drafts, network), strict=True
    ):
        inner: list[Draft] = []
        if openings:
            confidences = {id(root): sure(words, root) for root in roots}
            of_outer = np.array([confidences[id(opening.outer)] for opening in openings])
            likely = judge.likely(read_signs(words, read, network, openings), of_outer)
            likely = np.maximum(likely, of_outer * [_is_by_word(words, each) for each in openings])
            inner = [
                replace(openings[k].draft, likely=float(likely[k]))
                for k in chosen(words, openings, likely)
            ]
            inner = with_roles(words, sorted(inner, key=lambda draft: draft.head))
        found.append(roots + [draft for draft in inner if draft.content])
    return found


def open_contents(
    articles: Sequence[Words],
    features: Sequence[Features],
    drafts: Sequence[Sequence[Draft]],
    network: Network,
) -> tuple[list[list[Draft]], list[tuple[Words, Features, list[Opening]]]]:
    """The outermost drafts of each article, and all openings in their contents, which are read at once."""
    sorted_out = [outermost(each) for each in drafts]
    parts = [
        parts_of(words, read, roots)
        for words, read, (roots, _) in zip(articles, features, sorted_out, strict=True)
    ]
    offsets = np.cumsum([0, *map(len, articles)]).tolist()
    units = [part + by for each, by in zip(parts, offsets, strict=False) for _, part in each]
    labelled = []
    if units:
        whole = opened(joined(features), units)
        labelled = network.label(whole, units, LEAST, whole.act > 0)
    by_article: list[list] = [[] for _ in articles]
    places = np.searchsorted(offsets, [each.head for each in labelled], side="right") - 1
    for each, n in zip(labelled, places.tolist(), strict=True):
        by_article[n].append(each.shifted(-offsets[n]))
    several = [
        (words, read, find_openings(words, here, own, inner))
        for words, read, here, own, (_, inner) in zip(
            articles, features, by_article, parts, sorted_out, strict=True
        )
    ]
    return [roots for roots, _ in sorted_out], several


def _is_by_word(words, opening):
    """Whether the words leave no doubt: `according to Smith`, `a claim by Smith that it failed`."""
    draft, (first, last) = opening.draft, opening.labelled.cue
    if not draft.source or opening.option not in (NETWORK, MODIFIER):
        return False
    owned = not draft.source.isdisjoint(source_by_parse(words, opening.labelled.head))
    clause = words.lower[min(words_among(words, draft.content))] == "that"
    noun = words.tags[opening.labelled.head] == "NN" and read_cue(words, range(first, last), ())
    return ACCORDING in words.lower[first:last] or bool(noun and owned and clause)


def chosen(words: Words, openings: Sequence[Opening], likely: np.ndarray) -> list[int]:
    """The places of the likeliest openings, the likeliest first: one for each cue and content."""
    kept: list[int] = []
    for k in np.argsort(-likely, kind="stable").tolist():
        if likely[k] < LEAST_LIKELY:
            break
        others = (openings[other].draft for other in kept)
        if not is_none(words, openings[k]) and not any(
            _is_same(openings[k].draft, other) for other in others
        ):
            kept.append(k)
    return kept


def is_none(words: Words, opening: Opening) -> bool:
    """Whether an opening is none by a rule.

    That is an adverb alone (`is officially | inaugurated`); the speaker's own of the moment (`I think`);
    what the speaker only goes on with (`refused | to say why`); and a second reading of the outer
    attribution (`Smith on Monday | Smith said`).
    """
    draft, outer, cue = opening.draft, opening.outer, sorted(opening.draft.cue)
    return (
        all(words.tags[i] in NO_CUE and words.lower[i] != ACCORDING for i in cue)
        or (source_class(words, draft.source) in (ME, WE) and _is_now(words, opening.labelled.head))
        or (
            words.lower[min(words_among(words, outer.content))] == "to"
            and cue[0] <= min(words_among(words, outer.content)) + 1
        )
        or _is_again(words, draft, outer)
    )


def _is_now(words, verb):
    """Whether a verb tells what is so at the moment: `I think`, `I would say`."""
    return words.tags[verb] == "VBP" or any(words.tags[k] == "MD" for k in words.children[verb])


def _is_again(words, draft, outer):
    """Whether a draft has the speaker of the one that holds it, and this one says no other clause."""
    spoken, theirs = (
        {words.lower[i] for i in words_among(words, d.source) if words.tags[i][0] == "N"}
        for d in (draft, outer)
    )
    left = outer.content - draft.content - draft.cue - draft.source
    same = bool(spoken and theirs) and (spoken <= theirs or theirs <= spoken)
    return same and not has_verb(words, words_among(words, left))


def _is_same(a, b):
    """Whether two drafts share a cue or nearly all of their contents."""
    whole = len(a.content | b.content)
    return not a.cue.isdisjoint(b.cue) or len(a.content & b.content) >= SAME * whole

"""Attributions inside the content of another: `Smith said | Jones had warned him | that it leaks`.

In PolNeAR none of these is marked, so that the network has learned to pass them over. The same
network, which has gone on learning from contents in which they are marked (`training/`), reads each
content as a text of its own. As for all others, a confidence says how likely each is right.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.reading.attribution.cues import read_cue
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.features import Features, joined, opened
from onrecord.reading.attribution.model import load_attribution_model
from onrecord.reading.attribution.network import Network
from onrecord.reading.attribution.openings import (
    Opening,
    find_openings,
    outermost,
    parts_of,
    source_by_parse,
)
from onrecord.reading.attribution.pieces import has_verb, is_nobody, words_among
from onrecord.reading.attribution.reported import ACCORDING, EVEN, is_supposed
from onrecord.reading.attribution.roles import with_roles
from onrecord.reading.attribution.signs import confidence, signals
from onrecord.reading.doc.words import Words
from onrecord.weights import SHIPPED, read_weights

NAME = "inside"
LEAST = 0.2  # cues less likely are none
# What is less likely is none, unless words leave no doubt. Of the rest two thirds are right.
LEAST_LIKELY = 0.54
SAME = 0.7  # share of words from which two contents are one
NO_CUE = ("RB", "RBR", "RBS", "DT", "IN")  # tags of words that alone are no cue
OWN = ("i", "we")
BESIDE = 2  # tokens from a pronoun to its verb: `he still hoped`
HOPES, SURE = ("hope", "wish"), "CT+"  # who knows something knew it before it was said
Sure = Callable[[Words, Draft], float]


@dataclass(frozen=True)
class Inside:
    """What finds attributions inside others.

    Attributes:
        calibration: weights of the signals, see `signs.confidence`.
    """

    network: Network
    calibration: Sequence[float]

    def likely(self, words: Words, opening: Opening, sure: float) -> float:
        """How likely an opening is an attribution, at most: no surer than the one in whose content it stands.

        The weights were fitted where that one is marked. What words leave no doubt of is as likely as
        not at least, and so stays where that one is none.

        Args:
            sure: how sure the attribution is in whose content it stands.
        """
        if _is_by_word(words, opening):
            return max(sure, EVEN)
        return min(sure, confidence(self.calibration, signals(words, opening.draft)))


@functools.cache
def load_inside() -> Inside:
    """What is shipped, loaded once a process; the vectors of words are the attribution model's.

    Raises:
        OnrecordError: a file is missing or damaged.
    """
    weights = read_weights(SHIPPED, NAME)
    vectors = load_attribution_model().network.vectors
    network = Network({**weights.arrays, "words": vectors})
    return Inside(network, weights.about["calibration"])


def with_inside(
    articles: Sequence[Words],
    features: Sequence[Features],
    drafts: Sequence[Sequence[Draft]],
    sure: Sure,
) -> list[list[Draft]]:
    """The drafts of some articles that stand in no other, and those that are likely in their contents.

    Args:
        sure: how sure a draft is that stands in no other.
    """
    found, inside = [], load_inside()
    several = [outermost(each) for each in drafts]
    opened_in = open_contents(articles, features, several, inside.network)
    for words, roots, openings in zip(articles, several, opened_in, strict=True):
        likely = [inside.likely(words, each, sure(words, each.outer)) for each in openings]
        inner = [
            replace(openings[k].draft, likely=likely[k]) for k in chosen(words, openings, likely)
        ]
        inner = with_roles(words, sorted(inner, key=lambda draft: draft.head))
        found.append(roots + [draft for draft in inner if draft.content])
    return found


def open_contents(
    articles: Sequence[Words],
    features: Sequence[Features],
    roots: Sequence[Sequence[Draft]],
    network: Network,
) -> list[list[Opening]]:
    """The openings in the contents of each article's outermost drafts, which are read at once.

    Contents without a word of the lexicon are not read: of what is right there they have 1.5 percent, of
    the tokens a third.
    """
    parts = [
        [each for each in parts_of(words, read, own) if may_report(words, read, each[1])]
        for words, read, own in zip(articles, features, roots, strict=True)
    ]
    offsets = np.cumsum([0, *map(len, articles)]).tolist()
    units = [part + by for each, by in zip(parts, offsets, strict=False) for _, part in each]
    labelled = network.label(opened(joined(features), units), units, LEAST) if units else []
    by_article: list[list] = [[] for _ in articles]
    places = np.searchsorted(offsets, [each.head for each in labelled], side="right") - 1
    for each, n in zip(labelled, places.tolist(), strict=True):
        by_article[n].append(each.shifted(-offsets[n]))
    return [find_openings(*each) for each in zip(articles, by_article, parts, strict=True)]


def may_report(words: Words, features: Features, part: np.ndarray) -> bool:
    """Whether some tokens have a word of the lexicon, or `according`, which is no cue by itself."""
    among = any(words.lower[i] == ACCORDING for i in part.tolist())
    return among or bool(features.act[part].any())


def _is_by_word(words, opening):
    """Whether the words leave no doubt: `according to Smith`, `a claim by Smith that it failed`."""
    draft = opening.draft
    if not draft.source:
        return False
    owned = not draft.source.isdisjoint(source_by_parse(words, opening.head))
    clause = words.lower[min(words_among(words, draft.content))] == "that"
    noun = words.tags[opening.head] == "NN" and read_cue(words, sorted(draft.cue), ())
    according = any(words.lower[i] == ACCORDING for i in draft.cue)
    return according or bool(noun and owned and clause)


def chosen(words: Words, openings: Sequence[Opening], likely: Sequence[float]) -> list[int]:
    """The places of the likeliest openings, the likeliest first: one for each content."""
    kept: list[int] = []
    around: dict[int, set[int]] = defaultdict(
        set
    )  # token → the kept ones in whose content it stands
    for k in sorted(range(len(openings)), key=lambda k: -likely[k]):
        draft = openings[k].draft
        doubted = likely[k] < LEAST_LIKELY and not _is_by_word(words, openings[k])
        if doubted or is_none(words, openings[k]):
            continue
        near = {other for i in draft.content for other in around[i]}
        if not any(_is_same(draft, openings[other].draft) for other in near):
            kept.append(k)
            for i in draft.content:
                around[i].add(k)
    return kept


def is_none(words: Words, opening: Opening) -> bool:
    """Whether an opening is none by a rule.

    That is what nobody says, or only might (`if she says so`); an adverb alone (`is officially |
    inaugurated`); the speaker's own of the moment (`I think`, `said he thought`); what the speaker only
    goes on with (`refused | to say why`); and a second reading of the outer attribution (`Smith on Monday |
    Smith said`).
    """
    draft, outer, cue = opening.draft, opening.outer, sorted(opening.draft.cue)
    spoken = [words.lower[i] for i in words_among(words, draft.source)]
    first = min(words_among(words, outer.content))
    return (
        is_nobody(words, draft.source)
        or all(words.tags[i] in NO_CUE and words.lower[i] != ACCORDING for i in cue)
        or is_supposed(words, opening.head)
        or (len(spoken) == 1 and spoken[0] in OWN and _is_now(words, opening.head))
        or _is_own_belief(words, draft, outer)
        or (words.lower[first] == "to" and cue[0] <= first + 1)
        or _is_again(words, draft, outer)
    )


def _is_now(words, verb):
    """Whether a verb tells what is so at the moment: `I think`, `I would say`."""
    return words.tags[verb] == "VBP" or any(words.tags[k] == "MD" for k in words.children[verb])


def _is_own_belief(words, draft, outer):
    """Whether a content opens with what its own speaker believes or hopes: `said | he thought that`.

    In quotation marks `he` is somebody else.
    """
    said = words_among(words, outer.content)
    opening = said[words.lower[said[0]] == "that"] if len(said) > 1 else said[0]
    own = words.lower[opening] in ("he", "she") and words.quotation_at[opening] < 0
    if not own or draft.source != {opening} or not 0 < min(draft.cue) - opening <= BESIDE:
        return False
    entry = read_cue(words, sorted(draft.cue), words_among(words, draft.content))
    if entry is None:
        return False
    return entry.lemma in HOPES or (entry.act == "believes" and entry.commitment != SURE)


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
    """Whether two drafts share nearly all of their contents."""
    return len(a.content & b.content) >= SAME * len(a.content | b.content)

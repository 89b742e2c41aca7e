"""What of an article's own claims a denial denies, where it only points to them.

`the claims`, `that account`, `it` are resolved to what stands before them: claims that are put
forward as such (`claimed`, `according to`), the nearest run of them, or the nearest one.

Not found: claims that stand after the denial, denials without a word that points.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.claims.acts import Speech
from onrecord.reading.claims.stances import taken_up
from onrecord.reading.union import grouped

CLAIMS_CUE = re.compile(
    r"\b(?:claim|alleg|accus|rumou?r|suggest|according|report|charg)", re.IGNORECASE
)
# What any statement may be called, and not only what is put forward as a claim.
ANY_STATEMENT = re.compile(r"\b(?:account|argument|assertion|characteri[sz]ation|version)s?\b")
# `the story` is what was reported, not what anybody claims.
STORY = re.compile(r"\bstor(?:y|ies)\b", re.IGNORECASE)
REPORTED = re.compile(r"\b(?:report|publish|wrote|print|reveal|story)", re.IGNORECASE)
ACCUSATION = re.compile(r"\b(?:allegation|accusation|charge)s?\b", re.IGNORECASE)
ACCUSED = re.compile(r"\b(?:alleg|accus|charg|claim)", re.IGNORECASE)
# `the notion that he left` says itself what it is about.
OWN_CONTENT = re.compile(r"\s+(?:that|of|about)\b", re.IGNORECASE)
POINTS = re.compile(r"^(?:it|that|this|them|doing so|having done so)\W*$", re.IGNORECASE)
# Characters from a claim to the denial or the claim after it (about three sentences), and from the
# first of a run of claims to the denial.
NEAREST, FARTHEST = 450, 1200
CLAIMED = {"asserts", "reports", "finds", "hints", "predicts", "believes", "evaluates"}


class Pointed(NamedTuple):
    """The claims that one claim points to, as indices, and the words by which it does."""

    claims: tuple[int, ...] = ()
    words: str | None = None


def take_up(speeches: Sequence[Speech]) -> dict[int, Pointed]:
    """Index of a denial → the claims of its article that it points to."""
    claimed, found = _Claimed(speeches), {}
    for k, speech in enumerate(speeches):
        words = _pointing(speech)
        run = claimed.before(speech, words) if words else ()
        if run:
            found[k] = Pointed(run, words)
    return found


def _pointing(speech):
    """The words of its content by which a denial points."""
    if speech.act != "denies":
        return None
    if POINTS.match(speech.text):
        return speech.text.strip(" .,")
    found = taken_up(speech.text)
    return None if found and OWN_CONTENT.match(speech.text, len(found)) else found


class _Claimed:
    """What an article puts forward as a claim, and where it ends.

    A denial of `the claims` is never tied to a plain statement that happens to stand before it.
    """

    def __init__(self, speeches):
        self._speeches, parents = speeches, [speech.attribution.parent for speech in speeches]
        # `answered | a claim by the union that ...` is a claim as well
        claimed = [bool(CLAIMS_CUE.search(s.cue)) or taken_up(s.text) is not None for s in speeches]
        # index of a speech, or None → the claims in its content
        self._within = grouped(
            (parents[k], k) for k, is_claimed in enumerate(claimed) if is_claimed
        )
        denied = [k is not None and speeches[k].act == "denies" for k in parents]
        put_forward = [k for k, s in enumerate(speeches) if s.act in CLAIMED and not denied[k]]
        # of two that end together the one that holds the other comes last
        self._any = sorted(
            put_forward, key=lambda k: (self._end(k), -speeches[k].attribution.depth)
        )
        self._marked = [k for k in self._any if claimed[k]]

    def _end(self, k):
        return self._speeches[k].attribution.content[-1][1]

    def before(self, denial: Speech, words: str) -> tuple[int, ...]:
        """The nearest run of claims before a denial and the claims that stand in them, in order."""
        order = self._any if ANY_STATEMENT.search(words) else self._marked
        source = denial.attribution.source
        run = list(self._run(_begin(denial), order))
        run = [n for n in run if not source or self._speeches[n].attribution.source != source]
        if STORY.search(words):
            run = [n for n in run if REPORTED.search(self._speeches[n].cue)]
        if ACCUSATION.search(words):
            run = [n for n in run if ACCUSED.search(self._speeches[n].cue)] or run
        run = run[:1] if ANY_STATEMENT.search(words) or POINTS.match(words) else run
        within = (inner for n in run for inner in self._within.get(n, ()))
        return tuple(sorted({*run, *within}))

    def _run(self, start: int, order) -> Iterator[int]:
        edge = start
        first = bisect_left(order, start - FARTHEST, key=self._end)
        last = bisect_right(order, start, key=self._end)
        for k in reversed(order[first:last]):
            if edge - self._end(k) > NEAREST:
                return
            if self._end(k) <= edge:
                yield k
                edge = _begin(self._speeches[k])


def _begin(speech):
    attribution = speech.attribution
    return min(start for start, _ in (*attribution.source, *attribution.content))

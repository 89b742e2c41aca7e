"""What of an article's own claims a denial or a refusal to comment speaks to, where it only points to them.

`the claims`, `that account`, `it` are resolved to what stands before them: claims that are put
forward as such (`claimed`, `according to`), the nearest run of them, or the nearest one.

Not found: claims that stand after the denial, denials without a word that points.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.attribution import Attribution
from onrecord.reading.claims.acts import Act
from onrecord.reading.claims.rejections import taken_up
from onrecord.reading.claims.texts import said

CLAIMS_CUE = re.compile(
    r"\b(?:claim|alleg|accus|rumou?r|suggest|according|report|charg)", re.IGNORECASE
)
# What any statement may be called, and not only what is put forward as a claim.
ANY_STATEMENT = re.compile(r"\b(?:account|argument|assertion|characteri[sz]ation|version)s?\b")
# `the story` is what was reported, not what anybody claims.
STORY, REPORTED = (
    re.compile(r"\bstor(?:y|ies)\b", re.IGNORECASE),
    re.compile(r"\b(?:report|publish|wrote|print|reveal|story)", re.IGNORECASE),
)
ACCUSATION, ACCUSED = (
    re.compile(r"\b(?:allegation|accusation|charge)s?\b", re.IGNORECASE),
    re.compile(r"\b(?:alleg|accus|charg|claim)", re.IGNORECASE),
)
# `the notion that he left` says itself what it is about.
OWN_CONTENT = re.compile(r"\s+(?:that|of|about)\b", re.IGNORECASE)
POINTS = re.compile(r"^(?:it|that|this|them|doing so|having done so)\W*$", re.IGNORECASE)
RESPONSE = re.compile(
    r"\b(?:respond(?:s|ed|ing)?|response|repl(?:y|ies|ied)|react(?:s|ed|ing|ion)?|asked"
    r"|answer(?:s|ed|ing)?)\b[^.]{0,20}?\b(?:to|about) "
    r"((?:the|these|those|such) (?:claim|allegation|accusation|report|rumou?r|charge)s?)\b",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"\b(?:comment|respon|repl|answer|address|discuss|confirm|den|sa(?:y|id)|spe(?:ak|ok)|talk|elaborat)",
    re.IGNORECASE,
)
# Characters from a claim to the denial or the claim after it (about three sentences), and from the
# first of a run of claims to the denial.
NEAR, FAR = 450, 1200
CLAIMED = {"asserts", "reports", "finds", "hints", "predicts", "believes", "evaluates"}


class Pointed(NamedTuple):
    """The claims that one claim points to, as indices, and the words by which it does."""

    claims: tuple[int, ...]
    words: str


def take_up(
    text: str,
    attributions: Sequence[Attribution],
    acts: Sequence[Act],
    texts: Sequence[str],
) -> dict[int, Pointed]:
    """Index of a denial or a response → the claims that it points to; all lists run in parallel."""
    claimed, found = _Claimed(text, attributions, acts, texts), {}
    for k, attribution in enumerate(attributions):
        words = _pointing(text, attribution, acts[k].act, texts[k])
        run = claimed.before(k, words) if words else ()
        if run:
            found[k] = Pointed(run, words)
    return found


def _pointing(text, attribution, act, claim_text):
    """The words that point: in the content, or `responded to the allegations` before the cue."""
    if act in ("denies", "withholds"):
        if POINTS.match(claim_text):
            return claim_text.strip(" .,")
        about = claim_text.removeprefix("on ").removeprefix("about ")
        found = taken_up(about)
        if found and OWN_CONTENT.match(about, len(found)):
            return None
        if act == "withholds" and not ANSWER.search(said(text, attribution.cue)):
            return None  # `took no action on the report` is no answer
        return found or (None if act == "denies" else _responded(text, attribution))
    return _responded(text, attribution)


def _responded(text, attribution):
    if not (attribution.source and attribution.cue):
        return None
    start, end = attribution.source[0][0], attribution.content[0][0]
    found = RESPONSE.search(text, start, end) if start < end else None
    return found and found.group(1)


class _Claimed:
    """What an article puts forward as a claim, and where it ends.

    A denial of `the claims` is never tied to a plain statement that happens to stand before it.
    """

    def __init__(self, text, attributions, acts, texts):
        self._text, self._attributions = text, attributions
        open_to_denial = [
            k
            for k, (a, act) in enumerate(zip(attributions, acts, strict=True))
            if act.act in CLAIMED and (a.parent is None or acts[a.parent].act != "denies")
        ]
        claimed = [_is_claimed(text, *each) for each in zip(attributions, texts, strict=True)]
        marked = [k for k in open_to_denial if claimed[k]]
        self._within = defaultdict(list)
        for k in (k for k, is_claimed in enumerate(claimed) if is_claimed):
            self._within[attributions[k].parent].append(k)
        self._marked, self._any = self._ordered(marked), self._ordered(open_to_denial)

    def _ordered(self, chosen):
        """By their ends; of two that end together the one that holds the other comes last."""
        order = sorted(chosen, key=lambda k: (self._end(k), -self._attributions[k].depth))
        return order, [self._end(k) for k in order]

    def _end(self, k):
        return self._attributions[k].content[-1][1]

    def before(self, k: int, words: str) -> tuple[int, ...]:
        """The nearest run of claims before a denial and the claims that stand in them, in order."""
        denial = self._attributions[k]
        order = self._any if ANY_STATEMENT.search(words) else self._marked
        run = [n for n in self._run(_begin(denial), *order) if not self._same_source(n, denial)]
        if STORY.search(words):
            run = [n for n in run if self._is_cued(n, REPORTED)]
        if ACCUSATION.search(words):
            run = [n for n in run if self._is_cued(n, ACCUSED)] or run
        run = run[:1] if ANY_STATEMENT.search(words) or POINTS.match(words) else run
        within = (inner for n in run for inner in self._within[n])
        return tuple(sorted({*run, *within}))

    def _is_cued(self, k, pattern):
        return any(pattern.search(self._text[s:e]) for s, e in self._attributions[k].cue)

    def _run(self, start: int, order, ends) -> Iterator[int]:
        edge = start
        first, last = bisect_left(ends, start - FAR), bisect_right(ends, start)
        for k in reversed(order[first:last]):
            if edge - self._end(k) > NEAR:
                return
            if self._end(k) <= edge:
                yield k
                edge = _begin(self._attributions[k])

    def _same_source(self, k, denial):
        source = self._attributions[k].source
        return bool(source) and source == denial.source


def _is_claimed(text, attribution, claim_text):
    """By its cue, or by how it begins: `answered | a claim by the union that ...`."""
    cued = any(CLAIMS_CUE.search(text[s:e]) for s, e in attribution.cue)
    return cued or taken_up(claim_text) is not None


def _begin(attribution):
    return min(s for role in (attribution.source, attribution.content) for s, _ in role)

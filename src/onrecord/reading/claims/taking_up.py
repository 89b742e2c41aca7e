"""What of an article's own claims a denial denies, where it only points to them, or holds them.

`the claims`, `that account`, `Reed’s charge`, `it` are resolved to what stands before them: claims that
are put forward as such (`claimed`, `according to`), the nearest run of them, or else the nearest
statement. `accusations that he lied` are denied where they are what a denial is about, and so is what
somebody else says there in its first sentence (`remarks by Reed, who said that he lied`).

Not found: claims that stand after the denial, denials without a word that points.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.claims.acts import Speech
from onrecord.reading.claims.stances import (
    CLAIM_NOUNS,
    OF_A_NAME,
    PRONOUN,
    rejection,
    taken_up,
)
from onrecord.reading.names.titles import is_title
from onrecord.reading.union import grouped

CLAIMS_CUE = re.compile(
    r"\b(?:claim|alleg|accus|rumou?r|suggest|according|report|charg)", re.IGNORECASE
)
# What any statement may be called, and not only what is put forward as a claim.
STATEMENTS = (
    r"(?:account|argument|assertion|call|characteri[sz]ation|comment|comparison|contention|criticism"
    r"|demand|idea|label|notion|perception|proposal|push|remark|statement|version)s?"
)
PUT = rf"\b(?:{CLAIM_NOUNS}|{STATEMENTS})\b"
ANY_STATEMENT = re.compile(rf"\b{STATEMENTS}\b", re.IGNORECASE)
OWNER = re.compile(OF_A_NAME)
WHOSE = rf"(?:the|these|those|such|that|this|his|her|their|its|any such|{OF_A_NAME})"
POINTS_TO_PUT = re.compile(
    rf"^(?:that )?(?:(?:all|any|both)(?: of)? )?{WHOSE}(?: [\w’'-]+)?? {PUT}", re.IGNORECASE
)
NAME = re.compile(r"(?!The |An? )[A-Z][\w-]+")
PUT_CUE = re.compile(PUT, re.IGNORECASE)
ENDED = re.compile(r"(\S+)[.!?][\"”’]?\s+[A-Z]")  # the last word of a sentence, or a title
HELD = "a claim in its own content"
OPENING = 80  # characters of a content in which it tells the claim that is denied
# Cues that reject, whatever act they are in the lexicon; who refuses to reject does not.
REJECTS = re.compile(
    r"\b(?:reject|den[iy]|disput|dismiss|refut|rebut|contradict|push\w* back|disavow|back\w* away"
    r"|scoff|repudiat|discount|debunk|rubbish)",
    re.IGNORECASE,
)
REFUSES = re.compile(
    r"\b(?:refus|declin|fail|unable|(?:can)?not\b|never\b|\w*n[’']t\b)", re.IGNORECASE
)
# `the story` is what was reported, not what anybody claims.
STORY = re.compile(r"\bstor(?:y|ies)\b", re.IGNORECASE)
REPORTED = re.compile(r"\b(?:report|publish|wrote|print|reveal|story)", re.IGNORECASE)
ACCUSATION = re.compile(r"\b(?:allegation|accusation|charge)s?\b", re.IGNORECASE)
ACCUSED = re.compile(r"\b(?:alleg|accus|charg|claim)", re.IGNORECASE)
# `the notion that he left` says itself what it is about.
OWN_CONTENT = re.compile(r"\s+(?:that|of|about|to|for)\b", re.IGNORECASE)
POINTS = re.compile(
    r"^(?:it|that|this|them|which|otherwise|doing so|having done so)\W*$", re.IGNORECASE
)
# Characters from a claim to the denial or the claim after it (about three sentences), and from the
# first of a run of claims to the denial.
NEAREST, FARTHEST = 450, 1200
CLAIMED = {"asserts", "reports", "finds", "hints", "predicts", "believes", "evaluates"}


class Pointed(NamedTuple):
    """The claims that one claim points to or holds, as indices, and the words by which it does."""

    claims: tuple[int, ...] = ()
    words: str | None = None


def names_claim(pointing: str) -> bool:
    """Whether words that point name what is denied, `the allegations`; of `it` most point elsewhere."""
    return PUT_CUE.search(pointing) is not None


def take_up(speeches: Sequence[Speech]) -> dict[int, Pointed]:
    """Index of a denial → the claims of its article that it points to, or holds."""
    claimed, found = _Claimed(speeches), {}
    for k, speech in enumerate(speeches):
        rejects = REJECTS.search(speech.cue) and not REFUSES.search(speech.cue)
        if speech.act != "denies" and not rejects:
            continue
        words = _pointing(speech)
        held = claimed.held_by(k, told=words is None)
        run = held or (claimed.before(speech, words) if words else ())
        if run:
            found[k] = Pointed(run, words or HELD)
    return found


def _pointing(speech):
    """The words of its content by which a denial points."""
    text = speech.text
    if POINTS.match(text):
        return text.strip(" .,")
    named, pronoun = POINTS_TO_PUT.search(text), PRONOUN.match(text)
    found = named.group() if named else taken_up(text)
    if found:
        return None if OWN_CONTENT.match(text, len(found)) else found
    return pronoun.group() if pronoun and rejection("asserts", text) else None


class _Claimed:
    """What an article puts forward as a claim, and where it ends.

    A denial of `the claims` is tied to a plain statement only where nothing is put forward as a claim.
    """

    def __init__(self, speeches):
        self._speeches, parents = speeches, [speech.attribution.parent for speech in speeches]
        # `answered | a claim by the union that ...` is a claim as well
        claimed = [bool(CLAIMS_CUE.search(s.cue)) or taken_up(s.text) is not None for s in speeches]
        self._children = grouped((parent, k) for k, parent in enumerate(parents))
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

    def held_by(self, denial: int, told: bool) -> tuple[int, ...]:
        """The claim that a denial names and tells in its own content: `accusations that he lied`.

        Args:
            told: whether what others say in its first sentence counts too, by whatever word:
                `remarks by Reed, who said that he lied`.
        """
        start = self._speeches[denial].attribution.content[0][0]
        inside = ((k, self._speeches[k]) for k in self._children.get(denial, ()))
        return tuple(
            k for k, speech in inside
            if speech.attribution.cue[0][0] - start <= OPENING
            and (PUT_CUE.search(speech.cue) or (told and self._is_told(denial, k)))
        )  # fmt: skip

    def _is_told(self, denial, k):
        """Whether a speech puts something forward in the first sentence of a denial, by somebody else."""
        one, two = self._speeches[denial], self._speeches[k]
        opening = one.text[: max(one.text.find(two.text), 0)]
        ended = any(not is_title(word) for word in ENDED.findall(opening))
        return opening and not ended and two.act in CLAIMED and not _share(one.source, two)

    def before(self, denial: Speech, words: str) -> tuple[int, ...]:
        """The nearest run of claims before a denial and the claims that stand in them, in order."""
        single = bool(ANY_STATEMENT.search(words) or POINTS.match(words))
        run = self._others(denial, words, self._any if single else self._marked)
        if not run and not single:
            run, single = self._others(denial, words, self._any), True
        if STORY.search(words):
            run = [each for each in run if self._cued(each, REPORTED)]
        if ACCUSATION.search(words):
            run = [each for each in run if self._cued(each, ACCUSED)] or run
        return tuple(sorted({n for each in run[: 1 if single else None] for n in each}))

    def _cued(self, claims, cue):
        return any(cue.search(self._speeches[n].cue) for n in claims)

    def _others(self, denial, words, order):
        """The run before a denial, each with the claims in it: those of others; of whom it names."""
        owner, source = OWNER.search(words), denial.attribution.source
        named = _names(owner.group()) if owner else set()

        def is_meant(n):
            other = self._speeches[n]
            if source and (other.attribution.source == source or _share(denial.source, other)):
                return False
            return not named or named & _names(other.source)

        run = ((n, *self._within.get(n, ())) for n in self._run(_begin(denial), order))
        meant = ([n for n in each if is_meant(n)] for each in run)
        return [each for each in meant if each]

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


def _share(source, other):
    """Whether a source and that of a speech have a name in common: `Reed`, `a spokesman for Reed`."""
    return bool(_names(source) & _names(other.source))


def _names(text):
    return {word for word in NAME.findall(text) if not is_title(word)}


def _begin(speech):
    attribution = speech.attribution
    return min(start for start, _ in (*attribution.source, *attribution.content))

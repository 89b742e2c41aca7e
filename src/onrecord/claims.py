"""What a source puts forward: the act of its cue, its commitment, and the claims that it denies.

Acts are those of TABLES.md; commitment takes FactBank's values (Saurí and Pustejovsky 2009). The
cue's entry in the lexicon decides first. A negated cue then withholds (`would not say`), or turns
the commitment (`does not expect`). A cue that asserts of `the claims` that they are false denies
them. Modal verbs and hedges that open the content lower the commitment.

A denial of `the claims` is tied to the claims before it in the same article. Not found: denials
in other words or of another article, echoes, hedges further on in a content.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution
from onrecord.attribution.quotes import quotations_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEGATION = re.compile(r"\b(?:not(?! only)|never|no|nor|neither)\b|n[’']t\b", re.IGNORECASE)
POSSIBLE = re.compile(r"\b(?:may|might|could|perhaps|possibly|maybe)\b", re.IGNORECASE)
PROBABLE = re.compile(
    r"\b(?:probably|likely|presumably|apparently|seems?|appears?)\b", re.IGNORECASE
)
OPENING_WORDS = 12  # a hedge among the first words of a content is the source's own
# Words that take up what others have claimed, and words that call it false.
CLAIM_NOUNS = r"(?:claim|allegation|accusation|report|rumou?r|charge|suggestion|story|assertion)s?"
TAKEN_UP = re.compile(
    r"^(?:that )?(?:the|these|those|such|all|both|any|this|that|his|her|their|its)\b"
    rf".{{0,40}}?\b{CLAIM_NOUNS}\b",
    re.IGNORECASE,
)
FALSE = re.compile(
    r"\b(?:false|fabricated|untrue|nonsense|baseless|groundless|unfounded|invented|fiction|wrong|lies?"
    r"|without foundation|made up|made-up|fake|not true|rubbish|a hoax)\b",
    re.IGNORECASE,
)  # fmt: skip
CLAIMS_CUE = re.compile(
    r"\b(?:claim|alleg|accus|rumou?r|suggest|according|report|charg)", re.IGNORECASE
)
# Characters from a claim to the denial or the claim after it (about two sentences), and from the
# first of a run of claims to the denial.
NEAR, FAR = 250, 1000
SPEECH_ACTS = {
    "asserts", "denies", "reports", "hints", "promises", "asks", "warns", "urges",
}  # fmt: skip
CLAIMED = {"asserts", "reports", "finds", "hints", "predicts", "believes"}
UNCOMMITTED = {"withholds", "urges", "asks", "reports"}
DOUBLE_MARKS = re.compile(r"[\"“”„«»]|''|``")
SINGLE_MARKS = "'‘’‚"


@dataclass(frozen=True)
class Claim:
    """What one attribution puts forward; `disputes` are indices into the list of attributions."""

    act: str
    commitment: str
    act_evidence: str
    text: str
    disputes: tuple[int, ...] = ()
    link_evidence: str | None = None


def find_claims(doc: "Doc", attributions: Sequence[Attribution]) -> list[Claim]:
    """One claim for each attribution, in the same order.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
        attributions: the article's own, as `find_attributions` returns them.
    """
    text = doc.text
    single_marks = _single_marks(text)
    acts = [_act(text, a) for a in attributions]
    disputes = _disputes(text, attributions, [act for act, *_ in acts])
    return [
        Claim(*acts[k], _without_marks(text, a.content, single_marks), *disputes.get(k, ()))
        for k, a in enumerate(attributions)
    ]


def _single_marks(text):
    """Where single quotation marks stand, in order; the same signs elsewhere are apostrophes."""
    marks = []
    for quotation in quotations_of(text):
        start = quotation.start
        if text[start] in SINGLE_MARKS and not text.startswith("''", start):
            marks += [start for start, _ in quotation.spans]
            marks += [quotation.end - 1] if quotation.closed else []
    return sorted(marks)


def _without_marks(text, content, single_marks):
    """The pieces of a content as one line, without its quotation marks."""
    pieces = []
    for start, end in content:
        inside = single_marks[bisect_left(single_marks, start) : bisect_left(single_marks, end)]
        edges = [start - 1, *inside, end]
        words = "".join(text[a + 1 : b] for a, b in pairwise(edges))
        pieces.append(" ".join(DOUBLE_MARKS.sub("", words).split()))
    return " … ".join(pieces)


def _act(text, attribution):
    """Act, commitment, and the words that decided."""
    cue = " ".join(text[s:e] for s, e in attribution.cue)
    content = " ".join(text[s:e] for s, e in attribution.content)
    act, commitment, evidence = attribution.act, attribution.commitment, [cue] if cue else []
    negated = NEGATION.search(cue)
    if negated and act in SPEECH_ACTS:
        act, commitment = "withholds", "Uu"
    elif negated and commitment != "Uu":
        commitment = commitment[:2] + "-"
    if act == "asserts" and TAKEN_UP.search(content) and FALSE.search(content):
        act, commitment = "denies", "CT-"
        evidence.append(FALSE.search(content).group())
    if act in UNCOMMITTED:
        return act, "Uu", " … ".join(evidence) or "no cue"
    return act, *_hedged(commitment, content, evidence)


def _hedged(commitment, content, evidence):
    """Lower a commitment by a modal or hedge among the first words of the content."""
    opening = " ".join(content.split(maxsplit=OPENING_WORDS)[:OPENING_WORDS])
    for pattern, level in ((POSSIBLE, "PS"), (PROBABLE, "PR")):
        hedge = pattern.search(opening)
        if hedge and commitment.startswith(("CT", "PR")):
            return level + commitment[2:], " … ".join([*evidence, hedge.group()])
    return commitment, " … ".join(evidence) or "no cue"


def _disputes(text, attributions, acts):
    """Index of a denial → the claims that it takes up, and the words by which it does."""
    claimed, disputes = _Claimed(text, attributions, acts), {}
    for k, attribution in enumerate(attributions):
        content = " ".join(text[s:e] for s, e in attribution.content)
        taken_up = TAKEN_UP.search(content) if acts[k] == "denies" else None
        run = claimed.before(attribution) if taken_up else ()
        if run:
            disputes[k] = run, f"takes up: {taken_up.group()}"
    return disputes


class _Claimed:
    """What an article puts forward as a claim: `claimed`, `according to`, `reports that`.

    A denial is never tied to a plain statement that happens to stand before it.
    """

    def __init__(self, text, attributions, acts):
        self._attributions = attributions
        marked = [k for k, a in enumerate(attributions) if _is_claimed(text, a)]
        self._within = defaultdict(list)
        for k in marked:
            self._within[attributions[k].parent].append(k)
        # By their ends; of two that end together the one that holds the other comes last.
        depth = [a.depth for a in attributions]
        open_to_denial = (k for k in marked if acts[k] in CLAIMED)
        self._order = sorted(open_to_denial, key=lambda k: (self._end(k), -depth[k]))
        self._ends = [self._end(k) for k in self._order]

    def _end(self, k):
        return self._attributions[k].content[-1][1]

    def before(self, denial: Attribution) -> tuple[int, ...]:
        """The nearest run of claims before a denial and the claims that stand in them, in order."""
        run = list(self._run(_begin(denial)))
        within = (inner for k in run for inner in self._within[k])
        return tuple(sorted({*run, *within}))

    def _run(self, start: int) -> Iterator[int]:
        edge = start
        first, last = bisect_left(self._ends, start - FAR), bisect_right(self._ends, start)
        for k in reversed(self._order[first:last]):
            if edge - self._end(k) > NEAR:
                return
            if self._end(k) <= edge:
                yield k
                edge = _begin(self._attributions[k])


def _is_claimed(text, attribution):
    return any(CLAIMS_CUE.search(text[s:e]) for s, e in attribution.cue)


def _begin(attribution):
    return min(s for role in (attribution.source, attribution.content) for s, _ in role)

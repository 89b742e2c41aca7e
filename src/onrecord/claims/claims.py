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
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution
from onrecord.claims.acts import read_act
from onrecord.claims.rejections import taken_up
from onrecord.claims.statements import Statement, read_statements
from onrecord.claims.texts import without_marks
from onrecord.entities import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLAIMS_CUE = re.compile(
    r"\b(?:claim|alleg|accus|rumou?r|suggest|according|report|charg)", re.IGNORECASE
)
# Characters from a claim to the denial or the claim after it (about two sentences), and from the
# first of a run of claims to the denial.
NEAR, FAR = 250, 1000
CLAIMED = {"asserts", "reports", "finds", "hints", "predicts", "believes"}


@dataclass(frozen=True)
class Claim:
    """What one attribution puts forward; `disputes` are indices into the list of attributions."""

    act: str
    commitment: str
    act_evidence: str
    text: str
    statements: tuple[Statement, ...] = ()
    disputes: tuple[int, ...] = ()
    link_evidence: str | None = None


def find_claims(
    doc: "Doc", attributions: Sequence[Attribution], words: Words | None = None
) -> list[Claim]:
    """One claim for each attribution, in the same order.

    Args:
        doc: as `pipeline.parse_articles` yields it; it is not changed.
        attributions: the article's own, as `find_attributions` returns them.
        words: those of `doc`, if they have been read.
    """
    words = words or Words(doc)
    text_of = without_marks(words.text)
    texts = [text_of(a.content) for a in attributions]
    acts = [read_act(words, *each) for each in zip(attributions, texts, strict=True)]
    disputes = _disputes(words.text, attributions, texts, [act for act, *_ in acts])
    statements = [read_statements(words, words.tokens_in(a.content)) for a in attributions]
    return [
        Claim(*acts[k], texts[k], statements[k], *disputes.get(k, ()))
        for k in range(len(attributions))
    ]


def _disputes(text, attributions, texts, acts):
    """Index of a denial → the claims that it takes up, and the words by which it does."""
    claimed, disputes = _Claimed(text, attributions, acts), {}
    for k, attribution in enumerate(attributions):
        taken = taken_up(texts[k]) if acts[k] == "denies" else None
        run = claimed.before(attribution) if taken else ()
        if run:
            disputes[k] = run, f"takes up: {taken}"
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

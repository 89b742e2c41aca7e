"""What a source puts forward: the act of its cue, its commitment, and the claims that it denies.

Acts are those of TABLES.md; commitment takes FactBank's values (Saurí and Pustejovsky 2009). The
cue's lexicon entry decides first, then negation of the cue (who does not say withholds), then
modal verbs and hedges in the content. A denial of `the claims` is tied to the claims before it in
the same article. Denials in other words, echoes and other articles are not compared here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.attribution import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEGATION = re.compile(r"\b(?:not|never|no|nor|neither)\b|n[’']t\b", re.IGNORECASE)
POSSIBLE = re.compile(r"\b(?:may|might|could|perhaps|possibly|maybe)\b", re.IGNORECASE)
PROBABLE = re.compile(
    r"\b(?:probably|likely|presumably|apparently|seems?|appears?)\b", re.IGNORECASE
)
# Words that take up what others have claimed, and words that call it false.
CLAIM_NOUNS = r"(?:claim|allegation|accusation|report|rumou?r|charge|suggestion|story|assertion)s?"
TAKEN_UP = re.compile(
    rf"^(?:that )?(?:the|these|those|such|all|both|any|this|that|his|her|their|its)\b.{{0,40}}?\b{CLAIM_NOUNS}\b",
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
# Characters between a denial and what it takes up: about two sentences.
NEAR = 250
SPEECH_ACTS = {
    "asserts",
    "denies",
    "reports",
    "predicts",
    "hints",
    "promises",
    "asks",
    "warns",
    "urges",
}
CLAIMED = {"asserts", "reports", "finds", "hints", "predicts", "believes"}
UNCOMMITTED = {"withholds", "urges", "asks", "reports"}
MARKS = re.compile(r"[\"“”„«»]|''|``|(?<!\w)['‘]|[’'](?!\w)")


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
    """One claim for each attribution, in the same order."""
    acts = [_act(doc.text, a) for a in attributions]
    claims = []
    for k, a in enumerate(attributions):
        act, commitment, evidence = acts[k]
        disputes, link = _disputes(doc.text, attributions, acts, k)
        text = claim_text(doc.text, a.content)
        claims.append(Claim(act, commitment, evidence, text, disputes, link))
    return claims


def claim_text(text: str, content) -> str:
    """The pieces of a content as one line, without its quotation marks."""
    joined = " … ".join(text[s:e] for s, e in content)
    return re.sub(r"\s+", " ", MARKS.sub("", joined)).strip()


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
    opening = " ".join(content.split()[:12])
    for pattern, level in ((POSSIBLE, "PS"), (PROBABLE, "PR")):
        hedge = pattern.search(opening)
        if hedge and commitment.startswith(("CT", "PR")):
            return level + commitment[2:], " … ".join([*evidence, hedge.group()])
    return commitment, " … ".join(evidence) or "no cue"


def _disputes(text, attributions, acts, k):
    """The claims that a denial of `the claims` takes up: the nearest run of them before it.

    Only what is put forward as a claim counts (`claimed`, `according to`, `reports that`), so
    that a denial is never tied to a plain statement that happens to stand before it.
    """
    content = " ".join(text[s:e] for s, e in attributions[k].content)
    taken_up = TAKEN_UP.search(content)
    if acts[k][0] != "denies" or not taken_up:
        return (), None
    run, edge = [], _begin(attributions[k])
    for n in range(k - 1, -1, -1):
        end = attributions[n].content[-1][1]
        if end > edge or acts[n][0] == "denies":
            continue
        if edge - end > NEAR:
            break
        if acts[n][0] in CLAIMED and _is_claimed(text, attributions[n]):
            run.append(n)
            edge = _begin(attributions[n])
    inner = (n for n, a in enumerate(attributions) if a.parent in run and _is_claimed(text, a))
    run = {*run, *inner}
    return tuple(sorted(run)), f"takes up: {taken_up.group()}" if run else None


def _is_claimed(text, attribution):
    return any(CLAIMS_CUE.search(text[s:e]) for s, e in attribution.cue)


def _begin(attribution):
    return min(s for role in (attribution.source, attribution.content) for s, _ in role)

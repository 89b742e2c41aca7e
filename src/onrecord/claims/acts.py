"""What a source does with a claim, and how sure of it the source is.

Acts are those of TABLES.md; commitment takes FactBank's values (Saurí and Pustejovsky 2009): the
source's own commitment, as reported, to the content as it is worded. The cue's entry in the lexicon
decides first, then its negation, then how the content is worded.

Not read: irony, and what the rest of the article says of a claim.
"""

from typing import NamedTuple

from onrecord.attribution import Attribution
from onrecord.attribution.cues import Cue
from onrecord.claims.cue_reading import read_cue
from onrecord.claims.hedges import COMMAND, CONDITION, QUESTION, wording
from onrecord.claims.rejections import rejection
from onrecord.claims.stances import POSSIBLE, PROBABLE, UNLIKELY
from onrecord.entities import Words

NEGATIONS = ("not", "n't", "n’t", "never", "no", "nor", "neither", "without", "hardly", "cannot")
NOBODY = ("few", "no", "nobody", "none", "neither")
# Who fails or avoids to say something does not say it.
FORBEARS = ("fail", "failed", "fails", "failing", "refrained", "avoided", "avoids", "stopped",
            "stops", "neglected", "omitted")  # fmt: skip
HEARERS = ("told", "informed", "advised", "assured", "briefed")
# What learned it by looking, where it says so.
STUDIES = {
    "analysis", "audit", "census", "data", "figures", "findings", "investigation", "poll", "polls",
    "polling", "records", "research", "review", "statistics", "studies", "study", "survey", "surveys",
}  # fmt: skip
SPEECH_ACTS = {
    "asserts", "denies", "reports", "hints", "promises", "asks", "warns", "urges",
}  # fmt: skip
UNCOMMITTED = {"withholds", "urges", "asks", "reports"}
# A negated cue turns what its source holds likely; of what was certain it leaves nothing.
TURNED = {"PR+": "PR-", "PS+": "PS-", "PR-": "CT+", "PS-": "PS+", "CT-": "Uu", "CT+": "CT-"}
SURE = {("believes", "CT+")}  # `does not know that` takes no stand
LEVELS = {POSSIBLE: "PS", PROBABLE: "PR", UNLIKELY: "PR"}
FIRMER = {POSSIBLE: ("CT", "PR"), PROBABLE: ("CT",), UNLIKELY: ("CT", "PR")}  # than a hedge
UNWORDED = ("denies", "withholds")
PLAIN = Cue("", "", "asserts", "CT+", frozenset())


class Act(NamedTuple):
    """An act, a commitment, and the words that decided."""

    act: str
    commitment: str
    evidence: str


def read_act(words: Words, attribution: Attribution, text: str) -> Act:
    """The act of one attribution; `text` is its content without quotation marks."""
    cue, content = (words.tokens_in(spans) for spans in (attribution.cue, attribution.content))
    entry = read_cue(words, cue, content) or PLAIN
    act, commitment = entry.act, entry.commitment
    evidence = [" ".join(words.text[s:e] for s, e in attribution.cue)] if attribution.cue else []
    if entry.act == "asserts":
        act = _asserted(words, attribution, cue if entry is not PLAIN else [])
    if denial := _negation(words, attribution, cue):
        act, commitment = _negated(act, commitment)
        evidence += [] if denial in evidence[0].lower().split() else [denial]
    if rejected := rejection(act, text):
        return Act("denies", "CT-", _joined([*evidence, rejected]))
    if act not in UNWORDED and (told := wording(words, content)):
        before, whole = (act, commitment), words.sentence[content[0]] == words.sentence[content[-1]]
        act, commitment = _worded(act, commitment, told.stance, whole)
        evidence += [told.words] if (act, commitment) != before else []
    return Act(act, "Uu" if act in UNCOMMITTED else commitment, _joined(evidence))


def _joined(evidence):
    return " … ".join(evidence) or "no cue"


def _asserted(words, attribution, cue):
    """What asserting is by who does it: a study finds, `it is said` and `she was told` pass it on."""
    passive = [i for i in cue if any(words.deps[k] == "auxpass" for k in words.children[i])]
    if passive and "by" not in (words.lower[i] for i in cue):
        if not attribution.source or any(words.lower[i] in HEARERS for i in passive):
            return "reports"
    source = words.source_of(attribution)
    return "finds" if source is not None and words.lower[source] in STUDIES else "asserts"


def _negation(words, attribution, cue):
    """The word that says that the source does not do what the cue says; None where there is none."""
    for i in cue:
        if words.lower[i] in NEGATIONS and words.lower[i + 1 : i + 2] != ["only"]:
            return words.lower[i]
        if words.lower[i] in FORBEARS and i != cue[-1]:
            return words.lower[i]
        for k in words.children[i]:
            if words.deps[k] == "neg" and words.lower[k + 1 : k + 2] != ["only"]:
                return words.lower[k]
    first = words.tokens_in(attribution.source[:1])[:1]
    return words.lower[first[0]] if cue and first and words.lower[first[0]] in NOBODY else None


def _negated(act, commitment):
    if act in SPEECH_ACTS:
        return "withholds", "Uu"
    return act, "Uu" if (act, commitment) in SURE else TURNED.get(commitment, commitment)


def _worded(act, commitment, stance, whole):
    """Act and commitment by how the content is worded; `whole` where it is one sentence."""
    if stance in (QUESTION, COMMAND):
        alone = whole and act == "asserts"
        if alone:
            return ("asks" if stance == QUESTION else "urges"), "Uu"
        return act, "Uu" if stance == QUESTION else commitment
    if stance == CONDITION:
        return act, "Uu"
    if commitment[:2] not in FIRMER[stance]:
        return act, commitment
    sign = {"+": "-", "-": "+"}[commitment[2]] if stance == UNLIKELY else commitment[2]
    return act, LEVELS[stance] + sign

"""What a source does with a claim, and how sure of it the source is.

The acts are those of the schema. Commitment takes FactBank's values (Saurí and Pustejovsky 2009): the
source's own commitment, as reported, to the content as it is worded. The cue's entry in the lexicon
decides first, then its negation or hedge, then how the content is worded.

Not read: irony, and what the rest of the article says of a claim.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from onrecord.reading.attribution import Attribution
from onrecord.reading.attribution.cues import Cue, look_up, read_cue
from onrecord.reading.attribution.roles import SUBJECTS, hears, mistaken_verb
from onrecord.reading.claims.denials import instead_of_denying
from onrecord.reading.claims.hedges import (
    COMMAND,
    CONDITION,
    QUESTION,
    cue_hedge,
    main_word,
    wording,
)
from onrecord.reading.claims.manners import manner_of
from onrecord.reading.claims.stances import POSSIBLE, PROBABLE, UNLIKELY, is_negation, rejection
from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.quotes import GAP, said
from onrecord.reading.doc.words import PROPER, Words
from onrecord.tables.schema import SPEECH, STANCE
from onrecord.word_lists import word_list

SOME = ("only", "but")  # `not only said`, `had nothing but praise`
NOBODIES = ("few", "no", "nobody", "none", "neither")
# Who fails or avoids to say something does not say it.
DENIES = ("denied", "denies", "deny", "denying")  # having said it: `denied saying`
FORBEARS = {"fail", "refrain", "avoid", "stop", "neglect", "omit", "unable", "yet"}
# Where these open the clause of a cue nothing is said: `if she says so`.
SUPPOSING, INVERTED = ("if", "unless", "whether"), ("had", "should")
# What learned it by looking, where it says so.
STUDIES, PAPERS = word_list("studies"), word_list("papers")
SPEECH_ACTS = {"asserts", "denies", "reports", "hints", "promises", "asks", "warns", "urges"}
SHOWING = {"suggest"}  # what a poll does by its figures
HEARD = word_list("passed_on")  # `it is said`; `it was announced` is at first hand
HEARSAY = ["reportedly"], ["allegedly"], ["purportedly"], ["supposedly"]  # a cue alone
UNCOMMITTED = {"withholds", "urges", "asks", "reports"}
# A negated cue turns what its source holds likely; of what was certain it leaves nothing.
TURNED = {"PR+": "PR-", "PS+": "PS-", "PR-": "CT+", "PS-": "PS+", "CT-": "Uu", "CT+": "CT-"}
SURE = {("believes", "CT+")}  # `does not know that` takes no stand
LEVELS = {POSSIBLE: "PS", PROBABLE: "PR", UNLIKELY: "PR"}
FIRMER = {POSSIBLE: ("CT", "PR"), PROBABLE: ("CT",), UNLIKELY: ("CT", "PR")}  # than a hedge
UNWORDED = ("denies", "withholds")
WILL = ("will", "would", "’ll", "'ll")
ACCORDING_TO, NEARLY_ALL = "according to", 0.6  # of a content that is what somebody else says
UNLISTED = Cue("", "", "asserts", "CT+", "", frozenset())


class Speech(NamedTuple):
    """One attribution and what its source does with what it says.

    Attributes:
        source, cue: their words.
        text: its content without quotation marks.
        evidence: the words that decided act and commitment.
    """

    attribution: Attribution
    source: str
    cue: str
    text: str
    act: str
    commitment: str
    evidence: str


def read_speech(words: Words, attribution: Attribution, text: str) -> Speech:
    """The act of one attribution; `text` is its content without quotation marks."""
    cue, content = (words.tokens_in(spans) for spans in (attribution.cue, attribution.content))
    source, spoken = (said(words.text, spans) for spans in (attribution.source, attribution.cue))
    act, commitment, deciding = _by_cue(words, attribution, cue, content)
    evidence = [spoken] * bool(spoken) + [words.lower[i] for i in deciding if i not in cue]
    supposed = _supposed(words, cue)
    direct = attribution.kind == "direct"
    told = None
    if act not in UNWORDED and supposed is None:
        told = wording(words, content, direct)
    if direct and act == "asserts" and not any(map(str.isalnum, spoken)) and text.endswith("?"):
        act, commitment = "asks", "Uu"  # what a turn or a quotation without a cue ends with
        evidence.append("?")
    elif told:
        before, whole = (act, commitment), words.sentence[content[0]] == words.sentence[content[-1]]
        act, commitment = _worded(act, commitment, told.stance, whole)
        evidence += [told.words] if (act, commitment) != before else []
    elif commitment.endswith("+") and (rejected := rejection(act, text)):
        act, commitment = "denies", "CT-"
        evidence.append(rejected)
    if supposed is not None:
        act, commitment = "withholds" if act == "denies" else act, "Uu"
        evidence += [words.texts[supposed]]
    commitment = "Uu" if act in UNCOMMITTED else commitment
    return Speech(
        attribution, source, spoken, text, act, commitment, GAP.join(evidence) or "no cue"
    )


def pass_on(speeches: Sequence[Speech]) -> list[Speech]:
    """Those of an article, in order, where `According to TASS, Smith said that ...` lets TASS report."""
    passed = list(speeches)
    for attribution, _, cue, *_ in speeches:
        if attribution.parent is None:
            continue
        outer = speeches[attribution.parent]
        inside = _size((*attribution.source, *attribution.cue, *attribution.content))
        according = outer.act == "asserts" and outer.cue.lower() == ACCORDING_TO
        if according and inside >= NEARLY_ALL * _size(outer.attribution.content):
            evidence = f"{outer.cue}{GAP}{cue}"
            passed[attribution.parent] = outer._replace(
                act="reports", commitment="Uu", evidence=evidence
            )
    return passed


def _size(spans):
    return sum(end - start for start, end in spans)


def _by_cue(words, attribution, cue, content):
    """Act and commitment by the cue, and what decided beside the lexicon: indices of tokens."""
    if [words.lower[i] for i in cue] in HEARSAY:
        return "reports", "Uu", []
    entry = read_cue(words, cue, content) or UNLISTED
    denial = _negation(words, attribution, cue)
    if entry is UNLISTED and denial is None and manner_of(words, attribution) == STANCE:
        return "believes", "CT+", []
    if denial is not None:
        act, commitment = entry.act, entry.commitment
        turned = "Uu" if (act, commitment) in SURE else TURNED.get(commitment, commitment)
        criticises = act == "evaluates" and entry.manner == SPEECH
        unsaid = criticises or act in SPEECH_ACTS or mistaken_verb(words, cue) is not None
        return *(("withholds", "Uu") if unsaid else (act, turned)), [denial]
    if entry.act == "denies" and (instead := instead_of_denying(words, cue, content, entry)):
        return *instead, []
    hedge = cue_hedge(words, cue) if entry.act not in UNWORDED else None
    commitment = _lowered(entry.commitment, hedge) if hedge else entry.commitment
    if entry.act in ("asserts", "finds") and hears(words, cue):
        teller = words.head_of(attribution.source)
        named = teller is not None and words.deps[teller] not in SUBJECTS
        return ("asserts", "CT+", []) if named else ("reports", "Uu", [])
    source = words.source_of(attribution.source)
    looked = source is not None and words.lower[source] in STUDIES
    if looked and (entry.act in ("asserts", "hints") or entry.lemma in SHOWING):
        return "finds", commitment, [source]
    if entry.act == "asserts" and entry.lemma in HEARD and _is_passed_on(words, attribution, cue):
        return "reports", "Uu", []
    if entry in (UNLISTED, *look_up("say", "verb").values()) and _is_paper(words, source):
        return "reports", "Uu", [source]
    if (entry.act, entry.manner) == ("believes", SPEECH) and (ahead := _will(words, content)):
        return "predicts", commitment, [ahead]  # `estimates that it will cost £55m`
    return entry.act, commitment, []


def _will(words, content):
    """The `will` of the first statement of a content; None where it has none."""
    root = main_word(words, content)
    hung = words.children[root] if root is not None else ()
    return next((k for k in hung if words.lower[k] in WILL), None)


def _is_passed_on(words, attribution, cue):
    """`It is said`, `he is said to be`: what others say."""
    passive = any(words.deps[k] == "auxpass" for i in cue for k in words.children[i])
    return passive and not attribution.source and "by" not in (words.lower[i] for i in cue)


def _is_paper(words, source):
    """Whether a source is a newspaper, which is quoted for the news: `according to the Harbour Times`."""
    named = source is not None and words.tags[source] in PROPER
    return named and words.entity_types[source] != "PERSON" and words.lower[source] in PAPERS


def _supposed(words, cue):
    """The token that tells that a cue only asks or supposes that something is said; None without any."""
    for verb in cue:
        for k in words.children[verb]:
            if words.deps[k] == "mark" and words.lower[k] in SUPPOSING:
                return k
            if words.deps[k] == "aux" and _is_asked(words, verb, k):
                return k
    return None


def _is_asked(words, verb, auxiliary):
    """`Did she say so?`, and `had she said so`."""
    deps = {words.deps[k] for k in words.children[verb] if auxiliary < k < verb}
    if deps.isdisjoint(SUBJECTS):
        return False
    if words.lower[auxiliary] in INVERTED:
        return True
    sentence = range(verb, bisect_right(words.sentence, words.sentence[verb]))
    return any(words.lower[i] == "?" for i in sentence)


def _negation(words, attribution, cue):
    """The token that says that the source does not do what the cue says; None where there is none."""
    mistaken = mistaken_verb(words, cue)
    if mistaken is not None:
        return mistaken
    hung = (k for i in cue for k in words.children[i] if words.deps[k] == "neg")
    negations = (*(i for i in cue if is_negation(words.lower[i])), *hung)
    forbearing = (i for i in cue[:-1] if lemma_of(words.lower[i]) in FORBEARS)
    denying = (i for i in cue[:-1] if words.lower[i] in DENIES and words.tags[i + 1] == "VBG")
    denials = (i for i in negations if words.lower[i + 1 : i + 2] not in ([w] for w in SOME))
    return next(chain(denials, forbearing, denying, _nobody(words, attribution, cue)), None)


def _nobody(words, attribution, cue):
    """The `nobody` of a source; no. 10 is somebody."""
    first = words.tokens_in(attribution.source[:1])[:3] if cue else []
    numbered = any(words.texts[i].isdigit() for i in first) and words.lower[first[0]] == "no"
    return [i for i in first[:1] if words.lower[i] in NOBODIES and not numbered]


def _worded(act, commitment, stance, whole):
    """Act and commitment by how the content is worded; `whole` where it is one sentence."""
    if stance in (QUESTION, COMMAND) and whole and act == "asserts":
        return ("asks" if stance == QUESTION else "urges"), "Uu"
    if stance in (QUESTION, CONDITION):
        return act, "Uu"
    return act, commitment if stance == COMMAND else _lowered(commitment, stance)


def _lowered(commitment, stance):
    """A commitment under a hedge, which never makes it firmer."""
    if commitment[:2] not in FIRMER[stance]:
        return commitment
    sign = {"+": "-", "-": "+"}[commitment[2]] if stance == UNLIKELY else commitment[2]
    return LEVELS[stance] + sign

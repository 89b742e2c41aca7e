"""Whether what the network took for an attribution is one: are somebody's words or thoughts reported?

A layer of the network tells it, which was fitted to what readers say (`training/`); words that leave no
doubt overrule it, both ways.
"""

from collections.abc import Sequence

from onrecord.reading.attribution.cues import CLAUSE, INFINITIVE, frames_of, read_cue
from onrecord.reading.attribution.network import Labelled
from onrecord.reading.attribution.pieces import words_among
from onrecord.reading.doc.words import Words

# A cue is none where a reader would less likely say that something is reported.
LEAST_REPORTED = 0.25
PASSED_ON = ("asserts", "believes", "predicts", "reports")  # acts of `it is said`
ACCORDING = "according"
EVEN = 0.5  # the least confidence of what words leave no doubt of
READER, NOW = ("you",), ("VB", "VBP", "MD")  # whom the article speaks to, of what is always so
LET = "'s", "’s", "us"  # the subject of `let's say`
CALLED = ("named", "nicknamed")
KNOWN, KNOWN_AS, BY = "known", (["as"], ["by"], ["for"]), "by"
HAVING = ("had", "has", "have", "having")
SUPPOSING = ("if", "unless")
BEFORE_IF = (["as"], ["even"])  # `even if he says so`
MODALS = ("can", "may", "might", "should")


def is_reported(words: Words, labelled: Labelled) -> bool:
    """Whether somebody's words or thoughts are reported, and not only how things are or seem to be."""
    cue, content = list(range(*labelled.cue)), words_among(words, labelled.content.tolist())
    if _is_called(words, cue):
        return False
    source = [words.lower[i] for i in words_among(words, labelled.source.tolist())]
    likely = labelled.reported >= LEAST_REPORTED
    if likely and not _is_said_to_reader(words, labelled.head, source):
        return True
    return leaves_no_doubt(words, cue, content)


def is_supposed(words: Words, verb: int) -> bool:
    """Whether a verb stands under `if` or `unless`, or `might` and its like: nobody has said it.

    `could` and `would` only report the past as well, and `cannot say` tells what is not said.
    """
    marks = (k for k in words.children[verb] if words.lower[k] in SUPPOSING)
    if any(words.deps[k] == "mark" and words.lower[k - 1 : k] not in BEFORE_IF for k in marks):
        return True
    hung = [(words.deps[k], words.lower[k]) for k in words.children[verb]]
    negated = any(dep == "neg" for dep, _ in hung)
    return not negated and any(("aux", modal) in hung for modal in MODALS)


def leaves_no_doubt(words: Words, cue: Sequence[int], content: Sequence[int]) -> bool:
    """Whether words say that something is reported: `it is believed`, `according to`, `reports that`."""
    entry = read_cue(words, cue, content)
    if entry is None or not content:
        return any(words.lower[i] == ACCORDING for i in cue)
    if entry.part == "noun":
        return "clause" in entry.frames and words.deps[content[0]] == "mark"
    passive = any(words.deps[i] == "auxpass" for i in cue)
    told = frames_of(words, cue, content)[0] in (CLAUSE, INFINITIVE)  # `was listed` tells nothing
    return passive and told and entry.act in PASSED_ON


def _is_said_to_reader(words, verb, source: Sequence[str]):
    """Whether the article speaks to its reader: `you know`, `ask why`, `let's say`; never in quotations."""
    if words.quotation_at[verb] >= 0:
        return False
    if tuple(source) == READER and words.tags[verb] in NOW:
        return True
    led = {words.deps[k] for k in words.children[verb] if words.lower[k] not in LET}
    command = words.tags[verb] == "VB" and led.isdisjoint(("aux", "nsubj", "nsubjpass"))
    return command and (not source or source[0] in LET)


def _is_called(words, cue):
    """Whether a cue tells what something is called or known for: `known as the Widow`, `was named chief`."""
    for i in cue:
        after = words.lower[i + 1 : i + 2]
        having = any(words.lower[k] in HAVING for k in words.children[i])
        if words.tags[i] == "VBN" and not having:
            if words.lower[i] in CALLED and after != [BY]:
                return True
            if words.lower[i] == KNOWN and after in KNOWN_AS:
                return True
    return False

"""Whether what the network took for an attribution is one: are somebody's words or thoughts reported?

A layer of the network tells it, which was fitted to what readers say (`training/`); words that leave no
doubt overrule it, both ways.
"""

from collections.abc import Sequence

from onrecord.reading.attribution.cues import read_cue
from onrecord.reading.attribution.network import Labelled
from onrecord.reading.attribution.pieces import words_among
from onrecord.reading.doc.words import Words

# A cue is none where a reader would less likely say that something is reported.
LEAST_REPORTED = 0.25
PASSED_ON = ("asserts", "believes", "predicts", "reports")  # acts of `it is said`
ACCORDING = "according"
READER = ("you", "one")  # whom the article speaks to
LET = "'s", "’s", "us"  # the subject of `let's say`
SUPPOSING = ("if", "unless")
BEFORE_IF = ("as", "even", "only")  # `even if he says so`
MODALS = ("can", "may", "might", "should")


def is_reported(words: Words, labelled: Labelled) -> bool:
    """Whether somebody's words or thoughts are reported, and not only how things are or seem to be."""
    cue, content = list(range(*labelled.cue)), words_among(words, labelled.content.tolist())
    if _leaves_no_doubt(words, cue, content):
        return True
    source = [words.lower[i] for i in words_among(words, labelled.source.tolist())]
    return labelled.reported >= LEAST_REPORTED and not _is_said_to_reader(
        words, labelled.head, source
    )


def is_supposed(words: Words, verb: int) -> bool:
    """Whether a verb stands under `if` or `unless`, or `might` and its like: nobody has said it."""
    marks = (k for k in words.children[verb] if words.lower[k] in SUPPOSING)
    if any(words.deps[k] == "mark" and words.lower[k - 1] not in BEFORE_IF for k in marks):
        return True
    hung = {words.deps[k]: words.lower[k] for k in words.children[verb]}
    return hung.get("aux") in MODALS and "neg" not in hung


def _leaves_no_doubt(words, cue: Sequence[int], content: Sequence[int]):
    """Whether words say that something is reported: `it is believed`, `according to`, `reports that`."""
    entry = read_cue(words, cue, content)
    if entry is None or not content:
        return any(words.lower[i] == ACCORDING for i in cue)
    if entry.part == "noun":
        return "clause" in entry.frames and words.deps[content[0]] == "mark"
    passive = any(words.deps[i] == "auxpass" for i in cue)
    return passive and entry.act in PASSED_ON


def _is_said_to_reader(words, verb, source: Sequence[str]):
    """Whether the article speaks to its reader: `you know`, `ask why`, `let's say`; never in quotations."""
    if words.quotation_at[verb] >= 0:
        return False
    if len(source) == 1 and source[0] in READER:
        return True
    led = {words.deps[k] for k in words.children[verb] if words.lower[k] not in LET}
    command = words.tags[verb] == "VB" and led.isdisjoint(("aux", "nsubj", "nsubjpass"))
    return command and (not source or source[0] in LET)

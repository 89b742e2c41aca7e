"""Whether a word that may deny has something claimed to deny.

`rejected the allegation` denies; `rejected the offer` is a judgement, and `denied them a permit` a
decision. Nobody has denied what they only would deny.
"""

from collections.abc import Sequence

from onrecord.reading.attribution.cues import Cue
from onrecord.reading.claims.hedges import main_word
from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import Words
from onrecord.reading.names.lexicon import look_up_noun
from onrecord.word_lists import word_list

# These deny whatever they are said of, but people and what may be granted.
FIRM = {"contradict", "debunk", "denial", "deny", "disavow", "dispute", "rebut", "refute"}
RELATIVE = ("when", "where")  # they tell more of what stands before the content
UNREAL = ("could", "may", "might", "should", "would", "’d")
CLAIMED, GRANTED = word_list("claimed"), word_list("granted")  # what is put forward, or asked for
PEOPLE = {"he", "her", "him", "me", "them", "us", "who", "whom", "you"}


def instead_of_denying(
    words: Words, cue: Sequence[int], content: Sequence[int], entry: Cue
) -> tuple[str, str] | None:
    """Act and commitment of a cue that may deny and does not; None where it denies."""
    if any(words.lower[i] in UNREAL for i in cue):
        return "withholds", "Uu"
    root = main_word(words, content)
    if root is None or words.quotation_at[root] >= 0:
        return None
    told_of = any(words.deps[i] == "amod" for i in cue)  # `long discounted theories`
    if told_of or words.lower[content[0]] in RELATIVE:
        return "evaluates", "CT+"
    if words.tags[root][:1] in "VM":
        return None
    noun, lower = lemma_of(words.lower[root]), words.lower[root]
    if noun in GRANTED or _is_kept_from(words, cue):
        return "decides", "CT+"
    if noun in CLAIMED:
        return None
    person = lower in PEOPLE or words.entity_types[root] == "PERSON"
    if entry.lemma in FIRM and not person and look_up_noun(lower).classes[:1] != ("person",):
        return None
    return "evaluates", "CT+"


def _is_kept_from(words, cue):
    """Whether somebody is denied something: `denied them permits`, `denied permits to them`."""
    hung = (k for i in cue for k in words.children[i])
    return any(words.deps[k] in ("dative", "iobj") or _is_to(words, k) for k in hung)


def _is_to(words, i):
    return words.lower[i] == "to" and words.tags[i + 1 : i + 2] != ["VB"]

"""Sources that are left out, as another verb has them: `Smith left but said`, `Saying that, Smith left`."""

from bisect import bisect_left

from onrecord.reading.attribution import Attribution
from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.lexicon import look_up_noun

UP = 4  # verbs over a cue without a source that are looked at
ACTIVE = ("VBD", "VBZ", "VBP", "VBG")  # tags of verbs
TO_TASK = ("of", "for", "from")  # `accused Smith of having said`
SET_BEFORE = (
    "npadvmod",
    "advcl",
    "dep",
    "nmod",
)  # how what is said of a subject hangs from its verb
SUBJECTS = ("nsubj", "nsubjpass")


def dropped_subject(words: Words, attribution: Attribution) -> int | None:
    """The subject of a cue without a source, which it often shares with another verb, or None.

    That is its own, if it is a name; the subject of the verb beside it (`Smith left but said`) or over it
    (`Adding that, Smith left`; `A critic of the plan, Smith left`); or the object of a verb that takes
    somebody to task (`accused Smith of having said`). Where a sentence was parted in the middle, it goes on.
    """
    cue, content = words.tokens_in(attribution.cue), words.tokens_in(attribution.content)
    verb = next((i for i in cue if words.heads[i] not in cue or words.heads[i] == i), None)
    if verb is not None and _is_said_of_subject(words, verb):
        return _child(words, words.heads[verb], SUBJECTS)
    if verb is None or not _is_active(words, verb):
        return None
    if subject := _child(words, verb, SUBJECTS):  # a source that was passed over, if it is a name
        return subject if words.tags[subject] in PROPER and subject not in content else None
    for _ in range(UP):
        dep, above = words.deps[verb], words.heads[verb]
        if dep == "pcomp" and words.deps[above] == "prep":
            to_task, above = words.lower[above] in TO_TASK, words.heads[above]
            if to_task and (found := _child(words, above, ("dobj",))):
                return found
        elif above == verb:
            above = _verb_before(words, verb)
        elif dep != "conj" and not (dep == "advcl" and words.tags[verb] != "VBD"):
            return None
        if words.tags[above][0] != "V" or above == verb:
            return None
        if found := _child(words, above, SUBJECTS):
            return found
        verb = above
    return None


def _is_said_of_subject(words, noun):
    """Whether a noun before a verb says what its subject is: `A critic of the plan, Smith left`."""
    person = words.tags[noun] == "NN" and look_up_noun(words.lower[noun]).classes[:1] == ("person",)
    return person and noun < words.heads[noun] and words.deps[noun] in SET_BEFORE


def _is_active(words, verb):
    """Whether a verb has a form of its own and its subject does what it says."""
    having = words.tags[verb] == "VBN" and _child(words, verb, ("aux",))
    return (words.tags[verb] in ACTIVE or having) and not _child(words, verb, ("auxpass",))


def _child(words, i, deps):
    return next((c for c in words.children[i] if words.deps[c] in deps), None)


def _verb_before(words, verb):
    """The verb that heads the sentence before, where that has no end; else the verb itself."""
    first = bisect_left(words.sentence, words.sentence[verb])
    if not first or not words.texts[first][0].islower() or not words.is_word[first - 1]:
        return verb
    before = range(bisect_left(words.sentence, words.sentence[first - 1]), first)
    return next((i for i in before if words.heads[i] == i), verb)

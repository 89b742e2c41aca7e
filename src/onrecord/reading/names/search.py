"""Names found again: every further place in the article where a name that was found stands.

A person's first name and surname alone, an acronym by its long form (`WHO`), and headlines in
capitals too; the recogniser, which reads each sentence by itself, passes over many of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.names.people import PARTICLES
from onrecord.reading.names.spans import AS_PEOPLE, NameSpan
from onrecord.reading.names.spelling import initials
from onrecord.reading.names.titles import is_title
from onrecord.word_lists import word_table

FOUND_AGAIN = "found elsewhere in the article"
BY_INITIALS = "initials of a name"
KNOWN_ACRONYM = "known acronym"
ACRONYMS = word_table("acronyms")
LEAST_CAPITALS = 4  # letters: in a headline in capitals a shorter word may be any
SHORTENED = ("ORG", "GPE", "LOC")


def found_again(
    words: Words, found: Sequence[NameSpan], taken: Collection[int], speakers: Collection[int] = ()
) -> Iterator[NameSpan]:
    """Where names that were found stand again, in text order.

    Args:
        taken: indices of tokens that belong to a name already.
        speakers: indices of tokens that head a source.
    """
    known = _known(words, found)
    lengths = defaultdict(set)  # first word → how many words the names have that begin with it
    for name in known:
        lengths[name[0]].add(len(name))
    lower = {text for text in words.texts if text.islower()}
    at = 0
    while at < len(words):
        n = 0
        if at not in taken and (possible := lengths.get(words.lower[at])):
            fits = (n for n in sorted(possible, reverse=True) if _fits(words, at, n, known, taken))
            n = next(fits, 0)
        if n and (n > 1 or _stands_alone(words, at, lower, speakers)):
            label, evidence, _ = known[tuple(words.lower[at : at + n])]
            yield NameSpan(at, at + n, label, evidence)
        at += n or 1


def _known(words, found):
    """Each name in lower case → its label, what finds it, and the ways in which it is written."""
    known = {(name.lower(),): (label, KNOWN_ACRONYM, {(name,)}) for name, label in ACRONYMS.items()}

    def add(name, label, evidence):
        lower = tuple(word.lower() for word in name)
        known.setdefault(lower, (label, evidence, set()))[2].add(tuple(name))

    for first, last, label, _ in found:
        name = words.texts[first:last]
        if label != "NORP":
            add(name, label, FOUND_AGAIN)
        if len(name) > 1 and label == "PERSON":
            for alone in (name[0], name[-1]):
                if _may_stand_alone(alone):
                    add([alone], label, FOUND_AGAIN)
        elif len(name) > 1 and label in SHORTENED:
            short = initials(words.said(first, last))
            if len(short) > 1:
                add([short], label, BY_INITIALS)
    return known


def _may_stand_alone(word):
    """Whether a word of a person's name may mean that person, and not any `Van` or `President`."""
    begins = len(word) > 1 and word[0].isupper() and word[1] != "."
    return begins and not is_title(word) and word.lower() not in PARTICLES


def _fits(words, at, n, known, taken):
    """Whether a known name of `n` words stands at a token, as it was written or in capitals."""
    here = tuple(words.texts[at : at + n])
    _, _, written = known.get(tuple(words.lower[at : at + n]), ("", "", ()))
    letters = "".join(here)
    capitals = written and letters.isupper() and len(letters) >= LEAST_CAPITALS
    whole = len(here) == n  # near the end of the text fewer words are left
    return (whole and (here in written or capitals)
            and not any(i in taken for i in range(at, at + n)))  # fmt: skip


def _stands_alone(words, at, lower, speakers):
    """Whether a single word is the name: not `rose` at the start of a sentence, not `TELL US MORE`."""
    text = words.texts[at]
    if text.isupper() and len(text) < LEAST_CAPITALS:
        beside = words.texts[max(at - 1, 0) : at] + words.texts[at + 1 : at + 2]
        return not any(word.isupper() and len(word) >= LEAST_CAPITALS for word in beside)
    if text.isupper() or words.tags[at] in PROPER:
        return True
    if words.begins[at] and words.tags[at] == "PRP":  # `He`, of He Jianping, is anybody
        return False
    if at in speakers or (not words.begins[at] and words.deps[at] in AS_PEOPLE):
        return True
    return text.lower() not in lower

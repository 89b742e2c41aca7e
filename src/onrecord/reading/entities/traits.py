"""What a phrase tells of who it means: a person, a group, a place or a thing; a man or a woman.

Both are bits, as a phrase may tell several: `they` may be anybody, and a nation is its people too.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from onrecord.reading.doc.words import Words
from onrecord.reading.entities.phrases import Phrase
from onrecord.reading.names import Name, gender_of_title
from onrecord.reading.names.lexicon import gender_of_first_name, look_up_noun

PERSON, GROUP, PLACE, THING = CLASSES = 1, 2, 4, 8
BIT_OF_CLASS = {"person": PERSON, "group": GROUP, "place": PLACE}
CLASSES_OF_LABEL = {
    "PERSON": PERSON, "ORG": GROUP, "GPE": PLACE | GROUP, "LOC": PLACE, "FAC": PLACE,
    "NORP": PERSON | GROUP,
}  # fmt: skip
CLASSES_OF_PRONOUN = {
    "he": PERSON, "she": PERSON, "i": PERSON, "you": PERSON, "we": PERSON | GROUP,
    "it": GROUP | PLACE | THING, "they": PERSON | GROUP | PLACE | THING,
}  # fmt: skip
MALE, FEMALE = 1, 2
TOLD = MALE | FEMALE
GUESSED = 2  # what a first name lets one guess are the same bits, so many places higher
BIT_OF_GENDER = {"m": MALE, "f": FEMALE, "": 0}
GENDER_OF_PRONOUN = {"he": MALE, "she": FEMALE}
SPOUSES, OF_POSSESSIVE = ("husband", "wife"), {"his": MALE, "her": FEMALE}


def classes_of(words: Words, phrase: Phrase, names: Sequence[Name]) -> int:
    """Bits of all that a phrase may mean."""
    if phrase.name >= 0:
        return CLASSES_OF_LABEL.get(names[phrase.name].label, THING)
    if phrase.kind == "pronoun":
        return CLASSES_OF_PRONOUN[phrase.word]
    classes = sum(BIT_OF_CLASS[c] for c in look_up_noun(phrase.word).classes)
    if not classes and words.entity_types[phrase.head] == "NORP":  # `the Republican`
        return PERSON
    return classes or THING


def genders_of(
    words: Words, phrases: Sequence[Phrase], names: Sequence[Name], groups: Sequence[int]
) -> list[int]:
    """Bits of each phrase; what one name tells, all names of its referent, its group, have."""
    of_group: Counter[int] = Counter()
    for name, group in zip(names, groups, strict=True):  # the first title tells it
        of_group[group] = of_group[group] or BIT_OF_GENDER[gender_of_title(name.title)]
    for phrase in phrases:
        if phrase.name >= 0 and names[phrase.name].label == "PERSON":
            group = groups[phrase.name]
            first_name, _, more = names[phrase.name].core.partition(" ")
            if more:
                of_group[group] |= BIT_OF_GENDER[gender_of_first_name(first_name)] << GUESSED
            if not of_group[group]:
                of_group[group] = _of_spouse(words, names[phrase.name])
            for i in range(*phrase.role):
                of_group[group] |= _gender_of_noun(words, i)
    return [
        of_group[groups[p.name]] if p.name >= 0
        else GENDER_OF_PRONOUN.get(p.word, 0) if p.kind == "pronoun"
        else _gender_of_noun(words, p.head)
        for p in phrases
    ]  # fmt: skip


def _of_spouse(words, name):
    """What `and his wife` after a name tells of who bears it, if it is the first name of its sentence."""
    together, whose, spouse = (words.lower[name.last : name.last + 3] + [""] * 3)[:3]
    sentence = bisect_left(words.sentence, words.sentence[name.first])
    named = any(words.entity_types[i] == "PERSON" for i in range(sentence, name.first))
    told = together == "and" and spouse in SPOUSES and not named
    return OF_POSSESSIVE.get(whose, 0) if told else 0


def _gender_of_noun(words, i):
    return BIT_OF_GENDER[look_up_noun(words.lower[i]).gender]

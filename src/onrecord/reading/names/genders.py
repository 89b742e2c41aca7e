"""What gender the words around a person's name tell: a title, a relation, `he` or `she` after it."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.doc.words import Words
from onrecord.reading.names.lexicon import look_up_noun
from onrecord.reading.names.spans import Name
from onrecord.reading.names.titles import gender_of_title
from onrecord.word_lists import word_table

GENDER_OF_PRONOUN = {"he": "m", "she": "f"}
FURTHEST = 6  # tokens after a name
PRONOUN_OF_FORM = word_table("pronouns")


def with_genders(words: Words, names: Sequence[Name]) -> list[Name]:
    """The names in text order, each person's with the gender that the words around it tell."""
    people = [n for n in names if n.label == "PERSON"]
    ends = [n.first for n in people[1:]]
    told = {
        id(n): gender_of_title(n.title)
        or _of_relation(words, n.first)
        or _of_pronoun(words, n.last, end)
        for n, end in zip(people, [*ends, len(words)], strict=False)
    }
    return [replace(n, gender=told[id(n)]) if id(n) in told else n for n in names]


def _of_relation(words, first):
    """The gender that `his wife,` before a name tells."""
    at = first - 2 if words.lower[max(first - 1, 0) : first] == [","] else first - 1
    if at < 1 or not words.texts[at].islower() or words.tags[at - 1] not in ("PRP$", "POS"):
        return ""
    return look_up_noun(words.lower[at]).gender


def _of_pronoun(words, last, end):
    """The gender of `he` or `she` close after a name, before another one: `Reed said that he`."""
    for i in range(last, min(end, last + FURTHEST)):
        if words.sentence[i] != words.sentence[last - 1]:
            break
        if gender := GENDER_OF_PRONOUN.get(PRONOUN_OF_FORM.get(words.lower[i], "")):
            return gender
    return ""

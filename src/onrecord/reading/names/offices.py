"""What stands before a person's name and was taken for a part of it: `Farmer Ann Reed`, offices.

A title tells itself (`titles.py`). A role is any noun for people that begins a name with a capital
(`Firefighter`), and an office goes on after `for` or `of`: `Minister for Roads and Canals`.
"""

import re
from collections.abc import Set

from onrecord.reading.doc.words import Words
from onrecord.reading.names.lexicon import (
    LABEL_OF_NOUN,
    gender_of_first_name,
    look_up_noun,
    singular_of,
)
from onrecord.reading.names.spans import AS_PEOPLE, NameSpan
from onrecord.reading.names.titles import is_title
from onrecord.word_lists import word_list, word_table

LONGEST_OFFICE = 10  # tokens from `for` to the name
NO_ROLES = word_list("not_roles")  # first names of men and women that also mean people
INITIALS = re.compile(r"(?:[A-Z]\.)+")
ACRONYMS = word_table("acronyms")
JOINS = {"and", "&", ",", "the", "of", "for"}  # inside an office
ALSO_ADJECTIVES = ("an", "ese", "ish", "ive", "al", "ist")
LONGEST_PERSON = 4  # words


def without_office(words: Words, span: NameSpan, surnames: Set[str] = frozenset()) -> NameSpan:
    """A span without the role or the office that begins it; a person's where that tells so.

    What is left has two words at least, for there is a Baker Street, or is one of the `surnames`.
    """
    first = _after_office(words, span)
    if _has_initials(words, span):
        return span._replace(label="PERSON")
    if span.label == "PERSON" and LABEL_OF_NOUN.get(words.lower[first]) == "ORG":  # `Team Reed`
        return span._replace(label="ORG")
    least = 1 if words.texts[span.last - 1] in surnames else 2
    while span.last - first > least and (
        _is_role(words.texts[first]) or _is_whence(words, first, span)
    ):
        first += 1
    if first == span.first or not _may_be_person(words, first, span):
        return span
    return NameSpan(first, span.last, "PERSON", "after a role or an office")


def _has_initials(words, span):
    """Whether a name is one word after initials: `J.D. Farrow`, but not `U.S. Steel` or `D.C. Council`."""
    initials, *surname = words.texts[span.first : span.last]
    return (
        span.label == "ORG" and len(surname) == 1 and surname[0].istitle()
        and bool(INITIALS.fullmatch(initials)) and initials not in ACRONYMS
        and surname[0].lower() not in LABEL_OF_NOUN and words.deps[span.last - 1] in AS_PEOPLE
    )  # fmt: skip


def is_before_name(words: Words, i: int) -> bool:
    """Whether a single word is a title or a role, and a word with a capital follows."""
    following = words.texts[i + 1 : i + 2]
    return _is_role(words.texts[i]) and bool(following) and following[0][0].isupper()


def _is_role(word):
    """Whether a capitalised word is a title or a noun for people, and no first name."""
    lower = word.lower()
    if gender_of_first_name(word) or not word[0].isupper() or lower in NO_ROLES:
        return False
    singular = singular_of(lower) == lower  # `Walkers` are no walkers
    return is_title(word) or (singular and look_up_noun(lower).classes[:1] == ("person",))


def _after_office(words, span):
    """Where the name begins in a span that an office runs into: `Canals Nadia Marlin`."""
    joined = span.first > 0 and words.lower[span.first - 1] in JOINS
    for at in range(max(span.first - LONGEST_OFFICE, 1), span.last - 2):
        if words.lower[at] not in ("for", "of") or not is_title(words.texts[at - 1]):
            continue
        between = range(at + 1, span.first)
        office = all(words.texts[i][0].isupper() or words.lower[i] in JOINS for i in between)
        inside = at >= span.first or joined
        told = any(gender_of_first_name(words.texts[i]) for i in range(at + 2, span.last - 1))
        if inside and office and (told or not _hangs_from(words, span.last - 1, at)):
            return _first_of_two(words, max(at + 2, span.first), span.last)
    return span.first


def _first_of_two(words, first, last):
    """The first of the two words that end a name, or a first name before them."""
    names = (i for i in range(first, last - 1) if gender_of_first_name(words.texts[i]))
    two = last - 3 if words.texts[last - 2].endswith(".") else last - 2
    return next(names, max(first, two))


def _hangs_from(words, i, other):
    """Whether the parse hangs one token from another."""
    return words.left[other] <= i <= words.right[other]


def _is_whence(words, i, span):
    """Whether a word before a person's title says of what land or place: `Saudi Prince Tarek`."""
    titled = i + 2 < span.last and is_title(words.texts[i + 1])
    return span.label == "PERSON" and titled and not gender_of_first_name(words.texts[i])


def _may_be_person(words, first, span):
    """Whether words after a role or an office can be a person's name."""
    texts = words.texts[first : span.last]
    if span.label == "PERSON":
        return True
    if not 2 <= len(texts) <= LONGEST_PERSON or not all(map(str.istitle, texts)):
        return False
    if any(words.lower[i] in LABEL_OF_NOUN for i in range(first, span.last)):
        return False
    before = words.lower[span.first - 1] if span.first else ""
    told = not words.lower[span.first].endswith(ALSO_ADJECTIVES)  # `American Crossroads Council`
    stands = told and words.deps[span.last - 1] in AS_PEOPLE and before not in ("the", "a", "an")
    return stands or bool(gender_of_first_name(texts[0]))

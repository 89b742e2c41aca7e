"""Names as spans of tokens, without what is no part of a name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.reading.doc.words import Words
from onrecord.reading.names.people import PARTICLES, is_honour
from onrecord.word_lists import word_list

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "LAW")
PLACES = ("GPE", "LOC", "FAC")
AS_PEOPLE = ("nsubj", "nsubjpass", "poss", "appos", "conj")  # how people stand in a sentence
DETERMINERS = word_list("determiners")
AFTER_NUMBERS = {"m", "mn", "bn", "tn", "k", "million", "billion", "trillion", "-", "–"}
AFTER_SUBJECT = ("VBD", "VBZ", "MD", "POS", "``", "''", ":", "-LRB-", "-RRB-")
ORDINAL = re.compile(r"\d+(st|nd|rd|th)$")  # `501st Legion`
# Capitalised words that are no part of a name: weekdays, and what stands before a credit.
NO_NAMES = word_list("not_in_names")
# Those that may stand in other names (`Doctor Who`), but not in a person's: `Said Ann Reed`.
NO_PEOPLE = NO_NAMES | word_list("not_in_people")


@dataclass(frozen=True)
class Name:
    """One proper name: tokens `[first, last)`, its core without title and article, what found it.

    `gender` is `m` or `f` where the words around a person's name tell it.
    """

    first: int
    last: int
    core: str
    title: str
    label: str
    evidence: str = "recognised as a name"
    gender: str = ""


class NameSpan(NamedTuple):
    """A name's tokens `[first, last)`, its label and what found it."""

    first: int
    last: int
    label: str
    evidence: str


def trimmed(words: Words, span: NameSpan) -> NameSpan | None:
    """A span without article, possessive, marks, amount and credit; None where no name is left."""
    first, last, label, _ = span
    while first < last and _is_no_end(words, last - 1, label):
        last -= 1
    while first < last and _is_no_beginning(words, first, label):
        first += 1
    first = _after_amount(words, first, last)
    capitals = any(c.isupper() for text in words.texts[first:last] for c in text)
    return span._replace(first=first, last=last) if capitals else None


def _is_no_end(words, i, label):
    """Whether the last word of a span is no part of the name."""
    text, tag = words.texts[i], words.tags[i]
    unfit = NO_PEOPLE if label == "PERSON" else NO_NAMES
    if label == "PERSON" and is_honour(text):
        return True
    if tag == "POS" or not (text[0].isalnum() or text == ")"):
        return True
    if words.lower[i] in unfit:
        return not (label == "PERSON" and stands_as_surname(words, i))
    if label == "PERSON" and text.islower():
        return not is_hyphened(words, i)
    if label in ("PERSON", "GPE", "NORP") and text.isdigit():  # `Sweden 1 – 0 Korea`
        return True
    return text.islower() and tag[:1] not in "NCF"


def stands_as_surname(words: Words, i: int) -> bool:
    """Whether a word of any kind ends somebody's name: `Ann Judge said`, not `Ann Reed Told Us`."""
    if not 0 < i < len(words) or words.begins[i] or words.lower[i] in NO_NAMES:
        return False
    after = "".join(words.tags[i + 1 : i + 2])
    written = (
        words.texts[i].isalpha() and words.texts[i].istitle() and words.texts[i - 1][0].isupper()
    )
    return written and (after in AFTER_SUBJECT or after[:1] in ".,")


def is_hyphened(words: Words, i: int) -> bool:
    """Whether a hyphen joins a word to the one before it: `Ban Ki-moon`."""
    return i > 1 and words.texts[i - 1] == "-" and words.ends[i - 2] + 1 == words.starts[i]


def _is_no_beginning(words, i, label):
    """Whether the first word of a span is no part of the name."""
    text, tag, lower = words.texts[i], words.tags[i], words.lower[i]
    if lower in DETERMINERS or tag == "POS" or not text[0].isalnum():
        return True
    if label == "PERSON" and lower in NO_PEOPLE:
        return True
    if lower in PARTICLES or not text.islower():
        return False
    return label == "PERSON" or tag in ("DT", "JJ", "IN", "VBN", "VBG")


def _after_amount(words, first, last):
    """Where a name begins after the number or the amount of money before it (`£55m.`)."""
    at = first
    while at < last - 1 and (
        (words.texts[at][0].isdigit() and not ORDINAL.match(words.texts[at]))
        or words.texts[at] in "£$€¥"
        or (at > first and words.lower[at].rstrip(".") in AFTER_NUMBERS)
    ):
        at += 1
    return at


def is_before_who(words: Words, last: int) -> bool:
    """Whether `who`, with a comma or without, follows a name that ends before the token `last`."""
    after = words.lower[last : last + 2]
    return after[:1] == ["who"] or after == [",", "who"]


def indices(spans: Iterable[NameSpan]) -> set[int]:
    """The tokens of some spans."""
    return {i for span in spans for i in range(span.first, span.last)}

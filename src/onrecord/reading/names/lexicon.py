"""What nouns mean and who bears a first name, as WordNet and the US Census have it.

The lists are made by `training/make_lexicons.py`, which says from what and how.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.reading.doc.lemmas import lemma_of
from onrecord.word_lists import read_table, word_table


@dataclass(frozen=True)
class NounSense:
    """What a noun means: `person`, `group`, `place`, most frequent first; `m`, `f` or empty."""

    classes: tuple[str, ...] = ()
    gender: str = ""


UNKNOWN = NounSense()
# A lemma may be a verb's: `seen` is no plural of `see`.
PLURAL = re.compile(r"\w{3,}(?<![sui])s|\w*(?:men|children|alumni)")
# Plurals that simplemma takes for those of `nannie` and `underbosse`.
REGULAR = ((r"ies$", "y"), (r"(?<=ss|ch|sh)es$", ""))
# The name type that a noun of a class tells of who is called so.
LABEL_OF_CLASS = {"person": "PERSON", "group": "ORG", "place": "GPE"}
# The label of a name that ends in a noun: `Sailors' Hall`, `Ferry Board`.
LABEL_OF_NOUN = word_table("nouns_in_names")


@functools.lru_cache(maxsize=100_000)
def look_up_noun(word: str) -> NounSense:
    """What a noun in lower case means, singular or plural; UNKNOWN where it is nobody and nowhere.

    Of several words (`deputy mayor`) the last one tells.
    """
    known, last = _nouns(), word.rpartition(" ")[2]
    return known.get(last) or known.get(singular_of(last), UNKNOWN)


def gender_of_first_name(name: str) -> str:
    """`m` or `f` where nine of ten who bear the name in the US are; else empty. It is a guess."""
    return _first_names().get(name.lower(), "")


def singular_of(word: str) -> str:
    """`minister` of `ministers`, `spokesman` of `spokesmen`; a word that is no plural as it is."""
    if not PLURAL.fullmatch(word):
        return word
    regular = (re.sub(*change, word) for change in REGULAR)
    if noun := next((form for form in regular if form != word and form in _nouns()), None):
        return noun
    lemma = lemma_of(word)
    return lemma if lemma != word else word.removesuffix("s")


@functools.cache
def _nouns() -> Mapping[str, NounSense]:
    rows = read_table("nouns.tsv")
    return {r["noun"]: NounSense(tuple(r["classes"].split()), r["gender"]) for r in rows}


@functools.cache
def _first_names() -> Mapping[str, str]:
    return {row["name"]: row["gender"] for row in read_table("first_names.tsv")}

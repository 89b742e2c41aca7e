"""Forms of one name: capitals, apostrophes and full stops, other names of countries, initials.

Within an article names are compared by `plain_name`; over a corpus, and in a register, by
`plain_over_corpus`, which leaves a leading `the` aside and knows no other names of countries.
"""

import functools
import re

from onrecord.reading.names.titles import untitled

ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")
DOTTED = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]?\.?")
LONGEST_ACRONYM = 5  # letters, within an article
SMALL_WORDS = {"of", "the", "and", "for", "&", "in", "on", "at", "de"}
# What newspapers call countries and international bodies, as `plain_name` has it → the usual name.
OTHER_NAMES = {
    "us": "united states", "usa": "united states", "america": "united states",
    "united states of america": "united states", "uk": "united kingdom",
    "britain": "united kingdom", "great britain": "united kingdom", "un": "united nations",
    "eu": "european union", "uae": "united arab emirates", "ussr": "soviet union",
    "prc": "china", "people's republic of china": "china", "dprk": "north korea",
    "democratic people's republic of korea": "north korea", "rok": "south korea",
    "republic of korea": "south korea", "korea republic": "south korea",
    "russian federation": "russia", "islamic republic of iran": "iran", "burma": "myanmar",
    "holland": "netherlands", "czechia": "czech republic", "türkiye": "turkey",
    "côte d'ivoire": "ivory coast", "republic of ireland": "ireland",
    "drc": "democratic republic of congo", "dr congo": "democratic republic of congo",
    "democratic republic of the congo": "democratic republic of congo",
}  # fmt: skip
COUNTRIES = frozenset(OTHER_NAMES.values())  # and bodies that have several names
SHORT_COUNTRIES = ("u.s.", "us", "u.k.", "uk", "u.n.", "un", "eu")  # before other words


@functools.lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """What is the same in all forms of a name: `united states` of `U.S.`, `tolvane` of `TOLVANE`.

    `US` is a country and `Us` is not: of short names the capitals count.
    """
    bare = re.sub(r"[.\s]", "", name) if DOTTED.fullmatch(name) else name
    plain = _folded(bare)
    if len(plain) < 4 and not bare.isupper():
        return plain
    first, _, rest = plain.partition(" ")
    if rest and first in SHORT_COUNTRIES:  # `U.S. Congress`
        return f"{OTHER_NAMES[first.replace('.', '')]} {rest}"
    return OTHER_NAMES.get(plain, plain)


def plain_over_corpus(name: str) -> str:
    """What is the same in all forms of a name over a corpus: `sailors' union` of `The Sailors’ Union`."""
    bare = name.replace(".", "") if is_acronym(name) else " ".join(name.split())
    return _folded(bare).removeprefix("the ")


def core(name: str, label: str, *, shorten: bool = False) -> str:
    """A name as it is compared over a corpus, a person's without a title.

    `Mr Smith` keeps his, which is all that tells him from Ms Smith, unless told to `shorten`.
    """
    return plain_over_corpus(untitled(name, shorten=shorten) if label == "PERSON" else name)


def _folded(name):
    return name.casefold().replace("’", "'")


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: `NHS`, `U.S.`."""
    return bool(ACRONYM.fullmatch(name))


def initials(name: str) -> str:
    """First letters of the capitalised words of a name, and numbers in it: `WHO`, `M5S`."""
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper() or w[:1].isdigit())


def initials_of_plain(plain: str) -> str:
    """First letters of the words of a plain name: `nhs`; small words do not count.

    A name that holds an acronym itself (`u.s. senate`) has none.
    """
    words = [] if "." in plain else re.split(r"[\s-]+", plain)
    return "".join(word[0] for word in words if word and word not in SMALL_WORDS)

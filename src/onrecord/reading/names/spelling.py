"""Forms of one name: capitals, apostrophes and full stops, other names of countries, initials.

Names are compared by `plain_name`, within an article, over a corpus and in corrections.
"""

import functools
import re
import unicodedata

from onrecord.reading.names.people import without_honours
from onrecord.reading.names.titles import untitled
from onrecord.word_lists import word_table

SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})  # marks inside a word
ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}")
LEADING_THE = re.compile(r"^the\s", re.IGNORECASE)
DOTTED = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]?\.?")
LEGAL_FORMS = {"inc", "ltd", "llc", "plc", "co", "corp"}  # after the name of a company
# What newspapers call countries and international bodies, as `plain_name` has it → the usual name.
OTHER_NAMES = word_table("other_names")
SURNAMES = {"america", "britain", "burma", "holland"}  # among them
COUNTRIES = frozenset(OTHER_NAMES.values())  # and bodies that have several names
SHORT_COUNTRIES = ("u.s.", "us", "u.k.", "uk", "u.n.", "un", "eu")  # before other words


@functools.lru_cache(maxsize=50_000)
def plain_name(name: str, label: str = "") -> str:
    """What is the same in all forms of a name: `united states` of `The U.S.`, `tolvane` of `TOLVANE`.

    `US` is a country and `Us` is not: of short names the capitals count.

    Args:
        label: a person loses nickname and honours, and may be called Holland or Britain.
    """
    name = LEADING_THE.sub("", " ".join(unicodedata.normalize("NFC", name).split()))
    bare = re.sub(r"[.\s]", "", name) if DOTTED.fullmatch(name) else name
    plain = bare.casefold().translate(SAME)
    if label == "PERSON":
        plain = without_honours(plain)
    if (len(plain) < 4 and not bare.isupper()) or (label == "PERSON" and plain in SURNAMES):
        return plain
    first, _, rest = plain.partition(" ")
    if rest and first in SHORT_COUNTRIES:  # `U.S. Congress`
        return f"{OTHER_NAMES[first.replace('.', '')]} {rest}"
    return OTHER_NAMES.get(plain, plain)


def core(name: str, label: str, *, shorten: bool = False) -> str:
    """A name as it is compared over a corpus, a person's without a title.

    `Mr Smith` keeps his, which is all that tells him from Ms Smith, unless told to `shorten`.
    """
    return plain_name(untitled(name, shorten=shorten) if label == "PERSON" else name, label)


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: `NHS`, `U.S.`."""
    return bool(ACRONYM.fullmatch(name))


def initials(name: str) -> str:
    """First letters of the capitalised words of a name, and numbers in it: `WHO`, `M5S`.

    A name that holds an acronym itself (`U.S. Senate`) has none.
    """
    words = [] if "." in name else re.split(r"[\s-]+", LEADING_THE.sub("", name))
    return "".join(w[0] for w in words if w[:1].isupper() or w[:1].isdigit())

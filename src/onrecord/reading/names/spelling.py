"""Forms of one name: capitals, apostrophes and full stops aside, and the countries' other names."""

import functools
import re

DOTTED = re.compile(r"(?:[A-Z]\.\s?)+[A-Z]?\.?")
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
COUNTRIES = frozenset(OTHER_NAMES.values())
BEFORE_OTHERS = {
    "u.s.": "united states", "us": "united states", "u.k.": "united kingdom",
    "uk": "united kingdom", "u.n.": "united nations", "un": "united nations",
    "eu": "european union",
}  # fmt: skip


@functools.lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """What is the same in all forms of a name: `united states` of `U.S.`, `tolvane` of `TOLVANE`.

    `US` is a country and `Us` is not: of short names the capitals count.
    """
    bare = re.sub(r"[.\s]", "", name) if DOTTED.fullmatch(name) else name
    plain = bare.casefold().replace("’", "'")
    if len(plain) < 4 and not bare.isupper():
        return plain
    first, _, rest = plain.partition(" ")
    if rest and first in BEFORE_OTHERS:  # `U.S. Congress`
        return f"{BEFORE_OTHERS[first]} {rest}"
    return OTHER_NAMES.get(plain, plain)


def is_country(plain: str) -> bool:
    """Whether a plain name is that of a country or a body with several names."""
    return plain in COUNTRIES


def initials(name: str) -> str:
    """First letters of the capitalised words of a name, and numbers in it: `WHO`, `M5S`."""
    return "".join(w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper() or w[:1].isdigit())

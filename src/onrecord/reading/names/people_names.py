"""The full names of the people of a corpus, and which of them are forms of one name.

A form joins a fuller one where it may be short for that one alone: `Donald Trump`, `D. Trump`. A
nickname joins the first name that it is short for (`Bob`, `Robert`; English nicknames as the package
`nicknames` lists them) where nobody else has the surname and more articles than one have one of the
two, but for two who stand side by side in an article. A name with words before it that nobody is
called (`Crooked Donald Trump`) is the usual one at its end.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import product

from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.people import PARTICLES, parse_name
from onrecord.reading.names.spelling import COUNTRIES, plain_name
from onrecord.reading.names.titles import is_titled
from onrecord.reading.names.uses import OVERWHELMING, NameUse

FULLER_NAME = "the one fuller name in the corpus"
NICKNAME = "the one full name that the nickname may be short for"
LONG_AND_SHORT = 2  # forms of a name, where the whole corpus has no other of its surname
WITHIN = "the usual name among other words"


class PeopleNames:
    """The names of people, and what may be short for what.

    Attributes:
        parts: each plain name taken apart, but for those that keep a title.
    """

    def __init__(self, uses: Mapping[str, NameUse]):
        self._uses = uses
        self.parts = {n: parse_name(use.spelled) for n, use in uses.items() if not is_titled(n)}
        self._joined: dict[str, tuple[str, str]] = {}

    def joined(self) -> dict[str, tuple[str, str]]:
        """Name → a fuller or more usual one of the same person, and why; that one may be joined too."""
        for name in self.parts:
            if usual := self._usual_within(name):
                self._joined[name] = (usual, WITHIN)
        alike = defaultdict(list)
        for name, parts in self.parts.items():
            if parts.given and name not in self._joined:
                alike[parts.surname, parts.generation].append(name)
        for names in alike.values():
            self._join_nicknames(self._fullest(names))
        return self._joined

    def _usual_within(self, name):
        """The full name at the end of a longer run of words that is far more usual, or empty."""
        words = name.split()
        for first in range(1, len(words) - 1):
            inside = " ".join(words[first:])
            if _may_name(words[first - 1]) and words[first - 1] != words[-1]:
                break
            own, usual = (
                len(self._uses[n].articles) if n in self.parts else 0 for n in (name, inside)
            )
            if usual >= OVERWHELMING * own and self.parts[inside].given:
                return inside
        return ""

    def _fullest(self, names):
        """Join each of the names of one surname to the one fuller name that it may be short for.

        Returns:
            Those that are short for none.
        """
        fullest: list[str] = []
        by_initial = defaultdict[str, list[str]](list)
        for name in sorted(names, key=lambda n: (-len(self.parts[n].given), -len(n), n)):
            same = by_initial[self.parts[name].given[0][:1]]
            longer = [other for other in same if self._may_be(name, other)]
            if len(longer) == 1:
                self._join(name, longer[0], FULLER_NAME)
            else:
                fullest.append(name)
                same.append(name)
        return fullest

    def _join_nicknames(self, names):
        """Join those of one surname, none short for another, where one first name is short for another's."""
        by_first, near = defaultdict(list), defaultdict(set)
        for name in names:
            by_first[self.parts[name].given[0]].append(name)
        for first in by_first if len(by_first) > 1 else ():
            for nickname in _nicknames(first) & by_first.keys():
                for long, short in product(by_first[first], by_first[nickname]):
                    if self._may_be_nickname(short, long):
                        near[long].add(short)
                        near[short].add(long)
        for long, short in ((n, min(near[n])) for n in sorted(near) if len(near[n]) == 1):
            own, usual = (len(self._uses[n].articles) for n in (long, short))
            alone = len(near[short]) == 1 and len(names) == LONG_AND_SHORT
            if alone and usual > 1 and (own, long) < (usual, short):
                self._join(long, short, NICKNAME)

    def _may_be(self, name, other):
        return self.parts[name].is_short_for(self.parts[other]) and self._agree(name, other)

    def _may_be_nickname(self, short, long):
        own, other = self.parts[short], self.parts[long]
        named = replace(own, given=(other.given[0], *own.given[1:]))
        fits = named.is_short_for(other) or other.is_short_for(named)
        apart = not self._uses[short].articles & self._uses[long].articles
        return fits and apart and self._agree(short, long)

    def _agree(self, name, other):
        return len({self._uses[name].gender, self._uses[other].gender} - {""}) < 2

    def _join(self, name, other, why):
        self._joined[name] = (other, why)
        self._uses[other].take_in(self._uses[name])


@functools.lru_cache(maxsize=10_000)
def _nicknames(first):
    """What a first name may be shortened to, but for near spellings: `Ann` is not Anna for short."""
    from rapidfuzz.distance import Levenshtein

    found = _nicknamer().nicknames_of(first)
    return {nickname for nickname in found if Levenshtein.distance(first, nickname) > 1}


@functools.cache
def _nicknamer():
    from nicknames import NickNamer

    return NickNamer()


def _may_name(word):
    """Whether a word before a full name may belong to it: a first name, an initial, a particle."""
    return (
        len(word.rstrip(".")) < 3
        or not word.isalpha()
        or word in PARTICLES
        or bool(gender_of_first_name(word))
    )


def usual_name(spelled: Counter[str], label: str) -> str:
    """What an entity is called: of its names, by how many articles have each, the fullest usual one.

    That is a country's usual name (`China`). A person has the first name and surname that most
    articles have, with whatever others have between these two; what one article has is not usual
    where many have another.
    """
    plain = {name: plain_name(name) for name in spelled}
    same = set(plain.values())
    country = same if len(same) == 1 and same <= COUNTRIES else set()

    def completeness(name):
        whole = name.casefold() in country, len(name.split()), len(plain[name])
        return not is_titled(name), *whole, not name.isupper(), spelled[name], name

    full = [name for name in spelled if " " in name and not is_titled(name)]
    if not full or label != "PERSON":
        return max(spelled, key=completeness)
    most = max(full, key=lambda name: (spelled[name], completeness(name)))
    if len(full) == 1:
        return most
    usual, forms = parse_name(most), {name: parse_name(name) for name in full}
    fuller = (
        name
        for name, form in forms.items()
        if usual.is_short_for(form)
        and len(form.given[0]) >= len(usual.given[0])  # not `J. Edgar Smith` of John Smith
        and name.casefold().startswith(form.given[0])  # not `Chairman Ann Reed`
        and (spelled[name] > 1 or spelled[most] < OVERWHELMING)
    )
    return max(fuller, key=completeness, default=most)

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

from onrecord.reading.names.lexicon import gender_of_first_name
from onrecord.reading.names.people import PARTICLES, parse_name
from onrecord.reading.names.spelling import COUNTRIES, plain_name
from onrecord.reading.names.titles import is_titled
from onrecord.reading.names.uses import OVERWHELMING, CountArticles, NameUse, in_one_article

FULLER_NAME = "the one fuller name in the corpus"
NICKNAME = "the one full name that the nickname may be short for"
LONG_AND_SHORT = 2  # forms of a name, where the whole corpus has no other of its surname
WITHIN = "the usual name among other words"


class PeopleNames:
    """The names of people, and what may be short for what.

    Attributes:
        parts: each plain name taken apart, but for those that keep a title.
    """

    def __init__(self, uses: Mapping[str, NameUse], count: CountArticles):
        self._uses, self._count = uses, count
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
        fullest = [self._fullest(names) for names in alike.values()]
        self._count_again()
        self._join_nicknames([(n[0], n[1]) for n in fullest if len(n) == LONG_AND_SHORT])
        return self._joined

    def _usual_within(self, name):
        """The full name at the end of a longer run of words that is far more usual, or empty."""
        words = name.split()
        for first in range(1, len(words) - 1):
            inside = " ".join(words[first:])
            if _may_name(words[first - 1]) and words[first - 1] != words[-1]:
                break
            own, usual = (self._uses[n].articles if n in self.parts else 0 for n in (name, inside))
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

    def _count_again(self):
        """The articles of those that took in others, of which an article may have several."""
        took = [name for name, use in self._uses.items() if use.forms]
        counted = self._count([(name, *self._uses[name].forms) for name in took])
        for name, articles in zip(took, counted, strict=True):
            self._uses[name].articles = articles

    def _join_nicknames(self, pairs):
        """Join the less usual of two, the only ones of their surname, if one is a nickname of the other."""
        near = [
            pair for pair in pairs if self._is_nickname(*pair) or self._is_nickname(*pair[::-1])
        ]
        together = in_one_article(near, self._uses, self._count)
        for pair in near:
            own, usual = sorted(pair, key=lambda name: (self._uses[name].articles, name))
            if pair not in together and self._uses[usual].articles > 1:
                self._join(own, usual, NICKNAME)

    def _may_be(self, name, other):
        return self.parts[name].is_short_for(self.parts[other]) and self._agree(name, other)

    def _is_nickname(self, short, long):
        own, other = self.parts[short], self.parts[long]
        if own.given[0] not in _nicknames(other.given[0]):
            return False
        named = replace(own, given=(other.given[0], *own.given[1:]))
        fits = named.is_short_for(other) or other.is_short_for(named)
        return fits and self._agree(short, long)

    def _agree(self, name, other):
        return len({self._uses[name].gender, self._uses[other].gender} - {""}) < 2

    def _join(self, name, other, why):
        self._joined[name] = (other, why)
        self._uses[other].take_in(name, self._uses[name])


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

"""People's names: their parts, and what may be short for what.

Within an article a name is read word by word, and one whose words all stand in another is short
for it. Over a corpus nameparser reads it, and the first names must be the same.
"""

import functools
import re
from dataclasses import dataclass

from onrecord.word_lists import word_list

GENERATIONS = {"jr", "sr", "ii", "iii", "iv", "v"}
HONOURS = word_list("honours")
PARTICLES = word_list("particles")
NICKNAME = re.compile(r"""(?<=\s)["“'‘(][^"”'’)]+["”'’)]\s*""")


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A person's name in parts, case-folded.

    Attributes:
        given: first and middle names or their initials; empty where only a surname is known.
        surname: with its particles (`von der leyen`) where nameparser has read it.
        generation: `jr`, `iii`, else empty.
    """

    given: tuple[str, ...]
    surname: str
    generation: str = ""

    def is_short_for(self, longer: "PersonalName") -> bool:
        """Whether this may be the same name with less of it written: `D. Trump`, `Donald J. Trump`.

        Surname and generation are the same, the first name too, or it is the initial of the other;
        the rest of this stands in the other, in the same order. `Donald Trump` is not short for
        `Donald Trump Jr.`: these two are father and son.
        """
        if (self.surname, self.generation) != (longer.surname, longer.generation):
            return False
        if not self.given or not longer.given or not _same(self.given[0], longer.given[0]):
            return False
        rest = iter(longer.given)
        return all(any(_same(word, other) for other in rest) for word in self.given)

    def is_within(self, longer: "PersonalName") -> bool:
        """Whether all words of this stand in another without generation, in any order.

        An initial counts for a name: `J. Smith`. Within an article that is enough to be short for it.
        """
        others = (*longer.given, longer.surname)
        return (
            not longer.generation
            and len(self.given) <= len(longer.given)
            and all(
                any(word == other or word.rstrip(".") == other[0] for other in others)
                for word in (*self.given, self.surname)
            )
        )


def parse_words(plain: str) -> PersonalName:
    """Take a plain name apart, as it is done within an article: its last word is the surname."""
    *given, surname = plain.split()
    if len(given) > 1 and surname.rstrip(".") in GENERATIONS:
        *given, last = given
        return PersonalName(tuple(given), last, surname.rstrip("."))
    return PersonalName(tuple(given), surname)


@functools.lru_cache(maxsize=50_000)
def parse_name(name: str) -> PersonalName:
    """Take a name apart, as it is done over a corpus: titles, particles and suffixes are known.

    Initials lose their full stops.
    """
    from nameparser import HumanName

    if " " not in name or name[:1].islower():  # `von der Leyen` begins with a particle
        return PersonalName((), name.casefold())
    parts = HumanName(name)
    given = tuple(_bare(word) for word in f"{parts.first} {parts.middle}".split())
    suffixes = [word for word in _bare(parts.suffix).split() if word in GENERATIONS]
    if not given or not parts.last:
        return PersonalName((), parts.last.casefold() or name.casefold())
    return PersonalName(given, parts.last.casefold(), "".join(suffixes[:1]))


def is_honour(word: str) -> bool:
    """Whether a word is what follows a person's name and is no part of it: `QC`, `Ph.D.`."""
    return word[0].isupper() and word.replace(".", "").lower() in HONOURS


def without_honours(plain: str) -> str:
    """The plain name of a person without nickname and honours: `mark tedeschi` of `mark tedeschi, qc`."""
    if " " not in plain:
        return plain
    words = NICKNAME.sub("", plain).replace(",", "").split()
    while len(words) > 1 and words[-1].replace(".", "") in HONOURS:
        words.pop()
    return " ".join(words) or plain


def _bare(words):
    return words.casefold().replace(".", "").replace(",", " ")


def _same(one, other):
    """Whether two given names are equal, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])

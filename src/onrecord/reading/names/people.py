"""The parts of a person's name, and whether one name may be short for another."""

from dataclasses import dataclass

GENERATIONS = {"jr", "sr", "ii", "iii", "iv", "v"}


@dataclass(frozen=True)
class PersonalName:
    """A person's name in parts, case-folded, initials without their full stops.

    Attributes:
        given: first and middle names or their initials; empty where only a surname is known.
        surname: with its particles (`von der leyen`).
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


def parse_name(name: str) -> PersonalName:
    """Take a person's name apart (by nameparser, which knows titles, particles and suffixes)."""
    from nameparser import HumanName

    if " " not in name or name[:1].islower():  # `von der Leyen` begins with a particle
        return PersonalName((), name.casefold())
    parts = HumanName(name)
    given = tuple(_bare(word) for word in f"{parts.first} {parts.middle}".split())
    suffixes = [word for word in _bare(parts.suffix).split() if word in GENERATIONS]
    if not given or not parts.last:
        return PersonalName((), parts.last.casefold() or name.casefold())
    return PersonalName(given, parts.last.casefold(), "".join(suffixes[:1]))


def _bare(words):
    return words.casefold().replace(".", "").replace(",", " ")


def _same(one, other):
    """Whether two given names are equal, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])

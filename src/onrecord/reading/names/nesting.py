"""Places named inside the name of something else: `Boston` in Boston University.

Such a name counts for both where the article also speaks of the place by itself, as GUM has it.
A person's name inside another (`Trump Tower`) does not, and neither does a short form of the whole.
"""

from collections.abc import Iterator, Sequence

from onrecord.reading.doc.words import Words
from onrecord.reading.names.spans import PLACES, Name
from onrecord.reading.names.spelling import plain_name

HOLDERS = ("ORG", "FAC", "LAW", "EVENT")
NESTED = ("GPE", "LOC", "ORG")  # of an organisation only at the start: `Google Science Fair`
LONGEST = 3  # words of a place


def names_within(
    words: Words, names: Sequence[Name], referents: Sequence[str]
) -> Iterator[tuple[Name, str]]:
    """Each place inside a longer name, with its referent, in text order.

    Args:
        names, referents: those of the article, as `find_names` and `joined_names` give them.
    """
    places = {
        plain_name(name.core): (name, referent)
        for name, referent in zip(names, referents, strict=True)
        if name.label in NESTED
    }
    for name, referent in zip(names, referents, strict=True):
        if name.label not in HOLDERS:
            continue
        at = name.first
        while at < name.last:
            last = next((n for n in _ends(name, at) if plain_name(words.said(at, n)) in places), at)
            if last > at:
                place, meant = places[plain_name(words.said(at, last))]
                begins = at == name.first or place.label in PLACES
                if meant != referent and begins:
                    core = words.said(at, last)
                    yield Name(at, last, core, "", place.label, "inside a longer name"), meant
            at = max(last, at + 1)


def _ends(name, at):
    """Where a shorter name that begins at a token may end, the longest first."""
    return (
        n for n in range(min(at + LONGEST, name.last), at, -1) if (at, n) != (name.first, name.last)
    )

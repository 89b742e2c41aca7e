"""Whom one article keeps apart stays apart, whatever the corpus has joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.reading.names.spelling import core


@dataclass(frozen=True, slots=True)
class Sense:
    """What the corpus makes of one way of naming somebody or something.

    Attributes:
        key: the longest name, and a gender or label where that tells two of one name apart.
        own: its own name, as it is compared.
        short: the single name that somebody is called by, without title; None for all others.
        gender_of_key: of who has the longest name, as most articles tell it, or empty.
        why: what joined the two names; empty where nothing did.
    """

    key: tuple[str, str]
    own: str
    short: str | None
    label: str
    gender: str
    gender_of_key: str
    why: str


def single_name(name: str, label: str) -> str | None:
    """The name without title, where somebody is called by a single one; else None."""
    short = core(name, label, shorten=True)
    return short if label == "PERSON" and " " not in short else None


def keep_apart(
    members: Sequence[tuple[int, Sense]],
) -> Iterator[tuple[int, tuple[str, str | int], str]]:
    """The place of each member of one article, the key of its entity, and what joined it.

    No two share a key in error. A key that ends in a place is of no other member.

    Args:
        members: those with a name, by place.
    """
    kept: dict[tuple[str, str | int], Sense] = {}
    surnames = {sense.own.rpartition(" ")[2] for _, sense in members if sense.short is None}
    for place, sense in sorted(members, key=_rank):
        key: tuple[str, str | int] = sense.key
        why = sense.why
        unsure = not why and sense.short is not None and sense.short in surnames
        if unsure or (key in kept and not _is_same(sense, kept[key])):
            key, why = _key_apart(place, sense, kept), ""
        kept.setdefault(key, sense)
        yield place, key, why


def _rank(member):
    """The name of the whole corpus before others, a full name before a short one, then text order."""
    place, sense = member
    return sense.own != sense.key[0], sense.short is not None, place


def _key_apart(place, sense, kept):
    """Its own name, and its label where that tells it apart; else nobody else's in the corpus.

    Nor anybody else's is a surname of which the article does not tell whose it is.
    """
    own = sense.own
    keys = [] if sense.short is not None else [(own, ""), (own, sense.gender)]
    if (own, "") in kept and kept[own, ""].label != sense.label:
        keys.append((own, sense.label))
    return next((key for key in keys if key not in kept), (own, place))


def _is_same(sense, other):
    """Whether two whom one article keeps apart are the same: their full names, or name and gender.

    A surname that the corpus takes for one of two in the article has the gender of that one.
    """
    if sense.short is not None:
        return bool(sense.gender_of_key and sense.why) and sense.gender == sense.gender_of_key
    return sense.own == other.own and sense.label == other.label

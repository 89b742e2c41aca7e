"""Whom the referents mean that corrections made in one article."""

from dataclasses import dataclass
from typing import TypeGuard

from onrecord.corrections.row import Row
from onrecord.reading.entities import Referent
from onrecord.reading.names.spelling import plain_name


@dataclass(frozen=True)
class Join:
    """Whom a referent of one article means, by a row.

    Attributes:
        number: of the referent in its article.
        named: whether `name` is a name; else it is an entity of its own.
        mentions: how many of the article's mentions mean it; `aliases` are what they call it.
    """

    row: Row
    article_id: str
    number: int
    name: str
    label: str
    named: bool
    mentions: int = 0
    aliases: tuple[str, ...] = ()


def is_named(referent: Referent | None) -> TypeGuard[Referent]:
    """Whether there is a referent, and the article names it."""
    return referent is not None and referent.named


def is_called(referent: Referent | None, name: str, *, shorter: bool = False) -> bool:
    """Whether a referent has a name, written in whatever way, or where `shorter`, some words of it."""
    if not is_named(referent):
        return False
    own, other = plain_name(referent.name), plain_name(name)
    return own == other or (shorter and {*own.split()} <= {*other.split()})

"""What a source is and for whom it speaks, and where it stands in its article."""

from typing import NamedTuple

from onrecord.reading.doc.quotes import Span
from onrecord.reading.entities.mentions import Referent


class Place(NamedTuple):
    """Where a source stands in its article.

    Attributes:
        phrase: its phrase, or -1.
        end: one past its sentence: nothing is read from there on.
        last: one past its own last token.
        likely: the token of the name that it may mean, or -1.
        inside: whether that stands in its own words.
    """

    phrase: int
    end: int
    last: int
    likely: int = -1
    inside: bool = False


class Voice(NamedTuple):
    """What a source is, and for whom it speaks; None where the article does not tell.

    Attributes:
        role: characters `[start, end)` of the words that say it.
        kind: of the role, one of ROLE_KINDS.
    """

    role: Span | None = None
    kind: str | None = None
    affiliation: Referent | None = None


UNTOLD = Voice()

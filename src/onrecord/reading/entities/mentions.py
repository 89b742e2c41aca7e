"""Mentions of an article, and who or what they refer to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Referent:
    """Who or what mentions of one article refer to.

    Attributes:
        number: from 0, in order of its first mention in the article; unique there.
        name: its most complete proper name in the article; where it has none, its first description.
        label: OntoNotes name type.
        named: whether it has a proper name in the article.
        gender: `m` or `f` where a title, a pronoun or a relation (`wife`) has told it, else empty.
        plural: whether it is several who are spoken of as one (`officials`, `the brothers`).
    """

    number: int
    name: str
    label: str
    named: bool = True
    gender: str = ""
    plural: bool = False


@dataclass(frozen=True)
class Mention:
    """A span that refers to somebody or something: half-open characters, its form, what joined it.

    Attributes:
        aliases: the names and descriptions that it gives its referent: none for a pronoun, and
            `Olaf Scholz`, `German chancellor` for `German chancellor Olaf Scholz`.
        metonym: whether a place or building is named for its government or institution.
    """

    start: int
    end: int
    referent: Referent
    form: str
    evidence: str
    aliases: tuple[str, ...] = ()
    metonym: bool = False

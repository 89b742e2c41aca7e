"""Mentions: spans that refer to entities, and what is known of them while an article is read."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Mention:
    """A span that refers to an entity: half-open characters, its form, and what joined it.

    `entity` is the name by which the article's entity goes; `label` and `gender` are the entity's:
    `m`, `f`, or an empty string where neither a title nor a pronoun has told it.
    """

    start: int
    end: int
    entity: str
    label: str
    form: str
    evidence: str
    metonym: bool = False
    gender: str = ""


@dataclass
class MentionsSoFar:
    """The mentions of a Doc as they are found.

    Attributes:
        at: token index → the first mention that was found there.
        gender: entity → `m` or `f`, where a title or a pronoun has told it.
    """

    doc: "Doc"
    mentions: list[Mention] = field(default_factory=list)
    at: dict[int, Mention] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)

    @functools.cached_property
    def sentence_starts(self) -> list[int]:
        """Index of the first token of each sentence, in text order."""
        return [sentence.start for sentence in self.doc.sents]

    def add(self, first: int, last: int, **known) -> None:
        """Add a mention over the tokens `[first, last)`; `known` are the other fields of Mention."""
        span = self.doc[first:last]
        mention = Mention(span.start_char, span.end_char, **known)
        self.mentions.append(mention)
        for i in range(first, last):
            self.at.setdefault(i, mention)


def tokens_in(doc: "Doc", spans: Iterable[tuple[int, int]]) -> Iterator["Token"]:
    """The tokens that lie wholly in character spans."""
    for start, end in spans:
        yield from doc.char_span(start, end, alignment_mode="contract") or ()


def head_of(doc: "Doc", spans: Iterable[tuple[int, int]]) -> "Token | None":
    """The syntactic head of the first of some character spans."""
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            return span.root
    return None

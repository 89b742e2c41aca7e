"""What articles call people beside their names: `Ohio Gov. Ann Reed`, `Ann Reed, the mayor of Tolvane`.

A description must tell something beside its noun: a name, a nation or a party, or two words.
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.reading.entities.mentions import Mention
from onrecord.reading.names.titles import untitled
from onrecord.word_lists import word_list, word_table

APPOSITION = "apposition: "  # how the evidence of such a mention begins
SAME_WORDS = {**word_table("demonyms"), **word_table("parties"), **word_table("same_offices")}
ONE_AT_A_TIME = word_list("one_at_a_time")
OF_MANY = word_list("of_many")  # nouns that never tell who is meant: `the Ohio voter`
LINKS = {"of", "for", "in", "at", "from", "on", "to"}
EMPTY = {"the", "and", *LINKS}
WORD = re.compile(r"[\w.]+(?:-[\w.]+)*")
# What may stand beside a title and a name: `New York Mayor X`, `Governor X of Ohio`.
PLACE_BEFORE = re.compile(r"((?:[A-Z][\w.’'-]*[ ]){1,2})$")
PLACE_AFTER = re.compile(r",? (?:of|from) (?:the )?([A-Z][\w.]*(?: [A-Z]\w+)?)")
DEFINITE = re.compile(
    r"[Tt]he |[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}(?:[’']s|s[’']) "
)  # `Tolvane’s mayor`
NEAR = 40  # characters before a name, where its place may stand


class Description(NamedTuple):
    """The noun that heads a description, and its other words but for articles and prepositions, sorted."""

    head: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.head}: {', '.join(self.words)}"

    @property
    def at_a_time(self) -> bool:
        """Whether it is an office that one person has at a time."""
        return self.head in ONE_AT_A_TIME


def read_asked(said: str) -> Description | None:
    """A description that may tell who is meant, taken apart; None where it may be said of others."""
    description = _read(said.removeprefix("the ").removeprefix("The "))
    if description is None or not DEFINITE.match(said) or not _tells(said, description):
        return None
    return description


def descriptions_of(text: str, mention: Mention) -> Iterator[Description]:
    """What a mention of somebody with a name says that this is, beside the name."""
    return filter(None, map(_read, _said_of(text, mention)))


def _said_of(text, mention):
    if mention.form == "common" and mention.evidence.startswith(APPOSITION):
        yield mention.aliases[0]
    if mention.form != "proper":
        return
    yield from mention.aliases[1:]
    title = _title(mention.aliases[0])
    if not title:
        return
    if before := PLACE_BEFORE.search(text, max(0, mention.start - NEAR), mention.start):
        places = before[1].split()
        yield from (" ".join([*places[n:], title]) for n in range(len(places)))
    if after := PLACE_AFTER.match(text, mention.end):
        yield f"{title} of {after[1]}"


@functools.lru_cache(maxsize=50_000)
def _title(name):
    return name[: len(name) - len(untitled(name, shorten=True))].strip()


def _read(said) -> Description | None:
    """A description taken apart; None where nothing but a noun is left of it, or one of many."""
    words = [w.rstrip(".") for w in WORD.findall(said.casefold().replace("vice-", "vice "))]
    words = [w for w in words if w not in ("a", "an", "s")]
    end = next((n for n, word in enumerate(words) if word in LINKS), len(words))
    if not end:
        return None
    head, others = words[end - 1], words[: end - 1] + words[end:]
    telling = sorted({_same(w) for w in others if w not in EMPTY})
    return Description(_same(head), tuple(telling)) if telling and head not in OF_MANY else None


def _same(word):
    return SAME_WORDS.get(word, word)


def _tells(said, description):
    """Whether a description has two words beside its noun, or a name, nation or party."""
    return len(description.words) > 1 or any(w[0].isupper() for w in WORD.findall(said)[1:])

"""An export: the articles that a provider's module found in a file, counted and weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.corpus.article import WORD
from onrecord.corpus.inputs import Input, Unreadable
from onrecord.corpus.notes import Note

_FEW_WORDS = 50
_MOST_NAMED = 5


@dataclass(frozen=True)
class Exported:
    """One article of an export.

    Attributes:
        body: the article's own words, paragraphs parted by a blank line; empty where it has none.
        fields: what its header says, by the names in `columns.FIELDS`, as it is written there.
        words: how many words its header says that it has.
        notes: what else is to be known of it.
    """

    body: str
    fields: dict[str, object] = field(default_factory=dict)
    words: int | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Export:
    """What a provider's module makes of a file.

    Attributes:
        provider: its name as users know it.
        articles: in the order of the file.
        announced: how many articles the file says it has; None where it does not say.
        missing: those announced that are not there, by title or number, as far as it is known.
    """

    provider: str
    articles: list[Exported]
    announced: int | None = None
    missing: Sequence[str] = ()


def no_article(provider: str, advice: str) -> Unreadable:
    """What to raise for a file that a provider wrote, and that has no article that is understood."""
    what = f"It looks like an export of {provider}, and no article was found in it, so none is read"
    return Unreadable("failed", f"{what}. Save the articles again {advice}.")


def list_inputs(export: Export) -> Iterator[Input | Note]:
    """The articles as inputs, numbered from 1, then what is to be known of the file."""
    for row, found in enumerate(export.articles, 1):
        fields = {"database": export.provider} | found.fields
        if not WORD.search(found.body):
            reason = "It has a header and no body, as the database saved it."
            yield Input(None, fields, row, "empty", reason, found.notes)
        else:
            yield Input(found.body, fields, row, notes=(*found.notes, *_weigh(found)))
    yield Note("export", _compare(export))


def _weigh(found: Exported) -> Iterator[Note]:
    """A note where the header's number of words is far from what was read."""
    read = len(found.body.split())
    said = read if found.words is None else found.words
    if abs(said - read) > max(said / 3, _FEW_WORDS):
        yield Note("length", f"Its header says {said:,} words, and {read:,} were read.")


def _compare(export: Export) -> str:
    announced = "" if export.announced is None else f"{export.announced:,} announced, "
    told = f"{export.provider}: {announced}{len(export.articles):,} read."
    if not export.missing:
        return told
    more = len(export.missing) - _MOST_NAMED
    others = f" and {more:,} more" if more > 0 else ""
    return f"{told} Missing: {', '.join(export.missing[:_MOST_NAMED])}{others}."

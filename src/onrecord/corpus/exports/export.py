"""An export: its provider is told by its marks, its articles are parted, and they are counted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.corpus.exports.download import Download
from onrecord.corpus.inputs import Input
from onrecord.corpus.notes import Note


@dataclass(frozen=True)
class Exported:
    """One article of an export.

    Attributes:
        body: the article's own words, paragraphs parted by a blank line; empty where it has none.
        fields: what its header says, by the names in `columns.FIELDS`, as it is written there.
        words: how many words its header says that it has.
    """

    body: str
    fields: Mapping[str, object] = field(default_factory=dict)
    words: int | None = None


@dataclass(frozen=True)
class Export:
    """What a provider's module makes of a file.

    Attributes:
        provider: its name as users know it.
        articles: in the order of the file.
        announced: how many articles the file says it has; None where it does not say.
    """

    provider: str
    articles: list[Exported]
    announced: int | None = None


# each gives None for a file without its marks, and raises `Unreadable` for one that has them and
# that it does not understand
PROVIDERS: tuple[Callable[[Download], Export | None], ...] = ()


def read_export(download: Download) -> Iterator[Input | Note] | None:
    """The articles of an export as inputs, numbered from 1, then what is to be known of the file.

    None where no provider knows the file: it is one article.

    Raises:
        Unreadable: the file looks like an export, and is not understood.
    """
    export = next(filter(None, (read(download) for read in PROVIDERS)), None)
    return None if export is None else _inputs(export)


def _inputs(export: Export) -> Iterator[Input | Note]:
    for row, found in enumerate(export.articles, 1):
        yield Input(found.body, {"database": export.provider} | dict(found.fields), row)
    announced = "" if export.announced is None else f"{export.announced:,} announced, "
    yield Note("export", f"{export.provider}: {announced}{len(export.articles):,} read.")

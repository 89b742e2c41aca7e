"""The databases whose exports are read, each told by its marks and never by a file's name."""

from collections.abc import Callable, Iterator

from onrecord.corpus.exports.download import Download
from onrecord.corpus.exports.europresse import read_europresse
from onrecord.corpus.exports.export import Export, list_inputs
from onrecord.corpus.exports.factiva import read_factiva
from onrecord.corpus.exports.nexis import read_nexis
from onrecord.corpus.exports.proquest import read_proquest
from onrecord.corpus.inputs import Input
from onrecord.corpus.notes import Note

# each gives None for a file without its marks, and raises `Unreadable` for one that has them and
# that it does not understand; those with marks of their own come before Nexis, whose are plainer
PROVIDERS: tuple[Callable[[Download], Export | None], ...] = (
    read_factiva,
    read_europresse,
    read_proquest,
    read_nexis,
)


def read_export(download: Download) -> Iterator[Input | Note] | None:
    """The articles of an export as inputs, numbered from 1, then what is to be known of the file.

    None where no provider knows the file: it is one article.

    Raises:
        Unreadable: the file looks like an export, and is not understood.
    """
    export = next(filter(None, (read(download) for read in PROVIDERS)), None)
    return None if export is None else list_inputs(export)

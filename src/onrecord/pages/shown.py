"""Which pieces of an article are shown: all of it, or what browsers bear of a very long one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from onrecord.pages.marking import Mark
from onrecord.reading.doc.sentences import stretches
from onrecord.reading.union import grouped

LONGEST = 200_000  # characters; with its marks it takes a browser some megabytes
PIECE = 2_000  # characters of a long text that are shown, or not, as one


class Shown(NamedTuple):
    """A piece of a text that is shown, and how many characters before it are not.

    `[start, end)` are its words and `[end, after)` the line ends behind them.
    """

    start: int
    end: int
    after: int
    left_out: int = 0


def shown_pieces(text: str, spans: Iterable[tuple[int, int]]) -> tuple[list[Shown], int]:
    """The paragraphs of a text; of a long one the pieces in which `spans` begin, and those beside them.

    Returns:
        The pieces in text order, and how many characters after the last one are not shown.
    """
    if not text:
        return [], 0
    found = stretches(text)
    afters = [*(start for start, _ in found[1:]), len(text)]
    pieces = [Shown(*span, after) for span, after in zip(found, afters, strict=True)]
    if len(text) <= LONGEST:
        return pieces, 0
    pieces = [part for piece in pieces for part in _parts(text, piece)]
    near = {_before(pieces, start) + k for start, _ in spans for k in (-1, 0, 1)}
    wanted = sorted(near & set(range(len(pieces)))) or range(len(pieces))
    shown, room, done = [], LONGEST, 0
    for piece in map(pieces.__getitem__, wanted):
        room -= piece.after - piece.start
        if room < 0:
            break
        shown.append(piece._replace(left_out=piece.start - done))
        done = piece.after
    return shown, len(text) - done


def piece_at(pieces: Sequence[Shown], place: int) -> int | None:
    """The number of the piece in which a place is; None where it is not shown."""
    n = _before(pieces, place)
    return n if n >= 0 and place < pieces[n].after else None


def spread(marks: Iterable[Mark], pieces: Sequence[Shown]) -> dict[int, list[Mark]]:
    """The marks in each piece, by its number, in their order; one that runs over several is in each."""
    return grouped(
        (n, mark)
        for mark in marks
        for n in range(max(_before(pieces, mark.start), 0), _before(pieces, mark.end - 1) + 1)
    )


def _before(pieces, place):
    """The number of the last piece that begins at a place or before it; -1 where none does."""
    return bisect_right(pieces, place, key=itemgetter(0)) - 1


def _parts(text, piece):
    """A piece in parts of so many characters at most, each but the last ending after a space."""
    start = piece.start
    while piece.end - start > PIECE:
        end = text.rfind(" ", start + PIECE // 2, start + PIECE) + 1 or start + PIECE
        yield Shown(start, end, end)
        start = end
    yield Shown(start, piece.end, min(piece.after, piece.end + PIECE))

"""How far a run is, told from its folder alone: also of one that runs elsewhere, or was stopped."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq

from onrecord.errors import OnrecordError
from onrecord.extraction.holding import holder
from onrecord.extraction.parts import PartFiles
from onrecord.tables.folder import read_manifest
from onrecord.tables.outputs import PARTS, is_run_folder, is_tables_folder

RECENT = 40  # parts that were read last, from which the rate is told


def describe(folder: str | Path) -> Iterator[str]:
    """What is done, failed and left, the rate, and who is at work: a line each.

    Raises:
        OnrecordError: no run is in that folder.
    """
    folder = Path(folder)
    if not is_run_folder(folder):
        raise OnrecordError(
            f"{folder} holds no run of `onrecord extract`, so there is nothing to tell. Name the "
            "folder that was given with --out."
        )
    if is_tables_folder(folder):
        counts = read_manifest(folder).get("counts", {})
        told = ", ".join(f"{number:,} {status}" for status, number in counts.items())
        yield f"Tables: made ({told or 'no article'})."
    else:
        yield "Tables: not made yet."
    parts = PartFiles(folder / PARTS, "")
    if parts.planned():
        yield from _tell_parts(parts)
    if by := holder(parts.folder):
        yield f"At work: {by}."
    elif not is_tables_folder(folder):
        yield "At work: nobody, unless jobs with --part are. The command that began it goes on with it."


def _tell_parts(parts):
    every = [parts.described(name) for name in parts.planned()]
    done = parts.read()
    read = [part for part in every if part.name in done]
    failed = sum(_failed(done[part.name]) for part in read)
    yield (
        f"Parts: {len(read):,} of {len(every):,} are read, with {_sum(read, 'articles'):,} of "
        f"{_sum(every, 'articles'):,} articles and {_sum(read, 'words'):,} of "
        f"{_sum(every, 'words'):,} words; the kit failed on {failed:,} articles."
    )
    left = _sum(every, "words") - _sum(read, "words")
    times = sorted((done[part.name].stat().st_mtime, part.words) for part in read)[-RECENT:]
    seconds = times[-1][0] - times[0][0] if times else 0
    if left and seconds > 0:
        rate = sum(words for _, words in times[1:]) / seconds
        yield (
            f"Rate: {rate:,.0f} words a second when it last read, so {left:,} words take "
            f"{timedelta(seconds=round(left / max(rate, 1)))} more."
        )


def _sum(parts, name):
    return sum(getattr(part, name) for part in parts)


def _failed(path):
    column = pq.read_table(path, columns=["failed"])["failed"]
    return len(column) - column.null_count

"""What the kit writes: how each output is known again, and how it comes to be, whole or not at all."""

import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.tables.unfinished import LEFT_BEHIND, own_folder, put

MANIFEST = "manifest.json"  # beside the tables
INDEX = "index.html"  # of a report
GENERATOR = "onrecord report"  # what the pages of a report say they were made by
EXPORT = "export.json"  # in a folder of exchange files
EXPORTER = "onrecord export"  # what exchange files say they were made by
SEARCHED_BYTES = 4096  # of a file, for what says so
PARTS = "parts"  # beside the tables, what they were made from
RUN = f"{PARTS}/run.json"  # says what a run, which may not be finished, is made with
SOON = 2  # seconds before a bar is shown


def is_tables_folder(path: str | Path) -> bool:
    """Whether `path` is a folder of tables that the kit wrote."""
    if not os.path.isfile(os.path.join(path, MANIFEST)):
        return False
    from onrecord.tables.schema import TABLES  # late: it brings Arrow, and most folders need none

    return all(os.path.isdir(os.path.join(path, name)) for name in TABLES)


def is_run_folder(path: str | Path) -> bool:
    """Whether `path` is where a run writes its tables, finished or not."""
    return is_tables_folder(path) or os.path.isfile(os.path.join(path, RUN))


def is_report_folder(path: str | Path) -> bool:
    """Whether `path` is a folder of pages that the kit wrote."""
    return opens_with(os.path.join(path, INDEX), f'<meta name="generator" content="{GENERATOR}')


def is_export_folder(path: str | Path) -> bool:
    """Whether `path` is a folder of exchange files that the kit wrote."""
    return opens_with(os.path.join(path, EXPORT), EXPORTER)


def opens_with(path: str | Path, words: str) -> bool:
    """Whether `words` stand in the first few kilobytes of a file; not where there is no such file."""
    try:
        with open(path, "rb") as file:
            return words.encode() in file.read(SEARCHED_BYTES)
    except (OSError, ValueError):  # ValueError: a path with a NUL
        return False


def zip_opens_with(path: str | Path, name: str, words: str) -> bool:
    """Whether `words` stand in the first few kilobytes of a file of a ZIP archive."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as file:
            return words.encode() in file.read(SEARCHED_BYTES)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def check_can_write(
    folder: str | Path, *, overwrite: bool, is_ours: Callable[[Path], bool], other: str
) -> None:
    """Refuse a place that cannot be written or may not be replaced, before any work is done for it.

    Args:
        folder: to be made; or a file.
        overwrite: whether it may replace what is there.
        is_ours: whether what is there is something that we may replace.
        other: what the message calls a place that is not ours.

    Raises:
        OnrecordError: says which of these it is.
    """
    folder = Path(folder)
    if storable(str(folder)) != str(folder):
        raise OnrecordError(
            f"{storable(str(folder))} is no place to write to: its name has bytes that are not UTF-8, which "
            "Parquet files and web pages cannot have in their paths. Name another place with --out."
        )
    _try_to_write(folder)
    if not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not overwrite:
        raise OnrecordError(
            f"{folder} exists already. Writing there would replace what it holds. "
            "Name another place with --out, or allow it with --overwrite."
        )
    if not is_ours(folder):
        raise OnrecordError(
            f"{folder} is {other}, so --overwrite does not touch it. "
            "Name another place, or remove it yourself."
        )


def storable(value: Any) -> Any:
    """A value of JSON whose strings can be stored, also those of paths whose bytes are not UTF-8."""
    if isinstance(value, Mapping):
        return {storable(key): storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [*map(storable, value)]
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def _try_to_write(folder):
    """Make and remove a folder beside it: rights alone say too little, of `/proc` for one."""
    above = next((p for p in folder.absolute().parents if os.path.lexists(p)), folder)
    try:
        with own_folder(above):
            pass
    except OSError as error:
        raise OnrecordError(
            f"Nothing can be written in {above} ({error.strerror}), so there is no place for "
            f"{folder}. Name another place, or allow writing there."
        ) from error


@contextmanager
def whole_folder(folder: str | Path) -> Iterator[Path]:
    """Give a new folder to write into; it takes the place of `folder` once all is written.

    Where anything fails, `folder` is as it was before.

    Raises:
        OnrecordError: the writing failed.
    """
    with whole_file(folder) as new:
        new.mkdir()
        yield new


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """Give the path of a file to write; it takes the place of `path` once all is written.

    Where anything fails, `path` is as it was before.

    Raises:
        OnrecordError: the writing failed.
    """
    place = Path(os.path.abspath(path))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with own_folder(place.parent) as scratch:
            new = scratch / "new"
            yield new
            put(new, place, scratch)
    except OSError as error:
        raise OnrecordError(
            f"{path} could not be written ({error}), and is as it was before. "
            "Make room or allow writing there, or name another place."
        ) from error


@contextmanager
def whole_at_once(path: Path) -> Iterator[Path]:
    """Give the path of a file to write; once it is on the disk it takes the place of `path`, in one step.

    For files of our own in a folder of our own: what a killed run leaves begins with `LEFT_BEHIND`.

    Raises:
        OSError: the writing failed; `path` is as it was before.
    """
    new = path.with_name(f"{LEFT_BEHIND}{os.getpid()}-{path.name}.new")
    try:
        yield new
        with open(new, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)

"""Tables for a URL, such as s3://bucket/tables: made in a folder of this machine, and sent once whole.

The folder is in the cache and stays there, so that the same command goes on with the same run.
"""

import hashlib
import os
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.extraction.cache import KEY_DIGITS, cache_folder
from onrecord.remote import RemoteFolder, is_url, shown, without_file_scheme
from onrecord.tables.outputs import MANIFEST
from onrecord.tables.schema import TABLES


def run_folder(out: str) -> Path:
    """The folder of this machine in which the run for `out` is made: that itself, or one for a URL."""
    out = without_file_scheme(out)
    if not is_url(out):
        return Path(out)
    return cache_folder() / hashlib.sha256(out.encode()).hexdigest()[:KEY_DIGITS]


def check_can_send(run: Path, url: str, *, overwrite: bool) -> None:
    """Refuse before anything is read what could not be sent afterwards.

    Raises:
        OnrecordError: the place cannot be reached; or it holds something else than the last tables
            of `run`, and `overwrite` is not given, or it holds no tables at all.
    """
    there = RemoteFolder(url)
    sent = there.read(MANIFEST)
    if sent is None and any(name.split("/")[0] not in TABLES for name in there.files()):
        raise OnrecordError(
            f"{shown(url)} holds other files than tables of onrecord, so nothing is written there. "
            "Give a URL under which nothing is yet."
        )
    if sent is not None and sent != _bytes(run / MANIFEST) and not overwrite:
        raise OnrecordError(
            f"{shown(url)} holds tables that this machine did not send there last, so they may be "
            "somebody's work. --overwrite replaces them."
        )


def send_tables(run: Path, url: str) -> None:
    """Put the tables of `run` under a URL; until all are there, no manifest says that they are.

    Raises:
        OnrecordError: it cannot be written.
    """
    there = RemoteFolder(url)
    if there.read(MANIFEST) == _bytes(run / MANIFEST):
        return
    files = sorted(file for table in TABLES for file in (run / table).rglob("*.parquet"))
    names = [file.relative_to(run).as_posix() for file in files]
    there.remove(MANIFEST)
    for old in there.files():
        if old not in names and old.split("/")[0] in TABLES:
            there.remove(old)
    for name in [*names, MANIFEST]:
        there.write(name, run / name)


def _bytes(path):
    return path.read_bytes() if os.path.exists(path) else None

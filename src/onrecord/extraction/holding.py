"""Who writes to a folder: one process at a time, by a lock that the system gives back however it ends."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.tables.outputs import whole_at_once

LOCK, HELD = "lock", "held.json"


@contextmanager
def hold(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the folder above this one, for as long as no other process does; this one is made.

    Raises:
        OnrecordError: another process holds it.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout as error:
        raise OnrecordError(
            f"{folder.parent} is being written by another process ({holder(folder)}). Two at once would "
            "do everything twice. Wait for it, stop it, or name another folder with --out."
        ) from error
    try:
        write_json(folder / HELD, {"process": os.getpid(), "machine": socket.gethostname()})
        yield
    finally:
        (folder / HELD).unlink(missing_ok=True)
        lock.release()


def holder(folder: Path) -> str | None:
    """Which process holds the run whose parts are in a folder, in words; None where none does."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / LOCK, timeout=0):
            return None
    except (Timeout, OSError):
        held = read_json(folder / HELD)
        return f"process {held['process']} on {held['machine']}" if held else "a process"


def read_json(path: Path) -> dict:
    """What such a file says; nothing where it is not there or cannot be read."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def write_json(path: Path, value: object) -> None:
    """Write a small file of a run, whole."""
    with whole_at_once(path) as new:
        text = json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True)
        new.write_text(text + "\n", encoding="utf-8")

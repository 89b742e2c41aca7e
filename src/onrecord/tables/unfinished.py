"""Folders for what is still being made: held by a lock while it is, and cleared away by the next run.

A process that is killed cannot clean up. The system gives its lock back, so that whoever makes
something in the same place sees that the folder is nobody's any more.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LEFT_BEHIND = ".onrecord-"  # how the names of what is being made begin
_OURS = re.compile(rf"{re.escape(LEFT_BEHIND)}[a-z0-9_]{{8}}")  # as `tempfile` names them
_LOCK = "lock"
_OLD, _FOR = "old", "for"  # what stood in a place, and the name of that place


@contextmanager
def own_folder(parent: str | Path | None = None) -> Iterator[Path]:
    """A new folder in `parent`, which must exist, or among the system's temporary ones; gone at the end.

    What killed processes left in the same place is put back or deleted first. In the folder is
    one file of ours, called `lock`.
    """
    where = Path(parent or tempfile.gettempdir())
    for path in _left_in(where):
        _clear(path)
    folder, lock = _new(where)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)  # where no file that is held may be deleted


def _new(where):
    """A folder that this process holds; another one may take it for left behind before it does."""
    from filelock import FileLock, Timeout

    while True:
        folder = Path(tempfile.mkdtemp(prefix=LEFT_BEHIND, dir=where))
        lock = FileLock(folder / _LOCK)
        with suppress(Timeout, FileNotFoundError, FileExistsError):
            lock.acquire(blocking=False)
            if (folder / _LOCK).exists():
                return folder, lock
            lock.release()


def _left_in(where) -> list[Path]:
    """The folders of ours there, held or not."""
    try:
        with os.scandir(where) as found:
            return [
                Path(each.path)
                for each in found
                if _OURS.fullmatch(each.name)
                and each.is_dir(follow_symlinks=False)
                and (not hasattr(os, "getuid") or each.stat().st_uid == os.getuid())
            ]
    except OSError:
        return []


def _clear(folder):
    """Delete a folder that nobody holds, once what stood in the place it was made for is back there."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK)
    with suppress(Timeout, OSError):
        lock.acquire(blocking=False)
        if (folder / _FOR).exists():
            place = folder.parent / (folder / _FOR).read_text("utf-8")
            if (folder / _OLD).exists() and not os.path.lexists(place):
                os.replace(folder / _OLD, place)
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def put(new: Path, place: Path, scratch: Path) -> None:
    """Put a file or folder in the place of what is there: in one step, where the system has one.

    Args:
        scratch: a folder of `own_folder`, beside `place`; what stood there may go into it.

    Raises:
        OSError: it cannot be done; then all is as it was.
    """
    if not (new.is_dir() or place.is_dir()) or not os.path.lexists(place):
        os.replace(new, place)
    elif not _exchange(new, place):
        (scratch / _FOR).write_text(place.name, "utf-8")
        try:
            os.replace(place, scratch / _OLD)
            os.replace(new, place)
        except BaseException:  # Ctrl-C too
            if not os.path.lexists(place):
                os.replace(scratch / _OLD, place)
            raise


def _exchange(one, other) -> bool:
    """Let two paths change places in one step, and say whether this system and disk can do that."""
    import ctypes

    # the calls of Linux (2.28 of its C library) and of macOS, and the flags that mean it
    calls = (("renameat2", (-100, -100), 2), ("renamex_np", (), 2))
    library = ctypes.CDLL(None) if os.name == "posix" else None
    for name, at, flag in calls:
        if call := getattr(library, name, None):
            paths = [os.fsencode(path) for path in (one, other)]
            given = zip(at, paths, strict=True) if at else [(path,) for path in paths]
            return call(*(value for each in given for value in each), ctypes.c_uint(flag)) == 0
    return False

"""ZIP archives, whose members are files as if they lay in a folder of the archive's name."""

import functools
import zipfile
from pathlib import Path
from typing import IO

from onrecord.corpus.inputs import Unreadable, explain, shorten

ARCHIVE = ".zip"
MOST_MEMBERS = 50_000
MAX_UNPACKED_BYTES = 1 << 31
MOST_FOLDERS = 100  # that one file lies in


def list_members(archive: Path) -> tuple[list[str], str | None]:
    """The paths of an archive's files within it, each once, and what is wrong with it, if anything.

    Paths that lead out of the archive, or lie in folders without end, are told, and not given.
    """
    try:
        members = _index(archive)[1]
    except Exception as error:  # whatever the bytes make of the parser
        return [], f"The archive cannot be opened: {explain(error)}"
    size = sum(member.file_size for member in members.values())
    if len(members) > MOST_MEMBERS or size > MAX_UNPACKED_BYTES:
        most = f"more than {MOST_MEMBERS:,} files or {MAX_UNPACKED_BYTES:,} bytes"
        return [], f"It unpacks to {most}, so nothing of it is read; unpack it and give the folder."
    parts = {name: name.split("/") for name in members}
    leading_out = [name for name in members if name.startswith("/") or ".." in parts[name]]
    deep = [name for name in members if len(parts[name]) > MOST_FOLDERS]
    odd = {"that lead out of it": leading_out, f"of more than {MOST_FOLDERS} folders": deep}
    problems = [
        f"Files with paths {what} ({len(names)}) are not read, such as {shorten(names[0])}."
        for what, names in odd.items()
        if names
    ]
    problem = " ".join(problems) if members else "The archive holds no files."
    return sorted(members.keys() - {*leading_out, *deep}), problem or None


def find_archive(location: Path) -> Path | None:
    """The archive that a file lies in; None where it lies in a folder."""
    above = (path for path in reversed(location.parents) if path.suffix.lower() == ARCHIVE)
    return next((path for path in above if path.is_file()), None)


def open_member(archive: Path, location: Path) -> IO[bytes]:
    """A file in an archive, as a stream; it gives no more bytes than the archive says it has.

    Raises:
        Unreadable: it is encrypted.
    """
    opened, members = _index(archive)
    member = members[location.relative_to(archive).as_posix()]
    if member.flag_bits & 1:
        raise Unreadable("failed", "The archive is encrypted; unpack it with its password.")
    return opened.open(member)


def _index(archive: Path) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    state = archive.stat()
    return _open(archive, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=1)  # its files are read one after the other
def _open(archive: Path, *state: int) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    opened = zipfile.ZipFile(archive)
    members: dict[str, zipfile.ZipInfo] = {}
    for member in opened.infolist():
        name = member.filename.replace("\\", "/")
        if not name.endswith("/"):
            kept = name if name.startswith("/") or ".." in name else Path(name).as_posix()
            members.setdefault(kept, member)
    return opened, members

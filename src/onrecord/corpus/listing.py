"""Which files a corpus is made of, and in what order; none is opened but archives."""

import functools
import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from onrecord.corpus.archives import ARCHIVE, list_members
from onrecord.corpus.formats import ENDINGS, TABLE_FORMATS, split_name
from onrecord.corpus.inputs import explain, shorten
from onrecord.corpus.kinds import PAGES
from onrecord.errors import OnrecordError
from onrecord.remote import RemoteFile, find_files, is_url, shown, without_file_scheme
from onrecord.tables.outputs import is_export_folder, is_report_folder, is_run_folder

DOCUMENTATION = {"readme", "readme.md", "readme.txt"}
# folders that browsers put beside a page that they save: pictures, styles, frames of advertisements
BESIDE_PAGES = re.compile(
    r"(.+)(?:[_-]files|\.files|[_-]Dateien|_fichiers|_archivos|_bestanden)", re.IGNORECASE
)
LEAVES = (
    "It is a link that leads out of the folder that was given, to something that may not be meant "
    "to be read, so it is not. To read what such links lead to, give --follow-links."
)


@dataclass(frozen=True, slots=True)
class File:
    """One file: where it lies, and its path within the corpus given, with `/` between its parts.

    `problem` says why a folder could not be listed; it then stands for what is in it. A corpus may
    have a million of these, so each is small.
    """

    place: str | RemoteFile
    relative: str
    problem: str | None = None

    @property
    def location(self) -> Path | RemoteFile:
        return Path(self.place) if isinstance(self.place, str) else self.place

    @property
    def whole(self) -> str:
        """Its path from the root of this machine, or its URL without secrets."""
        return os.path.abspath(self.place) if isinstance(self.place, str) else str(self.place)

    @property
    def is_known(self) -> bool:
        return self._ending in ENDINGS

    @property
    def is_table(self) -> bool:
        return self._ending in TABLE_FORMATS

    @property
    def _ending(self) -> str:
        place = self.place
        return split_name(os.path.basename(place) if isinstance(place, str) else place.name)[1]


def list_files(paths: tuple, *, follow_links: bool = False) -> list[File]:
    """The files of all paths given, each once, in the order of the paths.

    Args:
        paths: files, folders and globs, or URLs of them. Folders are walked into;
            what is in them, or matches a glob, comes sorted by its relative path, letter case
            counting. Hidden files and folders, `README`, `README.md` and `README.txt`, the folders
            that browsers put beside saved pages, and, on this machine, folders of tables, reports
            and exchange files that the kit wrote are left out there. Archives are as folders, but
            those in other archives or behind URLs.
        follow_links: whether a symbolic link that leads out of a folder that is given is followed;
            if not, it is a file with a problem. A path that is given may be a link itself.

    Raises:
        OnrecordError: a path leads nowhere or to what the kit wrote, a URL cannot be reached, or no
            file is of a kind that is read.
    """
    if not paths:
        raise OnrecordError(
            "No path is given, so there is nothing to read. Give a file or a folder."
        )
    files: dict[str, File] = {}
    for path in paths:
        given = without_file_scheme(os.fsdecode(path))
        here = os.path.expanduser(given)
        found = _list_url(given) if is_url(given) else _list(here, follow_links)
        for file, real in sorted(found, key=lambda pair: pair[0].relative):
            files.setdefault(real, file)
    listed = [file for each in files.values() for file in _unpacked(each)]
    if not any(file.is_known or file.problem for file in listed):
        given = ", ".join(shorten(shown(os.fsdecode(path))) for path in paths)
        raise OnrecordError(
            f"No file of a kind that is read is in {given}, so there is "
            f"no article. Give files that end in {', '.join(ENDINGS)}, in one of these and .gz, or "
            f"archives of them ({ARCHIVE})."
        )
    return listed


def _unpacked(file: File) -> list[File]:
    """A file itself, or those that it holds if it is an archive; its problem stands for the others."""
    place = file.location
    if isinstance(place, RemoteFile) or place.suffix.lower() != ARCHIVE or not place.is_file():
        return [file]
    members, problem = list_members(place)
    found = [File(file.place, file.relative, problem)] if problem else []
    kept = (File(str(place / name), posix(f"{file.relative}/{name}")) for name in _kept(members))
    return [*found, *kept]


def _list_url(url: str) -> list[tuple[File, str]]:
    """The files behind a URL, each with what makes it one."""
    places, were_looked_for = find_files(url)
    kept = _kept(places) if were_looked_for else places
    host = "/".join(url.split("/")[:3])
    return [(File(places[name], posix(name)), f"{host} {places[name].path}") for name in kept]


def _kept(names: Iterable[str]) -> Iterator[str]:
    """Of the files of an archive or behind a URL those that a walk through a folder would give."""
    names = list(names)
    pages = {os.path.splitext(name)[0] for name in names if name.lower().endswith(PAGES)}
    for name in names:
        folders = PurePosixPath(name).parents[:-1]
        hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
        beside = any((m := BESIDE_PAGES.fullmatch(str(f))) and m[1] in pages for f in folders)
        if not hidden and not beside and not _is_documentation(PurePosixPath(name).name):
            yield name


def _list(path: str, follow_links: bool) -> list[tuple[File, str]]:
    """The files of one path, each with the place that it has when links are followed."""
    if _is_made_by_us(path):
        raise OnrecordError(
            f"{shorten(path, 200)} is a folder that onrecord wrote, and holds no articles of its own. "
            "Give the articles that it was made from; tables alone can be given to `onrecord report`."
        )
    if os.path.isdir(path):
        return list(_walk(Path(path), Path(path), follow_links))
    if path and os.path.lexists(path):
        location = Path(path)
        return [_file(location, location.parent)]
    found = _match(path, follow_links) if path and glob.has_magic(path) else []
    if not found:
        what = "No file matches" if glob.has_magic(path) else "There is no file or folder"
        raise OnrecordError(
            f"{what} {shorten(path, 200)}, so nothing of it can be read. Check how it is written; "
            f"paths start from {os.getcwd()}."
        )
    return found


def _match(pattern: str, follow_links: bool) -> list[tuple[File, str]]:
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    root = Path(*parts[:fixed])
    files: list[tuple[File, str]] = []
    leaves = _leaving(root, follow_links)
    ours, beside = functools.cache(_is_made_by_us), functools.cache(_is_beside_page)
    for match in map(Path, glob.glob(pattern, recursive=True)):
        above = [root / folder for folder in match.relative_to(root).parents]
        if any(map(ours, above)) or any(map(beside, above)):
            continue
        if leaves(real := os.path.realpath(match)):
            files.append(_file(match, root, real, LEAVES))
        elif match.is_dir():
            files += _walk(match, root, follow_links)
        elif not _is_documentation(match.name) or not glob.has_magic(parts[-1]):
            files.append(_file(match, root))
    return files


def _walk(folder: Path, root: Path, follow_links: bool) -> Iterator[tuple[File, str]]:
    leaves = _leaving(root, follow_links)
    folders, seen = [(folder, os.path.realpath(folder))], set()
    while folders:
        folder, real = folders.pop()
        if real in seen:
            continue  # a link back into the folders above it
        seen.add(real)
        if _is_made_by_us(folder):
            continue
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield _file(folder, root, real, f"The folder cannot be listed: {explain(error)}")
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            # following every part of every path would take most of the time of a large corpus
            place = os.path.realpath(entry) if entry.is_symlink() else f"{real}/{entry.name}"
            if entry.is_symlink() and leaves(place):
                yield _file(folder / entry.name, root, place, LEAVES)
            elif os.path.isdir(entry):
                if _is_beside_page(folder / entry.name):
                    continue
                folders.append((folder / entry.name, place))
            elif not _is_documentation(entry.name):
                yield _file(folder / entry.name, root, place)


def _leaving(root: Path, follow_links: bool) -> Callable[[str], bool]:
    """What says whether a place, links followed, is out of a folder; never, where that is wanted."""
    real = os.path.realpath(root)
    inside = os.path.join(real, "")
    return lambda place: not follow_links and place != real and not place.startswith(inside)


def _file(
    location: Path, root: Path, real: str | None = None, problem: str | None = None
) -> tuple[File, str]:
    file = File(str(location), posix(location.relative_to(root).as_posix()), problem)
    return file, os.path.normpath(real or os.path.realpath(location))


def _is_made_by_us(folder: str | Path) -> bool:
    return is_run_folder(folder) or is_report_folder(folder) or is_export_folder(folder)


def _is_beside_page(folder: Path) -> bool:
    found = BESIDE_PAGES.fullmatch(folder.name)
    return found is not None and any(
        folder.with_name(found[1] + ending).is_file() for ending in PAGES
    )


def _is_documentation(name: str) -> bool:
    return name.lower() in DOCUMENTATION


def posix(path: str) -> str:
    """A path that can be stored, also where its bytes are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")

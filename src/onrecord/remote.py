"""Files behind URLs, such as s3://, gs:// and https://, which fsspec and its drivers open.

A URL may hold secrets: a password, or a query that signs it. They are in no name, message or repr.
"""

import glob
import io
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote

from onrecord.errors import OnrecordError

_URL = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]+)://")
_IN_TEXT = re.compile(_URL.pattern + r"[^\s'\"<>]+")
_LOCAL = re.compile(r"(?:file|local)://")
_WEB = ("http", "https")  # which cannot list what a folder holds
# who opens it and the password; not a host and its port
_USER = re.compile(rf"^({_URL.pattern})[^/@:]*:(?!\d+(?:/|$))[^@]*@")
_QUERY = re.compile(r"[?#][\w.~%-]*=.*", re.DOTALL)
_LONGEST_REASON = 300
_BLOCK_BYTES = 1 << 20
# what to install for a kind of URL that fsspec does not open alone
_DRIVERS = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("az", "abfs", "abfss", "adl"), "adlfs"),
    **dict.fromkeys(_WEB, "aiohttp"),
    **dict.fromkeys(("sftp", "ssh"), "paramiko"),
}


def is_url(path: str) -> bool:
    """Whether this names a place by a URL, not by a path of this machine."""
    return _URL.match(path) is not None


def without_file_scheme(path: str) -> str:
    """The path of this machine that a `file://` URL means; anything else as it is."""
    return _LOCAL.sub("", path, count=1) if _LOCAL.match(path) else path


def shown(path: str) -> str:
    """A path or URL as it may be told and stored: a URL without its password and its query.

    Bytes of a path that are not UTF-8 are written out, as in `\\udce9`.
    """
    if not is_url(path):
        return path.encode("utf-8", "backslashreplace").decode()
    bare = _QUERY.sub("", _USER.sub(r"\1", path))
    return re.split("[?#]", bare)[0] if _scheme(path) in _WEB else bare


@dataclass(frozen=True, slots=True, repr=False)
class RemoteFile:
    """A file behind a URL, with what of a `Path` the readers of files ask for.

    Attributes:
        url: what was given; it opens the filesystem, and may hold secrets.
        path: the file as that filesystem calls it; behind https that is its URL again.
    """

    url: str
    path: str

    def __repr__(self) -> str:
        return f"RemoteFile({str(self)!r})"

    def __str__(self) -> str:
        """Its own URL, without secrets."""
        scheme = _scheme(self.url)
        if scheme in _WEB:
            return shown(self.path)
        return _USER.sub(r"\1", f"{scheme}://{self.path.lstrip('/')}")

    @property
    def name(self) -> str:
        return str(self).rstrip("/").rpartition("/")[2]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix

    @property
    def parent(self) -> str:
        return str(self).rpartition("/")[0]

    def open(self) -> IO[bytes]:
        """Its bytes, which come as they are read.

        Raises:
            ConnectionError: it cannot be opened; later on, it cannot be read any further.
        """
        return io.BufferedReader(_Received(self), _BLOCK_BYTES)


class _Received(io.RawIOBase):
    """What a driver gives of a file; whatever it raises comes as one error, without secrets."""

    def __init__(self, place: RemoteFile):
        self._url, (filesystem, _) = place.url, _filesystem(place.url)
        try:
            self._file = filesystem.open(place.path, "rb")
        except Exception as error:  # each driver has its own
            raise _plain(error, self._url) from None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer) -> int:
        try:
            block = self._file.read(len(buffer))
        except Exception as error:
            raise _plain(error, self._url) from None
        buffer[: len(block)] = block
        return len(block)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class RemoteFolder:
    """A folder behind a URL, which need not exist, and what is written to it.

    Every method raises an OnrecordError where the place cannot be reached or written.
    """

    def __init__(self, url: str):
        self._url, self._shown = url, shown(url)
        with self._told():
            self._filesystem, path = _filesystem(url)
        self._path = path.rstrip("/")

    def files(self) -> list[str]:
        """The names of all files in it and below, in order."""
        with self._told():
            self._filesystem.invalidate_cache()
            if not self._filesystem.exists(self._path):
                return []
            found = _below(self._filesystem, self._path)
            return sorted(path.removeprefix(self._path).lstrip("/") for path in found)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        with self._told():
            try:
                return self._filesystem.cat_file(f"{self._path}/{name}")
            except FileNotFoundError:
                return None

    def write(self, name: str, file: Path) -> None:
        """Put a file of this machine there."""
        with self._told():
            place = f"{self._path}/{name}"
            self._filesystem.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._filesystem.put_file(str(file), place)

    def remove(self, name: str) -> None:
        """Delete a file, if it is there."""
        with self._told(), suppress(FileNotFoundError):
            self._filesystem.rm_file(f"{self._path}/{name}")

    @contextmanager
    def _told(self):
        try:
            yield
        except OnrecordError:
            raise
        except Exception as error:  # each driver has its own
            plain = error if isinstance(error, ConnectionError) else _plain(error, self._url)
            raise OnrecordError(
                f"{self._shown} cannot be written, so no tables get there. {plain} "
                "Check how it is written, and that this machine may write to it."
            ) from None


def find_files(url: str) -> tuple[dict[str, RemoteFile], bool]:
    """The files that a URL names: relative path → place; and whether they were looked for.

    A file is itself, under its name. Those in a folder and below have their paths within it; those
    that match a pattern, within the folder that stands before its first `*`, `?` or `[`.

    Raises:
        OnrecordError: nothing is there, it cannot be reached, or nothing here can open such URLs.
    """
    try:
        filesystem, path = _filesystem(url)
        try:
            root, paths = _find(filesystem, path, is_listed=_scheme(url) not in _WEB)
        except Exception as error:
            raise _plain(error, url) from None
    except ConnectionError as error:
        raise OnrecordError(
            f"{shown(url)} cannot be read, so no article comes from there. {error} "
            "Check how it is written, and that this machine may read it."
        ) from None
    if root is None:
        place = RemoteFile(url, path)
        return {place.name: place}, False
    return {one.removeprefix(root).lstrip("/"): RemoteFile(url, one) for one in paths}, True


def _find(filesystem, path: str, *, is_listed: bool) -> tuple[str | None, list[str]]:
    """The folder that paths start from, and the files in it; None where `path` is a file."""
    try:
        if filesystem.info(path)["type"] != "directory":
            return None, [path]
        return path, _below(filesystem, path)
    except FileNotFoundError:
        if not (is_listed and glob.has_magic(path)):
            raise
    found: list[str] = []
    for match, known in sorted(filesystem.glob(path, detail=True).items()):
        found += _below(filesystem, match) if known["type"] == "directory" else [match]
    if not found:
        raise FileNotFoundError
    before = re.split(r"[*?[]", path)[0]
    return before[: before.rfind("/") + 1], found


def _below(filesystem, folder: str) -> list[str]:
    return [path for path in filesystem.find(folder) if not path.endswith("/")]


def _scheme(url: str) -> str:
    match = _URL.match(url)
    return match[1].lower() if match else ""


def _filesystem(url: str):
    """The filesystem of a URL, and the path in it.

    Raises:
        OnrecordError: nothing here can open such URLs.
        ConnectionError: it cannot be reached.
    """
    from fsspec.core import url_to_fs
    from fsspec.registry import known_implementations

    scheme = _scheme(url)
    if "::" in url or scheme not in known_implementations:
        raise OnrecordError(
            f"{shown(url)} is no URL that is read, so nothing comes from there. Give a path of this "
            "machine, or a URL such as s3://bucket/folder, gs://bucket/*.jsonl or https://host/file."
        )
    try:
        return url_to_fs(url)
    except ImportError as error:
        what = f"pip install {_DRIVERS[scheme]}" if scheme in _DRIVERS else str(error)
        raise OnrecordError(
            f"{shown(url)} needs a driver for {scheme}:// that is not installed, so nothing can be "
            f"read from there: {what}."
        ) from error
    except Exception as error:
        raise _plain(error, url) from None


def _plain(error: BaseException, url: str) -> ConnectionError:
    """What a driver raised, in plain words and without secrets."""
    if isinstance(error, ValueError) and "range requests" in str(error):  # of fsspec's own
        return ConnectionError("The server sends whole files only; download it, and give the file.")
    cause = error.__cause__ if isinstance(error, FileNotFoundError) else error
    what = type(cause).__name__
    if text := _without_secrets(str(cause), url):
        what += f": {text}"
    if cause is not error:
        return ConnectionError(f"Nothing is found there{f' ({what})' if cause else ''}.")
    if isinstance(error, PermissionError) or "redential" in what:
        return ConnectionError(f"It may not be read, or no credentials are set ({what}).")
    return ConnectionError(f"{what}.")


def _without_secrets(text: str, url: str) -> str:
    bare, pieces = shown(url), re.split("[/@?#&:=]+", url)
    for secret in sorted({*pieces, *map(unquote, pieces)}, key=lambda piece: (-len(piece), piece)):
        if len(secret) > 2 and secret not in bare:
            text = text.replace(secret, "…")
    text = _IN_TEXT.sub(lambda match: shown(match[0]), " ".join(text.split()))
    return text[:_LONGEST_REASON].rstrip(". ")

"""A table of what is known about articles, joined with files that do not say it themselves."""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from onrecord.corpus.columns import find_column, find_columns, plain
from onrecord.corpus.date_orders import only_order, orders_of, show_orders
from onrecord.corpus.dates import read_date
from onrecord.corpus.formats import TABLE_FORMATS, list_columns, read_inputs, split_name
from onrecord.corpus.inputs import Input, as_field, shorten
from onrecord.corpus.notes import Note
from onrecord.errors import OnrecordError
from onrecord.remote import RemoteFile

NAMES_FILE = {"file", "filename", "file_name", "path", "file_path", "filepath"}
LONGEST_KEY, MOST_PARTS = 4_000, 16
TRACKING = re.compile(r"(?:utm_\w*|fbclid|gclid|mc_[ce]id)(?:=|$)", re.IGNORECASE)


class Metadata:
    """The rows of a table by the URL or the file that each is about; of two for one, the first.

    Attributes:
        columns: the names of the table's columns.
    """

    def __init__(self, path: str | Path, mapping: Mapping[str, str], dates: str | None = None):
        """Read the table; of `mapping` count the columns that it has.

        Its dates are read in the order of day and month that they show, else in that of `dates`.

        Raises:
            OnrecordError: it is no table that can be read, or has no column of URLs or files.
        """
        self.path = Path(os.path.expanduser(path))
        self.columns: Sequence[str] = _columns(self.path)
        self._rows: list[tuple[str, dict[str, object]]] = []
        self._by_url: dict[str, int] = {}
        self._by_file: dict[str, int] = {}
        self._by_end: dict[str, int | None] = {}
        self._met: set[int] = set()
        self._articles, self._filled, self._unfilled = 0, 0, ""
        self._broken: list[str] = []
        self._read({f: c for f, c in mapping.items() if find_column(self.columns, c)})
        self._read_dates(dates)

    def is_at(self, location: Path | RemoteFile) -> bool:
        """Whether the table is the file at this place."""
        return os.path.realpath(str(location)) == os.path.realpath(self.path)

    def fill(self, found: Input, path: str) -> Input:
        """What a file, or a row of one, holds, with the fields that it lacks and its row has.

        Args:
            path: of the file, within the corpus.
        """
        row = self._find(found, path)
        self._articles += 1
        if row is None:
            self._unfilled = self._unfilled or path
            return found
        self._met.add(row)
        self._filled += 1
        said = {field: value for field, value in found.fields.items() if _says(value)}
        if said.get("outlet") == normal_url(str(said.get("url", ""))).partition("/")[0]:
            del said["outlet"]  # of a page that does not name it: it was read from its URL
        return replace(found, fields={**self._rows[row][1], **said})

    def note(self) -> Note:
        """How many rows and articles were joined, with an example of those that were not."""
        text = f"{len(self._met):,} of its {len(self._rows):,} rows are joined with articles, "
        text += f"and {self._filled:,} of {self._articles:,} articles with a row."
        if lone := [key for row, (key, _) in enumerate(self._rows) if row not in self._met]:
            text += f" Rows without an article ({len(lone):,}), such as {shorten(lone[0], 200)}."
        if unfilled := self._articles - self._filled:
            text += f" Articles without a row ({unfilled:,}), such as "
            text += f"{shorten(self._unfilled, 200)}."
        if self._broken:
            text += f" Rows that cannot be read ({len(self._broken):,}), such as: {self._broken[0]}"
        return Note("metadata", text)

    def _read(self, mapping: dict[str, str]) -> None:
        url = find_columns(self.columns, mapping).get("url")
        file = next((c for c in self.columns if plain(c) in NAMES_FILE), None)
        if not (url or file):
            raise OnrecordError(
                f"The table {shorten(self.path, 200)} has no column of URLs or file names, so its "
                f"rows cannot be joined with articles: {', '.join(map(shorten, self.columns[:50]))}. "
                "Call one of them url or file."
            )
        for found in read_inputs(self.path, mapping | {"text": file or url or ""}):
            if isinstance(found, Note):
                continue
            fields = {f: v for f, v in found.fields.items() if f != "id" and _says(v)}
            key = (found.text or "").strip()
            if key and not file:
                fields["url"] = key
            if found.status not in ("ok", "empty"):
                self._broken.append(found.message or found.status)
            elif key or "url" in fields:
                self._add(key if file else "", fields)

    def _read_dates(self, said: str | None) -> None:
        shown = show_orders(fields.get("published") for _, fields in self._rows)
        for _, fields in self._rows:
            if value := fields.get("published"):
                date, _ = read_date(value, lambda mark: only_order(orders_of(shown, mark)) or said)
                fields["published"] = date or value

    def _add(self, file: str, fields: dict[str, object]) -> None:
        row, url = len(self._rows), as_field(fields.get("url"))
        self._rows.append((file or url or "", fields))
        if url:
            self._by_url.setdefault(normal_url(url), row)
        if file:
            whole, *ends = _ends(file)
            self._by_file.setdefault(whole, row)
            for end in ends:
                self._by_end[end] = None if end in self._by_end else row

    def _find(self, found: Input, path: str) -> int | None:
        url = found.fields.get("url")
        row = self._by_url.get(normal_url(as_field(url) or "")) if _says(url) else None
        if row is not None or found.row is not None:
            return row
        for name in (
            path,
            path.removesuffix(os.path.basename(path)) + split_name(Path(path).name)[0],
        ):
            whole, *ends = _ends(name)
            known = (self._by_file.get(end) for end in (whole, *ends))
            row = next((row for row in known if row is not None), self._by_end.get(whole))
            if row is not None:
                return row
        return None


def normal_url(url: str) -> str:
    """A URL without what does not change the page: scheme, www, last slash, fragment, tracking."""
    url = url.strip()[:LONGEST_KEY]
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url
    query = "&".join(part for part in parts.query.split("&") if part and not TRACKING.match(part))
    return f"{host}{unquote(parts.path).rstrip('/')}{'?' if query else ''}{query}"


def _ends(path: str) -> Iterator[str]:
    """A path, and what is left of it when its folders go one by one; never nothing."""
    parts = path.strip()[-LONGEST_KEY:].replace("\\", "/").casefold().split("/")
    parts = [part for part in parts if part not in ("", ".")][-MOST_PARTS:] or [""]
    yield from ("/".join(parts[place:]) for place in range(len(parts)))


def _columns(path: Path) -> Sequence[str]:
    if split_name(path.name)[1] not in TABLE_FORMATS:
        why = f"it does not end in one of {', '.join(TABLE_FORMATS)}"
    elif not path.is_file():
        why = "there is no such file"
    elif there := list_columns(path, {}):
        return there
    else:
        why = "it has no columns that can be read"
    raise OnrecordError(
        f"The metadata {shorten(path, 200)} is no table: {why}. So no article gets fields from it. "
        "Give a table with a row for each article, and a column of URLs or file names."
    )


def _says(value: object) -> bool:
    """Whether a value can be a field; one that is nested cannot."""
    with contextlib.suppress(TypeError):
        return as_field(value) is not None
    return False

"""Corrections from whatever they were made in: a sheet, Label Studio, brat."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from onrecord.corrections import Corrections, read_corrections
from onrecord.corrections.row import Row, Wrong, check_row
from onrecord.errors import OnrecordError
from onrecord.exchange.annotated import Annotated, articles_by_id, differences
from onrecord.exchange.label_studio import read_label_studio
from onrecord.exchange.standoff import file_names, fragments
from onrecord.tables.folder import Tables
from onrecord.tables.schema import ROLES

MARK = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
ARGUMENT = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")
VALUES = {"Act": "act", "Commitment": "commitment", "Kind": "kind", "Manner": "manner"}


def read_any(path: Path, tables: Tables | None) -> Corrections:
    """The corrections in a sheet, an export of Label Studio (`.json`), or a folder of brat.

    Args:
        tables: what Label Studio and brat were given; sheets need none.

    Raises:
        OnrecordError: it cannot be read, or does not fit the tables.
    """
    foreign = path.is_dir() or path.suffix.lower() == ".json"
    if not foreign:
        return read_corrections(path)
    if tables is None:
        raise OnrecordError(
            f"{path} comes from another tool, and what was changed there shows only beside the tables. "
            "Give them with --tables."
        )
    read = read_brat if path.is_dir() else read_label_studio
    try:
        rows = [replace(row, number=n) for n, row in enumerate(read(path, tables), 1)]
    except (OSError, UnicodeDecodeError) as error:
        raise OnrecordError(
            f"{path} cannot be read ({error}), so nothing of it can be taken over. Name a file or folder "
            "that is there and is UTF-8."
        ) from error
    for row in rows:
        try:
            check_row(row)
        except Wrong as error:
            raise OnrecordError(f"{path}, in {row.articles!r}, on {row.text!r}: {error}") from error
    said = "\n".join(map(str, rows))
    return Corrections(path.name, hashlib.sha256(said.encode()).hexdigest(), tuple(rows))


def read_brat(folder: Path, tables: Tables) -> Iterator[Row]:
    """What people have changed in a folder that `onrecord export --to brat` wrote.

    An article without a file there says nothing.

    Raises:
        OnrecordError: it is of other articles, or an annotation marks words that they do not have; it
            names the file and the line.
        OSError: a file cannot be read.
    """
    known = articles_by_id(tables)
    names = {name: i for i, name in file_names(tables.articles["article_id"].to_pylist()).items()}
    for file in sorted(folder.glob("*.ann")):
        found = known.get(names.get(file.stem, ""))
        if found is None:
            raise OnrecordError(
                f"{file} is of no article that the tables have, so nobody could check its offsets. Give the "
                "tables that were exported, or take the file away."
            )
        text = found.article["text"]
        yield from differences(found, _Standoff(file, text).marks(), partial(_shaped, text))


def _shaped(text, spans):
    return tuple((start, end) for start, end in fragments(text, spans))


class _Standoff:
    """The annotations of one file."""

    def __init__(self, file: Path, text: str):
        self._file, self._text = file, text
        self._spans: dict[str, tuple] = {}
        self._events: dict[str, Annotated] = {}
        later = defaultdict(list)
        lines = file.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if line.startswith("T"):
                self._mark(number, line)
            elif line:
                later[line[0]].append((number, line))
        for kind, read in (("E", self._event), ("A", self._value), ("#", self._note)):
            for number, line in later[kind]:
                read(number, line)

    def marks(self) -> list[Annotated]:
        """The attributions; an event without a content is none."""
        return [each for each in self._events.values() if each.spans["content"]]

    def _mark(self, number, line):
        match = MARK.fullmatch(line)
        places = [tuple(map(int, p.split())) for p in match[3].split(";")] if match else []
        words = " ".join(self._text[start:end] for start, end in places)
        if not match or words != match[4]:
            raise OnrecordError(
                f"{self._file}, line {number}: its words are not those of the article at these offsets, so "
                "it would mark something else. Give the tables whose export was annotated."
            )
        self._spans[match[1]] = tuple(sorted(places))

    def _event(self, number, line):
        key, _, told = line.partition("\t")
        spans: dict[str, tuple] = {role: () for role in ROLES}
        for role, mark in ARGUMENT.findall(told):
            if mark not in self._spans:
                raise OnrecordError(
                    f"{self._file}, line {number}: {mark} is not in the file, so {key} is torn. Mend it in "
                    "brat, or delete the event."
                )
            spans[role.lower()] = tuple(sorted({*spans[role.lower()], *self._spans[mark]}))
        self._events[key] = Annotated("", spans)

    def _value(self, _, line):
        name, _, rest = line.partition("\t")[2].partition(" ")
        event, _, value = rest.partition(" ")
        if event in self._events and name in VALUES:
            self._events[event].values[VALUES[name]] = value

    def _note(self, _, line):
        """The note that the export wrote; one that somebody else wrote instead is passed over."""
        _, target, text = (*line.split("\t"), "", "")[:3]
        event = self._events.get(target.partition(" ")[2])
        try:
            note = json.loads(text)
            key, name = note.get("attribution_id"), note.get("source_name")
        except (ValueError, AttributeError, RecursionError):
            return
        if event and isinstance(key, str):
            event.key = key
            event.values |= {"name": name} if isinstance(name, str) else {}

"""A register written for its user to decide: what was decided before, then what is proposed.

Or a worksheet, which is a register too: who has no value in a column, then what was decided before.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.reading.names.spelling import plain_name
from onrecord.register.proposals import people_without, propose
from onrecord.register.register import (
    REGISTER_COLUMNS,
    REQUIRED,
    Register,
    Row,
    article_ids,
    read_register,
)
from onrecord.tables.cells import write_rows
from onrecord.tables.folder import Tables
from onrecord.tables.outputs import SOON, whole_file
from onrecord.tables.schema import ENTITIES


def check_can_write_register(path: str | Path, *, overwrite: bool) -> None:
    """Refuse a place that cannot be written, or a file that is not to be replaced.

    Raises:
        OnrecordError: says which of these it is.
    """
    path = Path(path)
    if not path.absolute().parent.is_dir():
        raise OnrecordError(
            f"There is no folder {path.absolute().parent}, so there is no place for {path.name}. "
            "Make it, or name another place with --out."
        )
    if path.is_dir():
        raise OnrecordError(f"{path} is a folder, and a register is a file. Name one with --out.")
    if os.path.lexists(path):
        if not overwrite:
            raise OnrecordError(
                f"{path} exists already. Writing there would replace what it holds. Name another "
                "file with --out, or allow it with --overwrite, which keeps what was decided in it."
            )
        read_register(path)  # what is no register is not ours to replace


def write_review(tables: Tables, path: str | Path, *, progress: bool = False) -> dict[str, int]:
    """Write a register: the decided rows of the one that is there, then proposals and entities.

    Args:
        tables: what is reviewed.
        path: the file; see `check_can_write_register`.
        progress: show a bar on stderr where it takes more than two seconds.

    Returns:
        How many rows of each kind it has: merges, splits, entities, and how many were kept.

    Raises:
        OnrecordError: a register that is there cannot be read, or the new one not written.
    """
    from tqdm import tqdm

    path = Path(path)
    before, kept = _decided(path)
    known = {_key(row) for row in kept}
    with tqdm(desc="Comparing", unit="pair", delay=SOON, disable=not progress) as bar:
        new = [row for row in propose(tables, bar.update) if _key(row) not in known]
    rows = kept + new
    _write(path, rows, REGISTER_COLUMNS, before.attributes)
    counts = Counter(row.kind for row in rows)
    written = {"merges": counts["merge"], "splits": counts["split"], "entities": counts["entity"]}
    return written | {"rows kept": len(kept)}


def check_column(column: str) -> str:
    """The name of a column of the user's own, as a register has it.

    Raises:
        OnrecordError: it is empty, or a column that a register or the table entities has already.
    """
    name, taken = " ".join(column.split()), {*REGISTER_COLUMNS, *ENTITIES.arrow.names}
    if not name or name in taken:
        raise OnrecordError(
            f"--missing {column!r} is no column of your own, so there is nothing to fill in. "
            "Name one, such as gender, party or role."
        )
    return name


def write_worksheet(tables: Tables, path: str | Path, column: str) -> dict[str, int]:
    """Write a register of the people who speak and have no value in a column, to be filled in.

    They come first, most words first, with what else is known of them; then the decided rows of the
    register that is there. Columns that hold nothing are left out.

    Args:
        path: the file; see `check_can_write_register`.
        column: one that `check_column` lets pass. A value in the register that is there counts
            even where the tables were made without it.

    Returns:
        How many people it asks about, and how many rows were kept as they were.

    Raises:
        OnrecordError: a register that is there cannot be read, or the new one not written.
    """
    path = Path(path)
    before, kept = _decided(path)
    known = defaultdict[tuple, dict](dict)
    for row in kept:
        known[_key(row)] |= row.attributes
    settled = {_key(row) for row in kept if column in row.attributes or row.decision == "no"}
    asked = {_key(row): row for row in people_without(tables, column)}
    new = {
        key: replace(row, attributes={**row.attributes, **known[key]})
        for key, row in asked.items()
        if key not in settled
    }
    kept = [row for row in kept if _key(row) not in new]
    rows = [*new.values(), *kept]
    always = {*REQUIRED, "decision"}
    filled = [c for c in REGISTER_COLUMNS if c in always or any(getattr(r, c) for r in rows)]
    _write(path, rows, filled, [column, *before.attributes])
    return {"people to fill in": len(new), "rows kept": len(kept)}


def other_register(tables: Tables, path: str | Path) -> str:
    """What is to be said where the tables were made with a register that is another file."""
    file = tables.manifest.get("register", {}).get("file", Path(path).name)
    if file == Path(path).name:
        return ""
    return (
        f"The tables were made with the register {file!r}, whose decisions are not in this file, and "
        "only one file is applied. Write the sheet into that register: name it with --out, and add "
        "--overwrite, which keeps what was decided in it."
    )


def _decided(path: Path) -> tuple[Register, list[Row]]:
    """The register that is there, if any, and those of its rows that say something."""
    before = read_register(path) if path.exists() else Register(path.name, "", (), ())
    return before, [row for row in before.rows if row.decision or row.attributes]


def _write(path: Path, rows: Sequence[Row], columns: Sequence[str], first: Iterable[str]):
    """Write rows with some columns of a register; the user's own, `first` and others, by the name."""
    added = dict.fromkeys([*first, *(name for row in rows for name in row.attributes)])
    at = columns.index("label") + 1 if "label" in columns else len(columns)
    order = [*columns[:at], *added, *columns[at:]]
    with whole_file(path) as new_path, open(new_path, "w", encoding="utf-8", newline="") as file:
        write_rows(file, _lines(rows, order), line_end="\n")


def _key(row: Row):
    """What a row is about, so that nothing is asked twice."""
    one = plain_name(row.name), row.label
    other = plain_name(row.other_name), row.other_label
    if row.kind == "merge":
        return row.kind, frozenset((one, other)), row.articles if one == other else ""
    if row.kind == "split":
        return row.kind, one, frozenset(article_ids(row.other_articles))
    return row.kind, one, row.articles


def _lines(rows: Iterable[Row], columns: Iterable[str]) -> Iterator[list[str]]:
    """The cells of a register, header first; white space is single spaces, as git likes it."""
    yield [" ".join(name.split()) for name in columns]
    for row in rows:
        known = {**{name: getattr(row, name) for name in REGISTER_COLUMNS}, **row.attributes}
        yield [" ".join(known.get(name, "").split()) for name in columns]

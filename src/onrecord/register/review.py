"""A register written for its user to decide: what was decided before, then what is proposed."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.reading.names.spelling import plain_name
from onrecord.register.proposals import propose
from onrecord.register.register import REGISTER_COLUMNS, Register, Row, article_ids, read_register
from onrecord.tables.cells import write_rows
from onrecord.tables.folder import Tables
from onrecord.tables.outputs import SOON, whole_file


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
    before = read_register(path) if path.exists() else Register(path.name, "", (), ())
    kept = [row for row in before.rows if row.decision or row.attributes]
    known = {_key(row) for row in kept}
    with tqdm(desc="Comparing", unit="pair", delay=SOON, disable=not progress) as bar:
        new = [row for row in propose(tables, bar.update) if _key(row) not in known]
    rows = kept + new
    added = dict.fromkeys([*before.attributes, *(name for row in new for name in row.attributes)])
    with whole_file(path) as new_path, open(new_path, "w", encoding="utf-8", newline="") as file:
        write_rows(file, _lines(rows, added), line_end="\n")
    counts = Counter(row.kind for row in rows)
    written = {"merges": counts["merge"], "splits": counts["split"], "entities": counts["entity"]}
    return written | {"rows kept": len(kept)}


def _key(row: Row):
    """What a row is about, so that nothing is asked twice."""
    one = plain_name(row.name), row.label
    other = plain_name(row.other_name), row.other_label
    if row.kind == "merge":
        return row.kind, frozenset((one, other)), row.articles if one == other else ""
    if row.kind == "split":
        return row.kind, one, frozenset(article_ids(row.other_articles))
    return row.kind, one, row.articles


def _lines(rows: Iterable[Row], added: Iterable[str]) -> Iterator[list[str]]:
    """The cells of a register, header first; white space is single spaces, as git likes it."""
    yield [*REGISTER_COLUMNS, *(" ".join(name.split()) for name in added)]
    for row in rows:
        known = {**{name: getattr(row, name) for name in REGISTER_COLUMNS}, **row.attributes}
        yield [" ".join(known.get(name, "").split()) for name in (*REGISTER_COLUMNS, *added)]

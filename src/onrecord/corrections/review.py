"""A sheet for its user to decide: what was decided before, and what is most worth a look.

Or a worksheet: who has no value in a column, then what was decided before. Either is a file of corrections.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path

from onrecord.corrections.corrections import (
    Corrections,
    check_agreement,
    read_corrections,
    subject,
    what,
)
from onrecord.corrections.doubts import Doubts
from onrecord.corrections.proposals import people_without, propose
from onrecord.corrections.row import COLUMNS, OF_ENTITIES, Row
from onrecord.corrections.sheet import write_sheet
from onrecord.errors import OnrecordError
from onrecord.reading.union import grouped
from onrecord.tables.folder import Tables
from onrecord.tables.outputs import SOON
from onrecord.tables.schema import ENTITIES

MOST = 500  # questions that a sheet asks, if its user does not say
ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True)
class Questions:
    """What is asked, most at stake first, then a row for each entity; `left_out` are of less weight."""

    rows: list[Row]
    left_out: int


def check_can_write_corrections(path: str | Path, *, overwrite: bool) -> None:
    """Refuse a place that cannot be written, or a file that is not to be replaced.

    Raises:
        OnrecordError: says which of these it is.
    """
    path = Path(path)
    if path.is_dir():
        raise OnrecordError(f"{path} is a folder, and corrections are a file. Name one with --out.")
    if path.suffix.lower() not in ENDINGS:
        raise OnrecordError(
            f"{path} ends neither in .csv nor in .xlsx, so nobody knows which to write. Name such a "
            "file with --out."
        )
    if not path.absolute().parent.is_dir():
        raise OnrecordError(
            f"There is no folder {path.absolute().parent}, so there is no place for {path.name}. "
            "Make it, or name another place with --out."
        )
    if os.path.lexists(path):
        if not overwrite:
            raise OnrecordError(
                f"{path} exists already. Writing there would replace what it holds. Name another "
                "file with --out, or allow it with --overwrite, which keeps what was decided in it."
            )
        read_corrections(path)  # what are no corrections is not ours to replace


def ask(
    tables: Tables,
    kept: Iterable[Row] = (),
    most: int = MOST,
    on_pair: Callable[[], object] = lambda: None,
) -> Questions:
    """What is most worth a look, and is not decided yet.

    Args:
        kept: rows that were decided on before.
        most: questions, at most; entities come on top.
        on_pair: called for each pair of near names that is found.
    """
    doubts, known = Doubts(tables), {subject(row) for row in kept}
    proposed = [row for row in propose(tables, on_pair) if subject(row) not in known]
    asked = [doubts.of_entities(row) for row in proposed if row.kind != "entity"]
    seen = known | {subject(row) for _, row in asked}
    asked += [(stake, row) for stake, row in doubts.ask() if subject(row) not in seen]
    rows = _in_order([(stake, row) for stake, row in _at_once(asked) if stake > 0])
    entities = [row for row in proposed if row.kind == "entity"]
    return Questions([*rows[:most], *entities], len(rows[most:]))


def _at_once(asked):
    """The same questions, but one for the same words of the same sentence, in whatever articles."""
    same = defaultdict[tuple, dict](dict)
    for n, (stake, row) in enumerate(asked):
        in_one = row.kind in OF_ENTITIES or row.kind == "link"
        key: tuple = (n,) if in_one else (row.kind, row.text, row.example, row.believed)
        while row.articles in same[key]:
            key = (*key, "again")
        same[key][row.articles] = stake, row
    for each in same.values():
        [(_, row), *others] = each.values()
        if others:
            told = f"{row.reason} The same in {len(each)} articles."
            row = replace(row, articles="; ".join(each), reason=told)
        yield sum(stake for stake, _ in each.values()), row


def _in_order(asked):
    """The questions, most at stake first, and those on the same words one after another."""
    by_words = grouped(
        ((row.articles, row.text) if row.text else n, (-round(stake, 6), n, row))
        for n, (stake, row) in enumerate(asked)
    )
    groups = [sorted(group, key=itemgetter(0, 1)) for group in by_words.values()]
    groups.sort(key=lambda group: group[0][:2])
    return [row for group in groups for *_, row in group]


def write_review(
    tables: Tables, path: str | Path, *, most: int = MOST, progress: bool = False
) -> dict[str, int]:
    """Write the decided rows of the file that is there, then what is most worth a look.

    Args:
        tables: what is reviewed.
        path: the file; see `check_can_write_corrections`.
        most: questions, at most.
        progress: show a bar on stderr where it takes more than two seconds.

    Returns:
        How many questions it asks, rows of entities it has, rows were kept, and questions left out.

    Raises:
        OnrecordError: a file that is there cannot be read, or the new one not written.
    """
    from tqdm import tqdm

    path = Path(path)
    before, kept = decided_before(path)
    with tqdm(desc="Comparing", unit="pair", delay=SOON, disable=not progress) as bar:
        asked = ask(tables, kept, most, bar.update)
    write_sheet(path, [*kept, *asked.rows], before.attributes, names_of(tables))
    entities = sum(row.kind == "entity" for row in asked.rows)
    written = {"questions": len(asked.rows) - entities, "entities": entities}
    return written | {"rows kept": len(kept), "less at stake, left out": asked.left_out}


def names_of(tables: Tables) -> list[str]:
    """The names of all entities that have one, in order."""
    named = tables.entities.filter(tables.entities["named"])
    return sorted(set(named["name"].to_pylist()))


def collect(
    path: str | Path, files: Iterable[Corrections], attributes: Iterable[str] = ()
) -> dict[str, int]:
    """Write what was decided in several files into one; of two rows on the same, the later file's holds.

    Args:
        path: the file; what is decided in one that is there comes first.

    Raises:
        OnrecordError: it cannot be written; or two rows of one file contradict each other.
    """
    path = Path(path)
    before, kept = decided_before(path)
    rows, new = {(*what(row), _own(row)): row for row in kept}, 0
    added = [*before.attributes, *attributes]
    for each in files:
        own = [row for row in each.rows if row.decided]
        check_agreement(Path(each.file), own)
        rows |= {(*what(row), _own(row)): row for row in own}
        new += len(own)
        added += each.attributes
    write_sheet(path, list(rows.values()), dict.fromkeys(added))
    return {"rows decided": new, "rows in all": len(rows)}


def _own(row):
    """What two rows on one entity may say beside each other: each its own columns."""
    return frozenset(row.attributes) if row.kind == "entity" else None


def check_column(column: str) -> str:
    """The name of a column of the user's own, as a file of corrections has it.

    Raises:
        OnrecordError: it is empty, or a column that such a file or the table entities has already.
    """
    name, taken = " ".join(column.split()), {*COLUMNS, *ENTITIES.arrow.names}
    if not name or name in taken:
        raise OnrecordError(
            f"--missing {column!r} is no column of your own, so there is nothing to fill in. "
            "Name one, such as gender, party or role."
        )
    return name


def write_worksheet(tables: Tables, path: str | Path, column: str) -> dict[str, int]:
    """Write the people who speak and have no value in a column, to be filled in.

    They come first, most words first, with what else is known of them; then the decided rows of the
    file that is there.

    Args:
        path: the file; see `check_can_write_corrections`.
        column: one that `check_column` lets pass. A value in the file that is there counts even where
            the tables were made without it.

    Returns:
        How many people it asks about, and how many rows were kept as they were.

    Raises:
        OnrecordError: a file that is there cannot be read, or the new one not written.
    """
    path = Path(path)
    before, kept = decided_before(path)
    known = defaultdict[tuple, dict](dict)
    for row in kept:
        known[what(row)] |= row.attributes
    settled = {what(row) for row in kept if column in row.attributes or row.decision == "no"}
    asked = {what(row): row for row in people_without(tables, column)}
    new = {
        key: replace(row, attributes={**row.attributes, **known[key]})
        for key, row in asked.items()
        if key not in settled
    }
    kept = [row for row in kept if what(row) not in new]
    write_sheet(path, [*new.values(), *kept], [column, *before.attributes])
    return {"people to fill in": len(new), "rows kept": len(kept)}


def other_file(tables: Tables, path: str | Path) -> str:
    """What is to be said where the tables were made with another file of corrections."""
    file = tables.manifest.get("corrections", {}).get("file", Path(path).name)
    if file == Path(path).name:
        return ""
    return (
        f"The tables were made with the corrections {file!r}, whose rows are not in this file, and "
        f"only one file is applied. Once it is filled in, put both into one: `onrecord corrections {file} "
        f"{Path(path).name} --out {file} --overwrite`."
    )


def decided_before(path: Path) -> tuple[Corrections, Sequence[Row]]:
    """The file that is there, if any, and those of its rows that say something."""
    before = read_corrections(path) if path.exists() else Corrections(path.name, "", ())
    return before, [row for row in before.rows if row.decided]

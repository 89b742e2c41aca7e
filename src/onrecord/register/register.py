"""The register of names: a CSV file in which users decide who is who, and add what they know.

One row a decision, of three kinds. `entity` gives the columns that the user added (party, gender,
country, ...) to one entity. `merge` says that two entities are one, `split` that in some articles
one is another. Entities are meant by name, and by label where that is given, since their ids change
with the corpus; `articles` narrows it down where several have the same name.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.tables.cells import read_rows
from onrecord.tables.schema import ENTITIES

ROW_KINDS = ("entity", "merge", "split")
DECISIONS = ("yes", "no", "")
REQUIRED = ("kind", "name")
MAKE_ONE = "`onrecord entities review TABLES --out register.csv` writes one to start from."


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its columns in the order of the file. Those that are not given are empty.

    Attributes:
        number: as a spreadsheet counts: the header is row 1.
        attributes: column that the user added → its value, where there is one.
    """

    number: int = 0
    kind: str
    decision: str = ""
    name: str
    label: str = ""
    articles: str = ""
    other_name: str = ""
    other_label: str = ""
    other_articles: str = ""
    reason: str = ""
    example: str = ""
    other_example: str = ""
    entity_id: str = ""
    other_entity_id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


REGISTER_COLUMNS = tuple(f.name for f in fields(Row) if f.name not in ("number", "attributes"))


@dataclass(frozen=True)
class Register:
    """The rows of one file.

    Attributes:
        file: its name, without folder.
        sha256: of its bytes.
        attributes: the columns that the user added, in their order.
    """

    file: str
    sha256: str
    rows: tuple[Row, ...]
    attributes: tuple[str, ...]


def read_register(path: str | Path) -> Register:
    """Read and check a register.

    Raises:
        OnrecordError: it cannot be read, or a row of it says nothing that can be done; the message
            names the file, the row and what is allowed.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
        rows = read_rows(data.decode("utf-8-sig"))
    except OSError as error:
        raise OnrecordError(
            f"The register {path} cannot be read ({error.strerror or error}), so no decision in it "
            f"would count. Name a file that is there. {MAKE_ONE}"
        ) from error
    except UnicodeDecodeError as error:
        raise OnrecordError(
            f"The register {path} is not UTF-8 ({error.reason} at byte {error.start}), so names in "
            "it would not be found. Save it as “CSV UTF-8”."
        ) from error
    except csv.Error as error:
        raise OnrecordError(
            f"The register {path} is not CSV ({error}), so its columns cannot be told apart. "
            f"Save it as CSV, with commas. {MAKE_ONE}"
        ) from error
    header = _header(path, rows)
    added = tuple(name for name in header if name and name not in REGISTER_COLUMNS)
    found = (_row(path, number, header, row) for number, row in enumerate(rows[1:], 2) if any(row))
    return Register(path.name, hashlib.sha256(data).hexdigest(), tuple(found), added)


def article_ids(cell: str) -> list[str]:
    """The article_ids in a cell, which stand between semicolons."""
    return [i for i in (part.strip() for part in cell.split(";")) if i]


def _header(path, rows):
    header = rows[0] if rows else []
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise OnrecordError(
            f"The register {path} has no column {' and no column '.join(map(repr, missing))} in its "
            f"first row, so nobody knows whom its rows mean. {MAKE_ONE}"
        )
    twice = next((name for name, n in Counter(filter(None, header)).items() if n > 1), None)
    if twice:
        raise OnrecordError(
            f"The register {path} has the column {twice!r} twice, so one of them would be lost. "
            "Give one of them another name."
        )
    taken = {column.name for column in ENTITIES.columns} - set(REGISTER_COLUMNS)
    clash = next((name for name in header if name in taken), None)
    if clash:
        raise OnrecordError(
            f"The register {path} adds a column {clash!r}, which the table entities has already. "
            "Give yours another name."
        )
    return header


def _row(path, number, header, cells):
    if any(cells[len(header) :]):
        raise OnrecordError(
            f"{path}, row {number} has more cells than the first row has columns, so the last would "
            "be lost. Is a comma in a cell that has no quote marks around it?"
        )
    known = dict(zip(header, cells, strict=False))
    attributes = {k: v for k, v in known.items() if k and k not in REGISTER_COLUMNS and v}
    columns = {name: known.get(name, "") for name in REGISTER_COLUMNS}
    columns |= {name: columns[name].lower() for name in ("kind", "decision")}
    row = Row(number=number, attributes=attributes, **columns)
    if wrong := _what_is_wrong(row):
        raise OnrecordError(f"{path}, row {number}: {wrong}")
    return row


def _what_is_wrong(row):
    """What of a row cannot be done, as a sentence or two; None where all can."""
    if row.kind not in ROW_KINDS:
        return f"kind is {row.kind!r}, so nobody knows what to do. It must be one of {_list(ROW_KINDS)}."
    if row.decision not in DECISIONS:
        return f"decision is {row.decision!r}, and must be 'yes', 'no' or empty."
    if not row.name:
        return "name is empty, so it means no entity. Give a name, or delete the row."
    if row.decision == "yes" and row.kind == "merge" and not row.other_name:
        return (
            "other_name is empty, so there is nothing to merge. Give the name of the other entity."
        )
    if row.decision == "yes" and row.kind == "split" and not row.other_articles:
        return (
            "other_articles is empty, so nothing would be split off. Give the article_ids in which "
            f"{row.name!r} is somebody else, between semicolons."
        )
    if row.kind != "entity" and row.attributes:
        return (
            f"{_list(row.attributes)} stands on a row of the kind {row.kind}, where it would have no "
            "effect. Put it on a row of the kind entity."
        )
    return None


def _list(names):
    return ", ".join(map(repr, names))

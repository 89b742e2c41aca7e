"""The five tables: written row by row, validated against the schema, and read back as one value."""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onrecord.errors import OnrecordError
from onrecord.tables.outputs import MANIFEST, is_run_folder, is_tables_folder
from onrecord.tables.schema import ENTITIES, TABLES, TableSchema, with_attributes

TIMINGS = "timings.json"
FILES, DIGEST = "files", "digest"  # in a manifest: of each table file, and of the manifest itself
GROUP, CHARACTERS = 5_000, 200_000_000  # rows that are written at once, and of texts among them
# What Arrow raises at a value of the wrong type.
UNFIT = (pa.ArrowException, ValueError, OverflowError)


@dataclass(frozen=True)
class Tables:
    """The five Arrow tables, and a manifest of what made them that holds only what repeats."""

    articles: pa.Table
    attributions: pa.Table
    mentions: pa.Table
    entities: pa.Table
    claims: pa.Table
    manifest: dict


class TableWriter:
    """One table, written as its rows come: no more than some thousands of them are in memory.

    Use it in a `with` statement. Row groups are of a fixed size, so the bytes depend on the rows alone.
    """

    def __init__(self, path: Path, schema: TableSchema):
        path.parent.mkdir(parents=True, exist_ok=True)
        self._schema, self._rows, self._room = schema, list[dict](), CHARACTERS
        self._file = pq.ParquetWriter(path, schema.arrow)
        self.written = 0

    def __enter__(self) -> "TableWriter":
        return self

    def __exit__(self, *error) -> None:
        if error == (None, None, None):
            self._write(self._rows)
        self._file.close()

    def add(self, rows: Iterable[dict]) -> None:
        """Take rows (column → value) in the order to be written.

        Raises:
            ValueError: a row does not fit the schema; this is a defect of the kit, not of the input.
        """
        for row in rows:
            self._rows.append(row)
            self._room -= len(row.get("text") or "")
            if len(self._rows) == GROUP or self._room < 0:
                self._write(self._rows)
                self._rows, self._room = [], CHARACTERS

    def _write(self, rows):
        self._file.write_table(make_table(rows, self._schema))
        self.written += len(rows)


def make_table(rows: Sequence[dict], schema: TableSchema) -> pa.Table:
    """Rows (column → value) as a validated table.

    Raises:
        ValueError: a row does not fit the schema; this is a defect of the kit, not of the input.
    """
    columns = [_array(rows, schema, column) for column in schema.columns]
    table = pa.Table.from_arrays(columns, schema=schema.arrow)
    validate_table(table, schema)
    return table


def read_columns(table: pa.Table, *names: str) -> Iterator[tuple]:
    """Some columns of a table as Python values, row by row."""
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def _array(rows, schema, column):
    values = [row.get(column.name) for row in rows]
    try:
        return pa.array(values, column.type)
    except UNFIT as error:
        wrong = next(value for value in values if not _fits(value, column.type))
        raise ValueError(
            f"{schema.name}.{column.name}: {wrong!r} is no {column.type_name.removesuffix('?')} ({error})"
        ) from error


def _fits(value, type_):
    try:
        pa.array([value], type_)
    except UNFIT:
        return False
    return True


def validate_table(table: pa.Table, schema: TableSchema) -> None:
    """Check types, nulls and allowed values.

    Raises:
        ValueError: names the table, the column and the first wrong value.
    """
    if not table.schema.equals(schema.arrow):
        raise ValueError(f"{schema.name}: its columns are {table.schema}, not {schema.arrow}")
    for column in schema.columns:
        values = table[column.name]
        if values.null_count and not column.nullable:
            row = values.is_null().index(True).as_py()
            raise ValueError(
                f"{schema.name}.{column.name}: the value of row {row} is null, and none may be"
            )
        if column.allowed:
            known = pc.is_in(values, pa.array(column.allowed))
            wrong = values.filter(pc.and_(pc.invert(known), pc.is_valid(values)))
            if len(wrong):
                raise ValueError(
                    f"{schema.name}.{column.name}: {wrong[0].as_py()!r} is none of {column.allowed}"
                )


def read_tables(folder: str | Path) -> Tables:
    """Read and validate what `write_tables` wrote.

    Raises:
        OnrecordError: `folder` is not a folder of tables, or one of them does not fit the schema.
    """
    folder = Path(folder)
    if not is_tables_folder(folder):
        if is_run_folder(folder):
            raise OnrecordError(
                f"{folder} holds a run that is not finished, so there are no tables yet. Go on with it "
                f"by the command that began it; `onrecord status {folder}` says how far it is."
            )
        raise OnrecordError(
            f"{folder} is not a folder of onrecord tables: it has no {MANIFEST} beside five table folders. "
            "Make one with `onrecord extract CORPUS --out TABLES`."
        )
    check_files(folder)
    made = {name: _read_table(folder / name, schema) for name, schema in TABLES.items()}
    return Tables(**made, manifest=read_manifest(folder))


def seal(manifest: dict, folder: Path) -> dict:
    """A manifest with the SHA-256 of each file of the tables in a folder, and of itself."""
    whole = manifest | {FILES: {name: _sha256(folder / name) for name in _table_files(folder)}}
    return whole | {DIGEST: digest_of_json(whole)}


def check_files(folder: str | Path) -> None:
    """Make sure that tables and manifest are, byte by byte, what was written.

    Raises:
        OnrecordError: names the file that is not.
    """
    folder = Path(folder)
    files = _read_sealed(folder)[FILES]
    for name in sorted({*files, *_table_files(folder)}):
        try:
            same = _sha256(folder / name) == files.get(name)
        except OSError as error:
            raise _broken(folder / name, error) from error
        if not same:
            raise _broken(folder / name, "its bytes are not those that were written")


def read_manifest(folder: str | Path) -> dict:
    """The manifest of a folder of tables, without its digests.

    Raises:
        OnrecordError: it cannot be read, or is not what was written.
    """
    sealed = _read_sealed(Path(folder))
    return {name: value for name, value in sealed.items() if name not in (FILES, DIGEST)}


def digest_of(folder: str | Path, names: Iterable[str] | None = None) -> str:
    """The SHA-256 of all that is in a folder of tables, as its manifest has it; or of some tables alone."""
    sealed = _read_sealed(Path(folder))
    if names is None:
        return sealed[DIGEST]
    wanted = set(names)
    return digest_of_json({f: s for f, s in sealed[FILES].items() if f.split("/")[0] in wanted})


def _read_sealed(folder):
    path = folder / MANIFEST
    try:
        sealed = json.loads(path.read_text(encoding="utf-8"))
        whole = {name: value for name, value in sealed.items() if name != DIGEST}
        if sealed.get(DIGEST) != digest_of_json(whole):
            raise ValueError("its bytes are not those that were written")
    except (ValueError, AttributeError, OSError) as error:
        raise _broken(path, error) from error
    return sealed


def _table_files(folder):
    """The names of all files of tables in a folder, in order."""
    paths = (path for name in TABLES for path in (folder / name).glob("*.parquet"))
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def digest_of_json(value) -> str:
    """The SHA-256 of a value of JSON, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_rows(folder: str | Path, name: str) -> int:
    """How many rows a table in a folder has; only the ends of its files are read."""
    return sum(pq.read_metadata(path).num_rows for path in (Path(folder) / name).glob("*.parquet"))


def _read_table(folder, schema):
    try:
        parts = sorted(folder.glob("*.parquet"))
        if not parts:
            raise ValueError("it has no part")
        if schema is ENTITIES:
            schema = with_attributes(schema, pq.read_schema(parts[0]).names)
        table = pq.read_table(folder, schema=schema.arrow)
        validate_table(table, schema)
    except (pa.ArrowException, ValueError, OSError) as error:
        raise _broken(folder, error) from error
    return table


def _broken(path, error):
    return OnrecordError(
        f"{path} cannot be read as a part of onrecord tables ({error}). "
        "It was changed, or made by another version; make it again with `onrecord extract`."
    )


def remove_tables(folder: str | Path) -> None:
    """Delete a folder of tables, or of a run that is to have some, and nothing else."""
    if is_run_folder(folder):
        shutil.rmtree(folder)

"""The five tables as one value: built from rows, validated against the schema, written and read back."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onrecord.errors import OnrecordError
from onrecord.tables import outputs
from onrecord.tables.outputs import MANIFEST, is_tables_folder
from onrecord.tables.schema import ENTITIES, TABLES, TableSchema, with_attributes

TIMINGS = "timings.json"
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


def build_tables(
    rows: dict[str, list[dict]], manifest: dict, *, attributes: Sequence[str] = ()
) -> Tables:
    """Turn rows (table name → list of dicts, in the order to be written) into validated tables.

    Args:
        attributes: columns of `entities` that a register adds; where a row has none, it is null.

    Raises:
        ValueError: a row does not fit the schema; this is a defect of the kit, not of the input.
    """
    made = {}
    for name, schema in TABLES.items():
        schema = with_attributes(schema, attributes) if schema is ENTITIES else schema
        columns = [_array(rows[name], schema, column) for column in schema.columns]
        made[name] = pa.Table.from_arrays(columns, schema=schema.arrow)
        validate_table(made[name], schema)
    return Tables(**made, manifest=manifest)


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


def check_can_write_tables(folder: str | Path, *, overwrite: bool) -> None:
    """Refuse a folder that write_tables would refuse, before any work is done for it.

    Raises:
        OnrecordError: `folder` cannot be made, is not to be overwritten, or is not ours to overwrite.
    """
    other = f"not a folder of onrecord tables (it has no {MANIFEST} beside five table folders)"
    outputs.check_can_write(folder, overwrite=overwrite, is_ours=is_tables_folder, other=other)


def write_tables(
    tables: Tables, folder: str | Path, *, overwrite: bool = False, timings: dict | None = None
) -> None:
    """Write `folder/<table>/part-00000.parquet`, `manifest.json` and, where given, `timings.json`.

    The folder appears whole or not at all: it is written under another name, then renamed.

    Raises:
        OnrecordError: see `check_can_write_tables`; or the writing failed.
    """
    check_can_write_tables(folder, overwrite=overwrite)
    with outputs.whole_folder(folder) as new:
        for name in TABLES:
            (new / name).mkdir()
            pq.write_table(getattr(tables, name), new / name / "part-00000.parquet")
        _write_json(new / MANIFEST, tables.manifest)
        if timings is not None:
            _write_json(new / TIMINGS, timings)


def read_tables(folder: str | Path) -> Tables:
    """Read and validate what `write_tables` wrote.

    Raises:
        OnrecordError: `folder` is not a folder of tables, or one of them does not fit the schema.
    """
    folder = Path(folder)
    if not is_tables_folder(folder):
        raise OnrecordError(
            f"{folder} is not a folder of onrecord tables: it has no {MANIFEST} beside five table folders. "
            "Make one with `onrecord extract CORPUS --out TABLES`."
        )
    made = {name: _read_table(folder / name, schema) for name, schema in TABLES.items()}
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise _broken(folder / MANIFEST, error) from error
    return Tables(**made, manifest=manifest)


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
    """Delete a folder that `write_tables` made, and nothing else."""
    if is_tables_folder(folder):
        shutil.rmtree(folder)


def _write_json(path, value):
    text = json.dumps(value, indent=1, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")

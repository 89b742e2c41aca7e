"""`datapackage.json` beside the CSV files, checked and read by frictionless."""

import json

import pytest
from exchange_examples import seeds, tables_of, wild
from frictionless import Package

from onrecord.exchange import export_tables
from onrecord.tables.schema import TABLES

TYPES = {
    "string": "string", "bool": "boolean", "date": "date", "int8": "integer", "int32": "integer",
    "float32": "number", "list of string": "array", "list of [start, end]": "array",
}  # fmt: skip
KEYS = {
    "articles": {"duplicate_of": ("", "article_id")},
    "attributions": {
        "article_id": ("articles", "article_id"),
        "source_entity": ("entities", "entity_id"),
        "source_affiliation": ("entities", "entity_id"),
        "parent_id": ("", "attribution_id"),
    },
    "mentions": {
        "article_id": ("articles", "article_id"),
        "entity_id": ("entities", "entity_id"),
    },
    "entities": {},
    "claims": {
        "claim_id": ("attributions", "attribution_id"),
        "article_id": ("articles", "article_id"),
        "source_entity": ("entities", "entity_id"),
    },
}


def written(tables, tmp_path):
    export_tables(tables, tmp_path / "out", "csv")
    return Package(str(tmp_path / "out" / "datapackage.json"))


@pytest.mark.parametrize("make", [seeds, wild, tables_of])
def test_package_and_files_are_valid(make, tmp_path):
    package = written(make(), tmp_path)
    report = package.validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    assert [resource.name for resource in package.resources] == list(TABLES)
    for resource in package.resources:
        assert len(resource.read_rows()) == getattr(make(), resource.name).num_rows


@pytest.mark.parametrize("name", TABLES)
def test_schema_is_that_of_the_table(name, tmp_path):
    described = json.loads(
        json.dumps(written(wild(), tmp_path).get_resource(name).schema.to_dict())
    )
    fields, columns = {field["name"]: field for field in described["fields"]}, TABLES[name].columns
    added = ["party"] if name == "entities" else []
    assert list(fields) == [column.name for column in columns] + added
    for column in columns:
        field = fields[column.name]
        assert field["type"] == TYPES[column.type_name.removesuffix("?")]
        assert field["description"].startswith(column.meaning)
        assert field.get("constraints", {}).get("enum", []) == list(column.allowed)
    key = columns[0].name
    assert described["primaryKey"] in (key, [key])
    assert described["missingValues"] == [""]
    foreign = {
        only(key["fields"]): (key["reference"]["resource"], only(key["reference"]["fields"]))
        for key in described.get("foreignKeys", [])
    }
    assert foreign == KEYS[name]


def only(fields):
    [field] = [fields] if isinstance(fields, str) else fields
    return field


@pytest.mark.parametrize("make", [seeds, wild])
def test_cells_are_read_as_what_they_are(make, tmp_path):
    read = written(make(), tmp_path).get_resource("attributions").read_rows()
    for row, cells in zip(make().attributions.to_pylist(), read, strict=True):
        for name in ("source_spans", "content_spans", "source_plural", "depth", "parent_id"):
            assert cells[name] == row[name]
        assert float(cells["confidence"]) == pytest.approx(row["confidence"], abs=1e-6)


@pytest.mark.parametrize(
    ("table", "was", "now", "error"),
    [
        ("claims", "../../x:a1,../../x,", "../../x:a1,nowhere,", "foreign-key"),
        ("claims", ",asserts,", ",shouts,", "constraint-error"),
        ("attributions", ",false,", ",perhaps,", "type-error"),
        ("mentions", ",PERSON,", ",PERSON,x,", "extra-cell"),
    ],
)
def test_what_does_not_fit_is_found(table, was, now, error, tmp_path):
    package = written(wild(), tmp_path)
    path = tmp_path / "out" / f"{table}.csv"
    text = path.read_text("utf-8-sig")
    assert was in text
    path.write_text(text.replace(was, now, 1), "utf-8-sig")
    report = package.validate()
    assert error in {task_error[0] for task_error in report.flatten(["type"])}


def test_no_licence_is_claimed(tmp_path):
    written(wild(), tmp_path)
    assert "licen" not in (tmp_path / "out" / "datapackage.json").read_text("utf-8")

"""The tables: what is refused, what is written, what is read back."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_record import article, attribution, harbour
from tables_by_hand import build_tables, write_tables

from onrecord.errors import OnrecordError
from onrecord.tables import folder as module
from onrecord.tables.folder import (
    TableWriter,
    is_tables_folder,
    read_manifest,
    read_tables,
    remove_tables,
    seal,
)
from onrecord.tables.schema import TABLES

NOTHING = {name: [] for name in TABLES}
READ = article("a", "Ann said it rained.")


def rows(**changed):
    """One article and one attribution of it, with some of their values changed."""
    said = attribution(READ, 1, "it rained", source="Ann", cue="said")
    return NOTHING | {
        "articles": [{k: changed.get(k, v) for k, v in READ.items()}],
        "attributions": [{k: changed.get(k, v) for k, v in said.items()}],
    }


def files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("words", None, "articles.words: the value of row 0 is null"),
        ("content_text", None, "attributions.content_text: the value of row 0 is null"),
        ("kind", "quoted", r"attributions.kind: 'quoted' is none of \('direct', 'indirect'"),
        ("words", "four", "articles.words: 'four' is no int32"),
        ("title", 7, "articles.title: 7 is no string"),
        ("title", "\ud800", r"articles.title: '\\ud800' is no string"),
        ("published", "2025-03-04", "articles.published: '2025-03-04' is no date"),
        ("depth", 128, "attributions.depth: 128 is no int8"),
        ("depth", 2**70, "attributions.depth: 1180591620717411303424 is no int8"),
        ("content_spans", [1, 2], r"attributions.content_spans: \[1, 2\] is no list of \[start"),
        ("source_plural", "yes", "attributions.source_plural: 'yes' is no bool"),
    ],
)
def test_what_does_not_fit_is_refused_by_table_column_and_value(column, value, said):
    with pytest.raises(ValueError, match=said):
        build_tables(rows(**{column: value}), {})


def test_a_column_that_a_row_lacks_is_refused():
    short = {k: v for k, v in READ.items() if k != "status"}
    with pytest.raises(ValueError, match=r"articles\.status: the value of row 1 is null"):
        build_tables(NOTHING | {"articles": [READ, short]}, {})


def test_the_first_wrong_value_of_many_is_named():
    wrong = [dict(READ, words=n) for n in (1, 2, "x", "y")]
    with pytest.raises(ValueError, match="'x' is no int32"):
        build_tables(NOTHING | {"articles": wrong}, {})


def test_what_is_written_is_read_back(tmp_path):
    made = harbour().tables
    write_tables(made, tmp_path / "new" / "t")
    again = read_tables(tmp_path / "new" / "t")
    assert all(getattr(again, name).equals(getattr(made, name)) for name in TABLES)
    assert again.manifest == made.manifest


def test_tables_without_rows_keep_their_columns(tmp_path):
    write_tables(build_tables(NOTHING, {}), tmp_path / "t")
    assert read_tables(tmp_path / "t").claims.schema.equals(TABLES["claims"].arrow)


def test_any_parquet_reader_reads_a_table_as_a_folder_of_parts(tmp_path):
    import pandas as pd

    write_tables(harbour().tables, tmp_path / "t")
    assert (tmp_path / "t" / "claims" / "part-00000.parquet").is_file()
    assert len(pd.read_parquet(tmp_path / "t" / "attributions")) == 4


@pytest.mark.parametrize("name", [".hidden", "_kept", "year=2025"])
def test_tables_in_a_folder_of_an_odd_name_are_read_back(tmp_path, name):
    write_tables(harbour().tables, tmp_path / name / name)
    assert read_tables(tmp_path / name / name).claims.num_rows == 4


def test_the_same_tables_are_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_tables(harbour().tables, tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_rows_are_written_as_they_come_and_the_bytes_do_not_depend_on_how(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "GROUP", 3)
    articles = [dict(READ, article_id=str(n)) for n in range(8)]
    for name, step in (("one", 1), ("five", 5), ("all", 8)):
        with TableWriter(tmp_path / name, TABLES["articles"]) as table:
            for start in range(0, 8, step):
                table.add(articles[start : start + step])
        written = pq.read_table(tmp_path / name)["article_id"].to_pylist()
        assert written == [row["article_id"] for row in articles]
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1
    assert pq.read_metadata(tmp_path / "one").num_row_groups == 3


def test_a_wrong_row_is_refused_when_it_is_written(tmp_path):
    with (
        pytest.raises(ValueError, match="'x' is no int32"),
        TableWriter(tmp_path / "t", TABLES["articles"]) as table,
    ):
        table.add([dict(READ, words="x")])


def broken_parquet(folder):
    (folder / "claims" / "part-00000.parquet").write_bytes(b"PAR1 no more")


def without_a_part(folder):
    (folder / "claims" / "part-00000.parquet").unlink()


def with_a_wrong_value(folder):
    path = folder / "claims" / "part-00000.parquet"
    table = pq.read_table(path)
    acts = pa.array(["shouts"] * table.num_rows)
    place = table.schema.get_field_index("act")
    pq.write_table(table.set_column(place, table.schema.field("act"), acts), path)


def without_a_column(folder):
    path = folder / "claims" / "part-00000.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["chain"]), path)


def with_another_type(folder):
    path = folder / "claims" / "part-00000.parquet"
    table = pq.read_table(path)
    pq.write_table(table.set_column(5, "commitment", pa.array([[1]] * table.num_rows)), path)


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (broken_parquet, "claims cannot be read"),
        (without_a_part, "claims cannot be read .*no part"),
        (with_a_wrong_value, "claims cannot be read .*claims.act: 'shouts' is none of"),
        (without_a_column, "claims cannot be read .*claims.chain"),
        (with_another_type, "claims cannot be read"),
    ],
)
def test_tables_of_another_kind_are_named_with_what_to_do(tmp_path, damage, named):
    tables = harbour().tables
    write_tables(tables, tmp_path)
    damage(tmp_path)
    with pytest.raises(OnrecordError, match=r"(?s)claims.part-00000.*onrecord extract"):
        read_tables(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps(seal(tables.manifest, tmp_path)))
    with pytest.raises(OnrecordError, match=rf"(?s){named}.*onrecord extract"):
        read_tables(tmp_path)


@pytest.mark.parametrize("place", [0, 0.3, 0.6, 0.999])
@pytest.mark.parametrize("name", ["articles", "mentions", "entities"])
def test_changed_bit_is_noticed(tmp_path, name, place):
    write_tables(harbour().tables, tmp_path)
    path = tmp_path / name / "part-00000.parquet"
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 1
    path.write_bytes(data)
    with pytest.raises(OnrecordError, match=f"{name}.part-00000.parquet"):
        read_tables(tmp_path)


def test_file_that_was_put_beside_the_tables_later_is_noticed(tmp_path):
    write_tables(harbour().tables, tmp_path)
    claims = tmp_path / "claims" / "part-00000.parquet"
    (tmp_path / "claims" / "part-00001.parquet").write_bytes(claims.read_bytes())
    with pytest.raises(OnrecordError, match=r"claims.part-00001"):
        read_tables(tmp_path)


@pytest.mark.parametrize("change", ["{", "[]", '{"files": {}, "digest": "00"}'])
def test_changed_manifest_is_noticed(tmp_path, change):
    write_tables(harbour().tables, tmp_path)
    (tmp_path / "manifest.json").write_text(change)
    for read in (read_tables, read_manifest):
        with pytest.raises(OnrecordError, match=r"manifest.json cannot be read .*onrecord extract"):
            read(tmp_path)


def test_a_folder_that_lacks_a_table_is_no_folder_of_tables(tmp_path):
    write_tables(harbour().tables, tmp_path / "t")
    without_a_part(tmp_path / "t")
    (tmp_path / "t" / "claims").rmdir()
    assert not is_tables_folder(tmp_path / "t")
    for folder in (tmp_path / "t", tmp_path / "nowhere"):
        with pytest.raises(OnrecordError, match="is not a folder of onrecord tables"):
            read_tables(folder)


def test_only_tables_are_removed(tmp_path):
    write_tables(harbour().tables, tmp_path / "t")
    remove_tables(tmp_path)
    assert is_tables_folder(tmp_path / "t")
    remove_tables(tmp_path / "t")
    assert not (tmp_path / "t").exists()

"""Exchange: where exports go, what file names ids become, and CSV read back by Python's reader."""

import csv
import json
import random
import string

import pandas
import pytest
from exchange_examples import IDS, LINK, WILD, many, seeds, steps, tables_of, wild
from small_record import article, attribution

from onrecord.corpus.listing import list_files
from onrecord.errors import OnrecordError
from onrecord.exchange import FORMATS, check_can_export, export_tables
from onrecord.exchange.by_article import by_article
from onrecord.exchange.standoff import DEVICES, file_names
from onrecord.exchange.values import as_json
from onrecord.tables.cells import restore
from onrecord.tables.outputs import EXPORT, is_export_folder
from onrecord.tables.schema import TABLES

OUT = {to: f"out{chosen.ending}" for to, chosen in FORMATS.items()}


def files(folder):
    """Every file below a folder and its bytes."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# What holds for every format.


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("make", [seeds, wild, tables_of])
def test_same_tables_make_the_same_bytes(to, make, tmp_path):
    for name in ("one", "two"):
        export_tables(make(), tmp_path / name / OUT[to], to)
    assert files(tmp_path / "one") == files(tmp_path / "two") != {}


@pytest.mark.parametrize("to", FORMATS)
def test_existing_output_is_replaced_only_where_it_is_ours_and_that_is_allowed(to, tmp_path):
    place = tmp_path / OUT[to]
    export_tables(many(["a"]), place, to)
    before = files(tmp_path)
    with pytest.raises(OnrecordError, match=r"exists already.*--overwrite"):
        export_tables(many(["b"]), place, to)
    assert files(tmp_path) == before
    export_tables(wild(), place, to, overwrite=True)
    assert files(tmp_path) != before


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_not_ours_is_never_replaced(to, tmp_path):
    place = tmp_path / OUT[to]
    if FORMATS[to].ending:
        mine = place
    else:
        place.mkdir()
        mine = place / "mine.txt"
    mine.write_text("mine")
    with pytest.raises(OnrecordError, match="is not what"):
        check_can_export(place, to, overwrite=True)
    with pytest.raises(OnrecordError, match="is not what"):
        export_tables(many(["b"]), place, to, overwrite=True)
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("to", FORMATS)
def test_export_that_is_stopped_leaves_what_was_there(to, tmp_path, monkeypatch):
    export_tables(many(["a"]), tmp_path / OUT[to], to)
    before = files(tmp_path)

    def stop(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("tqdm.tqdm.update", lambda *_: stop(_))
    with pytest.raises(KeyboardInterrupt):
        export_tables(many(["b"]), tmp_path / OUT[to], to, overwrite=True)
    assert files(tmp_path) == before


@pytest.mark.parametrize(("to", "name"), [("xlsx", "out"), ("jsonld", "out.csv"), ("xlsx", "")])
def test_file_that_nothing_would_open_is_refused(to, name, tmp_path):
    with pytest.raises(OnrecordError, match=f"does not end in .{to}"):
        check_can_export(tmp_path / name, to, overwrite=False)


@pytest.mark.parametrize(("to", "name"), [("csv", "out.csv"), ("gexf", "out.GEXF")])
def test_folder_that_is_called_like_a_file_is_refused(to, name, tmp_path):
    with pytest.raises(OnrecordError, match="a folder such as out with --out"):
        check_can_export(tmp_path / name, to, overwrite=False)


def test_folder_in_the_place_of_a_file_is_refused_and_the_other_way_round(tmp_path):
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(OnrecordError, match="is a folder"):
        check_can_export(tmp_path / "out.xlsx", "xlsx", overwrite=True)
    (tmp_path / "out").write_text("x")
    with pytest.raises(OnrecordError, match="is not what"):
        check_can_export(tmp_path / "out", "csv", overwrite=True)


@pytest.mark.parametrize("to", FORMATS)
def test_progress_ends_at_its_total(to, tmp_path):
    on_step, counted = steps()
    chosen = FORMATS[to]
    (tmp_path / "new").mkdir() if not chosen.ending else None
    chosen.write(wild(), tmp_path / "new", on_step)
    rows = sum(getattr(wild(), name).num_rows for name in TABLES)
    assert sum(counted) == (rows if chosen.step == "row" else 3)


def test_exported_folder_is_not_read_as_articles(tmp_path):
    (tmp_path / "plain.txt").write_text("Ann Reed said it rained.")
    for to in ("csv", "brat"):
        export_tables(many(["a"]), tmp_path / to, to)
        assert is_export_folder(tmp_path / to)
    assert [file.relative for file in list_files((str(tmp_path),))] == ["plain.txt"]
    with pytest.raises(OnrecordError, match="that onrecord wrote"):
        list_files((str(tmp_path / "brat"),))


# File names.


def test_id_that_can_be_a_name_is_kept():
    ids = ["2025-03-03-gate-three", "plain_1", "Plain-2"]
    assert file_names(ids) == dict(zip(ids, ids, strict=True))


def test_file_names_are_never_paths_devices_or_the_same():
    names = file_names(IDS)
    assert list(names) == list(IDS)
    for name in names.values():
        assert set(name) <= set(string.ascii_letters + string.digits + "-_")
        assert 0 < len(name) < 100
        assert name.lower() not in DEVICES
        assert name[0] != "-"
    assert len({name.lower() for name in names.values()}) == len(IDS)
    assert names["../../x"].startswith("_x-")


def test_file_names_made_to_clash_do_not():
    made = file_names(["a/b"])["a/b"]
    ids = ["a/b", made, f"{made}-2", "A/b"]
    for seed in range(20):
        random.Random(seed).shuffle(ids)
        assert len({name.lower() for name in file_names(ids).values()}) == len(ids)


# What was found in each article.


def test_rows_come_with_their_article_in_whatever_order_the_table_has_them():
    one, two = article("one", "Ann said it rained."), article("two", "Tom said it snowed.")
    said = [attribution(one, 1, "it rained"), attribution(one, 2, "rained")]
    told = [attribution(two, 1, "it snowed")]
    found = list(by_article(tables_of([two, article("none"), one], [said[0], told[0], said[1]])))
    assert [f.article["article_id"] for f in found] == ["two", "none", "one"]
    ids = [[a["attribution_id"] for a in f.attributions] for f in found]
    assert ids == [["two:a1"], [], ["one:a1", "one:a2"]]
    assert [list(f.claims) for f in found] == ids


def test_rows_of_an_article_that_is_not_there_are_not_lost_in_silence():
    said = attribution(article("gone", "Ann said it rained."), 1, "it rained")
    with pytest.raises(OnrecordError, match="'gone'"):
        list(by_article(tables_of([article("here", "x")], [said])))


@pytest.mark.parametrize("separator", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85"])
def test_json_is_one_line_for_every_reader(separator):
    value = {"a": f"é{separator}b\u2028\u2029"}
    assert len(as_json(value).splitlines()) == 1
    assert json.loads(as_json(value)) == value


# CSV, read back by Python's reader.


def read_csv(folder, name):
    """The rows of one table, with what was put before formulas taken away."""
    with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        rows = [[restore(cell) for cell in row] for row in csv.reader(file, strict=True)]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def as_cell(value):
    """What a cell says of a value, as the README tells it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.fixture(params=["seeds", "wild"])
def exported(request, tmp_path):
    tables = {"seeds": seeds, "wild": wild}[request.param]()
    export_tables(tables, tmp_path / "out", "csv")
    return tables, tmp_path / "out"


@pytest.mark.parametrize("name", TABLES)
def test_csv_reads_back_to_the_same_table(exported, name):
    tables, folder = exported
    table = getattr(tables, name)
    read = read_csv(folder, name)
    assert len(read) == table.num_rows
    assert list(read[0]) == table.column_names
    for row, made in zip(table.to_pylist(), read, strict=True):
        for column, value in row.items():
            if isinstance(value, list):
                assert json.loads(made[column]) == value
            elif isinstance(value, float):
                assert float(made[column]) == pytest.approx(value, abs=1e-7)
            else:
                assert made[column] == as_cell(value), column


def test_csv_is_read_in_pandas_as_the_readme_says(exported):
    tables, folder = exported
    for name in ("articles", "claims"):
        read = pandas.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""])
        table = getattr(tables, name)
        column = "text" if name == "articles" else "claim_text"
        texts = [None if pandas.isna(v) else restore(v) for v in read[column]]
        assert texts == table[column].to_pylist()


def test_no_cell_of_a_csv_is_a_formula(exported):
    _, folder = exported
    for path in folder.glob("*.csv"):
        with open(path, encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [c for c in cells if c.strip(" \ufeff\x00")[:1] in tuple("=+@\t\r\n") and c]
        assert not [c for c in cells if c[:1] == "-"]


def test_csv_opens_in_excel_as_utf8_and_lines_end_as_the_standard_says(tmp_path):
    export_tables(wild(), tmp_path / "out", "csv")
    data = (tmp_path / "out" / "articles.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfarticle_id,")
    assert b",javascript:alert(1)," in data
    assert f"'{LINK}".replace('"', '""').encode() in data
    assert "'=HYPERLINK" in data.decode()
    assert WILD.replace('"', '""') in data.decode()  # the text, untouched but for its apostrophe


def test_csv_has_the_meaning_of_its_columns_those_of_corrections_too(tmp_path):
    export_tables(wild(), tmp_path / "out", "csv")
    rows = read_csv(tmp_path / "out", "columns")
    known = {(r["table"], r["column"]): r for r in rows}
    assert len(rows) == sum(len(t.columns) for t in TABLES.values()) + 1
    assert known["claims", "act"]["values"].split()[:2] == ["asserts", "denies"]
    assert known["articles", "published"]["type"] == "date?"
    assert known["entities", "party"]["meaning"] == "as your corrections give it"
    made = json.loads((tmp_path / "out" / EXPORT).read_text("utf-8"))
    assert (made["format"], made["tables"]["onrecord"]) == ("csv", "0.1.0")


def test_csv_of_tables_without_rows_has_headers(tmp_path):
    export_tables(tables_of(), tmp_path / "out", "csv")
    for name, schema in TABLES.items():
        with open(tmp_path / "out" / f"{name}.csv", encoding="utf-8-sig") as file:
            assert list(csv.reader(file)) == [schema.arrow.names]

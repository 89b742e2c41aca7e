"""Day or month first: learnt from the whole column, and nothing of it is paid where it is plain."""

import csv
import gzip
import json
import tracemalloc

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.corpus import formats, read_articles
from onrecord.corpus.date_orders import DateOrders
from onrecord.corpus.listing import File
from onrecord.errors import OnrecordError

OPEN = "03/02/2026"
DAY, MONTH = "2026-02-03", "2026-03-02"


def write_csv(path, dates, more=""):
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "text"])
        rows.writerows((date, f"Word {n} was said. {more}") for n, date in enumerate(dates))


def write_jsonl(path, dates, more=""):
    rows = ({"date": date, "text": f"Word {n} was said. {more}"} for n, date in enumerate(dates))
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")


def write_parquet(path, dates, more=""):
    texts = [f"Word {n} was said. {more}" for n in range(len(dates))]
    pq.write_table(pa.table({"date": dates, "text": texts}), path)


WRITERS = {"csv": write_csv, "jsonl": write_jsonl, "parquet": write_parquet}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


def read(path, **options):
    """The date of each article as text, and the notes on files."""
    told = []
    found = read_articles(path, on_note=lambda *note: told.append(note), **options)
    dates = [str(one.published) if one.published else None for one in found]
    return dates, [(path, note.text) for path, note in told if note.kind == "order"]


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize(
    ("shows", "date"), [("13/02/2026", DAY), ("02/13/2026", MONTH), ("13/02/26", DAY)]
)
def test_date_that_shows_it_anywhere_in_the_column_settles_all(folder, ending, shows, date):
    WRITERS[ending](folder / f"a.{ending}", [OPEN, "", "2026-01-01", shows, "3/2/26"])
    dates, told = read(folder)
    assert dates == [date, None, "2026-01-01", "2026-02-13", date]
    assert not told


@pytest.mark.parametrize("mark", ["-", "."])
def test_dates_with_other_marks_are_learnt_alike(folder, mark):
    write_csv(folder / "a.csv", [f"03{mark}02{mark}2026", f"02{mark}13{mark}2026"])
    assert read(folder)[0] == [MONTH, "2026-02-13"]


def test_dots_keep_their_custom_beside_slashes_that_have_the_month_first(folder):
    write_csv(folder / "a.csv", ["3.2.2026", OPEN, "02/13/2026", "03-02-2026"])
    assert read(folder)[0] == [DAY, MONTH, "2026-02-13", MONTH]


def test_column_of_both_orders_settles_none_and_says_so_once(folder):
    write_csv(folder / "a.csv", [OPEN, "13/02/2026", "02/14/2026", OPEN])
    dates, told = read(folder)
    assert dates == [None, "2026-02-13", "2026-02-14", None]
    [(path, text)] = told
    assert path == "a.csv"
    assert "('13/02/2026')" in text and "('02/14/2026')" in text
    assert read(folder, dates="month-first") == ([MONTH, "2026-02-13", "2026-02-14", MONTH], [])


def test_what_is_said_holds_where_the_column_shows_nothing(folder):
    write_csv(folder / "a.csv", [OPEN, "2026-01-31", "31 January 2026"])
    write_csv(folder / "b.csv", [OPEN, "13/02/2026"])
    (folder / "c.txt").write_text(f"---\ndate: {OPEN}\n---\nA word was said.", "utf-8")
    assert read(folder / "a.csv")[0][0] is None
    assert read(folder / "a.csv", dates="day-first")[0][0] == DAY
    assert read(folder / "b.csv", dates="month-first")[0] == [DAY, "2026-02-13"]
    assert read(folder / "c.txt", dates="month-first")[0] == [MONTH]


def test_tables_of_one_folder_and_the_same_columns_teach_one_another(folder):
    write_csv(folder / "january.csv", [OPEN])
    write_csv(folder / "february.csv", ["13/02/2026"])
    (folder / "other.csv").write_text(f"date,text,page\n{OPEN},Another word.\n", "utf-8")
    (folder / "below").mkdir()
    write_csv(folder / "below" / "deep.csv", [OPEN])
    found = {one.path: one.published for one in read_articles(folder)}
    assert str(found["january.csv#1"]) == DAY
    assert found["other.csv#1"] is None and found["below/deep.csv#1"] is None


def test_tables_that_differ_settle_nothing_for_a_third_and_keep_their_own(folder):
    for name, dates in {"a": [OPEN], "b": [OPEN, "13/02/2026"], "c": [OPEN, "02/13/2026"]}.items():
        write_csv(folder / f"{name}.csv", dates)
    found = {one.path: one.published and str(one.published) for one in read_articles(folder)}
    assert [found[f"{name}.csv#1"] for name in "abc"] == [None, DAY, MONTH]


def test_order_that_is_none_is_refused(folder):
    write_csv(folder / "a.csv", [OPEN])
    with pytest.raises(OnrecordError, match=r"dates is 'european'.*day-first, month-first"):
        read_articles(folder, dates="european")


def test_broken_table_teaches_by_the_rows_before_the_break(folder):
    write_jsonl(folder / "a.jsonl", [OPEN, "13/02/2026"] + ["2026-01-01"] * 5_000)
    whole = gzip.compress((folder / "a.jsonl").read_bytes())
    (folder / "a.jsonl").unlink()
    (folder / "a.jsonl.gz").write_bytes(whole[: len(whole) - 2_000])
    (folder / "b.jsonl").write_text(f'{{"date": ["{OPEN}", {{}}], "text": "Word."}}\n', "utf-8")
    found = list(read_articles(folder))
    assert str(found[0].published) == DAY
    assert {one.status for one in found[-2:]} == {"failed", "ok"}


@pytest.fixture
def openings(monkeypatch):
    counted, open_ = [], formats._open
    monkeypatch.setattr(formats, "_open", lambda *a: counted.append(a[0].name) or open_(*a))
    return counted


@pytest.mark.parametrize("ending", WRITERS)
def test_no_file_is_opened_once_more_where_every_date_is_plain(folder, openings, ending):
    plain = ["2026-02-03", "13/02/2026", "3 Feb 2026"]
    WRITERS[ending](folder / f"a.{ending}", plain)
    list(read_articles(folder))
    before = len(openings)
    openings.clear()
    WRITERS[ending](folder / f"a.{ending}", [*plain, *[OPEN] * 50])
    list(read_articles(folder))
    assert before < len(openings) <= 3 * before  # once for all fifty: its columns and its dates


def test_dates_of_a_parquet_file_are_learnt_without_its_texts(folder, monkeypatch):
    write_parquet(folder / "a.parquet", [OPEN, "13/02/2026"])
    asked, iterate = [], pq.ParquetFile.iter_batches

    def spy(file, *given, columns, **how):
        asked.append(columns)
        return iterate(file, *given, columns=columns, **how)

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", spy)
    assert read(folder)[0] == [DAY, "2026-02-13"]
    assert asked[:2] == [["date", "text"], ["date"]]


@pytest.mark.parametrize(
    ("ending", "rows"), [("csv", 100_000), ("jsonl", 20_000), ("parquet", 20_000)]
)
def test_column_of_many_rows_is_read_as_a_stream(folder, ending, rows):
    path = folder / f"a.{ending}"
    WRITERS[ending](path, [OPEN] * (rows - 1) + ["13/02/2026"], "x" * (50_000_000 // rows))
    columns_of = {0: ("date", "text")}.get
    orders = DateOrders([File(str(path), path.name)], {}, None, columns_of)
    tracemalloc.start()
    assert orders.find(0, 1, "/") == "day-first"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 25_000_000  # half of the file

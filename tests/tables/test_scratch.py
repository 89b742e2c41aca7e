"""A scratch database: rows written many at a time, and files beside it."""

import signal
from pathlib import Path

import pytest

from onrecord.tables import scratch
from onrecord.tables.scratch import TableRows, open_scratch, rows_of, scratch_file


@pytest.fixture
def database(tmp_path):
    with open_scratch(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("at_once", [20_000, 3, 1])
def test_rows_come_back_as_they_were_written(database, monkeypatch, at_once):
    monkeypatch.setattr(scratch, "WRITTEN", at_once)
    monkeypatch.setattr(scratch, "FETCHED", 2)
    database.execute("CREATE TABLE made (n BIGINT, words VARCHAR, sure BOOLEAN)")
    rows = TableRows(database, "made")
    given = [(n, None if n % 2 else f"é\n{n}", n > 3) for n in range(7)]
    for row in given:
        rows.append(row)
    rows.write()
    rows.write()
    assert list(rows_of(database, "FROM made ORDER BY n")) == given


def test_column_without_a_value_is_no_error(database):
    database.execute("CREATE TABLE made (n BIGINT, words VARCHAR)")
    rows = TableRows(database, "made")
    rows.append((1, None))
    rows.write()
    assert list(rows_of(database, "FROM made")) == [(1, None)]


def test_rows_of_another_shape_are_refused(database):
    database.execute("CREATE TABLE made (n BIGINT, words VARCHAR)")
    rows = TableRows(database, "made")
    rows.append((1,))
    with pytest.raises(ValueError):
        rows.write()


def test_another_query_may_be_asked_while_rows_are_read(database, monkeypatch):
    monkeypatch.setattr(scratch, "FETCHED", 1)
    numbers = rows_of(database, "FROM range(3) ORDER BY 1")
    found = [(n, *next(rows_of(database, "SELECT ? + 1", n))) for (n,) in numbers]
    assert found == [(0, 1), (1, 2), (2, 3)]


def test_file_beside_a_database_has_no_name(database, tmp_path):
    before = sorted(Path(tmp_path).iterdir())
    with scratch_file(database) as file:
        file.write(b"said")
        assert sorted(Path(tmp_path).iterdir()) == before
        file.seek(0)
        assert file.read() == b"said"


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limits of file sizes here")
@pytest.mark.parametrize("room", [2_000, 300_000])
def test_full_disk_is_told_as_one_whenever_it_is_met(tmp_path, room):
    """`room`: bytes that a file may have; with few the file cannot begin, with more no table ends."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
        with (
            pytest.raises(OSError, match="Could not write file"),
            open_scratch(tmp_path) as database,
        ):
            database.execute("CREATE TABLE t AS SELECT hash(range)::VARCHAR FROM range(100000)")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)

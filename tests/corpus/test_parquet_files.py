"""Parquet with an article in each row: a broken value costs its field, and a small file no memory."""

import io
import subprocess
import sys
from contextlib import suppress

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from article_files import SENTENCE, make_parquet
from project import ROOT

from onrecord.corpus import parquet_files
from onrecord.corpus.formats import read_inputs

IN_LITTLE_MEMORY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
from onrecord.corpus.formats import read_inputs
*rows, last = read_inputs(__import__("pathlib").Path(sys.argv[1]), {})
print(len(rows), last.status, last.message)
"""


def read(path):
    return list(read_inputs(path, {}))


def repeated(text, times):
    """One text, stored once, in each of so many rows."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(times, "int32")), pa.array([text]))


def written(path, table, **options):
    pq.write_table(table, path, compression="zstd", **options)
    return path


@pytest.mark.parametrize("day", [2**61, -(2**61)])
def test_date_out_of_range_costs_its_field_and_no_row(write, day):
    days = pa.array([0, 1, day, 3, 4], pa.timestamp("us"))
    found = read(write("a.parquet", make_parquet(text=[f"Row {n}." for n in range(5)], date=days)))
    assert [one.text for one in found] == [f"Row {n}." for n in range(5)]
    assert [one.row for one in found] == [1, 2, 3, 4, 5]
    assert "published" not in found[2].fields and "published" in found[3].fields
    assert "so it is left out" in found[2].notes[0].text


def test_broken_page_costs_the_rows_of_its_group_and_each_is_told(tmp_path):
    table = pa.table({"text": [f"{SENTENCE} {n}" for n in range(9)]})
    path = written(tmp_path / "a.parquet", table, row_group_size=3, use_dictionary=False)
    chunk = pq.read_metadata(path).row_group(1).column(0)
    data = bytearray(path.read_bytes())
    end = chunk.data_page_offset + chunk.total_compressed_size
    data[end - 20 : end] = b"\xff" * 20
    path.write_bytes(data)
    found = read(path)
    assert [one.status for one in found] == ["ok"] * 3 + ["failed"] * 3 + ["ok"] * 3
    assert [one.row for one in found] == [*range(1, 10)]
    assert "rows 4 to 6" in found[3].message


def test_a_few_bytes_that_unpack_to_any_size_take_no_memory(tmp_path):
    text = f"{SENTENCE} " * 10_000
    path = written(tmp_path / "a.parquet", pa.table({"text": repeated(text, 20_000)}))
    assert path.stat().st_size < 5_000
    command = [sys.executable, "-c", IN_LITTLE_MEMORY, path]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    rows, status, message = run.stdout.split(" ", 2)
    assert int(rows) * len(text) <= parquet_files.MAX_UNPACKED_BYTES
    assert status == "failed" and "1,000 times the size of the file" in message


def test_page_that_unpacks_to_more_than_any_page_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_files, "MAX_PAGE_BYTES", 1_000_000)
    path = written(tmp_path / "a.parquet", pa.table({"text": ["a word " * 200_000]}))
    monkeypatch.setattr(pq.ParquetFile, "iter_batches", None)
    [found] = read(path)
    assert found.status == "too_long" and "1,400,0" in found.message


@pytest.mark.parametrize("dictionary", [True, False])
def test_rows_at_once_are_as_few_as_their_pages_are_large(tmp_path, dictionary, monkeypatch):
    monkeypatch.setattr(parquet_files, "MAX_BATCH_BYTES", 3_000_000)
    asked, plain = [], pq.ParquetFile.iter_batches
    monkeypatch.setattr(
        pq.ParquetFile, "iter_batches", lambda s, n, **k: (asked.append(n), plain(s, n, **k))[1]
    )
    table = pa.table({"text": [f"{n} " + "word " * 200_000 for n in range(4)]})
    path = written(tmp_path / "a.parquet", table, use_dictionary=dictionary, data_page_size=1)
    assert len(read(path)) == 4 and asked[0] <= 3


def test_list_without_end_costs_its_field(tmp_path):
    names = pa.ListArray.from_arrays(pa.array([0, 5_000], pa.int32()), repeated("A" * 9_000, 5_000))
    [found] = read(written(tmp_path / "a.parquet", pa.table({"text": [SENTENCE], "author": names})))
    assert found.text == SENTENCE and "author" not in found.fields
    assert "more than 100 values" in found.notes[0].text


@pytest.mark.parametrize("options", [{}, {"data_page_version": "2.0"}, {"use_dictionary": False}])
@pytest.mark.parametrize("codec", ["none", "snappy", "gzip", "zstd"])
def test_sizes_of_pages_are_those_that_their_writers_give(tmp_path, codec, options):
    table = pa.table({"text": [f"{n} {SENTENCE * 30}" for n in range(900)], "other": range(900)})
    pq.write_table(table, tmp_path / "a", compression=codec, data_page_size=20_000, **options)
    group = pq.read_metadata(tmp_path / "a").row_group(0)
    chunk = group.column(0)
    starts = (chunk.dictionary_page_offset, chunk.data_page_offset)
    begin = min(start for start in starts if start)
    with (tmp_path / "a").open("rb") as stream:
        sizes = list(parquet_files._page_sizes(stream, begin, begin + chunk.total_compressed_size))
    # what is not among them is the description of each page
    assert 0 < chunk.total_uncompressed_size - sum(sizes) < 5_000 * len(sizes)


def test_no_bytes_of_a_page_end_in_an_endless_loop():
    for byte in range(256):
        with suppress(OSError):
            data = io.BytesIO(bytes([byte]) * 40)
            assert len(list(parquet_files._page_sizes(data, 0, 40))) <= 40

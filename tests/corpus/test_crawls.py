"""WARC files: pages become articles, what is no page is counted, and what is broken is told."""

import datetime
import gzip
import json
import sys
import zlib
from dataclasses import replace

import pandas as pd
import pytest
from article_files import PAGE, SENTENCE

import onrecord
from benchmarks.common.made_articles import make_articles
from benchmarks.common.made_pages import SITE, make_crawl, make_page, make_record
from onrecord.corpus import crawls, read_articles
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.inputs import Input

URL = "https://paper.example/2025/bridge"
HTML = f"<html><head><title>Bridge</title></head><body><article><p>{SENTENCE}</p></article></body></html>"
BODY = HTML.encode()
TYPE = "Content-Type: text/html"


@pytest.fixture
def read(write):
    """The rows and the notes of a WARC file of these records."""

    def read_records(*records, name="a.warc"):
        data = (
            b"".join(map(gzip.compress, records))
            if name.lower().endswith(".gz")
            else b"".join(records)
        )
        found = list(read_inputs(write(name, data), {}))
        rows = [one for one in found if isinstance(one, Input)]
        return rows, [one.text for one in found if not isinstance(one, Input)]

    return read_records


@pytest.fixture
def read_page(read):
    """The one row of a WARC file of one page."""

    def read_body(body=BODY, **record):
        [row], _ = read(make_record(URL, body, **record))
        return row

    return read_body


def test_crawl_of_pages_gives_the_texts_that_the_pages_were_made_around(write):
    plain = list(make_articles(60))
    pages = (make_page(n, f"Story {n}", article.text) for n, article in enumerate(plain))
    path = write("crawl.warc.gz", b"".join(map(gzip.compress, make_crawl(pages))))
    notes = []
    found = list(read_articles(path, on_note=lambda *note: notes.append(note)))
    assert [article.text for article in found] == [article.text for article in plain]
    assert {article.status for article in found} == {"ok"}
    seventh = found[7]
    assert (seventh.article_id, seventh.path) == ("crawl-8", "crawl.warc.gz#8")
    assert (seventh.title, seventh.outlet) == ("Story 7", "Halvermouth Courier")
    assert (seventh.url, seventh.published) == (f"{SITE}/2025/03/7", datetime.date(2025, 3, 11))
    [(name, note)] = notes
    assert (name, note.kind) == ("crawl.warc.gz", "part")
    assert note.text == (
        "Of its records 60 are pages, and 98 are not, so not read (request: 60, image: 12, "
        "status 301: 12, status 404: 12, warcinfo: 1, robots.txt: 1)."
    )


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.WARC.GZ"])
def test_page_says_what_it_is_or_its_record_does(read, name):
    own = make_record(URL, PAGE.format(SENTENCE).encode())
    bare = make_record(URL, BODY)
    (first, second), _ = read(own, bare, name=name)
    assert (first.row, first.fields["url"]) == (1, "https://paper.example/bridge")
    assert (first.fields["outlet"], first.fields["published"]) == ("The Paper", "2025-03-11")
    assert first.notes == ()
    assert (second.row, second.text, second.fields["url"]) == (2, SENTENCE, URL)
    assert second.fields["outlet"] == "paper.example"
    assert second.fields["published"] == datetime.date(2025, 3, 20)
    assert [note.kind for note in second.notes] == ["date"]


def test_pages_that_are_not_read_are_rows_with_reasons(write):
    german = (
        "Der Bürgermeister sagte am Dienstag, die Brücke über den Fluss bleibe noch lange zu. " * 3
    )
    bodies = [b"", b"<html><body></body></html>", HTML.replace(SENTENCE, german).encode()]
    bodies += [b"\x00\x01\x02" * 99, BODY]
    data = b"".join(make_record(f"{URL}/{n}", body) for n, body in enumerate(bodies))
    found = list(read_articles(write("a.warc", data)))
    statuses = ["empty", "empty", "not_english", "undecodable", "ok"]
    assert [article.status for article in found] == statuses
    assert all(article.message and article.url for article in found)


def test_parser_that_fails_on_a_page_fails_on_no_other(read, monkeypatch):
    def fail(page, **options):
        if b"bad" in page:
            raise ValueError("odd tree")
        return whole(page, **options)

    whole = crawls.read_html
    monkeypatch.setattr(crawls, "read_html", fail)
    rows, _ = read(make_record(URL, b"<html>bad"), make_record(URL, BODY))
    assert [(row.status, row.message) for row in rows] == [
        ("failed", "ValueError: odd tree."),
        ("ok", None),
    ]


def test_file_without_a_page_is_one_row_that_says_so(read):
    picture = make_record(f"{URL}.png", b"\x89PNG", headers=["Content-Type: image/png"])
    [row], [note] = read(make_record("", kind="warcinfo"), picture)
    assert (row.status, row.row) == ("empty", None)
    assert "0 are pages, and 2 are not" in note
    [row], notes = read()
    assert (row.status, notes) == ("empty", [])


@pytest.mark.parametrize(
    ("headers", "is_page"),
    [
        (["content-type: TEXT/HTML"], True),
        (["Content-Type: application/xhtml+xml; charset=utf-8"], True),
        (["Content-Type: text/plain"], False),
        (["Content-Type: \x7f/\x7f"], False),
        ([], False),
        (["X: " + "y" * 100_000, TYPE], False),
    ],
)
def test_what_is_html_is_a_page(read, headers, is_page):
    [row], notes = read(make_record(URL, BODY, headers=headers))
    assert (row.status == "ok", len(notes)) == (is_page, not is_page)


def test_pages_give_the_tables_that_their_texts_give(write):
    texts = [article.text for article in make_articles(2)]
    pages = (make_page(n, f"Story {n}", text) for n, text in enumerate(texts))
    warc = write("a/crawl.warc", b"".join(make_crawl(pages)))
    known = {"published": "2025-03-11", "outlet": "Halvermouth Courier"}
    rows = (
        {"text": text, "title": f"Story {n}", "url": f"{SITE}/2025/03/{n}", **known}
        for n, text in enumerate(texts)
    )
    plain = write("b/crawl.jsonl", "\n".join(map(json.dumps, rows)))
    of_warc, of_plain = (onrecord.extract(path, progress=False) for path in (warc, plain))
    for name in ("articles", "attributions", "mentions", "entities", "claims"):
        table, expected = getattr(of_warc, name), getattr(of_plain, name)
        assert len(table)
        pd.testing.assert_frame_equal(
            table.drop(columns="path", errors="ignore"),
            expected.drop(columns="path", errors="ignore"),
        )


# how pages are sent


def chunked(body, size=7):
    parts = [body[n : n + size] for n in range(0, len(body), size)]
    return b"".join(b"%x; x=y\r\n%b\r\n" % (len(one), one) for one in parts) + b"0\r\n\r\n"


def deflated(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("X-GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", deflated),
        ("identity", bytes),
        ("gzip, deflate", lambda body: zlib.compress(gzip.compress(body))),
        ("gzip", bytes),  # the crawler has unpacked it, and left the header
        ("br", bytes),
    ],
)
@pytest.mark.parametrize("transfer", ["", "chunked"])
def test_packed_and_chunked_pages_are_read(read_page, coding, pack, transfer):
    body, headers = pack(BODY), [TYPE, f"Content-Encoding: {coding}"]
    if transfer:
        body, headers = chunked(body), [*headers, "Transfer-Encoding: chunked"]
    row = read_page(body, headers=headers)
    assert (row.text, len(row.notes)) == (SENTENCE, 1)  # that of its date
    left = read_page(BODY, headers=headers)
    assert left.text == SENTENCE


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_pages_in_newer_packing_are_read(read_page, coding, tmp_path):
    from fastwarc import stream_io

    writer = {"br": stream_io.BrotliWriter, "zstd": stream_io.ZstdWriter}[coding]
    with (tmp_path / "packed").open("wb") as file, writer(file) as packed:
        packed.write(BODY)
    body = (tmp_path / "packed").read_bytes()
    assert read_page(body, headers=[TYPE, f"Content-Encoding: {coding}"]).text == SENTENCE
    broken = read_page(b"\xff" * 40, headers=[TYPE, f"Content-Encoding: {coding}"])
    assert broken.status in ("failed", "empty")


def test_page_that_is_cut_is_read_and_told(read_page):
    long = HTML.replace("</article>", f"<p>{'x ' * 20_000}</p></article>").encode()
    packed = gzip.compress(long)
    for record in (
        {"body": packed[:-12], "headers": [TYPE, "Content-Encoding: gzip"]},
        {"body": chunked(long)[:-5], "headers": [TYPE, "Transfer-Encoding: chunked"]},
        {"body": long[:-99], "headers": [TYPE, f"Content-Length: {len(long)}"]},
        {"body": long[:-99], "more": ["WARC-Truncated: length"]},
    ):
        row = read_page(**record)
        assert row.text.startswith(SENTENCE)
        assert "did not keep all" in row.notes[0].text
    assert "keep all" not in str(read_page(long, headers=[TYPE, f"Content-Length: {len(long)}"]))


def test_bytes_that_are_not_packed_as_they_say_fail(read_page):
    body = gzip.compress(BODY * 9)
    body = body[:40] + b"garbage" + body[47:]
    assert read_page(body, headers=[TYPE, "Content-Encoding: gzip"]).status == "failed"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_page_is_unpacked_no_further_than_a_page_may_go(read_page, monkeypatch, coding):
    monkeypatch.setattr(crawls, "MAX_PAGE_BYTES", 10_000)
    bomb = {"gzip": gzip.compress, "deflate": zlib.compress}[coding](b"x" * 10_000_000)
    assert len(bomb) < 10_000 * 2
    asked = []
    unpacker = zlib.decompressobj

    class Watched:
        def __init__(self, *bits):
            self.of = unpacker(*bits)
            self.eof = False

        def decompress(self, data, most):
            asked.append(most)
            return self.of.decompress(data, most)

    monkeypatch.setattr(crawls.zlib, "decompressobj", Watched)
    row = read_page(bomb, headers=[TYPE, f"Content-Encoding: {coding}"])
    assert (row.status, asked) == ("too_long", [10_001])


def test_page_that_is_too_large_is_not_loaded_and_the_next_is_read(read, monkeypatch):
    monkeypatch.setattr(crawls, "MAX_PAGE_BYTES", 10_000)
    whole, sizes = crawls._decode_body, []
    monkeypatch.setattr(
        crawls, "_decode_body", lambda body, of: sizes.append(len(body)) or whole(body, of)
    )
    large = make_record(URL, b"<html>" + b"x" * 50_000)
    rows, _ = read(large, make_record(URL, BODY))
    assert [row.status for row in rows] == ["too_long", "ok"]
    assert "10,000 bytes" in rows[0].message
    assert sizes[0] == 10_001


@pytest.mark.parametrize("charset", ["windows-1251", '"WINDOWS-1251"'])
def test_charset_is_that_of_the_header_or_else_of_the_page(read_page, charset):
    text = "“Мост” is what they call the bridge, said the mayor, who was born there. " * 2
    body = HTML.replace(SENTENCE, text).encode("cp1251")
    said = read_page(body, headers=[f"{TYPE}; charset={charset}"])
    assert said.text == text.strip()
    meta = body.replace(b"<title>", b"<meta charset=windows-1251><title>")
    assert read_page(meta, headers=[TYPE]).text == text.strip()
    assert read_page(BODY, headers=[f"{TYPE}; charset=latin-1"]).text == SENTENCE
    assert read_page(BODY, headers=[f"{TYPE}; charset=no-such"]).text == SENTENCE


# broken files


@pytest.mark.parametrize(
    ("name", "cut"),
    [("a.warc", 6), ("a.warc", 200), ("a.warc", 300), ("a.warc", 440), ("a.warc.gz", 40)],
)
def test_what_stands_before_a_break_is_read_and_the_rest_is_told(write, name, cut):
    records = [make_record(f"{URL}/{n}", BODY) for n in range(3)]
    data = b"".join(map(gzip.compress, records)) if name.endswith("gz") else b"".join(records)
    first, second, last = read_inputs(write(name, data[:-cut]), {})
    assert (first.status, second.status, last.status) == ("ok", "ok", "failed")
    assert last.message.startswith("After row 2: ")
    assert "ended before" in last.message or "The file is broken" in last.message


def test_break_in_a_picture_is_told_too(read):
    picture = make_record(f"{URL}.png", b"\x89PNG" * 9, headers=["Content-Type: image/png"])
    rows, notes = read(make_record(URL, BODY), picture[:-20])
    assert [row.status for row in rows] == ["ok", "failed"]
    rows, notes = read(make_record(URL, BODY), picture, b"garbage\r\n" * 9)
    assert [row.status for row in rows] == ["ok", "failed"]
    assert "no record of WARC" in rows[1].message
    assert "1 are not" in notes[0]


@pytest.mark.parametrize("length", ["-3", "x", "9" * 30, ""])
def test_record_of_no_length_ends_the_file(read, length):
    record = make_record(URL, BODY)
    start, end = record.find(b"Content-Length:"), record.find(b"\r\n\r\n")
    rows, _ = read(record, record[:start] + f"Content-Length: {length}".encode() + record[end:])
    assert [row.status for row in rows] == ["ok", "failed"]


def test_record_that_claims_any_length_takes_no_memory(read):
    record = make_record(URL, BODY)
    start, end = record.find(b"Content-Length:"), record.find(b"\r\n\r\n")
    huge = record[:start] + b"Content-Length: 9000000000000000000" + record[end:]
    [row], _ = read(huge)
    assert (row.status, "is not whole" in row.message) == ("failed", True)


def test_without_fastwarc_the_row_says_how_to_install_it(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    [row], _ = read(make_record(URL, BODY))
    assert row.status == "unsupported"
    assert 'pip install "onrecord[warc]"' in row.message


def test_pages_are_read_one_by_one(write, monkeypatch):
    records = b"".join(make_record(URL, BODY) for _ in range(2_000))
    found = read_inputs(write("a.warc", records), {})
    read = []
    whole = crawls.read_html
    monkeypatch.setattr(crawls, "read_html", lambda *a, **k: read.append(a) or whole(*a, **k))
    assert next(found).row == 1
    assert len(read) == 1


def test_no_date_makes_the_pages_be_read_twice(write, monkeypatch):
    whole, calls = crawls.read_html, []

    def read(page, **options):
        calls.append(page)
        found = whole(page, **options)
        return replace(found, fields={**found.fields, "published": "03/04/2025"})

    monkeypatch.setattr(crawls, "read_html", read)
    data = b"".join(make_record(f"{URL}/{n}", BODY) for n in range(3))
    first, *_ = read_articles(write("a.warc", data))
    assert (first.published, len(calls)) == (None, 3)

"""One file's bytes to the inputs it holds: every kind of file, whole and broken."""

import csv
import datetime
import gzip
import io
import json
import os
import random
import socket
import zipfile

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
import pytest
from article_files import (
    PAGE,
    SENTENCE,
    make_csv,
    make_docx,
    make_every_kind,
    make_parquet,
    make_pdf,
    make_xlsx,
)

from onrecord.corpus import costs, formats, read_articles, row_files
from onrecord.corpus.formats import ENDINGS, list_columns, read_inputs, split_name


def read(path, **columns):
    return list(read_inputs(path, columns))


def read_one(path, **columns):
    [found] = read(path, **columns)
    return found


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("packed", ["", ".gz", ".GZ"])
def test_every_kind_is_read_plain_and_gzipped(write, ending, packed):
    data = make_every_kind()[ending]
    data = data.encode() if isinstance(data, str) else data
    found, *_ = read(write(f"a{ending.upper()}{packed}", gzip.compress(data) if packed else data))
    assert found.status == "ok", found.message
    assert SENTENCE in found.text


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.b.txt", ("a.b", ".txt")),
        ("a.TXT.Gz", ("a", ".txt")),
        ("a.tar.gz", ("a.tar", ".gz")),
        ("a.jpg", ("a", ".jpg")),
        ("a", ("a", "")),
    ],
)
def test_name_parts_into_stem_and_the_ending_that_decides(name, parts):
    assert split_name(name) == parts


@pytest.mark.parametrize("ending", [*ENDINGS, ".jpg"])
@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("data", [b"", b"\0\xff\0garbage\xfe" * 9, b"\x1f\x8b\x08\0broken", b"{"])
def test_no_content_raises_or_goes_without_a_row(write, ending, packed, data):
    found = read(write(f"a{ending}{packed}", data))
    assert found
    assert all(one.status == "ok" or one.message for one in found)


# text and front matter


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_front_matter_gives_the_fields_and_the_body_follows_its_last_line(write, end, mark):
    head = ["---", "Title: 'Bridge: shut'", "source: The Paper", "date: 2025-03-11", "id: 007"]
    head += ["Authors: [Jane Doe, Joe]", "lang: no", "---", ""]
    body = f"{end}{SENTENCE}{end}---{end}More. {end}"
    found = read_one(write("a.md", mark + end.join(head) + body))
    assert found.text == body
    assert found.fields == {
        "title": "Bridge: shut",
        "outlet": "The Paper",
        "published": "2025-03-11",
        "id": "007",
        "author": ["Jane Doe", "Joe"],
        "language": "no",
    }


@pytest.mark.parametrize(
    "block",
    [
        "a: [",
        "just words",
        "- a list",
        "!!python/object/apply:os.system ['touch hacked']",
        "title: !!python/name:os.system",
        "title: !!timestamp x",
        "? [a]\n: b",
        "[" * 5000,
        "",
        "title: a\x01b",
        "title: " + "x" * 70_000,
    ],
)
def test_block_that_is_no_plain_mapping_is_part_of_the_text(write, block):
    text = f"---\n{block}\n---\n{SENTENCE}"
    found = read_one(write("a.txt", text))
    assert (found.text, dict(found.fields)) == (text, {})


@pytest.mark.parametrize("text", ["--- \nword", "----\na: b\n---\nword", " ---\na: b\n---\nword"])
def test_rule_of_dashes_is_no_front_matter(write, text):
    assert read_one(write("a.txt", text)).text == text


def test_aliases_in_front_matter_do_not_multiply(write):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read_one(write("a.txt", f"---\n{bomb}title: T\n---\nword")).fields["title"] == "T"


def test_front_matter_alone_leaves_an_empty_body(write):
    assert read_one(write("a.txt", "---\ntitle: T\n---")).text == ""


# web pages


def test_page_gives_its_main_text_and_what_it_says_of_itself(write, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)  # nothing may be downloaded
    found = read_one(write("a.html", PAGE.format(SENTENCE)))
    assert found.text.startswith(f"{SENTENCE}\n\n“We must wait,” said the minister")
    assert "Home" not in found.text
    assert dict(found.fields) == {
        "title": "Bridge shut",
        "author": "Jane Doe",
        "url": "https://paper.example/bridge",
        "published": "2025-03-11",
        "outlet": "The Paper",
    }


@pytest.mark.parametrize("tag", ["p", "title", "footer", "div class='updated'"])
def test_date_that_only_stands_in_the_text_is_not_the_pages(write, tag):
    page = f"<html><body><p>{SENTENCE}</p><{tag}>Since 2019-01-01, The Paper</{tag[:3]}></html>"
    assert read_one(write("a.html", page)).fields["published"] is None


@pytest.mark.parametrize(
    "mark",
    [
        '<time datetime="2025-03-11T10:00">Tuesday</time>',
        '<span class="byline-date">March 11, 2025</span>',
        '<meta itemprop="datePublished" content="2025-03-11">',
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        '"datePublished": "2025-03-11T08:00:00Z"}</script>',
        '<link rel="canonical" href="https://paper.example/2025/03/11/bridge">',
    ],
)
def test_date_that_is_marked_up_is_the_pages(write, mark):
    page = f"<html><body>{mark}<p>{SENTENCE}</p><p>Since 2019-01-01.</p></body></html>"
    assert read_one(write("a.html", page)).fields["published"] == "2025-03-11"


def test_element_that_calls_itself_data_declares_no_date(write):
    """Only a script is; what else says so may hold the whole page, and again in itself."""
    text = f"<p class='post-meta'>Published 2019-01-01. {SENTENCE * 9}</p>"
    page = f"<html><body><div type='json'>{text}</div></body></html>"
    assert read_one(write("a.html", page)).fields["published"] is None


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "utf-8", "shift_jis"])
def test_page_is_read_in_the_encoding_that_it_declares(write, encoding):
    text = "「橋は閉鎖」と市長は述べた。" if encoding == "shift_jis" else SENTENCE
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'
    codec = "cp1252" if encoding == "iso-8859-1" else encoding
    assert read_one(write("a.html", page.encode(codec))).text == text


@pytest.mark.parametrize("declared", ["utf-8", "punycode", "no-such-thing", "utf-16"])
def test_page_that_declares_a_wrong_encoding_is_read_all_the_same(write, declared):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{SENTENCE}</p></body></html>'
    assert read_one(write("a.html", page.encode("cp1252"))).text == SENTENCE


@pytest.mark.parametrize("page", [f"<p>{SENTENCE}</p>", SENTENCE])
def test_part_of_a_page_is_read(write, page):
    assert read_one(write("a.html", page)).text == SENTENCE


@pytest.mark.parametrize("page", ["", "<html></html>", "<html><body><img src='a'></body></html>"])
def test_page_without_text_is_empty_and_logs_nothing(write, page, capfd):
    found = read_one(write("a.html", page))
    assert (found.status, found.message) == ("empty", "The page holds no main text.")
    assert capfd.readouterr() == ("", "")


# Word and PDF


def test_docx_gives_paragraphs_and_cells_in_their_order(write):
    def fill(document):
        document.core_properties.title = "Bridge shut"
        document.core_properties.author = "Jane Doe"
        document.add_paragraph("First.")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Left.", "Right."
        document.add_paragraph("")
        document.add_paragraph("Last\tone.\nSame paragraph.")

    found = read_one(write("a.docx", make_docx(fill)))
    assert found.text == "First.\n\nLeft.\n\nRight.\n\nLast\tone.\nSame paragraph."
    assert dict(found.fields) == {"title": "Bridge shut", "author": "Jane Doe"}


def test_docx_keeps_tracked_insertions_and_leaves_out_deletions(write):
    def fill(document):
        paragraph = document.add_paragraph("He said ")
        for tag, name, text in (("ins", "t", "yes."), ("del", "delText", "no.")):
            change = docx.oxml.OxmlElement(f"w:{tag}")
            run = docx.oxml.OxmlElement("w:r")
            part = docx.oxml.OxmlElement(f"w:{name}")
            part.text = text
            run.append(part)
            change.append(run)
            paragraph._p.append(change)

    assert read_one(write("a.docx", make_docx(fill))).text == "He said yes."


def test_docx_without_properties_is_given_none(write, tmp_path):
    whole = zipfile.ZipFile(io.BytesIO(make_docx(lambda d: d.add_paragraph(SENTENCE))))
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as parts:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "_rels/.rels":
                data = data.replace(b"core-properties", b"no-properties")
            parts.writestr(name, data)
    assert dict(read_one(write("a.docx", bare.getvalue())).fields) == {}


def test_docx_that_unpacks_to_too_much_is_not_unpacked(write, monkeypatch):
    monkeypatch.setattr(costs, "MOST_UNPACKED_BYTES", 1000)
    found = read_one(write("a.docx", make_docx(lambda d: d.add_paragraph(SENTENCE))))
    assert found.status == "too_long"
    assert "1,000 bytes" in found.message


def test_pdf_pages_are_joined(write):
    assert read_one(write("a.pdf", make_pdf("Page one.", "Page two."))).text == (
        "Page one.\nPage two."
    )


def make_with_pypdf(password=None, pages=2):
    writer, data = pypdf.PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password is not None:
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    writer.write(data)
    return data.getvalue()


def test_scanned_pdf_is_empty_and_says_so(write):
    found = read_one(write("a.pdf", make_with_pypdf()))
    assert found.status == "empty"
    assert "(2)" in found.message and "OCR" in found.message


def test_pdf_with_a_password_fails_and_says_so(write):
    found = read_one(write("a.pdf", make_with_pypdf("secret")))
    assert (found.status, "encrypted" in found.message) == ("failed", True)


def test_pdf_that_anyone_may_open_is_opened(write):
    assert read_one(write("a.pdf", make_with_pypdf(""))).status == "empty"


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".parquet"])
def test_broken_document_names_the_error_and_no_local_path(write, tmp_path, ending, capfd):
    found = read_one(write(f"a{ending}", b"PK\x03\x04 or %PDF-1.4 and nothing"))
    assert found.status == "failed"
    assert "Error" in found.message or "BadZipFile" in found.message or "Arrow" in found.message
    assert str(tmp_path) not in found.message and "0x" not in found.message
    assert capfd.readouterr() == ("", "")


# tables


def test_csv_cells_are_the_strings_they_are(write):
    text = 'He said "no",\r\nthen\nleft.\r'
    table = make_csv(["ID", "Full Text", "NEWSPAPER"], ["007", text, "NA"], ["1.0", "b", "nan"])
    first, second = read(write("a.csv", table))
    assert first.text == text
    assert dict(first.fields) == {"id": "007", "outlet": "NA"}
    assert dict(second.fields) == {"id": "1.0", "outlet": "nan"}
    assert [first.row, second.row] == [1, 2]


@pytest.mark.parametrize("line", ["sep=;", "SEP=;\r", '"sep=;"', "\nsep=;\n"])
def test_line_of_excel_names_the_delimiter_and_is_no_header(write, line):
    path = write("a.csv", f"{line}\nid;body, text;note\n1;{SENTENCE};a,b\n")
    assert read_one(path, text="body, text").text == SENTENCE
    assert formats.list_columns(path, {}) == ("id", "body, text", "note")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_delimiter_is_the_one_that_gives_a_text_column(write, delimiter, mark):
    table = make_csv(["article", "text"], ["1", SENTENCE], delimiter=delimiter)
    assert read_one(write("a.csv", mark + table)).text == SENTENCE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_csv_is_read_in_its_encoding(write, encoding):
    assert (
        read_one(write("a.csv", make_csv(["text"], [SENTENCE]).encode(encoding))).text == SENTENCE
    )


def test_last_byte_decides_too_which_encoding_a_csv_has(write):
    assert read_one(write("a.csv", "text\ncafé".encode("latin-1"))).text == "café"


def test_byte_that_is_no_utf_8_touches_its_own_row_only(write):
    data = f'text\n"{SENTENCE}"\n'.encode() + b"bad \xff\n" + "“end”\n".encode()
    texts = [found.text for found in read(write("a.csv", data))]
    assert texts == [SENTENCE, "bad \udcff", "“end”"]  # the surrogate is judged in the corpus


def test_blank_lines_are_no_rows(write):
    found = read(write("a.csv", "\n\ntext\n\none\n\n\ntwo\n"))
    assert [(one.row, one.text) for one in found] == [(1, "one"), (2, "two")]


def test_row_without_text_is_empty(write):
    found = read(write("a.csv", 'id,text\n1,\n2\n3,""\n'))
    assert [one.row for one in found] == [1, 2, 3]
    assert [one.text for one in found] == ["", None, ""]
    assert found[1].status == "empty"


def test_row_with_an_unquoted_delimiter_fails_and_is_not_cut(write):
    found = read(write("a.csv", "text,id\nYes, he said,1\nNo,2\nWell,3,,\n"))
    assert [one.status for one in found] == ["failed", "ok", "ok"]
    assert "3 cells under 2 columns" in found[0].message


def test_quote_marks_that_do_not_pair_fail_and_the_next_rows_are_read(write):
    found = read(write("a.csv", 'text\n"He said "no" and left"\nfine\n"never closed\nto the end'))
    assert [one.status for one in found] == ["failed", "ok", "failed", "ok"]
    assert "line 2" in found[0].message and "line 4" in found[2].message


def test_mark_that_never_closes_costs_the_line_on_which_it_opens_and_no_other_row(write):
    rows = "".join(f'{n},"row {n}\nof two lines"\n' for n in range(100))
    found = read(write("a.csv", f'id,text\n{rows}x,"never closed\n' + rows.replace('"', "'")))
    assert [one.status for one in found].count("failed") == 1
    assert [one.fields["id"] for one in found[:100]] == [str(n) for n in range(100)]
    assert [one.row for one in found] == [*range(1, 302)]


def test_marks_that_never_close_are_not_read_again_without_end(write, monkeypatch):
    monkeypatch.setattr(row_files, "MOST_AGAIN", 100)
    found = read(write("a.csv", 'text\n"never closed\n' + "a row\n" * 100))
    assert [one.status for one in found] == ["failed"]


def test_cell_of_any_length_is_read_up_to_a_limit(write, monkeypatch):
    assert len(read_one(write("a.csv", f"text\n{'word ' * 400_000}")).text) == 2_000_000
    csv.field_size_limit(50)
    monkeypatch.setattr(row_files, "MAX_ROW_CHARACTERS", 50)
    found = read(write("b.csv", 'text\nfine\n"' + "word\n" * 100 + '"\nlost\n'))
    statuses = [one.status for one in found]
    assert statuses == ["ok", "failed", *["ok"] * 99, "failed", "ok"]
    monkeypatch.setattr(row_files, "MOST_AGAIN", 20)
    found = read(write("b.csv", 'text\nfine\n"' + "word\n" * 100 + '"\nlost\n'))
    assert [one.status for one in found] == ["ok", "failed"]
    assert "Row 2" in found[1].message


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".csv", make_csv(["Headline", "Words here"], ["T", SENTENCE])),
        (".tsv", make_csv(["Headline", "Words here"], ["T", SENTENCE], delimiter="\t")),
        (".jsonl", json.dumps({"Headline": "T", "Words here": SENTENCE}) + "\n" + '{"a": 1}'),
        (".parquet", make_parquet(**{"Headline": ["T"], "Words here": [SENTENCE]})),
        (".xlsx", make_xlsx(A=[["Headline", "Words here"], ["T", SENTENCE]])),
    ],
)
def test_table_without_a_text_column_is_one_row_that_lists_its_columns(write, ending, data):
    path = write(f"a{ending}", data)
    found = read_one(path)
    assert (found.status, found.row) == ("failed", None)
    assert "'Headline', 'Words here'" in found.message
    assert 'columns={"text": "Body"}' in found.message
    assert read(path, text="words HERE")[0].text == SENTENCE


def test_mapping_overrides_the_names(write):
    path = write("a.csv", make_csv(["text", "Body", "source"], ["teaser", SENTENCE, "X"]))
    found = read_one(path, text="Body", title="text")
    assert found.text == SENTENCE
    assert dict(found.fields) == {"title": "teaser", "outlet": "X"}


def test_json_values_keep_their_kind_until_they_are_judged(write):
    line = {"text": "a\ud83d", "source": {"name": "X"}, "author": ["A", "B"], "id": 7}
    found = read_one(write("a.jsonl", json.dumps(line)))
    assert found.text == "a\ud83d"
    assert dict(found.fields) == {"outlet": {"name": "X"}, "author": ["A", "B"], "id": 7}


def test_invalid_line_is_named_and_the_others_are_read(write):
    lines = [json.dumps({"text": f"Line {n} said so."}) for n in range(1, 11)]
    lines[6] = '{"text": "cut'
    found = read(write("a.jsonl", "\r\n".join(lines)))
    assert [one.status == "ok" for one in found] == [n != 7 for n in range(1, 11)]
    assert found[6].row == 7
    assert found[6].message.startswith("Line 7 is not JSON: JSONDecodeError: ")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("[1]", "failed"),
        ('"text"', "failed"),
        ("[" * 100_000, "failed"),
        ('{"text": 1' + "0" * 5000 + "}", "failed"),
        ('{"text": 5}', "failed"),
        ('{"text": ["a"]}', "failed"),
        ('{"text": null}', "empty"),
        ('{"text": NaN}', "empty"),
        ('{"title": "T"}', "empty"),
    ],
)
def test_line_that_holds_no_text_is_a_row_with_its_reason(write, line, status):
    bad, good = read(write("a.jsonl", f'\n{line}\n\n{{"text": "good"}}'))
    assert (bad.status, bad.row) == (status, 2)
    assert bad.message
    assert (good.text, good.row) == ("good", 4)


def test_line_separators_inside_json_text_are_kept(write):
    text = "a\r\nb\u2028c\x85d"
    data = json.dumps({"text": text}, ensure_ascii=False) + "\r\n"
    assert read_one(write("a.jsonl", data)).text == text


def test_line_that_is_too_long_is_a_row_and_the_next_is_read(write, monkeypatch):
    monkeypatch.setattr(row_files, "MAX_ROW_CHARACTERS", 100)
    long, good = read(write("a.jsonl", f'{{"text": "{"x" * 500}"}}\n{{"text": "good"}}\n'))
    assert (long.status, long.row) == ("too_long", 1)
    assert (good.text, good.row) == ("good", 2)


def test_parquet_rows_come_with_dates_and_nulls(write):
    day = datetime.date(2025, 3, 11)
    categories = pa.array(["A", "B"]).dictionary_encode()
    data = make_parquet(text=["one", None], Date=[day, None], media=categories, other=[1, 2])
    first, second = read(write("a.parquet", data))
    assert (first.text, first.fields) == ("one", {"outlet": "A", "published": day})
    assert (second.status, second.row) == ("empty", 2)


def test_parquet_file_is_read_piece_by_piece(tmp_path, monkeypatch):
    """It has one group of rows, as data frames write it, and texts that do not compress."""
    path, taken = tmp_path / "a.parquet", []
    texts = [random.Random(n).randbytes(2_000).hex() for n in range(4_000)]
    pq.write_table(pa.table({"text": texts}), path)

    class Counted(io.FileIO):
        def read(self, size=-1):
            data = super().read(size)
            taken.append(len(data))
            return data

    monkeypatch.setattr(formats, "_open_file", lambda _: Counted(path))
    rows = read_inputs(path, {})
    assert next(rows).text == texts[0]
    assert 0 < sum(taken) < path.stat().st_size / 2
    assert sum(1 for _ in rows) == len(texts) - 1


def test_parquet_text_that_is_no_utf_8_touches_its_own_row_only(write):
    raw = pa.array([b"good", b"bad\xff"]).view(pa.string())
    assert [one.status for one in read(write("a.parquet", make_parquet(text=raw)))] == [
        "ok",
        "undecodable",
    ]
    raw = pa.array([b"good", b"bad\xff"])
    assert [one.status for one in read(write("b.parquet", make_parquet(text=raw)))] == [
        "ok",
        "undecodable",
    ]


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".csv", ""),
        (".csv", "text\n"),
        (".jsonl", "\n\n"),
        (".parquet", make_parquet(text=pa.array([], pa.string()))),
    ],
)
def test_table_without_rows_is_one_empty_row(write, ending, data):
    found = read_one(write(f"a{ending}", data))
    assert (found.status, found.row) == ("empty", None)


def test_rows_before_a_break_in_a_gzip_file_are_kept(write):
    lines = "".join(json.dumps({"text": os.urandom(50).hex()}) + "\n" for _ in range(40_000))
    whole = gzip.compress(lines.encode())
    *good, last = read(write("a.jsonl.gz", whole[: len(whole) // 2]))
    assert len(good) > 100 or last.status == "failed"
    assert len(good) > 10_000
    assert (last.status, last.row) == ("failed", None)
    assert last.message.startswith(f"After row {good[-1].row}: EOFError: ")


# limits


def test_rows_are_read_one_by_one(write):
    path = write("a.csv", "text\n" + "word\n" * 1_000_000)
    found = read_inputs(path, {})
    assert next(found).row == 1


def test_gzip_bomb_is_read_up_to_a_limit(write, monkeypatch):
    monkeypatch.setattr(formats, "MAX_UNPACKED_BYTES", 3_000_000)
    monkeypatch.setattr(formats, "MAX_STREAMED_BYTES", 3_000_000)
    *good, last = read(write("a.csv.gz", gzip.compress(b"text\n" + b"word\n" * 2_000_000)))
    assert len(good) > 500_000
    assert last.status == "failed"
    assert "3,000,000 bytes" in last.message
    data = gzip.compress(bytes(10_000_000))
    assert "3,000,000 bytes" in read_one(write("a.parquet.gz", data)).message


@pytest.mark.parametrize("name", ["a.txt", "a.html.gz"])
def test_file_too_large_for_an_article_is_not_loaded(write, name):
    data = b"word " * 4_000_001
    found = read_one(write(name, gzip.compress(data, 1) if name.endswith("gz") else data))
    assert (found.status, found.text) == ("too_long", None)
    assert "20,000,000 bytes" in found.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_refused_rather_than_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert read_one(tmp_path / "a.txt").status == "failed"


def test_file_that_may_not_be_read_fails(write, monkeypatch):
    path = write("a.txt", "word")

    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(type(path), "open", refuse)
    found = read_one(path)
    assert (found.status, found.message) == ("failed", "PermissionError: Permission denied.")


def test_unknown_ending_is_unsupported_and_the_known_ones_are_named(write):
    found = read_one(write("a.jpg", b"\xff\xd8"))
    assert found.status == "unsupported"
    assert "'.jpg'" in found.message and ".parquet" in found.message
    assert read_one(write("a", b"x")).message.startswith("Files without an ending")


def test_header_of_a_table_is_read_no_further_than_a_row_may_go(write, monkeypatch):
    monkeypatch.setattr(row_files, "MAX_ROW_CHARACTERS", 18)
    path = write("a.csv", "text,title,one,two,three,four\n")
    assert list_columns(path, {}) == ("text", "title", "one", "two")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_units_that_are_no_character_cost_their_row_and_no_other(tmp_path, encoding, suffix):
    texts = ["One is here.", "Two is ODD.", "Three is here."]
    csv_lines, json_lines = ["text", *texts], [json.dumps({"text": each}) for each in texts]
    data = "\n".join(csv_lines if suffix == ".csv" else json_lines).encode(encoding)
    letter = "D".encode(f"{encoding}-le")
    half_a_pair = b"\x00\xd8".ljust(len(letter), b"\0")
    (tmp_path / f"a{suffix}").write_bytes(data.replace(letter, half_a_pair))
    found = list(read_inputs(tmp_path / f"a{suffix}", {}))
    assert [one.text for one in found][::2] == texts[::2]
    read = list(read_articles(tmp_path / f"a{suffix}"))
    assert [article.status for article in read] == ["ok", "undecodable", "ok"]

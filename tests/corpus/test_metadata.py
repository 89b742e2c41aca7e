"""A table of metadata joined with files: by URL, by file name, and what is told of the rest."""

import csv
import io
import json

import pytest
from article_files import make_parquet, make_xlsx, make_zip

from onrecord.corpus.metadata import Metadata, normal_url
from onrecord.corpus.reader import read_articles
from onrecord.errors import OnrecordError

TEXT = "“The bridge is shut,” the mayor said on Tuesday, for the ice was thick. Text {}."
PAGE = '<html><head><link rel="canonical" href="{}"></head><body><p>{}</p></body></html>'


@pytest.fixture
def read(tmp_path):
    def read_corpus(metadata, corpus="pages", **options):
        notes = []
        told = {"on_note": lambda path, note: notes.append((path, note.kind, note.text))}
        found = list(read_articles(tmp_path / corpus, metadata=metadata, **told, **options))
        return found, [note for note in notes if note[1] == "metadata"]

    return read_corpus


def make_table(*rows):
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows(rows)
    return lines.getvalue()


@pytest.mark.parametrize(
    "url",
    [
        "http://www.paper.example/a/b",
        "https://paper.example/a/b/",
        "paper.example/a/b#top",
        " HTTPS://Paper.Example/a/b?utm_source=x&utm_medium=y&fbclid=1 ",
        "https://paper.example:443/a/%62",
    ],
)
def test_urls_of_one_page_are_one(url):
    assert normal_url(url) == "paper.example/a/b"


@pytest.mark.parametrize(
    "url", ["https://paper.example/a?id=2", "https://paper.example/A", "http://[", "x" * 9_000]
)
def test_urls_of_other_pages_are_others(url):
    assert normal_url(url) != normal_url("https://paper.example/a")


def test_fields_that_a_page_lacks_come_from_the_row_of_its_url(write, read):
    write("pages/a.html", PAGE.format("https://www.paper.example/a/", TEXT.format(1)))
    write("pages/b.html", PAGE.format("https://paper.example/b", TEXT.format(2)))
    rows = [["id", "url", "title", "publish_date", "media_name", "language"]]
    rows += [
        [
            "77",
            "http://paper.example/a?utm_source=rss",
            "Bridge shut",
            "2025-03-11",
            "The Paper",
            "en",
        ]
    ]
    rows += [["78", "http://paper.example/gone", "Gone", "", "", ""]]
    (first, second), [(path, _, note)] = read(write("urls.csv", make_table(*rows)))
    assert (first.title, str(first.published), first.outlet) == (
        "Bridge shut",
        "2025-03-11",
        "The Paper",
    )
    assert (first.article_id, first.url) == ("a", "https://www.paper.example/a/")
    assert (second.title, second.outlet) == (None, "paper.example")
    assert path == "urls.csv"
    assert note == (
        "1 of its 2 rows are joined with articles, and 1 of 2 articles with a row. Rows without an "
        "article (1), such as 'http://paper.example/gone'. Articles without a row (1), such as 'b.html'."
    )


def test_what_a_file_says_goes_first(write, read):
    write("pages/a.txt", f"---\ntitle: Own\nauthor:\n---\n{TEXT}")
    table = make_table(
        ["file", "title", "author", "date"], ["a.txt", "Other", "Ida Holm", "2025-03-11"]
    )
    [found], _ = read(write("names.csv", table))
    assert (found.title, found.author, str(found.published)) == ("Own", "Ida Holm", "2025-03-11")


@pytest.mark.parametrize(
    "named",
    ["x/a.txt", "a.txt", "A.TXT", "./x/a.txt", "x\\a.txt", "/home/ida/pages/x/a.txt", "a", "x/a"],
)
def test_file_is_found_by_its_name_or_the_end_of_its_path(write, read, named):
    write("pages/x/a.txt", TEXT.format(1))
    write("pages/x/b.txt", TEXT.format(2))
    found, _ = read(write("names.csv", make_table(["File Name", "title"], [named, "T"])))
    assert [one.title for one in found] == ["T", None]


def test_path_of_another_folder_or_two_that_end_alike_are_not_joined(write, read):
    write("pages/x/a.txt", TEXT)
    for rows in ([["y/a.txt", "T"]], [["z/x/a.txt", "T"], ["y/x/a.txt", "U"]]):
        [found], _ = read(write("names.csv", make_table(["path", "title"], *rows)))
        assert found.title is None


def test_rows_of_tables_and_files_in_archives_are_joined(write, read):
    rows = json.dumps({"text": TEXT.format(1), "url": "https://paper.example/a"})
    write("pages/rows.jsonl", rows)
    write("pages/b.zip", make_zip(**{"x/b.txt": TEXT.format(2)}))
    table = [["url", "path", "title"], ["paper.example/a", "", "T"], ["", "x/b.txt", "U"]]
    found, [(_, _, note)] = read(write("t.csv", make_table(*table)))
    assert [one.title for one in found] == ["U", "T"]
    assert "2 of its 2 rows" in note and "2 of 2 articles" in note


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.tsv", "url\ttitle\nhttps://paper.example/a\tT\n"),
        ("t.csv", "sep=;\nurl;title\nhttps://paper.example/a;T\n"),
        ("t.jsonl", json.dumps({"url": "https://paper.example/a", "title": "T", "text": {"a": 1}})),
        ("t.parquet", make_parquet(url=["https://paper.example/a"], title=["T"])),
        ("t.xlsx", make_xlsx(A=[["url", "title"], ["https://paper.example/a", "T"]])),
    ],
)
def test_table_may_be_of_any_kind(write, read, name, data):
    write("pages/a.txt", f"---\nurl: https://paper.example/a\n---\n{TEXT}")
    [found], _ = read(write(name, data))
    assert found.title == "T"


def test_columns_are_mapped_and_the_table_is_no_article(write, read):
    write("pages/a.txt", TEXT)
    table = write(
        "pages/t.csv", make_table(["Datei", "file", "Blatt"], ["x", "a.txt", "The Paper"])
    )
    [found], _ = read(table, columns={"outlet": "Blatt"})
    assert (found.path, found.outlet) == ("a.txt", "The Paper")


def test_rows_that_cannot_be_read_are_told(write, read):
    write("pages/a.txt", TEXT)
    [found], [(_, _, note)] = read(write("t.csv", 'file,title\na.txt,"T"\nb.txt,"U" x\n'))
    assert found.title == "T"
    assert "Rows that cannot be read (1), such as: The quote marks" in note


def test_first_row_of_two_for_one_page_counts(write, read):
    write("pages/a.txt", f"---\nurl: https://paper.example/a\n---\n{TEXT}")
    rows = [["url", "title"], ["paper.example/a", "T"], ["www.paper.example/a/", "U"]]
    [found], [(_, _, note)] = read(write("t.csv", make_table(*rows)))
    assert found.title == "T"
    assert "Rows without an article (1), such as 'www.paper.example/a/'" in note


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("t.csv", "title,date\nT,2025-03-11\n", "no column of URLs or file names"),
        ("t.txt", "url", "does not end in one of .jsonl"),
        ("t.csv", "", "no columns that can be read"),
        ("t.parquet", b"broken", "no columns that can be read"),
        (None, None, "there is no such file"),
    ],
)
def test_what_is_no_table_of_metadata_is_refused(write, read, tmp_path, name, data, why):
    write("pages/a.txt", TEXT)
    path = write(name, data) if name else tmp_path / "none.csv"
    with pytest.raises(OnrecordError, match=why):
        read(path)


def test_many_rows_of_one_file_name_are_no_burden(write):
    rows = [[f"{n}/index.html", str(n)] for n in range(50_000)]
    metadata = Metadata(write("t.csv", make_table(["path", "title"], *rows)), {})
    assert len(metadata.note().text) < 300


def test_dates_of_the_table_are_read_in_the_order_that_they_show(write, read, tmp_path):
    for name in ("a", "b"):
        write(f"pages/{name}.txt", TEXT.format(name))
    rows = ("file", "date"), ("a.txt", "03/02/2026"), ("b.txt", "13/02/2026")
    found, _ = read(write("urls.csv", make_table(*rows)))
    assert [str(one.published) for one in found] == ["2026-02-03", "2026-02-13"]
    plain = write("plain.csv", make_table(*rows[:2]))
    assert read(plain)[0][0].published is None
    assert "03/02/2026" in read(plain)[0][0].message
    assert str(read(plain, dates="month-first")[0][0].published) == "2026-03-02"

"""Archives and saved pages: folders by other means, and what in them is hostile."""

import gzip
import io
import json
import zipfile

import pytest
from article_files import make_docx, make_every_kind, make_parquet, make_xlsx, make_zip

from onrecord.corpus import archives
from onrecord.corpus.formats import ENDINGS
from onrecord.corpus.listing import list_files
from onrecord.corpus.reader import read_articles
from onrecord.errors import OnrecordError

SENTENCE = "“The bridge is shut,” the mayor said on Tuesday."
OTHER = "“The weir is open,” the keeper said on Monday."


def read(*paths):
    return list(read_articles(*paths))


def paths(*given):
    return [file.relative for file in list_files(given)]


def test_members_are_read_as_if_they_lay_in_a_folder(write, tmp_path):
    document = make_docx(lambda document: document.add_paragraph(SENTENCE))
    rows = json.dumps({"text": OTHER, "id": "7"})
    members = {"inner/a.docx": document, "rows.jsonl.gz": gzip.compress(rows.encode())}
    write("exports.zip", make_zip(**members, **{"b.jpg": b"\xff\xd8"}))
    write("a.txt", "Another text.")
    found = read(tmp_path)
    assert [(one.article_id, one.path, one.status) for one in found] == [
        ("a", "a.txt", "ok"),
        ("b", "exports.zip/b.jpg", "unsupported"),
        ("inner/a", "exports.zip/inner/a.docx", "ok"),
        ("7", "exports.zip/rows.jsonl.gz#1", "ok"),
    ]
    assert [one.text for one in found[2:]] == [SENTENCE, OTHER]
    assert read(tmp_path / "exports.zip")[1].article_id == "a"


def test_every_kind_is_read_in_an_archive(write):
    files = make_every_kind()
    found = read(write("a.zip", make_zip(**{f"x/{e[1:]}{e}": data for e, data in files.items()})))
    assert len(found) == len(files) == len(ENDINGS)
    told = {one.path: one.message for one in found if one.status not in ("ok", "duplicate")}
    assert not told and all("The bridge is shut" in one.text for one in found)


@pytest.mark.parametrize("packed", [False, True])
def test_tables_that_are_read_from_their_end_are_read_in_archives(write, packed):
    tables = {
        "a.parquet": make_parquet(text=[SENTENCE]),
        "b.xlsx": make_xlsx(A=[["text"], [OTHER]]),
    }
    members = {n + ".gz" * packed: gzip.compress(d) if packed else d for n, d in tables.items()}
    assert [one.text for one in read(write("a.zip", make_zip(**members)))] == [SENTENCE, OTHER]


def test_hidden_files_documentation_and_folders_beside_pages_are_left_out(write, tmp_path):
    names = ["a.txt", "__MACOSX/a.txt", ".git/a.txt", "x/README.md", "x/.a.txt"]
    names += ["x/page.html", "x/page_files/ad.html", "x/page_files/deep/b.txt", "lone_files/c.txt"]
    kept = ["a.txt", "lone_files/c.txt", "x/page.html"]
    write("a.zip", make_zip(**dict.fromkeys(names, SENTENCE)))
    for name in names:
        write(f"folder/{name.replace('__MACOSX', '.macosx')}", SENTENCE)
    assert paths(tmp_path / "a.zip") == [f"a.zip/{name}" for name in kept]
    assert paths(tmp_path / "folder") == kept
    assert paths(f"{tmp_path}/folder/**/*.*") == kept
    assert paths(tmp_path / "folder/x/page_files") == ["ad.html", "deep/b.txt"]


@pytest.mark.parametrize(
    "folder", ["page_files", "page-Dateien", "page_archivos", "page_fichiers", "page.files"]
)
def test_browsers_of_other_languages_name_the_folder_beside_a_page(write, tmp_path, folder):
    write("page.htm", SENTENCE)
    write(f"{folder}/ad.html", SENTENCE)
    assert paths(tmp_path) == ["page.htm"]


def test_paths_that_lead_out_are_told_and_not_read(write, tmp_path):
    write("secret.txt", "Secret.")
    members = {"../secret.txt": "x", "/etc/passwd": "x", "a/../../b.txt": "x", "ok.txt": SENTENCE}
    found = read(write("in/a.zip", make_zip(**members)))
    assert [(one.path, one.status) for one in found] == [
        ("a.zip", "failed"),
        ("a.zip/ok.txt", "ok"),
    ]
    assert "(3)" in found[0].message and "'../secret.txt'" in found[0].message


def test_archive_within_an_archive_is_told_and_not_opened(write):
    inner = make_zip(**{"a.txt": SENTENCE})
    found = read(write("a.zip", make_zip(**{"inner.zip": inner, "b.txt": OTHER})))
    assert [(one.article_id, one.status) for one in found] == [
        ("b", "ok"),
        ("inner", "unsupported"),
    ]
    assert "within an archive" in found[1].message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18), b"words"])
def test_archive_that_cannot_be_opened_is_a_row_with_a_reason(write, tmp_path, data):
    write("a.zip", data)
    write("b.txt", SENTENCE)
    first, second = read(tmp_path)
    assert (first.path, first.status, second.status) == ("a.zip", "failed", "ok")
    assert first.message.startswith("The archive")


def test_archive_that_unpacks_to_too_much_is_not_unpacked(write, monkeypatch):
    bomb = make_zip(**{"a.txt": "word " * 2_000_000, "b.txt": SENTENCE})
    assert len(bomb) < 100_000
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 3_000_000)
    [found] = read(write("a.zip", bomb))
    assert (found.status, "3,000,000 bytes" in found.message) == ("failed", True)
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    [found] = read(write("b.zip", make_zip(**{"a.txt": "a", "b.txt": "b"})))
    assert "1 files" in found.message


def test_member_gives_no_more_than_the_archive_says_it_has(write):
    data = make_zip(**{"a.txt": "word " * 1000})
    lie = data.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lie != data
    [found] = read(write("a.zip", lie))
    assert found.status == "failed" or len(found.text) <= 50


def test_member_that_is_broken_or_encrypted_does_not_stop_the_others(write):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as parts:
        for name in ("a.txt", "b.txt"):
            parts.writestr(name, SENTENCE)
    broken = data.getvalue().replace(SENTENCE.encode(), b"x" * len(SENTENCE.encode()), 1)
    first, second = read(write("a.zip", broken))
    assert (first.status, second.status) == ("failed", "ok")
    locked = bytearray(data.getvalue())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    first, second = read(write("b.zip", bytes(locked)))
    assert (first.message, second.status) == (
        "The archive is encrypted; unpack it with its password.",
        "ok",
    )


def test_two_members_of_one_path_are_one(write):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as parts, pytest.warns(UserWarning):
        for name in ("a.txt", "a.txt", "./a.txt", "x\\b.txt"):
            parts.writestr(name, SENTENCE)
    assert [one.path for one in read(write("a.zip", data.getvalue()))] == [
        "a.zip/a.txt",
        "a.zip/x/b.txt",
    ]


def test_archive_of_nothing_that_is_read_is_refused(write):
    with pytest.raises(OnrecordError, match=r"\.zip"):
        read(write("a.zip", make_zip(**{"a.jpg": b"\xff\xd8"})))


def test_archive_that_changes_between_two_readings_is_read_anew(write):
    for text in (SENTENCE, OTHER + " More."):
        [found] = read(write("a.zip", make_zip(**{"a.txt": text})))
        assert found.text == text


def test_file_in_folders_without_end_is_told_and_not_read(write):
    path = write("a.zip", make_zip(**{"x/" * 101 + "b.txt": OTHER, "y/" * 99 + "c.txt": SENTENCE}))
    told, found = read(path)
    assert (told.status, found.text) == ("failed", SENTENCE)
    assert "of more than 100 folders (1) are not read" in told.message

"""Tables for a URL: made on this machine, whole when they are there, and nobody else's replaced."""

import pytest
from click.testing import CliRunner
from fsspec.implementations.memory import MemoryFileSystem

from onrecord.cli import main
from onrecord.tables.schema import TABLES

URL = "memory://bucket/tables"
TEXT = "Ann Reed said on Monday that the pool would open in May."


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    """A folder of one article, nothing at any URL, and a cache of its own."""
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(MemoryFileSystem, "store", {})
    monkeypatch.setattr(MemoryFileSystem, "pseudo_dirs", [""])
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    return folder


def extract(corpus, *options, out=URL):
    return CliRunner().invoke(
        main, ["extract", str(corpus), "--out", str(out), "--quiet", *options]
    )


def sent():
    return {
        path.removeprefix("/bucket/tables/"): file.getvalue()
        for path, file in MemoryFileSystem.store.items()
    }


def test_tables_behind_a_url_are_those_of_a_folder(corpus, tmp_path):
    told = extract(corpus)
    assert (told.exit_code, f"Tables written to {URL}" in told.output) == (0, True), told.output
    extract(corpus, out=tmp_path / "here")
    files = [p for p in (tmp_path / "here").rglob("*") if p.is_file()]
    here = {p.relative_to(tmp_path / "here").as_posix(): p.read_bytes() for p in files}
    known = {name: data for name, data in here.items() if name.split("/")[0] in TABLES}
    assert sent() == known | {"manifest.json": here["manifest.json"]}


def test_same_command_goes_on_and_sends_what_is_new(corpus):
    extract(corpus)
    before = sent()
    (corpus / "b.txt").write_text(TEXT.replace("Reed", "Lowe"), "utf-8")
    told = extract(corpus)
    assert told.exit_code == 0, told.output
    assert sent().keys() == before.keys()
    assert sent() != before
    status = CliRunner().invoke(main, ["status", URL])
    assert "2 ok" in status.output


def test_sending_that_breaks_leaves_no_manifest_and_the_same_command_sends_again(
    corpus, monkeypatch
):
    extract(corpus)
    whole = sent()
    (corpus / "b.txt").write_text("Mia Lowe said no.", "utf-8")

    def refuse(self, file, place, **_):
        raise PermissionError("quota")

    with monkeypatch.context() as patch:
        patch.setattr(MemoryFileSystem, "put_file", refuse)
        told = extract(corpus)
    assert told.exit_code == 2
    assert "cannot be written" in told.output
    assert "manifest.json" not in sent()
    (corpus / "b.txt").unlink()
    assert extract(corpus).exit_code == 0
    assert sent() == whole


def test_what_is_not_ours_is_not_replaced(corpus):
    MemoryFileSystem().pipe_file("/bucket/tables/thesis.docx", b"mine")
    for options in ((), ("--overwrite",)):
        told = extract(corpus, *options)
        assert told.exit_code == 2
        assert "other files than tables" in told.output
    assert sent() == {"thesis.docx": b"mine"}


def test_tables_that_another_machine_sent_are_replaced_only_if_asked(corpus):
    MemoryFileSystem().pipe_file("/bucket/tables/manifest.json", b"{}")
    told = extract(corpus)
    assert told.exit_code == 2
    assert "--overwrite" in told.output
    assert extract(corpus, "--overwrite").exit_code == 0
    assert sent()["manifest.json"] != b"{}"


def test_jobs_need_a_folder_that_all_of_them_see(corpus):
    told = extract(corpus, "--part", "1/2")
    assert told.exit_code == 2
    assert "--part needs a folder" in told.output


def test_place_that_cannot_be_reached_is_told_before_anything_is_read(corpus):
    told = extract(corpus, out="https://127.0.0.1:9/tables")
    assert told.exit_code == 2
    assert "127.0.0.1:9/tables" in told.output

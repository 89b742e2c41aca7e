"""The cache: a notebook that runs again parses nothing, and never sees an old result."""

import io
import sys

import pytest
from click.testing import CliRunner
from tables_by_hand import build_tables, write_tables

import onrecord
from onrecord.cli import main
from onrecord.extraction import parts, run
from onrecord.extraction.cache import cache_folder, cached_results, cached_tables, clear_cache
from onrecord.extraction.progress import Progress, told_on
from onrecord.tables.folder import read_tables
from onrecord.tables.schema import TABLES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A cache of its own, and a corpus of one article beside it."""
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Ann Reed said it rained.")
    return tmp_path


@pytest.fixture
def no_parsing(monkeypatch):
    """A call that makes every further extraction fail."""

    def refuse(*_, **__):
        raise AssertionError("it was parsed again")

    return lambda: monkeypatch.setattr(parts, "read_batch", refuse)


def news(folder):
    return str(folder / "news")


def test_second_run_takes_the_stored_result(folder, no_parsing, capsys):
    first = onrecord.extract(news(folder), progress=False)
    no_parsing()
    second = onrecord.extract(news(folder))
    assert second.attributions.equals(first.attributions)
    assert second.manifest == first.manifest
    assert "Taken from the cache" in capsys.readouterr().err


def test_bars_are_shown_while_reading_and_while_parsing(folder, capsys):
    cached_tables(news(folder), progress=True)
    told = capsys.readouterr().err
    assert "Reading" in told and "1 of 1 files" in told and "Parsing" in told


def test_results_lie_where_the_environment_says(folder):
    cached_tables(news(folder))
    [result] = cached_results()
    assert result.parent == folder / "cache" == cache_folder()
    assert read_tables(result).articles.num_rows == 1


def test_without_the_environment_they_lie_in_the_platforms_cache(monkeypatch):
    monkeypatch.delenv("ONRECORD_CACHE")
    assert cache_folder().name == "onrecord"


def test_changed_text_is_read_again(folder):
    cached_tables(news(folder))
    (folder / "news" / "a.txt").write_text("Ann Reed said it snowed.")
    assert cached_tables(news(folder)).articles["text"].to_pylist() == ["Ann Reed said it snowed."]
    assert len(cached_results()) == 1


def test_only_what_is_new_is_parsed(folder, monkeypatch):
    cached_tables(news(folder))
    (folder / "news" / "b.txt").write_text("Tom Vale said it snowed.")
    read, texts = parts.read_batch, []

    def count(articles, *thresholds):
        texts.extend(article.text for article in articles)
        return read(articles, *thresholds)

    monkeypatch.setattr(parts, "read_batch", count)
    assert cached_tables(news(folder)).articles.num_rows == 2
    assert texts == ["Tom Vale said it snowed."]


def test_changed_columns_are_read_again(folder):
    (folder / "news" / "b.csv").write_text("text,Body,Paper\nIt rained.,It snowed.,The Tide\n")
    plain = cached_tables(news(folder))
    mapped = cached_tables(news(folder), columns={"text": "Body"})
    assert plain.articles["text"].to_pylist()[1] == "It rained."
    assert mapped.articles["text"].to_pylist()[1] == "It snowed."


def test_changed_corrections_are_read_again_and_its_warnings_are_told_each_time(folder, capsys):
    corrections = folder / "r.csv"
    corrections.write_text("kind,name,party\nentity,Ann Reed,Lab\nentity,Tom Vale,Con\n")
    for _ in range(2):
        tables = cached_tables(news(folder), corrections=corrections)
        assert tables.entities["party"].to_pylist() == ["Lab"]
        assert "r.csv, row 3: no entity is called 'Tom Vale'" in capsys.readouterr().err
    assert len(cached_results()) == 1
    corrections.write_text("kind,name,party\nentity,Ann Reed,Con\n")
    assert cached_tables(news(folder), corrections=corrections).entities["party"].to_pylist() == [
        "Con"
    ]
    assert "party" not in cached_tables(news(folder)).entities.column_names
    assert len(cached_results()) == 2


def test_changed_code_is_read_again(folder, monkeypatch, no_parsing):
    cached_tables(news(folder))
    monkeypatch.setattr(run, "code_hash", lambda: "other")
    no_parsing()
    assert cached_tables(news(folder)).articles["status"].to_pylist() == ["failed"]


def break_part(result):
    (result / "claims" / "part-00000.parquet").write_bytes(b"no")


def break_manifest(result):
    (result / "manifest.json").write_text("{")


def lose_table(result):
    break_part(result)
    (result / "claims" / "part-00000.parquet").unlink()
    (result / "claims").rmdir()


@pytest.mark.parametrize("damage", [break_part, break_manifest, lose_table])
def test_broken_result_is_made_again(folder, damage, no_parsing):
    first = cached_tables(news(folder))
    [result] = cached_results()
    damage(result)
    assert cached_tables(news(folder)).claims.equals(first.claims)
    no_parsing()
    assert cached_tables(news(folder)).claims.equals(first.claims)


def test_cache_that_cannot_be_written_is_passed_over(folder, monkeypatch, capsys):
    (folder / "file").write_text("x")
    monkeypatch.setenv("ONRECORD_CACHE", str(folder / "file"))
    assert cached_tables(news(folder)).articles.num_rows == 1
    assert "is not kept for the next run" in capsys.readouterr().err
    assert cached_results() == []


def test_clear_deletes_results_and_nothing_else(folder):
    cached_tables(news(folder))
    own = build_tables({name: [] for name in TABLES}, {})
    write_tables(own, folder / "cache" / "mine")
    (folder / "cache" / "notes.txt").write_text("x")
    (folder / "cache" / ("0" * 32)).mkdir()
    assert clear_cache() == 1
    left = sorted(p.name for p in (folder / "cache").iterdir())
    assert left == ["0" * 32, "mine", "notes.txt"]
    assert clear_cache() == 0


def test_command_shows_and_clears_the_cache(folder):
    run = CliRunner().invoke
    assert f"0 results, 0.0 MB, in {folder / 'cache'}" in run(main, ["cache"]).output
    cached_tables(news(folder))
    assert run(main, ["cache"]).output.startswith("1 results, 0.")
    assert run(main, ["cache", "--clear"]).output.startswith("1 results deleted from")
    assert cached_results() == []


def test_command_extract_never_uses_the_cache(folder):
    command = ["extract", news(folder), "--quiet", "--out", str(folder / "t")]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert not (folder / "cache").exists()


def test_article_without_a_cache_is_never_hidden_by_an_error(folder):
    with pytest.raises(onrecord.errors.OnrecordError, match="no file or folder"):
        cached_tables(folder / "nowhere")


def test_notebooks_are_told_on_stdout_which_they_do_not_show_in_red(monkeypatch):
    assert told_on() is sys.stderr
    shown = type("OutStream", (io.StringIO,), {"__module__": "ipykernel.iostream"})()
    monkeypatch.setattr(sys, "stdout", shown)
    with Progress().parsing(1, 10):
        pass
    assert told_on() is shown and "Parsing" in shown.getvalue()

"""Runs that are stopped, go on, are spread out or grow: all end with the bytes of one that ran through."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from click.testing import CliRunner
from patience import PATIENCE as PATIENT

from benchmarks.common.measuring import below
from onrecord.cli import main
from onrecord.corpus import read_articles
from onrecord.errors import OnrecordError
from onrecord.extraction import extract as extraction
from onrecord.extraction import parts, workers
from onrecord.extraction.extract import extract, extract_share, merge
from onrecord.extraction.run import hold_run, made_with
from onrecord.extraction.status import describe
from onrecord.tables.folder import read_tables

PATIENCE = 6 * PATIENT  # several processes, each of which loads the models
NAMES = ("Ann Reed", "Tom Vale", "Ida Moss", "Hugh Pellow", "Mary Jones")
SAID = "{} said the port of {} was shut. “It is late,” {} told {}. {} denied the claims."
TOWNS = ("Tolvane", "Halvermouth", "Ardwick")
# The command with parts of three articles.
COMMAND = (
    "from onrecord.extraction import parts\n"
    "from onrecord.cli import main\n"
    "if __name__ == '__main__':\n"
    "    parts.ARTICLES = 3\n"
    "    main()\n"
)


def story(n):
    chance = random.Random(n)
    return SAID.format(*chance.sample(NAMES, 1), chance.choice(TOWNS), *chance.sample(NAMES, 3))


@pytest.fixture
def news(tmp_path, monkeypatch):
    """A folder of ten articles, in parts of three."""
    monkeypatch.setattr(parts, "ARTICLES", 3)
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(10):
        (folder / f"{n:02}.txt").write_text(f"{story(n)} It was day {n}.", "utf-8")
    return folder


def files(folder):
    """The bytes of the tables and of the manifest."""
    found = (p for p in folder.rglob("*") if p.is_file() and p.name != "timings.json")
    kept = {p.relative_to(folder).as_posix(): p for p in found}
    return {name: p.read_bytes() for name, p in kept.items() if not name.startswith("parts/")}


@pytest.fixture
def undisturbed(news, tmp_path):
    extract(read_articles(news), tmp_path / "through")
    return files(tmp_path / "through")


def read_texts(monkeypatch):
    """The texts that are read from now on."""
    read, texts = parts.read_batch, []

    def count(articles, *thresholds):
        texts.extend(article.text for article in articles)
        return read(articles, *thresholds)

    monkeypatch.setattr(parts, "read_batch", count)
    return texts


def stop_after(monkeypatch, number):
    """Stop the run, as Ctrl-C does, after so many parts."""
    left = iter(range(number))

    def read(order):
        if next(left, None) is None:
            raise KeyboardInterrupt
        parts.read_part(order)

    monkeypatch.setattr(workers, "read_part", read)


def test_run_that_was_stopped_goes_on_where_it_was(news, tmp_path, undisturbed, monkeypatch):
    with monkeypatch.context() as patch:
        stop_after(patch, 2)
        with pytest.raises(KeyboardInterrupt):
            extract(read_articles(news), tmp_path / "t")
    with pytest.raises(OnrecordError, match="not finished"):
        read_tables(tmp_path / "t")
    texts = read_texts(monkeypatch)
    extract(read_articles(news), tmp_path / "t")
    assert len(texts) == 4
    assert files(tmp_path / "t") == undisturbed


@pytest.mark.parametrize("put", [0, 1, 4, 5], ids=["no table", "one", "all but one", "all"])
def test_stop_while_tables_are_put_in_place_is_made_good_by_the_next_run(
    news, tmp_path, undisturbed, monkeypatch, put
):
    out, replace = tmp_path / "t", os.replace
    with monkeypatch.context() as patch:
        left = iter(range(put))

        def replace_some(old, new):
            if Path(new).parent == out and next(left, None) is None:
                raise KeyboardInterrupt
            replace(old, new)

        patch.setattr(os, "replace", replace_some)
        with pytest.raises(KeyboardInterrupt):
            extract(read_articles(news), out)
    with pytest.raises(OnrecordError, match="not finished"):
        read_tables(out)
    with monkeypatch.context() as patch:
        patch.setattr("onrecord.extraction.extract.make_tables", None)  # not called again
        assert not extract(read_articles(news), out).made
    assert files(out) == undisturbed
    assert {path.name for path in (out / "parts").iterdir()} <= {
        "run.json", "lock", "listed.parquet", "todo", "done",
    }  # fmt: skip


def test_same_command_again_makes_nothing_anew(news, tmp_path, monkeypatch):
    assert extract(read_articles(news), tmp_path / "t").made
    before = files(tmp_path / "t")
    texts = read_texts(monkeypatch)
    assert not extract(read_articles(news), tmp_path / "t").made
    assert (texts, files(tmp_path / "t")) == ([], before)


def test_only_what_is_new_is_read_and_what_changed_is_told(news, tmp_path, monkeypatch):
    extract(read_articles(news), tmp_path / "t")
    (news / "00a.txt").write_text(story(99), "utf-8")
    (news / "03.txt").write_text(story(98), "utf-8")
    (news / "05.txt").unlink()
    texts = read_texts(monkeypatch)
    changes = extract(read_articles(news), tmp_path / "t")
    assert texts == [story(99), story(98)]
    assert changes.lines == [
        "1 article is new: 00a.txt",
        "1 article is changed: 03.txt",
        "1 article is gone: 05.txt",
    ]
    extract(read_articles(news), tmp_path / "anew")
    assert files(tmp_path / "t") == files(tmp_path / "anew")


def test_other_thresholds_are_refused_and_replace_only_if_asked(news, tmp_path):
    extract(read_articles(news), tmp_path / "t")
    before = files(tmp_path / "t")
    with pytest.raises(OnrecordError, match=r"another attribution model or threshold.*--overwrite"):
        extract(read_articles(news), tmp_path / "t", threshold=0.9)
    assert files(tmp_path / "t") == before
    extract(read_articles(news), tmp_path / "t", threshold=0.9, overwrite=True)
    extract(read_articles(news), tmp_path / "anew", threshold=0.9)
    assert files(tmp_path / "t") == files(tmp_path / "anew") != before


def test_paths_may_be_added_but_not_exchanged(news, tmp_path):
    extract(read_articles(news), tmp_path / "t", parameters={"paths": ["news"]})
    extract(read_articles(news), tmp_path / "t", parameters={"paths": ["news", "more"]})
    with pytest.raises(OnrecordError, match="made otherwise: of 'news', 'more'"):
        extract(read_articles(news), tmp_path / "t", parameters={"paths": ["other"]})


def test_other_version_is_noticed(news, tmp_path, monkeypatch):
    extract(read_articles(news), tmp_path / "t")
    monkeypatch.setattr("onrecord.extraction.run.code_hash", lambda: "other")
    with pytest.raises(OnrecordError, match="another version of onrecord"):
        extract(read_articles(news), tmp_path / "t")


@pytest.mark.parametrize("left", [(), ("lock",), ("lock", "held.json", ".onrecord-1-run.json.new")])
def test_run_that_was_killed_before_it_began_goes_on(news, tmp_path, undisturbed, left):
    (tmp_path / "t" / "parts").mkdir(parents=True)
    for name in left:
        (tmp_path / "t" / "parts" / name).touch()
    extract(read_articles(news), tmp_path / "t")
    assert files(tmp_path / "t") == undisturbed


def test_folder_with_anything_else_is_not_taken_for_a_run(news, tmp_path):
    (tmp_path / "t" / "parts").mkdir(parents=True)
    (tmp_path / "t" / "parts" / "thesis.txt").touch()
    for overwrite in (False, True):
        with pytest.raises(OnrecordError, match=r"exists already|not a folder"):
            extract(read_articles(news), tmp_path / "t", overwrite=overwrite)
    assert (tmp_path / "t" / "parts" / "thesis.txt").exists()


def test_second_process_is_told_and_stops(news, tmp_path):
    asked = {"paths": [str(news)], "columns": {}, "dates": None, "metadata": None, "mend": False}
    asked["follow_links"] = False
    made = made_with(None, None, asked)
    with hold_run(tmp_path / "t", made):
        run = subprocess.run(
            [sys.executable, "-m", "onrecord", "extract", news, "--out", tmp_path / "t"],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert run.returncode == 2
        assert "is being written by another process (process " in run.stderr
        assert any(line.startswith("At work: process") for line in describe(tmp_path / "t"))


def test_shares_of_jobs_and_their_merge_make_the_same_bytes(news, tmp_path, undisturbed):
    for number in (2, 3):
        extract_share(read_articles(news), tmp_path / "t", (number, 3))
    with pytest.raises(OnrecordError, match=r"2 of 4 parts are not read"):
        merge(tmp_path / "t")
    extract_share(read_articles(news), tmp_path / "t", (1, 3))
    merge(tmp_path / "t")
    assert files(tmp_path / "t") == undisturbed


def test_merge_of_nothing_is_refused(tmp_path):
    with pytest.raises(OnrecordError, match="no parts of a run"):
        merge(tmp_path)


class Died(BaseException):
    """In place of a worker that is no more."""


def crew_that_dies_of(monkeypatch, words):
    read = parts.read_batch

    def die(articles, *thresholds):
        if any(words in article.text for article in articles):
            raise Died
        return read(articles, *thresholds)

    def submit(function, order):
        future = Future()
        try:
            future.set_result(function(order))
        except Died as error:
            future.set_exception(error)
        return future

    monkeypatch.setattr(parts, "read_batch", die)
    return workers.Crew(submit, lambda: 2, (Died,))


def test_article_that_kills_its_worker_is_a_row_and_loses_nobody_else(news, tmp_path, monkeypatch):
    from contextlib import nullcontext

    extract(read_articles(news), tmp_path / "through")
    crew = crew_that_dies_of(monkeypatch, "day 4")
    monkeypatch.setattr("onrecord.extraction.extract.assemble", lambda *_: nullcontext(crew))
    extract(read_articles(news), tmp_path / "t")
    articles = read_tables(tmp_path / "t").articles.to_pylist()
    assert [row["article_id"] for row in articles if row["status"] == "failed"] == ["04"]
    assert "the worker that read it died each time" in articles[4]["message"]
    whole, less = (read_tables(tmp_path / name) for name in ("through", "t"))
    kept = [row for row in whole.attributions.to_pylist() if row["article_id"] != "04"]
    assert [row["content_text"] for row in less.attributions.to_pylist()] == [
        row["content_text"] for row in kept
    ]


def test_article_that_failed_is_tried_again_by_the_next_run(
    news, tmp_path, undisturbed, monkeypatch
):
    read = parts.read_batch
    with monkeypatch.context() as patch:

        def fail(articles, *thresholds):
            if any("day 4" in article.text for article in articles):
                raise MemoryError
            return read(articles, *thresholds)

        patch.setattr(parts, "read_batch", fail)
        extract(read_articles(news), tmp_path / "t")
    statuses = read_tables(tmp_path / "t").articles["status"].to_pylist()
    assert statuses.count("failed") == 1
    extract(read_articles(news), tmp_path / "t")
    assert files(tmp_path / "t") == undisturbed


def flip(path, place):
    """Change one bit of a file; `place` is a share of its length."""
    data = bytearray(path.read_bytes())
    data[int(len(data) * place)] ^= 0x10
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [0, 0.25, 0.75, 0.999, "swapped", "deleted"])
def test_changed_parts_are_read_again(news, tmp_path, monkeypatch, damage):
    extract(read_articles(news), tmp_path / "t")
    one, two, *_ = sorted((tmp_path / "t" / "parts" / "done").glob("*.parquet"))
    if damage == "swapped":
        ones = one.read_bytes()
        one.write_bytes(two.read_bytes())
        two.write_bytes(ones)
    elif damage == "deleted":
        one.unlink()
    else:
        flip(one, damage)
    (news / "00a.txt").write_text(story(99), "utf-8")
    texts = read_texts(monkeypatch)
    extract(read_articles(news), tmp_path / "t")
    assert len(texts) == 1 + (6 if damage == "swapped" else 3)
    extract(read_articles(news), tmp_path / "anew")
    assert files(tmp_path / "t") == files(tmp_path / "anew")


def test_part_that_changes_while_tables_are_made_is_named(news, tmp_path, monkeypatch):
    load = parts.Loaded._at

    def change(self, part):
        if part == 1:
            flip(self._paths[part], 0.5)
        return load(self, part)

    monkeypatch.setattr(parts.Loaded, "_at", change)
    with pytest.raises(OnrecordError, match=r"done.*cannot be read.*Delete that file"):
        extract(read_articles(news), tmp_path / "t")


def test_part_that_is_lost_while_tables_are_made_is_no_empty_article(
    news, tmp_path, undisturbed, monkeypatch
):
    make = extraction.make_tables

    def lose(listed, files, *others):
        files.done()[0].unlink()
        return make(listed, files, *others)

    with monkeypatch.context() as patch:
        patch.setattr(extraction, "make_tables", lose)
        with pytest.raises(OnrecordError, match=r"in no part any more.*same command again"):
            extract(read_articles(news), tmp_path / "t")
    extract(read_articles(news), tmp_path / "t")
    assert files(tmp_path / "t") == undisturbed


@pytest.mark.parametrize("name", ["articles/part-00000.parquet", "manifest.json"])
@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_changed_tables_are_named_and_the_same_command_makes_them_anew(
    news, tmp_path, undisturbed, monkeypatch, name, place
):
    extract(read_articles(news), tmp_path / "t")
    flip(tmp_path / "t" / name, place)
    with pytest.raises(OnrecordError, match=Path(name).name):
        read_tables(tmp_path / "t")
    texts = read_texts(monkeypatch)
    assert extract(read_articles(news), tmp_path / "t").made
    assert (texts, files(tmp_path / "t")) == ([], undisturbed)


def test_status_tells_what_is_done_and_left(news, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        stop_after(patch, 3)
        with pytest.raises(KeyboardInterrupt):
            extract(read_articles(news), tmp_path / "t")
    told = CliRunner().invoke(main, ["status", str(tmp_path / "t")]).stdout.splitlines()
    assert told[0] == "Tables: not made yet."
    assert told[1].startswith("Parts: 3 of 4 are read, with 9 of 10 articles")
    assert told[-1].startswith("At work: nobody")
    extract(read_articles(news), tmp_path / "t")
    assert next(describe(tmp_path / "t")) == "Tables: made (10 ok)."
    refused = CliRunner().invoke(main, ["status", str(tmp_path)])
    assert refused.exit_code == 2 and "no run" in refused.stderr


def command(news, out, *options):
    wanted = ["extract", str(news), "--out", str(out), "--workers", "2", *map(str, options)]
    script = out.parent / "command.py"
    script.write_text(COMMAND)
    return subprocess.Popen(
        [sys.executable, script, *wanted], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def test_killed_three_times_and_run_again_the_bytes_are_the_same(news, tmp_path):
    started = time.monotonic()
    assert command(news, tmp_path / "through").wait(PATIENCE) == 0
    seconds = time.monotonic() - started
    chance = random.Random(4)
    for _ in range(3):
        run = command(news, tmp_path / "t")
        time.sleep(chance.uniform(0.3, 1) * seconds)
        run.send_signal(signal.SIGKILL)
        run.wait(PATIENCE)
    assert command(news, tmp_path / "t").wait(PATIENCE) == 0
    # parameters hold no name of the output
    assert files(tmp_path / "t") == files(tmp_path / "through")


def test_workers_and_a_dask_cluster_make_the_same_bytes(news, tmp_path):
    assert command(news, tmp_path / "two").wait(PATIENCE) == 0
    assert command(news, tmp_path / "dask", "--dask", "local").wait(PATIENCE) == 0
    parameters = json.loads((tmp_path / "two" / "manifest.json").read_text())["parameters"]
    extract(read_articles(news), tmp_path / "here", parameters=parameters)
    assert files(tmp_path / "two") == files(tmp_path / "dask") == files(tmp_path / "here")


def test_dask_worker_that_is_killed_in_mid_run_loses_nothing(news, tmp_path):
    assert command(news, tmp_path / "through").wait(PATIENCE) == 0
    run = command(news, tmp_path / "dask", "--dask", "local")
    done, until = tmp_path / "dask" / "parts" / "done", time.monotonic() + PATIENCE
    while not any(done.glob("*.parquet")):
        assert run.poll() is None and time.monotonic() < until
        time.sleep(0.05)
    workers = [
        pid for pid in below(run.pid) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    os.kill(workers[0], signal.SIGKILL)
    assert run.wait(PATIENCE) == 0
    assert files(tmp_path / "dask") == files(tmp_path / "through")


def test_full_disk_stops_a_run_with_what_to_do_and_loses_nothing(
    news, tmp_path, undisturbed, monkeypatch
):
    keep, left = parts.PartFiles.keep, iter(range(2))

    def fill(*part):
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        keep(*part)

    with monkeypatch.context() as patch:
        patch.setattr(parts.PartFiles, "keep", fill)
        with pytest.raises(OnrecordError, match=r"No space left.*make room.*same command again"):
            extract(read_articles(news), tmp_path / "t")
    extract(read_articles(news), tmp_path / "t")
    assert files(tmp_path / "t") == undisturbed


def test_what_was_asked_for_is_stored_whatever_bytes_its_paths_have():
    """As Python has them, no JSON can be written of such; and read again it is the same."""
    asked = {"metadata": "caf\udce9.csv", "columns": {"text": "B\udc80"}, "paths": ("a\udce9",)}
    stored = made_with(None, None, asked)["parameters"]
    assert json.loads(json.dumps(stored, ensure_ascii=False).encode()) == stored
    assert stored["metadata"] == r"caf\udce9.csv" and stored["paths"] == [r"a\udce9"]

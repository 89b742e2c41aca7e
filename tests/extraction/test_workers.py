"""Workers that are stopped: what takes all too long is a row with the reason, and the rest is read."""

import time
from concurrent.futures import CancelledError, Future, wait
from contextlib import nullcontext

import pytest
from patience import PATIENCE

from onrecord.corpus.article import Article
from onrecord.extraction import parts, workers
from onrecord.extraction.extract import extract
from onrecord.reading import reading
from onrecord.tables.folder import read_tables

ENDLESS = "of no end"


class Hung(BaseException):
    """In place of a worker that does not come back."""


class Hanging(Future):
    def __init__(self):
        super().__init__()
        self.set_running_or_notify_cancel()

    def cancel(self):
        self.set_exception(CancelledError())
        return True


@pytest.fixture
def crew(monkeypatch):
    read = parts.read_batch

    def hang(articles, *thresholds):
        if any(ENDLESS in article.text for article in articles):
            raise Hung
        return read(articles, *thresholds)

    def submit(function, order):
        future = Future()
        try:
            future.set_result(function(order))
        except Hung:
            return Hanging()
        return future

    monkeypatch.setattr(parts, "read_batch", hang)
    monkeypatch.setattr(workers, "LOOKING", 0.01)
    monkeypatch.setattr(workers, "LONGEST", 0.05)
    made = workers.Crew(submit, lambda: 2, can_stop=True)
    monkeypatch.setattr("onrecord.extraction.extract.assemble", lambda *_: nullcontext(made))
    return made


def news(*texts):
    return [Article(article_id=str(n), path=f"{n}.txt", text=t) for n, t in enumerate(texts)]


def test_text_that_takes_all_too_long_is_failed_and_the_others_are_read(crew, tmp_path):
    texts = ["Ann Lee said no.", f"A tale {ENDLESS}.", "Bo Ross said yes.", f"Another {ENDLESS}."]
    extract(news(*texts), tmp_path / "t")
    rows = read_tables(tmp_path / "t").articles.to_pylist()
    assert [row["status"] for row in rows] == ["ok", "failed", "ok", "failed"]
    assert "its worker was stopped" in rows[1]["message"]


def test_what_the_clock_stopped_is_read_by_the_next_run(crew, tmp_path, monkeypatch):
    texts = ["Ann Lee said no.", f"Bo Ross said it was {ENDLESS}."]
    extract(news(*texts), tmp_path / "t")
    monkeypatch.setattr(parts, "read_batch", reading.read_batch)
    extract(news(*texts), tmp_path / "t")
    rows = read_tables(tmp_path / "t").articles.to_pylist()
    assert [row["status"] for row in rows] == ["ok", "ok"]


def test_a_worker_stops_when_what_it_does_is_cancelled():
    with workers.assemble(1) as made:
        future, until = made.submit(time.sleep, 10 * PATIENCE), time.monotonic() + PATIENCE
        while not future.running() and time.monotonic() < until:
            time.sleep(0.01)
        future.cancel()
        assert wait([future], PATIENCE).done
        with pytest.raises(CancelledError):
            future.result()
        assert made.submit(abs, -1).result(PATIENCE) == 1

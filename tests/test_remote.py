"""Inputs behind URLs: found and read as files of this machine are, and no secret is ever told."""

import gzip
import io
import json
import pickle
import re
import sys

import pytest
from article_files import SENTENCE, make_every_kind, make_zip
from fsspec.implementations.memory import MemoryFile, MemoryFileSystem
from fsspec.registry import _registry

import onrecord
from onrecord.cli.telling import command_again
from onrecord.corpus import read_articles
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.listing import list_files
from onrecord.errors import OnrecordError
from onrecord.remote import RemoteFile, is_url, shown

SECRET = "hunter22"


class Driver(MemoryFileSystem):
    """A filesystem of a test: it counts what is read of it, and may fail as networks do."""

    protocol = ("s3", "https")
    store = {}  # noqa: RUF012
    pseudo_dirs = [""]  # noqa: RUF012
    error, most, given = None, None, 0

    @classmethod
    def _strip_protocol(cls, path):
        return path if path.startswith("https://") else "/" + re.sub(r"^s3://", "", path).strip("/")

    def info(self, path, **options):
        if Driver.error and Driver.most is None:
            raise Driver.error
        return super().info(path, **options)

    def _open(self, path, mode="rb", **options):
        return Sent(super()._open(path, mode, **options).getvalue())


class Sent(io.BytesIO):
    def read(self, size=-1):
        if Driver.most is not None and Driver.given >= Driver.most:
            raise Driver.error
        block = super().read(size)
        Driver.given += len(block)
        return block


@pytest.fixture
def put(monkeypatch):
    """Put a file behind an s3:// or https:// URL; the network is as the test makes it."""
    for name in Driver.protocol:
        monkeypatch.setitem(_registry, name, Driver)
    for name, value in {"store": {}, "error": None, "most": None, "given": 0}.items():
        monkeypatch.setattr(Driver, name, value)

    def put_file(url, data=SENTENCE):
        path = url if url.startswith("https") else "/" + url.removeprefix("s3://")
        data = data.encode() if isinstance(data, str) else data
        Driver.store[path] = MemoryFile(None, path, data)

    return put_file


def paths(*given):
    return [file.relative for file in list_files(given)]


# what is read


@pytest.mark.parametrize("packed", ["", ".gz"])
def test_every_kind_is_read_from_a_url(put, packed):
    for ending, data in make_every_kind().items():
        data = data.encode() if isinstance(data, str) else data
        put(f"s3://news/a{ending}{packed}", gzip.compress(data) if packed else data)
    found = list(read_articles("s3://news"))
    assert len({article.path.partition("#")[0] for article in found}) == len(make_every_kind())
    assert all(SENTENCE in (article.text or "") for article in found), found


def test_folders_and_patterns_give_what_they_give_on_this_machine(put, tmp_path):
    names = ["a.txt", "b.jsonl", ".hidden.txt", ".git/c.txt", "x/d.txt", "x/README.md", "x/y/e.txt"]
    names += ["p.html", "p_files/ad.html"]
    for name in names:
        put(f"s3://news/2025/{name}")
        path = tmp_path / "2025" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SENTENCE, "utf-8")
    here = f"{tmp_path}/2025"
    for pattern in ("", "/*.txt", "/**/*.txt", "/x", "/a.txt", "/x/*", "/[ab].*"):
        assert paths(f"s3://news/2025{pattern}") == paths(here + pattern), pattern
    assert paths("s3://news/2025/.hidden.txt") == [".hidden.txt"]
    assert paths("s3://news/2025/", "s3://news/2025/a.txt", here) == 2 * paths(here)
    assert paths(f"file://{here}/x") == paths(f"{here}/x")


def test_names_behind_urls_are_never_paths_and_stay_on_one_line(put):
    put("s3://news/../../etc/passwd.txt")
    put("s3://news/a\nb\x1b[31m.txt")
    put("s3://news/x[1].txt")
    put("s3://news/x?y=1.txt")
    found = list(read_articles("s3://news"))
    assert {article.status for article in found} <= {"ok", "duplicate"}
    assert all(article.article_id.isprintable() for article in found)
    assert paths("s3://news/x[1].txt") == ["x[1].txt"]
    assert paths("s3://news/x?y=1.txt") == ["x?y=1.txt"]


def test_file_of_rows_is_read_as_it_comes(put):
    rows = "".join(json.dumps({"text": f"{n} {SENTENCE}"}) + "\n" for n in range(400_000))
    put("s3://news/a.jsonl", rows)
    found = read_inputs(list_files(("s3://news/a.jsonl",))[0].location, {})
    assert next(found).row == 1
    assert Driver.given < 30_000_000 < len(rows)


def test_mark_of_a_folder_in_a_bucket_is_no_file(put, monkeypatch):
    put("s3://news/x/a.txt")
    monkeypatch.setattr(Driver, "find", lambda self, path: ["/news/x/", "/news/x/a.txt"])
    assert paths("s3://news") == ["x/a.txt"]


def test_archive_behind_a_url_is_told_and_not_opened(put):
    put("s3://news/a.zip", make_zip(**{"a.txt": SENTENCE}))
    put("s3://news/b.txt")
    zipped, plain = sorted(read_articles("s3://news"), key=lambda article: article.path)
    assert (zipped.status, plain.status) == ("unsupported", "ok")
    assert "download it" in zipped.message


def test_places_go_from_process_to_process(put):
    put("s3://news/a.txt")
    [file] = list_files(("s3://news",))
    with pickle.loads(pickle.dumps(file)).location.open() as stream:
        assert stream.read() == SENTENCE.encode()


# what cannot be read


@pytest.mark.parametrize(
    "url", ["s3://news/none", "s3://none", "s3://news/*.none", "memory://none"]
)
def test_url_that_leads_nowhere_is_wrong_usage(put, url):
    put("s3://news/a.txt")
    with pytest.raises(OnrecordError, match="Nothing is found there") as raised:
        list_files((url,))
    assert url in str(raised.value)


@pytest.mark.parametrize(
    ("url", "package", "module"),
    [
        ("s3://news", "s3fs", "s3fs"),
        ("gs://news/*.txt", "gcsfs", "gcsfs"),
        ("https://paper.example/a.csv", "aiohttp", "fsspec.implementations.http"),
        ("abfs://news", "adlfs", "adlfs"),
    ],
)
def test_missing_driver_is_named(monkeypatch, url, package, module):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(_registry, url.partition(":")[0], raising=False)
    with pytest.raises(OnrecordError, match=f"pip install {package}"):
        list_files((url,))


@pytest.mark.parametrize("url", ["zzz://a", "zip://a::s3://news/a.zip"])
def test_url_of_another_kind_is_wrong_usage(put, url):
    put("s3://news/a.zip", make_zip(a=SENTENCE))
    with pytest.raises(OnrecordError, match="no URL that is read"):
        list_files((url,))


def test_web_is_not_searched_for_what_is_not_there(put, monkeypatch):
    monkeypatch.setattr(Driver, "glob", None)
    with pytest.raises(OnrecordError, match="Nothing is found there"):
        list_files(("https://paper.example/[a].csv?x=*",))


class NoCredentialsError(Exception):
    pass


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError("Forbidden"), "It may not be read, or no credentials are set"),
        (NoCredentialsError("Unable to locate"), "or no credentials are set"),
        (TimeoutError("timed out"), "TimeoutError: timed out"),
        (ValueError(), "ValueError."),
    ],
)
def test_driver_that_fails_says_why(put, error, said):
    put("s3://news/a.txt")
    Driver.error = error
    with pytest.raises(OnrecordError, match=re.escape(said)):
        list_files(("s3://news",))


def test_connection_that_breaks_is_a_row_and_the_others_are_read(put):
    rows = "".join(json.dumps({"text": f"{n} {SENTENCE}"}) + "\n" for n in range(200_000))
    put("s3://news/a.jsonl", rows)
    put("s3://news/b.txt")
    files = list_files(("s3://news",))
    Driver.error, Driver.most = OSError(f"GET https://h/a?sig={SECRET} failed"), 22_000_000
    *good, last = read_inputs(files[0].location, {})
    assert len(good) > 10_000
    assert last.status == "failed"
    assert last.message == (
        f"After row {good[-1].row}: ConnectionError: OSError: GET https://h/a failed."
    )
    Driver.error = Driver.most = None
    [other] = read_inputs(files[1].location, {})
    assert other.text == SENTENCE


def test_file_that_vanished_is_a_row(put):
    put("s3://news/a.txt")
    put("s3://news/b.txt")
    found = read_articles("s3://news")
    del Driver.store["/news/a.txt"]
    first, second = found
    assert (first.status, second.status) == ("failed", "ok")
    assert "Nothing is found there" in first.message


# secrets


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("s3://news/2025/*.jsonl", "s3://news/2025/*.jsonl"),
        ("s3://KEY:sec/ret@news/a.txt", "s3://news/a.txt"),
        ("s3://news/a-?.txt", "s3://news/a-?.txt"),
        ("sftp://ann:pass@host:22/a@b.txt", "sftp://host:22/a@b.txt"),
        ("sftp://host:22/a@b.txt", "sftp://host:22/a@b.txt"),
        ("https://u:p@host/a.csv?X-Amz-Signature=abc&x=1#y", "https://host/a.csv"),
        ("https://host/a.csv?token", "https://host/a.csv"),
        ("abfs://box@account/a.csv?sv=1&sig=abc", "abfs://box@account/a.csv"),
        ("/home/me/a?b=c@d:e.txt", "/home/me/a?b=c@d:e.txt"),
    ],
)
def test_shown_url_has_no_password_and_no_query(url, bare):
    assert shown(url) == bare
    assert is_url(url) == (url[0] != "/")


@pytest.mark.parametrize("url", [f"s3://ann:{SECRET}@news", f"s3://ann:{SECRET}@news/*.txt"])
def test_password_is_in_no_article(put, url):
    put(f"s3://ann:{SECRET}@news/a.txt")
    put(f"s3://ann:{SECRET}@news/sub/a.txt", "Another one.")
    found = list(read_articles(url))
    assert found and all(article.status == "ok" for article in found)
    assert SECRET not in repr(found) + repr(list_files((url,)))


@pytest.mark.parametrize("error", [FileNotFoundError, PermissionError, OSError, RuntimeError])
def test_secret_is_in_no_message(put, error):
    url = f"https://ann:{SECRET}@paper.example/a.csv?X-Amz-Signature=q%2FW-{SECRET}9"
    Driver.error = error(f"403 for {url} and q/W-{SECRET}9, {SECRET!r}")
    Driver.error.__cause__ = ValueError(f"url={url!r}")
    with pytest.raises(OnrecordError) as raised:
        list_files((url,))
    assert "https://paper.example/a.csv" in str(raised.value)
    assert SECRET not in str(raised.value) and "q/W" not in str(raised.value)
    place = RemoteFile(url, url)
    assert (place.name, place.suffix) == ("a.csv", ".csv")
    assert SECRET not in repr(place) + place.parent


def test_signed_file_is_named_by_its_path(put):
    url = f"https://paper.example/news/a.jsonl?sig={SECRET}"
    put(url, json.dumps({"text": SENTENCE}))
    [article] = read_articles(url)
    assert (article.article_id, article.path, article.text) == ("a-1", "a.jsonl#1", SENTENCE)


def test_no_file_of_a_run_holds_a_secret(put, tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path))
    put(f"s3://ann:{SECRET}@news/a.txt")
    put(f"https://h/b.txt?sig={SECRET}", "“It is open again,” she said on Friday.")
    urls = (f"s3://ann:{SECRET}@news", f"https://h/b.txt?sig={SECRET}")
    assert list(onrecord.extract(*urls, progress=False).articles["path"]) == ["a.txt", "b.txt"]
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(b"https://h/b.txt" in path.read_bytes() for path in written)
    assert not any(SECRET.encode() in path.read_bytes() for path in written)


def test_command_of_a_report_has_no_secret():
    given = (f"https://h/a.csv?sig={SECRET}", f"s3://k:{SECRET}@news/a", "b c.txt")
    command = command_again(given, "out", (), (), {})
    assert command == "onrecord report https://h/a.csv s3://news/a 'b c.txt' --out out --overwrite"

"""A folder of articles with fifty hostile files among them: whether all others are read, and every loss said.

The articles are made of the paragraphs of the demo corpus. Among them lie texts of the shapes that `shapes`
measures, and files that unpack to more than they seem, never end, lead out of the folder or are broken.
Every article must be read, and every hostile file must be read or have a row that says why it is not.
"""

import argparse
import gzip
import os
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.common.made_articles import make_articles
from benchmarks.common.printing import markdown, number
from benchmarks.speed.scale import measure
from benchmarks.speed.shapes import SHAPES

NEEDS = ""
EXAMPLES = ("", "10000 --workers 2")
SHAPED = 30_000  # characters of a text of one shape
PACKED = 600_000_000  # bytes that a few kilobytes unpack to
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB_OF_ENTITIES = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("size", nargs="?", type=int, default=500, metavar="N", help="default: 500")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="default: 2")


def run(args: argparse.Namespace) -> dict[str, str]:
    """Print the table. Returns the name of each file that was lost → how."""
    from onrecord.tables.folder import read_tables

    with tempfile.TemporaryDirectory(prefix="onrecord-hostile-") as name:
        news, out = Path(name) / "news", Path(name) / "tables"
        news.mkdir()
        for article in make_articles(args.size):
            (news / f"{article.article_id}.txt").write_text(article.text, encoding="utf-8")
        hostile = write_hostile(news)
        started = time.perf_counter()
        told = measure("extract", news, "--out", out, "--workers", args.workers)
        rows = read_tables(out).articles.select(["path", "status", "message"]).to_pylist()
    found: dict[str, list[dict]] = {}
    for row in rows:
        found.setdefault(Path(row["path"].partition("#")[0]).parts[0], []).append(row)
    lost = {n: why for n in hostile if (why := _unsaid(found, n))}
    plain = [f"a{n}.txt" for n in range(args.size)]
    lost |= {n: "not read" for n in plain if [r["status"] for r in found.get(n, ())] != ["ok"]}
    states = Counter(row["status"] for n in hostile for row in found.get(n, ()))
    print(
        f"{number(args.size)} articles and {len(hostile)} hostile files, {args.workers} workers: "
    )
    print(f"{time.perf_counter() - started:.0f} s, {told['peak'] / 1e6:.0f} MB in any process.\n")
    print(markdown(["rows of hostile files", "times"], [*map(list, states.most_common())]))
    return lost


def _unsaid(found, name):
    """What is wrong with what the tables say of a hostile file; empty if nothing is."""
    shown = name.encode("utf-8", "backslashreplace").decode()
    rows = [row for key in {name, shown} for row in found.get(key, ())]
    if not rows:
        return "no row"
    silent = [row["status"] for row in rows if row["status"] != "ok" and not row["message"]]
    return f"{silent[0]} without a reason" if silent else ""


def write_hostile(folder: Path) -> list[str]:
    """Put the hostile files into a folder; their names."""
    for n, shape in enumerate(SHAPES.values()):
        (folder / f"shape{n}.txt").write_text(shape(SHAPED)[:SHAPED], encoding="utf-8")
    for name, write in FILES.items():
        write(folder / name)
    os.symlink("/etc/passwd", folder / "passwd.txt")
    return [f"shape{n}.txt" for n in range(len(SHAPES))] + [*FILES, "passwd.txt"]


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def _zipped(inside: str, data: bytes, times: int = 1) -> Callable[[Path], object]:
    """A ZIP archive that holds one file, of some bytes so many times."""

    def write(path):
        with (
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open(inside, "w", force_zip64=True) as file,
        ):
            for _ in range(times):
                file.write(data)

    return write


def _gzipped(path):
    with gzip.open(path, "wb") as file:
        for _ in range(PACKED // 1_000_000):
            file.write(b" " * 1_000_000)


def _nested_mail(path):
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)
    )
    path.write_text(f"From: a@example.org\nSubject: x\n{parts}", encoding="utf-8")


def _parquet(path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"text": ["a " * 500_000] * 2_000}), path)


MEGABYTE = b" " * 1_000_000
FILES: dict[str, Callable[[Path], object]] = {
    "bomb.docx": _zipped("word/document.xml", MEGABYTE, PACKED // 1_000_000),
    "bomb.odt": _zipped("content.xml", MEGABYTE, PACKED // 1_000_000),
    "bomb.xlsx": _zipped("xl/worksheets/sheet1.xml", MEGABYTE, PACKED // 1_000_000),
    "bomb.zip": _zipped("a.txt", MEGABYTE, PACKED // 1_000_000),
    "bomb.jsonl.gz": _gzipped,
    "bomb.parquet": _parquet,
    "laughs.docx": _zipped("word/document.xml", BOMB_OF_ENTITIES.encode()),
    "laughs.xhtml": _bytes(BOMB_OF_ENTITIES.encode()),
    "slip.zip": _zipped("../../slipped.txt", b"Ann Lee said that it was late."),
    "attributes.html": _bytes(b"<p " + b"".join(b"a%d=1 " % n for n in range(500_000)) + b">x</p>"),
    "paragraphs.html": _bytes(b"<p>Ann Lee said so." * 150_000),
    "nested.html": _bytes(b"<div>" * 100_000 + b"x"),
    "groups.rtf": _bytes(rb"{\rtf1" + b"{" * 200_000),
    "broken.pdf": _bytes(b"%PDF-1.7\n1 0 obj <</Length 99999999>> stream\n" + b"\xff" * 5000),
    "picture.txt": _bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 5000),
    "noise.txt": _bytes(bytes(range(256)) * 200),
    "cut.txt": _bytes("Ann Lee said so.".encode("utf-16")[:-1] + b"\xd8"),
    "open.csv": _bytes(b'text\n"' + b"Ann Lee said so, " * 50_000),
    "broken.jsonl": _bytes(b'{"text": "Ann Lee said so."\n' * 20),
    "deep.jsonl": _bytes(b'{"text": ' + b"[" * 100_000),
    "deep.eml": _nested_mail,
    "empty.txt": _bytes(b""),
}  # fmt: skip

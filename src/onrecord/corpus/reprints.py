"""What was printed before: the same text, or one so near to it that one is a reprint of the other.

Wording is compared by runs: `LENGTH` words in a row, in lower case and without marks, so that other
typography is the same wording. Runs are hashed by what they say alone: the same in every process and
on every system.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import IO, TYPE_CHECKING
from zlib import crc32

import numpy as np

from onrecord.corpus.article import Article
from onrecord.corpus.notes import Note
from onrecord.tables.scratch import TableRows, rows_of, scratch_file

if TYPE_CHECKING:
    import duckdb

LENGTH = 6  # words in a run: short ones are common phrases, long ones break at every edit
WINDOW = 16  # of this many runs in a row, one at least is looked up
HELD = 0.8  # of the runs of the shorter text, in the longer: one holds the other
VERSIONS = 0.4  # of all runs of two texts, in both: they are versions of one
FEWEST = 35  # distinct runs (40 words) of a text that is compared; of shorter ones, only copies
HINTED = 0.25  # of the shorter text's prints, to compare the two run by run
HOLDERS_AT_ONCE = 500_000  # rows of prints and articles that are joined at once
MOST_HOLDERS = 16  # articles looked up by one print: what more of them share is boilerplate
_RUN_BYTES = 4
_PLAIN_WORD = re.compile(r"[^\W_]+")
_SOFT = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphens and the like part no word

# Articles bear their numbers in the order of the corpus. A copy in the same outlet, or where one
# outlet is not known, is one of the `original`; of other copies only the `first` counts.
_COPIES = """
CREATE TABLE print_copies AS
SELECT number, first, CASE
    WHEN number = first THEN NULL
    WHEN name = '' OR first_name = '' THEN first
    WHEN same_name < number THEN same_name
END AS original
FROM (
    SELECT number, name,
        first_value(number) OVER of_text AS first,
        first_value(name) OVER of_text AS first_name,
        first_value(number) OVER (PARTITION BY key, name ORDER BY number) AS same_name
    FROM print_articles WINDOW of_text AS (PARTITION BY key ORDER BY number)
)
"""
# each print's articles in order, without the prints of one article alone
_HOLDERS = """
CREATE TABLE print_holders AS
SELECT print, number, row_number() OVER (PARTITION BY print ORDER BY number) AS place
FROM (SELECT number, unnest(prints) AS print FROM print_runs)
QUALIFY count(*) OVER (PARTITION BY print) > 1
"""
# a part of the prints at a time, so that neither the join nor the groups need the disk
_SOME_PAIRS = """
INSERT INTO print_some_pairs
SELECT later.number, earlier.number, count(*), min(print)
FROM print_holders AS later JOIN print_holders AS earlier USING (print)
WHERE print % $1 = $2 AND earlier.place <= $3 AND earlier.place < later.place
GROUP BY later.number, earlier.number
"""
_PAIRS = """
CREATE TABLE print_pairs AS
SELECT number, other, sum(hints) AS hints, min(print) AS least_print
FROM print_some_pairs GROUP BY number, other
"""
_HINTED_PAIRS = """
SELECT number, later.place, later.runs, other, earlier.place, earlier.runs
FROM print_pairs
JOIN print_runs AS later USING (number)
JOIN print_runs AS earlier ON earlier.number = other
WHERE hints >= $1 * least(len(later.prints), len(earlier.prints))
ORDER BY number, least_print, other
"""
_FOUND = """
SELECT copy.number, copy.original IS NOT NULL, copy.number = copy.first, near.percent,
    near.is_shorter, other.article_id, other.outlet, first.article_id
FROM print_copies AS copy
LEFT JOIN print_near AS near ON near.number = copy.first
JOIN print_articles AS other ON other.number = coalesce(
    copy.original, CASE WHEN copy.number = copy.first THEN near.nearest END, copy.first)
JOIN print_articles AS first ON first.number = coalesce(near.first, copy.first)
WHERE copy.number != copy.first OR near.number IS NOT NULL
ORDER BY copy.number
"""


@dataclass(frozen=True)
class Printing:
    """What is to be said of an article beside those before it.

    Attributes:
        status: `ok`, or `duplicate` for a copy in the same outlet.
        duplicate_of: the article_id of the first that printed it, or, of a copy in the same outlet,
            of the one that it is a copy of; None where nobody did.
        message: what they share, in one sentence.
    """

    status: str = "ok"
    duplicate_of: str | None = None
    message: str | None = None


def find_reprints(
    articles: Callable[[], Iterable[Article]], database: "duckdb.DuckDBPyConnection"
) -> Iterator[Printing]:
    """What is to be said of each article of a corpus, in order; nothing of one that is not `ok`.

    White space does not make another text. A copy is a `duplicate` where the outlet is the same or
    one is not known; every other copy, and every near-duplicate, is an article of its own. Two
    texts are near-duplicates when four fifths of the runs of six words of the shorter one stand in
    the longer, or two fifths of all runs of both are the same.

    Not found: near-duplicates of fewer than 40 words, translations, a retelling in other words; and
    articles made of nothing but passages that many earlier articles share.
    Candidates come from an index of prints (`choose_prints`) and are then compared run by
    run, so that none that is found depends on the luck of a hash.

    Memory holds eight bytes for each article, and no text; the rest lies on disk.

    Args:
        articles: gives all articles of the corpus, in order; asked twice.
        database: of `open_scratch`; the tables are called `print_...`, and the runs lie in a file
            beside it.
    """
    count = _store_texts(articles(), database)
    database.execute(_COPIES)
    with scratch_file(database) as file:
        _store_runs(articles(), database, file)
        database.execute(_HOLDERS)
        _pair(database)
        database.execute("DROP TABLE print_holders")
        _compare(database, file, count)
    database.execute("DROP TABLE print_pairs")
    number = 0
    for found in rows_of(database, _FOUND):
        yield from (Printing() for _ in range(number, found[0]))
        yield _printing(*found[1:])
        number = found[0] + 1
    yield from (Printing() for _ in range(number, count))


def printed(article: Article, printing: Printing) -> Article:
    """The article with what is to be said of it; a reprint that is read has a note on it, too."""
    if not printing.message:
        return article
    note = (Note("reprint", printing.message),) if printing.status == "ok" else ()
    return replace(
        article,
        status=printing.status,
        duplicate_of=printing.duplicate_of,
        message=" ".join(filter(None, [printing.message, article.message])),
        notes=(*note, *article.notes),
    )


def _store_texts(articles, database) -> int:
    """A row for each article that is read, with what its text is known by; how many there are."""
    database.execute(
        "CREATE TABLE print_articles "
        "(number BIGINT, key BLOB, name VARCHAR, article_id VARCHAR, outlet VARCHAR)"
    )
    rows, number = TableRows(database, "print_articles"), 0
    for number, article in enumerate(articles, 1):
        if article.status == "ok" and article.text:
            plain = " ".join(article.text.split()).encode()
            key = hashlib.blake2b(plain, digest_size=16).digest()
            name = " ".join((article.outlet or "").casefold().split())
            rows.append((number - 1, key, name, article.article_id, article.outlet))
    rows.write()
    return number


def _store_runs(articles, database, file: IO[bytes]) -> None:
    """The runs of the first of each text, in the file, and a row that says where they lie there."""
    database.execute(
        "CREATE TABLE print_runs (number BIGINT, place BIGINT, runs BIGINT, prints UINTEGER[])"
    )
    firsts = rows_of(
        database, "SELECT number FROM print_copies WHERE number = first ORDER BY number"
    )
    rows, place, [next_] = TableRows(database, "print_runs"), 0, next(firsts, [None])
    for number, article in enumerate(articles):
        if number != next_:
            continue
        [next_] = next(firsts, [None])
        in_order = hash_runs(article.text)
        runs = np.unique(in_order)
        if len(runs) >= FEWEST:
            file.write(runs.tobytes())
            rows.append((number, place, len(runs), choose_prints(in_order)))
            place += len(runs)
    rows.write()


def _pair(database) -> None:
    """Two articles that share prints, and how many."""
    database.execute(
        "CREATE TABLE print_some_pairs (number BIGINT, other BIGINT, hints BIGINT, print UINTEGER)"
    )
    [[holders]] = rows_of(database, "SELECT count(*) FROM print_holders")
    parts = holders // HOLDERS_AT_ONCE + 1
    for part in range(parts):
        database.execute(_SOME_PAIRS, [parts, part, MOST_HOLDERS])
    database.execute(_PAIRS)
    database.execute("DROP TABLE print_some_pairs")


def _compare(database, file: IO[bytes], count: int) -> None:
    """Compare articles that share prints run by run; a row for each that an earlier one is near to."""
    database.execute(
        "CREATE TABLE print_near (number BIGINT, nearest BIGINT, first BIGINT, percent INTEGER, "
        "is_shorter BOOLEAN)"
    )
    rows, firsts = TableRows(database, "print_near"), np.arange(count)
    pairs = rows_of(database, _HINTED_PAIRS, HINTED)
    for (number, *where), group in groupby(pairs, itemgetter(0, 1, 2)):
        runs, near = _read_runs(file, *where), {}
        for *_, other, place, size in group:
            if share := _share(runs, _read_runs(file, place, size)):
                near[other] = share, len(runs) <= size
        if near:
            first = min(firsts[other] for other in near)
            nearest = first if first in near else max(near, key=lambda other: near[other][0])
            firsts[number] = firsts[nearest]
            share, is_shorter = near[nearest]
            rows.append((number, int(nearest), int(firsts[number]), int(100 * share), is_shorter))
    rows.write()


def _read_runs(file, place, size):
    file.seek(place * _RUN_BYTES)
    return np.frombuffer(file.read(size * _RUN_BYTES), np.uint32)


def _share(runs, others) -> float:
    """Of the runs of the shorter text, those in both, if they are near-duplicates; else 0."""
    both = len(np.intersect1d(runs, others, assume_unique=True))
    shorter = min(len(runs), len(others))
    near = both >= HELD * shorter or both >= VERSIONS * (len(runs) + len(others) - both)
    return both / shorter if near else 0.0


def _printing(is_copy, is_text, percent, is_shorter, other, outlet, first) -> Printing:
    """What a row of `_FOUND` says; of a reprint of a reprint, both lead to the first."""
    if is_copy:
        return Printing("duplicate", other, f"It has the same text as {other!r}.")
    by = f", of {outlet}" if outlet else ""
    if not is_text:
        said = f"{outlet} printed the same text, in {other!r}"
    elif is_shorter:
        said = f"{percent}% of it stands word for word in {other!r}{by}"
    else:
        said = f"It holds {percent}% of {other!r}{by}, word for word"
    if first != other:
        said += f"; that repeats {first!r}"
    return Printing(duplicate_of=first, message=f"{said}.")


def hash_runs(text: str) -> np.ndarray:
    """The runs of a text as uint32, in its order; none where it has fewer than `LENGTH` words."""
    plain = unicodedata.normalize("NFKC", _SOFT.sub("", text)).casefold()
    found = " ".join(_PLAIN_WORD.findall(plain)).encode().split()
    words = np.fromiter(map(crc32, found), np.uint64, len(found))
    if len(words) < LENGTH:
        return np.empty(0, np.uint32)
    words = _mix(words + np.uint64(1))
    runs = np.zeros(len(words) - LENGTH + 1, np.uint64)
    for place in range(LENGTH):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + words[place : place + len(runs)]
    return (_mix(runs) >> np.uint64(32)).astype(np.uint32)


def choose_prints(runs: np.ndarray) -> np.ndarray:
    """The least of each `WINDOW` runs in a row, each once, in ascending order.

    Two texts that share `WINDOW + LENGTH - 1` words in a row share one of these for sure: winnowing
    (Schleimer, Wilkerson and Aiken, SIGMOD 2003).
    """
    if len(runs) <= WINDOW:
        return np.unique(runs.min(keepdims=True)) if len(runs) else runs
    width = 1
    while width < WINDOW:  # of two windows that overlap or touch, the lesser of their least ones
        step = min(width, WINDOW - width)
        runs, width = np.minimum(runs[:-step], runs[step:]), width + step
    return np.unique(runs)


def _mix(numbers):
    """Spread what differs over all bits (the last step of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))

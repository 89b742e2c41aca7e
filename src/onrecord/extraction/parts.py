"""Parts of a corpus: a bounded number of texts each, which one worker reads at a time.

What is found in a text depends on that text alone. `todo/NAME.parquet` has texts that are still to be
read, `done/NAME.DIGEST.parquet` what was found in them. Either appears whole or not at all, and says in
its metadata what it was made with. What was found is taken only from a file with the digest of its name.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.corpus.article import Article
from onrecord.corpus.inputs import explain
from onrecord.errors import OnrecordError
from onrecord.extraction.packing import pack_found, pack_mentions
from onrecord.reading.doc.pipeline import BATCH
from onrecord.reading.reading import read_batch
from onrecord.tables.outputs import whole_at_once
from onrecord.tables.unfinished import LEFT_BEHIND

ARTICLES, CHARACTERS = 32, 125_000  # in one part, at most; but one article at least
TEXTS = pa.schema([("sha256", pa.string()), ("text", pa.string())])
FOUND = pa.schema(
    [
        ("sha256", pa.string()),
        ("failed", pa.string()),  # why the kit could not read it
        ("mentions", pa.string()),  # see `packing`
        ("found", pa.string()),
    ]
)
MADE_WITH, WORDS = b"made with", b"words"
DIGITS = 16  # of a digest in a name
Thing = TypeVar("Thing")
LOADED = 8  # parts that are held in memory while articles are gone through in their order


@dataclass(frozen=True)
class Part:
    """A part that is still to be read."""

    name: str
    articles: int
    words: int


@dataclass(frozen=True)
class Order:
    """What a worker is told of a part; it may work on another machine.

    Attributes:
        folder: of the parts.
        thresholds: of attributions and of sources; None for the model's own.
        apart: whether each text is read by itself, since a worker died over the part.
        failed: place of a text → why it is not read again.
    """

    folder: str
    name: str
    made_with: str
    thresholds: tuple[float | None, float | None] = (None, None)
    apart: bool = False
    failed: Mapping[int, str] | None = None


class PartFiles:
    """The parts of one run, in a folder of their own."""

    def __init__(self, folder: Path, made_with: str):
        self.folder, self.made_with = folder, made_with
        self._seen: dict[tuple[str, int], bool] = {}  # name and age of a file → whether it fits

    @property
    def _todo(self) -> Path:
        return self.folder / "todo"

    @property
    def _done(self) -> Path:
        return self.folder / "done"

    def planned(self) -> list[str]:
        """The names of the parts that texts were sorted into last, read or not, in order."""
        return sorted(path.stem for path in self._todo.glob("*.parquet"))

    def todo(self) -> list[Part]:
        """The parts that are still to be read, in order."""
        done = set(self.done())
        return [
            self.described(name) for name in self.planned() if self.read().get(name) not in done
        ]

    def described(self, name: str) -> Part:
        """What is known of a part before it is read."""
        with pq.ParquetFile(self._todo / f"{name}.parquet") as file:
            return Part(name, file.metadata.num_rows, int(file.schema_arrow.metadata[WORDS]))

    def done(self) -> list[Path]:
        """The files of the parts that were read with what this run is made with, undamaged, in order."""
        return [path for path in self.read().values() if self._fits(path)]

    def read(self) -> dict[str, Path]:
        """The files of all parts that were read, by the names of the parts, in order."""
        return {path.name.split(".")[0]: path for path in sorted(self._done.glob("*.parquet"))}

    def _fits(self, path):
        seen = path.name, path.stat().st_mtime_ns
        if seen not in self._seen:
            try:
                about = pq.read_schema(pa.BufferReader(_undamaged(path))).metadata
                self._seen[seen] = about.get(MADE_WITH) == self.made_with.encode()
            except (OSError, pa.ArrowException):
                self._seen[seen] = False
        return self._seen[seen]

    def keep(self, name: str, rows: list[dict]) -> None:
        """Write what was found in the texts of a part: rows of `FOUND`."""
        sink = pa.BufferOutputStream()
        table = pa.Table.from_pylist(rows, FOUND.with_metadata({MADE_WITH: self.made_with}))
        pq.write_table(table, sink, compression="zstd")
        found = sink.getvalue()
        with whole_at_once(self._done / f"{name}.{_digest(found)}.parquet") as new:
            new.write_bytes(found)

    def sort(self, texts: Iterable[tuple[str, str, int]]) -> None:
        """Put texts that are to be read into parts, in place of what was to be read before.

        Args:
            texts: digest, text and number of words of each.
        """
        for path in self._todo.glob("*.parquet"):
            path.unlink()
        for folder in (self._todo, self._done):
            folder.mkdir(parents=True, exist_ok=True)
        first = 1 + max((int(name.split("-")[0]) for name in self.read()), default=0)
        parts = bounded(texts, ARTICLES, CHARACTERS, lambda each: len(each[1]))
        for number, part in enumerate(parts, first):
            digests, bodies, words = zip(*part, strict=True)
            digest = hashlib.sha256("".join((self.made_with, *digests)).encode()).hexdigest()
            about = {MADE_WITH: self.made_with, WORDS: str(sum(words))}
            table = pa.table([digests, bodies], TEXTS.with_metadata(about))
            with whole_at_once(self._todo / f"{number:07}-{digest[:12]}.parquet") as new:
                pq.write_table(table, new, compression="zstd")

    def tidy(self) -> None:
        """Delete what killed processes left, and what was found with something else."""
        kept = set(self.done())
        for path in sorted(self.folder.rglob("*")):
            if path.name.startswith(LEFT_BEHIND) and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(LEFT_BEHIND) or (
                path.parent == self._done and path not in kept
            ):
                path.unlink(missing_ok=True)


def bounded(
    things: Iterable[Thing], most: int, characters: int, size: Callable[[Thing], int]
) -> Iterator[list[Thing]]:
    """Things in lists of at most so many, and so many characters, but of one at least."""
    part: list[Thing] = []
    room = characters
    for each in things:
        if part and (len(part) == most or size(each) > room):
            yield part
            part, room = [], characters
        part.append(each)
        room -= size(each)
    if part:
        yield part


def read_part(order: Order) -> None:
    """Read the texts of a part and write what was found; a worker does nothing else.

    Before each batch, or each text that is read apart, a file beside the texts says which is begun: so
    it is known at which one a worker died.

    Raises:
        OnrecordError: a model is missing; no text is at fault.
    """
    parts = PartFiles(Path(order.folder), order.made_with)
    texts = pq.read_table(parts._todo / f"{order.name}.parquet").to_pylist()
    failed = order.failed or {}
    begun = Begun(parts.folder, order.name)
    step, rows = 1 if order.apart else BATCH, []
    for start in range(0, len(texts), step):
        batch = texts[start : start + step]
        begun.say(start)
        if start in failed:
            rows.append(_row(batch[0], failed=failed[start]))
        else:
            rows += _read(batch, order.thresholds)
    parts.keep(order.name, rows)
    begun.forget()


class Begun:
    """Which text of a part a worker began last, told in a file."""

    def __init__(self, folder: Path, name: str):
        self._path = folder / "todo" / f"{name}.begun"

    def say(self, place: int) -> None:
        self._path.write_text(str(place), "ascii")

    @property
    def place(self) -> int | None:
        """The place of that text; None where nothing was begun."""
        try:
            return int(self._path.read_text("ascii"))
        except (OSError, ValueError):
            return None

    def forget(self) -> None:
        self._path.unlink(missing_ok=True)


def _read(texts, thresholds) -> list[dict]:
    """A row for each text, in order; where the kit fails on a batch, they are read one by one."""
    articles = [Article(article_id=t["sha256"], path="", text=t["text"]) for t in texts]
    try:
        readings = read_batch(articles, *thresholds)
        return [_row(*each) for each in zip(texts, readings, strict=True)]
    except OnrecordError:
        raise  # no text is at fault: a model is missing
    except Exception as error:
        if len(texts) == 1:
            return [_row(texts[0], failed=explain(error))]
        return [row for text in texts for row in _read([text], thresholds)]


def _row(text, reading=None, failed=None):
    found = reading and {"mentions": pack_mentions(reading), "found": pack_found(reading)}
    return {"sha256": text["sha256"], "failed": failed} | (found or {})


def _undamaged(path) -> pa.Buffer:
    """The bytes of a file whose name has their digest; an OSError where they have another."""
    with pa.memory_map(str(path)) as file:
        found = file.read_buffer()
    if path.name.split(".")[1] != _digest(found):
        raise OSError("its bytes are not those that were written")
    return found


def _digest(found):
    return hashlib.sha256(found).hexdigest()[:DIGITS]


class Loaded:
    """What was found, looked up part by part: the last few parts are held in memory."""

    def __init__(self, paths: Iterable[Path]):
        self._paths = list(paths)
        self.at = lru_cache(LOADED)(self._at)

    def _at(self, part: int) -> list[tuple]:
        """Rows of a part, by its number: digest, why it failed, and what was found, packed."""
        path = self._paths[part]
        try:
            table = pq.read_table(pa.BufferReader(_undamaged(path)))
        except (OSError, pa.ArrowException) as error:
            raise OnrecordError(
                f"{path} cannot be read ({error}), so what was found in some articles is lost. Delete "
                "that file and run the same command again: only its articles are read anew."
            ) from error
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))

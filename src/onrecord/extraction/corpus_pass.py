"""The pass over a corpus, once its parts are read: who is who, what is linked, what was printed before.

Articles are gone through in their order, some at a time; what has to be sorted, joined or grouped over
all of them is in a database on disk.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Protocol

from onrecord.corpus.article import Article
from onrecord.corpus.notes import Note, group_notes
from onrecord.corpus.reprints import find_reprints, printed
from onrecord.corrections import Corrections, Editor, Revision
from onrecord.errors import OnrecordError
from onrecord.extraction.listed import ROOM, find_parts, places, read_listed
from onrecord.extraction.packing import unpack_mentions, unpack_reading
from onrecord.extraction.parts import Loaded, PartFiles
from onrecord.extraction.rows import article_row, entity_row, rows_of_article
from onrecord.reading.claims import link_claims
from onrecord.reading.entities import Mention, join_entities
from onrecord.reading.reading import Reading
from onrecord.tables.folder import TableWriter
from onrecord.tables.schema import TABLES, with_attributes
from onrecord.tables.scratch import open_scratch

FILE = "part-00000.parquet"
ASIDE = "claims.jsonl"  # claims without their links
ENCODER = json.JSONEncoder(separators=(",", ":"))  # `json.dump` takes several times as long
PASSES = 4  # over all articles: reprints, in two, and entities and rows
FAILED = "The kit failed on it, and the others went on: "


class Corpus(Protocol):
    """A corpus in order, with what was found in each article; every method goes through it once."""

    counts: Counter[str]  # articles of each status, once they are written

    def write_articles(self) -> Iterator[tuple[str, Note]]:
        """Write the table of articles, and give path and note of what is to be known of each."""

    def mentions(self) -> Iterator[tuple[Article, Sequence[Mention], Collection[int]]]:
        """Each article with its mentions, and the numbers of the referents that are a source."""

    def readings(self) -> Iterator[Reading]:
        """Each article with all that was found in it."""


def make_tables(
    listed: Path,
    parts: PartFiles,
    new: Path,
    corrections: Corrections | None,
    notes: Iterable[tuple[str, Note]],
    on_article: Callable[[], None] = lambda: None,
) -> dict:
    """Write the five tables to `new`, from all inputs in order and the parts that were read.

    Args:
        new: an empty folder, for the tables and what is laid aside while they are made.
        corrections: what the user decided.
        notes: path and note of what is to be known of whole files.
        on_article: called `PASSES` times for each article.

    Returns:
        What the manifest says of it: counts, notes, and what the corrections did.
    """
    with open_scratch(new) as database:
        corpus: Corpus = RunCorpus(database, listed, parts, new / "articles" / FILE, on_article)
        return write_tables(corpus, database, new, corrections, notes)


def write_tables(corpus: Corpus, database, new: Path, corrections, notes) -> dict:
    """What `make_tables` does, of any corpus."""
    told = [asdict(group) for group in group_notes(notes, corpus.write_articles())]
    manifest: dict = {"notes": told, "counts": dict(sorted(corpus.counts.items()))}
    revision = Revision(corrections) if corrections else None
    if revision and revision.editor:
        corpus = CorrectedCorpus(corpus, revision.editor)
    joined = join_entities(corpus.mentions(), database, revision)
    links = link_claims(_write_rows(corpus, joined, new), database)
    _write_claims(links, new, revision and revision.editor)
    entities = with_attributes(TABLES["entities"], corrections.attributes if corrections else ())
    with TableWriter(new / "entities" / FILE, entities) as table:
        for entity in joined.entities():
            table.add([entity_row(entity)])
    return manifest | ({"corrections": revision.manifest()} if revision else {})


class RunCorpus:
    """The corpus of a run: its list of articles, and its parts."""

    def __init__(self, database, listed, parts, articles, on_article):
        self._database, self._listed, self._articles = database, listed, articles
        self._loaded = Loaded(find_parts(database, parts))
        self._on_article = on_article
        self.counts: Counter[str] = Counter()

    def write_articles(self):
        printings = find_reprints(self._counted, self._database)
        found = self._found(self._listed)
        with TableWriter(self._articles, TABLES["articles"]) as table:
            for article, printing, row in zip(self._read(), printings, found, strict=True):
                _check_there(article, row)
                article = _failed(printed(article, printing), row)
                table.add([article_row(article)])
                self.counts[article.status] += 1
                if article.status == "ok":
                    yield from ((article.path, note) for note in article.notes)

    def _read(self):
        return read_listed(self._listed)

    def _counted(self):
        for article in self._read():
            yield article
            self._on_article()

    def _found(self, path):
        """For each article of a file the row of the parts that has its text, if one does."""
        for _, at in places(self._database, path):
            yield None if at is None else self._loaded.at(at // ROOM)[at % ROOM]

    def _readable(self):
        found = self._found(self._articles)
        for article, row in zip(read_listed(self._articles), found, strict=True):
            yield article, row if article.status == "ok" else None
            self._on_article()

    def mentions(self):
        for article, row in self._readable():
            _, mentions, sources = unpack_mentions(row[2]) if row else ((), (), ())
            yield article, mentions, sources

    def readings(self):
        for article, row in self._readable():
            yield _unpacked(article, row)


class CorrectedCorpus:
    """A corpus with the corrections of its texts."""

    def __init__(self, corpus: Corpus, editor: Editor):
        self._corpus, self._editor = corpus, editor
        self.counts = corpus.counts

    def write_articles(self):
        return self._corpus.write_articles()

    def mentions(self):
        """As of any corpus; without those whose entity is decided, not found."""
        for reading in self._corpus.readings():
            made: Collection[int] = ()
            if reading.article.article_id in self._editor:
                reading, made = self._editor.edit(reading)
            mentions = [m for m in reading.mentions if m.referent.number not in made]
            whom = (found.source.referent for found in reading.found)
            yield reading.article, mentions, {r.number for r in whom if r}

    def readings(self):
        for reading in self._corpus.readings():
            known = reading.article.article_id in self._editor
            yield self._editor.edit(reading)[0] if known else reading


def _unpacked(article, row):
    return unpack_reading(article, row[2], row[3]) if row else Reading(article)


def _check_there(article, row):
    if article.status == "ok" and row is None:
        raise OnrecordError(
            f"What was found in {article.article_id!r} is in no part any more: a file was deleted or "
            "damaged meanwhile. Run the same command again; only what is missing is read anew."
        )


def _failed(article, row):
    """An article, failed if the kit failed on its text."""
    if article.status != "ok" or row[1] is None:
        return article
    message = " ".join(filter(None, (article.message, f"{FAILED}{row[1]}")))
    return replace(article, status="failed", message=message)


def _write_rows(corpus, joined, new):
    """Write mentions and attributions, lay the rows of claims aside, and give what of them is compared."""
    names = ("mentions", "attributions")
    with ExitStack() as files:
        tables = [files.enter_context(TableWriter(new / n / FILE, TABLES[n])) for n in names]
        aside = files.enter_context((new / ASIDE).open("w", encoding="utf-8"))
        pairs = zip(corpus.readings(), joined.referents(), strict=True)
        for number, (reading, known) in enumerate(pairs):
            rows = rows_of_article(number, reading, known)
            tables[0].add(rows.mentions)
            tables[1].add(rows.attributions)
            for row, stated in rows.claims:
                aside.write(f"{ENCODER.encode(row)}\n")
                yield stated


def _write_claims(links, new, editor):
    """Write the claims with the links between them, which come once all claims are laid aside."""
    with TableWriter(new / "claims" / FILE, TABLES["claims"]) as table:
        for cells, row in zip(links, _laid_aside(new / ASIDE), strict=True):
            if editor:
                cells = editor.links.apply(row["claim_id"], cells)
            table.add([row | cells])


def _laid_aside(path):
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)

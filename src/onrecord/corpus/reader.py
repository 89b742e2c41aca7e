"""A corpus to its articles, one for each input, readable or not."""

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from onrecord.corpus.article import WORD, Article
from onrecord.corpus.columns import FIELDS, check_mapping, find_column
from onrecord.corpus.date_orders import DateOrders
from onrecord.corpus.dates import read_date
from onrecord.corpus.decoding import find_fault
from onrecord.corpus.formats import list_columns, read_inputs
from onrecord.corpus.ids import ArticleIds
from onrecord.corpus.inputs import Input, as_field, shorten
from onrecord.corpus.listing import File, list_files
from onrecord.corpus.metadata import Metadata
from onrecord.corpus.misread import find_misread, mended
from onrecord.corpus.notes import Note
from onrecord.corpus.unused import note_columns
from onrecord.errors import OnrecordError

MAX_CHARACTERS = 1_000_000  # what spaCy reads at once
# More than a million characters of prose have; each takes ten kilobytes to read.
MOST_TOKENS = 250_000
_MOST_KEPT = 1_000  # characters of a text without a word
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ENGLISH = {"en", "eng", "english"}
_SAYS_NOTHING = {"", "und", "mul", "mis", "zxx", "unknown"}
# English is told by its beginning; what does not begin in English is judged by more of it, and more
# than that does not make the answer surer.
_BEGINNING, _CHARACTERS = 1_000, 5_000
_LEAST_WORDS = 20
_LEAST_PROBABILITY = 0.95


def read_articles(
    *paths: str | Path,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    metadata: str | Path | None = None,
    mend: bool = False,
    follow_links: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
    on_note: Callable[[str, Note], None] | None = None,
) -> Iterator[Article]:
    """Read a corpus, one file at a time, and yield its articles in a stable order.

    The paths are checked at once, and files are read as the articles are asked for. Whatever
    cannot be read is an article with another status than `ok` and a message that says why. What
    repeats an earlier article is not looked for: `reprints.find_reprints` does. Memory holds a row,
    the paths of all files, and the table of metadata. Ids lie on disk.

    Args:
        paths: files, folders and globs, or URLs of them (`listing.list_files` says what of them is
            read and in what order). Kinds: txt, md, html, htm, mhtml, mht, eml, doc, docx, rtf, odt, pdf, and
            jsonl, ndjson, csv, tsv, parquet, xlsx with an article in each row, and warc with one
            in each page; each also with .gz, and in zip.
        columns: which column holds which field, such as `{"text": "Body"}`, in files of rows.
            Without it columns are found by their names (`columns.COLUMN_NAMES`).
        dates: "day-first" or "month-first", for dates such as 03/04/2025 where none in the same
            table, nor in those beside it with the same columns, shows what comes first.
        metadata: a table with a row for each article and a column of URLs or file names; fields
            that an article lacks are taken from its row. It is no part of the corpus.
        mend: whether texts that were stored in a wrong encoding are changed to what was meant.
        follow_links: see `listing.list_files`.
        on_progress: called after each file with how many are read, and how many there are.
        on_note: called with a file's path and what is to be known of the file as a whole.

    Raises:
        OnrecordError: a path leads nowhere, nothing is of a kind that is read, `columns` names a
            column that no file has, `dates` is neither of the two, or `metadata` is no such table.
    """
    files = list_files(paths, follow_links=follow_links)
    columns = dict(columns or {})
    known = None if metadata is None else Metadata(metadata, columns, dates)
    files = [file for file in files if not (known and known.is_at(file.location))]

    of_tables = functools.cache(lambda number: list_columns(files[number].location, columns))

    def columns_of(number: int) -> tuple[str, ...] | None:
        return of_tables(number) if files[number].is_table else None

    orders = DateOrders(files, columns, dates, columns_of)
    _check_columns(files, columns, columns_of, known)
    return _read(files, columns, columns_of, orders, on_progress, on_note, known, mend)


def _read(
    files, columns, columns_of, orders, on_progress, on_note, known, mend
) -> Iterator[Article]:
    ids = ArticleIds(files)
    tell = on_note or (lambda path, note: None)
    for number, file in enumerate(files):
        unlisted = [Input(status="failed", message=file.problem)] if file.problem else None
        for found in unlisted or read_inputs(file.location, columns):
            if isinstance(found, Note):
                tell(file.relative, found)
                continue
            found = known.fill(found, file.relative) if known else found
            found = mended(found) if mend else found
            fields, notes = _fields(found, functools.partial(orders.find, number, found.row))
            article_id = ids.take(number, found.row, fields.pop("id"))
            path = file.relative if found.row is None else f"{file.relative}#{found.row}"
            text, status, message = judge(found, fields["language"])
            if status == "ok" and text and (misread := find_misread(text)):
                notes.append(Note("misread", misread))
            yield Article(
                article_id=article_id,
                path=path,
                text=text,
                status=status,
                message=" ".join(filter(None, [message, *(note.text for note in notes)])) or None,
                notes=tuple(notes),
                **fields,
            )
        for note in orders.notes(number):
            tell(file.relative, note)
        if on_progress:
            on_progress(number + 1, len(files))
    for path, note in note_columns(files, columns, columns_of) if on_note else ():
        tell(path, note)
    if known:
        tell(known.path.name, known.note())


def _fields(found: Input, order: Callable[[str], str | None]) -> tuple[dict, list[Note]]:
    """What is known beside the text, and notes on what was left out of it."""
    fields, notes = dict.fromkeys(FIELDS[1:]), list(found.notes)
    for name in fields:
        try:
            fields[name] = as_field(found.fields.get(name))
        except TypeError as error:
            notes.append(Note("field", f"Its {name} is of type {error}, so it is left out."))
    fields["published"], note = read_date(fields["published"], order)
    return fields, [*notes, note] if note else notes


def judge(found: Input, language: str | None) -> tuple[str | None, str, str | None]:
    """The text, the status, and the reason for it; a text that is not read is not kept."""
    text = found.text
    if found.status != "ok" or text is None:
        return None, found.status, found.message
    if fault := find_fault(text):
        return None, "undecodable", fault
    if not WORD.search(text):
        kept = text if len(text) <= _MOST_KEPT else None
        return kept, "empty", f"No word is in it, only {shorten(text)}." if text else "It is empty."
    if len(text) > MAX_CHARACTERS:
        most = f"{len(text):,} characters, more than the {MAX_CHARACTERS:,} that are read at once"
        return None, "too_long", f"It has {most}; split it."
    if len(text) > MOST_TOKENS and (tokens := len(_TOKEN.findall(text))) > MOST_TOKENS:
        most = f"{tokens:,} words and marks, more than the {MOST_TOKENS:,} that are read at once"
        return None, "too_costly", f"It has {most}; split it, or take out what is no text."
    if reason := find_other_language(text, language):
        return None, "not_english", reason
    return text, "ok", None


def find_other_language(text: str, said: str | None) -> str | None:
    """Say why a text is taken not to be English; None where it is, or may be.

    What the input says of its language (`said`) decides. Where it says nothing the text does,
    if it has at least 20 words and the identifier gives another language more than 0.95.
    """
    code = re.split(r"[-_ ]", (said or "").strip().casefold())[0]
    if code in _ENGLISH:
        return None
    if code not in _SAYS_NOTHING:
        return f"The input says that its language is {shorten(said)}; only English is read."
    if len(list(itertools.islice(WORD.finditer(text), _LEAST_WORDS))) < _LEAST_WORDS:
        return None
    for characters in (_BEGINNING, _CHARACTERS):
        language, probability = _identifier().classify(text[:characters])
        if language == "en":
            return None
    if probability <= _LEAST_PROBABILITY:
        return None
    return (
        f"It seems to be in the language '{language}' (probability {probability:.2f}), and only English "
        "is read; if it is English, say so: language: en, at its top or in a column."
    )


@functools.cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it is unpacked there first
        raise OnrecordError(
            f"Nothing can be written among the temporary files ({error}), so nothing tells in which "
            "language an article is. Make room there, or name another folder in TMPDIR."
        ) from error


def _check_columns(files: list[File], columns: Mapping[str, str], columns_of, known) -> None:
    check_mapping(columns)
    there = known.columns if known else ()
    missing, seen = {c for c in columns.values() if find_column(there, c) is None}, []
    tables = [number for number, file in enumerate(files) if file.is_table]
    for number in tables:
        if not missing:
            return
        file = files[number]
        if there := columns_of(number):
            seen.append(f"{file.relative} has {', '.join(map(shorten, there[:50]))}")
            missing = {column for column in missing if find_column(there, column) is None}
    if missing and (seen or not tables):
        what = ", ".join(map(shorten, sorted(missing)))
        known = "; ".join(seen[:3]) or "there is no file with columns"
        raise OnrecordError(
            f"columns names {what}, which no file has, so it cannot be read: {known}. "
            "Name a column that is there, or leave it out."
        )

"""Tables kept from earlier runs, so that a notebook that runs again need not parse again.

Each corpus, as it is named and read, has a folder in which `extract` runs: it parses what is new there,
and everything where the kit, a model or a version of Python or spaCy is another. It lies in the
platform's cache folder, or where the environment variable ONRECORD_CACHE says. `onrecord extract` on the
command line uses it only for tables that go to a URL (see `sending`).
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from onrecord.corpus import read_articles
from onrecord.corpus.notes import Note
from onrecord.corrections import read_corrections
from onrecord.errors import OnrecordError
from onrecord.extraction.extract import extract, extract_tables
from onrecord.extraction.progress import Progress, told_on
from onrecord.extraction.run import NotWritten, check_can_hold
from onrecord.remote import shown
from onrecord.tables.folder import Tables, read_tables, remove_tables
from onrecord.tables.outputs import is_run_folder

KEY_DIGITS = 32
RESULT = re.compile(rf"[0-9a-f]{{{KEY_DIGITS}}}")


def cache_folder() -> Path:
    """Where results are kept; it need not exist yet."""
    import platformdirs

    named = os.environ.get("ONRECORD_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("onrecord", appauthor=False)


def cached_results() -> list[Path]:
    """The folders of tables in the cache, in the order of their names."""
    folder = cache_folder()
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if RESULT.fullmatch(path.name) and is_run_folder(path)]


def clear_cache() -> int:
    """Delete the results in the cache, and nothing else there. Returns how many there were."""
    results = cached_results()
    for result in results:
        remove_tables(result)
    return len(results)


def cached_tables(
    *paths: str | Path,
    columns: Mapping[str, str] | None = None,
    dates: str | None = None,
    metadata: str | Path | None = None,
    mend: bool = False,
    follow_links: bool = False,
    corrections: str | Path | None = None,
    workers: int = 0,
    progress: bool = False,
) -> Tables:
    """The tables of a corpus: extracted into the cache, where only what is new is parsed.

    A cache that cannot be written is passed over with a line, on stderr or in the notebook. So is a row of
    the corrections that means nobody.

    Args:
        workers: see `extract`.
    """
    decided = None if corrections is None else read_corrections(corrections)
    reading = {"columns": dict(columns or {}), "dates": dates, "mend": mend}
    reading["follow_links"] = follow_links
    reading["metadata"] = None if metadata is None else str(metadata)
    parameters = {"paths": [shown(str(p)) for p in paths], **reading}
    place = cache_folder() / _key(parameters, corrections)
    options = {"corrections": decided, "parameters": parameters, "workers": workers}
    try:
        tables = _extract_at(place, paths, reading, options, progress)
    except _Unusable as error:
        _say(f"The result is not kept for the next run: {error}")
        articles, told = _read(paths, reading, progress)
        tables = extract_tables(articles, **options, **told)
    for warning in tables.manifest.get("corrections", {}).get("warnings", ()):
        _say(warning)
    return tables


class _Unusable(Exception):
    """A place in the cache that cannot be written."""


def _extract_at(place, paths, reading, options, progress):
    articles, told = _read(paths, reading, progress)
    try:
        check_can_hold(place, {}, overwrite=True)
    except OnrecordError as error:
        raise _Unusable(error) from error
    try:
        changes = extract(articles, place, **options, **told, overwrite=True, wait=True)
    except NotWritten as error:
        raise _Unusable(error) from error
    if progress and not changes.made:
        _say(f"Taken from the cache in {place.parent} (`onrecord cache --clear` empties it).")
    return read_tables(place)


def _read(paths, reading, progress):
    """The articles of a corpus, and what `extract` is to know of their reading."""
    bars, notes = Progress(quiet=not progress), list[tuple[str, Note]]()
    told: dict = {"on_progress": bars.files, "on_note": lambda *note: notes.append(note)}
    return read_articles(*paths, **reading, **told), {"notes": notes, "progress": bars}


def _say(message):
    print(message, file=told_on())


def _key(parameters, corrections):
    """One place for each corpus and way to read it; what is in it is checked by what it is made of."""
    asked = json.dumps([parameters, corrections and str(corrections), os.getcwd()], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()[:KEY_DIGITS]

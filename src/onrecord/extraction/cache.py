"""Tables kept from earlier runs, so that a notebook that runs again need not parse again.

A result is known by a hash of all that makes it: the paths and columns as given, the articles as
read, the register, the code of the kit, the versions of spaCy and Python, and the model's weights. It
lies in the platform's cache folder, or where the environment variable ONRECORD_CACHE says. `onrecord
extract` on the command line never uses it.
"""

import functools
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from onrecord.corpus import read_articles
from onrecord.corpus.notes import Note
from onrecord.errors import OnrecordError
from onrecord.extraction.extract import extract_tables
from onrecord.reading.doc.pipeline import model_info
from onrecord.register import read_register
from onrecord.tables.folder import (
    Tables,
    is_tables_folder,
    read_tables,
    remove_tables,
    write_tables,
)

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
    return [path for path in found if RESULT.fullmatch(path.name) and is_tables_folder(path)]


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
    register: str | Path | None = None,
    progress: bool = False,
) -> Tables:
    """The tables of a corpus: from the cache where it has them, else extracted and kept there.

    A cache that cannot be read or written is passed over with a line on stderr. So is a row of the
    register that means nobody.
    """
    decided = None if register is None else read_register(register)
    notes: list[tuple[str, Note]] = []
    reading = {"columns": dict(columns or {}), "dates": dates, "mend": mend}
    reading["metadata"] = None if metadata is None else str(metadata)
    articles = _read(paths, reading, notes, progress)
    parameters = {"paths": [str(p) for p in paths], **reading}
    place = cache_folder() / _key(articles, notes, parameters, decided)
    tables = _stored(place)
    if tables is None:
        tables = _extract(articles, notes, parameters, decided, progress)
        _keep(tables, place)
    elif progress:
        _say(f"Taken from the cache in {place.parent} (`onrecord cache --clear` empties it).")
    for warning in tables.manifest.get("register", {}).get("warnings", ()):
        _say(warning)
    return tables


def _read(paths, reading, notes, progress):
    from tqdm.auto import tqdm

    def on_progress(read, of):
        bar.set_postfix_str(f"{read} of {of} files", refresh=False)

    told: dict[str, Any] = {"on_progress": on_progress, "on_note": lambda *note: notes.append(note)}
    articles = read_articles(*paths, **reading, **told)
    with tqdm(articles, desc="Reading", unit="article", disable=not progress) as bar:
        return list(bar)


def _stored(place):
    """The tables of an earlier run; a broken result is deleted, so that it is made again."""
    try:
        return read_tables(place) if place.exists() else None
    except (OSError, OnrecordError) as error:
        _say(f"The cached result is not used: {error}")
        shutil.rmtree(place, ignore_errors=True)
        return None


def _keep(tables, place):
    try:
        write_tables(tables, place)
    except (OSError, OnrecordError) as error:
        _say(f"The result was not kept for the next run: {error}")


def _extract(articles, notes, parameters, register, progress):
    from tqdm.auto import tqdm

    with tqdm(total=len(articles), desc="Parsing", unit="article", disable=not progress) as bar:
        return extract_tables(
            articles,
            register=register,
            parameters=parameters,
            notes=notes,
            on_article=lambda _: bar.update(),
        )


def _say(message):
    print(message, file=sys.stderr)


def _key(articles, notes, parameters, register):
    import spacy

    digest = hashlib.sha256(_code().encode())
    decided = register and (register.file, register.sha256)
    told = [(path, asdict(note)) for path, note in notes]
    made_by = (
        parameters,
        told,
        decided,
        asdict(model_info()),
        spacy.__version__,
        sys.version_info[:3],
    )
    for part in (*made_by, *map(asdict, articles)):
        digest.update(json.dumps(part, sort_keys=True, default=str).encode())
    return digest.hexdigest()[:KEY_DIGITS]


@functools.cache
def _code():
    """A hash of the package's own files, so that changed code never meets an old result."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".py", ".tsv", ".sha256")):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()

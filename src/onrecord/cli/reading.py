"""Articles read for a command, with bars that show how far it is."""

import os
from typing import Any

from onrecord.cli.telling import option_of
from onrecord.errors import OnrecordError
from onrecord.remote import is_url, shown


def mapping(columns):
    """FIELD=COLUMN, as often as it was given, as a mapping."""
    for given in columns:
        if "=" not in given:
            raise OnrecordError(
                f"--column {given!r} does not say which column holds which field. "
                "Without it the text may not be found. Write it as --column text=Body."
            )
    return dict(given.split("=", 1) for given in columns)


def check_not_for_tables(folder, options):
    """Refuse options on how articles are read, where they are read already."""
    for name, value in options.items():
        if not value:
            continue
        said = "" if value is True else f" {value[0] if isinstance(value, tuple) else value}"
        raise OnrecordError(
            f"{option_of(name)}{said} says how articles are read, but {folder} holds tables, in which "
            "they are read already. Leave it out, or give the articles themselves."
        )


def extract_to(out, corpus, reading, corrections, *, quiet, share=None, workers=None, **options):
    """Read a corpus and write its tables to a folder or a URL; bars show how far it is.

    Args:
        reading: what `read_articles` is to know beside the paths; it goes into the manifest.
        share: of the parts, where other jobs read the others.
        workers: processes that read; as many as there are cores, if not given.
        options: as `extraction.extract.extract` takes them.
    """
    from onrecord.corpus import read_articles
    from onrecord.corrections import read_corrections
    from onrecord.extraction.extract import extract, extract_share
    from onrecord.extraction.progress import Progress
    from onrecord.extraction.sending import check_can_send, run_folder, send_tables

    folder, there = run_folder(str(out)), is_url(str(out))
    if share is not None and options.pop("dask", None):
        raise OnrecordError(
            "--part is for jobs without Dask, which shares out by itself; give one."
        )
    if share is not None and there:
        raise OnrecordError(
            "--part needs a folder that all jobs see, and a URL is none. Give --out a folder, and "
            f"copy its tables to {shown(out)} once they are merged."
        )
    decided = None if corrections is None else read_corrections(corrections)
    progress, notes = Progress(quiet=quiet), []
    told: dict[str, Any] = {
        "on_progress": progress.files,
        "on_note": lambda *note: notes.append(note),
    }
    articles = read_articles(*corpus, **reading, **told)
    named = reading["metadata"]
    options |= {
        "parameters": {"paths": [*map(shown, corpus)], **reading, "metadata": named and str(named)},
        "notes": notes,
        "progress": progress,
        "workers": cores() if workers is None else workers,
    }
    if share is not None:
        return extract_share(articles, folder, share, **options)
    if there:
        check_can_send(folder, out, overwrite=options["overwrite"])
    changes = extract(articles, folder, corrections=decided, **options)
    if there:
        send_tables(folder, out)
    return changes


def cores():
    """How many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

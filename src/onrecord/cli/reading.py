"""Articles read for a command, with a bar that shows how far it is."""

from typing import Any

from onrecord.errors import OnrecordError

# By articles, since one file may hold any number of them; so nobody knows the total.
PROGRESS = "Reading: {n_fmt} articles [{elapsed}, {rate_noinv_fmt}{postfix}]"


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
            f"--{name}{said} says how articles are read, but {folder} holds tables, in which "
            "they are read already. Leave it out, or give the articles themselves."
        )


def extract_to(folder, corpus, reading, register, *, quiet, overwrite=False, **thresholds):
    """Read a corpus, write its tables to a folder, and give them; a bar shows how far it is.

    Args:
        reading: what `read_articles` is to know beside the paths; it goes into the manifest.
    """
    from tqdm import tqdm

    from onrecord.corpus import read_articles
    from onrecord.extraction.extract import extract_tables
    from onrecord.register import read_register
    from onrecord.tables.folder import write_tables

    def on_progress(read, of):
        bar.set_postfix_str(f"{read} of {of} files", refresh=False)

    decided = None if register is None else read_register(register)
    notes: list = []
    told: dict[str, Any] = {"on_progress": on_progress, "on_note": lambda *note: notes.append(note)}
    articles = read_articles(*corpus, **reading, **told)
    named, timings = reading["metadata"], dict[str, float]()
    with tqdm(bar_format=PROGRESS, unit="", disable=quiet) as bar:
        tables = extract_tables(
            articles,
            register=decided,
            parameters={"paths": list(corpus), **reading, "metadata": named and str(named)},
            notes=notes,
            on_article=lambda _: bar.update(),
            timings=timings,
            **thresholds,
        )
    write_tables(tables, folder, overwrite=overwrite, timings=timings)
    return tables

"""onrecord puts news articles on the record: who said what, on whose word, about whom, and who disputes it.

    import onrecord
    record = onrecord.extract("seeds")
    record.attributions

Importing it loads nothing heavy; the work happens when it is asked for.
"""

__version__ = "0.1.0"
__all__ = ["check_cell", "extract", "load", "read_articles"]


def extract(
    *paths,
    columns=None,
    dates=None,
    metadata=None,
    mend=False,
    follow_links=False,
    corrections=None,
    workers=0,
    progress=True,
):
    """Read a corpus and return its Record; the same corpus again is taken from the cache.

    Args:
        paths: files, folders and globs of articles, as for `read_articles`. What is not in the working
            directory is looked for in the folder of the project and beside the demo articles, so
            that `seeds` is found from everywhere.
        columns: which column holds which field, such as `{"text": "Body"}`, in files of rows.
        dates: "day-first" or "month-first", for dates such as 03/04/2025 in whose table none shows it.
        metadata: a table with a row for each article, for what the files do not say themselves.
        mend: change texts that were stored in a wrong encoding to what was meant.
        follow_links: read what symbolic links out of the folders that were given lead to.
        corrections: a CSV or Excel file of what you decided, as `onrecord review` writes it.
        workers: processes that read at once, for a large corpus; 0 for this one alone. A script, unlike a
            notebook, then needs `if __name__ == "__main__":` above the call.
        progress: show a bar while articles are parsed, and say when the cache was used.

    Raises:
        OnrecordError: there is nothing to read, or the corrections cannot be read.

    >>> onrecord.extract("seeds", progress=False)
        articles  19 · read 19
    ...
    """
    from onrecord.extraction.cache import cached_tables
    from onrecord.record import Record
    from onrecord.tables.paths import locate

    reading = {"columns": columns, "dates": dates, "metadata": metadata, "mend": mend}
    reading["follow_links"] = follow_links
    corrections = corrections and locate(corrections, "there is nothing to apply")
    reading |= {"corrections": corrections, "workers": workers}
    return Record(cached_tables(*map(locate, paths), **reading, progress=progress))


def load(folder):
    """Return the Record of a folder of tables that `onrecord extract` wrote; it is found as `extract` does.

    Raises:
        OnrecordError: see `onrecord.tables.folder.read_tables`.

    >>> len(onrecord.load("tables").articles)
    19
    """
    from onrecord.audit import read_audit
    from onrecord.record import Record
    from onrecord.tables.folder import read_tables
    from onrecord.tables.paths import locate

    folder = locate(folder, "there are no tables to load; `onrecord extract` writes some")
    tables = read_tables(folder)
    return Record(tables, audit=read_audit(folder, tables))


def read_articles(*paths, columns=None, dates=None, metadata=None, mend=False, follow_links=False):
    """Yield the articles of a corpus, unparsed, reprints or not; see `onrecord.corpus.read_articles`.

    >>> next(onrecord.read_articles("seeds/demo")).article_id
    '2025-03-03-gate-three'
    """
    from onrecord.corpus import read_articles
    from onrecord.tables.paths import locate

    how = {"columns": columns, "dates": dates, "metadata": metadata, "mend": mend}
    return read_articles(*map(locate, paths), **how, follow_links=follow_links)


def check_cell(notebook, names):
    """The parameters that a notebook's cells set, checked; call it as `check_cell(NAME, globals())`.

    Returns:
        The parameters as attributes. Their `read()` gives the Record of `corpus`, and their
        `select(record)` that of the articles that they choose.

    Raises:
        OnrecordError: a parameter is unknown, or has a value that is not allowed.

    >>> onrecord.check_cell("01-quotes", {"top": 5}).top
    5
    """
    from onrecord.report.cells import check_cell

    return check_cell(notebook, names)

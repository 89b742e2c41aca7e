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
        paths: files, folders and globs of articles, as for `read_articles`.
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
    """
    from onrecord.extraction.cache import cached_tables
    from onrecord.record import Record

    reading = {"columns": columns, "dates": dates, "metadata": metadata, "mend": mend}
    reading["follow_links"] = follow_links
    reading |= {"corrections": corrections, "workers": workers}
    return Record(cached_tables(*paths, **reading, progress=progress))


def load(folder):
    """Return the Record of a folder of tables that `onrecord extract` wrote.

    Raises:
        OnrecordError: see `onrecord.tables.folder.read_tables`.
    """
    from onrecord.audit import read_audit
    from onrecord.record import Record
    from onrecord.tables.folder import read_tables

    tables = read_tables(folder)
    return Record(tables, audit=read_audit(folder, tables))


def read_articles(*paths, columns=None, dates=None, metadata=None, mend=False, follow_links=False):
    """Yield the articles of a corpus, unparsed, reprints or not; see `onrecord.corpus.read_articles`."""
    from onrecord.corpus import read_articles

    how = {"columns": columns, "dates": dates, "metadata": metadata, "mend": mend}
    return read_articles(*paths, **how, follow_links=follow_links)


def check_cell(notebook, names):
    """The parameters that a notebook's cells set, checked; call it as `check_cell(NAME, globals())`.

    Raises:
        OnrecordError: a parameter is unknown, or has a value that is not allowed.
    """
    from onrecord.report.parameters import check_cell

    return check_cell(notebook, names)

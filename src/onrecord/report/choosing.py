"""The articles that the parameters of a notebook choose, kept for the next notebook of a kernel.

Notebooks of a report ask for the same ones, and a batch of reports for ever others of one corpus. A
Record never changes, so all may have the same.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.corpus.inputs import counted
from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.record.selection import select
from onrecord.tables.schema import TABLES


def load_kept(folder: str | Path) -> Record:
    """The Record of a folder of tables; it is read again only where its files have changed.

    Raises:
        OnrecordError: see `onrecord.load`.
    """
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    known = ((str(path), path.stat()) for path in files)
    return _load(str(folder), tuple((path, s.st_size, s.st_mtime_ns) for path, s in known))


@lru_cache(maxsize=1)
def _load(folder, stamp):
    import onrecord

    return onrecord.load(folder)


@lru_cache(maxsize=2)  # with what is printed again, and without
def select_articles(
    corpus: Record,
    *,
    outlet: str | None,
    since: str | None,
    until: str | None,
    entity: str | None,
    articles: str | None,
    sources: tuple[str, str] | None,
    reprints: bool,
) -> Record:
    """The Record of the articles that match all that is asked, as `Record.filter`.

    An article that reprints another one of these is among them only where `reprints` are to count.
    Where none matches, the record that is returned has none, and its notes say why.

    Raises:
        OnrecordError: the corpus knows no such outlet, entity, article or source.
    """
    known: dict[str, Any] = {"outlet": outlet, "articles": articles, "source": sources}
    known["entity"] = entity
    try:
        asked = any(value is not None for value in (since, until, *known.values()))
        found = corpus.filter(since=since, until=until, **known) if asked else corpus
        return found if reprints else _printed_once(found)
    except OnrecordError as error:
        for name, value in known.items():
            if value is not None:
                corpus.filter(**{name: value})
        # All that is asked is known, but not together.
        empty = {name: getattr(corpus.tables, name).slice(0, 0) for name in TABLES}
        notes = (*corpus.notes, str(error))
        return Record(replace(corpus.tables, **empty), notes=notes, audit=corpus.audit)


def _printed_once(record):
    """The record without the articles that reprint another one of it, which its notes count."""
    articles = record.articles
    again = articles["duplicate_of"].isin(articles["article_id"])
    if not again.any():
        return record
    kept, notes = select(record.tables, articles=articles.loc[~again, "article_id"], said={})
    left_out = counted(int(again.sum()), "reprint")
    note = (
        f"Left out: {left_out} of other articles of these; count_reprints = True counts them too."
    )
    told = dict.fromkeys((*record.notes, *notes, note))
    return Record(kept, notes=told, audit=record.audit)

"""One id for each article: unique, on one line, and the same in every run."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from pathlib import Path, PurePosixPath

from onrecord.corpus.formats import split_name
from onrecord.corpus.listing import File, posix

LONGEST_ID = 200


class ArticleIds:
    """Gives out ids, article by article, in input order.

    Ids that come from file names are settled before anything is read, and kept for their files.
    An id that a file gives, or a row's, is its own if no one has it yet. If another file has it,
    the id of the file is put before it (`b/7`); if that is not enough, or the same file has it,
    `-2`, `-3` follow. So an id does not depend on files that come later, but for their names.

    Which ids are taken stands in a temporary database of SQLite, on disk but for two megabytes: of
    ten million rows no set in memory would hold them.
    """

    def __init__(self, files: list[File]):
        self._of_file = _name_files(files)
        self._files = files
        # articles may be taken in another thread than the one that made this
        self._taken = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._taken.execute("PRAGMA journal_mode = OFF")
        # `last` is the number after the last id that was made of this one, as in `7-2`
        self._taken.execute(
            "CREATE TABLE taken (id TEXT PRIMARY KEY, file INTEGER, last INTEGER) WITHOUT ROWID"
        )
        kept = ((name, n) for n, name in enumerate(self._of_file) if not files[n].is_table)
        self._taken.executemany("INSERT INTO taken VALUES (?, ?, 1)", kept)

    def take(self, number: int, row: int | None, given: str | None) -> str:
        """The id of file `number`, or of its row; `given` is the one that it gives itself."""
        stem = self._of_file[number]
        wish = clean_id(given or "") or (stem if row is None else f"{stem}-{row}")
        if wish == stem and not self._files[number].is_table:
            return wish
        found = self._find(wish)
        if found and found[0] != number and wish != stem:
            wish = f"{stem}/{wish}"
            found = self._find(wish)
        id_ = wish
        if found:
            last = found[1]
            while self._find(id_):
                last += 1
                id_ = f"{wish}-{last}"
            self._taken.execute("UPDATE taken SET last = ? WHERE id = ?", (last, wish))
        self._taken.execute("INSERT INTO taken VALUES (?, ?, 1)", (id_, number))
        return id_

    def _find(self, id_: str) -> tuple[int, int] | None:
        """The file that has an id, and its `last`."""
        found = self._taken.execute("SELECT file, last FROM taken WHERE id = ?", (id_,))
        return found.fetchone()


def clean_id(id_: str) -> str:
    """An id without what would break a line or a file: printable characters only, 200 at most."""
    id_ = "".join(c if c.isprintable() else "_" for c in id_.strip())
    return id_[:LONGEST_ID].strip()


def _name_files(files: list[File]) -> list[str]:
    """Stems, lengthened where they clash; tables apart, since their rows bear other ids."""
    names = [""] * len(files)
    for tables in (False, True):
        some = [n for n, file in enumerate(files) if file.is_table == tables]
        # a picture beside an article does not take its id
        some.sort(key=lambda n: not files[n].is_known)
        ends = _lengthen([files[n] for n in some])
        shared = {end for end, times in Counter(ends).items() if times > 1}
        taken, counts = set(ends) - shared if shared else set[str](), Counter[str]()
        for n, end in zip(some, ends, strict=True):
            names[n] = _number_off(end, taken, counts) if end in shared else end
            if shared:
                taken.add(names[n])
    return names


def _lengthen(files: list[File]) -> list[str]:
    """The shortest ends of the paths that differ: within the corpus if that is enough."""
    ends = [_parts(PurePosixPath(file.relative).name)[0] for file in files]
    clashes = _find_clashes(range(len(files)), ends)
    within = {n: _parts(files[n].relative) for group in clashes for n in group}
    whole = {n: _parts(posix(Path(files[n].whole).as_posix())) for n in within}
    sizes = dict.fromkeys(within, 1)
    while longer := [n for group in clashes for n in _can_differ(group, sizes, within, whole)]:
        for n in longer:
            sizes[n] += 1
            ends[n] = "/".join(whole[n][-sizes[n] :])
        clashes = _find_clashes(within, ends)
    return ends


def _find_clashes(numbers: Iterable[int], ends: list[str]) -> list[list[int]]:
    """The files of each end that several have; of the others nothing more is to be known."""
    times = Counter(ends[n] for n in numbers)
    clashes = defaultdict(list)
    for n in numbers:
        if times[ends[n]] > 1:
            clashes[ends[n]].append(n)
    return list(clashes.values())


def _can_differ(group: list[int], sizes: dict, within: dict, whole: dict) -> list[int]:
    """Those of a group with the same end whose end can grow, if growing can tell them apart."""
    if len({whole[n] for n in group}) == 1:
        return []
    in_corpus = [n for n in group if sizes[n] < len(within[n])]
    return in_corpus or [n for n in group if sizes[n] < len(whole[n])]


def _parts(name: str) -> tuple[str, ...]:
    path = PurePosixPath(name)
    parts = (*path.parts[:-1], split_name(path.name)[0])
    return tuple(clean_id(part) or "_" for part in parts if not part or part != path.anchor)


def _number_off(name: str, taken: Container[str], counts: dict[str, int]) -> str:
    """The name, or the first of `-2`, `-3` after it that is free; `counts` remembers how far."""
    free, count = name, counts.get(name, 1)
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    counts[name] = count
    return free

"""What is otherwise in a corpus than when its tables were last made."""

from dataclasses import dataclass
from pathlib import Path

from onrecord.tables.scratch import open_scratch

EXAMPLES = 3  # paths that are named


@dataclass(frozen=True)
class Changes:
    """Articles that are new, that have another text, and that are gone: how many, and the first paths.

    `made` says whether tables were made at all; if not, those that are there are of the same articles.
    """

    new: tuple[int, tuple[str, ...]] = (0, ())
    changed: tuple[int, tuple[str, ...]] = (0, ())
    gone: tuple[int, tuple[str, ...]] = (0, ())
    made: bool = True

    @property
    def lines(self) -> list[str]:
        """A line for each kind of change that there is."""
        told = []
        for kind in ("new", "changed", "gone"):
            number, paths = getattr(self, kind)
            if number:
                more = f" and {number - len(paths):,} more" if number > len(paths) else ""
                what = "article is" if number == 1 else "articles are"
                told.append(f"{number:,} {what} {kind}: {', '.join(paths)}{more}")
        return told


def compare(before: Path, after: Path, scratch: Path) -> Changes:
    """Compare two folders of a table of articles; an article is known by its path."""
    differs = "WHERE one.sha256 IS DISTINCT FROM other.sha256"
    with open_scratch(scratch) as database:
        return Changes(
            new=_paths(database, after, "ANTI JOIN", before),
            changed=_paths(database, after, "JOIN", before, differs),
            gone=_paths(database, before, "ANTI JOIN", after),
        )


def _paths(database, one, join, other, where=""):
    """How many paths of a table there are beside those of another, and the first few."""
    paths = f"SELECT path FROM read_parquet(?) AS one {join} read_parquet(?) AS other USING (path) {where}"
    files = [str(folder / "*.parquet") for folder in (one, other)]
    number = database.execute(f"SELECT count(*) FROM ({paths})", files).fetchone()[0]
    first = database.execute(f"{paths} ORDER BY path LIMIT {EXAMPLES}", files).fetchall()
    return number, tuple(path for (path,) in first)

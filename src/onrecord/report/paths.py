"""Where things are that a user names: a corpus, a file of corrections."""

import glob
from pathlib import Path

from onrecord.errors import OnrecordError


def locate(path: str, lost: str = "there are no articles to read") -> str:
    """Where a corpus or corrections are: looked up from the working directory, then from the project's root.

    So `seeds` means the same in `notebooks/` and in the folder above it. The root is the nearest
    folder upwards with a pyproject.toml. A pattern (`news/*.txt`) stays one.

    Args:
        path: as the user gives it.
        lost: what follows where it is in neither place, as the message says it.

    Raises:
        OnrecordError: it is in neither place; both are named.
    """
    wanted = Path(path).expanduser()
    tried = list(dict.fromkeys(base / wanted for base in (Path.cwd(), project_root()) if base))
    for place in tried:
        if place.exists() or (glob.has_magic(path) and glob.glob(str(place), recursive=True)):
            return str(place)
    raise OnrecordError(
        f"There is nothing at {path!r}, so {lost}. "
        f"Looked for {' and '.join(map(str, tried))}. "
        "Name a file, a folder or a pattern that exists."
    )


def project_root(start: Path | None = None) -> Path | None:
    """The nearest folder with a pyproject.toml, from `start` (the working directory) upwards."""
    start = (start or Path.cwd()).resolve()
    return next((p for p in (start, *start.parents) if (p / "pyproject.toml").is_file()), None)

"""Where things are: the project, a corpus, the notebooks."""

import glob
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import OnrecordError


def locate(path: str, lost: str = "there are no articles to read") -> str:
    """Where a corpus or register is: looked up from the working directory, then from the project's root.

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


def find_notebooks(names: Iterable[str]) -> dict[str, Path]:
    """Where the notebooks are: beside the package's source, or in the project one works in.

    Raises:
        OnrecordError: no place has them all.
    """
    roots = [project_root(Path(__file__)), project_root()]
    places = [root / "notebooks" for root in dict.fromkeys(roots) if root]
    for place in places:
        found = {name: place / f"{name}.ipynb" for name in names}
        if all(path.is_file() for path in found.values()):
            return found
    raise OnrecordError(
        f"The notebooks {', '.join(names)} are in none of {', '.join(map(str, places))}, "
        "so there is nothing to make reports of. Run the command inside a checkout of onrecord."
    )

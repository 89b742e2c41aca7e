"""Where things are that a user names: a corpus, tables, corrections; and what comes with the kit."""

import glob
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.remote import is_url

_PACKAGE = Path(__file__).parents[1]


def locate(path: str | Path, lost: str = "there are no articles to read") -> str:
    """Where a corpus, tables or corrections are.

    They are looked up from the working directory, then from the project's root, then beside the
    notebooks and demo articles that come with the kit. So `seeds` means the same in `notebooks/`, in
    the folder above it, and where there is no project at all. The root is the nearest folder upwards
    with a pyproject.toml. A pattern (`news/*.txt`) stays one, and a URL is not looked up.

    Args:
        path: as the user gives it; it comes back so, where it is in the working directory.
        lost: what follows where it is in none of these places, as the message says it.

    Raises:
        OnrecordError: it is in none of them; they are named.
    """
    if is_url(str(path)):
        return str(path)
    wanted = Path(path).expanduser()
    if _is_there(wanted):
        return str(path) if wanted == Path(path) else str(wanted)
    bases = (Path.cwd(), project_root(), shipped_root())
    tried = list(dict.fromkeys(base / wanted for base in bases if base))
    for place in tried:
        if _is_there(place):
            return str(place)
    raise OnrecordError(
        f"There is nothing at {str(path)!r}, so {lost}. "
        f"Looked for {' and '.join(map(str, tried))}. "
        "Name a file, a folder or a pattern that exists."
    )


def project_root(start: Path | None = None) -> Path | None:
    """The nearest folder with a pyproject.toml, from `start` (the working directory) upwards."""
    start = (start or Path.cwd()).resolve()
    return next((p for p in (start, *start.parents) if (p / "pyproject.toml").is_file()), None)


def shipped_root() -> Path:
    """The folder of notebooks and seeds: in the package where they were packed so, else the checkout's."""
    packed = _PACKAGE / "project"
    return packed if packed.is_dir() else _PACKAGE.parents[1]


def _is_there(place):
    return place.exists() or bool(
        glob.has_magic(str(place)) and glob.glob(str(place), recursive=True)
    )

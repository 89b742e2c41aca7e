"""The notebooks and the demo articles: where they are, and a copy of them to work with.

A wheel has them beside the code, a checkout in its root.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.tables.outputs import whole_file
from onrecord.tables.paths import shipped_root

_NOTEBOOKS = "notebooks"
_DEMO = Path("seeds", "demo")  # where the notebooks look for articles when they are told nothing


def find_notebooks(names: Iterable[str]) -> dict[str, Path]:
    """The files of notebooks, by their names without the ending.

    Raises:
        OnrecordError: one is not there.
    """
    folder = shipped_root() / _NOTEBOOKS
    found = {name: folder / f"{name}.ipynb" for name in names}
    if missing := [name for name, path in found.items() if not path.is_file()]:
        raise OnrecordError(
            f"The notebooks {', '.join(missing)} are not in {folder}, so there is nothing to make "
            "reports of. Install onrecord anew, or check out its notebooks again."
        )
    return found


def copy_project(folder: str | Path) -> list[Path]:
    """Copy the notebooks to a folder, and the demo articles to `seeds/demo` in it.

    Nothing that is there is replaced.

    Returns:
        The notebooks that were written.

    Raises:
        OnrecordError: one of the files is there already, or cannot be written.
    """
    folder, root = Path(folder), shipped_root()
    notebooks = sorted((root / _NOTEBOOKS).glob("*.ipynb"))
    copies = {folder / path.name: path for path in notebooks} | {folder / _DEMO: root / _DEMO}
    if there := next((copy for copy in copies if copy.exists()), None):
        raise OnrecordError(
            f"{there} exists already, and may hold your own work, so nothing is copied. "
            "Name another folder."
        )
    for copy, path in copies.items():
        with whole_file(copy) as new:
            (shutil.copytree if path.is_dir() else shutil.copyfile)(path, new)
    return [folder / path.name for path in notebooks]

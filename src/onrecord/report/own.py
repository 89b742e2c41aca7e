"""A notebook of the user's own, which becomes a page of a report beside ours."""

from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.report.cells import model_of
from onrecord.report.each import folder_names
from onrecord.report.page import notebook_title
from onrecord.report.parameters import NOTEBOOKS, Chosen

TAG = "parameters"  # of the cell behind which papermill puts what is given


@dataclass(frozen=True)
class Own:
    """What is known of it before it runs, each by the name of its page; nothing where there is none.

    Attributes:
        models: what its parameters may be.
        paths: its file.
        titles: what it is headed.
    """

    models: dict[str, type[Chosen]] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def read_own(path: str | Path | None) -> Own:
    """Read and check a notebook; nothing of it runs.

    Its page is named by its file, of which letters and digits stay.

    Raises:
        OnrecordError: it is no notebook, has no title or no cell of parameters, or the name
            of one of ours.
    """
    if path is None:
        return Own()
    path = Path(path)
    notebook = _read(path)
    cells = notebook.cells
    [name] = folder_names([path.stem])
    if name in (*NOTEBOOKS, "index"):
        raise OnrecordError(f"{path} would have the page of another: {name}.html. Rename the file.")
    if not cells or cells[0].cell_type != "markdown" or not cells[0].source.startswith("# "):
        raise OnrecordError(
            f"{path} has no title, by which its page could be called. Begin it with a Markdown cell "
            "whose first line is a heading, as # Who is asked to resign?"
        )
    own = [c for c in cells if c.cell_type == "code" and TAG in c.metadata.get("tags", ())]
    if len(own) != 1:
        raise OnrecordError(
            f"{path} has {len(own) or 'no'} cells with the tag {TAG!r}, so it is not known what it can "
            "be given. Give one code cell this tag (in JupyterLab: the gear on the right), and let it set "
            'corpus = "seeds" and whatever else is to be given.'
        )
    title = notebook_title(notebook)
    return Own({name: model_of(name, own[0].source)}, {name: path}, {name: title})


def _read(path):
    from onrecord.report.nodes import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except OSError as error:
        raise OnrecordError(f"{path} cannot be read: {error.strerror}. Name a notebook.") from None
    except Exception as error:  # whatever a file that is none makes nbformat raise
        raise OnrecordError(
            f"{path} is no notebook that can be read ({type(error).__name__}). "
            "Name a file that JupyterLab saved, with .ipynb at its end."
        ) from None

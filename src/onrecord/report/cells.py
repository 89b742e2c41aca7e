"""What the cells of a notebook set: those of ours, and of the user's own, whose cell says what there is."""

import ast
import dataclasses
import io
import tokenize
from itertools import chain
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, Strict
from pydantic.dataclasses import dataclass

from onrecord.errors import OnrecordError
from onrecord.report.parameters import (
    NOTEBOOKS,
    STRICT,
    Chosen,
    Flag,
    Number,
    Parameters,
    Whole,
    check_parameters,
    plain,
)

CELL_MARK = "# Parameters"  # how papermill begins the cell that it injects; ours begin so too
TYPES: dict[type, Any] = {  # of a value in a cell → what it may be
    **{bool: Flag, int: Whole, float: Number},
    str: Annotated[str, Strict()],
    type(None): Annotated[str | int | float | bool | None, BeforeValidator(plain)],
}


def check_cell(notebook: str, names: dict) -> Any:
    """The parameters as a notebook's cells set them, checked.

    Call it in the first cell after them, as `check_cell("01-quotes", globals())`.

    Every name that the parameters cell or papermill's injected cell assigns must be a parameter. Those of
    a notebook of the user's own are what its parameters cell assigns.

    Raises:
        OnrecordError: as `check_parameters`; or as `model_of`.
    """
    sources, models = list(names.get("In", [])), dict(NOTEBOOKS)
    if notebook not in NOTEBOOKS:
        models[notebook] = model_of(notebook, _own_cell(sources))
    known = models[notebook].__pydantic_fields__
    unknown = [name for name in _assigned(sources, known) if name not in known]
    given = {name: names[name] for name in known if name in names}
    return check_parameters(notebook, dict.fromkeys(unknown) | given, models)


def model_of(notebook: str, source: str) -> type[Chosen]:
    """What the parameters of the user's own notebook may be, from the cell that sets them.

    One that has the name of a parameter of ours may be what that may be; another what is of the kind of its
    value, or, where that is None, any text or number. What follows a `#` behind it is its help.

    Raises:
        OnrecordError: the cell does not set `corpus`, or sets something that is no plain value, or
            has the name of a method of `Chosen`.
    """
    values = _values(notebook, source)
    about, ours = _comments(source), Parameters.__pydantic_fields__
    fields: list[tuple] = []
    for name, value in values.items():
        if hasattr(Chosen, name):
            raise OnrecordError(
                f"{notebook}: no parameter can be called {name!r}, since params.{name} would then not "
                "be what reads or selects articles. Give it another name."
            )
        known = ours.get(name)
        allowed = (known.annotation, *known.metadata) if known else (TYPES[type(value)],)
        described = about.get(name) or (known.description if known else None)
        kind = Annotated[(*allowed, Field(description=described))]  # type: ignore[valid-type]
        fields.append((name, kind, dataclasses.field(default=value)))
    if "corpus" not in values:
        raise OnrecordError(
            f"{notebook} has no parameter 'corpus', so it would not know what to read. "
            f'Write corpus = "seeds" into its cell of parameters, below {CELL_MARK}.'
        )
    made = dataclasses.make_dataclass(notebook, fields, bases=(Chosen,), frozen=True, kw_only=True)
    model: Any = dataclass(made, frozen=True, kw_only=True, config=STRICT)
    return model


def _values(notebook, source) -> dict[str, Any]:
    """Name → its value, of what a cell assigns."""
    values: dict[str, Any] = {}
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise OnrecordError(
            f"{notebook}: its cell of parameters is not all Python ({error}), so it is not known what "
            "may be given. Write a parameter a line, as top = 10."
        ) from None
    for node in body:
        for name in _names_of(node):
            try:
                values[name] = ast.literal_eval(node.value)
            except (ValueError, TypeError, AttributeError):
                values[name] = ...
            if type(values[name]) not in TYPES:
                raise OnrecordError(
                    f"{notebook}: what {ast.unparse(node)!r} sets is no plain value, so it is not known "
                    "what may be given for it. Write text, a number, True, False or None."
                )
    return values


def _comments(source) -> dict[str, str]:
    """Name → what is written behind it."""
    said = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            name = token.line.partition("=")[0].partition(":")[0].strip()
            said[name] = token.string.lstrip("# ")
    return said


def _own_cell(sources):
    """The parameters cell of the user's own notebook, as it was run last.

    The others were injected by papermill, which writes no help behind a name: one sets some names
    of the own cell, or stands right behind it. In the own cell a name may have changed.
    """
    own, behind = "", False
    known: set[str] = set()
    for source in sources:
        marked = source.lstrip().startswith(CELL_MARK)
        if marked:
            names = set(_names(source))
            changed = "corpus" in names and (
                (not behind and not names <= known) or names & _comments(source).keys()
            )
            if not own or known <= names or changed:
                own, known = source, names
        behind = marked
    return own


def _assigned(sources, known):
    """Names that the last run of parameter cells assigns: the notebook's own and papermill's.

    Cells from before are left out: in JupyterLab they hold what the reader has corrected since.
    """
    cells: list[list[str]] = []
    for source in reversed(sources):
        if not source.lstrip().startswith(CELL_MARK):
            if cells:
                break
            continue
        cells.insert(0, _names(source))
        if known and set(known) <= set(cells[0]):
            break
    return [name for cell in cells for name in cell]


def _names(source):
    try:
        body = ast.parse(source).body
    except SyntaxError:  # it did not run either
        return []
    return list(chain.from_iterable(map(_names_of, body)))


def _names_of(node):
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", 0)]
    return [target.id for target in targets if isinstance(target, ast.Name)]

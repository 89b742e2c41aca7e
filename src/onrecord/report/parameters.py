"""The parameters of each notebook: what they are, what they may be, and a check of what was given.

They are checked twice by the same model: on the command line before any kernel starts, and in the
first cell after the parameters of a notebook, where papermill itself only warns of an unknown name.
"""

import datetime
import difflib
import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, Strict, ValidationError
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo

from onrecord.errors import OnrecordError
from onrecord.reading.names.spans import LABELS
from onrecord.report.choosing import load_kept, select_articles
from onrecord.tables.frames import EVERY
from onrecord.tables.outputs import is_tables_folder
from onrecord.tables.paths import locate
from onrecord.tables.schema import ACTS, MANNERS, SPEECH

OF_A_REPORT = ("corpus", "corrections")  # what a report is told itself, and not its notebooks
CHOOSING = (  # what `Chosen.select` reads
    *("outlet", "since", "until", "entity", "article"),
    *("group_by", "group", "count_reprints"),
)


def plain(value):
    """The command line gives text: take `10`, `-0.5` and `true`, and leave any other to fail."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]+)?", value):
        return float(value) if "." in value else int(value)
    return {"true": True, "false": False}.get(value.lower(), value)


def _iso_date(value):
    """An ISO date as text; `datetime.date` too, which YAML parameter files make of it."""
    if type(value) is datetime.date:
        return value.isoformat()
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise ValueError("not an ISO date")
        datetime.date.fromisoformat(value)
    return value


def _field(about: str, default: Any = None) -> Any:
    return Field(default, description=about)


Text = Annotated[str, Strict(), Field(min_length=1, pattern=r"\S")]
Date = Annotated[str, BeforeValidator(_iso_date)]
Whole = Annotated[int, Strict(), BeforeValidator(plain)]
Number = Annotated[float, Strict(), BeforeValidator(plain)]
Top = Annotated[Whole, Field(ge=1, le=50)]
Flag = Annotated[bool, Strict(), BeforeValidator(plain)]
Share = Annotated[Number, Field(ge=0, le=1)]
# Listed elsewhere, once; a type checker wants to see them written out.
ACT_NAMES = tuple(ACTS)
Act = Literal[ACT_NAMES]  # type: ignore[valid-type]
Label = Literal[LABELS]  # type: ignore[valid-type]
MANNER_NAMES = (*MANNERS, EVERY)
Manner = Literal[MANNER_NAMES]  # type: ignore[valid-type]
STRICT = ConfigDict(extra="forbid")


class Chosen:
    """What the parameters of a notebook choose; a notebook of the user's own may lack some of them."""

    __pydantic_fields__: ClassVar[dict[str, FieldInfo]]

    def read(self):
        """The Record of `corpus`: tables are loaded as they are, articles are extracted (cached).

        Nothing is filtered yet, so that the articles that were not read can be listed whole.

        Raises:
            OnrecordError: there is nothing at `corpus` or `corrections`, or it cannot be read; or there
                are corrections for tables, which are made already.
        """
        import onrecord

        corpus, corrections = self._get("corpus"), self._get("corrections")
        found = locate(corpus)
        if not is_tables_folder(found):
            return onrecord.extract(found, corrections=corrections)
        if corrections:
            raise OnrecordError(
                f"corrections = {corrections!r} says what is right in articles, but {corpus} holds "
                "tables, in which that is settled. Make them with `onrecord extract --corrections`, or "
                "give the articles themselves."
            )
        return load_kept(found)

    def select(self, corpus):
        """The articles of a Record that match outlet, dates, entity, article and group.

        Where none does, the record that is returned has none, and its notes say why.

        Raises:
            OnrecordError: the corpus knows no such outlet, entity, article or group.
        """
        wanted = {name: self._get(name) for name in ("outlet", "since", "until", "entity")}
        sources = (self._get("group_by"), self._get("group")) if self._get("group") else None
        wanted |= {"articles": self._get("article"), "sources": sources}
        return select_articles(corpus, **wanted, reprints=bool(self._get("count_reprints")))

    def set_otherwise(self) -> dict:
        """The parameters that have not their default: name → value."""
        fields = self.__pydantic_fields__.items()
        return {n: v for n, field in fields if (v := getattr(self, n)) != field.default}

    def _get(self, name):
        return getattr(self, name, None)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Parameters(Chosen):
    """What every notebook takes. A field's description is its help, in notebooks and in errors."""

    corpus: Text = _field("a file, folder or pattern of articles, or a folder of tables", "seeds")
    corrections: Text | None = _field(
        "a file of corrections (CSV or Excel) to apply to the articles; None for none"
    )
    outlet: Text | None = _field("only articles of this outlet; None for all")
    since: Date | None = _field("only articles published on or after, as '2025-03-01'")
    until: Date | None = _field("only articles published on or before, as '2025-03-31'")
    entity: Text | None = _field(
        "only articles that mention this person, organisation or place, by any of its names"
    )
    article: Text | None = _field("only this article, by its article_id or the name of its file")
    group_by: Text | None = _field(
        "group sources by a column of your corrections, as by party; None for kind of name"
    )
    group: Text | None = _field(
        "only what sources say who have this value in the column that group_by names; None for all"
    )
    top: Top = _field("how many rows a chart or table shows, a whole number from 1 to 50", 10)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class MannerParameters(Parameters):
    """What the notebooks take that count what sources put forward."""

    manner: Manner = _field(
        "only speech (what sources say), stance (think, want) or act (do); all for every manner",
        SPEECH,
    )
    count_reprints: Flag = _field("True to count reprints too, each as an origin of its own", False)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class QuotesParameters(MannerParameters):
    """01-quotes: who is quoted, and how."""

    confidence: Share = _field(
        "leave out attributions less sure than this, a number from 0 to 1", 0.0
    )


@dataclass(frozen=True, kw_only=True, config=STRICT)
class MentionsParameters(MannerParameters):
    """02-mentions: who is written about, under which names, and where."""

    label: Label | None = _field("only entities of this kind, such as PERSON, ORG or GPE")
    unnamed: Flag = _field(
        "True to count also those who have no name, such as “a former aide”", False
    )
    within: Literal["paragraph", "article"] = _field(
        "what two must share to be mentioned together, paragraph or article", "paragraph"
    )


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ClaimsParameters(MannerParameters):
    """03-claims: who claims what, about whom, and who disputes it."""

    act: Act | None = _field("only claims of this act in any manner, such as denies or promises")


@dataclass(frozen=True, kw_only=True, config=STRICT)
class AuditParameters(Parameters):
    """04-audit: how right it is on these articles, as people measured it."""


Models = Mapping[str, type[Chosen]]  # of notebooks, by name
NOTEBOOKS: dict[str, type[Chosen]] = {
    "01-quotes": QuotesParameters,
    "02-mentions": MentionsParameters,
    "03-claims": ClaimsParameters,
    "04-audit": AuditParameters,
}


def fields_of(notebook: str, models: Models = NOTEBOOKS) -> dict[str, FieldInfo]:
    """The parameters of a notebook by name, in order, each with its default and its description."""
    return models[notebook].__pydantic_fields__


def check_parameters(notebook: str, values: dict, models: Models = NOTEBOOKS) -> Any:
    """The parameters of a notebook, checked; text such as `"10"` is taken for a number.

    Args:
        notebook: a name of `models`.
        values: name → value; what is not named keeps its default.
        models: of the notebooks that there are.

    Raises:
        OnrecordError: a notebook or name is unknown, or a value is not allowed. It names all three.
    """
    if notebook not in models:
        raise OnrecordError(f"There is no notebook {notebook!r}. There are: {', '.join(models)}.")
    known = fields_of(notebook, models)
    for name in values:
        if name not in known:
            raise OnrecordError(_unknown(notebook, name, known))
    try:
        params = models[notebook](**values)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise OnrecordError(_not_allowed(notebook, name, values[name], known[name])) from None
    given = {name: getattr(params, name) for name in known}
    since, until, group = (given.get(name) for name in ("since", "until", "group"))
    if since and until and since > until:
        raise OnrecordError(
            f"{notebook}: since = {since!r} is after until = {until!r}, so no "
            "article could be chosen. Exchange them, or leave one out."
        )
    if group and not given.get("group_by"):
        raise OnrecordError(
            f"{notebook}: group = {group!r} is a value of a column of your corrections, and "
            "without group_by nobody knows of which. Set it, as group_by = 'party'."
        )
    return params


def check_for_all(values: dict, models: Models = NOTEBOOKS) -> dict[str, Any]:
    """The parameters of every notebook, where each takes those of `values` that it knows.

    Corpus and corrections are not among them: a report has its own.

    Raises:
        OnrecordError: as `check_parameters`; no notebook knows a name.
    """
    fields = {notebook: fields_of(notebook, models) for notebook in models}
    every = dict.fromkeys(name for known in fields.values() for name in known)
    of_notebooks = [name for name in every if name not in OF_A_REPORT]
    for name in values:
        if name in OF_A_REPORT:
            raise OnrecordError(
                f"A report has no parameter {name!r}, since all of its notebooks read the same "
                "articles, with the same names. Write `onrecord report CORPUS --corrections FILE`."
            )
        if name not in of_notebooks:
            raise OnrecordError(_unknown("A report", name, of_notebooks))
        # What chooses articles chooses them for all pages, or for none: ours know which they need.
        for notebook, known in fields.items():
            if name in CHOOSING and name not in known and notebook not in NOTEBOOKS:
                raise OnrecordError(_unknown(notebook, name, known))
    return {
        notebook: check_parameters(
            notebook, {n: v for n, v in values.items() if n in known}, models
        )
        for notebook, known in fields.items()
    }


def _unknown(who, name, known):
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    takes = f"It takes: {', '.join(known)}."
    return f"{who} has no parameter {name!r}, so it would change nothing.{hint} {takes}"


def _not_allowed(notebook, name, value, field):
    about = f". {name}: {field.description}" if field.description else ""
    message = f"{notebook}: {name} = {value!r} is not allowed{about}"
    types = (field.annotation, *get_args(field.annotation))
    if choices := [v for type_ in types for v in get_args(type_) if isinstance(v, str)]:
        message += f"; one of {', '.join(choices)}"
    message += f" (default {field.default!r})."
    if not isinstance(field.default, int | float) and isinstance(value, int | float):
        message += (
            f" Text is wanted, and papermill's -p makes a number of 007: use -r {name} ... instead."
        )
    return message

"""The charts of a record, by name: each is a table of `counts` and what draws it in `charts`.

A count that `plot_` and its name draw is a chart. What both are called with is found by the names of
their parameters, so that a new pair needs no line here.
"""

import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from numbers import Integral
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from onrecord import charts, counts
from onrecord.charts.picture import Picture
from onrecord.counts.mentions import SHARED
from onrecord.counts.voices import MEASURES
from onrecord.errors import OnrecordError
from onrecord.pages.evidence import EvidenceTable
from onrecord.reading.names.spans import LABELS
from onrecord.record.lookup import listing
from onrecord.tables.frames import to_frame

PLOT = "plot_"
DRAWN_BY = {"sourcing_by_article": "plot_sourcing", "sourcing_by_outlet": "plot_sourcing"}
MEASURED = ("accuracy", "calibration")  # tables of an audit
FRAMES = ("articles", "attributions", "entities")  # of the record, as they are


class Option(NamedTuple):
    """What an option is if not given, and what it may be: one of these, a whole number or text."""

    default: Any
    allowed: tuple | range | type[str]

    def allows(self, value: Any) -> bool:
        if isinstance(self.allowed, range):
            whole = isinstance(value, Integral) and not isinstance(value, bool)
            return whole and value in self.allowed
        if isinstance(self.allowed, tuple):
            return isinstance(value, str | bool | None) and value in self.allowed
        return value is None or (isinstance(value, str) and value.strip() != "")

    @property
    def told(self) -> str:
        if isinstance(self.allowed, range):
            return f"a whole number from {self.allowed[0]} to {self.allowed[-1]}"
        if isinstance(self.allowed, tuple):
            return f"one of {', '.join(map(repr, self.allowed))}"
        return "text, or None"


OPTIONS = {  # with the defaults and limits of the notebooks
    "top": Option(10, range(1, 51)),
    "within": Option("paragraph", tuple(SHARED)),
    "group_by": Option(None, str),
    "entity": Option(None, str),
    "label": Option(None, (None, *LABELS)),
    "unnamed": Option(False, (False, True)),
    "count_reprints": Option(False, (False, True)),
    "measure": Option("words", MEASURES),
}


class NoChartError(OnrecordError, AttributeError):
    """There is no chart of this name; an AttributeError too, so that `hasattr` can ask."""


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart that shows itself in a notebook.

    Attributes:
        name: as `Charts` lists it.
        table: what is counted, from `onrecord.counts`.
        axes: matplotlib Axes, to change.
    """

    name: str
    table: pd.DataFrame
    axes: Any

    @property
    def picture(self) -> Picture:
        """An SVG with its alternative text."""
        return charts.show_chart(self.axes)

    def save(self, path: str | os.PathLike) -> None:
        """Write the picture, or what it shows as a table, by the ending: `.png`, `.svg` or `.csv`.

        In the CSV file ids are parted by spaces, and nothing can become a formula of a spreadsheet.

        Raises:
            OnrecordError: the ending is another, or there is no place to write.
        """
        place = Path(path)
        made = {
            ".png": lambda: self.picture.png,
            ".svg": lambda: self.picture.svg.encode(),
            ".csv": lambda: self._csv,
        }
        if (ending := place.suffix.lower()) not in made:
            raise OnrecordError(
                f"A chart cannot be saved as {place.name!r}, whose ending does not say what it should be. "
                f"Write a name that ends in {', '.join(made)}."
            )
        try:
            place.write_bytes(made[ending]())
        except OSError as error:
            raise OnrecordError(
                f"The chart cannot be written ({error}), so there is no file. Choose another place."
            ) from error

    @property
    def _csv(self):
        table = self.table.reset_index() if any(self.table.index.names) else self.table
        if "ids" in table:
            table = table.assign(ids=table["ids"].map(_spaced))
        return EvidenceTable(table).csv

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.picture._repr_mimebundle_(include, exclude)

    def __repr__(self):
        return f"{self.name}: {self.picture.alt}"


def _spaced(ids):
    """A cell of ids, part by part where it has parts, as words."""
    parts = ids.values() if isinstance(ids, Mapping) else [ids]
    return " ".join(identifier for part in parts for identifier in part)


class Charts:
    """Draws the charts of a record: `charts["words_by_source"]` or `charts.words_by_source`."""

    def __init__(self, record: Any):
        self._record = record

    def draw(self, name: str, **options) -> Chart:
        """As `Record.chart`.

        Raises:
            OnrecordError: see there.
        """
        if name not in self:
            raise NoChartError(
                f"There is no chart {name!r}. The nearest are {listing(name, self)}."
            )
        given = _Given(self._record, name, options)
        table = given.call(_count_of(name, self._record))
        given.made["table"] = given.made["statements"] = table
        axes = given.call(_plot_of(name))
        for option in options:
            if option not in given.asked:
                has = f"It has: {listing(option, given.asked)}." if given.asked else "It has none."
                raise OnrecordError(
                    f"The chart {name!r} has no option {option!r}, so it would change nothing. {has}"
                )
        return Chart(name, table, axes)

    def __getitem__(self, name: str) -> Chart:
        return self.draw(name)

    def __getattr__(self, name: str) -> Chart:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.draw(name)

    def __iter__(self) -> Iterator[str]:
        found = [name for name, count in vars(counts).items() if inspect.isfunction(count)]
        drawn = (name for name in found if hasattr(charts, PLOT + name))
        return iter(sorted([*drawn, *DRAWN_BY, *MEASURED]))

    def __contains__(self, name: object) -> bool:
        return name in list(self)

    def __dir__(self):
        return [*self, "draw"]

    def _ipython_key_completions_(self):
        return list(self)

    @property
    def _told(self):
        lines = ((inspect.getdoc(_plot_of(name)) or "").partition("\n")[0] for name in self)
        return {
            n: line.partition(", from `")[0].rstrip(".")
            for n, line in zip(self, lines, strict=True)
        }

    def _repr_html_(self):
        frame = pd.DataFrame(self._told.items(), columns=["chart", "what it shows"])
        return EvidenceTable(frame, None, 'Charts: record.chart("words_by_source")')._repr_html_()

    def __repr__(self):
        return "\n".join(f"{name:<24} {told}" for name, told in self._told.items())


def _plot_of(name) -> Callable:
    return getattr(charts, DRAWN_BY.get(name, PLOT + name))


def _count_of(name, record) -> Callable:
    return partial(record.audit.table, name) if name in MEASURED else getattr(counts, name)


class _Given:
    """What counts and plots ask for, by the names of their parameters; made once, when asked for.

    Attributes:
        asked: the options that were asked for, whether or not the user gave them.
        made: what was made for them.
    """

    def __init__(self, record, name, options):
        self._record, self._name, self._options = record, name, options
        self.asked: list[str] = []
        self.made: dict[str, Any] = {}

    def call(self, function):
        """Call a function with all of its parameters that are known here."""
        named = inspect.signature(function).parameters
        return function(**{name: self._get(name) for name in named if self._knows(name)})

    def _knows(self, name):
        return name in (*OPTIONS, *FRAMES, *self.made) or hasattr(_Given, name)

    def _get(self, name):
        if name in OPTIONS:
            self.asked.append(name)
            return self._option(name)
        if name not in self.made:
            self.made[name] = getattr(self._record if name in FRAMES else self, name)
        return self.made[name]

    def _option(self, name):
        value = self._options.get(name, OPTIONS[name].default)
        if not OPTIONS[name].allows(value):
            raise OnrecordError(
                f"{name} = {value!r} is not allowed for the chart {self._name!r}. "
                f"Give {OPTIONS[name].told}."
            )
        return value

    @property
    def mentions(self):
        return self.call(partial(counts.counted_mentions, self._record.mentions))

    @property
    def claims(self):
        return self.call(partial(counts.with_origin, self._record.claims))

    @property
    def every(self):
        return self._get("claims")

    @property
    def sides(self):
        return self.call(counts.sides_taken)

    @property
    def positions(self):
        return self.call(counts.mention_positions)

    @property
    def who(self):
        return list(self.call(counts.mentions_by_form).index[: self._get("top")])

    @property
    def followed(self):
        forms, entity = self.call(counts.mentions_by_form), self._get("entity")
        found = None if entity is None else self._record._one(entity)["entity_id"]
        return counts.entity_to_follow(forms, self._get("entities"), found)

    @property
    def attribute(self):
        return self._get("group_by") or "kind"

    @property
    def most(self):
        return self._get("top")

    @property
    def undated(self):
        return len(self._get("claims")) - len(self._get("table"))

    @property
    def loose(self):
        return len(self.call(counts.loose_denials))

    @property
    def measured(self):
        """Shares as an audit corrects them."""
        shares, table = self._record.audit.shares, self._get("table")
        if self._name.startswith("speech"):
            return self._measured_groups(shares, table)
        if self._name.startswith("sourcing"):
            totals = counts.sourcing_shares(table)
            return shares(counts.claims_by_sourcing, totals, of="rows")
        if self._name == "acts_by_source":
            totals = self.call(counts.claims_by_act)[["claims"]].T
            return shares(counts.claims_by_act, totals, of="rows")
        return shares(getattr(counts, self._name), table[["words"]].T)

    def _measured_groups(self, shares, table):
        of, whole = {"words": "words", "first_quoted": "first"}, self._record.audit.tables
        every = to_frame(whole.mentions), to_frame(whole.entities), self._get("attribute")
        how = {"beside": counts.groups_without_share()}
        if self._name == "speech_by_group":
            return shares(counts.grouping(*every), table[list(of)].T, of=of, **how)
        if (measure := self._get("measure")) not in of:  # nobody measured how many speak
            return None
        months = self.call(partial(counts.speech_by_month, beside=True))
        totals = counts.by_month(months, measure)
        return shares(counts.grouping(*every), totals, of=of[measure], **how)

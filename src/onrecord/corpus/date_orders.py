"""Whether day or month comes first in a table's dates, learnt from the whole column."""

import contextlib
import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from onrecord.corpus.columns import find_columns
from onrecord.corpus.dates import ORDERS, shown_order
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.inputs import Input, as_field, shorten
from onrecord.corpus.listing import File
from onrecord.corpus.notes import Note
from onrecord.errors import OnrecordError

Shown = dict[str, dict[str, str]]  # mark → order → the first date that shows it


def show_orders(dates: Iterable[object]) -> Shown:
    """What the dates of one column show, whatever its cells hold."""
    shown: Shown = defaultdict(dict)
    for value in dates:
        with contextlib.suppress(TypeError):
            date = as_field(value) or ""
            if found := shown_order(date):
                mark, order = found
                shown[mark].setdefault(order, date)
    return dict(shown)


def orders_of(shown: Shown, mark: str) -> dict[str, str]:
    """The orders of dates with this mark.

    Where none has it, others stand for it; but not for a dot, which has a custom.
    """
    others = {} if mark == "." else {o: d for of in shown.values() for o, d in of.items()}
    return shown.get(mark) or others


def only_order(orders: Mapping[str, str]) -> str | None:
    """The one order that dates have; None where they show none, or both."""
    return next(iter(orders)) if len(orders) == 1 else None


class DateOrders:
    """The orders of day and month in the files of a corpus, found only for those that are asked for.

    A date that can be read either way is asked about when its row comes up. Then the file is read
    once more, for its dates alone and a row at a time, and what they show is kept: at most one date
    for each order and mark.

    Args:
        columns: which column holds which field, as for `read_inputs`.
        said: the order that holds where no date of a table shows one; one of `ORDERS`, or None.
        columns_of: gives a file's columns by its number, None where it is no table.

    Raises:
        OnrecordError: `said` is no order.
    """

    def __init__(
        self,
        files: list[File],
        columns: Mapping[str, str],
        said: str | None,
        columns_of: Callable[[int], tuple[str, ...] | None],
    ):
        if said is not None and said not in ORDERS:
            raise OnrecordError(
                f"dates is {said!r}, which is no order of day and month, so no date could be read by "
                f"it. Give one of: {', '.join(ORDERS)}."
            )
        self._files, self._columns, self._said = files, columns, said
        self._columns_of = columns_of
        self._read: dict[int, Shown] = {}  # by the number of their file
        self._shown_alike: dict[tuple[object, str], dict[str, str]] = {}

    def find(self, number: int, row: int | None, mark: str) -> str | None:
        """The order of dates with this mark in file `number`; `row` is None in one without rows.

        The file's own dates decide; if none of them shows it, those of the tables beside it with
        the same columns; then what was said.
        """
        if row is None or not self._columns_of(number):
            return self._said
        orders = orders_of(self._column(number), mark) or self._of_tables_alike(number, mark)
        return only_order(orders) or self._said

    def notes(self, number: int) -> Iterator[Note]:
        """What to know of the dates of file `number`, once it is read: they have both orders."""
        for orders in () if self._said else self._read.get(number, {}).values():
            if only_order(orders):
                continue
            day, month = (shorten(orders[order]) for order in ORDERS)
            yield Note(
                "order",
                f"The day comes first in some of its dates ({day}), the month in others ({month}), "
                "so neither is taken for a date that can be read both ways.",
            )

    def _column(self, number: int) -> Shown:
        if number not in self._read:
            found = read_inputs(self._files[number].location, self._dates_alone(number))
            dates = (one.fields.get("published") for one in found if isinstance(one, Input))
            self._read[number] = show_orders(dates)
        return self._read[number]

    def _dates_alone(self, number: int) -> Mapping[str, str]:
        """A mapping under which the texts of a table, its larger part, are not read."""
        found = find_columns(self._columns_of(number) or (), self._columns)
        date = found.get("published")
        return dict(self._columns) | ({"text": date, "published": date} if date else {})

    def _key(self, number: int):
        """What tables have in common that teach one another: their folder and their columns."""
        return self._files[number].location.parent, self._columns_of(number) or number

    @functools.cached_property
    def _alike(self) -> dict[object, list[int]]:
        alike = defaultdict(list)
        for number, file in enumerate(self._files):
            if file.is_table:
                alike[self._key(number)].append(number)
        return alike

    def _of_tables_alike(self, number: int, mark: str) -> dict[str, str]:
        key = self._key(number)
        if (key, mark) not in self._shown_alike:
            each = (orders_of(self._column(other), mark) for other in self._alike[key])
            self._shown_alike[key, mark] = {o: d for of in each for o, d in of.items()}
        return self._shown_alike[key, mark]

"""What `--each` names: the reports that a batch is made of."""

import calendar
import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.record.said import OWN_COLUMNS
from onrecord.report.parameters import check_for_all
from onrecord.tables.cells import read_rows
from onrecord.tables.folder import read_columns

KINDS = ("outlet", "article", "month")
FILES = (".csv", ".yaml", ".yml")
NAME = "name"  # the column of a file that is no parameter
LONGEST_FOLDER = 60  # characters; with numbers, and four bytes each, no system refuses it
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # what Windows makes no folder of


@dataclass(frozen=True)
class Choice:
    """One report of a batch.

    Attributes:
        name: what the index calls it.
        parameters: name → value, as for `make_reports`; those of the whole batch among them.
        folder: its place in the folder of the batch.
    """

    name: str
    parameters: dict
    folder: str


@dataclass(frozen=True)
class Choices:
    """The reports of a batch, in order; and in sentences, what is in none of them."""

    reports: list[Choice]
    left_out: list[str]


def choose(each: str, corpus: Record, parameters: dict) -> Choices:
    """The reports that `--each` asks for.

    Args:
        each: `outlet`, `article`, `month`, a column that corrections add to the entities, or a CSV
            or YAML file with the parameters of a report in each row.
        corpus: of all articles.
        parameters: of all reports; a report's own go before them.

    Raises:
        OnrecordError: `each` is none of these, there is nothing to choose from, or the parameters
            of a report are wrong; it names the row.
    """
    added = [name for name in corpus.tables.entities.column_names if name not in OWN_COLUMNS]
    left_out: list[str] = []
    if each in KINDS or each in added:
        chosen = check_for_all(parameters)["01-quotes"].select(corpus)
        read = [row for row in _articles(chosen) if row["status"] == "ok"]
        find = {"outlet": _outlets, "article": _each_article, "month": _months}.get(each)
        found, left_out = find(read) if find else _values(chosen, each)
    elif each.lower().endswith(FILES):
        found = _rows(Path(each))
    else:
        raise OnrecordError(_unknown(each, added))
    if not found:
        raise OnrecordError(
            f"There is nothing for --each {each} to make a report of. {' '.join(left_out)} "
            "Choose reports by something else."
        )
    own = [(name, parameters | _within(given, parameters)) for name, given, _ in found]
    folders = folder_names(place for *_, place in found)
    return Choices([Choice(*o, f) for o, f in zip(own, folders, strict=True)], left_out)


def folder_names(values: Iterable[str]) -> list[str]:
    """A name of a folder for each value, that any system takes and no two values share.

    Letters and digits of any script stay, everything else becomes a hyphen: nothing in a value is
    ever a path. Names that differ in case alone would be one folder on some systems.
    """
    taken: set[str] = set()
    names = []
    for value in values:
        plain = unicodedata.normalize("NFKC", value).casefold()
        name = re.sub(r"[\W_]+", "-", plain)[:LONGEST_FOLDER].strip("-") or "report"
        name = f"{name}-0" if RESERVED.fullmatch(name) else name
        number, numbered = 1, name
        while numbered in taken:
            number += 1
            numbered = f"{name}-{number}"
        taken.add(numbered)
        names.append(numbered)
    return names


def _articles(record):
    return record.tables.articles.drop_columns("text").to_pylist()


def _outlets(read):
    named = [row["outlet"] for row in read if row["outlet"]]
    first = {outlet.casefold(): outlet for outlet in reversed(named)}
    found = [(first[key], {"outlet": first[key]}, first[key]) for key in sorted(first)]
    return found, _none("outlet", len(read) - len(named))


def _each_article(read):
    ids = [(row["title"] or row["article_id"], row["article_id"]) for row in read]
    return [(name, {"article": article}, article) for name, article in ids], []


def _months(read):
    dated = [row["published"] for row in read if row["published"]]
    found = []
    for year, month in sorted({(day.year, day.month) for day in dated}):
        name = f"{year:04}-{month:02}"
        last = calendar.monthrange(year, month)[1]
        found.append((name, {"since": f"{name}-01", "until": f"{name}-{last:02}"}, name))
    return found, _none("date", len(read) - len(dated))


def _values(record, column):
    """The values of the sources, and how many attributions are of sources without one."""
    value_of = dict(read_columns(record.tables.entities, "entity_id", column))
    sources = record.tables.attributions["source_entity"].to_pylist()
    said = [value for entity in sources if (value := value_of.get(entity)) is not None]
    without = len(sources) - len(said)
    found = [(v, {"group_by": column, "group": v}, v) for v in sorted(set(said))]
    noun = "1 attribution is" if without == 1 else f"{without:,} attributions are"
    told = f"{noun} of nobody who has a value of {column}, and in none of the reports."
    return found, [told] * bool(without)


def _none(what, number):
    noun = "1 article has" if number == 1 else f"{number:,} articles have"
    return [
        f"{noun} no {what}, and {'is' if number == 1 else 'are'} in none of the reports."
    ] * bool(number)


def _within(given, parameters):
    """A month goes no further than the days that were asked for."""
    days = {"since": max, "until": min}
    ends = {
        n: f(given[n], parameters[n]) for n, f in days.items() if n in given and n in parameters
    }
    return given | ends


def _rows(path):
    """Name, parameters and folder of each row of a file; the parameters are checked."""
    found = []
    for number, given in _read(path):
        name = given.pop(NAME, None)
        try:
            check_for_all(given)
        except OnrecordError as error:
            raise OnrecordError(f"{path}, row {number}: {error}") from error
        told = str(name) if name else ", ".join(f"{k} {v}" for k, v in given.items())
        found.append((told or "all", given, told or "all"))
    return found


def _read(path):
    """Number and values of each row that has any; of CSV as a spreadsheet counts."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OnrecordError(
            f"The parameters {path} cannot be read ({error}), so nobody knows which reports to "
            "make. Name a CSV or YAML file that is there, in UTF-8."
        ) from error
    if path.suffix.lower() != ".csv":
        return _read_yaml(path, text)
    try:
        header, *rows = read_rows(text) or [[]]
    except csv.Error as error:
        raise OnrecordError(
            f"The parameters {path} are not CSV ({error}), so its columns cannot be told apart. "
            "Save them as CSV, with commas."
        ) from error
    numbered = [(n, row) for n, row in enumerate(rows, 2) if any(row)]
    for number, row in numbered:
        if any(row[len(header) :]):
            raise OnrecordError(
                f"{path}, row {number} has more cells than the first row has columns, so the last "
                "would be lost. Is a comma in a cell that has no quote marks around it?"
            )
    return [(n, {k: v for k, v in zip(header, row, strict=False) if v}) for n, row in numbered]


def _read_yaml(path, text):
    import yaml

    try:
        rows = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise OnrecordError(f"The parameters {path} are not YAML: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OnrecordError(
            f"The parameters {path} are no list of mappings, so nobody knows which reports to make. "
            "Write each report as `- outlet: The Daily`."
        )
    return [(number, {str(k): v for k, v in row.items()}) for number, row in enumerate(rows, 1)]


def _unknown(each, added):
    known = [*KINDS, *added]
    near = difflib.get_close_matches(each, known, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    columns = "" if added else ", a column that your corrections add (these tables have none)"
    return (
        f"--each {each!r} says nothing that a report could be made for.{hint} "
        f"It takes: {', '.join(known)}{columns}, or a file of parameters that ends in "
        f"{', '.join(FILES)}."
    )

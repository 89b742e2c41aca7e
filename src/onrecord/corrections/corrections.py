"""Corrections: a CSV or Excel file in which users say what is right, and add what they know.

One row a decision. Of the entities: `entity` gives the columns that the user added (party, gender, ...) to
one, `merge` says that two are one, `split` that in some articles one is another, `name` and `label` what
it is called. Entities are meant by name, and by label where that is given, since their ids change with the
corpus; `articles` narrows it down where several have the same name. Of the texts: whether there is an
attribution, who its source is, its act, who a mention means, whether a link holds. These rows have the
words with their offsets.
"""

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from onrecord.corpus.inputs import Unreadable
from onrecord.corpus.workbooks import BrokenRow, open_workbook, rows_of_sheet
from onrecord.corrections.row import COLUMNS, OF_TEXTS, Row, Wrong, article_ids, check_row
from onrecord.errors import OnrecordError
from onrecord.reading.names.spelling import plain_name
from onrecord.reading.union import UnionFind
from onrecord.tables.cells import read_rows
from onrecord.tables.schema import ENTITIES

ESCAPED = re.compile(r"_x(00[01][0-9a-f]|fff[ef])_", re.IGNORECASE)  # what XML has no place for
OF_ATTRIBUTIONS = (
    "content", "cue", "source", "role", "affiliation", "act", "commitment", "kind", "manner",
)  # fmt: skip
MAKE_ONE = "`onrecord review TABLES --out review.xlsx` writes one to start from."


@dataclass(frozen=True)
class Corrections:
    """The rows of one file.

    Attributes:
        file: its name, without folder.
        sha256: of its bytes.
        attributes: the columns that the user added, in their order.
    """

    file: str
    sha256: str
    rows: tuple[Row, ...]
    attributes: tuple[str, ...] = ()


def read_corrections(path: str | Path) -> Corrections:
    """Read and check a file of corrections.

    Raises:
        OnrecordError: it cannot be read, a row of it says nothing that can be done, or two rows
            contradict each other; the message names the file, the row and what is allowed.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
        read = _excel_rows if path.suffix.lower() == ".xlsx" else _csv_rows
        rows = read(path, data)
    except OSError as error:
        raise OnrecordError(
            f"The corrections {path} cannot be read ({error.strerror or error}), so no decision in them "
            f"would count. Name a file that is there. {MAKE_ONE}"
        ) from error
    header = _header(path, rows)
    added = tuple(name for name in header if name and name not in COLUMNS)
    lines = (_row(path, n, header, row) for n, row in enumerate(rows[1:], 2) if any(row))
    found = tuple(each for row in lines for each in _article_by_article(row))
    check_agreement(path, found)
    return Corrections(path.name, hashlib.sha256(data).hexdigest(), found, added)


def check_agreement(path: Path, rows: Iterable[Row]) -> None:
    """Refuse two rows of which only one can hold.

    Raises:
        OnrecordError: it names both.
    """
    said, merges = defaultdict[tuple, list[Row]](list), list[Row]()
    for row in rows:
        if not row.decided or row.kind not in (*OF_TEXTS, "name", "label", "merge"):
            continue
        if row.kind == "merge":
            merges.append(row)
        key = subject(row)
        for other in said[key]:
            if _contradict(row, other):
                raise _contradiction(path, row, str(other.number), other.kind)
        said[key].append(row)
    one = UnionFind(dict.fromkeys(end for row in merges for end in _ends(row)))
    for row in merges:
        if row.decision != "no":
            one.join(*_ends(row))
    for row in merges:
        first, second = map(one.find, _ends(row))
        if row.decision == "no" and first == second:
            others = [r for r in merges if r.decision != "no" and one.find(_ends(r)[0]) == first]
            raise _contradiction(path, row, " and ".join(str(r.number) for r in others), "entities")


def _contradiction(path, row, others, thing):
    return OnrecordError(
        f"{path}, row {row.number}: it contradicts row {others}, on the same {thing}, so nobody knows "
        "which holds. Delete one of them."
    )


def _contradict(row, other):
    """Whether two rows of one subject cannot both hold; where either has no spans, its words are those."""
    for spans in ("spans", "other_spans") if row.kind == "link" else ("spans",):
        both = {getattr(each, spans).replace(" ", "") for each in (row, other)}
        if len(both - {""}) > 1:
            return False
    return _answer(row) != _answer(other)


def _ends(row):
    own = plain_name(row.name), row.label, row.articles
    return own, (plain_name(row.other_name), row.other_label, row.other_articles)


def subject(row: Row) -> tuple:
    """What a row is about, wherever its words stand in their article."""
    return what(replace(row, spans="", other_spans=""))


def what(row: Row) -> tuple:
    """What a row is about, so that nothing is asked or decided twice."""
    one = plain_name(row.name), row.label
    if row.kind in OF_TEXTS:
        place = row.articles, row.spans.replace(" ", ""), " ".join(row.text.split())
        ends = (row.other_articles, row.other_spans, row.other_text, row.answer or row.believed)
        return row.kind, *place, *(ends if row.kind == "link" else ())
    if row.kind == "merge":
        return row.kind, frozenset(_ends(row))
    if row.kind == "split":
        return row.kind, one, frozenset(article_ids(row.other_articles))
    return row.kind, one, row.articles


def _answer(row):
    if row.kind in ("merge", "attribution", "link"):
        return row.decision or "yes"
    return row.rejects, row.right, row.other_spans, row.other_text


def _csv_rows(path, data):
    try:
        return read_rows(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise OnrecordError(
            f"The corrections {path} are not UTF-8 ({error.reason} at byte {error.start}), so names in "
            "them would not be found. Save them as “CSV UTF-8”, or as Excel."
        ) from error
    except csv.Error as error:
        raise OnrecordError(
            f"The corrections {path} are not CSV ({error}), so its columns cannot be told apart. "
            f"Save them as CSV, with commas. {MAKE_ONE}"
        ) from error


def _excel_rows(path, data):
    """The rows of the first sheet that has a column `kind`; of none, those of the first sheet."""
    from zipfile import BadZipFile

    try:
        with open_workbook(lambda: io.BytesIO(data)) as sheets:
            firsts = [next(islice(rows_of_sheet(sheet), 1), ()) for sheet in sheets]
            with_kind = [n for n, first in enumerate(firsts) if "kind" in first] or [0]
            if len(with_kind) > 1:
                names = ", ".join(repr(sheets[n].title) for n in with_kind)
                raise Unreadable(
                    "failed", f"{names} all have a column 'kind'; put them into one sheet"
                )
            [chosen] = with_kind
            return text_rows(sheets[chosen])
    except (BadZipFile, KeyError, ValueError, IndexError, Unreadable) as error:
        raise OnrecordError(
            f"The corrections {path} are no Excel file that can be read ({error}), so no decision in "
            f"them would count. Save them as .xlsx or as CSV. {MAKE_ONE}"
        ) from error


def text_rows(sheet) -> list[list[str]]:
    """The rows of a sheet as text.

    Raises:
        Unreadable: a row is broken; it says which.
    """
    rows = enumerate(rows_of_sheet(sheet), 1)
    return [[_cell(each, number) for each in row] for number, row in rows]


def _cell(value, row):
    """What a cell says as text: a number or a day that Excel made of it is written as it was meant."""
    if isinstance(value, BrokenRow):
        raise Unreadable("failed", f"row {row}: {value.why}")
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).strip()


def _header(path, rows):
    header = rows[0] if rows else []
    if "kind" not in header:
        raise OnrecordError(
            f"The corrections {path} have no column 'kind' in their first row, so nobody knows what "
            f"their rows mean. {MAKE_ONE}"
        )
    twice = next((name for name, n in Counter(filter(None, header)).items() if n > 1), None)
    if twice:
        raise OnrecordError(
            f"The corrections {path} have the column {twice!r} twice, so one of them would be lost. "
            "Give one of them another name."
        )
    taken = {column.name for column in ENTITIES.columns} - set(COLUMNS)
    clash = next((name for name in header if name in taken), None)
    if clash:
        raise OnrecordError(
            f"The corrections {path} add a column {clash!r}, which the table entities has already. "
            "Give yours another name."
        )
    return header


def _article_by_article(row):
    """A row on a text, once for each of its articles."""
    if row.kind not in OF_TEXTS or row.kind == "link":
        return [row]
    return [replace(row, articles=article_id) for article_id in article_ids(row.articles)]


def _row(path, number, header, cells):
    if any(cells[len(header) :]):
        raise OnrecordError(
            f"{path}, row {number} has more cells than the first row has columns, so the last would "
            "be lost. Is a comma in a cell that has no quote marks around it?"
        )
    known = dict(zip(header, cells, strict=False))
    attributes = {k: v for k, v in known.items() if k and k not in COLUMNS and v}
    columns = {name: known.get(name, "") for name in COLUMNS}
    columns |= {name: columns[name].lower() for name in ("kind", "decision")}
    row = Row(number=number, attributes=attributes, **columns)
    try:
        check_row(row)
    except Wrong as error:
        raise OnrecordError(f"{path}, row {number}: {error}") from error
    return row

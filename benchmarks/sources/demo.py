"""The rows of the demo corpus, each read against its article by somebody who did not write the code.

`demo_read_by_hand.tsv` has for each row the name that was given, whether it is right, and who is meant
where it is not. A row counts where this run gives it the name that was read.
"""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.common.judging import read_judged
from benchmarks.common.printing import number

SEEDS = Path(__file__).parents[2] / "seeds"
HAND = Path(__file__).with_name("demo_read_by_hand.tsv")
NOBODY = "(nobody)"  # in place of a name
SURE = 0.9


class Row(NamedTuple):
    """What tells one judgement from others: the row, and the name that its source was given."""

    attribution: str
    name: str


def row_of(attribution: Mapping) -> Row:
    """The key of a row of the table, with its name on one line."""
    return Row(
        attribution["attribution_id"], " ".join((attribution["source_name"] or NOBODY).split())
    )


def read_demo() -> list[dict]:
    """The rows that the kit makes of the seeds; `affiliation` is the name of whom a source speaks for."""
    from onrecord.corpus import read_articles
    from onrecord.extraction.extract import extract_tables
    from onrecord.tables.folder import read_columns

    tables = extract_tables(read_articles(SEEDS))
    names = dict(read_columns(tables.entities, "entity_id", "name"))
    rows = tables.attributions.to_pylist()
    return [row | {"affiliation": names.get(row["source_affiliation"])} for row in rows]


def read_meant() -> dict[Row, str]:
    """Who is meant in each row that was judged wrong."""
    with HAND.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {Row(row["attribution"], row["name"]): row["meant"] for row in rows}


def demo_sentence(
    rows: Iterable[Mapping],
    judged: Mapping[tuple, bool] | None = None,
    meant: Mapping[Row, str] | None = None,
) -> str:
    """How many rows give the words to somebody else, and how many name nobody where the article does.

    Of the latter, how many tell at least for whom they speak: the organisation that is meant.
    """
    judged = read_judged(HAND, Row) if judged is None else judged
    meant = read_meant() if meant is None else meant
    rows = list(rows)
    known = [row for row in rows if row_of(row) in judged]
    not_right = [row for row in known if not judged[row_of(row)]]
    wrong = [row for row in not_right if row["source_class"].startswith("named")]
    unnamed = [row for row in not_right if row not in wrong]
    told = [row for row in unnamed if _is_meant(row["affiliation"], meant.get(row_of(row), ""))]
    sure = [row for row in wrong if row["source_confidence"] >= SURE]
    return (
        f"Demo: {number(len(rows))} rows, {number(len(known))} of them as they were read. "
        f"{number(len(wrong))} give the words to somebody else ({number(len(sure))} at a confidence of "
        f"{SURE} and above), and {number(len(unnamed))} name nobody where the article does; for "
        f"{number(len(told))} of these it is told for whom they speak, which is who is meant."
    )


def _is_meant(affiliation, meant):
    """Whether the name of an organisation is the one that the reader gave, `The` apart."""
    return bool(affiliation) and affiliation == meant.removeprefix("The ")

"""The lists of words that ship with the package: tables in `data/` that a user can read and extend."""

import csv
import functools
from collections import defaultdict
from collections.abc import Mapping
from importlib import resources


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one table, by column."""
    table = (resources.files("onrecord") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def word_table(name: str) -> Mapping[str, str]:
    """One list of `words.tsv`: each word with its value, which is empty where the list is a set."""
    return _lists()[name]


def word_list(name: str) -> frozenset[str]:
    """The words of one list of `words.tsv`."""
    return frozenset(word_table(name))


@functools.cache
def _lists():
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_table("words.tsv"):
        lists[row["list"]][row["word"]] = row["value"]
    return dict(lists)

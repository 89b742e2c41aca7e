"""What databases call the parts of an article: `data/export_labels.tsv`, in four languages.

A row gives a provider, a part of its exports, a label as it is written in one language, and the
field (by the names in `columns.FIELDS`) or the value that stands for it. Labels are compared
without regard to letter case. Rows without a provider hold for all.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping

from onrecord.word_lists import read_table

# digits that may be parted in thousands
_NUMBER = re.compile(r"\d{1,3}(?:[ .,'’\xa0\u202f]\d{3})+(?!\d)|\d{1,9}", re.ASCII)
_WORDS = re.compile(rf"({_NUMBER.pattern})\s?([^\W\d_]{{1,12}})\.?")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_LONGEST_RIGHT = 100


def read_labels(provider: str, part: str) -> Mapping[str, str]:
    """The labels of one part of a provider's exports, in small letters, each with its field."""
    return _labels()[provider, part]


def find_language(said: str) -> str:
    """The code of the language that a header names (`ENGLISH; ANGLAIS`), else what it says."""
    first = re.split("[;,/(]", said)[0].strip()
    return read_labels("", "language").get(first.casefold(), first)


def read_number(text: str) -> int | None:
    """The first whole number in a text: 1234 in `1,234 words`, `1.234 Wörter` and `1 234 mots`."""
    match = _NUMBER.search(text)
    return int(re.sub(r"\D", "", match[0])) if match else None


def read_words(text: str) -> int | None:
    """The number of words, where a text says that and no more: `1,234 words`, `65 mots`."""
    match = _WORDS.fullmatch(text)
    is_one = match and match[2].casefold() in read_labels("", "words")
    return read_number(text) if is_one else None


def without_by(byline: str) -> str:
    """Who wrote an article, without the word in front of the name."""
    return _BY.sub("", byline)


def is_right(line: str) -> bool:
    """Whether a line says to whom an article belongs: since which year, or that rights are reserved."""
    begins = line[:_LONGEST_RIGHT].casefold()
    if not begins.startswith(tuple(read_labels("", "copyright"))):
        return False
    return bool(_YEAR.search(begins)) or begins.startswith(tuple(read_labels("", "rights")))


@functools.cache
def _labels() -> Mapping[tuple[str, str], Mapping[str, str]]:
    labels: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in read_table("export_labels.tsv"):
        labels[row["provider"], row["part"]][row["label"].casefold()] = row["field"]
    return labels

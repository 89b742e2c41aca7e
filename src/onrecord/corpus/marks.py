"""Lines that part the articles of an export, which may stand at an edge of every printed page."""

import functools
import re

from onrecord.word_lists import read_table

# ProQuest
RULE = re.compile(r"_{30,}")
# Factiva's accession number: a source, the day it was loaded, a serial number
ID = re.compile(r"(?<![^\W_])[A-Z0-9]{6,12}(?:19|20)\d{6}[a-z0-9]{8,10}(?![^\W_])")
ID_LINE = re.compile(rf"(?:[^\W\d_]{{2,12}}\s{{1,3}})?({ID.pattern})")
_NUMBERED = re.compile(
    r"(?:focus - )?(?:do[ck]umento? ?)?(\d{1,6}) ?(?:of|von|de|sur) ?(\d{1,6})(?: do[ck]ument[a-z]{0,2})?",
    re.IGNORECASE,
)


def find_number(line: str) -> re.Match | None:
    """What numbers an article and all of them: `1 of 10 DOCUMENTS`, `Document 1 of 10`."""
    return _NUMBERED.fullmatch(line) if "do" in line[:60].casefold() else None


def is_mark(line: str) -> bool:
    """Whether an article of an export begins or ends at a line."""
    line = line.strip()
    if RULE.fullmatch(line) or ID_LINE.fullmatch(line) or find_number(line):
        return True
    return line.casefold() in _ends()


@functools.cache
def _ends() -> frozenset[str]:
    rows = read_table("export_labels.tsv")
    return frozenset(row["label"].casefold() for row in rows if row["part"] == "end")

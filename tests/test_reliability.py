"""The limits that docs/reliability.md promises are those of the code."""

import re

from project import ROOT

from onrecord.corpus import costs, formats, reader
from onrecord.extraction import workers

PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")


def test_limits_of_the_page_are_those_of_the_code():
    rows = re.findall(r"^\| (.+?) \| ([\d,]+) .+? \| `\w+` \|$", PAGE, re.MULTILINE)
    assert [(what, int(limit.replace(",", ""))) for what, limit in rows] == [
        ("a text", reader.MAX_CHARACTERS),
        ("a text", reader.MOST_TOKENS),
        ("a page with one article", costs.MOST_TAGS),
        ("a tag", costs.MOST_ATTRIBUTES),
        ("a paragraph of a page", costs.MOST_INLINE),
        ("a document, unpacked", costs.MOST_UNPACKED_BYTES),
        ("a text file", formats.MAX_TEXT_BYTES),
    ]
    assert workers.LONGEST == 30 * 60

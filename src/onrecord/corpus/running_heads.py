"""What is printed at the head or foot of every page is no part of a text that runs over them."""

import re
from collections import Counter

from onrecord.corpus.marks import is_mark

MOST_LINES = 3  # at the head, and at the foot
LONGEST_LINE = 120
LEAST_SHARE = 1 / 3  # of the pages: left and right ones may differ, and the first may have none
NUMBER = re.compile(r"\d+")
PAGE_OF = re.compile(r"page # of #(?: page # of #)*")


def join_pages(pages: list[str]) -> str:
    """The pages one after the other, without running heads and feet, and page numbers.

    A line is one if it stands at that end of at least two pages and of a third of them, whatever
    its numbers are, unless it parts articles of an export. At the head of the first page that has
    it, one without a number is kept: it may be the title.
    """
    lines = [page.splitlines() for page in pages]
    for end in (-1, 0):
        _strip(lines, end)
    return "\n".join("\n".join(page) for page in lines)


def _strip(pages: list[list[str]], end: int) -> None:
    edges = [{_plain(line) for line in _edge(page, end)} for page in pages]
    counts = Counter(line for edge in edges for line in edge)
    least = max(2, LEAST_SHARE * len(pages))
    running = {line for line, times in counts.items() if times >= least}
    kept: set[str] = set()
    for page in pages:
        dropped = 0
        while page and dropped < MOST_LINES:
            line = _plain(page[end])
            is_title = end == 0 and line in running and "#" not in line and line not in kept
            if line and (is_title or not (line in running or PAGE_OF.fullmatch(line))):
                kept.add(line)
                break
            dropped += bool(line)
            page.pop(end)


def _edge(page: list[str], end: int) -> list[str]:
    filled = [line for line in page if 0 < len(line.strip()) <= LONGEST_LINE and not is_mark(line)]
    most = min(MOST_LINES, max(1, len(filled) // 2))
    return filled[:most] if end == 0 else filled[-most:]


def _plain(line: str) -> str:
    return NUMBER.sub("#", " ".join(line.split()).casefold())

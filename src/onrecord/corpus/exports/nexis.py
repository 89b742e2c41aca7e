"""Nexis Uni, Lexis Advance and Lexis+, and LexisNexis and Nexis UK before them.

In both layouts a file has perhaps a cover page, then one article after the other. In the later one
an article ends with `End of Document`, and a cover page says `Documents (10)` and lists them. In
the older one an article begins with `1 of 10 DOCUMENTS`, and labels are in capitals.
"""

import datetime
import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from onrecord.corpus.exports.download import MARKUP, Download
from onrecord.corpus.exports.export import Export, Exported, no_article
from onrecord.corpus.exports.nexis_article import is_dated, plain_title, read_article
from onrecord.corpus.exports.nexis_lines import find_label, is_alone, labels
from onrecord.corpus.marks import find_number

_IN_PAGE = re.compile(r"<DOCFULL>|LXNComment|\bDOC_ID_|\bof document\b", re.IGNORECASE)
_SAID_IN_PAGE = re.compile(r'<META\b[^>]{0,200}?\bDOCUMENTS="?(\d{1,6})', re.IGNORECASE)
_COUNT = re.compile(r"([^\W\d_]{3,20})\s?\((\d{1,6})\)")
_RANGE = re.compile(r"(?<![\d-])(\d{1,6})(?:\s?-\s?(\d{1,6}))?(?![\d-])")
_ENTRY = re.compile(r"(\d{1,6})\.(?:\s+(.*))?")
_PAGE_NUMBER = re.compile(r"(?:page|seite|página) \d{1,5} (?:of|von|de|sur) \d{1,5}", re.IGNORECASE)
_CONTENT_ITEM = re.compile(r"contentItem(?::|%3A)([\w-]{10,60})", re.IGNORECASE)
_MOST_COVER_LINES = 60
_MOST_HEAD_LINES = 30
_LABELLED = {"author", "section", "page", "language", "url"}
_LEAST_LABELS = 2
_SURE_LABELS = 4
_AGAIN = "as DOCX, with the full documents"
LATER, OLDER = "Nexis Uni", "LexisNexis"


def read_nexis(download: Download) -> Export | None:
    """The articles that Nexis or LexisNexis saved in a file; None where it has not their marks.

    Raises:
        Unreadable: it has the marks, and no article that is understood.
    """
    if download.ending in MARKUP and not _IN_PAGE.search(download.source):
        return None
    lines = download.lines
    if download.ending == ".pdf":
        lines = [line for line in lines if not _PAGE_NUMBER.fullmatch(line)]
    ends = [n for n, line in enumerate(lines) if is_alone(line, "end")]
    if ends or _find_count(lines) is not None:
        return _read_later(download, lines, ends)
    return _read_older(download, lines)


def _read_later(download: Download, lines: list[str], ends: list[int]) -> Export | None:
    ends = _add_ends(lines, ends)
    starts = [0, *(end + is_alone("".join(lines[end : end + 1]), "end") for end in ends)]
    parts = [lines[start:end] for start, end in zip(starts, [*ends, len(lines)], strict=True)]
    counts = [_find_count(part) or 0 for part in parts]
    announced = sum(counts)
    titles = [title for one in zip(parts, counts, strict=True) for title in _list_titles(*one)]
    listed = {plain_title(title) for title in titles} - {""}
    found = [
        read_article(part, is_covered=count > 0, listed=listed)
        for part, count in zip(parts, counts, strict=True)
    ]
    if len(parts) == 1 and _find_count(lines) is not None:  # no article is seen to end
        raise no_article(LATER, _AGAIN)
    if not _are_understood(LATER, found, lines):
        return None
    if found[-1] is None:
        del found[-1]  # what stands below the last article
    articles = [article or _without(part) for article, part in zip(found, parts, strict=False)]
    _add_addresses(articles, download)
    return Export(LATER, articles, announced or None, _find_missing(titles, articles))


def _add_ends(lines: list[str], ends: list[int]) -> list[int]:
    """The ends of articles, also of those that have no mark there.

    The last label of such an article says when it was loaded, and another article stands below.
    """
    loaded = [n + 1 for n, line in enumerate(lines) if _is_loaded(line)]
    if not ends:
        return loaded
    unmarked = [
        start
        for start, end in pairwise(loaded)
        if bisect(ends, start) == bisect(ends, end) and count_labels(lines[start:end], "head")
    ]
    return sorted({*ends, *unmarked})


def _is_loaded(line: str) -> bool:
    return labels("tail").get(find_label(line, "tail")) == "loaded"


def _without(part: list[str]) -> Exported:
    """A document that is not like an article: perhaps a message that it cannot be shown."""
    first = next(filter(None, part), "")
    return Exported("", {"title": first} if first else {})


def _are_understood(provider: str, found: list[Exported | None], lines: list[str]) -> bool:
    """Whether there are labels, and articles with title, outlet and more; else this is no export.

    Raises:
        Unreadable: it has so many labels that it is an export all the same.
    """
    marks = count_labels(lines, "cover", "head", "tail")
    marks += any(is_alone(line, "body") for line in lines)
    if marks >= _LEAST_LABELS and any(map(_is_sure, found)):
        return True
    if marks >= _SURE_LABELS:
        raise no_article(provider, _AGAIN)
    return False


def _is_sure(article: Exported | None) -> bool:
    fields = article.fields if article else {}
    is_dated = isinstance(fields.get("published"), datetime.date)
    is_labelled = len(_LABELLED & fields.keys()) >= _LEAST_LABELS
    return (is_dated or is_labelled) and {"title", "outlet"} <= fields.keys()


def count_labels(lines: Sequence[str], *parts: str) -> int:
    """How many different labels of these parts the lines have."""
    return len({find_label(line, *parts) for line in lines} - {""})


def _find_count(lines: Sequence[str]) -> int | None:
    """How many documents a cover page says that there are; None where there is no such page."""
    for n, line in enumerate(lines[:_MOST_COVER_LINES]):
        match = _COUNT.fullmatch(line)
        if match and match[1].casefold() in labels("count"):
            beside = lines[max(n - 20, 0) : n + 20]
            return int(match[2]) if count_labels(beside, "cover") >= _LEAST_LABELS else None
    return None


def _list_titles(lines: Sequence[str], count: int) -> list[str]:
    """The titles that a cover page lists, each with its number before it; as many as it counts."""
    titles: list[str] = []
    waits = False
    for line in filter(None, lines if count else ()):
        match = _ENTRY.fullmatch(line)
        if match and int(match[1]) == len(titles) + 1 <= count:
            titles.append(match[2] or "")
            waits = not match[2]
        elif waits:
            titles[-1], waits = line, False
    return titles


def _find_missing(titles: list[str], articles: list[Exported]) -> list[str]:
    """The titles on the list that no article has; none where as many were read as listed."""
    if len(titles) <= len(articles):
        return []
    read = Counter(plain_title(str(article.fields.get("title", ""))) for article in articles)
    missing = []
    for title in titles:
        read[plain_title(title)] -= 1
        if read[plain_title(title)] < 0:
            missing.append(f"“{title}”")
    return missing


def _add_addresses(articles: list[Exported], download: Download) -> None:
    """The database's id and address of each article, where the titles of a Word file link to them.

    There is one for each article, in their order; else those of titles that are there once count.
    """
    if download.ending != ".docx":
        return
    addresses: dict[str, str] = {}
    ids: dict[str, set[str]] = defaultdict(set)
    for words, address in download.article.links:
        if match := _CONTENT_ITEM.search(address):
            addresses.setdefault(match[1], address)
            ids[plain_title(words)].add(match[1])
    in_order = list(addresses) if len(addresses) == len(articles) else None
    for n, article in enumerate(articles):
        same = ids.get(plain_title(str(article.fields.get("title", ""))), set())
        found = in_order[n] if in_order else min(same) if len(same) == 1 else None
        if found:
            article.fields.setdefault("id", found)
            article.fields.setdefault("url", addresses[found])


def _read_older(download: Download, lines: list[str]) -> Export | None:
    starts = _find_starts(lines)
    if not starts:
        if any(find_label(line, "request") for line in lines[:_MOST_COVER_LINES]):
            raise no_article(OLDER, _AGAIN)
        return _read_single(lines)
    numbers = [int(match[1]) for match in starts.values()]
    parts = []
    for start, end in zip(starts, [*list(starts)[1:], len(lines)], strict=True):
        part = lines[start + 1 : end]
        is_last = end < len(lines) and int(starts[end][1]) <= int(starts[start][1])
        cover = (n for n, line in enumerate(part) if is_last and find_label(line, "request"))
        parts.append(part[: next(cover, None)])
    found = [read_article(part, is_old=True) for part in parts]
    if not _are_understood(OLDER, found, lines):
        return None
    announced = _find_announced(download, lines, starts)
    articles = [article or Exported("") for article in found]
    return Export(OLDER, articles, announced, _find_gaps(numbers, announced or 0))


def _find_starts(lines: list[str]) -> dict[int, re.Match]:
    """The lines that number an article, without those that an article quotes.

    Below them stands a date or a label; where there is none the database could not show the article.
    """
    each = {n: match for n, line in enumerate(lines) if (match := find_number(line))}
    ends = [*list(each)[1:], len(lines)]
    headed = {
        n: each[n].groups()
        for n, end in zip(each, ends, strict=False)
        if _is_headed(lines[n + 1 : min(end, n + _MOST_HEAD_LINES)])
    }
    known, totals = {*headed.values()}, {total for _, total in headed.values()}
    return {
        n: match
        for n, match in each.items()
        if not headed or n in headed or (match.groups() not in known and match[2] in totals)
    }


def _is_headed(below: list[str]) -> bool:
    upper = (line for line in below if line[:3].isupper())
    return any(map(is_dated, below)) or any(find_label(line, "head") for line in upper)


def _read_single(lines: list[str]) -> Export | None:
    """One article saved alone, which has no number above it and labels in capitals around it."""
    capitals = [line for line in lines if line[:3].isupper() and ":" in line]
    if count_labels(capitals, "head", "tail") < _SURE_LABELS or not any(map(_is_loaded, capitals)):
        return None
    article = read_article(lines, is_old=True)
    return Export(OLDER, [article]) if article and _is_sure(article) else None


def _find_announced(download: Download, lines: list[str], starts: dict) -> int | None:
    """How many documents were asked for, else how many the page says, else what `1 of 10` says."""
    asked = [line.partition(":")[2] for line in lines if find_label(line, "request")]
    ranges = [found for line in asked for found in _RANGE.findall(line)]
    counts = [int(to or start) - int(start) + 1 for start, to in ranges]
    if not asked and download.ending in MARKUP:
        counts = [int(said) for said in _SAID_IN_PAGE.findall(download.source)]
    if not (asked or counts):
        counts = [int(match[2]) for match in starts.values() if int(match[1]) == 1]
    return sum(counts) or None


def _find_gaps(numbers: list[int], announced: int) -> list[str]:
    """The numbers that are not there, as runs: `number 7`, `numbers 9 to 12`."""
    if len(numbers) >= announced or numbers != sorted(set(numbers)):
        return []
    end = numbers[0] + announced  # which may be any number, so what is missing is never listed
    there = [*(number for number in numbers if number < end), end]
    runs = [(one + 1, other - 1) for one, other in pairwise(there) if other > one + 1]
    return [f"numbers {one} to {last}" if one < last else f"number {one}" for one, last in runs]

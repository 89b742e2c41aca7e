"""Factiva: pages, RTF and plain text, with its field codes or as one reads them, and XML.

Whatever the format, an article is first its fields by Factiva's own codes: HD headline, BY byline,
SE section, ED edition, PG page, WC words, PD date, SN source, LA language, AN accession number,
LP lead paragraph, TD the text after it. Captions, contacts, indexing and copyright are not body.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice, pairwise

from onrecord.corpus.exports.download import MARKUP, Download, outermost, see
from onrecord.corpus.exports.export import Export, Exported, no_article
from onrecord.corpus.exports.factiva_lines import (
    HEADER,
    TAIL,
    find_header,
    list_ids,
    name_header,
    read_records,
)
from onrecord.corpus.exports.labels import (
    find_language,
    read_labels,
    read_number,
    read_words,
    without_by,
)
from onrecord.corpus.marks import ID
from onrecord.corpus.rich_text import local_name

Codes = dict[str, list[str]]
NAME = "Factiva"
_FIELDS = {"section": "SE", "page": "PG", "published": "PD"}
_CODES = {*HEADER, *TAIL, "LP", "TD"}
_ARTICLE_CLASS = re.compile(r"\barticle ([a-z]{2})Article\b")
_PAGE = re.compile(
    r"""<title>\s*Factiva\s*</title>|class\s*=\s*["']?factivalogo\b""", re.IGNORECASE
)
_FEED = re.compile(r"global\.factiva\.com|<PPSResponse\b")
_FOOTER = re.compile(r"(?:©|\(c\))\s*\d{4}\s+Factiva,? Inc", re.IGNORECASE)
_PLACE = re.compile(r"^\d{1,3}\) ")  # of an article in a list
_AGAIN = "in Article Format; a list of headlines has none"
_PARTS = {"paragraph", "page", "dateTime", "date"}
# Factiva saves at most so many articles at once: a search that found more says nothing of a file
_MOST_AT_ONCE = 100


def read_factiva(download: Download) -> Export | None:
    """The articles that Factiva saved in a file; None where it has not its marks.

    Raises:
        Unreadable: it has the marks, and no article that is understood.
    """
    if download.ending == ".xml":
        return _read_feed(download)
    if download.ending in MARKUP:
        return _read_page(download)
    records = read_records(download.lines)
    if not records:
        if any(map(_FOOTER.search, download.lines)):
            raise no_article(NAME, _AGAIN)
        return None
    return _compare(map(_to_exported, records), list_ids(download.lines), download.lines)


def _compare(found: Iterable[Exported], ids: Iterable[str], lines: Iterable[str]) -> Export:
    """The articles, and of the numbers that the file has those that none of them has."""
    articles = list(found)
    there = {article.fields.get("id") for article in articles}
    missing = [number for number in dict.fromkeys(ids) if number not in there]
    announced = _find_announced(lines) or (len(articles) + len(missing) if missing else None)
    return Export(NAME, articles, announced, missing)


def _read_page(download: Download) -> Export | None:
    is_page, has_articles = (mark.search(download.source) for mark in (_PAGE, _ARTICLE_CLASS))
    if not (is_page or (has_articles and ID.search(download.source))):
        return None
    found = [
        _to_exported(_read_element(element))
        for element in outermost(download.tree, lambda e: _language_of(e) is not None)
    ]
    if not found:
        raise no_article(NAME, _AGAIN)
    # an article that could not be shown is left as a headline, with its number
    ids = (row.get("data-accno") for row in download.tree.iter("tr"))
    return _compare(found, filter(None, ids), download.lines)


def _language_of(element) -> str | None:
    match = _ARTICLE_CLASS.search(element.get("class") or "")
    return match and match[1]


def _read_element(element) -> Codes:
    """The fields of one article of a page: rows of a table, or what one sees without codes."""
    codes: Codes = {}
    for row in outermost(element, _code_of):
        codes.setdefault(_code_of(row) or "", _lines(list(row.iterchildren("*"))[1]))
    if not codes:
        codes = _read_blocks(element)
    codes["LA"] = [str(_language_of(element))]
    if not codes.get("AN"):
        codes["AN"] = [element.get("id") or "", element.getparent().get("id") or ""]
    return codes


def _code_of(row) -> str | None:
    """The code in the first of two cells; few pieces of text are looked at, for cells may nest."""
    if row.tag != "tr" or len(list(islice(row.iterchildren("*"), 3))) != 2:
        return None
    code = "".join(islice(next(row.iterchildren("*")).itertext(), 5)).strip()
    return code if code in _CODES else None


def _read_blocks(element) -> Codes:
    codes: Codes = {"LP": []}
    plain: list[str] = []
    above = 1  # how many of the plain lines stand above the headline
    for block in element.iterchildren("*"):
        classes, lines = block.get("class") or "", _lines(block)
        if "articleParagraph" in classes:
            codes["LP"] += lines
        elif block.get("id") == "hd" or "Headline" in classes:
            codes["HD"], above = lines, len(plain)
        elif classes == "author":
            codes["BY"] = lines
        elif block.tag == "div" and not classes:
            plain += lines
        elif lines and ID.search(lines[-1]):
            codes["AN"] = lines
    at = find_header(plain)
    codes["SE"] = plain[: min(above, at)]
    return codes | name_header(plain[at:])


def _lines(element) -> list[str]:
    return list(filter(None, see(element)))


def _read_feed(download: Download) -> Export | None:
    if not _FEED.search(download.source):
        return None
    nodes = outermost(download.tree, lambda e: local_name(e) == "article")
    articles = [_to_exported(_read_node(node)) for node in nodes]
    if not articles:
        raise no_article(NAME, "as XML with full articles")
    results = next(outermost(download.tree, lambda e: local_name(e) == "ppsarticleResultSet"), None)
    return Export(NAME, articles, read_number("" if results is None else results.get("count", "")))


def _read_node(node) -> Codes:
    codes = read_labels(NAME, "element")
    fields = {codes.get(local_name(child).casefold()): child for child in reversed(node)}
    return {code: _paragraphs(child) for code, child in fields.items() if code}


def _paragraphs(element) -> list[str]:
    parts = list(outermost(element, lambda e: local_name(e) in _PARTS))
    texts = (" ".join("".join(part.itertext()).split()) for part in parts or [element])
    return list(filter(None, texts))


def _to_exported(codes: Codes) -> Exported:
    said = defaultdict(str, {code: " ".join(lines) for code, lines in codes.items()})
    number = ID.search(said["AN"])
    fields = {field: said[code] for field, code in _FIELDS.items()}
    fields |= {
        "title": _PLACE.sub("", said["HD"]),
        "author": without_by(said["BY"]),
        "outlet": next(iter(codes.get("SN", ())), ""),
        "language": find_language(next(iter(codes.get("LA", ())), "").lower()),
        "id": number[0] if number else "",
    }
    body = "\n\n".join([*codes.get("LP", ()), *codes.get("TD", ())])
    words = read_words(said["WC"]) or read_number(said["WC"])
    return Exported(body, {name: value for name, value in fields.items() if value}, words)


def _find_announced(lines: Iterable[str]) -> int | None:
    """How many articles a search found, as the summary below the last article says it."""
    labels, pairs = read_labels(NAME, "found"), pairwise(filter(None, lines))
    found = [read_number(below) for line, below in pairs if line.rstrip(" :|").casefold() in labels]
    counts = [count for count in found if count is not None]
    return sum(counts) if counts and max(counts) <= _MOST_AT_ONCE else None

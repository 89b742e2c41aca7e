"""Europresse: pages with an `article` for each article, and the older ones with a table for each.

In both, spans of certain classes name the outlet and hold section, date, number of words and page
in one line. In the newer layout the body has a place of its own; in the older one it stands
between the headline and the document's number, with the author and the copyright in lines of it.
"""

import re
from collections.abc import Sequence
from functools import partial
from itertools import islice, takewhile

from onrecord.corpus.dates import read_date
from onrecord.corpus.exports.download import MARKUP, Download, outermost, see
from onrecord.corpus.exports.export import Export, Exported, no_article
from onrecord.corpus.exports.labels import is_right, read_labels, read_words, without_by
from onrecord.corpus.notes import Note

NAME = "Europresse"
_MARKS = re.compile(r"\b(?:DocPublicationName|publiC-lbl)", re.IGNORECASE)
_MAKER = re.compile(r"europresse|cedrom-sni|eureka\.cc", re.IGNORECASE)
# a document's kind, day, outlet and number
_ID = re.compile(r"\b[a-z]{2,12}·((?:19|20)\d{6})·[^\s·<>]{1,40}·[^\s·<>]{1,60}")
_ISSUE = re.compile(r"\s{0,2}[,(]\s{0,2}(?:no|n°|nº|nr|vol)\b.*|\s{8}.*", re.IGNORECASE | re.DOTALL)
_DATE = re.compile(
    r"\d{1,2}(?:er|st|nd|rd|th|\.)? (?:de )?[^\W\d]{3,12}\.? (?:de )?(?:19|20)\d\d"
    r"|[^\W\d]{3,12}\.? \d{1,2}, (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
)
_PAGE = re.compile(r"\b(?:pp?|S|pág)\. ?([^,]{1,40})")
_WORDS = re.compile(r"\d[\d.,\u00a0\u202f ]{0,8}[^\W\d_]{2,10}")
_MOST_IN_BYLINE = 8
_MOST_IN_NUMBER = 120
_ENDS_SENTENCE = tuple('.!?…”"»:;')


def read_europresse(download: Download) -> Export | None:
    """The articles that Europresse saved in a page; None where it has not its marks.

    Raises:
        Unreadable: it has the marks, and no article that is understood.
    """
    articles: list[Exported] = []
    if download.ending in MARKUP:
        if not _MARKS.search(download.source):
            return None
        if not (_ID.search(download.source) or _MAKER.search(download.source)):
            return None
        articles = [_read_article(element) for element in outermost(download.tree, _is_article)]
    elif not any(map(_ID.fullmatch, download.lines)):
        return None
    if not articles:
        raise no_article(NAME, "as HTML, with their full text")
    return Export(NAME, articles)


def _is_article(element) -> bool:
    """Whether it is an `article`, or holds all that the older layout has side by side."""
    return element.tag == "article" or any(
        _has_class("docpublicationname", child) for child in element
    )


def _read_article(element) -> Exported:
    outlet = _text(_find(element, "docpublicationname")[:1], without=_ISSUE)
    header = _text(_find(element, "docheader"))  # which is cut into several spans
    title = _text(_find(element, "rdp__articletitle", "titrearticlevisu", "titrearticle")[:1])
    author = _text(_find(element, "docauthors")[:1])
    author = author or _text(_find(element, "sm-margin-bottomnews")[-1:])
    author = author or _next_to(_find(element, "titrearticle", "titrearticlevisu"))
    lines, place = see(element), _find(element, "dococurrcontainer", "doctext")
    body = [line for part in place[:1] for line in see(part)]
    if not place and element.tag != "article":
        author, body = _below_title(lines, title or header)
    fields, words = _read_header(header, outlet)
    fields |= {"title": title, "author": without_by(author), "url": _find_url(place)}
    notes: tuple[Note, ...] = ()
    if match := next(filter(None, map(_ID.search, lines)), None):
        fields["id"] = match[0]
        if not fields["published"]:
            fields["published"] = match[1]
            notes = (
                Note("date", "The header has no date; it is taken from the article's number."),
            )
    known = {name: value for name, value in fields.items() if value}
    return Exported("\n\n".join(_trim(body)), dict(known), words, notes)


def _read_header(header: str, outlet: str) -> tuple[dict[str, str | None], int | None]:
    """Outlet, section, date and page of a line such as `World, jeudi 6 février 2014, p. 3`."""
    date = next((m for m in _DATE.finditer(header) if read_date(m[0])[0]), None)
    before = header[: date.start()] if date else ""
    parts = [part for part in map(str.strip, before.split(",")) if part]
    parts = [
        part for part in parts if part.casefold().rstrip(".") not in read_labels(NAME, "weekday")
    ]
    if not outlet and parts:
        outlet = parts.pop(0)
    after = header[date.end() :] if date else header
    page = _PAGE.search(after)
    counts = filter(None, (read_words(found[0]) for found in _WORDS.finditer(after)))
    fields = {
        "outlet": _ISSUE.sub("", outlet),
        "section": ", ".join(parts),
        "published": date and date[0],
        "page": page and page[1].strip(),
    }
    return fields, next(counts, None)


def _below_title(lines: Sequence[str], title: str) -> tuple[str, list[str]]:
    """Byline and body of the older layout, in which nothing but their place tells them apart."""
    at = next((at for at, line in enumerate(lines) if line == title), -1)
    below = list(lines[at + 1 :])
    first = next((at for at, line in enumerate(below) if line), 0)
    line, *after = below[first:] or [""]
    if _is_name(line) and after and not after[0] and any(_trim(after)):
        return line, after
    return "", below


def _trim(lines: Sequence[str]) -> list[str]:
    """A body without the document's number, what follows it, and the copyright above it."""
    kept = list(takewhile(lambda line: not _is_number(line), filter(None, lines)))
    while kept and is_right(kept[-1]):
        kept.pop()
    return [line for line in kept if not _says_where(line)]


def _is_number(line: str) -> bool:
    return len(line) <= _MOST_IN_NUMBER and _ID.search(line) is not None


def _find_url(places) -> str | None:
    """Where an article stands on the web, as the line below its body says it."""
    links = (link for part in places[:1] for link in part.iter("a"))
    appeared = (link for link in links if _says_where("".join(islice(link.itertext(), 20))))
    return next((link.get("href") for link in appeared), None)


def _says_where(line: str) -> bool:
    return line.strip().casefold().startswith(tuple(read_labels(NAME, "published elsewhere")))


def _find(element, *names: str) -> list:
    """The elements of the first of some classes that is there."""
    each = (list(outermost(element, partial(_has_class, name))) for name in names)
    return next(filter(None, each), [])


def _text(elements: list, *, without: re.Pattern | None = None) -> str:
    """What stands in them, in one line."""
    text = "".join("".join(each.itertext()) for each in elements).strip()
    return " ".join((without.sub("", text) if without else text).split())


def _next_to(titles: list) -> str:
    """The line of its own below the headline, which is the byline where nothing says so."""
    beside = titles[0].getnext() if titles else None
    if beside is None or beside.tag not in ("div", "p"):
        return ""
    lines = list(filter(None, see(beside)))
    return lines[0] if len(lines) == 1 and _is_name(lines[0]) else ""


def _is_name(line: str) -> bool:
    return len(line.split()) <= _MOST_IN_BYLINE and not line.endswith(_ENDS_SENTENCE)


def _has_class(name: str, element) -> bool:
    return name in (element.get("class") or "").casefold().split()

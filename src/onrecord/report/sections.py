"""What a page is made of: sections under headings, in which tables are folded behind their charts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

HEADING = re.compile(r"^<h2>(.*?)</h2>\s*", re.DOTALL)
CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
ARTICLE = re.compile(
    r'<article class="onrecord-output.*?<p class="onrecord-title"[^>]*>(.*?)</p>', re.DOTALL
)
CHART = re.compile(r'<p class="chart-(?:title">(.*?)|note">(.*?)\. .*?)</p>', re.DOTALL)
LINK = re.compile(r"</?a\b[^>]*>")
SUMMARY = 'class="onrecord-summary"'
ROW = "<tbody"
PAGE_IDS = ("main", "show-code")  # of the template
SHORT = 8  # rows of a table that stays open where no chart tells what is in it


@dataclass(frozen=True)
class Block:
    """What one cell gives to the page: its text, or its code and what came of it.

    Attributes:
        pictured: whether what came of it is a picture.
    """

    html: Markup
    code: Markup | None = None
    pictured: bool = False

    @property
    def named(self) -> Markup | None:
        """What its chart, table, summary or marked article is called; None where it is none of these."""
        if self.code is None:
            return None
        if self.pictured:
            found = CHART.search(self.html)
            return found and Markup(found[1] or found[2])
        if captions := CAPTION.findall(self.html):
            return Markup(" · ".join(captions))
        if SUMMARY in self.html:
            return Markup("In numbers")
        found = ARTICLE.search(self.html)
        return found and Markup("The article, marked: ") + Markup(found[1])

    @property
    def rows(self) -> int:
        """How many rows its table has."""
        return self.html.count(ROW)


@dataclass(frozen=True)
class Piece:
    """Blocks that stand together; `folded` is what they are called where they open at a click."""

    blocks: tuple[Block, ...]
    folded: Markup | None = None


@dataclass(frozen=True)
class Section:
    """What stands under one heading.

    Attributes:
        anchor: id to link to.
        title: of the heading; empty for what stands before the first one.
    """

    anchor: str
    title: Markup
    parts: tuple[Piece, ...]


def sections_of(blocks: Iterable[Block]) -> tuple[Section, ...]:
    """Blocks by the headings that they stand under, in order; what has none is left at the start.

    Tables, articles and further pictures are folded where a picture before them tells what is in them;
    tables and articles also where they are longer than `SHORT`. The words that lead to them are folded
    with them.
    """
    found: list[tuple[Markup, list[Block]]] = []
    for block in blocks:
        heading = HEADING.search(block.html) if block.code is None else None
        if heading:
            found.append((Markup(LINK.sub("", heading[1])), []))
            block = Block(Markup(block.html[heading.end() :]))
        elif not found:
            found.append((Markup(), []))
        found[-1][1].append(block)
    anchors = _anchors(title for title, _ in found)
    return tuple(Section(a, t, _parts(own)) for a, (t, own) in zip(anchors, found, strict=True))


def _anchors(titles: Iterable[Markup]) -> Iterator[str]:
    """Ids of headings, from their words; no two are alike, and none is one of the page's own."""
    taken = {"", *PAGE_IDS}
    for title in titles:
        words = re.findall(r"\w+", title.striptags().casefold())
        anchor = next(
            a for n in count(1) if (a := "-".join([*words, *[str(n)] * (n > 1)])) not in taken
        )
        taken.add(anchor)
        yield anchor


def _parts(blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """The blocks of a section, those that are folded together with the words before them."""
    pictured, leads, parts = False, list[Block](), list[Piece]()
    for block in blocks:
        if block.code is None and pictured:
            leads.append(block)  # shown or folded, as what they lead to is
            continue
        long = not (block.pictured or 0 < block.rows <= SHORT)
        folds = block.named and (pictured or long)
        parts.append(Piece((*leads, block), block.named if folds else None))
        leads, pictured = [], pictured or block.pictured
    return (*parts, *(Piece((lead,)) for lead in leads))

"""A file as it was downloaded, seen as lines or as a tree, whatever its format."""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.corpus.documents import decode_page
from onrecord.corpus.inputs import Input

MARKUP = (".html", ".htm", ".xml")
_SPACE = re.compile(r"\s+")
_UNSEEN = {"head", "script", "style", "noscript", "template"}
# what stands within a line; every other element is a block of its own
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "em", "font", "i", "img"}
_INLINE |= {"ins", "kbd", "label", "mark", "nobr", "q", "s", "small", "span", "strike", "strong"}
_INLINE |= {"sub", "sup", "time", "tt", "u", "var", "wbr"}


@dataclass(frozen=True)
class Download:
    """One file; whatever it is seen as is made when it is asked for, and once.

    Attributes:
        ending: of its name, which says its format: `.docx`.
        data: its bytes.
        read: reads the bytes as one article.
    """

    ending: str
    data: bytes
    read: Callable[[bytes], Input]

    @functools.cached_property
    def article(self) -> Input:
        """The file as one article.

        Raises:
            Unreadable: it cannot be read.
        """
        return self.read(self.data)

    @functools.cached_property
    def source(self) -> str:
        """The characters of a file of markup; to look for marks in before it is parsed."""
        return decode_page(self.data)

    @functools.cached_property
    def tree(self) -> Any:
        """The root of a file of markup, as lxml parses it: `.xml` as XML, others as HTML."""
        from lxml import etree, html

        if self.ending == ".xml":
            safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            return etree.fromstring(self.data, parser=safe)
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        return html.document_fromstring(self.source.encode("utf-8", "replace"), parser=parser)

    @functools.cached_property
    def lines(self) -> list[str]:
        """The lines that one sees, without white space around; empty ones part paragraphs.

        In a file of markup they are those of its tree, in others those of the one article.
        """
        if self.ending in MARKUP:
            return _see(self.tree)
        return [line.strip() for line in (self.article.text or "").splitlines()]


def _see(tree) -> list[str]:
    """What a browser shows, by a walk that does not recur: pages of exports may nest deep."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        unseen = event == "start" and element.tag in _UNSEEN
        if unseen:
            walk.skip_subtree()
        if event in ("start", "end") and element.tag not in _INLINE:
            pieces.append("\n\n")
        if event == "start" and element.tag == "br":
            pieces.append("\n")
        said = element.text if event == "start" and not unseen else None
        if event != "start":
            said = element.tail if element is not tree else None
        pieces.append(_SPACE.sub(" ", said or ""))
    return [_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n")]

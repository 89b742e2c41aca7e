"""A file as it was downloaded, seen as lines or as a tree, whatever its format."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.corpus.costs import MOST_TAGS_IN_ALL, check_tags
from onrecord.corpus.documents import decode_page
from onrecord.corpus.inputs import Input, Unreadable
from onrecord.corpus.kinds import PAGES

MARKUP = (*PAGES, ".xml")
_END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(" {2,}")
_UNSEEN = {"head", "script", "style", "noscript", "template"}
# what stands within a line; every other element is a block of its own
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "em", "font", "i", "img"}
_INLINE |= {"ins", "kbd", "label", "mark", "nobr", "q", "s", "small", "span", "strike", "strong"}
_INLINE |= {"sub", "sup", "time", "tt", "u", "var", "wbr"} | (_UNSEEN - {"head"})


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
        """The root of a file of markup, as lxml parses it: `.xml` as XML, others as HTML.

        Raises:
            Unreadable: the XML declares entities, of which a few may stand for endless text.
        """
        from lxml import etree, html

        if self.ending == ".xml":
            safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.fromstring(self.data, parser=safe)
            declared = root.getroottree().docinfo.internalDTD
            if declared is not None and any(declared.iterentities()):
                reason = "It declares entities of its own, so it is not read; save it without them."
                raise Unreadable("failed", reason)
            return root
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        check_tags(self.source, MOST_TAGS_IN_ALL)
        source = _END_OF_PAGE.sub("", self.source)  # another page may follow
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)

    @functools.cached_property
    def lines(self) -> list[str]:
        """The lines that one sees, without white space around; empty ones part paragraphs.

        In a file of markup they are those of its tree, in others those of the one article.
        """
        if self.ending in MARKUP:
            return see(self.tree)
        return [line.strip() for line in (self.article.text or "").splitlines()]


def see(element) -> list[str]:
    """The lines that a browser shows of an element of lxml; empty ones part paragraphs.

    Like `outermost` it does not recur, for pages of exports may nest deep.
    """
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, part in walk:
        unseen = event == "start" and part.tag in _UNSEEN
        if unseen:
            walk.skip_subtree()
        if event in ("start", "end") and part.tag not in _INLINE:
            pieces.append("\n\n")
        if event == "start" and part.tag == "br":
            pieces.append("\n")
        said = part.text if event == "start" and not unseen else None
        if event != "start":
            said = part.tail if part is not element else None
        pieces.append(_SPACE.sub(" ", said or ""))
    return [line.strip() for line in _SPACES.sub(" ", "".join(pieces)).split("\n")]


def outermost(element, is_wanted: Callable[[Any], object]) -> Iterator[Any]:
    """The elements that are wanted, in order, from `element` itself on; none within another."""
    from lxml import etree

    walk = etree.iterwalk(element, events=("start",))
    for _, part in walk:
        if is_wanted(part):
            walk.skip_subtree()
            yield part

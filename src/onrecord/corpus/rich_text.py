"""Documents of other word processors than Word: RTF and OpenDocument, as their paragraphs."""

import io
import re
import zipfile
from collections.abc import Iterator, Set

from onrecord.corpus.costs import check_parts
from onrecord.corpus.decoding import decode
from onrecord.corpus.inputs import Unreadable

MOST_SPACES = 100
# striprtf seeks links and fonts in a time that grows with the square of their room: it gets neither
LINK = re.compile(r"\\fldinst", re.IGNORECASE)
CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
FONTS = re.compile(r"\{[^{}]*\\fonttbl")
FONT = re.compile(r"\\f(\d{1,5})[^;{}]{0,100}?\\fcharset(\d{1,3})")
BRACE = re.compile(r"[{}]")
# notes at the foot and the margin, what was deleted, and what describes a picture
PARAGRAPHS = {"p", "h"}
NOT_TEXT = {"", "note", "annotation", "tracked-changes", "title", "desc"}


def rtf_lines(data: bytes) -> list[str]:
    """The paragraphs of an RTF file, without white space around; blank ones are empty.

    A row of a table is a line, its cells parted by tabs. Links are the words that one sees.

    Raises:
        Unreadable: it is no RTF.
    """
    from striprtf.striprtf import rtf_to_text

    source = decode(data.rstrip(b"\0"))
    if not source.lstrip().startswith("{\\rtf"):
        raise Unreadable("failed", "It is no RTF, for it does not begin with {\\rtf.")
    source = CELL.sub(r"\\tab", LINK.sub(r"\\fldtype", source))
    text = rtf_to_text(_with_plain_fonts(source), errors="replace")
    # RTF writes characters above 65,535 as halves of a pair
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return [line.strip() for line in text.splitlines()]


def _with_plain_fonts(source: str) -> str:
    """The source with one table of fonts, which gives their character sets and nothing else."""
    found = FONTS.search(source)
    if not found:
        return source
    depth, end = 1, len(source)
    for brace in BRACE.finditer(source, found.end()):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            end = brace.end()
            break
    fonts = FONT.findall(source, found.end(), end)
    table = "".join(rf"{{\f{number}\fcharset{charset} x;}}" for number, charset in fonts)
    rest = source[end:].replace(r"\fonttbl", r"\colortbl")
    return rf"{source[: found.start()]}{{\fonttbl{table}}}{rest}"


def odt_lines(data: bytes) -> list[str]:
    """The paragraphs, headings and table cells of an OpenDocument text, in their order.

    Raises:
        Unreadable: see `check_parts`; or it is encrypted.
    """
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        check_parts(parts)
        if b"encryption-data" in parts.read("META-INF/manifest.xml"):
            raise Unreadable("failed", "It is encrypted; save it without a password.")
        content = parts.read("content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    return ["".join(_pieces(p)).strip() for p in paragraphs_of(root, PARAGRAPHS, NOT_TEXT)]


def paragraphs_of(element, names: Set[str], dropped: Set[str]) -> Iterator:
    """The elements of some names in an element of XML, in order, and those within them."""
    for child in element:
        name = local_name(child)
        if name in names:
            yield child
        if name not in dropped:
            yield from paragraphs_of(child, names, dropped)


def _pieces(element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "s":
            count = next((v for key, v in child.items() if key.endswith("}c")), "1")
            yield " " * min(int(count), MOST_SPACES)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name not in NOT_TEXT | PARAGRAPHS:
            yield from _pieces(child)
        yield child.tail or ""


def local_name(element) -> str:
    """An element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

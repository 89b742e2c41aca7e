"""Files that are one article each: text with front matter, HTML, DOCX, RTF, ODT, PDF."""

import codecs
import contextlib
import functools
import io
import itertools
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from onrecord.corpus.columns import find_columns
from onrecord.corpus.costs import check_page, check_parts
from onrecord.corpus.decoding import decode
from onrecord.corpus.heading import find_heading
from onrecord.corpus.inputs import Input, Unreadable
from onrecord.corpus.rich_text import local_name, odt_lines, paragraphs_of, rtf_lines
from onrecord.corpus.running_heads import join_pages

MAX_PDF_CHARACTERS = 20_000_000
LONGEST_BLOCK = 65_536
_END = r"(?:\r\n|\n|\r)"
_BLOCK = re.compile(
    rf"---[ \t]*{_END}(.{{0,{LONGEST_BLOCK}}}?{_END})?---[ \t]*(?:{_END}|\Z)", re.DOTALL
)
_DECLARED = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_DECLARING_BYTES = 4096
_ENCODINGS = ("big5", "cp", "euc", "gb", "iso", "koi8", "mac", "shift_jis", "utf-7")
_DATE_OPTIONS: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "max_date": "2999-12-31",
}
_MADE_FOR_DATES = re.compile(r"(?<!up)date|publi|posted|time", re.IGNORECASE)
_MOST_IN_DATE = 100
_IS_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_AS_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# properties, text that was deleted or moved away, second copies for old readers, other paragraphs
_NOT_TEXT = {"pPr", "rPr", "del", "moveFrom", "Fallback", "p"}


def read_text(data: bytes) -> Input:
    """Plain text or Markdown: the fields of its front matter, and the body as it is written.

    Fields that the front matter lacks are those of its first lines, which stay in the body.
    """
    fields, body = split_front_matter(decode(data))
    return Input(body, find_heading(body) | fields)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields that a text opens with, and the body that begins after the closing `---` line.

    Values stay as they are written: `id: 007` is "007" and `title: No` is "No". A block that is
    not a plain mapping in YAML, or longer than 65,536 characters, is part of the text.
    """
    match = _BLOCK.match(text)
    values = _parse_yaml(match[1] or "") if match else None
    if not match or not isinstance(values, dict):
        return {}, text
    found = find_columns([key for key in values if isinstance(key, str)], {})
    fields = {field: values[key] for field, key in found.items() if field != "text"}
    return fields, text[match.end() :]


def _parse_yaml(block: str) -> object:
    """The block as strings, lists and mappings; None where it is not YAML, or asks for more."""
    import yaml

    try:
        return yaml.load(block, Loader=_make_loader(yaml))
    except (yaml.YAMLError, RecursionError):
        return None


@functools.cache
def _make_loader(yaml):
    """A safe loader of strings and nulls alone: a tag that asks for anything else is an error."""
    null, *kept = (f"tag:yaml.org,2002:{kind}" for kind in ("null", "str", "seq", "map"))
    makers = yaml.SafeLoader.yaml_constructors
    resolvers = {
        first: [(tag, pattern) for tag, pattern in each if tag == null]
        for first, each in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    constructors = {tag: makers[tag] for tag in (None, null, *kept)}
    own = {"yaml_implicit_resolvers": resolvers, "yaml_constructors": constructors}
    return type("StringLoader", (yaml.SafeLoader,), own)


def read_html(data: bytes, *, url: str | None = None, charset: str = "") -> Input:
    """The main text of a web page and what the page says about it; nothing is downloaded.

    Paragraphs stand apart by a blank line. The date is one that the page declares.

    Args:
        url: where the page was found, where it does not say so itself.
        charset: its encoding, as it was said outside of the page.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    _keep_quiet("trafilatura", "htmldate")
    page = decode_page(data, charset)
    check_page(page)
    if not _IS_PAGE.search(page):
        page = f"<html><body>{page}</body></html>"  # trafilatura refuses a fragment
    found = bare_extraction(
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATE_OPTIONS,
    )
    if not isinstance(found, Document) or not found.text:
        return Input(status="empty", message="The page holds no main text.")
    fields = {name: getattr(found, name) for name in ("title", "author", "url")}
    fields |= {"published": _find_declared_date(page), "outlet": found.sitename}
    lines = (line.rstrip() for line in found.text.split("\n"))
    return Input("\n\n".join(filter(None, lines)), fields)


def refuse(reason: str, data: bytes) -> Input:
    """What stands for a reader of a kind that is not read.

    Raises:
        Unreadable: always.
    """
    raise Unreadable("unsupported", reason)


def _find_declared_date(page: str) -> str | None:
    """The date in a page's head or in elements made for it, not one that its text mentions."""
    from htmldate import find_date
    from lxml import html

    declared = html.fromstring("<html><head></head><body></body></html>")
    for element in html.fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")).iter():
        if not isinstance(element.tag, str) or element.tag in ("html", "head", "body"):
            continue
        is_data = element.tag == "script" and "json" in element.get("type", "")
        in_head = element.tag in ("meta", "link") or is_data
        names = " ".join(element.get(name, "") for name in ("class", "id", "itemprop", "name"))
        for_date = element.tag in ("time", "abbr") or _MADE_FOR_DATES.search(names)
        if in_head or (for_date and len(element.text_content()) <= _MOST_IN_DATE):
            copy = declared[0 if in_head else 1]
            copy.append(deepcopy(element))
            copy[-1].tail = None
    return find_date(declared, **_DATE_OPTIONS)


def decode_page(data: bytes, charset: str = "") -> str:
    """The characters of a web page: UTF-8, else `charset`, else what it declares, else what fits.

    Raises:
        Unreadable: no encoding is known in which the bytes are text (`undecodable`).
    """
    if b"\0" in data:
        return decode(data)
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    declared = None if charset else _DECLARED.search(data, 0, _DECLARING_BYTES)
    return decode_as(data, declared[1].decode() if declared else charset)


def decode_as(data: bytes, encoding: str) -> str:
    """The characters of bytes whose encoding is said; what fits, where that is none that is known.

    Raises:
        Unreadable: no encoding is known in which the bytes are text (`undecodable`).
    """
    with contextlib.suppress(UnicodeDecodeError, LookupError):
        name = codecs.lookup(encoding).name
        if name.startswith(_ENCODINGS):  # others, such as Punycode, may take any time
            # browsers read Latin-1 as Windows-1252, its superset
            return data.decode("cp1252" if name == "iso8859-1" else name)
    return decode(data)


def read_docx(data: bytes) -> Input:
    """The paragraphs and table cells of a Word file in their order, a blank line between them.

    Insertions that are still tracked are read, deletions are not; nor are notes and page headers.
    What its first lines say goes before the file's properties, which may be of whoever typed it.
    """
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        check_parts(parts)
    document = Document(io.BytesIO(data))
    paragraphs = (
        "".join(_pieces(p)) for p in paragraphs_of(document.element.body, {"p"}, _NOT_TEXT - {"p"})
    )
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
    # without this part python-docx makes up a title and an author
    kinds = {relation.reltype for relation in document.part.package.rels.values()}
    known = document.core_properties if RELATIONSHIP_TYPE.CORE_PROPERTIES in kinds else None
    fields = {"title": known.title, "author": known.author} if known else {}
    return Input(text, fields | find_heading(text), links=tuple(_links(document)))


def _links(document) -> Iterator[tuple[str, str]]:
    """Words and address of each hyperlink; one that Word has cut into several is one."""
    from docx.oxml.ns import qn

    addresses = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
    links = document.element.body.iter(qn("w:hyperlink"))
    for address, same in itertools.groupby(links, lambda link: addresses.get(link.get(qn("r:id")))):
        if address:
            yield " ".join("".join(map("".join, map(_pieces, same))).split()), address


def _pieces(element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _AS_CHARACTERS:
            yield _AS_CHARACTERS[name]
        elif name not in _NOT_TEXT:
            yield from _pieces(child)


def read_rich_text(lines_of: Callable[[bytes], list[str]], data: bytes) -> Input:
    """The paragraphs of an RTF or OpenDocument text in their order, a blank line between them."""
    text = "\n\n".join(filter(None, lines_of(data)))
    return Input(text, find_heading(text))


read_rtf, read_odt = (functools.partial(read_rich_text, of) for of in (rtf_lines, odt_lines))


def read_pdf(data: bytes) -> Input:
    """The text of a PDF's pages, one after the other, lines as they stand on the page.

    Running heads, feet and page numbers are left out.
    """
    from pypdf import PdfReader

    _keep_quiet("pypdf")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("failed", "The PDF is encrypted; save it without a password.")
    pages, length = [], 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > MAX_PDF_CHARACTERS:
            raise Unreadable("too_long", f"It has more than {MAX_PDF_CHARACTERS:,} characters.")
    if not any(page.strip() for page in pages):
        reason = f"None of its pages ({len(pages)}) holds text: a scan needs OCR first."
        return Input(status="empty", message=reason)
    # halves of surrogate pairs, which fonts with a broken map give, are joined or replaced
    return Input(join_pages(pages).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _keep_quiet(*names: str) -> None:
    """Keep a library's log off the terminal, unless the user has asked for a log."""
    for name in names:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())

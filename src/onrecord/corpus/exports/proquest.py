"""ProQuest: RTF and plain text, in which a rule of underscores parts the documents, and pages.

A document has a title, perhaps some fields, the full text, and then the other fields, each of
which begins with its name and a colon, in the language of the interface.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from onrecord.corpus.exports.download import MARKUP, Download, outermost, see
from onrecord.corpus.exports.export import Export, Exported, no_article
from onrecord.corpus.exports.labels import find_language, read_labels, read_number
from onrecord.corpus.marks import RULE, find_number

NAME = "ProQuest"
_MARK = re.compile("proquest", re.IGNORECASE)
_MAKER = re.compile(r"ProQuest LLC\b.{0,40}rights", re.IGNORECASE)
_FIELD = re.compile(r"([^\W\d_][^:]{1,45}?)[ \u00a0]?:(?=\s|$)")
_URL = re.compile(r"https?://\S+")
# `Harbour Gazette ; Halvermouth [Halvermouth]. 09 Mar 2022: A.1.`
_INFO = re.compile(
    r"(?P<outlet>[^;,:\[\d]{0,100}).{0,200}?"
    r"\b(?P<published>\d{1,2} [^\W\d]{3,12}\.? \d{4}|[^\W\d]{3,12}\.? \d{1,2}, \d{4})\b"
    r"(?:: ?(?P<page>[^\s;]{1,12}?)\.?(?:\s|$))?"
)
_KEPT = ("title", "author", "outlet", "published", "section", "page", "url", "id", "language")
# fields of which a part of the file has two at least if it is a document
_OWN = {"title", "outlet", "published", "id", "body"}
_MOST_BELOW_FIELDS = 3


def read_proquest(download: Download) -> Export | None:
    """The articles that ProQuest saved in a file; None where it has not its marks.

    Raises:
        Unreadable: it has the marks, and no article that is understood.
    """
    if download.ending in MARKUP and not _MARK.search(download.source):
        return None
    if not any(map(_MARK.search, download.lines)):
        return None
    saved = outermost(download.tree, _is_document) if download.ending in MARKUP else ()
    parts = [see(element) for element in saved]
    if not parts:
        parts = list(_part(download.lines))
        if len(parts) < 2:
            return None
    documents = [part for part in parts if len(_OWN.intersection(map(_field_of, part))) > 1]
    numbers = [match for part in parts for match in map(find_number, part) if match]
    if documents:
        announced = max((int(match[2]) for match in numbers), default=None)
        there = {int(match[1]) for match in numbers}
        missing = [number for number in range(1, (announced or 0) + 1) if number not in there]
        named = [f"document {number:,}" for number in missing] if there else []
        return Export(NAME, [_read_document(part) for part in documents], announced, named)
    if numbers or any(map(_MAKER.search, download.lines)):
        raise no_article(NAME, "as text, with citation, abstract and full text")
    return None


def _is_document(element) -> bool:
    """Whether an element of a page is a document: the first in it is where a link leads to."""
    first = element[0] if len(element) else None
    return first is not None and first.tag == "a" and first.get("name", "").startswith("DocID_")


def _part(lines: Sequence[str]) -> Iterator[list[str]]:
    """What stands between the rules; where there is none the documents' numbers part them."""
    has_rules = any(map(RULE.fullmatch, lines))
    part: list[str] = []
    for line in lines:
        if (RULE.fullmatch if has_rules else find_number)(line):
            yield part
            part = []
        if not RULE.fullmatch(line):
            part.append(line)
    yield part


def _field_of(line: str) -> str | None:
    """The field whose name a line begins with; empty where it is one that is not kept."""
    match = _FIELD.match(line)
    return _labels().get(_plain(match[1])) if match else None


@functools.cache
def _labels() -> dict[str, str]:
    return {_plain(label): field for label, field in read_labels(NAME, "field").items()}


def _plain(label: str) -> str:
    return "".join(label.casefold().split())  # some files have lost spaces: `DocumentURL`


def _read_document(lines: list[str]) -> Exported:
    fields = list(map(_field_of, lines))
    at = fields.index("body") if "body" in fields else len(lines)
    end = _find_fields_end(lines, fields, at)
    text = [*map(_value, lines[at : at + 1]), *lines[at + 1 : end]]
    body = "\n\n".join(filter(None, text))
    above = _read_fields(lines[:at], fields[:at])
    known = above | _read_fields(lines[end:], fields[end:])
    unnamed = [line for line, field in zip(lines[:at], fields, strict=False) if field is None]
    known = _find_unnamed(unnamed, known.get("info", "")) | known
    known["outlet"] = known.get("outlet", "").split(";")[0].strip()
    known["language"] = find_language(known.get("language", ""))
    return Exported(
        "" if body.casefold().rstrip(". ") in read_labels(NAME, "no text") else body,
        {name: known[name] for name in _KEPT if known.get(name)},
        read_number(known.get("words", "")),
    )


def _find_unnamed(lines: list[str], info: str) -> dict[str, str]:
    """What the lines at the top say without a name, and the one line on the publication."""
    match = _INFO.match(info)
    found = {name: said.strip() for name, said in match.groupdict("").items()} if match else {}
    found["url"] = next(filter(_URL.fullmatch, lines), "")
    titles = (line for line in lines if line and not _URL.match(line))
    return found | {"title": next((line for line in titles if not find_number(line)), "")}


def _find_fields_end(lines: Sequence[str], fields: Sequence[str | None], at: int) -> int:
    """Where the body ends: above the last lines that are fields, each of which stands there once."""
    begins = _block_begins(lines)
    end, seen = len(lines), set()
    for number in range(len(lines) - 1, at, -1):
        label = _FIELD.match(lines[number])
        if fields[number] is not None and label and _plain(label[1]) not in seen:
            seen.add(_plain(label[1]))
            end = number
        elif lines[number] and not seen:
            if sum(map(bool, lines[number:])) > _MOST_BELOW_FIELDS:
                break
        elif lines[number] and (begins[number] <= at or fields[begins[number]] is None):
            break  # it is no more of a field below the body
    return end if seen else len(lines)


def _block_begins(lines: Sequence[str]) -> list[int]:
    """For each line the number of the line that its block, which has no blank line, begins with."""
    begins: list[int] = []
    for number, line in enumerate(lines):
        goes_on = bool(line) and number > 0 and bool(lines[number - 1])
        begins.append(begins[-1] if goes_on else number)
    return begins


def _value(line: str) -> str:
    match = _FIELD.match(line)
    return line[match.end() :].strip() if match else line


def _read_fields(lines: Sequence[str], fields: Sequence[str | None]) -> dict[str, str]:
    """The fields that are kept, by their names; the first of a name, with all its lines."""
    found: dict[str, list[str]] = {}
    into: list[str] = []
    for line, field in zip(lines, fields, strict=True):
        if field is not None:
            into = found.setdefault(field, []) if field not in found else []
            into.append(_value(line))
        elif line and into:
            into.append(line)
        else:
            into = []  # a blank line ends a field
    return {name: " ".join(filter(None, values)) for name, values in found.items() if name}

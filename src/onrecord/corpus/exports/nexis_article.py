"""One article as Nexis or LexisNexis saves it: from its lines to its fields and its body.

Its header has title, outlet and date (in the older layout the outlet first), a copyright, and
labels such as `Length: 355 words`. `Body` stands above the body or the last label does. Below it
are again labels, such as `Load-Date: March 5, 2025`, and headings such as `Classification`.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.corpus.dates import read_date
from onrecord.corpus.exports.export import Exported
from onrecord.corpus.exports.labels import find_language, read_labels, read_number
from onrecord.corpus.notes import Note

NAME = "Nexis"  # as the labels have it
_LABEL = re.compile(r"([^\W\d_][^:]{0,38}?)\s?:(?:\s+(.*)|$)")
# nothing but a weekday and an article may stand before a date's first number
_BEGINS_DATED = re.compile(r"\W{0,3}(?:[^\W\d_]{1,12}[.,]?\s+){0,2}\d{1,4}\b")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_PAGE = re.compile(r"[A-Z]{0,3}\d[\w+&-]*(?:, ?[A-Z]{0,3}\d[\w+&-]*){0,20}")
_URL = re.compile(r"https?://\S+")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_LONGEST_DATE = 100
_MOST_ABOVE = 25  # paragraphs, or lines where nothing parts them, above the first label
_MOST_LABELLED = 60  # and from the first label to the body
_MOST_IN_NOTE = 8  # below a heading such as `Graphic`
_MOST_IN_CAPTION = 2
_MOST_TITLE = 6
_LONGEST_CODE = 20


@dataclass(frozen=True)
class _Paragraph:
    """Lines without an empty one between them; a label below another begins a new one.

    Attributes:
        label: what stands before the colon of its first line, in small letters, if it is known.
        value: what stands after it.
        is_apart: whether an empty line is above it.
    """

    lines: list[str]
    label: str
    is_apart: bool

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def value(self) -> str:
        return self.text.partition(":")[2].strip() if self.label else ""


def labels(part: str):
    """The labels of a part of these exports, in small letters, each with its field."""
    return read_labels(NAME, part)


def is_alone(line: str, part: str) -> bool:
    """Whether a line is nothing but one of the labels of a part."""
    return len(line) < 40 and line.rstrip(" :").casefold() in labels(part)


def find_label(line: str, *parts: str) -> str:
    """The known label, in small letters, that a line begins with; empty where it has none."""
    match = _LABEL.match(line)
    label = match[1].casefold() if match else ""
    return label if any(label in labels(part) for part in parts) else ""


def read_article(lines: list[str], *, is_old: bool, listed: str | None = None) -> Exported | None:
    """The article that the lines hold; None where they are not like one.

    Args:
        is_old: whether the layout is the older one.
        listed: where a cover page stands above the article, its title as the page lists it.
    """
    paragraphs = _split(lines, is_old)
    front, labelled, below = _part(paragraphs, is_old, listed is not None)
    end = _find_tail(below, is_old)
    body, tail = below[:end], below[end:]
    values = _read_values([*labelled, *tail])
    dated, fields = _read_front(front, is_old, listed)
    if not (dated or values) or not fields:
        return None
    fields |= {name: value for name, value in values.items() if name not in ("words", "loaded")}
    notes: tuple[Note, ...] = ()
    if not dated and (dated := values.get("loaded", "")):
        what = f"The header has no date; the day on which {NAME} loaded the article stands for it."
        notes = (Note("date", what),)
    fields |= {"published": read_date(dated)[0] or dated} if dated else {}
    words = read_number(values.get("words", ""))
    return Exported(_join(body, str(fields.get("title", ""))), fields, words, notes)


def _split(lines: list[str], is_old: bool) -> list[_Paragraph]:
    filled = [n for n, line in enumerate(lines) if line]
    if not filled:
        return []
    lines = lines[filled[0] : filled[-1] + 1]
    is_parted = 10 * lines.count("") >= len(lines)  # else each line is a paragraph
    paragraphs: list[_Paragraph] = []
    is_apart = True
    for line in lines:
        if not line:
            is_apart = True
            continue
        label = find_label(line, "head", "tail", "note", "caption")
        needs_capitals = is_old or label in labels("caption")
        if needs_capitals and not line[: len(label)].isupper():
            label = ""
        if is_apart or not is_parted or (label and paragraphs[-1].label):
            paragraphs.append(_Paragraph([line], label, is_apart))
        else:
            paragraphs[-1].lines.append(line)
        is_apart = False
    return paragraphs


def _part(paragraphs: list[_Paragraph], is_old: bool, is_covered: bool):
    """What stands above the labels, what has them, and what follows them."""
    most = len(paragraphs) if is_covered else _MOST_ABOVE
    heads = (n for n, p in enumerate(paragraphs[:most]) if p.label in labels("head"))
    first = next(heads, None)
    bodies = (n for n, p in enumerate(paragraphs) if n and _is_body(p, is_old))
    body = next(bodies, None)
    if body is not None and (first is None or body < first):
        return paragraphs[:body], [], paragraphs[body + 1 :]
    if first is None:
        first = _find_end_of_front(paragraphs, is_old)
    elif body is not None and body <= first + _MOST_LABELLED:
        return paragraphs[:first], paragraphs[first:body], paragraphs[body + 1 :]
    end = first
    while end < len(paragraphs) and paragraphs[end].label in labels("head"):
        has_value = paragraphs[end].value or end + 1 == len(paragraphs)
        end += 1 if has_value or paragraphs[end + 1].label else 2
    return paragraphs[:first], paragraphs[first:end], paragraphs[end:]


def _is_body(paragraph: _Paragraph, is_old: bool) -> bool:
    line = paragraph.lines[0]
    marked = line.endswith(":") and line.isupper() if is_old else True
    return marked and len(paragraph.lines) == 1 and is_alone(line, "body")


def _find_end_of_front(paragraphs: list[_Paragraph], is_old: bool) -> int:
    """Where nothing is labelled: below title, outlet and date, and the copyright under them."""
    end = min(3, len(paragraphs))
    while end < len(paragraphs) and _is_copyright(paragraphs[end]):
        end += 1
    return end


def _is_copyright(paragraph: _Paragraph) -> bool:
    return paragraph.lines[0].casefold().startswith(tuple(labels("copyright")))


def _find_tail(paragraphs: list[_Paragraph], is_old: bool) -> int:
    """Where the labels below a body begin: from the end up, as long as there are only such.

    So a line that looks like one and has text below it stays in the body.
    """
    cut, loose, seen = len(paragraphs), 0, set()
    for n in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[n]
        label, kind = paragraph.label, paragraph.text.casefold()
        is_note = label in labels("note") or is_alone(kind, "note")
        holds_more = not paragraph.is_apart or (is_note and (is_old or not paragraph.value))
        if label in labels("caption") and loose <= _MOST_IN_CAPTION:
            cut, loose = n, 0
        elif _is_copyright(paragraph) or label in labels("tail") or is_note:
            kind = label or kind
            if kind in seen or (loose and not holds_more and not _is_code(paragraphs[n + 1 : cut])):
                break
            cut, loose = n, 0
            seen.add(kind)
        else:
            loose += 1
            if loose > _MOST_IN_NOTE:
                break
    return cut


def _is_code(paragraphs: Sequence[_Paragraph]) -> bool:
    """Whether this is a code that lost its label: one line in capitals."""
    return (
        len(paragraphs) == 1
        and paragraphs[0].text.isupper()
        and len(paragraphs[0].text) <= _LONGEST_CODE
    )


def _read_values(labelled: list[_Paragraph]) -> dict[str, str]:
    """The values of the labels by their fields, of the first label that has one."""
    fields = {**labels("tail"), **labels("head")}
    values: dict[str, str] = {}
    for paragraph, following in itertools.zip_longest(labelled, labelled[1:]):
        value = paragraph.value
        if paragraph.label and not value and following and not following.label:
            value = following.text
        field = fields.get(paragraph.label)
        if field and value:
            values.setdefault(field, value)
    if author := values.get("author"):
        values["author"] = _BY.sub("", author, count=1) if _BY.match(author) else author
    if language := values.get("language"):
        values["language"] = find_language(language)
    if section := values.pop("section", None):
        values |= _read_section(section) | values
    return values


def _read_section(said: str) -> dict[str, str]:
    """Section and page of `NEWS; Pg. 3`, without edition and column."""
    found: dict[str, str] = {}
    kept: dict[str, None] = {}
    for part in map(str.strip, said.split(";")):
        word = part.split(" ")[0].split(":")[0].split("\xa0")[0].casefold()
        rest = part[len(word) :].strip()
        if word in labels("page number"):
            if number := _PAGE.match(rest):
                found.setdefault("page", number[0])
        elif word not in labels("edition") and (rest or word not in labels("head")):
            kept |= {part: None} if part else {}
    return found | ({"section": "; ".join(kept)} if kept else {})


def _read_front(front: list[_Paragraph], is_old: bool, listed: str | None):
    """What is written of the date, and title and outlet."""
    said = [p for p in front if not _is_copyright(p) and not is_alone(p.text, "dropped")]
    for n in range(len(said) - 1, 0, -1):
        if said[n].text.startswith("("):  # a part of the outlet: `(Green)`
            said[n - 1 : n + 1] = [_Paragraph([said[n - 1].text + " " + said[n].text], "", True)]
    dates = [n for n, p in enumerate(said) if _is_dated(p)]
    if is_old:
        at = dates[0] if dates else next((1 for p in said[1:2] if _YEAR.search(p.text)), None)
        outlet = said[:1] if at != 0 else []
        title = [p for n, p in enumerate(said) if n != at and p not in outlet]
    else:
        at = dates[-1] if dates else None
        title = _find_title(said if at is None else said[: max(at - 1, 0)], listed)
        if at is None:
            below = said[said.index(title[0]) + 1 :] if title else []
            title, outlet = title[:1], below[:1]
            at = next((said.index(p) for p in below[1:2] if _YEAR.search(p.text)), None)
        else:
            outlet = said[at - 1 : at] if at else []
    texts = {"title": _join_title(title), "outlet": " ".join(p.text for p in outlet).strip(" .")}
    dated = said[at].lines[0][:_LONGEST_DATE] if at is not None else ""
    return dated, {name: text for name, text in texts.items() if text}


def _is_dated(paragraph: _Paragraph) -> bool:
    line = paragraph.lines[0][:_LONGEST_DATE]
    return bool(_BEGINS_DATED.match(line) and read_date(line)[0])


def _find_title(above: list[_Paragraph], listed: str | None) -> list[_Paragraph]:
    """The paragraphs of the title: all, or below a cover page those that have what it lists."""
    if listed is None:
        return above
    for length in range(1, min(_MOST_TITLE, len(above)) + 1):
        if plain_title(_join_title(above[-length:])) == plain_title(listed):
            return above[-length:]
    return above[-1:]


def plain_title(title: str) -> str:
    """The beginning of a title without what a list of titles may write otherwise."""
    return "".join(filter(str.isalnum, title.casefold()))[:60]


def _join_title(title: list[_Paragraph]) -> str:
    text = " ".join(p.text for p in title)
    for ending in labels("dropped"):
        if text.casefold().endswith(ending):
            text = text[: -len(ending)].rstrip(" -–")
    return text


def _join(body: list[_Paragraph], title: str) -> str:
    """The body without links to pictures, titles of pages, and the address of the outlet."""
    if body and is_alone(body[0].text, "abstract"):
        full = next((n for n, p in enumerate(body) if n and is_alone(p.text, "body")), 0)
        body = body[full + 1 :]
    body = [p for p in body if not is_alone(p.text, "dropped")]
    if body and _URL.fullmatch(body[-1].text):
        del body[-1]
    pieces = ("\n" * (1 + p.is_apart) + "\n".join(p.lines) for p in body)
    return "".join(pieces).strip()

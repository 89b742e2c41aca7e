"""What Nexis and LexisNexis print of one article: its front, what is labelled, its body, its tail.

The front has title, outlet and date (in the older layout the outlet first) and a copyright. Below
it stand labels, such as `Length: 355 words`, then perhaps `Body`, the body, and labels again, such
as `Load-Date: March 5, 2025`, with headings among them, such as `Classification`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.corpus.exports.labels import is_right, read_labels

NAME = "Nexis"  # as the labels have it
_LABEL = re.compile(r"([^\W\d_][^:]{0,38}?)\s?:")
_MOST_ABOVE = 25  # paragraphs above the first label
_MOST_LABELLED = 60  # and from the first label to the body
_MOST_IN_NOTE = 8  # below a heading such as `Graphic`
_MOST_LINES_IN_NOTE = 40
_MOST_IN_CAPTION = 2
_LONGEST_ALONE = 40
_LONGEST_CODE = 20


@dataclass(frozen=True)
class Paragraph:
    """One line, or in the older layout the lines between two empty ones, as text is wrapped there.

    Attributes:
        label: what stands before the colon of its first line, in small letters, if it is known.
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
        """What stands after the label."""
        return self.text.partition(":")[2].strip() if self.label else ""


def labels(part: str) -> Mapping[str, str]:
    """The labels of a part of these exports, in small letters, each with its field."""
    return read_labels(NAME, part)


def is_alone(line: str, part: str) -> bool:
    """Whether a line is nothing but one of the labels of a part."""
    return len(line) < _LONGEST_ALONE and line.rstrip(" :").casefold() in labels(part)


def find_label(line: str, *parts: str) -> str:
    """The known label, in small letters, that a line begins with; empty where it has none."""
    match = _LABEL.match(line)
    label = match[1].casefold() if match else ""
    return label if any(label in labels(part) for part in parts) else ""


class Parts(NamedTuple):
    """The paragraphs of one article by what they are."""

    front: list[Paragraph]
    labelled: list[Paragraph]
    body: list[Paragraph]
    tail: list[Paragraph]


def part_lines(lines: list[str], *, is_old: bool, is_covered: bool) -> Parts:
    """Tell the parts of an article apart.

    Args:
        is_old: whether the layout is the older one.
        is_covered: whether a cover page may stand above the article.
    """
    paragraphs = _split(lines, is_old)
    front_end, start = _find_body(paragraphs, is_old, is_covered)
    below = paragraphs[start:]
    if below and _is_body(below[0], is_old):
        del below[0]
    end = _find_tail(below, is_old)
    return Parts(paragraphs[:front_end], paragraphs[front_end:start], below[:end], below[end:])


def _split(lines: list[str], is_old: bool) -> list[Paragraph]:
    is_wrapped = is_old and 10 * lines.count("") >= len(lines)
    paragraphs: list[Paragraph] = []
    is_apart = True
    for line in lines:
        if not line:
            is_apart = True
            continue
        label = find_label(line, "head", "tail", "note", "caption")
        needs_capitals = is_old or label in labels("caption")
        if needs_capitals and not line[: len(label)].isupper():
            label = ""
        if is_apart or not is_wrapped or (label and paragraphs[-1].label):
            paragraphs.append(Paragraph([line], label, is_apart))
        else:
            paragraphs[-1].lines.append(line)
        is_apart = False
    return paragraphs


def _find_body(paragraphs: list[Paragraph], is_old: bool, is_covered: bool) -> tuple[int, int]:
    """Where the front ends, and where the body begins: at its heading, else below the labels."""
    most = len(paragraphs) if is_covered else _MOST_ABOVE
    heads = (n for n, p in enumerate(paragraphs[:most]) if n and p.label in labels("head"))
    first = next(heads, None)
    bodies = (n for n, p in enumerate(paragraphs) if n and _is_body(p, is_old))
    body = None if is_old and first is not None else next(bodies, None)
    if body is not None and (first is None or body < first):
        return body, body
    if first is None:
        first = _find_end_of_front(paragraphs)
    elif body is not None and body <= first + _MOST_LABELLED:
        return first, body
    end, seen = first, set[str]()
    for n, paragraph in enumerate(paragraphs[first:], first):
        if n < end:  # the value of a label that stands alone
            continue
        if paragraph.label not in labels("head") or paragraph.label in seen:
            break
        seen.add(paragraph.label)
        following = paragraphs[n + 1 : n + 2]
        end = n + (1 if paragraph.value or not following or following[0].label else 2)
    return first, end


def _is_body(paragraph: Paragraph, is_old: bool) -> bool:
    line = paragraph.lines[0]
    marked = line.endswith(":") and line.isupper() if is_old else True
    return marked and len(paragraph.lines) == 1 and is_alone(line, "body")


def _find_end_of_front(paragraphs: list[Paragraph]) -> int:
    """Where nothing is labelled: below title, outlet and date, and the copyright under them."""
    end = min(3, len(paragraphs))
    while end < len(paragraphs) and is_right(paragraphs[end].lines[0]):
        end += 1
    return end


def _find_tail(paragraphs: list[Paragraph], is_old: bool) -> int:
    """Where the labels below a body begin: from the end up, as long as there are only such.

    So a line that looks like one and has text below it stays in the body. Text that belongs to a
    label goes on in the next line, or stands below a heading such as `Graphic`.
    """
    cut, seen = len(paragraphs), set[str]()
    loose = apart = 0  # what is below and not yet known to be of the tail, and what of it is apart
    is_indexed = False  # above the heading of the index terms no label of theirs stands
    for n in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[n]
        label, kind = paragraph.label, paragraph.text.casefold()
        is_note = label in labels("note") or (not is_old and is_alone(kind, "note"))
        is_cut = label in labels("caption") and apart <= _MOST_IN_CAPTION
        if is_note or is_right(paragraph.lines[0]) or (label in labels("tail") and not is_indexed):
            is_amid = is_old and paragraphs[max(n - 1, 0)].label in labels("tail")
            holds_more = is_note and (is_amid or not paragraph.value)
            is_code = loose == 1 and _is_code(paragraphs[n + 1].text)
            if (label or kind) in seen or (apart and not holds_more and not is_code):
                break
            seen.add(label or kind)
            is_indexed |= labels("note").get(kind) == "index"
            is_cut = True
        if is_cut:
            cut, loose, apart = n, 0, 0
        else:
            loose, apart = loose + 1, apart + paragraph.is_apart
        if loose > _MOST_LINES_IN_NOTE or apart > _MOST_IN_NOTE:
            break
    return cut


def _is_code(text: str) -> bool:
    """Whether this is a code that lost its label: one word in capitals, or a few."""
    return text.isupper() and len(text) <= _LONGEST_CODE

"""One article of Nexis or LexisNexis: its fields and its body, from what is printed of it."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from onrecord.corpus.dates import read_date
from onrecord.corpus.exports.export import Exported
from onrecord.corpus.exports.labels import find_language, is_right, read_number, without_by
from onrecord.corpus.exports.nexis_lines import (
    NAME,
    Paragraph,
    is_alone,
    labels,
    part_lines,
)
from onrecord.corpus.notes import Note

# nothing but a weekday and an article may stand before a date's first number
_BEGINS_DATED = re.compile(r"\W{0,3}(?:[^\W\d_]{1,12}[.,]?\s+){0,2}\d{1,4}\b")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_PAGE = re.compile(r"[A-Z]{0,3}\d[\w+&-]*(?:, ?[A-Z]{0,3}\d[\w+&-]*){0,20}")
_AFTER_WORD = re.compile(r"[\s:\d]")
_URL = re.compile(r"https?://\S+")
_BULLET = "•"  # above each item of a list in a page
_LONGEST_DATE = 100
_MOST_TITLE = 6
_LONGEST_TITLE = 200
_MOST_IN_EDITION = 6


def read_article(
    lines: list[str],
    *,
    is_old: bool = False,
    is_covered: bool = False,
    listed: Collection[str] = (),
) -> Exported | None:
    """The article that the lines hold; None where they have neither a date nor a label.

    Args:
        is_old: whether the layout is the older one.
        is_covered: whether a cover page stands above the article.
        listed: the titles that a cover page lists, as `plain_title` gives them.
    """
    parts = part_lines(lines, is_old=is_old, is_covered=is_covered)
    said = _without_rights(parts.front)
    title, outlet, dated = _find_older(said) if is_old else _find_later(said, is_covered, listed)
    values = _read_values(parts.tail) | _read_values(parts.labelled)
    if not (dated or values):
        return None
    words, loaded = values.pop("words", ""), values.pop("loaded", "")
    notes: tuple[Note, ...] = ()
    if not dated and loaded:
        what = f"The header has no date; it is the day on which {NAME} loaded the article."
        notes, dated = (Note("date", what),), loaded
    fields: dict[str, object] = {"title": _join_title(title), "outlet": _join(outlet).strip(" .")}
    fields |= {"published": read_date(dated)[0] or dated}
    fields = {name: value for name, value in fields.items() if value} | dict(values)
    body = _clean(parts.body, str(fields.get("title", "")))
    return Exported(body, fields, read_number(words), notes)


def plain_title(title: str) -> str:
    """The beginning of a title without what a list of titles may write otherwise."""
    whole = unicodedata.normalize("NFKC", title[:_LONGEST_TITLE])  # a font may join letters: `ﬁ`
    return "".join(filter(str.isalnum, whole.casefold()))[:60]


def _without_rights(front: Iterable[Paragraph]) -> list[Paragraph]:
    """What is not a copyright, nor a line that goes on with it, nor a link to something."""
    kept: list[Paragraph] = []
    goes_on = False
    for paragraph in front:
        goes_on = is_right(paragraph.lines[0]) or (goes_on and not paragraph.is_apart)
        if not goes_on and not is_alone(paragraph.text, "dropped"):
            kept.append(paragraph)
    return kept


def _find_older(said: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph], str]:
    """Title, outlet and date of the older layout: outlet, date with an edition, title."""
    dates = (n for n, p in enumerate(said) if is_dated(p.lines[0]))
    undated = 1 if len(said) > 1 and _YEAR.search(said[1].text) else None
    at = next(dates, undated)
    outlet = said[:1] if at != 0 else []
    if at is None:
        return said[1:], outlet, ""
    end, has_gaps = at + 1, any(p.is_apart for p in said[1:])  # a printed page may have none
    while end < len(said) and (
        (has_gaps and not said[end].is_apart) or _is_edition(said[end : end + 2])
    ):
        end += 1
    return said[len(outlet) : at] + said[end:], outlet, _date_of(said[at])


def _is_edition(said: list[Paragraph]) -> bool:
    """Whether the first of two paragraphs names an edition, and a title may still follow."""
    words = said[0].text.casefold().replace(";", " ").split()
    return (
        len(said) > 1
        and len(words) <= _MOST_IN_EDITION
        and not labels("edition").keys().isdisjoint(words)
    )


def _find_later(said: list[Paragraph], is_covered: bool, listed: Collection[str]):
    """Title, outlet and date of the later layout, in this order."""
    dates = [n for n, p in enumerate(said) if is_dated(p.lines[0])]
    if dates:
        at = dates[-1]
        start = max(at - 1, 0)
        if start and said[start].text.startswith("("):  # a part of the outlet: `(Green)`
            start -= 1
        return _find_title(said[:start], is_covered, listed), said[start:at], _date_of(said[at])
    at = 0
    if is_covered:
        at = next((n for n, p in enumerate(said) if plain_title(p.text) in listed), len(said))
    end = at + 1
    if any(p.is_apart for p in said[end:]):
        while not said[end].is_apart:  # a title in several lines
            end += 1
    dated = [_date_of(p) for p in said[end + 1 : end + 2] if _YEAR.search(p.text)]
    return said[at:end], said[end : end + 1], "".join(dated)


def _find_title(
    above: list[Paragraph], is_covered: bool, listed: Collection[str]
) -> list[Paragraph]:
    """The paragraphs of the title: those that a cover page lists, else all that are not of one."""
    for length in range(1, min(_MOST_TITLE, len(above)) + 1):
        if plain_title(_join_title(above[-length:])) in listed:
            return above[-length:]
    if is_covered:
        return above[-1:]
    half, texts = len(above) // 2, [p.text for p in above]  # a running title stands above the title
    return above[half:] if half and texts[:half] == texts[half:] else above


def is_dated(line: str) -> bool:
    """Whether a line begins with a date."""
    return bool(_BEGINS_DATED.match(line) and read_date(line[:_LONGEST_DATE])[0])


def _date_of(paragraph: Paragraph) -> str:
    return paragraph.lines[0][:_LONGEST_DATE]


def _join(paragraphs: list[Paragraph]) -> str:
    return " ".join(p.text for p in paragraphs)


def _join_title(title: list[Paragraph]) -> str:
    text = _join(title)
    for ending in labels("dropped"):
        if text.casefold().endswith(ending):
            text = text[: -len(ending)].rstrip(" -–")
    return text


def _read_values(labelled: list[Paragraph]) -> dict[str, str]:
    """The values of the labels by their fields, of the first label that has one."""
    fields = {**labels("tail"), **labels("head")}
    groups: list[list[Paragraph]] = []
    for paragraph in labelled:
        if paragraph.label or is_alone(paragraph.text, "note") or not groups:
            groups.append([])
        groups[-1].append(paragraph)
    values: dict[str, str] = {}
    for first, *below in groups:
        field = fields.get(first.label)
        if not field or field in values:
            continue
        goes_on = [p for p in below if not p.is_apart] or ([] if first.value else below[:1])
        if value := f"{first.value} {_join(goes_on)}".strip():
            values[field] = value
    if "author" in values:
        values["author"] = without_by(values["author"])
    if "language" in values:
        values["language"] = find_language(values["language"])
    return _read_section(values.pop("section", "")) | values


def _read_section(said: str) -> dict[str, str]:
    """Section and page of `NEWS; Pg. 3`, without edition and column."""
    found: dict[str, str] = {}
    kept: dict[str, None] = {}
    for part in filter(None, map(str.strip, said.split(";"))):
        word = _AFTER_WORD.split(part, maxsplit=1)[0]
        rest, word = part[len(word) :].strip(), word.casefold()
        if word in labels("page number"):
            if number := _PAGE.match(rest):
                found.setdefault("page", number[0])
        elif word not in labels("edition") and (rest or word not in labels("head")):
            kept[part] = None
    return found | ({"section": "; ".join(kept)} if kept else {})


def _clean(body: list[Paragraph], title: str) -> str:
    """The body without links to pictures, running titles, an abstract, and the outlet's address."""
    running = plain_title(title)
    body = [
        p
        for p in body
        if not (is_alone(p.text, "dropped") or p.text == _BULLET)
        and (p.is_apart or plain_title(p.text) != running)
    ]
    if body and is_alone(body[0].text, "abstract"):
        full = next((n for n, p in enumerate(body) if n and is_alone(p.text, "body")), -1)
        body = body[full + 1 :]
    if body and _URL.fullmatch(body[-1].text):
        del body[-1]
    pieces = ("\n" * (1 + p.is_apart) + "\n".join(p.lines) for p in body)
    return "".join(pieces).strip()

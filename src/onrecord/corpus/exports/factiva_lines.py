"""Factiva's articles in lines of text, as its RTF and TXT have them: the fields by their codes.

With codes each field begins with its code (`HD`, then the headline), parted from what it holds in
one way throughout a file. Without codes a number of words and a date, one line under the other,
tell where an article is: above them stand section, headline and byline, below them outlet,
edition, page, language and copyright, then the body, then the accession number.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.corpus.dates import read_date
from onrecord.corpus.exports.labels import is_right, read_labels, read_words
from onrecord.corpus.marks import ID, ID_LINE

HEADER = {"SE", "HD", "CLM", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG"}
HEADER |= {"VOL", "LA", "CX", "CY"}
TAIL = {"ART", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN"}
_PLAIN_CODES = {"WC", "PD", "SN", "AN"}
_FIELD = re.compile(r"([A-Z]{2,4})(\s?[|:]|\t|\s|$)(.*)")
_INDEXED = re.compile(r"\S{1,20}\s:\s")
_BY = re.compile(r"(?:by|von|par|por) ", re.IGNORECASE)
_NAMES = re.compile(r"(?:[^\W\d_a-zß-ÿ][\w.'’-]{0,30}[ ,;&]{1,3}){1,7}[^\W\d_a-zß-ÿ][\w.'’-]{0,30}")
_TIME = re.compile(r"\d{1,2}[:.h]\d\d\b.{0,20}")
_MAY_BE_LANGUAGE = re.compile(r"[^\W\d_]{2,20}(?: ?[(/-]? ?[^\W\d_]{2,20}\)?){0,3}")
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_PAGE = r"[A-Za-z]{0,4}[ .-]?\d{1,4}[A-Za-z]?"
_YEAR = re.compile(r"(?:19|20)\d\d")
_PAGES = re.compile(rf"{_PAGE}(?:[ ,;/&-]{{1,3}}{_PAGE}){{0,20}}")
_MOST_ABOVE, _MOST_BELOW = 4, 10
_MOST_IN_SECTION, _MOST_IN_PUBLISHER = 3, 8
_MOST_IN_DATE = 45
_ENDS_SENTENCE = tuple(".!?…”\"»’'):")


def read_records(lines: Sequence[str]) -> list[dict[str, list[str]]]:
    """The articles, each as its fields by their codes; none where nothing says that they are some."""
    coded = [record for record in _read_coded(lines) if _is_record(record)]
    return coded or _read_plain(lines)


def list_ids(lines: Iterable[str]) -> list[str]:
    """The accession numbers that stand in lines of their own, as below each article."""
    return [match[1] for match in map(ID_LINE.fullmatch, lines) if match]


def find_header(lines: Sequence[str]) -> int:
    """Where the header below a headline begins: at the number of words, else at the date."""
    for begins in (lambda line: read_words(line) is not None, _is_date):
        if (at := next((at for at, line in enumerate(lines) if begins(line)), None)) is not None:
            return at
    return len(lines)


def name_header(lines: Sequence[str]) -> dict[str, list[str]]:
    """The fields of the lines from the number of words, or the date, to the copyright."""
    codes, rest = {}, list(lines)
    if rest and read_words(rest[0]) is not None:
        codes["WC"] = [rest.pop(0)]
    if rest and (_is_date(rest[0]) or (codes and _YEAR.match(rest[0]))):
        codes["PD"] = [rest.pop(0)]
    if rest and _TIME.fullmatch(rest[0]):
        del rest[0]
    said = [line for line in rest if not is_right(line)]
    at = next((at for at, line in enumerate(said) if at and _is_language(line)), None)
    if at is None and 1 < len(said) < len(rest) and _MAY_BE_LANGUAGE.fullmatch(said[-1]):
        at = len(said) - 1  # above the copyright stands the language, which no list may know
    rest = said[:at]
    codes["LA"] = said[len(rest) :][:1]
    if len(rest) > 1 and _SOURCE_CODE.fullmatch(rest[1]):
        del rest[1]
    if len(rest) > 1 and _PAGES.fullmatch(rest[-1]):
        codes["PG"] = [rest.pop()]
    return codes | {"SN": rest[:1]}


def _is_record(record: dict[str, list[str]]) -> bool:
    return len({"HD", "AN", "SN"} & record.keys()) > 1 and bool({"AN", "PD"} & record.keys())


def _read_coded(lines: Sequence[str]) -> Iterator[dict[str, list[str]]]:
    record: dict[str, list[str]] = {}
    code, style = "", _find_parting(lines)
    for number, line in enumerate(lines):
        match = _FIELD.match(line)
        if match and _begins(match, record, style, lines, number):
            yield record
            record = {}
        if match and _is_field(match, record, style, lines, number):
            code, line = match[1], match[3]
            record[code] = []
        elif record.get("AN"):
            continue  # what follows an article is of no article
        text = line.strip(" |\t")
        if text and record:
            record[code].append(text)
    yield record


def _find_parting(lines: Sequence[str]) -> str:
    """What parts codes from what they hold, by those that are no words; empty: a line's end."""
    fields = filter(None, map(_FIELD.match, lines))
    partings = Counter(_parting(field) for field in fields if field[1] in _PLAIN_CODES)
    return partings.most_common(1)[0][0] if partings else ""


def _parting(match) -> str:
    return match[2].strip() or match[2]


def _begins(match, record, style, lines, number) -> bool:
    """Whether a field is the first of another article than the one that is being read."""
    code, parting = match[1], _parting(match)
    if not record or code not in ("SE", "HD") or parting not in (style, ""):
        return False
    if record.get("AN") or not record.keys() - HEADER:
        return bool(record.get("AN")) or code in record
    soon = {line[:2] for line in lines[number + 1 : number + 1 + 2 * _MOST_BELOW]}
    return {"WC", "PD"} <= soon


def _is_field(match, record, style, lines, number) -> bool:
    code, parting, value = match[1], _parting(match), match[3].strip()
    in_body, in_tail = not record.keys().isdisjoint({"LP", "TD"}), bool(record.keys() & TAIL)
    if code in record or parting not in (style, ""):
        return False
    if code in HEADER:
        return not (in_body or in_tail)
    if code in ("LP", "TD"):
        return bool(record) and not in_tail and not (code == "LP" and in_body)
    if code not in TAIL or not record:
        return False
    following = value or next(filter(None, lines[number + 1 : number + 4]), "")
    if code == "AN":
        return bool(ID.search(following))
    if in_tail or not in_body or parting not in ("", " "):
        return True
    # in a body that is parted by no more than a space: `IN THE COURT`, `PUB OWNERS`
    if code in ("CO", "IN", "NS", "RE"):
        return bool(_INDEXED.match(following))
    return any(line.split(" ")[0] in TAIL for line in lines[number + 1 : number + 4])


def _read_plain(lines: Sequence[str]) -> list[dict[str, list[str]]]:
    rows = [
        (line, number > 0 and not lines[number - 1]) for number, line in enumerate(lines) if line
    ]
    ends = [at for at, (line, _) in enumerate(rows) if ID_LINE.fullmatch(line)]
    anchors = [at for at in range(len(rows)) if _is_anchor(rows, at)] if ends else []
    starts, floor = [], 0
    for at in anchors:
        end = bisect_left(ends, at)
        floor = max(floor, ends[end - 1] + 1 if end else 0)
        starts.append(_walk_back(rows, at, floor))
        floor = at + 1
    records = []
    for index, (start, at) in enumerate(zip(starts, anchors, strict=True)):
        stop = starts[index + 1] if index + 1 < len(starts) else len(rows)
        end = bisect_left(ends, at)
        close = ends[end] if end < len(ends) and ends[end] < stop else stop
        records.append(_read_row(rows, start, at, close))
    return records


def _is_date(line: str) -> bool:
    return (
        len(line) <= _MOST_IN_DATE and bool(_YEAR.search(line)) and read_date(line)[0] is not None
    )


def _is_anchor(rows, at: int) -> bool:
    """Whether an article's number of words stands there above its date, or its date alone."""
    under = [line for line, _ in rows[at + 1 : at + 4]]
    if read_words(rows[at][0]) is not None:
        return bool(under) and _is_date(under[0])
    counted = at > 0 and read_words(rows[at - 1][0]) is not None
    if counted or not any(map(_SOURCE_CODE.fullmatch, under[1:])) or not _is_date(rows[at][0]):
        return False
    return any(is_right(line) or _is_language(line) for line, _ in rows[at : at + _MOST_BELOW])


def _walk_back(rows, at: int, floor: int) -> int:
    """Where the lines above an anchor begin: with the block that holds more than a byline.

    Where a blank line parts even the number of words from the date, blank lines say nothing.
    """
    start, has_blocks = at, not rows[at + 1][1]
    while start > floor and at - start < _MOST_ABOVE:
        start -= 1
        line, has_gap_above = rows[start]
        if has_blocks and has_gap_above and not _is_byline(line):
            break
    return start


def _read_row(rows, start: int, at: int, close: int) -> dict[str, list[str]]:
    """One article: its lines begin at `start`, its anchor is at `at`, and it ends before `close`."""
    lines = [line for line, _ in rows[start:close]]
    above, below = lines[: at - start], lines[at - start :]
    header = _find_header_end(below, [gap for _, gap in rows[at:close]])
    body = below[header:]
    has_id = close < len(rows) and ID_LINE.fullmatch(rows[close][0])
    # the line above the accession number is the publisher
    if has_id and body and not body[-1].endswith(_ENDS_SENTENCE):
        body = body[:-1] if len(body[-1].split()) <= _MOST_IN_PUBLISHER else body
    found = _name_above(above) | name_header(below[:header]) | {"LP": body}
    return found | ({"AN": [rows[close][0]]} if has_id else {})


def _find_header_end(below: list[str], gaps: list[bool]) -> int:
    """How many of the lines below an anchor are header: to copyright, language or a blank line."""
    near = range(1, min(len(below), _MOST_BELOW))
    for is_last in (is_right, _is_language):
        if found := next((at for at in near if is_last(below[at])), None):
            return found + 1
    return next((at for at in near if at > 2 and gaps[at]), min(len(below), 4))


def _name_above(lines: list[str]) -> dict[str, list[str]]:
    """Section, headline and byline of the lines above an anchor, of which any may be missing."""
    if len(lines) < 2:
        return {"HD": lines}
    by = next((at for at, line in enumerate(lines) if at and _BY.match(line)), None)
    if by is not None:
        return {"SE": lines[: by - 1][-1:], "HD": [lines[by - 1]], "BY": [lines[by]]}
    if len(lines) > 2:
        return {"SE": [lines[0]], "HD": [lines[1]], "BY": list(filter(_is_byline, lines[2:3]))}
    if len(lines[0].split()) <= _MOST_IN_SECTION:
        return {"SE": [lines[0]], "HD": [lines[1]]}
    return {"HD": [lines[0]], "BY": list(filter(_is_byline, lines[1:]))}


def _is_language(line: str) -> bool:
    return line.casefold() in read_labels("", "language")


def _is_byline(line: str) -> bool:
    return bool(_BY.match(line) or _NAMES.fullmatch(line))

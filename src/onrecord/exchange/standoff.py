"""The attributions as brat standoff: beside the text of each article the file of what stands in it.

See https://brat.nlplab.org/standoff.html. The events are those of PolNeAR: `Attribution` with Source,
Cue and Content, and a trigger that marks the cue once more, since brat wants one. Where there is no
cue, the event is `Attribution-no-cue`, and its trigger marks the content.
"""

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.exchange.by_article import ArticleRows, by_article, was_read
from onrecord.exchange.delimited import write_file
from onrecord.exchange.values import as_json, as_share, given
from onrecord.tables.folder import Tables
from onrecord.tables.links import EVIDENCE, LINKS
from onrecord.tables.schema import ACTS, COMMITMENTS, KINDS, MANNERS, ROLES

LISTED = ("article_id", "title", "outlet", "published", "status", "message")
# brat reads lines as str.splitlines does; and tabs part the fields of a line.
LINE = re.compile(r"[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# What brat has no place of its own for; it goes into a note.
NOTED = (
    "attribution_id", "source_name", "source_entity", "source_class", "source_role",
    "source_role_kind", "source_affiliation", "source_plural", "source_confidence", "confidence",
    "evidence", "status", "depth",
)  # fmt: skip
NOTED_CLAIM = ("act_evidence", "chain", "about", EVIDENCE)
LONGEST_FILE_NAME = 80  # characters of an id that a name keeps
UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
# What Windows opens as a device, whatever its ending.
DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}


def write_brat(tables: Tables, folder: Path, on_articles: Callable[[int], object]) -> None:
    """Write `<name>.txt` and `<name>.ann` for each article that was read, and brat's settings.

    `articles.csv` says which article each name is; an article that was not read (its status is not
    `ok`), or whose text is empty, is listed there without a name and has no files. Offsets are code
    points, as brat counts them. Mentions and entities are not written.

    Raises:
        OnrecordError: an attribution has nothing in its spans that brat could show.
    """
    names = file_names(tables.articles["article_id"].to_pylist())
    listed = []
    for found in by_article(tables):
        article = found.article
        name = names[article["article_id"]] if was_read(article) else None
        cells = (article[column] for column in LISTED)
        listed.append([name, *(None if cell is None else str(cell) for cell in cells)])
        if name:
            _write(folder / f"{name}.txt", article["text"])
            _write(folder / f"{name}.ann", annotations(article["text"], found))
        on_articles(1)
    write_file(folder / "articles.csv", ("file", *LISTED), listed)
    values = {"acts": ACTS, "commitments": COMMITMENTS, "kinds": KINDS, "manners": MANNERS}
    allowed = {name: "|".join(each) for name, each in values.items()}
    for name in ("annotation.conf", "visual.conf"):
        settings = (files("onrecord.exchange") / "brat" / name).read_text(encoding="utf-8")
        _write(folder / name, settings.format(**allowed))


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="")


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A name of a file, without ending, for each id: the id itself where it can be one, else like it.

    Ids are other people's text and may say anything. Names hold ASCII letters, digits, `-` and `_`;
    no two are the same on a system that does not tell `A` from `a`; one that differs from its id ends
    in eight digits of the id's SHA-256.

    Args:
        ids: each once.
    """
    names, taken = {}, set()
    for id_ in ids:
        name = UNSAFE.sub("_", id_)[:LONGEST_FILE_NAME]
        low = name.lower()
        if name != id_ or not name or name[0] == "-" or low in DEVICES or low in taken:
            name = f"{name.strip('-')}-{hashlib.sha256(id_.encode()).hexdigest()[:8]}".lstrip("-")
        tries = itertools.chain([name], (f"{name}-{n}" for n in itertools.count(2)))
        names[id_] = next(t for t in tries if t.lower() not in taken)
        taken.add(names[id_].lower())
    return names


def annotations(text: str, found: ArticleRows) -> str:
    """The lines of one `.ann` file: the attributions in their order, then what links two of them."""
    events = {row["attribution_id"]: f"E{n}" for n, row in enumerate(found.attributions, 1)}
    lines = _Lines(text)
    for row in found.attributions:
        claim = found.claim(row)
        event = events[row["attribution_id"]]
        pieces = {role: fragments(text, row[f"{role}_spans"]) for role in ROLES}
        lines.add_event(event, pieces, row["attribution_id"])
        values = {"Act": claim.get("act"), "Commitment": claim.get("commitment")}
        for name, value in (values | {"Kind": row["kind"], "Manner": row["manner"]}).items():
            if value:
                lines.add("A", f"{name} {event} {value}")
        note = _note(row, claim, events) | _changed_spans(row, pieces)
        lines.add("#", f"AnnotatorNotes {event}\t{as_json(note)}")
    for one, kind, other in _links(found, events):
        lines.add("R", f"{kind} Arg1:{one} Arg2:{other}")
    return "".join(f"{line}\n" for line in lines.lines)


def fragments(text: str, spans: list[list[int]]) -> list[list[int]]:
    """Spans as brat takes them: in text order, none across a line's end, no space at their edges."""
    made = []
    for start, end in sorted(spans):
        for piece in LINE.finditer(text, start, end):
            words = piece.group()
            first = piece.end() - len(words.lstrip())
            last = piece.start() + len(words.rstrip())
            if first < last:
                made.append([first, last])
    return made


def _changed_spans(row, pieces):
    """The spans of a role as they stand in the table, where its fragments alone do not say."""
    columns = {f"{role}_spans": pieces[role] for role in ROLES}
    return {column: row[column] for column, made in columns.items() if row[column] != made}


def _note(row, claim, events):
    """What brat has no place for: columns of the row, and claims of other articles that it links to."""
    known = {k: row[k] for k in NOTED} | {k: claim.get(k) for k in NOTED_CLAIM}
    known |= {share: as_share(known[share]) for share in ("confidence", "source_confidence")}
    known |= {k: [c for c in claim.get(k, ()) if c not in events] for k in LINKS}
    return given(known)


def _links(found, events):
    """Pairs of events of this article and what links them; one that holds both ways, once."""
    told = set()
    for row in found.attributions:
        event = events[row["attribution_id"]]
        if row["parent_id"] in events:
            yield event, "Within", events[row["parent_id"]]
        claim = found.claim(row)
        for column, kind in LINKS.items():
            for other in (events[c] for c in claim.get(column, ()) if c in events):
                if not (kind.symmetric and (other, column, event) in told):
                    yield event, column.capitalize(), other
                told.add((event, column, other))


class _Lines:
    """The lines of one file; each kind of line has its running numbers."""

    def __init__(self, text):
        self.text = text
        self.lines = []
        self.numbers = {letter: itertools.count(1) for letter in "TAR#"}

    def add(self, letter, rest):
        name = f"{letter}{next(self.numbers[letter])}"
        self.lines.append(f"{name}\t{rest}")
        return name

    def add_event(self, event, pieces, attribution_id):
        kind = "Attribution" if pieces["cue"] else "Attribution-no-cue"
        trigger = pieces["cue"] or pieces["content"]
        if not pieces["content"]:
            raise OnrecordError(
                f"The content of {attribution_id} holds nothing but white space, which brat cannot mark, "
                "so the attribution would be lost. Make the tables again with `onrecord extract`."
            )
        roles = {role.capitalize(): made for role, made in pieces.items() if made}
        marks = {role: self._add_mark(role, made) for role, made in roles.items()}
        arguments = "".join(f" {role}:{mark}" for role, mark in marks.items())
        self.lines.append(f"{event}\t{kind}:{self._add_mark(kind, trigger)}{arguments}")

    def _add_mark(self, kind, pieces):
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(self.text[start:end] for start, end in pieces)
        return self.add("T", f"{kind} {places}\t{words}")

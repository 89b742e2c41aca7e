"""Text and spans in, safe HTML out: marked text, the marked article, and a passage.

Nothing here changes a text: strip the tags from marked text, unescape it, and the text is back.
Numbers and signs that are not the text's own are drawn by the style sheet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise, takewhile
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from onrecord.corpus.article import WORD
from onrecord.reading.claims.stances import FALSE, MISTAKEN, rejected_in
from onrecord.reading.doc.quotes import GAP
from onrecord.reading.union import grouped

TEMPLATES = Path(__file__).parent / "templates"
PREFIX = "onrecord"  # of element ids
ELEMENTS = {"content": "mark", "cue": "b", "source": "span", "mention": "span", "hit": "mark"}
RANKS = {role: rank for rank, role in enumerate(ELEMENTS)}  # which of two equal spans is outside
UNSAFE_IN_ID = re.compile(r"[^A-Za-z0-9:_-]")
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A span with a role. Marks may nest, touch and cross.

    `title` is what it says of itself, `anchor` its element id, `label` the number drawn before
    it and `href` where that number leads. Of two marks of one span the lower `level` is outside.
    """

    start: int
    end: int
    role: str
    title: str | None = None
    anchor: str | None = None
    label: str | None = None
    href: str | None = None
    level: int = 0


def segments(marks: Iterable[Mark], start: int, end: int) -> Iterator[tuple[int, int, list[Mark]]]:
    """Cut `[start, end)` at every boundary of `marks`.

    Marks are cut to the range; empty ones are left out.

    Yields:
        Start and end of each segment, and the marks that cover it, outermost first.
    """
    ordered = sorted(
        (m for m in marks if max(m.start, start) < min(m.end, end)),
        key=lambda m: (m.start, -m.end, m.level, RANKS[m.role]),
    )
    starts = grouped((max(mark.start, start), mark) for mark in ordered)
    cuts = sorted({start, end, *starts, *(min(m.end, end) for m in ordered)})
    alive: list[Mark] = []
    for left, right in pairwise(cuts):
        # Those that go on keep their place before those that begin: both lists are in order.
        alive = [m for m in alive if m.end > left] + starts.get(left, [])
        yield left, right, alive


def mark_text(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Write `text[start:end]` with its marks as well-formed HTML.

    A mark that another one crosses is closed and opened again, so that elements always nest.
    An anchor or a label stands where its span begins, not where it is opened again.
    """
    end = len(text) if end is None else end
    out: list[str] = []
    opened: list[Mark] = []
    for left, right, covering in chain(segments(marks, start, end), [(end, end, [])]):
        pairs = zip(opened, covering, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))
        out += [f"</{ELEMENTS[m.role]}>" for m in reversed(opened[same:])]
        out += [_opening(m, begins=m.start == left) for m in covering[same:]]
        out.append(escape_text(text[left:right]))
        opened = covering
    return Markup("".join(out))


def escape_text(text: str) -> Markup:
    """Escape for HTML; a carriage return, which a browser would drop, goes as a reference."""
    return Markup(str(escape(text)).replace("\r", "&#13;"))


def plain_label(text: str) -> str:
    """A text for an attribute: on one line, without characters that turn the writing round."""
    return " ".join(BIDI_CONTROLS.sub("", text).split())


def anchor_id(identifier: str, prefix: str = PREFIX) -> str:
    """The element id of an attribution or an article; two identifiers never share one."""
    return f"{prefix}-" + UNSAFE_IN_ID.sub(lambda m: f".{ord(m[0]):x}.", identifier)


def web_link(url: str | None) -> str | None:
    """`url` where it is plainly http or https with a host, else None: no other scheme is a link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def attribution_marks(attributions: Iterable[dict], prefix: str = PREFIX) -> list[Mark]:
    """Marks of source, cue and content of rows of `attributions` (with `act` of their claims).

    A source or cue that several attributions share is one mark, which names them all.
    """
    marks: list[Mark] = []
    shared = []
    for row in attributions:
        known = (short_id(row["attribution_id"]), name_source(row), row["act"])
        about = " · ".join(filter(None, known))
        marks += _content_marks(row, f"content of {about}", prefix)
        spans = (
            (role, span) for role in ("source", "cue") for span in merged(row[f"{role}_spans"])
        )
        shared += [(each, (row["depth"], about)) for each in spans]
    for (role, (start, end)), found in grouped(shared).items():
        level, title = min(found)[0], f"{role} of " + "; ".join(about for _, about in found)
        marks.append(Mark(start=start, end=end, role=role, title=title, level=level))
    return marks


def name_source(row: dict) -> str:
    """Who speaks in a row of `attributions` (with `affiliation`, the name of whom it speaks for)."""
    name, role, whom = row["source_name"], row["source_role"], row["affiliation"]
    return write_source(name, role, whom) if name else "no source"


def write_source(name: str, role: str | None, whom: str | None) -> str:
    """`Dana Cole (spokeswoman, for Fjord Bank)`; what the words before say already is left out."""
    said, told = _words(name), []
    for before, text in (("", role), ("for ", whom)):
        if text and not _words(text) <= said:
            told.append(f"{before}{' '.join(text.split())}")
            said |= _words(text)
    return f"{name} ({', '.join(told)})" if told else name


def write_act(act: str | None, evidence: str) -> str | None:
    """The act of a claim; of one that says itself what is false, that it says so.

    `denies: that the claims were baseless` would read as its opposite.
    """
    last = evidence.rpartition(GAP)[2]
    itself = act == "denies" and GAP in evidence and rejected_in(last, FALSE, MISTAKEN) == last
    return "denies, saying" if itself else act


def mention_marks(mentions: Iterable[dict], names: dict[str, str]) -> list[Mark]:
    """Marks of rows of `mentions`; `names` gives the name of each entity_id."""
    marks = []
    for m in mentions:
        title = f"{m['form']} mention of {names.get(m['entity_id'], m['entity_id'])}"
        marks.append(Mark(start=m["start"], end=m["end"], role="mention", title=title, level=99))
    return marks


def merged(spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """Spans in text order; those that overlap are made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(map(tuple, spans)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def short_id(identifier: str) -> str:
    """`a3` of `some-article:a3`."""
    return identifier.rpartition(":")[2]


def anchor_note(anchor: str) -> str:
    """The element id of the note that belongs to an anchor."""
    return f"{anchor}.note"


def render(template: str, **values) -> Markup:
    """Fill a template of the package, style sheet included: one output, whole in itself."""
    return Markup(_environment().get_template(template).render(css=style_sheet(), **values))


@cache
def style_sheet() -> Markup:
    """The style sheet of every output, which only touches classes that begin with `onrecord-`."""
    css = (TEMPLATES / "onrecord.css").read_text(encoding="utf-8")
    return Markup(re.sub(r"/\*.*?\*/|^\s+", "", css, flags=re.DOTALL | re.MULTILINE))


@cache
def browsing_script() -> Markup:
    """The script of every table to search; nothing of an article is ever put into it."""
    return Markup((TEMPLATES / "browse.js").read_text(encoding="utf-8").strip())


@cache
def _environment():
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"web_link": web_link, "plain_label": plain_label}
    return environment


def _words(text):
    return set(WORD.findall(text.casefold()))


def _content_marks(row, title, prefix):
    """A mark for each piece; the first one has the anchor."""
    anchor = anchor_id(row["attribution_id"], prefix)
    return [
        Mark(
            start=start,
            end=end,
            role="content",
            title=title,
            anchor=None if piece else anchor,
            label=short_id(row["attribution_id"]),
            href=f"#{anchor_note(anchor)}",
            level=row["depth"],
        )
        for piece, (start, end) in enumerate(merged(row["content_spans"]))
    ]


def _opening(mark, begins):
    number = ""
    if begins and mark.label:
        # Drawn by the style sheet from the attribute, so that it never becomes part of the text.
        number = Markup(
            '<a class="onrecord-number" href="{}" data-label="{}" title="{}"></a>'
        ).format(mark.href, plain_label(mark.label), plain_label(mark.title or mark.label))
    attributes = Markup(' class="onrecord-{}"').format(mark.role)
    if begins and mark.anchor:
        attributes += Markup(' id="{}"').format(mark.anchor)
    if mark.title:
        attributes += Markup(' title="{}"').format(plain_label(mark.title))
    return f"{number}<{ELEMENTS[mark.role]}{attributes}>"

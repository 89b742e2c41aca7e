"""The tables as a REFI-QDA project, which NVivo, ATLAS.ti, MAXQDA and QualCoder open: one `.qdpx` file.

See https://www.qdasoftware.org (REFI-QDA 1.5, schema `urn:QDA-XML:project:1.0`): a zip of `project.qde`
and of the texts in `sources/`. The names and the order of elements are those of its Project.xsd.

The standard counts code points of the stored text, from 0, the end of a selection not included. Programs
do not agree on how many characters CR LF is (ATLAS.ti: one, NVivo: two), so lines end in LF alone.
"""

import functools
import re
import uuid
import zipfile
from bisect import bisect_left
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from onrecord.exchange.by_article import ARTICLES_AT_ONCE, was_read, with_mentions
from onrecord.exchange.standoff import file_names
from onrecord.exchange.values import as_xml
from onrecord.tables.folder import Tables, read_columns
from onrecord.tables.outputs import EXPORTER, zip_opens_with
from onrecord.tables.schema import ACTS, ARTICLES, ATTRIBUTIONS, CERTAINTIES, ROLES

NAMESPACE = "urn:QDA-XML:project:1.0"
PROJECT = "project.qde"
CREATED = "2000-01-01T00:00:00Z"  # always: the same tables are the same bytes
ZIPPED = (2000, 1, 1, 0, 0, 0)
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:onrecord")
# The variables of a source: columns of `articles`, and their types here.
VARIABLES = {
    "article_id": "Text", "title": "Text", "outlet": "Text", "author": "Text", "url": "Text",
    "language": "Text", "section": "Text", "page": "Text", "database": "Text",
    "published": "Date", "words": "Integer",
}  # fmt: skip
GROUPS = ("roles", "acts", "who is meant")  # the codes above all others
LONGEST_NAME = 100  # characters of the name of a code or a case
SHOWN = 60  # characters of its text that a selection is called by
LINE_END = re.compile(r"\r\n?")


@functools.lru_cache(maxsize=65_536)  # codes come again and again
def guid(*parts: str | int) -> str:
    """A GUID, the same for the same parts."""
    return str(uuid.uuid5(SPACE, ascii(parts)))


USER = guid("user")
BY = {"creatingUser": USER, "creationDateTime": CREATED}


def write_qdpx(tables: Tables, path: Path, on_articles: Callable[[int], object]) -> list[str]:
    """Write one project: articles that were read as texts, what was found in them as codings.

    Codes are a tree: roles (source, cue, content), acts (of contents), and who is meant (an entity
    each, at its mentions). What is marked at one place is one selection with several codes. Outlet,
    date and so on are variables of a source; an outlet is a case as well.

    Returns:
        What its reader must be told: how many articles are not in it.

    Raises:
        OnrecordError: a row belongs to an article that is not there.
    """
    from lxml import etree
    from lxml.builder import ElementMaker

    make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
    known = {"name": "onrecord", "origin": EXPORTER, "creatingUserGUID": USER}
    known |= {"creationDateTime": CREATED}
    with zipfile.ZipFile(path, "w") as archive:
        names = file_names(_write_texts(tables, archive))
        with (
            archive.open(_entry(PROJECT), "w") as file,
            etree.xmlfile(file, encoding="utf-8") as xml,
        ):
            xml.write_declaration()
            with xml.element(f"{{{NAMESPACE}}}Project", known, nsmap={None: NAMESPACE}):
                xml.write(make.Users(make.User(guid=USER, name="onrecord")))
                xml.write(_code_book(tables, make))
                xml.write(make.Variables(*_variables(make)))
                if cases := _cases(tables, names, make):
                    xml.write(make.Cases(*cases))
                # The schema allows no list of nothing; but each article counts as a step.
                listed = xml.element(f"{{{NAMESPACE}}}Sources") if names else nullcontext()
                with listed:
                    _write_sources(xml, tables, names, make, on_articles)
    unread = tables.articles.num_rows - len(names)
    return [f"Articles that were not read, and so are not in it: {unread:,}."] if unread else []


def is_our_project(path: Path) -> bool:
    """Whether a file is a project that `write_qdpx` wrote."""
    return zip_opens_with(path, PROJECT, f'origin="{EXPORTER}"')


def stored(text: str) -> str:
    """A text as it is stored: lines end in LF, and what XML forbids is U+FFFD.

    What would be taken for a byte order mark, and not counted, is a word joiner, as invisible.
    """
    text = LINE_END.sub("\n", as_xml(text))
    return f"\u2060{text[1:]}" if text.startswith("\ufeff") else text


def _entry(name):
    entry = zipfile.ZipInfo(name, ZIPPED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write_texts(tables, archive):
    """Write the text of each article that was read; gives their ids, in order."""
    table, written = tables.articles.select(["article_id", "status", "text"]), []
    for batch in table.to_batches(max_chunksize=ARTICLES_AT_ONCE):
        for article in filter(was_read, batch.to_pylist()):
            name = f"sources/{guid('text', article['article_id'])}.txt"
            archive.writestr(_entry(name), stored(article["text"]).encode())
            written.append(article["article_id"])
    return written


def _code_book(tables, make):
    """The tree of codes, of which no two have one name: programs tell them apart by it."""
    spans = {column.name: column.meaning for column in ATTRIBUTIONS.columns}
    roles = [_code(make, "role", role, spans[f"{role}_spans"]) for role in ROLES]
    acts = [_code(make, "act", act, meaning) for act, meaning in ACTS.items()]
    taken = {name.casefold() for name in (*GROUPS, *ROLES, *ACTS)}
    labels: dict[str, list] = {}
    for id_, name, label in read_columns(tables.entities, "entity_id", "name", "label"):
        code = _code(make, "entity", id_, name=_distinct(name, id_, taken))
        labels.setdefault(label, []).append(code)
    meant = [
        _code(make, "label", label, *codes, name=_distinct(label, "type", taken))
        for label, codes in labels.items()
    ]
    inside = zip(GROUPS, (roles, acts, meant), strict=True)
    return make.CodeBook(
        make.Codes(*(_code(make, "group", name, *codes) for name, codes in inside))
    )


def _code(make, kind, id_, *inside, name=None):
    """A code, above others or with a description; groups are not for coding."""
    within = (make.Description(each) if isinstance(each, str) else each for each in inside)
    codable = "false" if kind in ("group", "label") else "true"
    return make.Code(*within, guid=guid(kind, id_), name=name or id_, isCodable=codable)


def _distinct(name, id_, taken):
    """A name on one line that none has yet, in capitals or not; the id tells it from others."""
    name = " ".join(as_xml(name).split())[:LONGEST_NAME] or id_
    while name.casefold() in taken:
        name = f"{name} ({id_})"
    taken.add(name.casefold())
    return name


def _variables(make):
    meanings = {column.name: column.meaning for column in ARTICLES.columns}
    for name, type_ in VARIABLES.items():
        known = {"guid": guid("variable", name), "name": name, "typeOfVariable": type_}
        yield make.Variable(make.Description(meanings[name]), **known)


def _cases(tables, names, make):
    """A case for each outlet, with its articles."""
    outlets: dict[str, list] = {}
    for article_id, outlet in read_columns(tables.articles, "article_id", "outlet"):
        if outlet and article_id in names:
            source = make.SourceRef(targetGUID=guid("text", article_id))
            outlets.setdefault(outlet, []).append(source)
    taken: set[str] = set()
    return [
        make.Case(*sources, guid=guid("case", outlet), name=_distinct(outlet, str(n), taken))
        for n, (outlet, sources) in enumerate(outlets.items(), 1)
    ]


def _write_sources(xml, tables, names, make, on_articles):
    for found, mentions in with_mentions(tables):
        article = found.article
        if article["article_id"] in names:
            id_ = guid("text", article["article_id"])
            source = make.TextSource(
                *_selections(id_, article["text"], _marks(found, mentions), make),
                *_values(article, make),
                guid=id_,
                name=names[article["article_id"]],
                plainTextPath=f"internal://{id_}.txt",
                **BY,
            )
            xml.write(source)
        on_articles(1)


def _marks(found, mentions):
    """(start, end) → (its codes, each once; what is told of it), in text order."""
    marks: dict[tuple[int, int], tuple[dict, list]] = {}

    def mark(span, *codes, told=None):
        known, notes = marks.setdefault(tuple(span), ({}, []))
        known.update(dict.fromkeys(codes))
        notes += [told] if told else []

    for row in found.attributions:
        claim = found.claim(row)
        for role in ("source", "cue"):
            for span in row[f"{role}_spans"]:
                mark(span, guid("role", role))
        acts = [guid("act", claim["act"])] if claim else []
        for span in row["content_spans"]:
            mark(span, guid("role", "content"), *acts, told=_told(row, claim))
    for row in mentions:
        mark((row["start"], row["end"]), guid("entity", row["entity_id"]))
    return dict(sorted(marks.items()))


def _told(row, claim):
    source = row["source_name"] or "no source given"
    says = f", {claim['act']}, {CERTAINTIES[claim['commitment']]}" if claim else ""
    return as_xml(f"{row['attribution_id']}: {source}{says}, {row['kind']}")


def _selections(text_id, text, marks, make):
    breaks = [match.start() for match in re.finditer("\r\n", text)]
    for (start, end), (codes, notes) in marks.items():
        # Of CR LF one character is left.
        first, last = (at - bisect_left(breaks, at) for at in (start, end))
        if first == last:
            continue
        id_ = guid("selection", text_id, start, end)
        yield make.PlainTextSelection(
            *([make.Description("\n".join(notes))] if notes else []),
            *(
                make.Coding(make.CodeRef(targetGUID=c), guid=guid("coding", id_, c), **BY)
                for c in codes
            ),
            guid=id_,
            name=" ".join(as_xml(text[start:end][:SHOWN]).split()),
            startPosition=str(first),
            endPosition=str(last),
            **BY,
        )


def _values(article, make):
    for name, type_ in VARIABLES.items():
        if article[name] is not None:
            value = make(f"{type_}Value", as_xml(str(article[name])))
            yield make.VariableValue(make.VariableRef(targetGUID=guid("variable", name)), value)

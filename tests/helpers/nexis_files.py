"""Exports of Nexis Uni and LexisNexis, built by hand: invented articles in the layouts of both."""

import html
import io
from dataclasses import dataclass, field, replace

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# what the interface calls things, in the languages that it has
WORDS = {
    "en": {
        "cover": ("User Name", "Date and Time", "Job Number", "Documents", "Search Terms"),
        "head": ("Section", "Length", "Byline", "words", "Pg."),
        "tail": ("Language", "Publication-Type", "Subject", "Load-Date", "ENGLISH"),
        "marks": ("Body", "Classification", "End of Document"),
        "date": "March 14, 2013 Thursday 11:21 AM GMT",
        "number": "{} of {} DOCUMENTS",
    },
    "de": {
        "cover": ("Benutzername", "Datum und Uhrzeit", "Jobnummer", "Dokumente", "Suchbegriffe"),
        "head": ("Rubrik", "Länge", "Autor", "Wörter", "S."),
        "tail": ("Sprache", "Publikationstyp", "Thema", "Ladedatum", "ENGLISCH"),
        "marks": ("Hauptteil", "Klassifikation", "Ende des Dokuments"),
        "date": "Donnerstag 14. März 2013",
        "number": "Dokument {} von {}",
    },
    "fr": {
        "cover": ("Nom d'utilisateur", "Date et heure", "Numéro de tâche", "Documents", "Type"),
        "head": ("Rubrique", "Longueur", "Auteur", "mots", "p."),
        "tail": ("Langue", "Type-Publication", "Sujet", "Date-Chargement", "ANGLAIS; ENGLISH"),
        "marks": ("Corps", "Classification", "Fin du document"),
        "date": "le jeudi 14 mars 2013",
        "number": "Document {} de {}",
    },
    "es": {
        "cover": ("Nombre de usuario", "Fecha y hora", "Número de tarea", "Documentos", "Tipo"),
        "head": ("Sección", "Longitud", "Autor", "palabras", "Pág."),
        "tail": ("Idioma", "Tipo de publicación", "Tema", "Fecha de carga", "INGLÉS"),
        "marks": ("Cuerpo", "Clasificación", "Fin del documento"),
        "date": "jueves 14 de marzo de 2013",
        "number": "Documento {} de {}",
    },
}


@dataclass(frozen=True)
class Story:
    """An article, and what is printed above and below it; empty for what is left out."""

    title: str = "Ferry to stop in winter"
    outlet: str = "The Ellerby Ledger"
    section: str = "NEWS"
    page: str = "3"
    author: str = "Paul Rudge"
    words: str = "26"
    body: tuple[str, ...] = (
        "The ferry will stop in November, harbour master Olga Pryce said on Monday.",
        "“The ice is too thick for her,” she said of the ship, which is fifty years old.",
    )
    more_above: tuple[str, ...] = ()
    more_below: tuple[str, ...] = ()
    date: str | None = None
    loaded: str = "March 15, 2013"
    address: str = ""
    without: frozenset[str] = field(default_factory=frozenset)

    @property
    def text(self):
        return "\n\n".join(self.body)


FERRY = Story()
POOL = replace(
    FERRY,
    title="Pool opens late",
    outlet="Northway Gazette",
    author="Sam Kite",
    body=("The pool will open two weeks late, its manager, Ned Farrow, said.",),
    words="12",
)


def head_of(story, words, colon=": "):
    section, length, byline, unit, page = words["head"]
    values = {
        section: "; ".join(filter(None, [story.section, story.page and f"{page} {story.page}"])),
        length: story.words and f"{story.words} {unit}",
        byline: story.author,
    }
    return [f"{label}{colon}{value}" for label, value in values.items() if value]


def tail_of(story, words, colon=": "):
    language, kind, subject, loaded, name = words["tail"]
    values = {language: name, kind: "Newspaper", subject: "FERRIES (90%); HARBORS (78%)"}
    values |= {loaded: story.loaded} if story.loaded else {}
    return [f"{label}{colon}{value}" for label, value in values.items()]


def later(*stories, language="en", cover=True, listed=None, announced=None, colon=":\xa0"):
    """The paragraphs of the later layout; `listed` are the titles on its cover page."""
    words = WORDS[language]
    body, classification, end = words["marks"]
    titles = [story.title for story in stories] if listed is None else listed
    paragraphs = []
    if cover:
        user, time, job, documents, terms = words["cover"]
        paragraphs += [f"{user}: Scout", f"{time}: {words['date']}", f"{job}: 1234"]
        paragraphs += [f"{documents} ({len(titles) if announced is None else announced})"]
        for number, title in enumerate(titles, 1):
            paragraphs += [f"{number}. {title}", f"{terms}: ferry", "Content Type", "News"]
    for story in stories:
        date = words["date"] if story.date is None else story.date
        rights = f"Copyright 2013 {story.outlet} All Rights Reserved"
        paragraphs += filter(None, [story.title, story.outlet, date, rights])
        paragraphs += [*head_of(story, words, colon), *story.more_above]
        paragraphs += [] if "heading" in story.without else [body]
        paragraphs += [*story.body, *story.more_below]
        if "tail" not in story.without:
            paragraphs += [classification, *tail_of(story, words, colon)]
        paragraphs += [] if "end" in story.without else [end]
    return paragraphs


def older(
    *stories, language="en", first=1, of=None, request="Download Request: All Documents: 1-{}"
):
    """The text of the older layout, wrapped."""
    words = WORDS[language]
    of = of or len(stories)
    lines = ["", request.format(of), "Terms: ferry", "", ""] if request else [""]
    for number, story in enumerate(stories, first):
        date = words["date"] if story.date is None else story.date
        blocks = ["        " + words["number"].format(number, of), "", story.outlet, date]
        blocks += filter(None, [story.title])
        head = head_of(story, words)
        blocks += [upper(line) for line in head]
        blocks += [*story.more_above, *map(wrap, story.body), *story.more_below]
        if "tail" not in story.without:
            blocks += [upper(line) for line in tail_of(story, words)]
        blocks += [f"     Copyright 2013 {story.outlet}\n          All Rights Reserved", ""]
        lines += "\n\n".join(blocks).split("\n")
    return "\n".join(lines)


def upper(line):
    label, colon, value = line.partition(":")
    return label.upper() + colon + value


def wrap(text, width=40):
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def as_docx(paragraphs, links=None):
    """A Word file; `links` has the addresses of paragraphs that are links."""
    document, data = docx.Document(), io.BytesIO()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        if address := (links or {}).get(text):
            link = OxmlElement("w:hyperlink")
            target = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), target)
            paragraph._p.append(link)
            link.append(run._r)
    document.save(data)
    return data.getvalue()


def as_rtf(text):
    """An RTF file with a paragraph for each line, and page headers, which are no text."""
    lines = (
        "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in line) for line in text.split("\n")
    )
    head = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\header\pard Page \chpgn\par The Ledger\par}"
    return head + "".join(f"\\pard\\ql {line}\\par\n" for line in lines) + "}"


def as_html(*stories, documents=None):
    """A page of the older layout, with the elements that it leaves open."""
    words, count = WORDS["en"], len(stories)
    block = '<BR><DIV CLASS="c5"><P CLASS="c6">{}</P>\n</DIV>\n'.format
    page = "<HTML><HEAD><STYLE>.c0 { }</STYLE><!-- LXNComment 1:2 --><TITLE>&nbsp;</TITLE>\n"
    page += f'<META TOPIC="null" DOCUMENTS="{documents or count}" /></HEAD>\n<BODY>\n'
    for number, story in enumerate(stories, 1):
        page += f'<A NAME="DOC_ID_0_{number}"></A><!-- Hide XML section\n<DOCFULL> -->'
        page += block(f"<SPAN>{number} of {count} DOCUMENTS</SPAN>")
        page += block(f'<IMG SRC="logo.gif"><BR><SPAN>{story.outlet}</SPAN>')
        page += block("<SPAN>March</SPAN><SPAN> 14, 2013 Thursday</SPAN>&nbsp;<BR>Edition 1")
        page += block(html.escape(story.title).replace("; ", "; <BR>"))
        page += "".join(map(block, map(marked, [*head_of(story, words), *story.more_above])))
        body = "".join(
            f"<P><SPAN>{html.escape(p)}</SPAN><SPAN>&nbsp;</SPAN></P>" for p in story.body
        )
        page += f'<BR><DIV CLASS="c5">{body}<P CLASS="c9"></P>\n</DIV>\n'
        page += "".join(map(block, map(marked, tail_of(story, words))))
        page += block(f"<SPAN>Copyright 2013 {story.outlet}<BR>All Rights Reserved</SPAN>")
        page += '<!-- Hide XML section\n</DOCFULL>\n</DOC> -->\n<DIV CLASS="c10"/>\n'
    return page + "</BODY></HTML>"


def marked(line):
    label, _, value = upper(line).partition(": ")
    return f"<SPAN>{label}: </SPAN><SPAN>{value}</SPAN>"

import pytest

from onrecord.corpus.documents import read_html, read_text
from onrecord.corpus.exports.download import Download
from onrecord.corpus.exports.proquest import read_proquest
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.inputs import Unreadable

RULE = "_" * 60
BODY = ["The tide gate failed on Monday.", '"We are sorry," said Mara Quill.', "It was late."]
# labels as the interface writes them, in the order of a document, and the number of documents
INTERFACES = {
    "en": (
        *("Document {} of {}", "Author:", "Abstract:", "Full text:", "Subject:", "Title:"),
        *("Publication title:", "Pages:", "Publication date:", "Section:"),
        *("Language of publication: English", "ProQuest document ID:", "Document URL:"),
        *("Word count:", "Database:"),
    ),
    "de": (
        *("Dokument {} von {}", "Autor:", "Zusammenfassung:", "Volltext:", "Thema:", "Titel:"),
        *("Titel der Publikation:", "Seiten:", "Erscheinungsdatum:", "Abschnitt:"),
        *("Sprache der Publikation: Englisch", "ProQuest-Dokument-ID:", "Dokument-URL:"),
        *("Wortzahl:", "Datenbank:"),
    ),
    "fr": (
        *("Document {} sur {}", "Auteur :", "Résumé :", "Texte intégral :", "Sujet :", "Titre :"),
        *("Titre de la publication :", "Pages :", "Date de publication :", "Section :"),
        *("Langue de publication : Anglais", "ID du document ProQuest :", "URL du document :"),
        *("Nombre de mots :", "Base de données :"),
    ),
    "es": (
        *("Documento {} de {}", "Autor:", "Resumen:", "Texto completo:", "Materia:", "Título:"),
        *("Título de publicación:", "Páginas:", "Fecha de publicación:", "Sección:"),
        *("Idioma de la publicación: Inglés", "ID del documento de ProQuest:"),
        *("URL del documento:", "Número de palabras:", "Base de datos:"),
    ),
}
URL = "https://www.proquest.com/newspapers/tide-gate-fails/docview/{}/se-2"


def make_document(interface="en", number=1, total=2, body=BODY, without=()):
    """A document as ProQuest writes it; `without` names labels of its fields."""
    place, author, abstract, text, subject, title, outlet, page, date, section, *rest = INTERFACES[
        interface
    ]
    language, document, url, words, database = rest
    blocks = [
        place.format(number, total),
        "Tide gate fails",
        URL.format(number),
        f"{author} Quill, Mara",
        f"{abstract} None available.",
        f"{text} " + "\n".join(body),
        f"{subject} Tides; Gates",
        f"{title} Tide gate fails",
        f"{outlet} Halvermouth Courier; Halvermouth",
        f"{page} A.1",
        f"{date} 2024-09-20",
        f"{section} News",
        language,
        f"{document} {number}",
        f"{url} {URL.format(number)}",
        f"{words} 1,234",
        f"{database} Tidal Newsstream",
    ]
    kept = (block for block in blocks if not block.startswith(tuple(without) or ("\0",)))
    return f"{RULE}\n\n" + "\n\n".join(kept) + "\n\n"


def read(text, ending=".txt"):
    reader = read_html if ending == ".html" else read_text
    return read_proquest(Download(ending, text.encode(), reader))


def read_one(text):
    [found] = read(text).articles
    return found


@pytest.mark.parametrize("interface", INTERFACES)
def test_a_document_has_its_fields_and_body_in_every_interface(interface):
    export = read(make_document(interface) + make_document(interface, 2))
    assert export.announced == 2
    found = export.articles[1]
    assert found.body == "\n\n".join(BODY)
    assert found.words == 1234
    assert found.fields == {
        **{"title": "Tide gate fails", "author": "Quill, Mara", "outlet": "Halvermouth Courier"},
        **{"published": "2024-09-20", "section": "News", "page": "A.1", "url": URL.format(2)},
        **{"id": "2", "language": "en"},
    }


def test_what_stands_below_the_last_document_is_none():
    below = f"{RULE}\n\nBibliography\n\nCitation style: APA 6th\n\nQuill, M. (2024). Tide gate.\n\n"
    below += f"{RULE}\n\nContact us at: https://www.proquest.com\n\nDatabase copyright © 2024\n"
    export = read(make_document() + make_document(number=2) + below)
    assert [one.fields["id"] for one in export.articles] == ["1", "2"]
    assert export.articles[1].body == "\n\n".join(BODY)


def test_lines_may_all_be_parted_by_blank_ones():
    text = make_document() + make_document(number=2)
    assert read("\n\n".join(filter(None, text.split("\n")))) == read(text)


def test_without_rules_the_numbers_part_the_documents():
    text = make_document() + make_document(number=2)
    assert read(text.replace(RULE, "")) == read(text)


def test_the_file_says_how_many_documents_it_has():
    export = read(make_document(total=4) + make_document(number=3, total=4))
    assert (export.announced, export.missing) == (4, ["document 2", "document 4"])
    assert read(make_document(without=["Document 1"])).announced is None


@pytest.mark.parametrize(
    "heading",
    ["Title: a short history", "Full text: not a field", "Location: the harbour", "Author: nobody"],
)
@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_a_heading_in_a_body_that_looks_like_a_field_stays_there(heading, parting):
    body = [BODY[0], heading, *BODY[1:]]
    found = read_one(make_document(body=[parting.join(body)]))
    assert found.body == "\n\n".join(body)
    assert found.fields["title"] == "Tide gate fails"
    assert found.fields["author"] == "Quill, Mara"


def test_a_heading_at_the_end_of_a_body_is_no_field_where_that_stands_below():
    body = [*BODY, "Subject: to change", "Title: to be told"]
    assert read_one(make_document(body=body)).body == "\n\n".join(body)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        *(("Author:", "author"), ("Publication title:", "outlet"), ("Pages:", "page")),
        *(("Publication date:", "published"), ("Section:", "section"), ("Language", "language")),
        ("ProQuest document ID:", "id"),
    ],
)
def test_a_field_that_is_missing_takes_no_other_with_it(label, field):
    whole, found = read_one(make_document()), read_one(make_document(without=[label]))
    assert found.fields == {name: said for name, said in whole.fields.items() if name != field}
    assert found.body == whole.body


def test_title_and_address_at_the_top_stand_in_for_their_fields():
    found = read_one(make_document(without=["Title:", "Document URL:"]))
    assert (found.fields["title"], found.fields["url"]) == ("Tide gate fails", URL.format(1))


def test_the_line_on_the_publication_stands_in_for_fields():
    info = "Publication info: Tide Post ; Halvermouth [Halvermouth]. 09 Mar 2022: A.1."
    text = make_document(without=["Publication", "Pages:"]).replace(
        "Abstract:", f"{info}\nAbstract:"
    )
    found = read_one(text)
    assert (found.fields["outlet"], found.fields["page"]) == ("Tide Post", "A.1")
    assert found.fields["published"] == "09 Mar 2022"


def test_labels_that_lost_their_spaces_are_read():
    text = make_document().replace("Document URL:", "DocumentURL:")
    found = read_one(text.replace("Publication date:", "Publicationdate:"))
    assert found.fields == read_one(make_document()).fields


def test_a_field_may_go_on_in_the_next_line():
    found = read_one(make_document().replace("Tides; Gates", "Tides;\nGates\nHarbours"))
    assert found.body == "\n\n".join(BODY)


@pytest.mark.parametrize("said", [["Not available."], ["Full text not available"], []])
def test_a_document_without_a_text_has_its_fields(said):
    found = read_one(make_document(body=said))
    assert (found.body, found.fields["id"]) == ("", "1")
    without = read_one(make_document(without=["Full text:"]))
    assert (without.body, without.fields["title"]) == ("", "Tide gate fails")


def test_a_page_has_the_documents_that_its_lines_have():
    text = make_document() + make_document(number=2) + RULE
    page = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    apart = [(one.fields, one.body) for one in read(page, ".html").articles]
    assert apart == [(one.fields, one.body) for one in read(text).articles]


def make_saved(number):
    """A document in a page as ProQuest saves it, or sends it by mail."""
    rows = make_document(number=number).split("\n")[4:]
    return (
        f"<div><a name='DocID_X_{number}'></a>"
        + "".join(f"<p>{row}</p>" for row in rows)
        + "</div>"
    )


@pytest.mark.parametrize("count", [1, 2])
def test_a_saved_page_and_a_mail_have_a_document_in_each_of_its_parts(tmp_path, count):
    page = "<html><body>" + "".join(map(make_saved, range(1, count + 1))) + "</body></html>"
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "a.eml").write_text(f"Subject: Yours\nContent-Type: text/html\n\n{page}")
    for name in ("a.html", "a.eml"):
        *found, note = read_inputs(tmp_path / name, {})
        assert [one.fields["id"] for one in found] == [str(n + 1) for n in range(count)]
        assert {one.text for one in found} == {"\n\n".join(BODY)}
        assert note.text == f"ProQuest: {count} read."


@pytest.mark.parametrize("found", ["Document 1 of 2\n\nTide gate fails\n\nProQuest LLC", ""])
def test_a_file_of_proquest_without_articles_is_unreadable(found):
    below = "Database copyright 2024 ProQuest LLC. All rights reserved."
    text = f"{RULE}\n\n{found}\n\n{RULE}\n\n{below}\n"
    with pytest.raises(Unreadable, match="ProQuest"):
        read(text)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("The clerk wrote:\nFull text: the gate failed.\nTitle: none\nProQuest had it.", ".txt"),
        (f"The gate failed.\n{RULE}\nTitle: Harbour opens\n", ".txt"),
        (f"The gate failed.\n{RULE}\nProQuest has the papers.\nTitle: none\n", ".txt"),
        (f"The gate failed.\nPage 1 of 2\n{RULE}\nProQuest has the papers.\n", ".txt"),
        (make_document(), ".html"),
        ("", ".txt"),
    ],
)
def test_an_article_that_only_looks_like_an_export_is_none(text, ending):
    assert read(text, ending) is None


@pytest.mark.parametrize(
    "text",
    [
        make_document() * 2_000,
        make_document(body=["Title: tide"] * 50_000),
        make_document() + f"{RULE}\n" * 50_000,
        make_document() + "Publication info: " + "1 Mar 2022 " * 20_000,
        make_document(body=["a" * 500_000 + ":"]),
    ],
)
def test_endless_files_are_read_to_their_end(text):
    assert all(isinstance(one.body, str) for one in read(text).articles)

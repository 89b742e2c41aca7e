import pytest

from onrecord.corpus.documents import read_html
from onrecord.corpus.exports.download import Download
from onrecord.corpus.exports.europresse import read_europresse
from onrecord.corpus.inputs import Unreadable

BODY = ["The tide gate failed on Monday.", "« We are sorry », said Mara Quill."]
ID = "news·20130314·HV·2040056000"
HEADERS = {
    "fr": ("Votre ville, jeudi 14 mars 2013 1 234 mots, p. 12", "14 mars 2013"),
    "en": ("World, Thursday, March 14, 2013 1,234 words, p. 12", "March 14, 2013"),
    "de": ("Stadt, Donnerstag, 14. März 2013 1.234 Wörter, S. 12", "14. März 2013"),
    "es": ("Ciudad, jueves, 14 de marzo de 2013 1.234 palabras, p. 12", "14 de marzo de 2013"),
}


def make_page(*articles):
    return f"<html><head><title>europresse</title></head><body>{''.join(articles)}</body></html>"


def make_article(header=HEADERS["fr"][0], body=BODY, document=ID, without=()):
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    parts = {
        "outlet": '<div class="rdp__DocPublicationName"><span class="DocPublicationName">Le '
        "Courrier, no. 43018</span></div>",
        "header": f'<div class="rdp__DocHeader"><span class="DocHeader">{header}</span></div>',
        "title": '<div class="titreArticle"><p class="sm-margin-TopNews rdp__subtitle">Harbour</p>'
        '<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">The <mark>tide</mark> '
        "gate fails</p></div>",
        "author": '<p class="sm-margin-bottomNews">Mara Quill</p>',
        "body": '<section><div class="DocText clearfix"><div class="docOcurrContainer">'
        f"{paragraphs}</div></div></section>",
        "footer": "<footer><div class='Doc-LegalInfo'><small>© 2013 Le Courrier. Tous droits "
        "réservés.</small></div></footer>",
        "id": f'<div class="publiC-lblNodoc">{document}</div>',
        "certificate": "<div>Ce certificat est émis à <b>Halvermouth</b></div>",
    }
    kept = "".join(part for name, part in parts.items() if name not in without)
    return f"<article>{kept}</article>"


def make_older(author="Mara Quill<br><p></p>", body=BODY, copyright="© 2013 Le Courrier."):
    paragraphs = "<p></p>".join(body)
    return (
        '<table><tr><td><table id="tbHeaderImages"><tr><td><br></td></tr></table>'
        '<span class="DocPublicationName">Le Courrier, no. 5968</span><br>'
        '<span class="DocHeader">Votre ville, </span><span class="DocHeader">jeudi </span>'
        '<span class="DocHeader">14 mars 2013</span><span class="DocHeader">, p. 12</span><br><br>'
        'Harbour<br><span class="TitreArticleVisu">The <span style="color:red">tide</span> gate '
        f"fails</span><br><br>{author}{paragraphs}<p></p><b><i>{copyright}</i></b><p></p>"
        f"Numéro de document : {ID}<br><br><table><tr><td>{ID}</td></tr>"
        "<tr><td>Ce certificat est émis à <b>Halvermouth</b></td></tr></table></td></tr></table>"
    )


def read(text, ending=".html"):
    return read_europresse(Download(ending, text.encode(), read_html))


def read_one(text):
    [found] = read(text).articles
    return found


@pytest.mark.parametrize("interface", HEADERS)
def test_an_article_has_its_fields_and_body_in_every_interface(interface):
    header, date = HEADERS[interface]
    found = read_one(make_page(make_article(header)))
    assert found.body == "\n\n".join(BODY)
    assert found.words == 1234
    assert found.fields == {
        **{"title": "The tide gate fails", "outlet": "Le Courrier", "published": date},
        **{"author": "Mara Quill", "page": "12", "section": header.split(",")[0], "id": ID},
    }


def test_the_older_layout_has_the_same_fields_and_body():
    found = read_one(make_page(make_older()))
    assert found.body == "\n\n".join(BODY)
    assert found.fields == {
        **{"title": "The tide gate fails", "outlet": "Le Courrier", "published": "14 mars 2013"},
        **{"author": "Mara Quill", "page": "12", "section": "Votre ville", "id": ID},
    }


def test_articles_are_in_the_order_of_the_page():
    text = make_page(make_article(), make_article(document="news·20130315·HV·2"))
    assert [one.fields["id"] for one in read(text).articles] == [ID, "news·20130315·HV·2"]
    assert len(read(make_page(make_older(), make_older())).articles) == 2


def test_the_first_line_of_an_older_article_without_author_is_body():
    assert read_one(make_page(make_older(author=""))).body == "\n\n".join(BODY)
    only = make_page(make_older(author="", body=["The tide gate failed"], copyright=""))
    assert read_one(only).body == "The tide gate failed"


def test_the_line_next_to_the_headline_is_the_author_where_nothing_says_so():
    text = make_page(make_article())
    author = '<p class="sm-margin-bottomNews">Mara Quill</p>'
    found = read_one(text.replace(author, "<div>Mara Quill</div>"))
    assert found.fields["author"] == "Mara Quill"
    lead = "<div>The tide gate failed on Monday, and nobody was there to see it.</div>"
    assert "author" not in read_one(text.replace(author, lead)).fields


def test_a_copyright_within_a_body_stays_there():
    body = [BODY[0], "© 2012 was painted on the gate.", BODY[1]]
    assert read_one(make_page(make_older(body=body))).body == "\n\n".join(body)


def test_a_paragraph_that_names_a_field_stays_in_the_body():
    body = ["Numéro de document : none.", "p. 12", "1234 mots", *BODY]
    assert read_one(make_page(make_article(body=body))).body == "\n\n".join(body)
    assert read_one(make_page(make_older(body=body))).body == "\n\n".join(body)


@pytest.mark.parametrize("missing", ["title", "outlet", "author", "id"])
def test_a_field_that_is_missing_takes_no_other_with_it(missing):
    header = HEADERS["fr"][0]
    whole = read_one(make_page(make_article(header)))
    found = read_one(make_page(make_article(f"Le Courrier, {header}", without=[missing])))
    said = {name: value for name, value in whole.fields.items() if name not in (missing, "section")}
    assert said.items() <= found.fields.items()
    assert found.body == whole.body


def test_without_a_name_of_its_own_the_outlet_is_what_the_header_begins_with():
    header = "Aujourd'hui en France, ven. 15 mars 2013, p. 12"
    found = read_one(make_page(make_article(header, without=["outlet"])))
    assert found.fields["outlet"] == "Aujourd'hui en France"
    assert found.fields["published"] == "15 mars 2013"
    assert "section" not in found.fields


def test_without_a_date_in_its_header_an_article_has_that_of_its_number():
    found = read_one(make_page(make_article("Votre ville, p. 12")))
    assert (found.fields["published"], found.fields["page"]) == ("20130314", "12")
    assert [note.kind for note in found.notes] == ["date"]
    assert not read_one(make_page(make_article())).notes


def test_an_article_without_a_body_has_its_fields():
    found = read_one(make_page(make_article(without=["body"])))
    assert (found.body, found.fields["title"]) == ("", "The tide gate fails")


def test_where_an_article_appeared_is_its_url_and_no_body():
    link = '<a href="https://courrier.example/tide">Cet article est paru dans Le Courrier</a>'
    found = read_one(make_page(make_article(body=[*BODY, link])))
    assert found.fields["url"] == "https://courrier.example/tide"
    assert found.body == "\n\n".join(BODY)


def test_a_page_of_europresse_without_articles_is_unreadable():
    with pytest.raises(Unreadable, match="Europresse"):
        read(make_page(f'<div class="publiC-lblNodoc">{ID}</div>'))


def test_articles_saved_otherwise_than_as_a_page_are_unreadable_and_no_article():
    text = f"The Tide Herald\n\nThe tide gate fails\n\nIt failed on Monday.\n\n{ID}\n"
    with pytest.raises(Unreadable, match="again as HTML"):
        read(text, ".txt")


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("<article><h1>The tide gate</h1><p>Europresse says so.</p></article>", ".html"),
        ("<article><span class='DocHeader'>Tide</span><p>It failed.</p></article>", ".html"),
        (f"The number {ID} stands in a line of the article.", ".txt"),
    ],
)
def test_a_page_that_only_looks_like_an_export_is_none(text, ending):
    assert read(text, ending) is None


@pytest.mark.parametrize(
    "text",
    [
        make_page("<article>" * 20_000, make_article()),
        make_page(make_article() * 1_000),
        make_page(make_article("jeudi " * 50_000)),
        make_page(make_article("1 2 " * 50_000 + ", p. " * 50_000)),
        make_page("<td><span class='DocPublicationName'>" * 20_000),
        make_page(make_older(body=["© 2013"] * 20_000)),
    ],
)
def test_endless_pages_are_read_to_their_end(text):
    assert all(isinstance(one.body, str) for one in read(text).articles)

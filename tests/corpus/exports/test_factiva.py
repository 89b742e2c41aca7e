import re

import pytest

from onrecord.corpus.documents import read_html, read_text
from onrecord.corpus.exports.download import Download
from onrecord.corpus.exports.factiva import read_factiva
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.inputs import Unreadable
from onrecord.corpus.notes import Note

INTERFACES = {
    "en": ("808 words", "13 November 2017", "English", "Document", "Results Found"),
    "de": ("1.808 Wörter", "13 November 2017", "Englisch", "Dokument", "Gefundene Ergebnisse"),
    "fr": ("808 mots", "13 novembre 2017", "Anglais", "Document", "Résultats trouvés"),
    "es": ("808 palabras", "13 noviembre 2017", "Inglés", "Documento", "Resultados encontrados"),
}
BODY = ["The tide gate failed on Monday.", '"We are sorry," said Mara Quill.']


def make_id(number=1):
    return f"HALV000020171113edbd{number:05}"


def make_page(*articles, below=""):
    return (
        "<html><head><title>Factiva</title></head><body><div id='contentLeft'>"
        f"{'<br>'.join(articles)}{below}</div></body></html>"
    )


def make_article(interface="en", number=1, title="Tide gate fails", body=BODY, without=()):
    words, date, language, document, _ = INTERFACES[interface]
    blocks = {
        "section": "<div>News</div>",
        "title": f'<div id="hd"><span class="enHeadline">{title}</span></div>',
        "author": '<div class="author">By Mara Quill</div>',
        "dateline": "<div>Special to the Courier</div>",
        "words": f"<div>{words}</div>",
        "date": f"<div>{date}</div>",
        "time": "<div>15:32</div>",
        "outlet": "<div>Halvermouth Courier</div><div>HALV</div>",
        "edition": "<div>Late Edition - Final</div>",
        "page": "<div>4,5</div>",
        "language": f"<div>{language}</div>",
        "copyright": "<div>(c) 2017 Halvermouth Newspapers</div>",
        "body": "".join(f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in body),
        "publisher": "<p>Halvermouth Newspapers Limited</p>",
        "id": f"<p>{document} {make_id(number)}</p>",
    }
    kept = "".join(block for name, block in blocks.items() if name not in without)
    return f'<div><div class="article enArticle"><p></p>{kept}</div></div>'


def make_coded(interface="en", number=1, extra=()):
    words, date, language, document, _ = INTERFACES[interface]
    rows = [
        ("SE", "News"),
        ("HD", "<b class='enHeadline'>Tide gate fails</b>"),
        ("BY", "By Mara Quill"),
        ("WC", words),
        ("PD", date),
        ("ET", "15:32"),
        ("SN", "Halvermouth Courier"),
        ("SC", "HALV"),
        ("PG", "4"),
        ("LA", language),
        ("CY", "(c) 2017 Halvermouth Newspapers"),
        ("LP", f"<p class='articleParagraph'>{BODY[0]}</p>"),
        *extra,
        ("TD", f"<p class='articleParagraph'>{BODY[1]}</p>"),
        ("ART", "A picture of the gate."),
        ("NS", "gcat : Political/General News"),
        ("PUB", "Halvermouth Newspapers Limited"),
        ("AN", f"{document} {make_id(number)}"),
    ]
    cells = (f"<tr><td class='index'><b>{c}</b>&nbsp;</td><td>{v}</td></tr>" for c, v in rows)
    return f'<div class="article enArticle"><table>{"".join(cells)}</table></div>'


def make_lines(interface="en", number=1, body=BODY):
    words, date, language, document, _ = INTERFACES[interface]
    return "\n".join(
        [
            *("News", "Tide gate fails as town sleeps", "By Mara Quill", words, date, "15:32"),
            *("Halvermouth Courier", "HALV", "Late Edition - Final", "4,5", language),
            *("(c) 2017 Halvermouth Newspapers", "", *body, "", "Halvermouth Newspapers Limited"),
            *("", f"{document} {make_id(number)}", "", ""),
        ]
    )


def make_coded_lines(parting, number=1, lead=BODY[:1], tail=BODY[1:]):
    rows = [
        *(("SE", "News"), ("HD", "Tide gate fails"), ("BY", "By Mara Quill"), ("WC", "808 words")),
        *(("PD", "13 November 2017"), ("SN", "Halvermouth Courier"), ("PG", "4")),
        *(("LA", "English"), ("CY", "(c) 2017 Halvermouth Newspapers")),
        *(("LP", "\n\n".join(lead)), ("TD", "\n\n".join(tail))),
        *(("NS", "gcat : Political/General News"), ("PUB", "Halvermouth Newspapers Limited")),
        ("AN", f"Document {make_id(number)}"),
    ]
    return "\n\n".join(f"{code}{parting}{value}" for code, value in rows) + "\n\n"


def make_feed(*articles, count=None):
    announced = len(articles) if count is None else count
    return (
        '<?xml version="1.0" encoding="utf-8"?><PPSResponse>'
        '<ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
        f'<ppsarticleResultSet count="{announced}">{"".join(articles)}</ppsarticleResultSet>'
        "</ppsArticleResponse></PPSResponse>"
    )


def make_node(number=1, lead=BODY[0], tail=BODY[1]):
    return (
        f"<ppsarticle><article><accessionNo>{make_id(number)}</accessionNo>"
        "<baseLanguage>EN</baseLanguage><copyright>(c) 2017 Halvermouth</copyright>"
        "<headline><paragraph><hlt>Tide</hlt> gate fails</paragraph></headline>"
        f"<tailParagraphs><paragraph>{tail}</paragraph></tailParagraphs>"
        f"<leadParagraph><paragraph>{lead}</paragraph></leadParagraph>"
        "<pages><page>4</page></pages><sectionName>News</sectionName>"
        "<publicationDate><dateTime>2017-11-13T01:35:58Z</dateTime></publicationDate>"
        "<byline><paragraph>By Mara Quill</paragraph></byline>"
        "<sourceName>Halvermouth Courier</sourceName><notes>A NOTE</notes>"
        "<wordCount>808</wordCount></article></ppsarticle>"
    )


def read(text, ending=".html"):
    reader = read_html if ending == ".html" else read_text
    return read_factiva(Download(ending, text.encode(), reader))


def read_one(text, ending=".html"):
    [found] = read(text, ending).articles
    return found


@pytest.mark.parametrize("interface", INTERFACES)
@pytest.mark.parametrize(
    ("make", "ending"), [(make_article, ".html"), (make_coded, ".html"), (make_lines, ".txt")]
)
def test_an_article_has_its_fields_and_body_in_every_interface(make, ending, interface):
    text = make(interface)
    found = read_one(make_page(text) if ending == ".html" else text, ending)
    assert found.body == "\n\n".join(BODY)
    assert found.words == (1808 if interface == "de" else 808)
    assert found.fields["title"].startswith("Tide gate fails")
    assert found.fields["page"].startswith("4")
    assert found.fields | {"title": "", "page": ""} == {
        **{"title": "", "page": "", "author": "Mara Quill", "section": "News"},
        **{"published": INTERFACES[interface][1], "outlet": "Halvermouth Courier"},
        **{"language": "en", "id": make_id()},
    }


@pytest.mark.parametrize("parting", ["\n", " ", "  ", "\t", "|", " | ", ": "])
def test_codes_are_parted_from_what_they_hold_in_one_way_throughout(parting):
    text = make_coded_lines(parting) + make_coded_lines(parting, 2)
    found = read(text, ".txt").articles
    assert [one.body for one in found] == ["\n\n".join(BODY)] * 2
    assert [one.fields["id"] for one in found] == [make_id(1), make_id(2)]
    assert found[0].fields == found[1].fields | {"id": make_id(1)}
    assert found[1].fields == {
        **{"title": "Tide gate fails", "author": "Mara Quill", "section": "News", "page": "4"},
        **{"published": "13 November 2017", "outlet": "Halvermouth Courier", "language": "en"},
        "id": make_id(2),
    }
    assert found[1].words == 808


@pytest.mark.parametrize("parting", ["\n", " ", "|"])
def test_a_paragraph_that_begins_like_a_field_stays_in_the_body(parting):
    tail = [
        *("HD Television came late.", "IN the end nobody came.", "PUB owners were angry."),
        *("PD 13 November 2017", "They left.", "They said so.", "It was over.", "It was late."),
    ]
    found = read_one(make_coded_lines(parting, tail=tail), ".txt")
    assert found.body == "\n\n".join([BODY[0], *tail])


@pytest.mark.parametrize("make", [make_article, make_coded])
def test_comments_of_the_page_change_nothing(make):
    text = make_page(make())
    assert read(re.sub("(<div|<td|<p)", r"<!-- \1 -->\1", text)) == read(text)


def test_a_row_of_a_table_in_the_body_is_no_field():
    inner = "<table><tr><td>HD</td><td>Sets</td></tr><tr><td>A</td><td>4</td></tr></table>"
    found = read_one(make_page(make_coded(extra=[("RF", inner)])))
    assert found.fields["title"] == "Tide gate fails"
    assert found.body == "\n\n".join(BODY)


def test_articles_of_a_page_are_counted_against_what_the_search_found():
    summary = "<table><tr><td>Results Found</td><td>{}</td></tr></table>"
    articles = [make_article(number=number) for number in (1, 2)]
    assert read(make_page(*articles, below=summary.format(3))).announced == 3
    assert read(make_page(*articles)).announced is None
    # no file holds more than 100: such a search says nothing of this one
    assert read(make_page(*articles, below=summary.format("1,771"))).announced is None


def test_the_summary_of_the_search_is_no_article():
    below = "Search Summary\nText\ntide*\nResults Found\n2\nTimestamp\n16 January 2020 7:41\n"
    found = read(make_lines() + make_lines(number=2) + below, ".txt")
    assert (len(found.articles), found.announced) == (2, 2)
    assert found.articles[1].body == "\n\n".join(BODY)


@pytest.mark.parametrize("interface", INTERFACES)
def test_the_number_that_a_search_found_is_read_in_every_interface(interface):
    found = read(make_lines(interface) + f"{INTERFACES[interface][4]}: \n12\n", ".txt")
    assert found.announced == 12


@pytest.mark.parametrize(
    ("without", "field"),
    [
        *(("section", "section"), ("author", "author"), ("page", "page")),
        *(("id", "id"), ("title", "title"), ("date", "published")),
    ],
)
def test_a_field_that_is_missing_takes_no_other_with_it(without, field):
    found = read_one(make_page(make_article(without=(without, "time"))))
    whole = read_one(make_page(make_article()))
    assert found.fields == {name: said for name, said in whole.fields.items() if name != field}
    assert found.body == whole.body


def test_an_article_may_have_no_number_of_words_no_edition_and_no_copyright():
    found = read_one(make_page(make_article(without=("words", "edition", "copyright", "time"))))
    assert found.words is None
    assert found.fields["outlet"] == "Halvermouth Courier"
    assert found.fields["language"] == "en"
    assert found.fields["published"] == "13 November 2017"


def test_a_date_that_is_not_understood_is_no_outlet():
    text = make_article().replace("13 November 2017", "2017 年 11 月 13 日").replace("words", "字")
    found = read_one(make_page(text))
    assert found.fields["published"] == "2017 年 11 月 13 日"
    assert found.fields["outlet"] == "Halvermouth Courier"


def test_a_language_that_no_list_knows_is_said_as_it_is():
    assert (
        read_one(make_lines().replace("English", "Gaelic"), ".txt").fields["language"] == "gaelic"
    )


def test_a_page_says_the_language_of_an_article_whatever_its_own_words_for_it():
    found = read_one(make_page(make_article().replace("English", "英文")))
    assert found.fields["language"] == "en"


def test_an_article_that_is_only_a_headline_in_the_page_is_told():
    row = f"<table><tr data-accno='{make_id(7)}'><td><b>Harbour opens</b></td></tr></table>"
    found = read(make_page(make_article(), below=row))
    assert (len(found.articles), found.announced, found.missing) == (1, 2, [make_id(7)])


def test_the_place_of_an_article_in_a_list_is_no_part_of_its_title():
    found = read_one(make_page(make_article(title="12) Tide gate fails")))
    assert found.fields["title"] == "Tide gate fails"
    assert found.fields["page"] == "4,5"


def test_an_article_without_a_body_has_its_fields():
    found = read(make_page(make_article(body=()), make_article(number=2)))
    assert [one.body for one in found.articles] == ["", "\n\n".join(BODY)]
    assert found.articles[0].fields["title"] == "Tide gate fails"
    lines = read(make_lines(body=()) + make_lines(number=2), ".txt").articles
    assert [one.fields["id"] for one in lines] == [make_id(1), make_id(2)]
    assert [one.body for one in lines] == ["", "\n\n".join(BODY)]


def test_what_stands_for_no_language_is_none():
    found = read_one(make_lines().replace("English\n", ""), ".txt")
    assert (found.fields["page"], found.fields.get("language")) == ("4,5", None)


def test_an_article_that_is_not_understood_is_told_by_its_number():
    text = make_lines() + make_lines(number=2).replace("808 words\n13 November 2017\n", "")
    found = read(text, ".txt")
    assert (len(found.articles), found.announced, found.missing) == (1, 2, [make_id(2)])


def test_an_article_with_codes_needs_no_headline():
    text = make_coded_lines(" ").replace("HD Tide gate fails\n\n", "")
    [found] = read(text, ".txt").articles
    assert (found.fields.get("title"), found.body) == (None, "\n\n".join(BODY))


FOUND = "Results Found\n\n1\n\n"
FOUND_IN_PAGE = "<p>Results Found</p><p>1</p>"


@pytest.mark.parametrize(
    ("text", "ending"),
    [(make_page(make_article(), below=FOUND_IN_PAGE), ".html"), (make_lines() + FOUND, ".txt")],
)
def test_two_exports_in_one_file_are_read_and_counted_together(text, ending):
    found = read(text * 2, ending)
    assert (len(found.articles), found.announced) == (2, 2)


def test_without_codes_a_headline_needs_no_section_above_and_no_byline_below():
    text = make_lines().replace("News\n", "").replace("By Mara Quill\n", "")
    found = read_one(text, ".txt")
    assert found.fields["title"] == "Tide gate fails as town sleeps"
    assert found.fields.keys().isdisjoint({"section", "author"})


def test_a_list_of_headlines_before_the_articles_is_not_read():
    contents = "Headlines\n\nTide gate fails as town sleeps\nHarbour opens\n\n"
    found = read_one(contents + make_lines(), ".txt")
    assert found.fields["title"] == "Tide gate fails as town sleeps"
    assert found.fields["section"] == "News"


def test_lines_may_all_be_parted_by_blank_ones():
    text = make_lines() + make_lines(number=2)
    apart = read("\n\n".join(filter(None, text.split("\n"))), ".txt")
    assert apart == read(text, ".txt")


def test_an_article_that_lost_its_last_line_ends_where_the_next_begins():
    cut = make_lines().split("Document")[0]
    first, second = read(cut + make_lines(number=2), ".txt").articles
    assert "id" not in first.fields
    assert first.body.startswith(BODY[0])
    assert "Tide gate fails" not in first.body
    assert second.fields["id"] == make_id(2)


def test_a_number_of_words_in_a_body_is_no_article():
    body = ["808 words", "were all that he had.", "13 November 2017", "was a Monday."]
    assert read_one(make_lines(body=body), ".txt").body == "\n\n".join(body)


def test_without_a_number_of_words_the_date_tells_where_an_article_is():
    text = make_lines() + make_lines(number=2)
    found, whole = read(text.replace("808 words\n", ""), ".txt"), read(text, ".txt")
    assert [one.fields for one in found.articles] == [one.fields for one in whole.articles]
    assert [one.body for one in found.articles] == [one.body for one in whole.articles]
    body = ["13 November 2017", "was a Monday, said the", "BBC", "and nobody else."]
    assert read_one(make_lines(body=body), ".txt").body == "\n\n".join(body)


def test_a_feed_has_lead_and_tail_in_order_and_says_how_many_it_has():
    found = read(make_feed(make_node(1), make_node(2), count=3), ".xml")
    assert (len(found.articles), found.announced) == (2, 3)
    assert found.articles[0].body == "\n\n".join(BODY)
    assert found.articles[0].words == 808
    assert found.articles[0].fields == {
        **{"title": "Tide gate fails", "author": "Mara Quill", "section": "News", "page": "4"},
        **{"published": "2017-11-13T01:35:58Z", "outlet": "Halvermouth Courier"},
        **{"language": "en", "id": make_id()},
    }


def test_a_file_is_its_articles_and_what_it_announces(tmp_path):
    path = tmp_path / "Factiva.xml"
    path.write_text(make_feed(make_node(1), make_node(2, lead="", tail=""), count=3))
    first, second, note = read_inputs(path, {})
    assert (first.status, first.row, first.fields["database"]) == ("ok", 1, "Factiva")
    assert [each.kind for each in first.notes] == ["length"]
    assert (second.status, second.row) == ("empty", 2)
    assert note == Note("export", "Factiva: 3 announced, 2 read.")


def test_xml_of_another_kind_is_unsupported(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel><title>Tide</title></channel></rss>")
    [found] = read_inputs(path, {})
    assert (found.status, found.text) == ("unsupported", None)
    assert "Factiva" in found.message


def test_xml_that_breaks_off_is_a_failure_with_its_reason(tmp_path):
    path = tmp_path / "Factiva.xml"
    path.write_text(make_feed(make_node())[:-60])
    [found] = read_inputs(path, {})
    assert (found.status, found.text) == ("failed", None)
    assert found.message


def test_a_feed_with_entities_is_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    text = make_feed(make_node(lead="&b;")).replace("<PPSResponse>", laughs + "<PPSResponse>")
    with pytest.raises(Unreadable, match="entities"):
        read(text, ".xml")


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (make_page("<table><tr class='headline'><td>Tide gate fails</td></tr></table>"), ".html"),
        (make_feed(), ".xml"),
        ("Tide gate fails\nHalvermouth Courier\n© 2017 Factiva, Inc. All rights reserved.", ".txt"),
    ],
)
def test_a_file_of_factiva_without_articles_is_unreadable(text, ending):
    with pytest.raises(Unreadable, match="Factiva"):
        read(text, ending)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("<article><table><tr><td>HD</td><td>1080 lines</td></tr></table></article>", ".html"),
        ("<div class='article enArticle'><p>The tide gate failed.</p></div>", ".html"),
        ("HD Television came late.\nIt was 808 words\nlong.", ".txt"),
        ("808 words\n13 November 2017\nwere read out.", ".txt"),
        (f"The clerk wrote:\nDocument {make_id()}\nand left.", ".txt"),
        ("<rss><article><headline>Tide</headline></article></rss>", ".xml"),
        ("", ".txt"),
    ],
)
def test_an_article_that_only_looks_like_an_export_is_none(text, ending):
    assert read(text, ending) is None


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (make_page("<div class='article enArticle'>" * 20_000), ".html"),
        (make_page(make_coded() + "<table><tr><td>LP</td><td>" * 5_000), ".html"),
        (make_page(make_article() * 2_000), ".html"),
        ("808 words\n13 November 2017\n" * 20_000 + f"Document {make_id()}", ".txt"),
        (f"Document {make_id()}\n" * 20_000, ".txt"),
        (make_coded_lines(" ") * 500 + "HD\n" * 20_000, ".txt"),
        ("A" * 200_000 + f"\nDocument {make_id()}", ".txt"),
        (make_feed("<article>" * 200 + "</article>" * 200), ".xml"),
    ],
)
def test_endless_files_are_read_to_their_end(text, ending):
    found = read(text, ending)
    assert found is None or all(isinstance(one.body, str) for one in found.articles)

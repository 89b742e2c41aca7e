"""Exports of Nexis Uni and LexisNexis to their articles, of our own making in both layouts."""

import contextlib
import datetime
import threading
from dataclasses import replace

import pytest
from nexis_files import FERRY, POOL, as_docx, as_html, as_rtf, later, older
from patience import PATIENCE

from onrecord.corpus.documents import read_html
from onrecord.corpus.exports.download import Download
from onrecord.corpus.exports.nexis import read_nexis
from onrecord.corpus.formats import read_inputs
from onrecord.corpus.inputs import Input, Unreadable
from onrecord.corpus.notes import Note
from onrecord.corpus.running_heads import join_pages

LANGUAGES = ["en", "de", "fr", "es"]
DAY = datetime.date(2013, 3, 14)
COVER = "User Name: x\n\nJob Number: 1\n\nDocuments (3)\n\n"


@pytest.fixture
def read(tmp_path):
    """The inputs of a file, and the texts of the notes on it."""

    def read_file(name, data):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        found = list(read_inputs(path, {}))
        notes = [one for one in found if isinstance(one, Note)]
        return [one for one in found if isinstance(one, Input)], [note.text for note in notes]

    return read_file


def export_of(lines, ending=".docx"):
    """What is made of these paragraphs, of these lines of a PDF, or of the text of a TXT."""
    text = lines if isinstance(lines, str) else ("\n" if ending == ".pdf" else "\n\n").join(lines)
    return read_nexis(Download(ending, b"", lambda data: Input(text)))


def one_of(story, **options):
    [article] = export_of(later(story, **options)).articles
    return article


def fields_of(story):
    return {
        "title": story.title,
        "outlet": story.outlet,
        "published": DAY,
        "author": story.author,
        "section": story.section,
        "page": story.page,
        "language": "en",
    }


# What both layouts have


@pytest.mark.parametrize("language", LANGUAGES)
def test_later_layout_gives_each_article_with_its_fields_and_nothing_but_its_body(read, language):
    found, notes = read("a.docx", as_docx(later(FERRY, POOL, language=language)))
    assert [one.text for one in found] == [FERRY.text, POOL.text]
    assert [one.fields for one in found] == [
        {"database": "Nexis Uni"} | fields_of(story) for story in (FERRY, POOL)
    ]
    assert [(one.row, one.status, one.notes) for one in found] == [(1, "ok", ()), (2, "ok", ())]
    assert notes == ["Nexis Uni: 2 announced, 2 read."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_older_layout_gives_each_article_with_its_fields_and_nothing_but_its_body(read, language):
    found, notes = read("a.txt", older(FERRY, POOL, language=language))
    assert [" ".join(one.text.split("\n")) for one in found] == [
        story.text.replace("\n\n", "  ") for story in (FERRY, POOL)
    ]
    assert [one.fields for one in found] == [
        {"database": "LexisNexis"} | fields_of(story) for story in (FERRY, POOL)
    ]
    assert notes == ["LexisNexis: 2 announced, 2 read."]


def test_page_of_the_older_layout_is_read_though_its_elements_nest(read):
    stories = [replace(FERRY, title=f"First half; second half {n}") for n in range(300)]
    found, notes = read("a.html", as_html(*stories))
    assert [one.text for one in found] == [FERRY.text] * 300
    assert [one.fields for one in found] == [
        {"database": "LexisNexis"} | fields_of(story) for story in stories
    ]
    assert notes == ["LexisNexis: 300 announced, 300 read."]


@pytest.mark.parametrize("colon", [":", ": ", ":\xa0", " : ", "\xa0: "])
def test_colon_of_a_label_is_written_in_any_way(colon):
    assert one_of(FERRY, colon=colon).fields == fields_of(FERRY)


def test_lines_of_a_pdf_are_read_without_its_page_numbers_and_running_titles():
    lines = later(FERRY, POOL)
    for story in (FERRY, POOL):
        place = lines.index(story.body[0]) + 1
        lines[place:place] = ["Page 2 of 3", story.title.replace("fi", "ﬁ"), *story.body]
    found = export_of(lines, ".pdf")
    assert [one.fields for one in found.articles] == [fields_of(FERRY), fields_of(POOL)]
    assert [one.body for one in found.articles] == [
        "\n".join([story.body[0], *story.body, *story.body[1:]]) for story in (FERRY, POOL)
    ]


def test_title_of_a_pdf_goes_on_in_the_next_line_and_may_stand_above_itself():
    lines = later(FERRY, POOL, listed=["Ferry to stop; in winter", POOL.title])
    at = lines.index(FERRY.title)
    lines[at : at + 1] = ["Ferry to stop;", "in winter"]
    lines.insert(lines.index(POOL.outlet) - 1, POOL.title)
    found = export_of(lines, ".pdf").articles
    assert [one.fields["title"] for one in found] == ["Ferry to stop; in winter", POOL.title]


@pytest.mark.parametrize(
    ("missing", "names"),
    [
        ({"author": ""}, {"author"}),
        ({"section": "", "page": ""}, {"section", "page"}),
        ({"page": ""}, {"page"}),
        ({"without": {"tail"}}, {"language"}),
        ({"without": {"heading"}}, set()),
        ({"author": "", "section": "", "page": "", "words": ""}, {"author", "section", "page"}),
        ({"words": ""}, set()),
    ],
)
def test_what_a_header_leaves_out_leaves_the_rest_as_it_is(missing, names):
    story = replace(FERRY, **missing)
    found = export_of(later(POOL, story, POOL)).articles
    assert [one.body for one in found] == [POOL.text, FERRY.text, POOL.text]
    assert found[1].fields == {k: v for k, v in fields_of(FERRY).items() if k not in names}


def test_article_without_body_is_an_empty_row_and_counts(read):
    empty = replace(POOL, body=(), more_below=("Graphic", "The pool in winter (Photo: Jo Reed)"))
    found, notes = read("a.docx", as_docx(later(FERRY, empty, FERRY)))
    assert [one.status for one in found] == ["ok", "empty", "ok"]
    assert found[1].fields["title"] == "Pool opens late"
    assert found[1].message == "It has a header and no body, as the database saved it."
    assert notes == ["Nexis Uni: 3 announced, 3 read."]


@pytest.mark.parametrize(
    "line",
    [
        "LENGTH: how long is the pier?",
        "Length: 5 miles",
        "Body",
        "Body:",
        "Classification",
        "Language: the last barrier",
        "Load-Date: nobody knows",
        "Byline: none",
        "Graphic: a word for violent films",
        "Copyright 2011 was printed on it",
        "1. Ferry to stop in winter",
        "March 3, 2013 Sunday",
        "Documents (2)",
        "3. The third point",
    ],
)
def test_line_of_a_body_that_looks_like_a_label_stays_in_it(line):
    body = (FERRY.body[0], line, FERRY.body[1], FERRY.body[0])
    story = replace(FERRY, body=body)
    assert one_of(story).body == story.text
    text = older(replace(story, body=(body[0], line.upper(), *body[2:])))
    assert line.upper() in export_of(text, ".txt").articles[0].body.split("\n\n")


@pytest.mark.parametrize(
    "last",
    [
        "(c) the manager of the pool, who is forty.",
        "Copyright law is old, she said.",
        "Person",
        "State: Ohio",
    ],
)
def test_last_paragraph_that_looks_like_what_follows_is_body(last):
    story = replace(FERRY, body=(*FERRY.body, last))
    assert one_of(story).body == story.text
    bare = export_of(older(replace(story, without={"tail"})), ".txt").articles[0].body
    assert bare.replace("\n", " ").endswith(last)


def test_labels_of_a_pdf_go_on_in_the_next_lines():
    lines = later(FERRY, cover=False)
    subject = next(n for n, line in enumerate(lines) if line.startswith("Subject"))
    lines[subject + 1 : subject + 1] = [f"HARBORS {n} (90%);" for n in range(20)]
    assert export_of(lines, ".pdf").articles[0].body == "\n".join(FERRY.body)


@pytest.mark.parametrize(
    "below",
    [
        ("Graphic", "Photo: Olga Pryce on the ice. (Jo Reed)", "The ship in 2019."),
        (
            "Correction",
            "The ferry is fifty years old, not fifteen.",
            "Correction-Date: May 1, 2013",
        ),
        ("Related Articles", "Pool opens late"),
        ("PHOTOS: The ferry (B1)", "Olga Pryce (B5)"),
        ("https://www.ledger.example",),
        ("Link to Image",),
    ],
)
def test_what_stands_below_a_body_is_not_of_it(below):
    assert one_of(replace(FERRY, more_below=below)).body == FERRY.text


def test_links_and_an_abstract_above_a_body_are_not_of_it():
    above = ("ABSTRACT", "The ferry stops, the harbour master says", "FULL TEXT")
    story = replace(FERRY, body=("Link to Image", *above, *FERRY.body))
    assert one_of(story).body == FERRY.text


def test_standfirst_dateline_and_other_labels_of_the_header_are_not_body():
    above = ("Highlight:\xa0She is sorry", "Dateline:\xa0ELLERBY", "Distribution:\xa0Everywhere")
    assert one_of(replace(FERRY, more_above=above)).body == FERRY.text
    bare = replace(FERRY, more_above=above, without={"heading"})
    assert one_of(bare).body == FERRY.text


# Title, outlet, date, section


@pytest.mark.parametrize("cover", [True, False])
def test_title_may_have_several_lines_and_a_note_of_a_correction(cover):
    lines = later(FERRY, cover=cover, listed=["Ferry to stop;in winter"])
    lines[lines.index(FERRY.title)] = "Ferry to stop;\nin winter  - Correction Appended"
    [article] = export_of("\n\n".join(lines)).articles
    assert article.fields["title"] == "Ferry to stop; in winter"
    assert article.fields["outlet"] == FERRY.outlet


def test_part_of_an_outlet_in_a_line_of_its_own_belongs_to_it():
    lines = later(FERRY)
    lines.insert(lines.index(FERRY.outlet) + 1, "(Harbour Blog)")
    assert export_of(lines).articles[0].fields["outlet"] == "The Ellerby Ledger (Harbour Blog)"


def test_title_that_looks_like_a_label_is_a_title():
    found = one_of(replace(FERRY, title="Series: the ice"), cover=False)
    assert found.fields == fields_of(FERRY) | {"title": "Series: the ice"}


def test_title_that_is_a_date_is_a_title():
    found = one_of(replace(FERRY, title="March 11, 2011, a day of ice"), cover=False)
    assert found.fields == fields_of(FERRY) | {"title": "March 11, 2011, a day of ice"}


@pytest.mark.parametrize(
    ("written", "section", "page"),
    [
        ("NEWS; Pg. 3", "NEWS", "3"),
        ("Section B; Column 2; Foreign Desk; Pg. 22", "Section B; Foreign Desk", "22"),
        (
            "Section 5; Part 2; Page 16; Column 2; National Desk",
            "Section 5; Part 2; National Desk",
            "16",
        ),
        ("LOKALES; HAFEN; S. 114 Ausg. 9", "LOKALES; HAFEN", "114"),
        ("SPORT; Pg. 65,66", "SPORT", "65,66"),
        ("BUITENLAND; Blz.6", "BUITENLAND", "6"),
        ("POLITICS; Version:28", "POLITICS", None),
        ("Section; OpEd; Pg.", "OpEd", None),
        ("Section C;\xa0; Section C;\xa0Page C19;\xa0Column 2;", "Section C", "C19"),
    ],
)
def test_section_and_page_are_told_apart(written, section, page):
    fields = one_of(replace(FERRY, section=written, page="")).fields
    assert (fields["section"], fields.get("page")) == (section, page)


def test_by_is_no_part_of_a_name():
    assert one_of(replace(FERRY, author="By PAUL RUDGE")).fields["author"] == "PAUL RUDGE"
    assert one_of(replace(FERRY, author="Byron Rudge")).fields["author"] == "Byron Rudge"


def test_article_without_a_date_has_the_day_of_its_loading_and_a_note():
    found = export_of(later(POOL, replace(FERRY, date=""))).articles[1]
    assert found.fields["published"] == datetime.date(2013, 3, 15)
    assert (found.fields["title"], found.fields["outlet"]) == (FERRY.title, FERRY.outlet)
    assert [note.kind for note in found.notes] == ["date"]


@pytest.mark.parametrize("make", [lambda story: later(story, cover=False), older])
def test_export_without_any_date_is_an_export(make):
    lines = make(replace(FERRY, date="", loaded=""))
    text = lines if isinstance(lines, str) else "\n\n".join(lines)
    [article] = export_of(text, ".txt").articles
    assert article.fields == {k: v for k, v in fields_of(FERRY).items() if k != "published"}


def test_date_without_a_day_is_handed_on_as_it_is_written():
    found = export_of(later(POOL, replace(FERRY, date="March 2013"))).articles[1]
    assert found.fields["published"] == "March 2013"


def test_title_that_links_to_the_database_gives_id_and_address(read):
    address = (
        "https://advance.lexis.com/api/document?collection=news&id=urn:contentItem:{}&context="
    )
    ids = ["5WG2-7T11-F021-636K-00000-00", "5WG8-6R61-F021-64KH-00000-00"]
    stories = [FERRY, replace(POOL, body=("See the rules.",))]
    links = {story.title: address.format(id_) for story, id_ in zip(stories, ids, strict=True)}
    found, _ = read("a.docx", as_docx(later(*stories), links))
    assert [(one.fields["id"], one.fields["url"]) for one in found] == [
        (id_, address.format(id_)) for id_ in ids
    ]
    links["See the rules."] = address.format("4444-4444-4444")
    assert [one.fields["id"] for one in read("b.docx", as_docx(later(*stories), links))[0]] == ids


# The older layout as it was printed in the United States


AMERICAN = """
Print Request: Selected Document(s): 1,3
Time of Request: July 11, 2015

                               FOCUS - 1 of 2 DOCUMENTS


     Copyright 2013 Ellerby Interactive Company, LLC d/b/a
                            Ellerby Post Digital
                              All Rights Reserved

                              The Ellerby Post

                             March 14, 2013 Thursday
                                 Met 2 Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 12 words

HEADLINE: Ferry to stop;
Harbour master is sorry

BYLINE: Paul Rudge;Sam Kite

BODY:

The ferry is late, harbour master Olga
Pryce said.

LOAD-DATE: March 14, 2013

LANGUAGE: ENGLISH

GRAPHIC: The ferry on the ice
on Monday

MATP

PUBLICATION-TYPE: Newspaper

                               FOCUS - 2 of 2 DOCUMENTS

                              The Ellerby Post

                             March 15, 2013 Friday

LENGTH: 1 words

HEADLINE: A picture

LOAD-DATE: March 15, 2013

LANGUAGE: ENGLISH

GRAPHIC: The pool
"""


def test_copyright_above_and_labelled_titles_are_read():
    found = export_of(AMERICAN, ".txt")
    assert (found.announced, list(found.missing)) == (2, [])
    assert found.articles[0].fields == {
        "title": "Ferry to stop; Harbour master is sorry",
        "outlet": "The Ellerby Post",
        "published": DAY,
        "author": "Paul Rudge;Sam Kite",
        "section": "A-SECTION",
        "page": "A01",
        "language": "en",
    }
    assert found.articles[0].body == "The ferry is late, harbour master Olga\nPryce said."
    assert (found.articles[1].fields["title"], found.articles[1].body) == ("A picture", "")


def test_rtf_of_both_layouts_is_read(read):
    later_text, older_text = "\n".join(later(FERRY, POOL)), older(FERRY, POOL)
    for text in (later_text, older_text):
        found, notes = read("a.rtf", as_rtf(text))
        as_text = export_of(text.replace("\n", "\n\n") if text == later_text else text, ".txt")
        assert [one.fields | {"database": ""} for one in found] == [
            one.fields | {"database": ""} for one in as_text.articles
        ]
        assert [" ".join((one.text or "").split()) for one in found] == [
            " ".join(one.body.split()) for one in as_text.articles
        ]
        assert notes[0].endswith("2 announced, 2 read.")


def test_each_line_may_be_a_paragraph_of_its_own_as_in_rtf():
    lines = [
        "1 of 1 DOCUMENTS",
        "The Ellerby Post",
        "March 14, 2013 Thursday",
        "Late Edition - Final",
    ]
    lines += ["Ferry to stop", "in winter", "SECTION: NEWS; Pg. 3", "LENGTH: 26 words"]
    lines += [*FERRY.body, "LOAD-DATE: March 14, 2013", "LANGUAGE: ENGLISH"]
    [article] = export_of(lines, ".rtf").articles
    assert (article.fields["title"], article.body) == ("Ferry to stop in winter", FERRY.text)


def test_bullets_of_a_list_in_a_page_do_not_stand_alone(read):
    page = as_html(replace(FERRY, body=("Two things:", "ITEM", "Another.")))
    item = "<UL><LI><P><SPAN><NOBR>&bull;</NOBR></SPAN></P><DIV><P>The ice</P></DIV></LI></UL>"
    [found], _ = read("a.html", page.replace("<P><SPAN>ITEM</SPAN><SPAN>&nbsp;</SPAN></P>", item))
    assert found.text == "Two things:\n\nThe ice\n\nAnother."


def test_article_that_was_saved_alone_has_no_number(read):
    text = older(FERRY, request="").replace("1 of 1 DOCUMENTS", "")
    [found], notes = read("a.txt", text)
    assert found.fields == {"database": "LexisNexis"} | fields_of(FERRY)
    assert notes == ["LexisNexis: 1 read."]


# What is announced, and what is read


def test_titles_that_are_announced_and_not_there_are_named(read):
    _, notes = read("a.docx", as_docx(later(FERRY, listed=[FERRY.title, "Pool; opens late"])))
    assert notes == ["Nexis Uni: 2 announced, 1 read. Missing: “Pool; opens late”."]


def test_same_title_twice_is_missing_once():
    assert export_of(later(FERRY, listed=[FERRY.title] * 2)).missing == [f"“{FERRY.title}”"]


def test_many_that_are_missing_are_counted(read):
    titles = [FERRY.title, *(f"Title {n}" for n in range(1000))]
    _, notes = read("a.docx", as_docx(later(FERRY, listed=titles)))
    assert notes[0].startswith("Nexis Uni: 1,001 announced, 1 read. Missing: “Title 0”, ")
    assert notes[0].endswith("“Title 4” and 995 more.")


def test_numbers_that_are_missing_are_named(read):
    text = older(FERRY, POOL, first=2, of=7)
    _, notes = read("a.txt", text.replace("3 of 7", "5 of 7"))
    assert notes == ["LexisNexis: 7 announced, 2 read. Missing: numbers 3 to 4, numbers 6 to 8."]


def test_numbers_that_are_missing_are_never_listed_one_by_one(read):
    asked = f"Download Request: All Documents: {'1-999999,' * 100_000}"
    _, notes = read("a.txt", older(FERRY, POOL, request=asked))
    assert notes[0].endswith("2 read. Missing: numbers 3 to 99999900000.")


def test_page_says_itself_how_many_it_has(read):
    _, notes = read("a.html", as_html(FERRY, documents=3))
    assert notes == ["LexisNexis: 3 announced, 1 read. Missing: numbers 2 to 3."]


def test_file_that_is_cut_off_keeps_what_was_read_of_the_last_article():
    lines = later(FERRY, POOL)
    found = export_of(lines[: lines.index(POOL.body[0]) + 1])
    assert [one.body for one in found.articles] == [FERRY.text, POOL.text]


def test_document_that_cannot_be_shown_is_a_row_without_text(read):
    lines = [*later(FERRY), "We are sorry but it is not possible to display it.", "End of Document"]
    found, _ = read("a.docx", as_docx([*lines, *later(POOL, cover=False)]))
    assert [one.status for one in found] == ["ok", "empty", "ok"]


@pytest.mark.parametrize(
    ("words", "is_noted"), [("26", False), ("76", False), ("81", True), ("1,200", True)]
)
def test_number_of_words_that_differs_much_is_noted(read, words, is_noted):
    [found], _ = read("a.docx", as_docx(later(replace(FERRY, words=words))))
    read_words = len(FERRY.text.split())
    expected = Note("length", f"Its header says {words} words, and {read_words} were read.")
    assert found.notes == ((expected,) if is_noted else ())


# What is an export, and what is none


def test_articles_that_no_line_ends_are_parted_where_they_were_loaded():
    stories = [replace(story, without={"end"}) for story in (FERRY, POOL)]
    found = export_of(later(*stories)).articles
    assert [one.body for one in found] == [FERRY.text, POOL.text]


@pytest.mark.parametrize(
    "lines",
    [
        later(listed=[FERRY.title, POOL.title]),  # only the cover page was saved
        later(replace(FERRY, without={"end", "tail"}), replace(POOL, without={"end", "tail"})),
        ["Section: NEWS", "Length: 5", "Byline: X", "Language: ENGLISH", "End of Document"],
    ],
)
def test_export_that_is_not_understood_fails_and_says_so(read, lines):
    found, notes = read("a.docx", as_docx(lines))
    assert [(one.status, one.text) for one in found] == [("failed", None)]
    assert "looks like an export of Nexis Uni" in found[0].message
    assert not notes


ORDINARY = [
    "How to read Load-Date: and other labels.",
    "Ferry\n\nBody\n\nThe ferry stops.\n\nLENGTH: 5 miles\n\nLoad-Date: she did not say.\n\nIt is late.",
    "Ferry\n\nThe Ledger\n\nMarch 14, 2013\n\nThe ferry stops.\n\nEnd of Document",
    "The clerk read 1 of 2 documents.\n\n1 of 2 documents\n\nShe said LENGTH: 5 words.",
    "Documents (2)\n\nThe clerk has two documents.",
]


@pytest.mark.parametrize("text", ORDINARY)
@pytest.mark.parametrize("ending", [".txt", ".docx"])
def test_ordinary_article_with_such_words_is_one_article(read, text, ending):
    data = text if ending == ".txt" else as_docx(text.split("\n\n"))
    [found], notes = read(f"a{ending}", data)
    assert (found.text, found.status, found.row, notes) == (text, "ok", None, [])


@pytest.mark.parametrize("name", ["Nexis Uni (100).docx", "LexisNexis.pdf"])
def test_broken_file_fails_whatever_its_name_says(read, name):
    [found], notes = read(name, b"PK\x03\x04 and nothing")
    assert (found.status, notes) == ("failed", [])


def test_page_without_marks_is_not_parsed_for_them():
    page = "<html><body><p>The ferry stops, she said.</p></body></html>"
    download = Download(".html", page.encode(), read_html)
    assert read_nexis(download) is None
    assert not {"tree", "lines", "article"} & set(vars(download))


def test_file_is_read_once_whether_it_is_an_export_or_not():
    for text in ("An article.", "\n\n".join(later(FERRY))):
        calls = []

        def read_text(data, text=text, calls=calls):
            calls.append(data)
            return Input(text)

        download = Download(".docx", b"", read_text)
        read_nexis(download)
        assert download.article.text == text and len(calls) == 1


# What is missing, quoted, or nothing


def test_an_article_without_its_mark_of_the_end_is_one_of_its_own():
    marked = replace(FERRY, title="Bridge opens")
    lines = later(replace(FERRY, without=frozenset({"end"})), POOL, marked)
    assert [one.fields["title"] for one in export_of(lines).articles] == [
        FERRY.title,
        POOL.title,
        marked.title,
    ]


def test_a_day_of_loading_that_an_article_quotes_ends_nothing():
    story = replace(FERRY, body=(*FERRY.body, "Load-Date: May 3, 2011", "So it said."))
    assert one_of(story).body == story.text


@pytest.mark.parametrize("quoted", ["1 of 2 DOCUMENTS", "Document 2 of 2", "Document 7 of 9"])
def test_a_number_of_documents_that_an_article_quotes_begins_none(quoted):
    story = replace(FERRY, body=(FERRY.body[0], quoted, FERRY.body[1]))
    export = export_of(older(story, POOL), ".txt")
    assert [one.fields["title"] for one in export.articles] == [FERRY.title, POOL.title]
    assert quoted in export.articles[0].body


def test_a_document_that_the_older_database_could_not_show_is_counted():
    text = older(FERRY, POOL).replace("2 of 2", "3 of 3").replace("1 of 2", "1 of 3")
    number = "        3 of 3 DOCUMENTS"
    text = text.replace(number, f"        2 of 3 DOCUMENTS\n\nWe are sorry.\n\n{number}")
    assert [one.body for one in export_of(text, ".txt").articles][1] == ""


def test_two_exports_in_one_file_are_counted_together():
    export = export_of(older(FERRY, POOL) + "\n" + older(POOL), ".txt")
    assert [one.fields["title"] for one in export.articles] == [FERRY.title, POOL.title, POOL.title]
    assert (export.announced, len(export.missing)) == (3, 0)
    assert "Download Request" not in export.articles[1].body


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        (COVER.replace("(3)", "(0)") + "No documents found.", ".docx"),
        ("Download Request: Selected Items: 1-3\n\nTerms: ferry\n", ".txt"),
    ],
)
def test_an_export_of_nothing_is_unreadable(text, ending):
    with pytest.raises(Unreadable, match="no article was found"):
        export_of(text, ending)


@pytest.mark.parametrize("layout", [later, older])
def test_marks_at_the_edge_of_each_printed_page_part_its_articles(layout):
    pages = []
    for story in (FERRY, POOL, replace(FERRY, title="Bridge opens")):
        text = layout(story) if layout is older else "\n".join(layout(story, cover=False))
        pages.append("\n".join(line.strip() for line in text.split("\n") if line.strip()))
    if layout is older:
        pages = [
            page[page.index("1 of 1") :].replace("1 of 1", f"{n} of 3")
            for n, page in enumerate(pages, 1)
        ]
    export = export_of(join_pages(pages), ".pdf")
    titles = [one.fields["title"] for one in export.articles]
    assert titles == [FERRY.title, POOL.title, "Bridge opens"]


# Hostile input

MANY = 100_000
FRONT = "T\n\nThe Ledger\n\nMarch 5, 2013\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "End of Document\n" * MANY,
        "1 of 2 DOCUMENTS\n" * MANY,
        "1 of 1 DOCUMENTS\n\nThe Ledger\n\nMarch 5, 2013\n\nT\n\n" + "LENGTH: 5 words\n\n" * MANY,
        "1 of 1 DOCUMENTS\n\nThe Ledger\n\nMarch 5, 2013\n\nT\n\n" + "LOAD-DATE: x\n" * MANY,
        COVER + "".join(f"{n}. Title\n\n" for n in range(1, MANY)) + "End of Document",
        COVER + "March 5, 2013\n\n" * MANY + "Body\n\nx\n\nEnd of Document",
        FRONT + "Body\n\n" * MANY + "End of Document",
        FRONT + "Byline: x\n\n" * MANY + "End of Document",
        FRONT + "Body\n\nx\n\n" + "Graphic\n\n" * MANY + "End of Document",
        FRONT + "Section: " + "a; Pg. ;" * MANY + "\n\nBody\n\nx\n\nEnd of Document",
        "Download Request: " + "1-999999," * MANY + "\n1 of 2 DOCUMENTS\n",
    ],
)
def test_many_marks_are_read_in_a_time_that_grows_with_them(text):
    def run():
        with contextlib.suppress(Unreadable):
            export_of(text, ".txt")
        done.set()

    done = threading.Event()
    threading.Thread(target=run, daemon=True).start()
    assert done.wait(PATIENCE), "a step's work grows with the square of its lines"

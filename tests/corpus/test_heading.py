"""Title, byline and date at the top of a text: taken where they clearly are that, and only there."""

import pytest
from article_files import make_docx, make_odt, make_rtf

from onrecord.corpus.documents import read_docx, read_odt, read_rtf, read_text
from onrecord.corpus.heading import find_heading

BODY = "The ferry will stop in winter, the council said on Monday."
WRAPPED = "The ferry will stop in winter, the council said on\nMonday, for the ice is thick."


@pytest.mark.parametrize(
    ("lines", "author", "date"),
    [
        (["By Paul Rudge", "3 March 2025", ""], "Paul Rudge", "3 March 2025"),
        (
            ["", "By Paul Rudge", "", "Monday, March 3, 2025 10:15 GMT"],
            "Paul Rudge",
            "March 3, 2025",
        ),
        (["Published: Mon 3 Mar 2025 05.00 GMT", "BY PAUL RUDGE"], "PAUL RUDGE", "3 Mar 2025"),
        (["By Paul Rudge and Ida van der Holm"], "Paul Rudge and Ida van der Holm", None),
        (["By Zoë O’Dowd, Health Editor"], "Zoë O’Dowd, Health Editor", None),
        (["2025-03-03"], None, "2025-03-03"),
        (["03/04/2025", ""], None, "03/04/2025"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_first_lines_give_title_author_and_date(lines, author, date, end):
    found = find_heading(end.join(["Ferry to stop: “no way over”", *lines, BODY]))
    expected = {"title": "Ferry to stop: “no way over”", "author": author, "published": date}
    assert found == {field: value for field, value in expected.items() if value}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ferry to stop",
        "Ferry to stop\nBy Paul Rudge",
        f"Ferry to stop\n{BODY}\n3 March 2025",
        f"Ferry to stop.\nBy Paul Rudge\n{BODY}",
        f"{'Ferry ' * 50}\nBy Paul Rudge\n{BODY}",
        f"The weir is shut,\nBy Paul Rudge\n{BODY}",
        f"Ferry to stop\nBy noon the ferry had left\n{BODY}",
        f"Ferry to stop\nBy Land and Sea\n{BODY}",
        f"Ferry to stop\nBy Paul Rudge, who has seen it all.\n{BODY}",
        f"Ferry to stop\nOn 3 March 2025\n{BODY}",
        f"Ferry to stop\nMarch 2025\n{BODY}",
        f"By Paul Rudge\n3 March 2025\n{BODY}",
        f"3 March 2025\nBy Paul Rudge\n{BODY}",
        f"The Ellerby Ledger\n3 March 2025\nFerry to stop\nBy Paul Rudge\n{BODY}",
        "A poem\nBy Ida Holm\nThe ice is thick\nthe ferry late",
        f"Ferry to stop\n3 March 2025\n{WRAPPED}",
    ],
)
def test_where_it_is_in_doubt_there_is_no_heading(text):
    assert find_heading(text) == {}


def test_body_that_was_wrapped_by_hand_follows_a_byline():
    assert find_heading(f"Ferry to stop\nBy Paul Rudge\n{WRAPPED}")["author"] == "Paul Rudge"


def test_text_stays_whole_and_what_the_front_matter_says_goes_first():
    text = f"Ferry to stop\nBy Paul Rudge\n3 March 2025\n\n{BODY}"
    found = read_text(f"---\ntitle: Another\n---\n{text}".encode())
    assert found.text == text
    assert found.fields == {"title": "Another", "author": "Paul Rudge", "published": "3 March 2025"}


def test_documents_have_headings_that_go_before_their_properties():
    lines = ["Ferry to stop", "By Paul Rudge", "3 March 2025", BODY]

    def fill(document):
        document.core_properties.author = "Typist"
        for line in lines:
            document.add_paragraph(line)

    heading = {"title": "Ferry to stop", "author": "Paul Rudge", "published": "3 March 2025"}
    odt = make_odt("".join(f"<text:p>{line}</text:p>" for line in lines))
    for found in (
        read_docx(make_docx(fill)),
        read_rtf(make_rtf(r"\par ".join(lines)).encode()),
        read_odt(odt),
    ):
        assert (found.fields, found.text) == (heading, "\n\n".join(lines))


@pytest.mark.parametrize(
    "text", ["\n" * 1_000_000, "By " * 300_000, "a\nBy " + "Ab " * 100_000, " \n" * 300_000]
)
def test_hostile_first_lines_are_no_burden(text):
    assert find_heading(text + "\nx") == {}

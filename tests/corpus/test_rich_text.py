"""RTF and OpenDocument to paragraphs, and what in them is hostile."""

import pytest
from article_files import make_odt, make_rtf

from onrecord.corpus import costs, documents
from onrecord.corpus.inputs import Unreadable
from onrecord.corpus.rich_text import odt_lines, rtf_lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (r"One.\par\par {\b Two}\line three.\par", ["One.", "", "Two", "three."]),
        (
            r"Br\'fcgger \u8220?no\u8221? {\f1 \'cd\'e5\'f2} \u-10179?\u-8704?",
            ["Brügger “no” Нет 😀"],
        ),
        (r"{\header Daily}{\info{\title X}}{\*\pnseclvl1 x}{\pict 89504e}word", ["word"]),
        (
            r'Read {\field{\*\fldinst{HYPERLINK "https://a.example"}}{\fldrslt here}}.',
            ["Read here."],
        ),
        (r"\trowd left\cell right\cell\row\pard after", ["left\tright", "after"]),
        ("wrapped in\nthe file", ["wrapped inthe file"]),
        (r"\{a\} b\~c", ["{a} b\xa0c"]),
    ],
)
def test_rtf_gives_the_words_that_one_sees(body, lines):
    assert rtf_lines(make_rtf(body).encode()) == lines


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_rtf_with_bytes_above_ascii_and_a_zero_at_its_end_is_read(encoding):
    data = make_rtf("the “café” at the café").encode(encoding) + b"\r\n\0"
    assert rtf_lines(data) == ["the “café” at the café"]


@pytest.mark.parametrize(
    "body",
    [
        "{" * 1_000_000,
        "}" * 100,
        r"{\field{\*\fldinst{ HYPERLINK " * 100_000,
        r"{\FIELD{\*\FLDINST{ HYPERLINK " * 100_000,
        r"{\fonttbl" + r"{\f1\fcharset0 " * 100_000,
        r"{\pict{\fonttbl x;}\bin1 x}{\fonttbl" + r"\f1\fcharset0 " * 100_000,
        r"\u99999999",
    ],
)
def test_hostile_rtf_ends_soon(body):
    try:
        assert isinstance(rtf_lines(make_rtf(body).encode()), list)
    except ValueError as error:
        assert "99999999" in body, error


def test_file_that_is_no_rtf_says_so():
    with pytest.raises(Unreadable, match="no RTF"):
        rtf_lines(b"just words")


def test_odt_gives_paragraphs_headings_and_cells_in_their_order():
    body = (
        "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:tracked-changes><text:h>Weir shut</text:h><text:p/>"
        "<text:p>One<text:s text:c='2'/><text:span>two</text:span><text:tab/>three"
        "<text:note><text:p>foot</text:p></text:note><!-- no --><svg:desc>picture</svg:desc>."
        "<text:line-break/>Four.</text:p><text:list><text:p>Five.</text:p></text:list>"
    )
    assert odt_lines(make_odt(body)) == ["Weir shut", "", "One  two\tthree.\nFour.", "Five."]
    assert documents.read_odt(make_odt(body)).text.startswith("Weir shut\n\nOne")


def test_spaces_of_an_odt_do_not_multiply():
    [line] = odt_lines(make_odt("<text:p>a<text:s text:c='999999999'/>b</text:p>"))
    assert len(line) < 200


def test_entities_of_an_odt_lead_to_no_file(tmp_path):
    (tmp_path / "secret").write_text("secret")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    assert odt_lines(make_odt("<text:p>a &e; b</text:p>", doctype)) == ["a  b"]


def test_odt_that_is_encrypted_or_unpacks_to_too_much_says_so(monkeypatch):
    locked = make_odt("<text:p>a</text:p>", manifest="<manifest><encryption-data/></manifest>")
    with pytest.raises(Unreadable, match="encrypted"):
        odt_lines(locked)
    monkeypatch.setattr(costs, "MOST_UNPACKED_BYTES", 50)
    with pytest.raises(Unreadable, match="50 bytes"):
        odt_lines(make_odt("<text:p>a</text:p>"))

"""The text of a claim: its pieces in one line, without quotation marks."""

import pytest

from onrecord.reading.doc.quotes import find_quotations
from onrecord.reading.doc.sentences import paragraphs
from onrecord.reading.doc.texts import without_marks


def text_of(text, *contents):
    """The claim text of contents that stand once in a text."""
    spans = [(text.index(content), text.index(content) + len(content)) for content in contents]
    return without_marks(text, find_quotations(text, paragraphs(text)))(spans)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("“It is late,”", "It is late,"),
        ('"It is late"', "It is late"),
        ("``It is late''", "It is late"),
        ("''It is late''", "It is late"),
        ("«It is late»", "It is late"),
        ("‘It is late’", "It is late"),
        ("“It’s the workers’ port, ‘so they say’”", "It’s the workers’ port, so they say"),
        ("‘It’s the workers’ “port”, isn’t it?’", "It’s the workers’ port, isn’t it?"),
        ("it   is\n late", "it is late"),
        ("“It is late", "It is late"),
        ("that it is late", "that it is late"),
        ("“”", ""),
    ],
)
def test_claim_is_the_content_without_its_quote_marks(content, text):
    assert text_of(f"Ann said {content} then.", content) == text


def test_pieces_of_a_claim_are_joined_by_an_ellipsis():
    text = "“It is late,” Ann Reed said, “and it is dark.”"
    assert text_of(text, "“It is late,”", "“and it is dark.”") == "It is late, … and it is dark."


def test_single_mark_that_opens_before_a_content_is_left_out_where_it_closes():
    assert text_of("‘The port,’ Ann said, ‘it is late.’", "it is late.’") == "it is late."


def test_content_without_pieces_has_no_text():
    assert without_marks("Ann said it.", [])([]) == ""

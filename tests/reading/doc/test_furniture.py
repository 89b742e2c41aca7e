"""Lines that are no part of an article go, whole lines only, and no sentence loses its end."""

import pytest

from onrecord.reading.doc.clean import clean
from onrecord.reading.doc.furniture import find_furniture

BEFORE, AFTER = "The mayor said that the bridge would be shut.", "He left at noon."


@pytest.mark.parametrize(
    "line",
    [
        *("14:32", "14:32 GMT", "15.01 BST", "9.15am", "9 p.m.", "8:05 a.m. ET", "(14:32)"),
        *("Updated at 15.01", "Last updated on Monday 3 March at 10.15am", "12 minutes ago"),
        *("Updated: 3 March 2025, 15:01 GMT", "First published on Mon 3 Mar 2025 05.00 GMT"),
        *("Read more:", "Read more: ‘We are doomed,’ says mayor", "Related: Weir keeper quits"),
        *("RELATED STORIES", "• See also: “No way over”", "Read\u00a0more here »"),
        *("Sign up to our daily newsletter for the best of the Ledger", "Subscribe to our alerts"),
        *("ADVERTISEMENT", "[Advertisement]", "Story continues below", "Article continues below:"),
        *(
            "Share",
            "Share on Facebook",
            "Facebook Twitter Email",
            "12 shares",
            "Share this article",
        ),
        *("Page 1 of 2", "  Page 10 of 12  "),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n"])
def test_line_that_is_no_part_of_the_article_goes(line, end):
    text = end.join((BEFORE, line, AFTER))
    cleaned = clean(text)
    assert cleaned.text.split() == f"{BEFORE} {AFTER}".split()
    at = cleaned.text.index(AFTER)
    [(start, stop)] = cleaned.untouched([(at, at + len(AFTER))])
    assert text[start:stop] == AFTER


@pytest.mark.parametrize(
    "line",
    [
        *(
            "15.01",
            "2025",
            "May 3",
            "At 14:32 GMT she left.",
            "Updated figures show a fall of 12.30",
        ),
        *("Read more books, she said.", "Related families met.", "Related matters: the mayor"),
        *("Sign up by email before Friday, the council said.", "Subscribe", "Most read at night."),
        *("Share prices fell", "Print is dead, he said.", "Save the weir", "Share this with her"),
        *("12 shares were sold", "“Share”", "Comment was refused", "Published by Ellerby Press"),
        *("Page 1 of the report said no.", "Advertisement sales fell"),
    ],
)
def test_line_that_may_be_part_of_the_article_stays(line):
    text = "\n".join((BEFORE, line, AFTER))
    assert not list(find_furniture(text))


@pytest.mark.parametrize("end", ["8:05 a.m.", "9 p.m.", "14:32", "Facebook", "two minutes ago."])
def test_end_of_a_sentence_that_was_wrapped_stays(end):
    text = f"The mayor told the council that the bridge had been shut since\n{end}\n{AFTER}"
    assert not list(find_furniture(text))


def test_box_within_a_paragraph_of_print_does_not_part_its_words():
    text = (
        "The keeper, Ida Holm, said on Monday that the old tun-\nAdvertisement\nnel would be shut and "
        "that\nPage 1 of 2\nnobody had known of it for long, which\nwas no surprise to her."
    )
    assert "the old tunnel would be shut and that nobody had known" in clean(text).text


@pytest.mark.parametrize("text", ["Advertisement", "Share\nTweet\n\n", "14:32 GMT"])
def test_text_of_nothing_else_is_read_as_it_is(text):
    assert clean(text).text == text


@pytest.mark.parametrize(
    "text", [" " * 500_000, "1" * 500_000, "share " * 80_000, "sign up " * 60_000, "(\n" * 100_000]
)
def test_hostile_lines_are_no_burden(text):
    assert not list(find_furniture(text))

"""Heads and feet of printed pages go, what is printed once stays."""

import pytest

from onrecord.corpus.running_heads import join_pages


def test_heads_feet_and_page_numbers_are_left_out():
    pages = [
        f"The Ledger   {n}\n\nText {word} of the page\nthat goes {word}\n\nprinted 3 March\n{n}\n"
        for n, word in enumerate(["one", "two", "three"], 9)
    ]
    assert join_pages(pages) == "\n".join(
        f"Text {word} of the page\nthat goes {word}" for word in ["one", "two", "three"]
    )


def test_title_that_is_repeated_stays_where_it_comes_first():
    pages = [
        "Ferry to stop\nBy Ida Holm\nThe ferry",
        "Ferry to stop\nwill stop,",
        "Ferry to stop\nshe said.",
    ]
    assert join_pages(pages) == "Ferry to stop\nBy Ida Holm\nThe ferry\nwill stop,\nshe said."


def test_left_and_right_pages_may_have_other_heads():
    pages = [f"{'Ledger' if n % 2 else 'Sport'} {n}\nText {'abcd'[n]}." for n in range(4)]
    assert join_pages(pages) == "Text a.\nText b.\nText c.\nText d."


@pytest.mark.parametrize(
    "pages", [["One.\nTwo."], ["One.", "Two."], ["No.\nOne.", "Two.\nNo."], [], ["", " "]]
)
def test_what_is_not_repeated_at_one_end_stays(pages):
    assert join_pages(pages).split() == " ".join(pages).split()


def test_page_that_counts_itself_needs_no_other():
    assert join_pages(["Page 1 of 1\nThe weir is shut.\nPage 1 of 1"]) == "The weir is shut."


def test_many_pages_of_one_line_are_no_burden():
    assert 290_000 < join_pages(["Same\n" * 1000] * 300).count("Same") < 300_000

"""A file seen as lines and as a tree."""

import pytest

from onrecord.corpus.documents import read_text
from onrecord.corpus.exports.download import Download, outermost, see


def filled(download):
    return [line for line in download.lines if line]


def page(body, ending=".html"):
    return Download(
        ending, f"<html><head><title>T</title></head><body>{body}</body></html>".encode(), None
    )


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>One <b>bold</b>&nbsp; word</p><p>Two</p>", ["One bold word", "Two"]),
        ("before<div>in<div/>deeper</div>after", ["before", "in", "deeper", "after"]),
        ("One<br>two<br/>three", ["One", "two", "three"]),
        ("wo<!-- no -->rd<style>p { }</style>s<script>x</script>!", ["words!"]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", ["One", "Two"]),
        ("", []),
    ],
)
def test_page_is_seen_as_a_browser_shows_it(body, lines):
    assert filled(page(body)) == lines


def test_empty_lines_part_paragraphs_and_not_the_lines_of_one():
    lines = page("<p>One<br>two</p><p>Three</p>").lines
    at = lines.index("One")
    assert lines[at + 1] == "two" and lines[at + 2] == ""


@pytest.mark.parametrize(("opening", "times"), [("<div>", 2_000), ("<div/>", 20_000)])
def test_page_that_nests_deep_is_seen_whole(opening, times):
    assert filled(page(f"{opening}<p>One</p>" * times)) == ["One"] * times


def test_element_is_seen_without_what_follows_it():
    [first, _] = outermost(page("<p>One</p>tail<p>Two</p>").tree, lambda part: part.tag == "p")
    assert [line for line in see(first) if line] == ["One"]


def test_outermost_elements_come_in_order_and_none_within_another():
    tree = page("<div id=a><div id=b></div></div><p><div id=c></div></p>").tree
    wanted = outermost(tree, lambda part: part.tag == "div")
    assert [part.get("id") for part in wanted] == ["a", "c"]


def test_text_is_seen_line_by_line():
    download = Download(".txt", b"  One \r\n\r\ntwo\x0cthree", read_text)
    assert download.lines == ["One", "", "two", "three"]

"""The marked article: all of it, or what browsers bear of a very long one."""

import pytest
from lxml import html
from small_record import article, attribution

from onrecord.pages import marked_article
from onrecord.pages.marked_article import MarkedArticle
from onrecord.pages.shown import LONGEST, PIECE, shown_pieces

SAID = "Reed {} said it was late."
KNOWN = {"act": "asserts", "affiliation": None}


def made_of(said, between="\n\n"):
    """An article of so many paragraphs, each with an attribution."""
    row = article("a", between.join(SAID.format(n) for n in range(said)))
    rows, width = [], 0
    for n in range(said):
        start = row["text"].index(SAID.format(n), width)
        width = start + len(SAID.format(n))
        made = attribution(row | {"text": SAID.format(n)}, n, "it was late", cue="said", **KNOWN)
        for spans in (made["content_spans"], made["cue_spans"]):
            spans[:] = [[start + a, start + b] for a, b in spans]
        rows.append(made)
    return MarkedArticle(row=row, attributions=rows, mentions=[], names={})


def shown(marked):
    page = html.fromstring(str(marked.html))
    paragraphs = page.xpath('//*[@class="onrecord-paragraph"]')
    return page, ["".join(each.itertext()) for each in paragraphs]


def test_no_piece_is_handed_the_marks_of_the_others(monkeypatch):
    handed, plain = [], marked_article.mark_text

    def counted(text, marks, *span):
        handed.append(len(list(marks)))
        return plain(text, marks, *span)

    monkeypatch.setattr(marked_article, "mark_text", counted)
    _, paragraphs = shown(made_of(200))
    assert (len(paragraphs), len(handed), max(handed)) == (200, 200, 2)


def test_a_mark_over_several_paragraphs_is_in_each_and_anchored_once():
    row = article("a", "“One.\n\n“Two.\n\n“Three,” said Reed.")
    whole = attribution(row, 1, "“One.\n\n“Two.\n\n“Three,”", cue="said", **KNOWN)
    marked = MarkedArticle(row=row, attributions=[whole], mentions=[], names={})
    page, paragraphs = shown(marked)
    assert "".join(paragraphs) == row["text"]
    marks = page.xpath('//*[@class="onrecord-paragraph"]/mark')
    assert [bool(mark.get("id")) for mark in marks] == [True, False, False]


def test_a_text_that_browsers_bear_is_shown_whole():
    marked = made_of(LONGEST // 40)
    page, paragraphs = shown(marked)
    assert "".join(paragraphs) == marked.text
    assert "not shown" not in page.text_content()


@pytest.mark.parametrize("between", ["\n\n", " "])
def test_a_longer_text_is_shown_around_its_attributions_with_counts(between):
    some = made_of(3, between)
    filler = between.join(["It rained."] * (LONGEST // 8))
    row = article("a", some.text + between + filler)
    marked = MarkedArticle(row=row, attributions=some.attributions, mentions=[], names={})
    page, paragraphs = shown(marked)
    assert row["text"].startswith("".join(paragraphs)) and len("".join(paragraphs)) < 3 * PIECE
    left_out = f"{len(row['text']) - len(''.join(paragraphs)):,} characters are not shown."
    assert left_out in page.text_content()
    assert "3 of 3 are marked" in page.text_content()


def test_where_attributions_alone_are_too_long_it_is_said_how_many_are_left_out():
    marked = made_of(LONGEST // 20)
    page, paragraphs = shown(marked)
    noted = len(page.xpath("//li"))
    assert LONGEST - PIECE < len("".join(paragraphs)) <= LONGEST
    assert f"{noted:,} of {len(marked.attributions):,} are marked" in page.text_content()


def test_a_long_text_without_attributions_is_shown_from_its_beginning():
    text = "It rained. " * (LONGEST // 5)
    pieces, left_out = shown_pieces(text, [])
    assert pieces[0].start == 0 and pieces[-1].after <= LONGEST
    assert pieces[-1].after + left_out == len(text)


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "\n" * (LONGEST + 1), "x" + "\n" * LONGEST])
def test_pieces_of_odd_texts_follow_one_another(text):
    pieces, left_out = shown_pieces(text, [(0, 1)])
    done = 0
    for piece in pieces:
        assert done + piece.left_out == piece.start <= piece.end <= piece.after
        done = piece.after
    assert done + left_out == len(text)

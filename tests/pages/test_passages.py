"""The sentences and paragraphs in which something stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_record import article, attribution, span

from onrecord.errors import OnrecordError
from onrecord.pages.marking import Mark
from onrecord.pages.passages import attribution_passage, span_passages, windows


def passage(text, spans, **options):
    """The one passage that holds a content of several pieces, as HTML."""
    row = attribution(article("x", text), 1, []) | {
        "content_spans": spans,
        "act": None,
        "affiliation": None,
    }
    return attribution_passage(article("x", text), row, **options).html


def words(html):
    return re.sub(r"<[^>]+>", "", html)


def test_a_passage_is_the_sentence_around_a_span_with_the_span_marked():
    text = "First one. Second <b>one</b> here. Third."
    html = passage(text, [span(text, "<b>one")])
    assert 'title="content of a1 · no source">&lt;b&gt;one</mark>' in html
    assert words(html) == "Second &lt;b&gt;one&lt;/b&gt; here."


def test_spans_far_apart_leave_out_what_stands_between():
    text = "Ann spoke. Nothing here. Nor here. She said no."
    html = passage(text, [span(text, "Ann"), span(text, "no.")])
    assert words(html) == "Ann spoke. […] She said no."


def test_a_span_over_several_sentences_has_them_all():
    text = "Ann. “Bee said. Cee.” Dee ends."
    assert words(passage(text, [span(text, "Bee said. Cee")])) == "“Bee said. Cee.”"


def test_paragraph_is_the_wider_context():
    text = "One. Two.\nThree."
    assert words(passage(text, [(0, 3)], context="paragraph")) == "One. Two."


def test_an_unknown_context_is_refused():
    with pytest.raises(OnrecordError, match=r"'page'.*'sentence'"):
        passage("x", [(0, 1)], context="page")


@given(st.text(alphabet="aB. \n“”?", max_size=60), st.data())
def test_every_span_stands_in_its_windows(text, data):
    a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = windows(text, [Mark(start=a, end=b, role="hit")])
    shown = {i for start, end in found for i in range(start, end)}
    assert {i for i in range(a, b) if not text[i].isspace()} <= shown


def test_an_attribution_carries_its_roles_and_where_it_stands():
    of = article(
        "x", "Before. Ann said <no>. After.", title="T", outlet="O", published="2025-01-02"
    )
    row = attribution(of, 1, "<no>", source="Ann", cue="said") | {
        "act": "denies",
        "affiliation": None,
    }
    found = attribution_passage(of, row)
    assert (found.start, found.end) == tuple(span(of["text"], "Ann said <no>."))
    assert (found.label, found.ids, found.anchor) == ("Ann denies", ("x:a1",), "onrecord-x:a1")
    assert (found.outlet, found.title, str(found.published)) == ("O", "T", "2025-01-02")
    assert "onrecord-source" in found.html and "onrecord-cue" in found.html
    assert " id=" not in found.html and "data-label" not in found.html


def test_mentions_in_one_sentence_share_a_passage():
    of = article("x", "Ann saw Bob. Cleo saw both.")
    spans = [(*span(of["text"], who), f"x:m{n}") for n, who in enumerate(("Ann", "Bob", "Cleo"), 1)]
    found = span_passages(of, spans)
    assert [p.ids for p in found] == [("x:m1", "x:m2"), ("x:m3",)]
    assert found[0].html.count("onrecord-hit") == 2

"""Text and spans in, safe HTML out."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_record import article, attribution

from onrecord.pages.marking import (
    ELEMENTS,
    Mark,
    anchor_id,
    attribution_marks,
    mark_text,
    merged,
    plain_label,
    segments,
    style_sheet,
    web_link,
    write_act,
    write_source,
)

TEXTS = st.text(alphabet=st.sampled_from("ab \n\r\t<>&\"'“”\u202e\u2069\u0301é😀\x00"), max_size=40)


class Outline(HTMLParser):
    """The text of some HTML and its elements; fails where they do not nest."""

    def __init__(self, html):
        super().__init__()
        self.text, self.open, self.elements = "", [], []
        self.feed(str(html))
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes what is not innermost"

    def handle_data(self, data):
        self.text += data


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    place = st.integers(-2, len(text) + 2)
    mark = st.builds(
        lambda a, b, role, level, note: Mark(
            start=min(a, b),
            end=max(a, b),
            role=role,
            level=level,
            title=note,
            label=note,
            href="#x",
        ),
        place,
        place,
        st.sampled_from(list(ELEMENTS)),
        st.integers(0, 2),
        st.none() | TEXTS,
    )
    return text, draw(st.lists(mark, max_size=8))


@given(marked_texts())
def test_marked_text_nests_and_is_the_untouched_text_again(given_text):
    text, marks = given_text
    assert Outline(mark_text(text, marks)).text == text


@given(marked_texts(), st.integers(0, 20), st.integers(0, 20))
def test_part_of_a_text_is_that_part(given_text, a, b):
    text, marks = given_text
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert Outline(mark_text(text, marks, start, end)).text == text[start:end]


@given(marked_texts())
def test_each_segment_carries_exactly_the_marks_that_cover_it(given_text):
    text, marks = given_text
    for start, end, found in segments(marks, 0, len(text)):
        for place in range(start, end):
            covering = [m for m in marks if m.start <= place < m.end]
            assert sorted(map(id, found)) == sorted(map(id, covering))


def test_crossing_marks_are_closed_and_opened_again():
    marks = [Mark(start=0, end=4, role="content"), Mark(start=2, end=6, role="source")]
    html = mark_text("abcdef", marks)
    assert html == (
        '<mark class="onrecord-content">ab<span class="onrecord-source">cd</span></mark>'
        '<span class="onrecord-source">ef</span>'
    )


def test_number_and_anchor_stand_once_where_a_content_begins():
    crossed = [
        Mark(start=1, end=5, role="content", anchor="x", label="a1", href="#n"),
        Mark(start=0, end=3, role="source"),
    ]
    html = mark_text("abcdef", crossed)
    assert html.count('id="x"') == html.count('data-label="a1"') == 1
    assert html.count("onrecord-content") == 2


def test_the_content_of_an_inner_source_is_inside_the_outer_one():
    outer = Mark(start=0, end=4, role="content", level=0, title="outer")
    inner = Mark(start=0, end=4, role="content", level=1, title="inner")
    elements = Outline(mark_text("same", [inner, outer])).elements
    assert [attributes["title"] for _, attributes in elements] == ["outer", "inner"]


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_hostile_text_names_and_ids_are_never_markup(hostile):
    of = article(hostile, f"{hostile} said no.")
    row = attribution(of, 1, "no", source=hostile, cue="said") | {
        "act": hostile,
        "affiliation": None,
    }
    html = mark_text(of["text"], attribution_marks([row], prefix="p"))
    assert "<script" not in html and "<img" not in html
    assert {tag for tag, _ in Outline(html).elements} <= {"mark", "b", "span", "a"}
    known = {"class", "id", "title", "href", "data-label"}
    assert all(set(attributes) <= known for _, attributes in Outline(html).elements)


@given(TEXTS, TEXTS)
def test_ids_are_plain_and_no_two_are_the_same(one, other):
    assert (anchor_id(one) == anchor_id(other)) is (one == other)
    assert not set(anchor_id(one)) & set(" \n<>&\"'#")


def test_a_label_cannot_turn_the_writing_round():
    assert plain_label("Ann\u202e Reed\n\u2067x") == "Ann Reed x"


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_links(url, is_link):
    assert web_link(url) == (url if is_link else None)


def test_a_source_that_two_attributions_share_is_one_mark_that_names_both():
    of = article("x", "Peskov suggested waiting and put it off.")
    rows = [
        attribution(of, 1, "waiting", source="Peskov", cue="suggested")
        | {"act": "urges", "affiliation": None},
        attribution(of, 2, "it off", source="Peskov", cue="put")
        | {"act": None, "affiliation": None},
    ]
    sources = [m for m in attribution_marks(rows) if m.role == "source"]
    assert [m.title for m in sources] == ["source of a1 · Peskov · urges; a2 · Peskov"]


def test_pieces_of_a_content_have_its_number_each_and_one_anchor():
    of = article("x", "“No,” he said. “Never.”")
    row = attribution(of, 1, ["“No,”", "“Never.”"]) | {"act": "denies", "affiliation": None}
    marks = attribution_marks([row], prefix="p")
    assert [m.anchor for m in marks] == ["p-x:a1", None]
    assert [m.label for m in marks] == ["a1", "a1"]


def test_overlapping_spans_become_one_and_touching_ones_stay():
    assert merged([[5, 7], [0, 3], [2, 4], [4, 5]]) == [(0, 4), (4, 5), (5, 7)]


def test_every_rule_of_the_style_sheet_is_about_our_own_classes():
    selectors = [line for line in style_sheet().splitlines() if line.rstrip().endswith("{")]
    selectors += [line for line in style_sheet().splitlines() if "{ " in line]
    assert selectors
    assert all("onrecord-" in s or s.startswith(("@media", "@container")) for s in selectors)


@pytest.mark.parametrize(
    ("name", "role", "whom", "written"),
    [
        ("Dana Cole", "spokeswoman", "Fjord Bank", "Dana Cole (spokeswoman, for Fjord Bank)"),
        (
            "Kari Berg",
            "economist at Fjord Bank",
            "Fjord Bank",
            "Kari Berg (economist at Fjord Bank)",
        ),
        ("a Fjord spokesman", "spokesman", "Fjord Bank", "a Fjord spokesman (for Fjord Bank)"),
        ("Various officials", "officials", "US", "Various officials (for US)"),
        ("Ann Reed’s team", None, "Ann Reed", "Ann Reed’s team"),
        ("Ann Reed", "mother\n of two", None, "Ann Reed (mother of two)"),
        ("Ann Reed", None, None, "Ann Reed"),
    ],
)
def test_source_is_written_with_role_and_for_whom_and_no_words_twice(name, role, whom, written):
    assert write_source(name, role, whom) == written


@pytest.mark.parametrize(
    ("act", "evidence", "told"),
    [
        ("denies", "denied", "denies"),
        ("denies", "said … without foundation", "denies, saying"),
        ("denies", "did … deny", "denies"),  # a cue in two pieces
        ("asserts", "said … false", "asserts"),
        (None, "", None),
    ],
)
def test_who_denies_by_saying_what_is_false_is_told_to_say_so(act, evidence, told):
    assert write_act(act, evidence) == told

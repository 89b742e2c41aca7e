"""Quotation marks: what opens, what closes, what nests, and what never ends."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import PATIENCE

from onrecord.reading.doc.quotes import find_quotations
from onrecord.reading.doc.sentences import paragraphs


def quotations(text):
    return find_quotations(text, paragraphs(text))


def texts(text, level=0):
    return [" … ".join(text[s:e] for s, e in q.spans) for q in quotations(text) if q.level == level]


@pytest.mark.parametrize(
    "quoted",
    [
        "“We won.”",
        '"We won."',
        "''We won.''",
        "``We won.''",
        "«We won.»",
        "«\u00a0We won.\u00a0»",
        "‘We won.’",
        "'We won.'",
        "“Won.”",
        "“[The team] won (again).”",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "{} he said.", "He said: {}", "He said ({}) so."])
def test_each_sort_of_marks_is_paired(quoted, frame):
    (quotation,) = quotations(frame.format(quoted))
    assert texts(frame.format(quoted)) == [quoted]
    assert quotation.closed


def test_quotation_closes_before_what_follows_it():
    text = "“One,” he said. “Two,” she said."
    assert texts(text) == ["“One,”", "“Two,”"]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("‘I don’t know,’ he said.", ["‘I don’t know,’"]),
        ("'I don't know,' he said.", ["'I don't know,'"]),
        ("‘It is the workers’ right,’ he said.", ["‘It is the workers’ right,’"]),
        ("'It is the workers' right,' he said.", ["'It is the workers' right,'"]),
        ("He called it the ‘people’s vote’.", ["‘people’s vote’"]),
        ("He spoke of the ‘bosses’ and left.", ["‘bosses’"]),
        ("It was the boys’ and the girls’ turn.", []),
        ("It was the boys' and the girls' turn.", []),
        ("Music of the ’90s and the '80s' end.", []),
        ("’Tis the season, and 'twas ever so.", []),
        ("He isn't, can't and won't.", []),
    ],
)
def test_apostrophes_are_told_from_single_marks(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize("mark", ['"', "”", "''"])
def test_feet_and_inches_are_no_marks(mark):
    assert texts(f"He is 6'2{mark} tall.") == []
    assert texts(f'"He is 6\'2{mark} tall," she said.') == [f'"He is 6\'2{mark} tall,"']


def test_feet_and_inches_may_end_a_quotation():
    assert texts("“He is 6'2\"” she said. “Big.”") == ["“He is 6'2\"”", "“Big.”"]


@pytest.mark.parametrize(
    "text, inner",
    [
        ("“She said ‘no’ twice,” he said.", "‘no’"),
        ("‘She said “no” twice,’ he said.", "“no”"),
        ("\"She said 'no' twice,\" he said.", "'no'"),
        ("'She said \"no\" twice,' he said.", '"no"'),
    ],
)
def test_marks_of_the_other_sort_nest(text, inner):
    assert texts(text) == [text.removesuffix(" he said.")]
    assert texts(text, level=1) == [inner]


def test_marks_nest_three_deep():
    text = "“She said ‘we “never” agreed’ to it,” he said."
    assert texts(text) == ["“She said ‘we “never” agreed’ to it,”"]
    assert texts(text, level=1) == ["‘we “never” agreed’"]
    assert texts(text, level=2) == ["“never”"]
    assert all(q.closed for q in quotations(text))


def test_nested_quotation_without_its_mark_ends_with_the_outer():
    outer, inner = quotations("‘Well, “no way’ he said.")
    assert (outer.closed, outer.level) == (True, 0)
    assert (inner.closed, inner.level) == (False, 1)
    assert inner.end < outer.end


def test_next_opening_mark_ends_a_quotation_whose_mark_is_missing():
    text = "“We won. “We did,” he said."
    first, second = quotations(text)
    assert text[first.start : first.end] == "“We won. "
    assert (first.closed, second.closed) == (False, True)


@pytest.mark.parametrize("opening, closing", ["“”", '""', "‘’", "«»"])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n   "])
def test_quotation_over_four_paragraphs_closes_in_the_last(opening, closing, between):
    parts = [f"{opening}One.", f"{opening}Two.", f"{opening}Three.", f"{opening}Four.{closing}"]
    text = f"He said: {between.join(parts)}{between}Then he left."
    (quotation,) = quotations(text)
    assert [text[s:e] for s, e in quotation.spans] == parts
    assert quotation.closed


def test_quotation_left_open_runs_into_next_paragraph_only_if_that_opens_with_its_mark():
    first, second = quotations("“One.\n‘Two,’ he said.")
    assert (first.closed, first.spans) == (False, ((0, 5),))
    assert second.closed
    (left,) = quotations("“One.\nTwo.”")
    assert (left.closed, left.spans) == (False, ((0, 5),))


def test_quotation_that_never_closes_ends_with_its_paragraph():
    text = "He said: “One.\nShe left."
    (quotation,) = quotations(text)
    assert text[quotation.start : quotation.end] == "“One."
    assert not quotation.closed


@pytest.mark.parametrize("text", ["", " ", "\n\n", "no marks", "No” mark opens.", "it’s", "”", "’"])
def test_nothing_opens_nothing_found(text):
    assert quotations(text) == []


@pytest.mark.parametrize("mark", "“‘«\"'")
def test_mark_alone_at_the_end_opens_nothing(mark):
    assert quotations(f"He said {mark}") == []
    assert quotations(f"He said {mark}  \nShe left.") == []


marked_text = st.text(alphabet="“”‘’\"'«»„‚` as.S6\n\r(—", max_size=60)


@settings(max_examples=300, deadline=None)
@given(marked_text)
def test_any_text_gives_sorted_spans_inside_its_paragraphs(text):
    found = quotations(text)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for quotation in found:
        assert list(quotation.spans) == sorted(quotation.spans)
        for s, e in quotation.spans:
            assert s < e
            assert any(a <= s and e <= b for a, b in paragraphs(text))


@settings(max_examples=300, deadline=None)
@given(marked_text)
def test_quotations_cross_no_others(text):
    """Two quotations lie apart, or one inside the other, on a deeper level."""
    spans = [(s, e, q.level) for q in quotations(text) for s, e in q.spans]
    for s, e, level in spans:
        for a, b, other in spans:
            apart = e <= a or b <= s
            inside = (s <= a and b <= e and other >= level) or (
                a <= s and e <= b and level >= other
            )
            assert apart or inside


@pytest.mark.parametrize(
    "unit", ["‘", "’", "'", '"', "“", "-'a", " 'a", "’s ", "('s ", "“‘a", " \"b -'a", "6'2", "“a\n"]
)
def test_hostile_marks_take_time_in_proportion(unit):
    start = time.process_time()
    quotations(unit * (100_000 // len(unit)))
    assert time.process_time() - start < PATIENCE


@pytest.mark.parametrize("text", ["»We won,« he said. »So did I.«", "It was »cold«. «Not so»"])
def test_angular_marks_that_point_inwards_are_paired_so(text):
    assert texts(text)[0] in ("»We won,«", "»cold«")


@pytest.mark.parametrize("mark", ['"', "''"])
def test_marks_with_space_on_both_sides_are_paired(mark):
    text = f"{mark} We won , {mark} he said . {mark} So did I . {mark}"
    assert texts(text) == [f"{mark} We won , {mark}", f"{mark} So did I . {mark}"]


def test_mark_alone_among_spaces_opens_nothing():
    assert texts('It is 6 " long and it is "cold" here.') == ['"cold"']


@pytest.mark.parametrize(
    "credit",
    ["said Jo Smith, the guard.", "said the guard.", "she said.", "Jo Smith added on Monday."],
)
def test_quotation_whose_closing_mark_is_missing_ends_before_who_says_it(credit):
    (quotation,) = quotations(f"“It is late, {credit} He left.")
    assert texts(f"“It is late, {credit} He left.") == ["“It is late,"]
    assert not quotation.closed


def test_next_paragraph_does_not_go_on_from_a_quotation_that_was_credited():
    text = "“It is late, she said.\n“We go,” said Jo."
    assert texts(text) == ["“It is late,", "“We go,”"]


def test_credit_inside_a_quotation_that_closes_does_not_end_it():
    text = "“When it rained, she said, we left.”"
    assert texts(text) == [text]

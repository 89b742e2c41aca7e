"""The same marked article in other typography: the words stay, and the marked spans go along."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.common.polnear import Marked, MarkedArticle
from training.variations import VARIATIONS, vary

MARKS = "“”‘’\"'«»"
TEXT = (
    "“We’re done — ‘really,’ done,” Jo O’Neil said. “I mean it.”\n\n"
    "Bob's reply -- that he “was glad” — came late.\n"
    '"It rained," Lee added, "all day."'
)


def marked(text, *attributions):
    """An article from (source, cue, *content) as they stand once in its text."""

    def spans(*phrases):
        assert all(text.count(phrase) == 1 for phrase in phrases)
        return tuple((text.index(p), text.index(p) + len(p)) for p in phrases)

    made = (Marked(spans(s), spans(c), spans(*content)) for s, c, *content in attributions)
    return MarkedArticle("a", text, tuple(made))


ARTICLE = marked(
    TEXT,
    ("Jo O’Neil", "said", "“We’re done — ‘really,’ done,”", "“I mean it.”"),
    ("Bob's", "reply", "that he “was glad”"),
    ("Lee", "added", '"It rained,"', '"all day."'),
)


def words(text):
    """The words of a text: letters only, whatever stands between."""
    return re.findall(r"[A-Za-z]+", re.sub(f"[{MARKS}]", "", text))


def contents(article):
    return [[article.text[s:e] for s, e in a.content] for a in article.attributions]


@pytest.mark.parametrize("name", VARIATIONS)
def test_every_marked_span_keeps_its_words(name):
    varied = vary(ARTICLE, name)
    assert words(varied.text) == words(TEXT)
    for before, after in zip(ARTICLE.attributions, varied.attributions, strict=True):
        for role in ("source", "cue", "content"):
            pairs = zip(getattr(before, role), getattr(after, role), strict=True)
            for (s, e), (a, b) in pairs:
                assert words(varied.text[a:b]) == words(TEXT[s:e])
                assert varied.text[a:b] == varied.text[a:b].strip()


@pytest.mark.parametrize(
    "name, expected",
    [
        (
            "straight",
            [['"We\'re done — \'really,\' done,"', '"I mean it."'], ['that he "was glad"'],
             ['"It rained,"', '"all day."']],
        ),
        (
            "curly",
            [["“We’re done – ‘really,’ done,”", "“I mean it.”"], ["that he “was glad”"],
             ["“It rained,”", "“all day.”"]],
        ),
        (
            "british",
            [["‘We’re done – “really,” done,’", "‘I mean it.’"], ["that he ‘was glad’"],
             ["‘It rained,’", "‘all day.’"]],
        ),
        (
            "straight_single",
            [["'We're done — 'really,' done,'", "'I mean it.'"], ["that he 'was glad'"],
             ["'It rained,'", "'all day.'"]],
        ),
        (
            "unmarked",
            [["We’re done – ‘really,’ done,", "I mean it."], ["that he was glad"],
             ["It rained,", "all day."]],
        ),
        (
            "guillemets",
            [["«We’re done – ‘really,’ done,»", "«I mean it.»"], ["that he «was glad»"],
             ["«It rained,»", "«all day.»"]],
        ),
    ],
)  # fmt: skip
def test_marks_of_each_variation(name, expected):
    assert contents(vary(ARTICLE, name)) == expected


def test_apostrophes_are_no_quotation_marks():
    text = "Ann’s dog and the workers’ rights and O’Neil."
    assert vary(marked(text), "british").text.count("’") == 3


def test_some_paragraphs_run_into_the_next():
    text = "\n".join(f"Line {n} is here." for n in range(40))
    joined = vary(marked(text), "joined").text
    assert 0 < joined.count("\n") < 39
    assert joined.replace("\n", " ") == text.replace("\n", " ")


def test_paragraphs_are_joined_the_same_each_time():
    assert vary(ARTICLE, "joined") == vary(ARTICLE, "joined")


def test_span_of_marks_alone_goes_where_the_marks_go():
    text = "“” he said it."
    article = MarkedArticle("a", text, (Marked((), ((6, 10),), ((0, 2),)),))
    assert vary(article, "unmarked").attributions == ()
    assert [len(a.content) for a in vary(article, "straight").attributions] == [1]


@pytest.mark.parametrize("name", VARIATIONS)
def test_text_without_marks_dashes_and_line_ends_is_left_alone(name):
    article = marked("He said that it had rained all day.", ("He", "said", "that it had rained"))
    assert vary(article, name) == article


@pytest.mark.parametrize("name", VARIATIONS)
@pytest.mark.parametrize("text", ["", " ", "\n", '"', "“", "’", "—", "--", "\n\n"])
def test_text_of_hardly_anything_is_varied(name, text):
    vary(MarkedArticle("a", text, ()), name)


pieces = st.sampled_from([*"“”‘’\"'—\n (", "--", "Ann", "it", "rained", "’s", " ", " ", ", "])


@settings(max_examples=200, deadline=None)
@given(st.lists(pieces, max_size=15), st.sampled_from(sorted(VARIATIONS)), st.data())
def test_words_of_any_span_stay_in_it(text, name, data):
    text = "".join(text)
    found = [m.span() for m in re.finditer("[A-Za-z]+", text)]
    if not found:
        return
    (start, _), (_, end) = sorted(data.draw(st.tuples(*[st.sampled_from(found)] * 2)))
    article = MarkedArticle("a", text, (Marked((), (), ((start, end),)),))
    varied = vary(article, name)
    ((a, b),) = varied.attributions[0].content
    assert words(varied.text) == words(text)
    assert words(varied.text[a:b]) == words(text[start:end])

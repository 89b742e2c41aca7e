"""Marks of who speaks: which names are those that were marked, and what an article teaches."""

import pytest

from benchmarks.common.polnear import Marked, MarkedArticle
from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities.phrased_article import read_phrases
from training.marked_speakers import Meant, example_of, is_called, truth_of_speakers

TEXT = "Laura Pellow met Karl Tranter on Monday. She said the roof would hold."


@pytest.mark.parametrize(
    ("name", "who", "kind"),
    [
        ("Laura Pellow", "Laura Pellow|Pellow", "person"),
        ("Mrs. Pellow", "Laura Pellow|Pellow", "person"),
        ("Laura J. Pellow", "Laura Pellow", "person"),
        ("Karl Tranter", "Laura Pellow & Karl Tranter|Tranter", "person"),
        ("VC", "Vale Council", "org"),
        ("The Vale Council", "Vale Council", "org"),
    ],
)
def test_forms_of_a_marked_name_are_right(name, who, kind):
    assert is_called(name, who, kind)


@pytest.mark.parametrize(
    ("name", "who", "kind"),
    [
        ("Paula Pellow", "Laura Pellow|Pellow", "person"),
        ("Laura", "Laura Pellow", "person"),
        ("Vale", "Vale Council", "org"),
        ("", "Vale Council", "org"),
    ],
)
def test_other_names_are_wrong(name, who, kind):
    assert not is_called(name, who, kind)


@pytest.mark.parametrize(
    ("mark", "right"),
    [(("Laura Pellow", "person"), 1), (("", "unnamed"), 0), (("Ann", "person"), 0)],
)
def test_example_says_who_is_right_or_that_nobody_is(mark, right):
    doc = parse_text(TEXT)
    words, attributions = Words(doc), find_attributions(doc)
    article = read_phrases(words, attributions)
    [attribution] = attributions
    marked = Marked(attribution.source, attribution.cue, attribution.content)
    truth = truth_of_speakers(article, attributions, MarkedArticle("a", TEXT, (marked,)), {0: mark})
    assert isinstance(truth[0], Meant) and truth[0].named == (mark[1] == "person")
    example = example_of(article, attributions, truth)
    assert (example.right.sum(), example.nobody[0], example.marked[0]) == (right, not right, True)
    assert not example_of(article, attributions, {}).marked.any()

"""Search in articles and in contents."""

import re

import pytest
from small_record import article, attribution, harbour, record

from onrecord.errors import OnrecordError


def found(result, where=None):
    return [hit["text"] for hit in result.hits if where in (None, hit["where"])]


def test_words_are_whole_in_any_case_and_order():
    result = harbour().search("CLOSE port")
    assert set(found(result)) == {"port", "close"}
    assert set(result.frame["article_id"]) == {"gazette-1", "tide-1"}
    assert not len(harbour().search("por close"))


def test_all_of_the_words_must_be_there():
    assert set(harbour().search("port strikes").frame["article_id"]) == {"tide-1"}


def test_a_hit_in_a_content_names_its_source_and_is_a_hit_of_its_article_too():
    frame = harbour().search("strikes").frame
    assert frame["where"].tolist() == ["article", "content"]
    assert frame["attribution_id"].tolist() == [None, "tide-1:a2"]
    assert frame["source_name"].tolist() == [None, "Tom Reed"]


def test_offsets_are_those_of_the_text():
    made = harbour()
    texts = made.articles.set_index("article_id")["text"]
    for hit in made.search("close").hits:
        assert texts[hit["article_id"]][hit["start"] : hit["end"]] == hit["text"]


@pytest.mark.parametrize("query", ["won't", "won’t", "“won’t", "\"won't"])
def test_curly_and_straight_marks_match_each_other(query):
    texts = set(found(harbour().search(query)))
    assert texts <= {"won't", "won’t", "“won’t"} and texts


@pytest.mark.parametrize("query", [r"won['x]t", "won’t"])
def test_curly_and_straight_marks_match_in_regular_expressions(query):
    assert set(found(harbour().search(query, regex=True))) == {"won't", "won’t"}


def test_a_compiled_pattern_keeps_its_flags():
    assert not found(harbour().search("PORT", regex=True))
    assert found(harbour().search(re.compile("PORT", re.IGNORECASE)))


def test_a_regular_expression_sees_each_piece_of_a_content_from_its_beginning():
    of = article("x", "“No,” he said. “Not now.”")
    made = record([of], [attribution(of, 1, ["“No,”", "“Not now.”"], source="he", cue="said")])
    assert found(made.search("^“No", regex=True), "content") == ["“No", "“No"]


def test_matches_of_nothing_are_no_hits():
    assert not len(harbour().search("z*", regex=True))


@pytest.mark.parametrize("bad", ["(", "[a", "*x", "(?P<n>a)(?P<n>b)"])
def test_an_expression_that_cannot_be_read_is_said_to_be_so(bad):
    with pytest.raises(OnrecordError, match="not a regular expression"):
        harbour().search(bad, regex=True)


@pytest.mark.parametrize("query", ["", "  ", re.compile(""), re.compile(b"x")])
def test_an_empty_query_and_bytes_are_refused(query):
    with pytest.raises(OnrecordError):
        harbour().search(query)


def test_brackets_in_words_are_only_characters():
    assert not len(harbour().search("(port"))


def test_the_result_shows_the_hits_in_their_sentences_with_their_speaker():
    html = harbour().search("port close")._repr_html_()
    assert '<mark class="onrecord-hit">port</mark>' in html
    assert "Ann Reed" in html and "The Harbour Gazette" in html
    assert "port close: 12 hits" not in html and "hits in 2 articles" in html


def test_sentences_with_more_of_the_words_come_first():
    passages = list(harbour().search("Reed strikes").passages())
    assert passages[0].article_id == "tide-1" and "strikes" in passages[0].html


def test_nothing_found_is_said_and_has_a_frame_with_its_columns():
    result = harbour().search("zebra")
    assert "Nothing found" in repr(result) and "Nothing found" in result._repr_html_()
    assert list(result.frame.columns)[:2] == ["article_id", "where"] and result.frame.empty


def test_hostile_queries_and_texts_stay_text():
    of = article("x", "<script>alert(1)</script> here", title="<script>")
    html = record([of]).search("<script>alert(1)</script>")._repr_html_()
    assert "<script" not in html and "&lt;script&gt;" in html

"""Texts whose names, verbs and marks stand at their very ends: no window over tokens reaches past one.

Python's lists wrap round below zero, so a step that looks one token back from the first one reads the
last one and says nothing. Here the lists of `Words` refuse that.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corpus.article import Article
from onrecord.extraction.extract import extract_tables
from onrecord.reading.attribution.dialogue import _shared_out
from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.reading import read_batch

BODY = (
    "Mary Smith, the mayor, said on Monday that the bridge would close. Donald Marsh denied it. "
    "Hope Kemble and Will Grant agreed, and so did Rose Young."
)
WORDS = [
    "Mary", "Will", "Grant", "WILL", "Hope", "hope", "Rose", "Donald Marsh", "the", "of", "said", "says",
    "by", "By", "asked", "met", "told", "“", "”", '"', "'", "’", "(", ")", "-", "—", ",", ".", "?", ":",
    "NHS", "(NHS)", "Mr", "Mrs", "Sen.", "the mayor", "police", "the Ohio", "spokesman", "a spokesman for",
    "who", "her", "’s", "denies", "such as", "Q:", "A:", "ANN LEE:", "photo:", "photo/", "#", "@", "Jr.",
    "University of", "no", "according to", "I", "He", "chairman of", "Inc.", "…", "ed", "spoke to", "$",
    "2020",
]  # fmt: skip
LISTS = (
    "texts", "lower", "tags", "deps", "heads", "entity_types", "begins_name", "is_word", "starts", "ends",
    "sentence", "paragraph", "quotation_at",
)  # fmt: skip
EDGE = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
BETWEEN = st.sampled_from(["", " ", "\n", "\n\n"])
TEXTS = st.tuples(EDGE, BETWEEN, st.sampled_from(["", BODY]), BETWEEN, EDGE).map("".join)


class Within(list):
    """A list that has nothing before its beginning."""

    def __getitem__(self, place):
        first = place.start if isinstance(place, slice) else place
        if first is not None and first < 0:
            raise IndexError(f"{place} is before the first token")
        return super().__getitem__(place)


@pytest.fixture(scope="module", autouse=True)
def _no_wrapping():
    plain = Words.__init__

    def init(self, *args, **known):
        plain(self, *args, **known)
        vars(self).update({name: Within(vars(self)[name]) for name in LISTS})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Words, "__init__", init)
        yield


def read(*texts):
    return read_batch([Article(article_id=str(n), path="", text=t) for n, t in enumerate(texts)])


def test_words_that_two_rules_find_are_one_name():
    text = "WILL WILL Q: Mary\nMary Smith, the mayor, said on Monday that it rained."
    [reading] = read(text)
    assert all(m.start < m.end for m in reading.mentions)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=4, max_size=4))
def test_names_at_the_edges_of_a_text_lose_nothing(texts):
    for text, reading in zip(texts, read(*texts), strict=True):
        spans = [(m.start, m.end) for m in reading.mentions]
        spans += [span for f in reading.found for span in f.attribution.content]
        assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "end", ["\n\nHope", "\n\nWILL", "\n\nphoto: Will", " (photo/Will", "\n\n* Will", "\n\n© Hope"]
)
def test_article_that_ends_in_a_first_name_is_read(end):
    tables = extract_tables([Article(article_id="a", path="a.txt", text=BODY + end)])
    assert tables.articles["status"].to_pylist() == ["ok"]
    assert {"Will Grant", "Hope Kemble"} <= set(tables.entities["name"].to_pylist())


@pytest.mark.parametrize(
    "text", ["“There is a certificate.\n", "By", "By whom", "’s", "Will said", "her", "and by by"]
)
def test_article_of_a_few_words_is_read(text):
    [reading] = read(text)
    assert reading.article.text == text


def test_source_that_opens_a_text_is_not_told_by_its_last_word():
    """What stands before the first word is nothing, and not the last one, `by`."""
    words = Words(parse_text("Reed was called a gift and by Jones a fraud, and nobody knew by"))
    draft = Draft(2, frozenset({0}), frozenset({2}), frozenset(range(3, len(words))), "model")
    assert list(_shared_out(words, draft)) == [draft]

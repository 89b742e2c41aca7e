"""What may be an attribution inside the content of another."""

import numpy as np
import pytest

from onrecord.reading.attribution.drafts import Draft
from onrecord.reading.attribution.features import Vocabulary, read_features
from onrecord.reading.attribution.network import Labelled
from onrecord.reading.attribution.openings import (
    LEAST_WORDS,
    find_openings,
    outermost,
    parts_of,
    source_by_parse,
)
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

PLACES = Vocabulary((), (), (), ()).places()
SCORES = (0.9, 0.8, 0.7, 1.0)


class Article:
    """A text, and drafts and labels of it from phrases that each stand in it once."""

    def __init__(self, text):
        self.words = Words(parse_text(text))
        self.features = read_features(self.words, PLACES)

    def tokens(self, phrase):
        text = self.words.text
        assert not phrase or text.count(phrase) == 1, phrase
        start = text.index(phrase)
        return self.words.tokens_in([(start, start + len(phrase))]) if phrase else []

    def draft(self, source, cue, content):
        source, cue, content = (frozenset(map(int, self.tokens(p))) for p in (source, cue, content))
        return Draft(min(cue), source, cue, content, scores=SCORES)

    def labelled(self, source, cue, content):
        source, at, content = (
            np.array(self.tokens(p), dtype=np.int64) for p in (source, cue, content)
        )
        cue = int(at[0]), int(at[-1]) + 1
        return Labelled(cue, source, content, SCORES, int(at[0]), 1.0)

    def said(self, tokens):
        return self.words.said(min(tokens), max(tokens) + 1) if tokens else ""

    def openings(self, outer, labelled):
        parts = parts_of(self.words, self.features, [outer])
        found = find_openings(self.words, [labelled], parts)
        return [(self.said(o.draft.source), self.said(o.draft.content)) for o in found]


def test_what_stands_in_the_content_of_another_is_told_from_the_outermost():
    article = Article("Smith said Jones claimed that it all failed.")
    outer = article.draft("Smith", "said", "Jones claimed that it all failed")
    inner = article.draft("Jones", "claimed", "that it all failed")
    assert outermost([inner, outer]) == [outer]


def test_content_that_two_share_is_read_once_and_a_short_one_never():
    article = Article("Smith said and wrote that Jones had left it all. Brown agreed to it.")
    content = "that Jones had left it all"
    said, wrote = (article.draft("Smith", cue, content) for cue in ("said", "wrote"))
    short = article.draft("Brown", "agreed", "to it")
    assert len(article.tokens("to it")) < LEAST_WORDS
    [(outer, part)] = parts_of(article.words, article.features, [said, wrote, short])
    assert outer == said
    assert part.tolist() == article.tokens(content)


def test_source_that_the_network_does_not_see_is_the_subject_by_the_parse():
    article = Article("Smith said Jones had denied that the old bridge was shut for good.")
    outer = article.draft("Smith", "said", "Jones had denied that the old bridge was shut for good")
    content = "that the old bridge was shut for good"
    assert article.openings(outer, article.labelled("", "denied", content)) == [("Jones", content)]


def test_what_reaches_out_of_the_content_is_no_opening():
    article = Article("Jones denied it, Smith said. The rest was lost.")
    outer = article.draft("Smith", "said", "Jones denied it")
    labelled = article.labelled("Jones", "denied", "it, Smith said")
    assert article.openings(outer, labelled) == []


@pytest.mark.parametrize(
    "text, cue, source",
    [
        ("Smith left the hall and later claimed that it had failed.", "claimed", "Smith"),
        ("She rejected a claim by Colin Reed that it had failed.", "claim", "Colin Reed"),
        ("She rejected the council's claim that it had failed.", "claim", "the council's"),
        ("It was claimed that the pump had failed.", "pump", ""),
    ],
)
def test_who_says_it_by_the_parse(text, cue, source):
    article = Article(text)
    [token] = article.tokens(cue)
    assert article.said(source_by_parse(article.words, token)) == source


def test_article_alone_is_no_source():
    article = Article("Smith said the denied reports were old.")
    outer = article.draft("Smith", "said", "the denied reports were old")
    found = article.openings(outer, article.labelled("the", "denied", "reports were old"))
    assert all(source != "the" for source, _ in found)

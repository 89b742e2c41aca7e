"""`I` outside of quotation marks: whoever signs, or nobody with a name."""

import pytest

from onrecord.reading.attribution import find_attributions
from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words
from onrecord.reading.entities import find_mentions, resolve_sources
from onrecord.reading.entities.clusters import Clusters
from onrecord.reading.entities.phrased_article import read_phrases


def i_in(text):
    """Who `I` is, each time that it is a source: the name, or None."""
    doc = parse_text(text)
    words, found = Words(doc), find_attributions(doc)
    sources = resolve_sources(words, found, find_mentions(words, found))
    return [
        source.referent and source.referent.name
        for attribution, source in zip(found, sources, strict=True)
        if [text[s:e] for s, e in attribution.source] == ["I"]
    ]


MAYOR = "Mayor Rosa Stent said on Monday that the baths would open.\n"
LETTER = "Dear editor, I think that the baths should stay closed.\n"


def test_i_of_a_letter_is_nobody_who_is_named_before():
    assert i_in(MAYOR + LETTER) == [None]


@pytest.mark.parametrize("signature", ["Paul Marlow", "Paul Marlow, baker", "— Paul Marlow\nCorby"])
def test_i_of_a_letter_is_who_signs_it(signature):
    assert i_in(MAYOR + LETTER + signature) == ["Paul Marlow"]


def test_each_letter_has_its_own_signature():
    other = "Dear editor, I hope that the baths will open soon.\n"
    assert i_in(f"{LETTER}Paul Marlow\n{other}Rosa Stent\n") == ["Paul Marlow", "Rosa Stent"]


def test_name_alone_in_the_middle_of_an_article_signs_nothing():
    text = "I think that the baths should stay closed.\nPaul Marlow\nIt rained.\nIt got cold.\nIt froze."
    assert i_in(text) == [None]


def test_sentence_at_the_end_signs_nothing():
    assert i_in(f"{LETTER}Paul Marlow left Corby.") == [None]


def test_i_in_quotation_marks_is_who_speaks():
    text = "“I think that the baths should stay closed for good,” said Rosa Stent.\nPaul Marlow"
    assert set(i_in(text)) <= {"Rosa Stent"}


def test_no_description_is_the_author():
    words = Words(
        parse_text("The devil was in the baths. I think that I saw the keeper and my sister.")
    )
    article = read_phrases(words, [])
    clusters = Clusters(article)
    own = [n for n, phrase in enumerate(article.phrases) if phrase.word == "i"]
    nouns = [n for n, phrase in enumerate(article.phrases) if phrase.kind != "pronoun"]
    assert len({clusters.find(n) for n in own}) == 1
    assert nouns and not any(clusters.may_join(own[0], n) for n in nouns)
    assert not any(clusters.may_join(n, own[0]) for n in nouns)

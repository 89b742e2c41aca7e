"""Articles with other names: what was a name is one, and all else keeps its label."""

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.reading.doc.words import Words
from training.name_labels import Labels
from training.renaming import Renamer

TEXT = "Hanna Quist of Norland met the Ferry Board . Quist left , she said ."
TOKENS = TEXT.split()
NAMES = [(0, 2, "PERSON"), (3, 4, "GPE"), (5, 8, "ORG"), (9, 10, "PERSON")]


@pytest.fixture
def words():
    tags = ["NNP" if t[0].isupper() else "DT" if t == "the" else "NN" for t in TOKENS]
    return Words(Doc(spacy.blank("en").vocab, TOKENS, tags=tags))


@pytest.fixture
def labels(words):
    return Labels.of(len(words), [(1.0, NAMES)])


def many(words, labels, seed=3):
    renamer = Renamer(seed)
    return [renamer(words, labels) for _ in range(40)]


def test_same_seed_draws_the_same(words, labels):
    assert many(words, labels) == many(words, labels)
    assert many(words, labels) != many(words, labels, seed=4)


def test_new_names_stand_where_they_say(words, labels):
    renamed = many(words, labels)
    assert len({new.text for new in renamed}) > 20
    for new in renamed:
        for start, end, kind in new.names:
            assert new.text[start:end].strip() == new.text[start:end] != ""
            assert kind in ("PERSON", "GPE", "ORG")


def test_later_mention_is_part_of_the_new_full_name(words, labels):
    pairs = 0
    for new in many(words, labels):
        people = [new.text[s:e].lower() for s, e, kind in new.names if kind == "PERSON"]
        if len(people) == 2:
            assert people[1] in people[0]
            pairs += 1
    assert pairs > 20


def test_other_words_keep_their_labels(words, labels):
    nlp = spacy.blank("en")
    for new in many(words, labels):
        doc = nlp.make_doc(new.text)
        found = new.labels(doc, labels)
        carried = {i for n, (i, _) in new.tokens.items()}
        assert {TOKENS.index(w) for w in ("met", "left", "said")} <= carried
        for start, end, kind in new.names:
            span = doc.char_span(start, end)
            if span is not None:
                inside = [s for s in found.spans() if s[0] <= span.start and span.end <= s[1]]
                assert [k for _, _, k in inside] == [kind]
        for i, token in enumerate(doc):
            if token.lower_ in ("met", "left", "said"):
                assert found.bio[i, 0] == 1


def test_text_without_names_keeps_its_words(words):
    nothing = Labels.of(len(words), ())
    for new in many(words, nothing):
        assert new.text.lower() == words.text.lower() and not new.names

"""What the network reads: units, quotation marks, the lexicon, and values that it knows."""

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from onrecord.reading.attribution.features import (
    CLOSES,
    GOES_ON,
    LENGTHS,
    NESTED,
    OPENS,
    OUTSIDE,
    UNCLOSED,
    UNIT,
    WITHIN,
    Vocabulary,
    joined,
    opened,
    read_features,
)
from onrecord.reading.doc.words import Words
from onrecord.tables.schema import ACTS

VOCAB = English().vocab
TOKENIZE = English()
VOCABULARY = Vocabulary(
    tags=("NN", "VBD"), deps=("nsubj", "dobj"), ents=("PERSON", "ORG"), words=("said", "rain")
)
NOTHING_KNOWN = Vocabulary((), (), (), ())


def hand_built(*tokens, starts=None, ents=None):
    """A Doc from (word, tag, label, head) of each token, with vectors that tell the tokens apart."""
    words, tags, deps, heads = zip(*tokens, strict=True)
    doc = Doc(VOCAB, words=words, tags=tags, deps=deps, heads=heads, sent_starts=starts, ents=ents)
    doc.tensor = np.arange(len(doc) * 96, dtype=np.float32).reshape(len(doc), 96)
    return doc


def chained(lengths, gap="\n"):
    """Sentences of so many words, each word the head of the next; `gap` is a token between paragraphs.

    A length of 0 ends a paragraph.
    """
    words, heads, starts = [], [], []
    for length in lengths:
        if not length:
            words, heads, starts = [*words, gap], [*heads, len(words) - 1], [*starts, False]
        for k in range(length):
            heads.append(len(words) - (k > 0))
            words.append("Word")
            starts.append(k == 0)
    doc = Doc(
        VOCAB, words=words, spaces=[True] * len(words), heads=heads, deps=["dep"] * len(words),
        tags=["NN"] * len(words), sent_starts=starts,
    )  # fmt: skip
    doc.tensor = np.zeros((len(doc), 96), dtype=np.float32)
    return doc


def tokenized(text):
    """A Doc without tags or parse."""
    doc = TOKENIZE(text)
    doc.tensor = np.zeros((len(doc), 96), dtype=np.float32)
    return doc


def read(doc, vocabulary=VOCABULARY):
    return read_features(Words(doc), vocabulary.places())


def states(text):
    """(word, where it stands) of each token; blanks are left out."""
    doc = tokenized(text)
    where = read(doc).quote // (len(LENGTHS) + 1)
    return [(t.text, int(w)) for t, w in zip(doc, where, strict=True) if not t.is_space]


RAIN = hand_built(
    ("Rain", "NN", "nsubj", 1), ("fell", "VBD", "ROOT", 1), ("She", "PRP", "nsubj", 3),
    ("said", "VBD", "ROOT", 3), ("so", "RB", "advmod", 3),
    starts=[True, False, True, False, False], ents=["B-PERSON", "I-PERSON", "O", "O", "B-DATE"],
)  # fmt: skip


def test_known_values_have_their_places_and_all_others_share_place_zero():
    features = read(RAIN)
    assert features.tag.tolist() == [1, 2, 0, 2, 0]
    assert features.dep.tolist() == [1, 0, 1, 0, 0]
    assert features.word.tolist() == [2, 0, 0, 1, 0]


def test_words_are_known_in_lower_case():
    assert read(tokenized("SAID Said said")).word.tolist() == [1, 1, 1]


def test_entity_type_is_known_with_where_the_entity_begins():
    assert read(RAIN).ent.tolist() == [3, 2, 0, 0, 1]


def test_vectors_sentences_and_heads_are_those_of_the_doc():
    features = read(RAIN)
    assert np.array_equal(features.vectors, RAIN.tensor)
    assert features.head.tolist() == [1, 1, 3, 3, 3]
    assert features.sentence.tolist() == [0, 0, 1, 1, 1]


def test_vocabulary_gives_places_from_one():
    places = VOCABULARY.places()
    assert {name: sorted(values.values()) for name, values in places.items()} == {
        "tags": [1, 2], "deps": [1, 2], "ents": [1, 2], "words": [1, 2],
    }  # fmt: skip
    assert places["words"]["rain"] == 2


@pytest.mark.parametrize(
    "word, shape",
    [
        ("word", 2),
        ("Word", 3),
        ("WORD", 4),
        ("1984", 1),
        ("ten", 1),
        (",", 5),
        ("\n", 6),
        ("a-b", 0),
    ],
)
def test_shape_of_a_token(word, shape):
    doc = Doc(VOCAB, words=["x", word, "x"])
    doc.tensor = np.zeros((3, 96), dtype=np.float32)
    assert read(doc).shape[1] == shape


def test_unit_is_a_paragraph():
    features = read(chained([3, 2, 0, 4, 0, 1]))
    assert features.units == [(0, 5), (6, 10), (11, 12)]


def test_paragraph_as_long_as_a_unit_is_one():
    assert read(chained([UNIT - 1, 1])).units == [(0, UNIT)]


def test_longer_paragraph_is_cut_between_sentences():
    sentences = [UNIT // 2, UNIT // 2 - 10, 20, UNIT - 40, 30]
    units = read(chained([*sentences, 0, 5])).units
    a, b = UNIT - 10, UNIT + 10 + UNIT - 40
    assert units == [(0, a), (a, a + UNIT - 20), (a + UNIT - 20, b + 30), (b + 31, b + 36)]


def test_longer_sentence_is_cut_where_the_unit_is_full():
    assert read(chained([3, 2 * UNIT + 7])).units == [
        (0, 3), (3, UNIT + 3), (UNIT + 3, 2 * UNIT + 3), (2 * UNIT + 3, 2 * UNIT + 10),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_units_hold_all_words_once_and_none_is_too_long(seed):
    chance = np.random.default_rng(seed)
    doc = chained([int(n) for n in chance.integers(0, UNIT, 30)])
    units = read(doc).units
    held = [i for first, last in units for i in range(first, last)]
    assert [t.i for t in doc if not t.is_space] == [i for i in held if not doc[i].is_space]
    assert held == sorted(set(held))
    assert all(0 < last - first <= UNIT for first, last in units)


def test_head_outside_of_its_unit_makes_a_root():
    doc = chained([UNIT + 5])
    features = read(doc)
    assert [t.head.i for t in doc][UNIT : UNIT + 2] == [UNIT - 1, UNIT]
    assert features.units == [(0, UNIT), (UNIT, UNIT + 5)]
    assert features.head[[1, UNIT - 1, UNIT, UNIT + 1]].tolist() == [0, UNIT - 2, UNIT, UNIT]


def test_head_behind_the_end_of_its_unit_makes_a_root_too():
    n = UNIT + 5
    doc = Doc(VOCAB, words=["Word"] * n, heads=[*range(1, n), n - 1], deps=["dep"] * n)
    doc.tensor = np.zeros((n, 96), dtype=np.float32)
    features = read(doc)
    assert features.units == [(0, UNIT), (UNIT, n)]
    assert features.head[[0, UNIT - 2, UNIT - 1, UNIT]].tolist() == [
        1,
        UNIT - 1,
        UNIT - 1,
        UNIT + 1,
    ]


def test_quotation_opens_holds_and_closes():
    assert states("He said “we won it” twice") == [
        ("He", OUTSIDE), ("said", OUTSIDE), ("“", OPENS), ("we", WITHIN), ("won", WITHIN),
        ("it", WITHIN), ("”", CLOSES), ("twice", OUTSIDE),
    ]  # fmt: skip


def test_quotation_inside_another_is_inner():
    assert dict(states("“He said ‘we won it’ twice”")) == {
        "“": OPENS, "He": WITHIN, "said": WITHIN, "‘": NESTED, "we": NESTED, "won": NESTED,
        "it": NESTED, "’": NESTED, "twice": WITHIN, "”": CLOSES,
    }  # fmt: skip


def test_quotation_that_never_closes_is_unclosed():
    assert states("He said “we won\nShe left") == [
        ("He", OUTSIDE), ("said", OUTSIDE), ("“", OPENS), ("we", UNCLOSED), ("won", UNCLOSED),
        ("She", OUTSIDE), ("left", OUTSIDE),
    ]  # fmt: skip


def test_quotation_that_goes_on_over_paragraphs_is_continued():
    assert states("“One is.\n“Two is.”\nHe left") == [
        ("“", OPENS), ("One", WITHIN), ("is", WITHIN), (".", WITHIN),
        ("“", OPENS), ("Two", GOES_ON), ("is", GOES_ON), (".", GOES_ON), ("”", CLOSES),
        ("He", OUTSIDE), ("left", OUTSIDE),
    ]  # fmt: skip


def test_short_and_long_quotations_are_told_apart():
    sizes = []
    for words in (1, *(n + 1 for n in LENGTHS)):
        features = read(tokenized("He said “" + "so " * (words - 1) + "so”"))
        sizes.append(int(features.quote[3]) % (len(LENGTHS) + 1))
    assert sizes == [0, 1, 2, 3]


def test_tokens_know_the_number_of_their_outermost_quotation():
    doc = tokenized("“One ‘two’ three” and “four”")
    inside = {t.text: int(n) for t, n in zip(doc, read(doc).inside, strict=True)}
    assert inside["and"] == 0
    assert inside["One"] == inside["two"] == inside["three"] > 0
    assert inside["four"] not in (0, inside["One"])


def test_cues_of_the_lexicon_have_act_and_frames():
    doc = hand_built(
        ("denied", "VBD", "ROOT", 0), ("walked", "VBD", "dep", 0), ("said", "VBD", "dep", 0),
        ("claims", "NNS", "dep", 0), ("DENIED", "VBN", "dep", 0),
    )  # fmt: skip
    features = read(doc)
    acts = [("none", *ACTS)[a] for a in features.act]
    assert acts == ["denies", "none", "asserts", "asserts", "denies"]
    assert [f > 0 for f in features.frames] == [True, False, True, True, True]
    assert len(set(features.frames[[0, 2]].tolist())) == 2


def test_lexicon_is_asked_with_the_part_of_speech():
    doc = hand_built(("said", "VBD", "ROOT", 0), ("said", "IN", "dep", 0), ("said", "NN", "dep", 0))
    assert [a > 0 for a in read(doc).act] == [True, False, False]


def test_first_three_paragraphs_are_told_apart_from_the_rest():
    place = read(chained([1, 0, 1, 0, 1, 0, 1, 0, 1])).place
    assert [int(place[i]) for i in (0, 2, 4, 6, 8)] == [0, 1, 2, 3, 3]


def test_nothing_but_unknown_values_is_read_too():
    features = read(RAIN, NOTHING_KNOWN)
    assert not any(getattr(features, name).any() for name in ("tag", "dep", "word"))


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n", "“”", "Word"])
def test_text_with_hardly_any_words_is_read(text):
    features = read(tokenized(text))
    assert len(features.units) == bool(text.strip())
    assert len(features.head) == len(features.quote) == len(features.place)


def content_of(doc, *words):
    """Token indices from the first to the last of two words."""
    at = {t.text: t.i for t in doc}
    return np.arange(at[words[0]], at[words[1]] + 1)


def test_marks_around_an_opened_content_do_not_count():
    doc = tokenized("“He said ‘we won it’ twice” and “left”")
    features = read(doc)
    content = content_of(doc, "“", "twice")[:9]
    after = opened(features, [np.arange(0, 10)])
    where = dict(
        zip([t.text for t in doc], (after.quote // (len(LENGTHS) + 1)).tolist(), strict=True)
    )
    assert (where["He"], where["said"], where["twice"]) == (OUTSIDE, OUTSIDE, OUTSIDE)
    assert {where[w] for w in ("we", "won", "it")} == {WITHIN}
    assert not after.inside[content].any()
    assert after.inside[-2] == features.inside[-2] > 0


def test_quotation_that_is_only_part_of_an_opened_content_stays():
    doc = tokenized("He said the plan was “a big mistake” then")
    features = read(doc)
    after = opened(features, [content_of(doc, "the", "then")])
    assert np.array_equal(after.quote, features.quote)
    assert np.array_equal(after.inside, features.inside)


def test_opening_leaves_the_features_as_they_were():
    features = read(tokenized("“We won it,” he said"))
    quote, inside = features.quote.copy(), features.inside.copy()
    opened(features, [np.arange(0, 5)])
    assert np.array_equal(features.quote, quote) and np.array_equal(features.inside, inside)


def test_articles_end_to_end_keep_their_values_with_heads_and_units_moved_along():
    several = [read(chained([3, 0, 2])), read(RAIN), read(tokenized("“We won”"))]
    whole = joined(several)
    lengths = [len(f.head) for f in several]
    firsts = np.cumsum([0, *lengths])
    for f, first, last in zip(several, firsts, firsts[1:], strict=False):
        assert (whole.head[first:last] - first).tolist() == f.head.tolist()
        assert np.array_equal(whole.vectors[first:last], f.vectors)
        for name in ("sentence", "inside", "tag", "word", "quote", "act", "place"):
            assert getattr(whole, name)[first:last].tolist() == getattr(f, name).tolist()
        own = [(s - first, e - first) for s, e in whole.units if first <= s < last]
        assert own == f.units


def test_doc_is_left_as_it_was():
    before = RAIN.to_bytes()
    read(RAIN)
    assert RAIN.to_bytes() == before

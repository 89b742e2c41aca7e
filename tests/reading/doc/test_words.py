"""Words: the tokens of a Doc as lists, the same as spaCy has them."""

import pytest
import spacy
from spacy.tokens import Doc

from onrecord.reading.doc.pipeline import parse_text
from onrecord.reading.doc.words import Words

SENTENCES = (
    "The mayor’s brother, who lives in Leeds, said “it’s late”. He left!\n\nMr. Reed stayed.",
    "Officials told Ann Reed that the port, the oldest of three, was closed.",
    "No verb here\n\nAnd\tnone  there — “nor here",
)


@pytest.fixture(scope="module", params=SENTENCES)
def parsed(request):
    doc = parse_text(request.param)
    return doc, Words(doc)


def test_words_are_those_of_spacy(parsed):
    doc, words = parsed
    assert len(words) == len(doc)
    assert words.text == doc.text
    assert words.texts == [t.text for t in doc]
    assert words.lower == [t.text.lower() for t in doc]
    assert words.starts == [t.idx for t in doc]
    assert words.ends == [t.idx + len(t) for t in doc]
    assert words.tags == [t.tag_ for t in doc]
    assert words.deps == [t.dep_ for t in doc]
    assert words.entity_types == [t.ent_type_ for t in doc]


def test_heads_children_and_edges_of_subtrees_are_those_of_spacy(parsed):
    doc, words = parsed
    assert words.heads == [t.head.i for t in doc]
    assert [list(c) for c in words.children] == [[c.i for c in t.children] for t in doc]
    assert words.left == [t.left_edge.i for t in doc]
    assert words.right == [t.right_edge.i for t in doc]


def test_sentences_are_numbered_from_the_first(parsed):
    doc, words = parsed
    numbers = [n for n, sentence in enumerate(doc.sents) for _ in sentence]
    assert words.sentence == numbers


def test_paragraph_of_a_token_is_the_one_that_it_stands_in():
    words = Words(parse_text("Rain fell.\n\nSnow fell.\n\nReed left."))
    at = {words.texts[i]: words.paragraph[i] for i in range(len(words))}
    assert (at["Rain"], at["Snow"], at["Reed"]) == (0, 1, 2)


def test_quotation_of_a_token_is_the_outer_one_and_none_is_minus_one():
    words = Words(parse_text("“It ‘rained’ here,” Reed said. “Snow fell.”"))
    at = dict(zip(words.texts, words.quotation_at, strict=True))
    assert at["It"] == at["rained"] == at["here"] == 0
    assert at["Snow"] == 1
    assert at["Reed"] == at["said"] == -1


def test_tokens_of_quotations_are_known_by_their_level():
    words = Words(parse_text("He said:\n“One ‘two’ three.”\nShe left."))
    at = dict(zip(words.texts, words.inner.at, strict=True))
    assert [at[word] >= 0 for word in ("said", "One", "two", "three")] == [
        False,
        False,
        True,
        False,
    ]
    [outer], [inner] = words.outer.tokens, words.inner.tokens
    assert [words.texts[i] for i in inner] == ["‘", "two", "’"]
    assert words.texts[outer[0]] == "“" and words.texts[outer[-1]] == "”"
    assert words.outer.quotations + words.inner.quotations == words.quotations


def test_words_are_told_from_space_punctuation_and_marks():
    words = Words(parse_text("“One,  two – 3$”"))
    assert [t for t, is_word in zip(words.texts, words.is_word, strict=True) if is_word] == [
        "One", "two", "3", "$",
    ]  # fmt: skip


def test_paragraph_ends_in_a_sign_whatever_space_follows():
    words = Words(parse_text("He said: \nIs it late?"))
    assert [words.ends_in(":", n) for n in (0, 1)] == [True, False]
    assert words.questions == 1


def test_doc_is_left_as_it_was():
    doc = parse_text("“We won,” he said.")
    before = doc.to_bytes()
    Words(doc)
    assert doc.to_bytes() == before


def test_tokens_in_spans_are_those_that_lie_wholly_in_them():
    words = Words(parse_text("Ann Reed left Leeds."))
    assert words.tokens_in([(0, 8), (14, 19)]) == [0, 1, 3]
    assert words.tokens_in([(1, 8)]) == [1]
    assert words.tokens_in([]) == words.tokens_in([(3, 3)]) == []


def test_head_of_spans_is_the_token_from_which_the_others_hang():
    words = Words(parse_text("The mayor of Leeds left."))
    assert words.texts[words.head_of([(0, 18)])] == "mayor"
    assert words.texts[words.head_of([(10, 18), (0, 9)])] == "of"
    assert words.head_of([]) is None
    assert words.head_of([(3, 4)]) is None, "a space is no token"


@pytest.mark.parametrize(
    ("text", "tags", "heads", "deps", "head"),
    [
        # the parse makes a sentence of the role, and the name the subject of the verb
        (
            "hopeful Ann Reed said",
            "JJ NNP NNP VBD",
            [0, 2, 3, 3],
            "ROOT compound nsubj ROOT",
            "Reed",
        ),
        ("mayor Reed said", "NN NNP VBD", [2, 2, 2], "nsubj nsubj ROOT", "Reed"),
        ("mayor , Reed said", "NN , NNP VBD", [3, 3, 3, 3], "nsubj punct nsubj ROOT", "mayor"),
        ("What Reed said", "WP NNP VBD", [2, 2, 2], "dobj nsubj ROOT", "Reed"),
        # the phrase is cut, so that all its words hang from what follows
        ("a Reed Times poll", "DT NNP NNP NN", [3, 3, 3, 3], "det compound compound ROOT", "Times"),
        ("the Tory nominee feud", "DT NNP NN NN", [3] * 4, "det compound compound ROOT", "nominee"),
    ],
)
def test_head_of_a_phrase_that_the_parse_takes_apart_is_its_noun_or_the_name_after_it(
    text, tags, heads, deps, head
):
    vocab, said = spacy.blank("en").vocab, text.split()
    doc = Doc(vocab, words=said, tags=tags.split(), heads=heads, deps=deps.split())
    words = Words(doc)
    assert words.texts[words.head_of([(0, words.starts[-1] - 1)])] == head


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("ELLERBY , March 4 -- Reed said", "Reed"),
        ("ELLERBY ( AP ) — Reed said", "Reed"),
        ("ELLERBY and Reed said", "ELLERBY"),
        ("Ellerby -- Reed said", "Ellerby"),
    ],
)
def test_dateline_is_no_head_of_a_source(text, head):
    said = text.split()
    heads = [len(said) - 1, *[0] * (len(said) - 2), len(said) - 1]
    tags = ["NNP" if word[0].isupper() else "SYM" for word in said]
    doc = Doc(spacy.blank("en").vocab, words=said, tags=tags, heads=heads, deps=["dep"] * len(said))
    words = Words(doc)
    assert words.texts[words.head_of([(0, words.ends[-2])])] == head


def test_tokens_are_said_in_one_line_and_their_span_is_that_of_the_text():
    words = Words(parse_text("Ann\nReed left."))
    start, end = words.span(0, 3)
    assert words.text[start:end] == "Ann\nReed"
    assert words.said(0, 3) == "Ann Reed"


def test_doc_without_a_parse_or_without_words_is_read():
    vocab = spacy.blank("en").vocab
    assert len(Words(Doc(vocab))) == 0
    words = Words(Doc(vocab, words=["Rain", "fell"]))
    assert words.heads == [0, 1] and not any(words.children)
    assert words.sentence == [0, 0]


def test_chain_of_heads_as_long_as_the_text_is_walked_without_recursion():
    n = 5000
    heads = [max(i - 1, 0) for i in range(n)]
    words = Words(Doc(spacy.blank("en").vocab, ["of"] * n, heads=heads, deps=["dep"] * n))
    assert words.right == [n - 1] * n
    assert words.left == list(range(n))


def test_recognised_names_are_those_of_the_recogniser():
    text = "Ann Reed met Tom Vale of the United Nations in Paris, France on Monday. It rained."
    doc = parse_text(text)
    found = list(Words(doc).recognised())
    assert found == [(e.start, e.end, e.label_) for e in doc.ents] and len(found) > 3


def test_names_that_are_given_take_the_place_of_those_of_the_doc():
    doc = parse_text("Ann Reed met Tom Vale in Paris.")
    words = Words(doc, [(3, 5, "ORG"), (6, 7, "PERSON")])
    assert list(words.recognised()) == [(3, 5, "ORG"), (6, 7, "PERSON")]
    assert len(doc.ents) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Officials, who say so, met.",
        "Officials, many of whom say the bridge is unsafe, met on Monday.",
    ],
)
def test_relative_takes_up_its_noun_also_after_a_word_for_a_number(text):
    words = Words(parse_text(text))
    [relative] = [i for i, word in enumerate(words.lower) if word in ("who", "whom")]
    assert words.texts[words.antecedent_of(relative)] == "Officials"

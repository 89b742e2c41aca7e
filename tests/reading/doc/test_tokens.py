"""Tokens of long stretches without white space: all characters, in time that grows with the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.doc.pipeline import load_model, parse_text
from onrecord.reading.doc.tokens import PART, STRETCH, tokenize

MARKS = [
    '"',
    "“",
    "(",
    "=",
    "_",
    "*",
    "…",
    "!",
    "?",
    "—",
    "$",
    "#",
    "😀",
    "’",
    "[",
    "~",
    "“‘",
    "('",
]
PIECES = st.sampled_from([*MARKS, "a", "Reed", " ", "\n", "'s", "http://a.b/c?d=e&"])
TEXTS = st.lists(st.tuples(PIECES, st.integers(1, 300)), max_size=6).map(
    lambda pieces: "".join(piece * times for piece, times in pieces)
)


@pytest.fixture
def handed(monkeypatch):
    """The longest stretch that spaCy is handed, by each call."""
    nlp = load_model()
    plain, longest = nlp.tokenizer, []

    class Counted:
        def __call__(self, text):
            longest.append(max(map(len, text.split()), default=0))
            return plain(text)

    monkeypatch.setattr(nlp, "tokenizer", Counted())
    return longest


@pytest.mark.parametrize("mark", MARKS)
def test_run_of_marks_is_handed_over_in_parts(mark, handed):
    text = f"He said{mark * 2000}no."
    assert tokenize(load_model(), text).text == text
    assert max(handed) <= 64


def test_stretch_of_anything_is_handed_over_in_parts(handed):
    tokenize(load_model(), "x" + "'s" * 5000)
    assert max(handed) <= 1024


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_no_character_is_lost_or_moved(text):
    doc = tokenize(load_model(), text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_parts_of_a_stretch_follow_one_another(text):
    for stretch in STRETCH.finditer(text):
        parts = [part.span() for part in PART.finditer(text, *stretch.span())]
        assert [parts[0][0], *(end for _, end in parts)] == [
            *(start for start, _ in parts),
            stretch.end(),
        ]


@pytest.mark.parametrize("text", ["He don’t say (“no”) — " + "=" * 150 + " so.", "a" * 199 + " b"])
def test_shorter_stretches_are_those_of_spacy(text):
    assert [t.text for t in tokenize(load_model(), text)] == [t.text for t in load_model()(text)]


def test_words_beside_a_long_run_are_read_as_ever():
    plain, long = (parse_text(f"Ann Lee don’t say so.\n\n{'=' * n}\n\nHe left.") for n in (2, 400))
    read = [[(t.text, t.norm_, t.tag_) for t in doc if "=" not in t.text] for doc in (plain, long)]
    assert read[0] == read[1]

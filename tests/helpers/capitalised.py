"""Docs built by hand whose capitalised words are proper nouns, and the names found in them."""

import spacy
from spacy.tokens import Doc, Span

from onrecord.reading.doc.words import Words
from onrecord.reading.names.finding import find_names

VOCAB = spacy.blank("en").vocab


def doc(text, *entities, deps=None):
    """A Doc of words between spaces, `|` for a line end; capitalised words are proper nouns.

    An entity is `LABEL:words`; each is sought after the one before it.
    """
    words = ["\n" if word == "|" else word for word in text.split()]
    made = Doc(
        VOCAB, words=words, tags=[_tag(word) for word in words],
        heads=[max(i - 1, 0) for i in range(len(words))], deps=deps or ["dep"] * len(words),
    )  # fmt: skip
    spans = []
    for entity in entities:
        label, _, name = entity.partition(":")
        wanted = name.split()
        after = spans[-1].end if spans else 0
        first = next(i for i in range(after, len(words)) if words[i : i + len(wanted)] == wanted)
        spans.append(Span(made, first, first + len(wanted), label))
    made.ents = spans
    return made


def _tag(word):
    if word in ("'s", "’s"):
        return "POS"
    return "NNP" if word[0].isupper() else "NN"


def found(text, *entities, **known):
    return [(n.core, n.label) for n in find_names(Words(doc(text, *entities, **known)))]


def cores(text, *entities, **known):
    return [core for core, _ in found(text, *entities, **known)]

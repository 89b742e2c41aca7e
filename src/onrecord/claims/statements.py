"""What a claim states, sentence by sentence, as what can be compared: content words and polarity."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.hedges import main_word
from onrecord.entities import Words

CONTENT_TAGS = ("NN", "VB", "JJ", "CD", "RP")
# Verbs and nouns that say too little for two claims to be alike by them.
LIGHT = frozenset(
    """be have do say tell go get make take come give put let want would will can could may might
    shall should must ought need use become keep seem appear way thing lot something anything nothing
    someone anyone people person other such same own more most many much few very really just sure
    first last next new good time year day""".split()
)
NEGATIONS = ("not", "n't", "n’t", "never", "no", "nor", "neither", "nobody", "none", "nothing",
             "cannot", "without")  # fmt: skip
NEGATING = ("neg", "det", "nsubj", "nsubjpass", "dobj", "attr", "advmod", "preconj")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a claim.

    Attributes:
        terms: lemmas of its content words and its numbers, in text order.
        starts: first character of each, in the article's text.
        negated: whether its main verb, subject or object is (`no offer was made`).
    """

    terms: tuple[str, ...]
    starts: tuple[int, ...]
    negated: bool


def read_statements(words: Words, content: Sequence[int]) -> tuple[Statement, ...]:
    """The sentences of a content that have a content word; tokens are indices, in text order."""
    by_sentence: dict[int, list[int]] = {}
    for i in content:
        by_sentence.setdefault(words.sentence[i], []).append(i)
    made = (_statement(words, tokens) for tokens in by_sentence.values())
    return tuple(statement for statement in made if statement.terms)


def _statement(words, tokens):
    kept = [(i, term) for i in tokens if (term := _term(words.lower[i], words.tags[i]))]
    return Statement(
        tuple(term for _, term in kept),
        tuple(words.starts[i] for i, _ in kept),
        _is_negated(words, tokens),
    )


@functools.cache
def _term(word: str, tag: str) -> str | None:
    """The lemma of a content word, or None; a participle and a noun from one verb share it."""
    import simplemma

    if not tag.startswith(CONTENT_TAGS) or not any(c.isalnum() for c in word):
        return None
    lemma = word if tag == "CD" else simplemma.lemmatize(word, lang="en").lower()
    return None if lemma in LIGHT or word in LIGHT else lemma


def _is_negated(words, tokens):
    root = main_word(words, tokens)
    if root is None:
        return False
    inside = set(tokens)
    near = [k for k in words.children[root] if k in inside and words.deps[k] in NEGATING]
    below = [n for k in near for n in words.children[k] if words.deps[n] in ("neg", "det")]
    odd = sum(words.lower[k] in NEGATIONS for k in {*near, *below})
    return odd % 2 == 1

"""What a claim states, sentence by sentence, as what can be compared: content words and polarity."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.claims.hedges import OPINIONS, main_word
from onrecord.reading.claims.stances import is_negation
from onrecord.reading.doc.lemmas import lemma_of
from onrecord.reading.doc.words import PROPER, Words
from onrecord.reading.union import grouped
from onrecord.word_lists import word_list

CONTENT_TAGS = ("NN", "VB", "JJ", "CD")
# Verbs and nouns that say too little for two claims to be alike by them.
TOO_LIGHT = word_list("light_words")
TAKEN = ("attr", "acomp", "dobj", "xcomp", "oprd")
NEGATING = ("neg", "det", "nsubj", "nsubjpass", "dobj", "attr", "advmod", "preconj")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a claim.

    Attributes:
        terms: lemmas of its content words, and its numbers, in text order; names are left to the
            entities.
        heads: its main word and what that word takes (`fund`, `was` the `winner`), as lemmas.
        states: whether it says something of something: it has a verb, and asks no question.
        negated: whether its main verb, subject or object is (`no offer was made`).
    """

    terms: tuple[str, ...]
    heads: frozenset[str]
    states: bool
    negated: bool


def read_statements(words: Words, content: Sequence[int]) -> tuple[Statement, ...]:
    """The sentences of a content that have a content word; tokens are indices, in text order."""
    by_sentence = grouped((words.sentence[i], i) for i in content)
    made = (_statement(words, tokens) for tokens in by_sentence.values())
    return tuple(statement for statement in made if statement.terms)


def _statement(words, tokens):
    root, inside = main_word(words, tokens), set(tokens)
    terms = (_term(words.lower[i], words.tags[i]) for i in tokens)
    return Statement(
        terms=tuple(term for term in terms if term),
        heads=frozenset() if root is None else _heads(words, root, inside),
        states=_states(words, tokens, root),
        negated=root is not None and _is_negated(words, root, inside),
    )


def _heads(words, root, inside):
    clause = [k for k in words.children[root] if words.deps[k] == "ccomp" and k in inside]
    if clause and words.lower[root] in OPINIONS:  # `I think it failed` is about failing
        root = clause[0]
    taken = (k for k in words.children[root] if k in inside and words.deps[k] in TAKEN)
    lemmas = (_term(words.lower[i], words.tags[i]) for i in (root, *taken))
    return frozenset(lemma for lemma in lemmas if lemma)


def _states(words, tokens, root):
    if root is None or not words.tags[root].startswith(("VB", "MD")):
        return False
    hung = (words.deps[k] for k in words.children[root])
    if words.tags[root] == "VBG" and not any(d.startswith(("nsubj", "aux")) for d in hung):
        return False  # `raising wages` is a topic
    return "?" not in words.texts[tokens[-1] : tokens[-1] + 2]


@functools.cache
def _term(word: str, tag: str) -> str | None:
    """The lemma of a content word, or None."""
    if not tag.startswith(CONTENT_TAGS) or tag in PROPER or not word[0].isalnum():
        return None
    lemma = word if tag == "CD" else lemma_of(word)
    return None if lemma in TOO_LIGHT or word in TOO_LIGHT else lemma


def _is_negated(words, root, inside):
    near = [k for k in words.children[root] if k in inside and words.deps[k] in NEGATING]
    below = [n for k in near for n in words.children[k] if words.deps[n] in ("neg", "det")]
    negations = [k for k in {*near, *below} if is_negation(words.lower[k])]
    some = [k for k in negations if words.lower[k - 1 : k + 1] == ["a", "little"]]
    return (len(negations) - len(some)) % 2 == 1

"""Phrases of a dependency parse as sets of token indices.

A phrase is what lies between the outermost tokens that depend on its head; where a parse crosses
its own branches, that is a little more than the tokens that depend on it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = ("NN", "PR", "DT")  # how the tags begin that open a name or a description
SUBJECTS = {"nsubj", "csubj"}


def phrase(token: "Token") -> range:
    """Indices of the tokens of the phrase that `token` heads, itself included."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def noun_phrases(tokens: Iterable["Token"]) -> frozenset[int]:
    """Noun phrases with their appositions, without the clauses that follow."""
    return _phrases(tokens, lambda t: t.dep_ in ("relcl", "acl", "advcl"))


def without_asides(tokens: Iterable["Token"]) -> frozenset[int]:
    """Contents without what the narrator adds: `, which ...`, `although ...`."""
    return _phrases(tokens, _is_aside)


def marked_by(token: "Token", words: Iterable[str]) -> bool:
    """Whether one of `words` introduces the clause that `token` heads."""
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in words for c in token.children)


def _is_aside(token):
    if token.dep_ == "relcl":
        before = token.left_edge.i - 1
        return before >= 0 and token.doc[before].text == ","
    return token.dep_ == "advcl" and marked_by(token, ("although", "though"))


def _phrases(heads: Iterable["Token"], left_out: Callable[["Token"], bool]):
    """The phrases of `heads`, less those right of their head that are `left_out`."""
    found = set()
    for head in heads:
        inside = phrase(head)
        found.update(inside)
        for inner in head.doc[head.i + 1 : inside.stop]:
            if inner.i in found and left_out(inner):
                found.difference_update(phrase(inner))
    return frozenset(found)
